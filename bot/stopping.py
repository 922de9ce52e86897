"""Ending on purpose: signals, and waiting for whatever ends first."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable
from typing import Any


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def first(*waits: Awaitable[Any]) -> None:
    """Return when the first of these ends; raise what it raised."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
