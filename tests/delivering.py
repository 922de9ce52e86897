"""A process that only delivers, until nothing waits."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.delivery.loop import OutboxLoop
from bot.settings import Settings
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from bot.timing.clock import SystemClock
from storage import outbox
from storage.database import Database
from tests.closing import close
from tests.counted import counted


async def deliver(path: Path, url: str, token: str) -> None:
    db = await Database.open(path)
    pacer = Pacer(30)
    bot = make_bot(Settings(telegram_api_url=url), token, pacer)
    loop = OutboxLoop(db, TelegramSender(bot, pacer), SystemClock())
    running = asyncio.create_task(loop.run())
    waiting = 1
    while waiting:
        await asyncio.sleep(0.1)
        async with db.read() as reader:
            waiting = await outbox.count_unfinished(reader)
    loop.stop()
    await running
    await close(bot)
    await db.close()
    print(counted("deliveries_total", outcome="sent"))  # noqa: T201  # what this process sent


def deliver_all(path: Path, url: str, token: str) -> None:
    asyncio.run(deliver(path, url, token))
