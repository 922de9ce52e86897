"""Editors say when a text is published: in its preview, on its card, and of what came in by itself."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.editions.hold_notices import GATHERED, HoldNotices
from bot.playground.world.person import Person
from digests.models.texts import RawText
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM, stored

HELD = f"Эмбарго до 3 марта 2099 года, 15:00\n\n{MUSEUM}"
UNTIL = datetime(2099, 3, 3, 10, 0, tzinfo=UTC)


async def test_a_preview_asks_about_an_embargo_and_holds_the_text(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(HELD)
    preview = await editor.receives("Эмбарго до 3 марта 2099")
    assert preview.buttons[-4:] == [
        "Держать до 3 марта 2099, 15:00",
        "Сразу опубликовать",
        "Другое время",
        "Отмена",
    ]
    await editor.presses("Держать до 3 марта 2099, 15:00")
    assert "читатели её пока не видят" in preview.text
    assert (await stored(newsroom))[0].held_until == UNTIL
    await editor.writes("/articles")
    assert "эмбарго до 3 марта 2099" in (await editor.receives("Статьи")).text
    await editor.writes("/search музей")
    found = await editor.receives("видно только редакции")
    await editor.presses("Статья 1")
    assert "Эмбарго до 3 марта 2099" in found.text
    await editor.presses("Сразу опубликовать")
    assert "Эмбарго" not in found.text
    assert (await stored(newsroom))[0].held_until is None


async def test_a_reader_finds_nothing_of_it(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    await editor.writes(HELD)
    await editor.receives("Эмбарго")
    await editor.presses("Держать до 3 марта 2099, 15:00")
    await reader.writes("/search музей")
    assert "домбру" not in (await reader.receives("музей")).text


async def test_what_is_added_at_once_is_asked_about_too(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {HELD}")
    preview = await editor.receives("Эмбарго до 3 марта 2099")
    assert await stored(newsroom) == []
    await editor.presses("Сразу опубликовать")
    assert "Добавлено, статья 1" in preview.text
    assert (await stored(newsroom))[0].held_until is None


async def test_another_time_is_typed(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"Под эмбарго\n\n{MUSEUM}")
    await editor.receives("неясно")
    await editor.presses("Другое время")
    await editor.writes("когда-нибудь")
    await editor.receives("бот не понял")
    await editor.writes("3 марта 2099 15:00")
    await editor.receives("читатели её пока не видят")
    assert (await stored(newsroom))[0].held_until == UNTIL


async def test_a_stored_article_is_published_later(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("Добавлено, статья 1")
    await editor.writes("/article 1")
    await editor.receives("Статья 1")
    await editor.presses("Опубликовать позже")
    await editor.writes("вчера 10:00")
    await editor.receives("уже прошло")
    await editor.writes("03.03.2099 15:00")
    card = await editor.receives("читатели её пока не видят")
    assert (await stored(newsroom))[0].held_until == UNTIL
    await editor.presses("Правки")
    assert "изменён срок эмбарго" in card.text


async def test_a_text_that_came_by_itself_is_published_from_the_notice(
    newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes("/language ru")
    await editor.receives()
    raw = RawText(HELD, source="Лента")
    await newsroom.intake.add(raw, added_by=None, now=newsroom.telegram.now())
    later = newsroom.telegram.clock.move(GATHERED)
    assert await HoldNotices(newsroom.db, [editor.id]).step(later) == 1
    async with newsroom.delivering():
        await editor.receives("Пришёл 1 текст под эмбарго")
    assert (await stored(newsroom))[0].held_until == UNTIL
    await editor.presses("Сразу опубликовать")
    assert (await stored(newsroom))[0].held_until is None
