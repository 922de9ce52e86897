"""The program as a process: two beside each other, a stop, a full disk, a revoked token, a second poller."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.cli.main import run_command
from bot.delivery.loop import MAX_SENDING
from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram
from bot.telegram import polling
from storage import destinations, message_texts, outbox
from storage.database import Database
from storage.destinations import Address
from storage.outbox import NewRow
from tests.delivering import deliver_all
from tests.processes import Forked, bot_process, environment_of, forked

PATIENCE = 60
READERS = 120


async def prepare(path: Path, telegram: Telegram) -> None:
    """So many readers for each of whom a message waits."""
    now = datetime.now(UTC)
    db = await Database.open(path)
    async with db.transaction() as tx:
        words = await message_texts.add(tx, "Новости", "[]")
        for chat_id in range(9000, 9000 + READERS):
            telegram.person("Читатель", chat_id, started=True)
            destination_id = await destinations.add(
                tx, Address(chat_id), "private", language="ru", zone="UTC", now=now
            )
            row = NewRow("test", 1, destination_id, words, now + timedelta(hours=1))
            await outbox.add_all(tx, [row], now)
    await db.close()


def states(path: Path) -> dict[str, int]:
    db = sqlite3.connect(path)
    found = dict(db.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall())
    db.close()
    return found


@asynccontextmanager
async def started(server: Server, path: Path) -> AsyncIterator[Process]:
    """The command itself. What it writes to standard error is its log."""
    environment = {**os.environ, **environment_of(server, path)}
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, stderr=PIPE, env=environment)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def ended(process: Process | Forked) -> tuple[int | None, str]:
    """Its exit status and its log."""
    async with asyncio.timeout(PATIENCE):
        if isinstance(process, Forked):
            return await process.wait(), process.written()
        _, log = await process.communicate()
    return process.returncode, log.decode()


async def test_no_signal_goes_to_the_number_of_a_process_that_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[int, int]] = []
    async with forked(tmp_path / "log", print, "done") as process:
        await process.wait()
        monkeypatch.setattr("tests.processes.os.kill", lambda *signalled: sent.append(signalled))
        process.send_signal(signal.SIGTERM)
    assert sent == []


async def test_two_processes_on_one_file_send_each_row_once(tmp_path: Path) -> None:
    telegram = Telegram()
    await prepare(tmp_path / "news.db", telegram)
    async with serve(telegram) as server, asyncio.timeout(PATIENCE):
        task = (deliver_all, tmp_path / "news.db", server.url, telegram.token)
        async with forked(tmp_path / "1", *task) as one, forked(tmp_path / "2", *task) as other:
            counts = [int((await ended(process))[1]) for process in (one, other)]
    assert sum(counts) == READERS
    assert min(counts) > 0
    assert {len(person.by_bot) for person in telegram.people.values()} == {1}


async def test_a_stop_leaves_what_hangs_and_what_waits(tmp_path: Path) -> None:
    telegram = Telegram()
    await prepare(tmp_path / "news.db", telegram)
    telegram.faults.add("hang", method="sendMessage", seconds=600)
    async with serve(telegram) as server, started(server, tmp_path / "news.db") as process:
        await telegram.idle.until(lambda: telegram.in_flight >= 10, PATIENCE)
        process.send_signal(signal.SIGTERM)
        status, _ = await ended(process)
    assert status == 0
    left = states(tmp_path / "news.db")
    assert sum(left.values()) == READERS
    assert 10 <= left.get("sending", 0) <= MAX_SENDING
    assert set(left) == {"sending", "pending"}


async def test_a_revoked_token_ends_the_program_with_a_sentence(tmp_path: Path) -> None:
    telegram = Telegram()
    async with serve(telegram) as server, started(server, tmp_path / "news.db") as process:
        await telegram.settled(within=PATIENCE)
        telegram.faults.add("401")
        await telegram.person("Читатель").writes("/start")
        status, log = await ended(process)
    assert status == 1
    assert "Telegram does not accept BOT_TOKEN" in log
    assert "Traceback" not in log


async def test_a_machine_that_wakes_up_with_a_revoked_token_sends_nothing(tmp_path: Path) -> None:
    """Another has taken over with a new one; here messages still wait for everybody."""
    telegram = Telegram()
    await prepare(tmp_path / "news.db", telegram)
    async with serve(telegram) as server:
        environment = environment_of(server, tmp_path / "news.db")
        telegram.token = f"{telegram.bot.id}:anew"
        async with bot_process(server, tmp_path / "news.db", **environment) as process:
            status, log = await ended(process)
    assert status == 1
    assert log.endswith("Telegram does not accept BOT_TOKEN; check it or get a new one from @BotFather\n")
    assert {len(person.by_bot) for person in telegram.people.values()} == {0}
    assert states(tmp_path / "news.db") == {"pending": READERS}


def impatient(patience: float) -> None:
    """The bot, which bears another poller for so many seconds."""
    polling.CONFLICT_PAUSE, polling.CONFLICT_PATIENCE = 0.1, patience
    sys.exit(run_command(["run"]))


async def test_of_two_pollers_the_older_ends_with_a_sentence(tmp_path: Path) -> None:
    telegram = Telegram()
    reader = telegram.person("Читатель", 9000)
    async with serve(telegram) as server:
        environment = [environment_of(server, tmp_path / name) for name in ("old.db", "new.db")]
        async with forked(tmp_path / "old", impatient, 0.3, **environment[0]) as old:
            await telegram.settled(within=PATIENCE)
            async with forked(tmp_path / "new", impatient, PATIENCE, **environment[1]):
                status, log = await ended(old)
                await reader.writes("/start")
                await reader.receives(within=PATIENCE)
    assert status == 1
    assert "run elsewhere too" in log
    assert "Traceback" not in log


async def test_one_foreign_request_for_updates_is_borne(tmp_path: Path) -> None:
    telegram = Telegram()
    reader = telegram.person("Читатель", 9000)
    async with serve(telegram) as server:
        environment = environment_of(server, tmp_path / "news.db")
        async with forked(tmp_path / "log", impatient, PATIENCE, **environment) as process:
            await telegram.settled(within=PATIENCE)
            async with ClientSession() as http:
                await http.post(f"{server.url}/bot{telegram.token}/getUpdates", json={"timeout": 0})
            await reader.writes("/start")
            await reader.receives(within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            status, log = await ended(process)
    assert status == 0
    assert log.count("another program has asked for this bot's updates") == 1


async def test_a_full_disk_is_told_to_the_admins_and_waited_out(tmp_path: Path) -> None:
    """The system refuses to let the files grow, then lets them: nothing is lost, nothing comes twice."""
    telegram = Telegram()
    await prepare(tmp_path / "news.db", telegram)
    admin = telegram.person("Админ", 77, started=True)
    async with (
        serve(telegram) as server,
        bot_process(server, tmp_path / "news.db", ERROR_CHAT_ID="77") as process,
    ):
        await telegram.journal.wait("sendMessage", 10, within=PATIENCE)
        soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (40_960, hard))
        alarm = await admin.receives("На диске не осталось места", within=PATIENCE)
        await admin.writes("/help")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))
        await admin.receives("/digest", within=PATIENCE)
        await telegram.journal.wait("sendMessage", READERS + 2, within=PATIENCE)
        process.send_signal(signal.SIGTERM)
        status, log = await ended(process)
    assert status == 0
    assert "Traceback" not in log
    assert "OperationalError" not in alarm.text
    assert states(tmp_path / "news.db") == {"sent": READERS}
    assert {len(telegram.people[chat].by_bot) for chat in range(9000, 9000 + READERS)} == {1}


async def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_bytes(b"this is no database" * 100)
    telegram = Telegram()
    async with serve(telegram) as server, started(server, tmp_path / "news.db") as process:
        status, log = await ended(process)
    assert status == 1
    assert "the database cannot be used" in log
    assert "Traceback" not in log
