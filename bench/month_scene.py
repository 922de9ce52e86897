"""Where bench/month.py takes place: Telegram, feeds, readers and groups, and a bot whose clocks are moved."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web
from moved import STEADY, WALL, Clocks

from bot.intake.feeds.adding import add_list
from bot.playground.server import Server
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from digests.formats.opml import Outline
from storage import destinations, schedules
from storage.database import Database, Transaction
from storage.destinations import Address
from storage.schedules import EVERY_DAY

FIRST = datetime(2027, 3, 1, tzinfo=UTC)  # Europe changes its clocks on the 28th
READERS = 100_000
PLANS = (("Asia/Almaty", "08:00"), ("Europe/Berlin", "08:00"), ("UTC", "20:00"))
PATIENCE = 180


@dataclass
class Gauge:
    """Of the bot's process after a day, idle."""

    megabytes: float
    descriptors: int
    tasks: int


@dataclass
class Month:
    """What stands still while the bot is killed: Telegram, the feeds, the database, and what was seen."""

    folder: Path
    clocks: Clocks
    telegram: Telegram
    zones: dict[int, str] = field(default_factory=dict)
    arrived: Counter[tuple[int, date]] = field(default_factory=Counter)
    bodies: dict[str, str] = field(default_factory=dict)
    sick: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    gauges: list[Gauge] = field(default_factory=list)
    restarted: list[int] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / "news.db"

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.clocks.get(WALL), UTC)

    def pass_until(self, moment: datetime) -> None:
        """Time passes: for the bot, its timers and Telegram."""
        by = (moment - self.now()).total_seconds()
        self.set_back(-by)
        self.clocks.put(STEADY, self.clocks.get(STEADY) + by)
        self.telegram.move_clock(timedelta(seconds=by))

    def set_back(self, by: float) -> None:
        """Somebody sets the clock of the bot's machine."""
        self.clocks.put(WALL, self.clocks.get(WALL) - by)

    def watch(self) -> None:
        post = self.telegram.post

        def noting(message: Message) -> Message:
            if zone := self.zones.get(message.chat.id):
                self.arrived[message.chat.id, self.now().astimezone(ZoneInfo(zone)).date()] += 1
            return post(message)

        self.telegram.post = noting  # type: ignore[method-assign]

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        if status := self.sick.get(request.path):
            return web.Response(status=status)
        body = self.bodies[request.path]
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": etag})


async def prepare(month: Month, readers: int, chats: int, urls: list[str]) -> None:
    db = await Database.open(month.path)
    now = month.now()
    async with db.transaction() as tx:
        for number in range(readers):
            await _subscribe(month, tx, READERS + number, "private", PLANS[number % len(PLANS)])
            month.telegram.person("Reader", READERS + number, started=True)
        for number in range(chats):
            made = month.telegram.channel if number % 2 else month.telegram.group
            chat = made(f"Chat {number}", bot="administrator")
            await _subscribe(month, tx, chat.id, "channel" if number % 2 else "group", PLANS[0])
    await add_list(db, tuple(Outline(url, f"Feed {n}") for n, url in enumerate(urls)), None, now)
    await db.close()


async def _subscribe(
    month: Month, tx: Transaction, chat: int, kind: destinations.ChatKind, plan: tuple[str, str]
) -> None:
    zone, at = plan
    number = await destinations.add(tx, Address(chat), kind, language="ru", zone=zone, now=month.now())
    hour = FIRST.astimezone(ZoneInfo(zone)).replace(hour=int(at[:2]), minute=0)
    first = hour if hour > FIRST else hour + timedelta(days=1)
    await schedules.put(tx, number, at, weekdays=EVERY_DAY, zone=zone, next_run=first.astimezone(UTC))
    month.zones[chat] = zone


@asynccontextmanager
async def bot(month: Month, server: Server, hosts: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(Path(__file__).with_name("moved.py")), str(month.folder / "clocks")),
        env={
            **os.environ,
            "BOT_TOKEN": month.telegram.token,
            "ADMIN_IDS": "1",
            "TELEGRAM_API_URL": server.url,
            "DATABASE_PATH": str(month.path),
            "FETCH_ALLOWED_PRIVATE_HOSTS": hosts,
            "PAID_BROADCAST": "true",
            "LOG_LEVEL": "ERROR",
        },
    )
    try:
        await month.telegram.settled(within=PATIENCE)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
