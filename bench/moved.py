"""`newsdigest run` by clocks that another process moves: `python bench/moved.py FILE`, see bench/month.py."""

from __future__ import annotations

import asyncio
import mmap
import signal
import struct
import sys
import time
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

SECONDS = struct.Struct("d")
WALL, STEADY, TASKS = (SECONDS.size * place for place in range(3))
BY_THE_SYSTEM = ("bot.timing.clock", "bot.scheduler", "apscheduler.")


class Clocks:
    """What two processes share: how many seconds each clock is ahead, and how many asyncio tasks there are.

    `wall` says what time it is and may go back, as one that is set does; `steady` is what timers go by.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(3 * SECONDS.size))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 0)

    def get(self, place: int) -> float:
        return float(SECONDS.unpack_from(self._shared, place)[0])

    def put(self, place: int, value: float) -> None:
        SECONDS.pack_into(self._shared, place, value)


def move(clocks: Clocks) -> None:
    """For all of this process, before anything of the bot is imported."""
    wall, steady = time.time, time.monotonic
    time.time = lambda: wall() + clocks.get(WALL)
    time.monotonic = lambda: steady() + clocks.get(STEADY)


class AnyMoment(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class Moved(datetime, metaclass=AnyMoment):
    """Makes plain moments: the worker knows no others."""

    def __new__(cls, *parts: Any, **named: Any) -> datetime:  # type: ignore[misc]  # noqa: ANN401
        return datetime(*parts, **named)  # noqa: DTZ001  # as it was asked for

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.fromtimestamp(time.time(), tz)


def run(clocks: Clocks) -> int:
    """On SIGUSR1 it counts its tasks; a sleep that is over by the moved clock ends with it."""
    from bot import run  # noqa: F401 -- so that all that asks for the time is here to be moved
    from bot.cli import main

    for name, module in list(sys.modules.items()):
        if name.startswith(BY_THE_SYSTEM) and vars(module).get("datetime") is datetime:
            vars(module)["datetime"] = Moved
    signal.signal(signal.SIGUSR1, lambda *_: clocks.put(TASKS, len(asyncio.all_tasks())))
    return main.run_command(["run"])


if __name__ == "__main__":
    shared = Clocks(Path(sys.argv[1]))
    move(shared)
    sys.exit(run(shared))
