"""What the bot takes before anybody uses it: CPU until its first reply, and memory then.

    .venv/bin/python bench/start.py [--times 3]
    .venv/bin/python bench/start.py --smoke

Beside it what importing aiogram alone takes on the same machine, without seeking garbage, as the bot imports
it. The bot runs as its own process against the playground's Bot API; its worker, which starts when something
is to be computed, is counted apart.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from replies import asks, computed, resident_megabytes

from bot.playground.server import serve
from bot.playground.telegram import Telegram

AIOGRAM = "import gc, sys; gc.disable(); import aiogram; print(flush=True); sys.stdin.read()"
TEXT = "Мост через Ертис открыли в Павлодаре. Движение пустили утром в понедельник. " * 4

Cost = tuple[float, float]
"""Seconds of CPU and MB."""


async def cost_of_aiogram() -> Cost:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", AIOGRAM), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    cost = computed(process.pid), resident_megabytes(process.pid)
    await process.communicate(b"")
    return cost


def children_of(pid: int) -> list[int]:
    return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


async def cost_of_the_bot(folder: Path) -> tuple[Cost, float]:
    """At the first reply, and MB of the worker after a text was added."""
    telegram = Telegram()
    admin = telegram.person("Editor", 1, started=True)
    async with serve(telegram) as server:
        environment = {
            **os.environ,
            "BOT_TOKEN": telegram.token,
            "ADMIN_IDS": "1",
            "TELEGRAM_API_URL": server.url,
            "DATABASE_PATH": str(folder / "news.db"),
            "LOG_LEVEL": "ERROR",
        }
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=environment)
        await asks(admin, "/start")
        cost = computed(process.pid), resident_megabytes(process.pid)
        await asks(admin, TEXT, 20)
        worker = sum(map(resident_megabytes, children_of(process.pid)))
        process.terminate()
        await process.wait()
    return cost, worker


async def measure(times: int) -> None:
    alone, bots, workers = [], [], []
    for _ in range(times):  # in turns, for others use the machine too
        alone.append(await cost_of_aiogram())
        with tempfile.TemporaryDirectory() as folder:
            cost, worker = await cost_of_the_bot(Path(folder))
        bots.append(cost)
        workers.append(worker)
    for name, costs in (("importing aiogram", alone), ("the bot at its first reply", bots)):
        seconds, megabytes = (median(each) for each in zip(*costs, strict=True))
        print(f"{name:28} {seconds:5.2f} s of CPU {megabytes:6.0f} MB")
    print(f"{'its worker after one text':28} {median(workers):19.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--smoke", action="store_true", help="once")
    options = parser.parse_args()
    asyncio.run(measure(1 if options.smoke else options.times))
