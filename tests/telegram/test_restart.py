"""What was under way when the program ended is finished by the next one, once."""

from __future__ import annotations

from bot.intake import pastes
from bot.playground.markup.cutting import cut
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from digests.models.texts import RawText
from storage import articles
from storage.database import Database
from storage.paste_parts import PastePart
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running
from tests.telegram.handlers.editor.test_adding import LONG, MUSEUM


def part(telegram: Telegram, number: int, text: str, *, command: bool) -> PastePart:
    return PastePart(EDITOR, EDITOR, number, command, RawText(text), telegram.now())


async def test_parts_that_waited_are_answered_at_the_start(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    editor = telegram.person("Ержан", EDITOR, started=True)
    async with running(db, telegram, settings, Gate()):
        await editor.writes("/help")
        await editor.receives()
    await pastes.keep(db, part(telegram, 90, MUSEUM, command=True))
    async with running(db, telegram, settings, Gate()):
        await editor.receives("Добавлено, статья 1")
    async with running(db, telegram, settings, Gate()):
        await editor.writes("/articles")
        assert (await editor.receives()).buttons == ["1"]


async def test_the_rest_of_a_paste_joins_the_part_that_waited(
    db: Database, telegram: Telegram, settings: Settings, gate: Gate
) -> None:
    editor = telegram.person("Ержан", EDITOR)
    first, *rest = cut(LONG)
    async with running(db, telegram, settings, Gate()):
        await editor.writes("/help")
        await editor.receives()
    await pastes.keep(db, part(telegram, 90, first, command=False))
    async with running(db, telegram, settings, gate):
        editor.chat.last_id = 90
        for piece in rest:
            await editor.writes(piece)
        await editor.receives("Получится так")
        await editor.presses("Добавить")
    async with db.read() as reader:
        (stored,) = await articles.list_newest(reader, 9)
    assert "Часть 13." in stored.body


async def test_an_article_that_was_added_and_not_answered_is_answered_as_added(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    editor = telegram.person("Ержан", EDITOR)
    async with running(db, telegram, settings, Gate()) as newsroom:
        await editor.writes("/help")
        await editor.receives()
        waiting = part(telegram, 90, MUSEUM, command=True)
        await pastes.keep(db, waiting)
        await newsroom.intake.add(waiting.raw, added_by=EDITOR, now=telegram.now())
    async with running(db, telegram, settings, Gate()):
        await editor.receives("Добавлено, статья 1")
    async with db.read() as reader:
        assert await articles.highest_id(reader) == 1


async def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(
    newsroom: Newsroom, reader: Person
) -> None:
    newsroom.telegram.updates.add("message", {"message_id": "not a number"})
    await reader.writes("/help")
    assert "/digest" in (await reader.receives()).text
