"""How editors mend source and story of an article by a tap, and everything of a text before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.telegram.handlers.editor.article_sources import read_source
from digests.models.stories import NamedSource, Origin
from digests.models.texts import Published, RawText
from storage import articles, stories
from storage.rows import fetch_value
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM, PARTS
from tests.telegram.handlers.editor.test_corrected_editions import CORRECTED, PUPPETS, THEATRE, Desk
from tests.telegram.handlers.editor.test_corrections import article, history
from tests.telegram.handlers.editor.test_parts import OURS, colleague, reader

__all__ = ["colleague", "reader"]

LINK, OTHER = "https://vesti.example/news/muzei-stepnoi-muzyki-118", "https://herald.example/1"
SITE = RawText(MUSEUM, source="vesti.example", link=LINK)


@pytest.fixture
async def desk(newsroom: Newsroom, editor: Person) -> Desk:
    await newsroom.intake.add(SITE, added_by=None, now=newsroom.telegram.now())
    return Desk(newsroom, editor)


@dataclass(frozen=True)
class Delivered:
    """An edition that a reader has."""

    desk: Desk
    message: Message


@pytest.fixture
async def delivered(desk: Desk, reader: Person) -> Delivered:
    await desk.subscribes(reader)
    await desk.plans()
    return Delivered(desk, await desk.delivers(reader))


async def opens(who: Person, tap: str, number: int = 1) -> None:
    await who.writes(f"/article {number}")
    await who.receives(f"Статья {number}")
    await who.presses(tap)


async def origins_of(newsroom: Newsroom) -> list[tuple[str, str | None]]:
    return [(origin.source, origin.link) for origin in (await article(newsroom)).article.origins]


async def story_of(newsroom: Newsroom, number: int) -> int:
    async with newsroom.db.read() as db:
        return await articles.story_of(db, number)


async def test_a_source_is_named_anew_and_a_feed_does_not_name_it_back(desk: Desk, editor: Person) -> None:
    await opens(editor, "Источник")
    asked = editor.by_bot[-1]
    assert "Как читателям называть источник статьи 1" in asked.text
    assert LINK in asked.html
    await editor.writes(f"Вести {OTHER}")
    done = await editor.receives("Источник статьи 1 изменён")
    await editor.presses("Статья 1")
    assert "Источники: Вести" in done.text
    assert "Источник указала редакция" in done.text
    assert await origins_of(desk.newsroom) == [("Вести", OTHER)]
    await desk.newsroom.intake.add(SITE, added_by=None, now=desk.newsroom.telegram.now())
    await desk.newsroom.intake.seen_at(1, Origin("vesti.example", LINK, desk.newsroom.telegram.now()))
    assert await origins_of(desk.newsroom) == [("Вести", OTHER)]
    await editor.presses("Правки")
    assert f"Ержан: другой источник, прежний: vesti.example {LINK}" in done.text


async def test_readers_search_and_choose_by_the_name_that_an_editor_gave(desk: Desk, editor: Person) -> None:
    await opens(editor, "Источник")
    await editor.writes("Степные вести")
    await editor.receives("изменён")
    async with desk.newsroom.db.read() as db:
        found = await stories.of_sources(db, [1], ["Степные вести"])
        assert await stories.of_sources(db, [1], ["vesti.example"]) == set()
        marked = await fetch_value(
            db,
            "SELECT marks LIKE '%' || char(57344) || 's' || id || '%' FROM article_search, sources"
            " WHERE name = ? AND article_search.rowid = 1",
            "Степные вести",
        )
    assert found == {1}
    assert marked


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Вести", NamedSource("Вести", LINK)),
        (OTHER, NamedSource("vesti.example", OTHER)),
        (f"Степные вести\n{OTHER}", NamedSource("Степные вести", OTHER)),
        (f"{OTHER} Степные вести", NamedSource("Степные вести", OTHER)),
        ("Вести -", NamedSource("Вести", None)),
        ("—", NamedSource("vesti.example", None)),
        ("Редакция", NamedSource("", LINK)),
        ("newsroom -", NamedSource("", None)),
        ("Аль-Фараби", NamedSource("Аль-Фараби", LINK)),
        ("inform.kz", NamedSource("inform.kz", LINK)),
        ("", None),
        ("…", None),
        (f"{LINK} {OTHER}", None),
        ("Вести ftp://vesti.example", None),
        ("Вести javascript://vesti.example", None),
        ("Вести " * 11, None),
    ],
)
def test_a_source_as_people_type_it(typed: str, named: NamedSource | None) -> None:
    assert read_source(typed, NamedSource("vesti.example", LINK)) == named


async def test_what_is_no_source_leaves_the_question_open(desk: Desk, editor: Person) -> None:
    await opens(editor, "Источник")
    await editor.writes(f"{LINK} {OTHER}")
    await editor.receives("не больше одной ссылки")
    await editor.writes("vesti.example")
    await editor.receives("этот источник уже указан")
    assert await history(desk.newsroom) == []


async def test_of_several_sources_one_is_chosen(desk: Desk, editor: Person) -> None:
    now = desk.newsroom.telegram.now()
    await desk.newsroom.intake.seen_at(1, Origin("Курьер", OTHER, now))
    await opens(editor, "Источник")
    await editor.presses("Курьер")
    await editor.writes("Степной курьер")
    await editor.receives("изменён")
    assert await origins_of(desk.newsroom) == [("vesti.example", LINK), ("Степной курьер", OTHER)]
    await opens(editor, "Источник")
    await editor.presses("Степной курьер")
    await editor.writes(f"vesti.example {LINK}")
    await editor.receives("уже указан")


async def test_a_feeds_correction_still_follows_under_another_name(desk: Desk, editor: Person) -> None:
    await opens(editor, "Источник")
    await editor.writes("Вести")
    await editor.receives("изменён")
    feeds, now = desk.newsroom.feeds, desk.newsroom.telegram.now()
    corrected = RawText(CORRECTED, source="vesti.example", link=LINK)
    assert await feeds._entries._by_link(corrected, now) == 1  # what a feed lists goes through here
    assert (await article(desk.newsroom)).body.count("восемнадцатого") == 1
    assert await origins_of(desk.newsroom) == [("Вести", LINK)]


async def test_an_article_moves_to_another_story_and_back(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    await desk.writes(f"/add {PUPPETS}", "Добавлено, статья 3")
    theatre, puppets = await story_of(desk.newsroom, 2), await story_of(desk.newsroom, 3)
    if theatre == puppets:
        await opens(editor, "Новость", 3)
        await editor.presses("Отдельная новость")
        puppets = await story_of(desk.newsroom, 3)
    assert theatre != puppets
    await opens(editor, "Новость", 3)
    assert "К какой новости относится статья 3" in editor.by_bot[-1].text
    await editor.writes("99")
    await editor.receives("Новости 99 нет")
    await editor.writes("музей")
    await editor.receives("Напишите номер новости")
    await editor.writes(str(theatre))
    card = await editor.receives("Статья 3 теперь в этой новости")
    assert await story_of(desk.newsroom, 3) == theatre
    await editor.presses("Статья 3")
    assert f"Новость: {theatre}" in card.text
    await editor.presses("Новость")
    await editor.presses("Отдельная новость")
    assert "теперь в этой новости" in card.text
    own = await story_of(desk.newsroom, 3)
    assert own != theatre
    await editor.presses("Отменить")
    assert await story_of(desk.newsroom, 3) == theatre
    await editor.presses("Статья 3")
    await editor.presses("Правки")
    assert f"Ержан: статья перенесена из новости {own}" in card.text


async def test_the_only_article_of_a_story_takes_the_story_with_it(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    other = await story_of(desk.newsroom, 2)
    await opens(editor, "Новость", 2)
    card = editor.by_bot[-1]
    assert "К какой новости относится статья 2" in card.text
    assert "Отдельная новость" not in card.buttons
    await editor.writes("1")
    card = await editor.receives("теперь в этой новости")
    assert await story_of(desk.newsroom, 2) == 1
    async with desk.newsroom.db.read() as db:
        assert await stories.current_id(db, other) == 1
    await editor.presses("Отменить")
    assert await story_of(desk.newsroom, 2) == other


async def test_who_moves_what_another_editor_moved_is_told(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    for text in (THEATRE, PUPPETS.replace("Костана", "Павлодар")):
        await desk.writes(f"/add {text}", "Добавлено")
    second, third = await story_of(desk.newsroom, 2), await story_of(desk.newsroom, 3)
    assert second != third
    await opens(editor, "Новость")
    await opens(colleague, "Новость")
    await colleague.writes(str(second))
    await colleague.receives("теперь в этой новости")
    await editor.writes(str(third))
    told = await editor.receives("Пока вы правили, статью изменили")
    assert "Сауле: статья перенесена из новости 1" in told.text
    moved = await story_of(desk.newsroom, 1)
    assert moved == await story_of(desk.newsroom, 2)
    await editor.writes(str(third))
    await editor.receives("теперь в этой новости")
    assert await story_of(desk.newsroom, 1) == await story_of(desk.newsroom, 3)
    assert await story_of(desk.newsroom, 1) != await story_of(desk.newsroom, 2)


async def test_who_names_a_source_that_another_editor_named_is_told(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    await opens(editor, "Источник")
    await opens(colleague, "Источник")
    await colleague.writes("Степные вести")
    await colleague.receives("изменён")
    await editor.writes("Вести")
    told = await editor.receives("Пока вы правили, статью изменили")
    assert "Сауле: другой источник, прежний: vesti.example" in told.text
    assert await origins_of(desk.newsroom) == [("Степные вести", LINK)]
    await editor.writes("Вести")
    await editor.receives("изменён")
    assert await origins_of(desk.newsroom) == [("Вести", LINK)]


@pytest.mark.parametrize(
    ("tap", "typed", "told"),
    [
        ("Заголовок", OURS, OURS),
        ("Дата", "2 марта 2026", " марта"),
        ("Источник", f"Степные вести {OTHER}", "Степные вести"),
        ("Источник", OTHER, OTHER),
        ("Пересказ", "✓ 4", "пришли триста человек"),
        ("Текст", CORRECTED, "восемнадцатого века"),
    ],
)
async def test_a_delivered_edition_follows_each_tap(
    delivered: Delivered, editor: Person, tap: str, typed: str, told: str
) -> None:
    desk, message = delivered.desk, delivered.message
    assert told not in message.html
    await opens(editor, tap)
    if tap == "Пересказ":
        await editor.presses(typed)
    else:
        await editor.writes(typed)
        await desk.newsroom.idle()
    assert await desk.follows() == 1
    await desk.edits()
    assert told in message.html


async def test_a_sentence_that_is_taken_out_of_a_corrected_text_leaves_delivered_editions(
    delivered: Delivered, editor: Person
) -> None:
    desk, message = delivered.desk, delivered.message
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await opens(editor, "Пересказ")
    await editor.presses("✓ 4")
    await desk.follows()
    await desk.edits()
    assert "восемнадцатого века" in message.text
    assert "Билет стоит" not in message.text


async def test_everything_is_chosen_before_a_text_is_added(desk: Desk, editor: Person) -> None:
    newsroom = desk.newsroom
    day = newsroom.telegram.now() - timedelta(days=1)
    await editor.writes(THEATRE)
    card = await editor.receives("Получится так")
    assert [each for each in card.buttons if each in PARTS] == list(PARTS)
    assert "Новость: отдельная" in card.text
    await editor.presses("Дата")
    await editor.writes("завтра")
    await editor.receives("Нужен один день")
    await editor.writes(f"{day:%d.%m.%Y}")
    card = await editor.receives("Получится так")
    await editor.presses("Источник")
    await editor.writes(f"{LINK} {OTHER}")
    await editor.receives("не больше одной ссылки")
    await editor.writes(f"Вести {OTHER}")
    card = await editor.receives("Источник: Вести · ссылка")
    assert "Источник указала редакция" in card.text
    await editor.presses("Пересказ")
    await editor.presses(next(each for each in card.buttons if each.startswith("✓")))
    for each in [each for each in card.buttons if each.startswith("✓")][1:]:
        await editor.presses(each)
    await editor.presses(next(each for each in card.buttons if each.startswith("✓")))
    assert "от одного до 5 предложений" in card.text
    await editor.presses("Готово")
    await editor.presses("Новость")
    await editor.writes("99")
    await editor.receives("Новости 99 нет")
    await editor.writes("1")
    card = await editor.receives("Получится так")
    assert "Новость 1: В Семее открылся музей" in card.text
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 2")
    async with newsroom.db.read() as db:
        added = await articles.get(db, 2)
    assert added is not None
    assert added.story_id == 1
    assert added.article.published == Published(day.replace(hour=0, minute=0, second=0, microsecond=0), "day")
    (origin,) = added.article.origins
    assert (origin.source, origin.link, origin.by_editor) == ("Вести", OTHER, True)
    assert len(added.article.summary) == 1


async def test_a_text_that_would_join_a_story_can_have_its_own(desk: Desk, editor: Person) -> None:
    again = CORRECTED.replace("триста", "пятьсот")
    await editor.writes(again)
    card = await editor.receives("Новость 1: В Семее открылся музей")
    await editor.presses("Новость")
    assert "К какой новости отнести статью" in card.text
    await editor.presses("Отдельная новость")
    assert "Новость: отдельная" in card.text
    await editor.presses("Новость")
    await editor.presses("Решит бот")
    assert "Новость 1: В Семее" in card.text
    await editor.presses("Новость")
    await editor.presses("Отдельная новость")
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 2")
    assert await story_of(desk.newsroom, 2) != 1
    third = await desk.newsroom.intake.add(
        RawText(again.replace("пятьсот", "семьсот")), added_by=None, now=desk.newsroom.telegram.now()
    )
    assert getattr(third, "story", None) is not None
    assert await story_of(desk.newsroom, 2) != 1  # what an editor parted no report joins


async def test_the_taps_of_a_draft_that_was_added_or_is_anothers_say_so(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    await editor.writes(THEATRE)
    card = await editor.receives("Получится так")
    await colleague.writes("/articles")
    seen = await colleague.receives()
    taps = (
        "draftdate:1", "draftsource:1", "draftsentences:1", "draftsentence:1:0:0", "draftstory:1",
        "draftjoins:1:1", "draftfree:1",
    )  # fmt: skip
    for data in taps:
        await colleague.presses_data(seen, f"1:{data}")
        assert "черновика больше нет" in seen.text
    await editor.presses("Добавить")
    for data in taps:
        await editor.presses_data(card, f"1:{data}")
        assert "Добавлено, статья 2" in card.text


async def test_who_mends_a_text_that_another_editor_adds_meanwhile_is_told(
    desk: Desk, editor: Person, colleague: Person
) -> None:
    await editor.writes(THEATRE)
    card = await editor.receives("Получится так")
    await editor.presses("Источник")
    await editor.writes("Вести")
    card = await editor.receives("Источник: Вести")
    await colleague.writes(f"/add {THEATRE}")
    await colleague.receives("Добавлено")
    await editor.presses("Добавить")
    assert "Ваши правки в статью не вошли" in card.text
    async with desk.newsroom.db.read() as db:
        kept = await articles.get(db, 2)
    assert kept is not None
    assert "Вести" not in [origin.source for origin in kept.article.origins]
