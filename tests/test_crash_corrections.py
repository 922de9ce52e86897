"""kill -9 while 60 delivered editions are being corrected: each becomes right, none comes twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from bot.delivery.loop import MAX_SENDING
from bot.intake.corrections import Corrections, TextRevised
from bot.intake.intake import Intake
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from bot.playground.world.signals import PATIENCE
from digests.models.texts import RawText
from storage import correction_runs, outbox
from storage.database import Database
from storage.rows import fetch_all
from tests.processes import bot_process
from tests.telegram.conftest import SameProcess
from tests.test_crash import LOOK, prepare, quiet

READERS = 60
CORRECTED = (
    "Мост закрыт на ремонт\n\nВ Атырау мост через Урал закрыли на ремонт до первого мая, сообщил акимат."
)


async def correct(path: Path, telegram: Telegram) -> None:
    db = await Database.open(path)
    corrections = Corrections(db, Intake(db, SameProcess()))
    revised = await corrections.revise(1, RawText(CORRECTED), now=telegram.clock.now(), person_id=1)
    await db.close()
    assert isinstance(revised, TextRevised)


async def retract(path: Path, telegram: Telegram) -> None:
    db = await Database.open(path)
    corrections = Corrections(db, Intake(db, SameProcess()))
    assert await corrections.retract(1, person_id=1, now=telegram.clock.now())
    await db.close()


async def known_messages(path: Path, telegram: Telegram) -> list[Message]:
    """Those of which the outbox has the number; a copy that was sent twice around a kill may be without."""
    db = await Database.open(path)
    async with db.read() as reader:
        rows = await fetch_all(
            reader,
            "SELECT chat_id, sent_as FROM outbox JOIN destinations ON destinations.id = destination_id"
            " WHERE outbox.kind = 'edition' AND sent_as IS NOT NULL",
        )
    await db.close()
    return [
        message
        for row in rows
        for message in telegram.people[row["chat_id"]].by_bot
        if message.id == row["sent_as"]
    ]


async def followed(path: Path, telegram: Telegram) -> correction_runs.RunProgress | None:
    """Until the round is over and nothing waits."""
    db = await Database.open(path)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with db.read() as reader:
                found = await correction_runs.progress(reader, 1)
                if found and not found.looking and not await outbox.count_unfinished(reader):
                    break
            await telegram.idle.wait(LOOK)
    await db.close()
    return found


async def test_kill_9_in_the_middle_of_a_correction(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    telegram = Telegram()
    await prepare(path, telegram, READERS)
    async with serve(telegram) as server:
        async with bot_process(server, path) as process:
            await telegram.journal.wait("sendMessage", READERS)
            await quiet(path, telegram)
            process.send_signal(signal.SIGTERM)
            await process.wait()
        await correct(path, telegram)
        for edited in (1, READERS // 3):
            async with bot_process(server, path) as process:
                await telegram.journal.wait("editMessageText", edited)
                process.kill()
                await process.wait()
        async with bot_process(server, path):
            found = await followed(path, telegram)
    newest = [message.text for person in telegram.people.values() for message in person.by_bot]
    assert len(newest) == READERS
    assert all("Мост закрыт на ремонт" in text and "Мост открыт" not in text for text in newest)
    assert found == correction_runs.RunProgress(
        open=True, looking=False, before=0, waiting=0, done=READERS, gone=0, refused=0
    )


@pytest.mark.parametrize("sent", [READERS // 3, READERS])
async def test_kill_9_twice_after_a_retraction_leaves_the_story_in_no_message_that_is_known(
    tmp_path: Path, sent: int
) -> None:
    """Retracted while editions are still going out, or when all have arrived."""
    path = tmp_path / "news.db"
    telegram = Telegram()
    await prepare(path, telegram, READERS)
    async with serve(telegram) as server:
        async with bot_process(server, path) as process:
            await telegram.journal.wait("sendMessage", sent)
            await retract(path, telegram)
            await telegram.journal.wait("editMessageText", 3)
            process.kill()
            await process.wait()
        async with bot_process(server, path) as process:
            await telegram.journal.wait("editMessageText", READERS // 4)
            process.kill()
            await process.wait()
        async with bot_process(server, path):
            await followed(path, telegram)
    known = await known_messages(path, telegram)
    assert len(known) >= READERS // 4
    assert [message.text for message in known if "Мост" in message.text] == []
    everywhere = [m for person in telegram.people.values() for m in person.by_bot if "Мост" in m.text]
    assert len(everywhere) <= MAX_SENDING  # copies whose numbers nobody knows
