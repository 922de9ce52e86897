"""Processes of the program: forked from one that has imported it, for each start alone takes three seconds.

What a start itself does is tested with the command: `python -m bot run` in test_processes.py.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.main import run_command
from bot.telegram.lazy_models import import_aiogram

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

    from bot.playground.server import Server

import_aiogram()  # as the command does
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.processes", "bot.run", "tests.delivering"])


class Forked:
    """As much of asyncio's `Process` as tests use. What it writes is in a file."""

    def __init__(self, process: ForkServerProcess, written: Path) -> None:
        self._process = process
        self._written = written

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.returncode is None:  # of one that has ended, the number may be another's by now
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        assert self.returncode is not None
        return self.returncode

    def written(self) -> str:
        return self._written.read_text(encoding="utf-8")


@asynccontextmanager
async def forked(
    written: Path, function: Callable[..., None], *arguments: object, **environment: str
) -> AsyncIterator[Forked]:
    """Runs a module's function; whoever still runs at the end of the block is killed."""
    process = _context.Process(target=_run, args=(written, environment, function, arguments))
    process.start()
    running = Forked(process, written)
    try:
        yield running
    finally:
        running.kill()
        await running.wait()
        process.close()


def environment_of(server: Server, path: Path, **settings: str) -> dict[str, str]:
    """What `newsdigest run` finds in its environment."""
    return {
        "BOT_TOKEN": server.telegram.token,
        "ADMIN_IDS": "1",
        "TELEGRAM_API_URL": server.url,
        "DATABASE_PATH": str(path),
        "SEND_RATE": "30",
        **settings,
    }


@asynccontextmanager
async def bot_process(server: Server, path: Path, **settings: str) -> AsyncIterator[Forked]:
    """`newsdigest run`, stopped at the end of the block as an operator stops it."""
    environment = environment_of(server, path, **settings)
    async with forked(path.with_suffix(".log"), _newsdigest, "run", **environment) as process:
        yield process
        process.send_signal(signal.SIGTERM)
        await process.wait()


def _newsdigest(*arguments: str) -> None:
    sys.exit(run_command(arguments))


def _run(
    written: Path, environment: dict[str, str], function: Callable[..., None], arguments: tuple[object, ...]
) -> None:
    os.environ.update(environment)
    with written.open("ab", buffering=0) as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    function(*arguments)
