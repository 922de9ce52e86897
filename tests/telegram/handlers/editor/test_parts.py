"""How editors mend one part of an article without sending its text again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ops.retention import thin
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from digests.models.texts import Published, RawText
from storage import people, personal_data
from storage.database import Database
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_corrected_editions import CORRECTED, Desk
from tests.telegram.handlers.editor.test_corrections import article, history

OURS = "Музей степной музыки принял первых гостей"
UNTITLED = "\n\n".join(MUSEUM.split("\n\n")[1:])


@pytest.fixture
async def desk(newsroom: Newsroom, editor: Person) -> Desk:
    desk = Desk(newsroom, editor)
    await desk.writes(f"/add {MUSEUM}", "Добавлено, статья 1")
    return desk


@pytest.fixture
async def colleague(newsroom: Newsroom) -> Person:
    person = newsroom.telegram.person("Сауле", language="ru", started=True)
    await person.writes("/help")
    await person.receives()
    async with newsroom.db.transaction() as tx:
        await people.set_role(tx, person.id, "editor")
    return person


@pytest.fixture
def reader(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Айгуль", language="ru", started=True)


async def test_what_has_lost_its_full_text_says_so(desk: Desk, newsroom: Newsroom, editor: Person) -> None:
    await thin(newsroom.db, newsroom.telegram.now() + timedelta(days=1))
    await editor.writes("/article 1")
    card = await editor.receives("Статья 1")
    assert "Полный текст уже не хранится" in card.text
    assert "домбру девятнадцатого века" in card.text
    await editor.presses("Пересказ")
    assert "Полный текст уже не хранится" in card.text
    await gives_headline(desk, editor)
    await editor.receives("Заголовок статьи 1 изменён")


async def gives_headline(desk: Desk, who: Person, headline: str = OURS) -> None:
    await who.writes("/article 1")
    await who.receives("Статья 1")
    await who.presses("Заголовок")
    await who.writes(headline)


async def test_a_headline_is_changed_by_a_tap_and_its_words(desk: Desk, editor: Person) -> None:
    await editor.writes("/article 1")
    card = await editor.receives("Статья 1")
    assert "Заголовок дала редакция" not in card.text
    await editor.presses("Заголовок")
    assert "новый заголовок статьи 1" in card.text
    assert "В Семее открылся музей" in card.text
    await editor.writes(f"  {OURS}\n")
    done = await editor.receives("Заголовок статьи 1 изменён")
    assert OURS in done.text
    (revision,) = await history(desk.newsroom)
    assert (revision.kind, revision.part, revision.person_id) == ("revised", "headline", EDITOR)
    await editor.presses("Статья 1")
    assert OURS in done.text
    assert "Заголовок дала редакция" in done.text


async def test_the_former_headline_comes_back(desk: Desk, editor: Person) -> None:
    before = (await article(desk.newsroom)).article.headline
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    await editor.presses("Прежний заголовок")
    assert (await article(desk.newsroom)).article.headline == before


async def test_search_and_the_story_know_the_new_headline(desk: Desk, editor: Person) -> None:
    await gives_headline(desk, editor, "Кобыз и домбра обрели дом")
    await editor.receives("изменён")
    await editor.writes("/search кобыз")
    await editor.receives("Кобыз и домбра обрели дом")


@pytest.mark.parametrize(
    ("typed", "answer"), [("…", "нужны слова"), ("слово " * 60, "не больше 300 знаков"), (OURS, "изменён")]
)
async def test_words_that_are_no_headline_leave_the_question_open(
    desk: Desk, editor: Person, typed: str, answer: str
) -> None:
    await gives_headline(desk, editor, typed)
    await editor.receives(answer)
    if answer != "изменён":
        await editor.writes(OURS)
        await editor.receives("изменён")
    assert (await article(desk.newsroom)).article.headline == OURS


async def test_a_feeds_correction_keeps_the_editors_headline(desk: Desk, editor: Person) -> None:
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    corrections = desk.newsroom.dispatcher["corrections"]
    theirs = MUSEUM.replace("триста", "пятьсот").replace("открылся музей", "заработал музей")
    await corrections.revise(1, RawText(theirs), now=desk.newsroom.telegram.now())
    kept = await article(desk.newsroom)
    assert kept.article.headline == OURS
    assert "пятьсот" in kept.body


async def test_a_text_that_an_editor_sends_with_a_headline_is_the_newer_word(
    desk: Desk, editor: Person
) -> None:
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    await desk.writes(f"/edit 1 {MUSEUM.replace('триста', 'пятьсот')}", "исправлена")
    assert (await article(desk.newsroom)).article.headline == "В Семее открылся музей степной музыки"


async def test_a_delivered_edition_gets_the_new_headline(desk: Desk, editor: Person, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    assert await desk.follows() == 1
    await desk.edits()
    assert OURS in message.text
    assert "В Семее открылся музей" not in message.text
    assert "Изменено у получателей: 1 из 1" in await desk.refreshed()


async def test_a_headline_that_the_bot_made_says_so(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(UNTITLED)
    preview = await editor.receives("Получится так")
    assert "Заголовок составил бот" in preview.text
    await editor.presses("Добавить")
    await editor.writes("/article 1")
    assert "Заголовок составил бот" in (await editor.receives("Статья 1")).text
    await editor.presses("Заголовок")
    await editor.writes(OURS)
    await editor.receives("изменён")
    await editor.writes("/article 1")
    assert "составил бот" not in (await editor.receives("Статья 1")).text


async def test_a_headline_of_the_source_does_not(desk: Desk, editor: Person) -> None:
    await editor.writes("/article 1")
    assert "составил бот" not in (await editor.receives("Статья 1")).text


async def test_the_second_of_two_editors_is_told_and_may_go_on(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    await editor.writes("/article 1")
    await editor.receives("Статья 1")
    await editor.presses("Заголовок")
    await gives_headline(desk, colleague, "Домбра обрела дом")
    await colleague.receives("изменён")
    await editor.writes(OURS)
    told = await editor.receives("Пока вы правили, статью изменили")
    for expected in ("Сауле: новый заголовок, прежний: «В Семее", "Домбра обрела дом"):
        assert expected in told.text
    assert (await article(desk.newsroom)).article.headline == "Домбра обрела дом"
    await editor.writes(OURS)
    await editor.receives("изменён")
    assert (await article(desk.newsroom)).article.headline == OURS


async def test_of_an_editor_who_left_the_role_stays(desk: Desk, editor: Person, colleague: Person) -> None:
    await editor.writes("/article 1")
    await editor.receives("Статья 1")
    await editor.presses("Заголовок")
    await gives_headline(desk, colleague, "Домбра обрела дом")
    await colleague.receives("изменён")
    async with desk.newsroom.db.transaction() as tx:
        await personal_data.forget(tx, colleague.id)
    await editor.writes(OURS)
    told = await editor.receives("Пока вы правили")
    assert "редактор: новый заголовок" in told.text
    assert "Сауле" not in told.text


async def test_a_headline_that_was_given_and_not_answered_is_answered_once_more(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    """The program ended between the commit and the answer, and takes the message again."""
    editor = telegram.person("Ержан", EDITOR, language="ru")
    async with running(db, telegram, settings, Gate()) as newsroom:
        desk = Desk(newsroom, editor)
        await desk.writes(f"/add {MUSEUM}", "Добавлено")
        await editor.writes("/article 1")
        await editor.receives("Статья 1")
        await editor.presses("Заголовок")
        corrections = newsroom.dispatcher["corrections"]
        await corrections.set_headline(1, OURS, seen=0, person_id=EDITOR, now=telegram.now())
        await editor.writes(OURS)
        await editor.receives("Заголовок статьи 1 изменён")
        assert len(await history(newsroom)) == 1


async def test_topics_are_switched_and_stay(desk: Desk, editor: Person) -> None:
    found = (await article(desk.newsroom)).article.topics
    assert "sport" not in found
    await editor.writes("/article 1")
    card = await editor.receives("Статья 1")
    await editor.presses("Темы")
    assert "Темы статьи 1" in card.text
    await editor.presses("Спорт")
    assert "✓ Спорт" in card.buttons
    await editor.presses("✓ Культура")
    assert "Культура" in card.buttons
    assert (await article(desk.newsroom)).article.topics == (*(set(found) - {"culture"}), "sport")
    assert [one.part for one in await history(desk.newsroom)] == ["topics", "topics"]
    corrections = desk.newsroom.dispatcher["corrections"]
    theirs = RawText(MUSEUM.replace("триста", "пятьсот"))
    await corrections.revise(1, theirs, now=desk.newsroom.telegram.now())
    assert (await article(desk.newsroom)).article.topics == (*(set(found) - {"culture"}), "sport")
    await editor.writes("/topic спорт")
    await editor.receives("открыли музей степной музыки")


async def test_no_edition_has_to_follow_other_topics(desk: Desk, editor: Person, reader: Person) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    await desk.delivers(reader)
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await editor.writes("/article 1")
    await editor.receives("Статья 1")
    await editor.presses("Темы")
    await editor.presses("Спорт")
    assert await desk.follows() == 1  # of the text, whose run goes on


async def test_a_switch_that_another_editor_overtook_says_so(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    for who in (editor, colleague):
        await who.writes("/article 1")
        await who.receives("Статья 1")
        await who.presses("Темы")
    await colleague.presses("Спорт")
    await editor.presses("Наука")
    told = editor.by_bot[-1]
    assert "Сауле: другие темы, прежние: Культура" in told.text
    assert "science" not in (await article(desk.newsroom)).article.topics
    await editor.presses("Наука")
    assert {"science", "sport"} <= set((await article(desk.newsroom)).article.topics)


async def test_headline_and_topics_are_chosen_before_a_text_is_added(
    newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes(UNTITLED)
    card = await editor.receives("Получится так")
    await editor.presses("Темы")
    await editor.presses("Спорт")
    assert "✓ Спорт" in card.buttons
    await editor.presses("Готово")
    assert "спорт" in card.text
    await editor.presses("Заголовок")
    await editor.writes("…")
    await editor.receives("нужны слова")
    await editor.writes(OURS)
    card = await editor.receives("Получится так")
    assert OURS in card.text
    assert "Заголовок дала редакция" in card.text
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 1")
    added = await article(newsroom)
    assert added.article.headline == OURS
    assert "sport" in added.article.topics
    corrections = newsroom.dispatcher["corrections"]
    theirs = UNTITLED.replace("триста", "пятьсот")
    await corrections.revise(1, RawText(theirs, title="Чужой заголовок"), now=newsroom.telegram.now())
    kept = await article(newsroom)
    assert (kept.article.headline, kept.article.topics) == (OURS, added.article.topics)
    assert "пятьсот" in kept.body


async def test_the_parts_of_a_draft_that_was_added_or_dropped_are_its_articles(
    newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes(MUSEUM)
    card = await editor.receives("Получится так")
    await editor.presses("Заголовок")
    await editor.presses("Отмена")
    assert "Получится так" in card.text
    await editor.presses("Добавить")
    for data in ("1:drafttopic:1:sport:1", "1:draftheadline:1", "1:drafttopics:1", "1:draft:1"):
        await editor.presses_data(card, data)
        assert "Добавлено, статья 1" in card.text
    assert "sport" not in (await article(newsroom)).article.topics
    await editor.presses_data(card, "1:draftheadline:9")
    assert "черновика больше нет" in card.text


async def test_somebody_elses_draft_has_no_parts(
    newsroom: Newsroom, editor: Person, colleague: Person
) -> None:
    await editor.writes(MUSEUM)
    await editor.receives("Получится так")
    await colleague.writes("/articles")
    card = await colleague.receives()
    await colleague.presses_data(card, "1:drafttopic:1:sport:1")
    assert "черновика больше нет" in card.text
    await editor.presses("Темы")
    assert "Спорт" in editor.by_bot[-1].buttons


async def gives_date(who: Person, typed: str) -> None:
    await who.writes("/article 1")
    await who.receives("Статья 1")
    await who.presses("Дата")
    await who.writes(typed)


async def test_a_date_is_changed_by_a_tap_and_its_words(desk: Desk, editor: Person) -> None:
    now = desk.newsroom.telegram.now()
    yesterday = now - timedelta(days=1)
    await gives_date(editor, "завтра")
    await editor.receives("Нужен один день")
    await editor.writes(f"{yesterday:%d.%m.%Y}")
    done = await editor.receives("Дата статьи 1 изменена")
    day = yesterday.replace(hour=0, minute=0, second=0, microsecond=0)
    assert (await article(desk.newsroom)).article.published == Published(day, "day")
    corrections = desk.newsroom.dispatcher["corrections"]
    theirs = RawText(MUSEUM.replace("триста", "пятьсот"), published=Published(now - timedelta(days=5)))
    await corrections.revise(1, theirs, now=now)
    assert (await article(desk.newsroom)).article.published == Published(day, "day")
    await editor.presses("Статья 1")
    await editor.presses("Правки")
    assert "Ержан: другая дата, прежняя: нет" in done.text
    desk.newsroom.telegram.clock.move(timedelta(minutes=5))
    await gives_date(editor, f"{yesterday:%d.%m.%Y}")
    await editor.receives("уже такая дата")


async def test_a_delivered_edition_says_the_day_of_what_turned_out_old(
    desk: Desk, editor: Person, reader: Person
) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    await gives_date(editor, f"{desk.newsroom.telegram.now() - timedelta(days=9):%d.%m.%Y}")
    await editor.receives("изменена")
    before = message.text
    assert await desk.follows() == 1
    await desk.edits()
    assert message.text != before


async def test_the_sentences_of_the_summary_are_switched_and_stay(desk: Desk, editor: Person) -> None:
    await editor.writes("/article 1")
    card = await editor.receives("Статья 1")
    await editor.presses("Пересказ")
    assert "4. Билет стоит 500 тенге" in card.text
    for number in [each.position + 1 for each in (await article(desk.newsroom)).article.summary][1:]:
        await editor.presses(f"✓ {number}")
    (left,) = (await article(desk.newsroom)).article.summary
    await editor.presses(f"✓ {left.position + 1}")
    assert "от одного до 5 предложений" in card.text
    if left.position != 3:
        await editor.presses("4")
        await editor.presses(f"✓ {left.position + 1}")
    (told,) = (await article(desk.newsroom)).article.summary
    assert told.text.startswith("Билет стоит 500 тенге")
    corrections = desk.newsroom.dispatcher["corrections"]
    now = desk.newsroom.telegram.now()
    await corrections.revise(1, RawText(MUSEUM.replace("триста", "пятьсот")), now=now)
    assert [each.text for each in (await article(desk.newsroom)).article.summary] == [told.text]
    await corrections.revise(1, RawText(MUSEUM.replace("500 тенге", "900 тенге")), now=now)
    assert (await article(desk.newsroom)).article.summary  # of the bot's choice: the sentence is gone


async def test_a_sentence_that_was_taken_out_leaves_delivered_editions(
    desk: Desk, editor: Person, reader: Person
) -> None:
    await desk.subscribes(reader)
    await desk.plans()
    message = await desk.delivers(reader)
    assert "Директор музея" in message.text
    await editor.writes("/article 1")
    await editor.receives("Статья 1")
    await editor.presses("Пересказ")
    await editor.presses("✓ 3")
    assert await desk.follows() == 1
    await desk.edits()
    assert "Директор музея" not in message.text
    assert "В Семее открылся музей" in message.text


async def test_who_sends_a_whole_text_over_anothers_change_is_told(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    await colleague.writes(f"/edit 1 {CORRECTED}")
    assert "уже изменили" not in (await colleague.receives("исправлена")).text
    await editor.writes(f"/edit 1 {MUSEUM.replace('триста', 'пятьсот')}")
    told = await editor.receives("Перед вами статью уже изменили")
    assert "Сауле: новый текст" in told.text
    assert "Прежний текст" in told.buttons
    await desk.follows()
    await desk.newsroom.shows_progress()
    assert "Сауле: новый текст" in told.text
    assert "ещё просматривает" not in told.text
    await editor.writes(f"/edit 1 {MUSEUM.replace('триста', 'шестьсот')}")
    assert "уже изменили" not in (await editor.receives("исправлена")).text
