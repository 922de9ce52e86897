"""How long planning takes when many subscriptions are due in one minute.

    .venv/bin/python bench/planning.py [--subscriptions 100000] [--wishes 500]

A wish here is a set of topics with a language; the stories are the sample newsroom's.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.samples import load_samples
from bot.services.editions import Planner
from digests.analysis import analyse
from digests.models import TOPICS, Language, Origin
from storage import articles, destinations, schedules, stories
from storage.database import Database
from storage.destinations import Address
from storage.rows import value
from storage.schedules import EVERY_DAY

LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")


async def fill(db: Database, subscriptions: int, wishes: int, now: datetime) -> None:
    chance = random.Random(2026)
    wanted = [
        (chance.choice(LANGUAGES), frozenset(chance.sample(TOPICS, chance.randint(1, 6))))
        for _ in range(wishes)
    ]
    async with db.transaction() as tx:
        for number, sample in enumerate(load_samples(now)):
            added = now - timedelta(minutes=20 * number + 1)
            story_id = await stories.add(tx, added)
            found = replace(analyse(sample.raw, now=now), text_hash=str(number))
            article_id = await articles.add(tx, found, story_id, added=added, added_by=None)
            await articles.add_origin(tx, article_id, Origin("source", None, added))
            await stories.refresh(tx, story_id)
        for chat_id in range(1, subscriptions + 1):
            language, topics = wanted[chat_id % wishes]
            destination_id = await destinations.add(
                tx, Address(chat_id), "private", language=language, zone="UTC", now=now - timedelta(days=1)
            )
            await destinations.set_topics(tx, destination_id, topics)
            await schedules.put(
                tx, destination_id, f"{now:%H:%M}", weekdays=EVERY_DAY, zone="UTC", next_run=now
            )


async def measure(subscriptions: int, wishes: int) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        db = await Database.open(path)
        await fill(db, subscriptions, wishes, now)
        await db.close()
        before = path.stat().st_size
        db = await Database.open(path)
        planner = Planner(db, "newsdigest_bot")
        for day in range(2):
            start = time.perf_counter()
            planned = await planner.plan_due(now + timedelta(days=day))
            took = time.perf_counter() - start
            print(f"day {day}: {planned.runs} runs, {planned.editions} editions in {took:.1f} s")
        async with db.transaction() as tx:
            await value(tx, "PRAGMA wal_checkpoint(TRUNCATE)")
            rows = await value(tx, "SELECT count(*) FROM outbox")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{(path.stat().st_size - before) / max(1, rows):.0f} bytes an edition, {memory:.0f} MB at most"
        )
        await db.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--wishes", type=int, default=500)
    options = parser.parse_args()
    asyncio.run(measure(options.subscriptions, options.wishes))
