"""How many updates a second arrive and are answered, by polling and by webhook.

    .venv/bin/python bench/updates.py [--people 1000] [--rounds 2]
    .venv/bin/python bench/updates.py --smoke

Each of so many people writes one command at the same moment, in turns by one way and the other. The bot is a
process of its own, as `newsdigest run`, with Telegram's pace lifted; the playground in this one is Telegram
and shares its cores, so that the two ways are to be compared with each other.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean

from bot.playground.server import serve
from bot.playground.telegram import Telegram

UNPACED = (
    "import sys; from bot.telegram.sending import pacer; pacer.OVERALL = pacer.PRIVATE = (10**6, 1.0);"
    " from bot.cli.main import run_command; sys.exit(run_command(['run']))"
)
WITHIN = 300.0


def computed(pid: int) -> float:
    """Seconds of CPU of the bot's process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


async def measure(people: int, *, by_webhook: bool) -> tuple[float, float]:
    """Answers a second, and milliseconds of the bot's CPU for each."""
    telegram = Telegram()
    crowd = [telegram.person(f"Reader {n}", 1000 + n, started=True) for n in range(people)]
    port = free_port()
    telegram.webhook.proxies["bot.example.org"] = f"http://127.0.0.1:{port}"
    url = "https://bot.example.org/telegram" if by_webhook else ""
    async with serve(telegram) as server:
        with tempfile.TemporaryDirectory() as folder:
            environment = {
                **os.environ,
                "BOT_TOKEN": telegram.token,
                "ADMIN_IDS": "1",
                "TELEGRAM_API_URL": server.url,
                "DATABASE_PATH": f"{folder}/news.db",
                "LOG_LEVEL": "ERROR",
                "HTTP_PORT": str(port),
                "WEBHOOK_URL": url,
            }
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", UNPACED, env=environment)
            await crowd[0].writes("/help")
            await crowd[0].receives(within=WITHIN)
            before, start = computed(process.pid), time.perf_counter()
            for person in crowd:
                await person.writes("/help")
            updates = telegram.updates
            await updates.changed.until(lambda: updates.pending == 0, WITHIN)
            arrived = time.perf_counter() - start
            answers = telegram.journal.accepted
            await telegram.idle.until(lambda: answers["sendmessage"] > people, WITHIN)
            answered = time.perf_counter() - start
            each = (computed(process.pid) - before) / people * 1000
            process.terminate()
            await process.wait()
    way = "webhook" if by_webhook else "polling"
    print(
        f"{way}: {people / arrived:6.0f} updates a second taken, {people / answered:5.0f} answered,"
        f" {each:.2f} ms of CPU each",
        flush=True,
    )
    return people / answered, each


async def compare(people: int, rounds: int) -> None:
    found: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for _ in range(rounds):
        for by_webhook, measured in found.items():
            measured.append(await measure(people, by_webhook=by_webhook))
    speed, cost = (
        fmean(pair[i] for pair in found[True]) / fmean(pair[i] for pair in found[False]) for i in (0, 1)
    )
    print(f"webhook / polling: {speed:.2f} in answers a second, {cost:.2f} in CPU for each")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--smoke", action="store_true", help="few people, once")
    options = parser.parse_args()
    if options.smoke:
        options.people, options.rounds = 5, 1
    asyncio.run(compare(options.people, options.rounds))
