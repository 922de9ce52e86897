"""How long a person waits: from the start to the first reply, and for /digest with many articles stored.

    .venv/bin/python bench/replies.py [--articles 10000]

The bot runs as its own process against the playground's Bot API over HTTP, on a database made for the run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.playground import Telegram, serve
from bot.samples import load_samples
from digests.analysis import analyse
from digests.models import Origin
from storage import articles, stories
from storage.database import Database


async def fill(path: Path, count: int) -> None:
    """The samples again and again under other hashes, spread over thirty days, up to three to a story."""
    now = datetime.now(UTC)
    analyses = [analyse(sample.raw, now=now) for sample in load_samples(now)]
    chance = random.Random(2026)
    story_id = 0
    db = await Database.open(path)
    async with db.transaction() as tx:
        for number in range(count):
            found = analyses[number % len(analyses)]
            added = now - timedelta(minutes=30 * 24 * 60 * (1 - number / count))
            story_id = await stories.add(tx, added) if chance.random() < 0.5 or not story_id else story_id
            renamed = replace(found, text_hash=str(number))
            article_id = await articles.add(tx, renamed, story_id, added=added, added_by=None)
            await articles.add_origin(tx, article_id, Origin(f"source {number % 7}", None, added))
            await stories.refresh(tx, story_id)
    await db.close()


def resident_megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


async def measure(articles_stored: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        await fill(path, articles_stored)
        telegram = Telegram()
        reader = telegram.person("Reader", 1001, started=True)
        async with serve(telegram) as server:
            environment = {
                **os.environ,
                "BOT_TOKEN": telegram.token,
                "ADMIN_IDS": "1",
                "TELEGRAM_API_URL": server.url,
                "DATABASE_PATH": str(path),
                "LOG_LEVEL": "ERROR",
            }
            start = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", env=environment
            )
            await reader.writes("/start")
            await reader.receives(within=120)
            print(f"start to first reply     {time.perf_counter() - start:6.2f} s")
            print(f"memory, idle             {resident_megabytes(process.pid):6.0f} MB")
            for command in ("/digest", "/digest 7d", "/settings"):
                times = []
                for _ in range(10):
                    start = time.perf_counter()
                    await reader.writes(command)
                    await reader.receives(within=60)
                    times.append(time.perf_counter() - start)
                    await asyncio.sleep(1.1)  # Telegram's pace for one chat is not what is measured
                median, most = statistics.median(times) * 1000, max(times) * 1000
                print(f"{command:24} {median:6.0f} ms median, {most:.0f} most")
            print(f"memory, after            {resident_megabytes(process.pid):6.0f} MB")
            process.terminate()
            await process.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    asyncio.run(measure(parser.parse_args().articles))
