"""kill -9 while 60 delivered editions are being corrected: each becomes right, none comes twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from bot.intake.corrections import Corrections, TextRevised
from bot.intake.intake import Intake
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from digests.models import RawText
from storage import correction_runs, outbox
from storage.database import Database
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


async def followed(path: Path, telegram: Telegram) -> correction_runs.RunProgress | None:
    """Until the round is over and nothing waits."""
    db = await Database.open(path)
    async with asyncio.timeout(90):
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
            await telegram.journal.wait("sendMessage", READERS, within=60)
            await quiet(path, telegram)
            process.send_signal(signal.SIGTERM)
            await process.wait()
        await correct(path, telegram)
        for edited in (1, READERS // 3):
            async with bot_process(server, path) as process:
                await telegram.journal.wait("editMessageText", edited, within=60)
                process.kill()
                await process.wait()
        async with bot_process(server, path):
            found = await followed(path, telegram)
    newest = [message.text for person in telegram.people.values() for message in person.by_bot]
    assert len(newest) == READERS
    assert all("Мост закрыт на ремонт" in text and "Мост открыт" not in text for text in newest)
    assert found == correction_runs.RunProgress(
        looking=False, before=0, waiting=0, done=READERS, gone=0, refused=0
    )
