"""An old article: its editor says whether it enters the digest or only the archive."""

from __future__ import annotations

from datetime import timedelta

from bot.playground.world.person import Person
from digests.models.texts import Published, RawText
from storage import articles, follow_matches
from storage.articles import StoredArticle
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM, PARTS

DAYS = timedelta(days=1)


def dated(newsroom: Newsroom, days: int, city: str = "Семее") -> str:
    """An article that says itself when it was published."""
    day = newsroom.telegram.now() - days * DAYS
    text = MUSEUM.replace("В Семее 2 марта 2026 года", "В Семее").replace("Семее", city)
    return f"Дата: {day:%d.%m.%Y}\n\n{text.replace('музей', f'{city[:-1]}ий музей')}"


async def stored(newsroom: Newsroom, number: int = 1) -> StoredArticle:
    async with newsroom.db.read() as db:
        found = await articles.get(db, number)
    assert found is not None
    return found


async def digest(person: Person) -> str:
    await person.writes("/digest")
    return (await person.receives()).text


async def test_the_preview_of_an_old_article_asks_where_it_goes(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(dated(newsroom, 5))
    preview = await editor.receives("Статье больше трёх дней")
    assert preview.buttons == [*PARTS, "В дайджест", "В архив", "Отмена"]
    await editor.presses("В дайджест")
    assert "Добавлено, статья 1" in preview.text
    assert not (await stored(newsroom)).archived
    assert "музей" in await digest(editor)


async def test_archived_it_is_found_and_in_no_digest(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(dated(newsroom, 5))
    preview = await editor.receives("Статье больше трёх дней")
    await editor.presses("В архив")
    assert "В архиве: находится поиском, в дайджесты не попадает" in preview.text
    assert preview.buttons == ["В дайджест", "Отменить", "Статья 1"]
    assert (await stored(newsroom)).archived
    assert "музей" not in await digest(editor)
    await editor.writes("/search музей")
    assert "нашлась 1 новость" in (await editor.receives()).text


async def test_add_puts_it_into_the_digest_and_offers_the_archive(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {dated(newsroom, 5)}")
    added = await editor.receives("Добавлено, статья 1")
    assert added.buttons == ["В архив", "Отменить", "Статья 1"]
    assert "музей" in await digest(editor)
    await editor.presses_data(added, "1:archive:1:1")
    assert "Статья 1 в архиве" in added.text
    assert "музей" not in await digest(editor)
    await editor.presses_data(added, "1:archive:1:0")
    assert "Статья 1 войдёт в ближайшие дайджесты" in added.text
    assert added.buttons == ["В архив", "Статья 1"]
    assert "музей" in await digest(editor)


async def test_of_news_nothing_is_asked(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(dated(newsroom, 2))
    assert (await editor.receives("Получится так")).buttons == [*PARTS, "Добавить", "Отмена"]
    await editor.presses("Добавить")
    await editor.writes("/article 1")
    assert "В архив" not in (await editor.receives("Статья 1")).buttons


async def test_a_second_press_changes_nothing(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(dated(newsroom, 5))
    preview = await editor.receives("Статье больше трёх дней")
    await editor.presses("В архив")
    await editor.presses_data(preview, "1:add:1")
    assert (await stored(newsroom)).archived
    assert "В архиве" in preview.text


async def test_what_a_feed_has_archived_an_editor_makes_news(newsroom: Newsroom, editor: Person) -> None:
    now = newsroom.telegram.now()
    old = RawText(MUSEUM, source="gov.kz", published=Published(now - 9 * DAYS))
    await newsroom.intake.add(old, added_by=None, now=now)
    assert (await stored(newsroom)).archived
    await editor.writes("/article 1")
    shown = await editor.receives("В архиве")
    await editor.presses("В дайджест")
    assert "Статья 1 войдёт в ближайшие дайджесты" in shown.text
    assert "музей" in await digest(editor)


async def test_a_text_that_is_archived_already_says_so(newsroom: Newsroom, editor: Person) -> None:
    text = dated(newsroom, 5)
    await newsroom.intake.add(RawText(text), added_by=None, now=newsroom.telegram.now())
    await editor.writes(f"/add {text}")
    known = await editor.receives("Такой текст уже есть")
    assert "В архиве" in known.text
    assert known.buttons == ["В дайджест", "Статья 1"]


async def test_a_number_that_is_no_article_is_answered(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/help")
    menu = await editor.receives()
    await editor.presses_data(menu, "1:archive:99:1")
    assert "Статьи 99 нет" in menu.text
    await editor.presses_data(menu, "1:addarchive:99")
    assert "черновика больше нет" in menu.text


async def test_archived_articles_keep_the_words_that_are_followed(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    """So that the follows bring them as soon as they are news."""
    await reader.writes("/follow Ермекова")
    await reader.receives()
    await editor.writes(dated(newsroom, 5))
    await editor.receives("Статье больше трёх дней")
    await editor.presses("В архив")
    newsroom_now = newsroom.telegram.now()
    async with newsroom.db.read() as db:
        assert await follow_matches.of_words(db, 1, since=newsroom_now - DAYS, limit=9) == []
    await editor.presses("В дайджест")
    async with newsroom.db.read() as db:
        assert await follow_matches.of_words(db, 1, since=newsroom_now - DAYS, limit=9) == [1]


async def test_several_files_say_how_many_are_old_and_go_with_one_press(
    newsroom: Newsroom, editor: Person
) -> None:
    days = {"Семее": 5, "Уральске": 1, "Таразе": 30}
    await editor.uploads_album([(f"{c}.txt", dated(newsroom, d, c).encode()) for c, d in days.items()])
    await newsroom.idle()
    told = editor.by_bot[-1]
    assert "Старше трёх дней: 2" in told.text
    assert told.buttons == ["Все в дайджест (3)", "2 старые в архив", "Отмена"]
    await editor.presses("2 старые в архив")
    assert "Добавлено: 1\n• " in told.text
    assert "Добавлено в архив: 2\n• " in told.text
    assert told.buttons == ["Отменить", "Все статьи"]
    assert [(await stored(newsroom, n)).archived for n in (1, 2, 3)] == [True, False, True]
    await editor.presses("Отменить")
    assert "Не добавлено: 3" in told.text


async def test_all_files_into_the_digest_and_then_the_old_ones_out(
    newsroom: Newsroom, editor: Person
) -> None:
    days = {"Семее": 5, "Уральске": 1}
    await editor.uploads_album([(f"{c}.txt", dated(newsroom, d, c).encode()) for c, d in days.items()])
    await newsroom.idle()
    told = editor.by_bot[-1]
    await editor.presses("Все в дайджест (2)")
    assert told.buttons == ["1 старую в архив", "Отменить", "Все статьи"]
    await editor.presses("1 старую в архив")
    assert [(await stored(newsroom, n)).archived for n in (1, 2)] == [True, False]
