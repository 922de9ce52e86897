"""The start of the program: a stop while it waits, and what it waits for: Telegram, room, a lock."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot import run
from bot.cli.main import run_command
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from storage import database
from tests.processes import Forked, environment_of, forked

PATIENCE = 60
ROOM = 40_960  # bytes: too few for the tables
STOPS = pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])


async def ended(process: Forked) -> tuple[int, str]:
    """Its exit status and its log."""
    async with asyncio.timeout(PATIENCE):
        return await process.wait(), process.written()


@STOPS
async def test_a_stop_while_telegram_is_out_of_reach_ends_the_start(
    tmp_path: Path, stop: signal.Signals
) -> None:
    """Nothing listens there, and the next try is many seconds away."""
    environment = {
        **os.environ,
        "BOT_TOKEN": "42:token",
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
        "DATABASE_PATH": str(tmp_path / "news.db"),
    }
    command = (sys.executable, "-m", "bot", "run")
    process = await asyncio.create_subprocess_exec(*command, stderr=PIPE, env=environment)
    assert process.stderr is not None
    log = ""
    async with asyncio.timeout(PATIENCE):
        while "Telegram does not answer" not in log:
            log += (await process.stderr.readline()).decode()
        process.send_signal(stop)
        log += (await process.stderr.read()).decode()
    assert await process.wait() == 0
    assert "Traceback" not in log
    assert not (tmp_path / "news.db-wal").exists()


@STOPS
async def test_a_stop_while_telegram_does_not_answer_ends_the_start(
    tmp_path: Path, stop: signal.Signals
) -> None:
    telegram = Telegram()
    telegram.faults.add("hang", method="getMe", seconds=600)
    async with serve(telegram) as server:
        environment = environment_of(server, tmp_path / "news.db")
        async with forked(tmp_path / "log", newsdigest, **environment) as process:
            await telegram.idle.until(lambda: telegram.in_flight, PATIENCE)
            process.send_signal(stop)
            status, log = await ended(process)
    assert status == 0
    assert "Traceback" not in log


def newsdigest(room: int = resource.RLIM_INFINITY) -> None:
    """The bot, with files that cannot grow over so many bytes, and little patience."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    run.RETRY_SECONDS = 0.1
    database.BUSY_TIMEOUT_MS = 20
    sys.exit(run_command(["run"]))


async def test_a_start_on_a_full_disk_goes_on_by_itself(tmp_path: Path) -> None:
    """As the sentence says: in the log, and to the operators' chat."""
    telegram = Telegram()
    admin = telegram.person("Админ", 77, started=True)
    async with serve(telegram) as server:
        environment = environment_of(server, tmp_path / "news.db", ERROR_CHAT_ID="77", ADMIN_IDS="77")
        async with forked(tmp_path / "log", newsdigest, ROOM, **environment) as process:
            await admin.receives("На диске не осталось места", within=PATIENCE)
            limits = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limits)
            await admin.writes("/help")
            await admin.receives("/digest", within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            status, log = await ended(process)
    assert status == 0
    assert log.count("the disk is full") == 1
    assert "Traceback" not in log


async def test_a_start_beside_a_program_that_holds_the_database_goes_on_by_itself(
    tmp_path: Path, empty_database: Path
) -> None:
    path = Path(shutil.copy(empty_database, tmp_path / "news.db"))
    telegram = Telegram()
    admin = telegram.person("Админ", 77, started=True)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    async with serve(telegram) as server:
        environment = environment_of(server, path, ERROR_CHAT_ID="77", ADMIN_IDS="77")
        async with forked(tmp_path / "log", newsdigest, **environment) as process:
            await admin.receives(within=PATIENCE)
            other.execute("ROLLBACK")
            other.close()
            await admin.writes("/help")
            await admin.receives("/digest", within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            status, log = await ended(process)
    assert status == 0
    assert log.count("another program holds the database") == 1
    assert "Traceback" not in log


async def test_a_stop_on_a_full_disk_ends_the_start(tmp_path: Path) -> None:
    telegram = Telegram()
    admin = telegram.person("Админ", 77, started=True)
    async with serve(telegram) as server:
        environment = environment_of(server, tmp_path / "news.db", ERROR_CHAT_ID="77")
        async with forked(tmp_path / "log", newsdigest, ROOM, **environment) as process:
            await admin.receives("На диске не осталось места", within=PATIENCE)
            process.send_signal(signal.SIGTERM)
            status, log = await ended(process)
    assert status == 0
    assert "Traceback" not in log


@pytest.mark.parametrize(
    ("host", "reason"), [("127.0.0.1", "another program listens there"), ("192.0.2.1", "")]
)
async def test_a_port_for_health_that_cannot_be_used_ends_the_start(
    tmp_path: Path, host: str, reason: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with serve(Telegram()) as server:
            environment = environment_of(server, tmp_path / "news.db", HTTP_PORT=port, HTTP_HOST=host)
            async with forked(tmp_path / "log", newsdigest, **environment) as process:
                status, log = await ended(process)
    assert status == 1
    assert f"HTTP_PORT {port} at HTTP_HOST {host} cannot be used: {reason}" in log
    assert "Traceback" not in log
    assert "Errno" not in log
