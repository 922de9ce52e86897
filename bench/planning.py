"""What it takes to plan for many subscriptions that are due in one minute.

    .venv/bin/python bench/planning.py [--subscriptions 100000] [--wishes 500] [--stories 250] [--days 2]
        [--seen 0] [--moments 10]
    .venv/bin/python bench/planning.py --smoke

A wish is a set of topics with languages; the stories are made of the sample newsroom's articles. `--seen` is
the share of readers who have looked at `/digest` since their last edition, at one of so many moments.
Meanwhile somebody asks for a digest ten times a second: what the reply takes shows whether planning leaves
room.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.answers import digest
from bot.editions.planner import Planner
from bot.samples.newsroom import load_samples
from bot.worker.process import Worker
from digests.analysis import analyse
from digests.models.stories import Origin
from digests.models.texts import TOPICS, Analysis, Language
from storage import articles, destinations, origins, seen, stories
from storage.database import Database
from storage.destinations import Address
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json

LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
ZONES = ("Asia/Almaty", "Europe/Berlin", "UTC")
ASKS_EVERY = 0.1
SLICE = 20_000
TABLES = ("outbox", "editions", "schedules", "seen")


@dataclass(frozen=True, slots=True)
class Options:
    subscriptions: int
    wishes: int
    stories: int
    days: int
    seen: float
    moments: int


@dataclass
class Meanwhile:
    """What people wait for their replies while planning goes on, and how long the event loop stood still."""

    replies: list[float] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    stops: list[float] = field(default_factory=list)

    async def ask(self, db: Database, destination_id: int, now: datetime) -> None:
        while True:
            start = time.perf_counter()
            async with db.read() as reader:
                destination = await destinations.get(reader, destination_id)
            assert destination is not None
            await digest.digest(db, destination, period=timedelta(days=1), now=now)
            async with db.transaction() as tx:  # what a settings button does
                await destinations.set_topics(tx, destination_id, destination.topics)
            self.replies.append(time.perf_counter() - start)
            self.answered.set()
            await asyncio.sleep(ASKS_EVERY)

    async def watch(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            self.stops.append(time.perf_counter() - start - 0.001)


def analyses(now: datetime) -> list[Analysis]:
    return [analyse(sample.raw, now=now) for sample in load_samples(now)]


async def publish(db: Database, known: Sequence[Analysis], count: int, day: int, now: datetime) -> None:
    """A day's news: each story has one to three reports."""
    chance = random.Random(day)
    async with db.transaction() as tx:
        for number in range(count):
            added = now - timedelta(minutes=chance.randrange(5, 23 * 60))
            story_id = await stories.add(tx, added)
            for part in range(chance.choice((1, 1, 2, 3))):
                found = replace(chance.choice(known), text_hash=f"{day}-{number}-{part}")
                article_id = await articles.add(tx, found, story_id, added=added, added_by=None)
                await origins.add(tx, article_id, Origin(f"source {part}", None, added))
            await stories.refresh(tx, story_id)


def wishes(count: int, now: datetime) -> list[tuple[str, str, str, str, str]]:
    """Interface language, topics, news languages, zone and local time, as columns hold them."""
    topics = [to_json(each) for size in range(1, 7) for each in itertools.combinations(sorted(TOPICS), size)]
    news = [to_json(each) for size in range(4) for each in itertools.permutations(LANGUAGES, size)]
    zones = [(zone, f"{now.astimezone(ZoneInfo(zone)):%H:%M}") for zone in ZONES]
    all_different = list(itertools.product(LANGUAGES, topics, news, zones))
    random.Random(2026).shuffle(all_different)
    if count > len(all_different):
        raise SystemExit(f"there are only {len(all_different)} different wishes")
    return [(own, topic, news, zone, at) for own, topic, news, (zone, at) in all_different[:count]]


async def subscribe(db: Database, options: Options, now: datetime) -> None:
    """Rows as the bot writes them, thousands at once."""
    created, due = epoch(now - timedelta(days=1)), epoch(now)
    async with db.transaction() as tx:
        await execute(tx, "CREATE TEMP TABLE wanted (i INTEGER PRIMARY KEY, own, topics, news, zone, at)")
        await tx.executemany(
            "INSERT INTO wanted (own, topics, news, zone, at) VALUES (?, ?, ?, ?, ?)",
            wishes(options.wishes, now),
        )
    for first in range(1, options.subscriptions + 1, SLICE):
        last = min(first + SLICE - 1, options.subscriptions)
        new = (
            f"WITH RECURSIVE n (number) AS (SELECT {first}"
            f" UNION ALL SELECT number + 1 FROM n WHERE number < {last}),"
            f" new AS (SELECT * FROM n JOIN wanted ON i = 1 + number % {options.wishes})"
        )
        async with db.transaction() as tx:
            await execute(
                tx,
                f"{new} INSERT INTO destinations (id, chat_id, kind, language, zone, created_at)"
                " SELECT number, 1000000 + number, 'private', own, zone, ? FROM new",
                created,
            )
            await execute(
                tx,
                f"{new} INSERT INTO subscriptions (destination_id, topics, news_languages)"
                " SELECT number, topics, news FROM new",
            )
            await execute(
                tx,
                f"{new} INSERT INTO schedules (destination_id, local_time, weekdays, zone, next_run_at)"
                " SELECT number, at, 127, zone, ? FROM new",
                due,
            )


async def look(db: Database, options: Options, now: datetime) -> None:
    """Some readers have asked for a digest in the last day: each wish is answered once at each moment."""
    chance = random.Random(now.day)
    readers: dict[tuple[int, int], list[int]] = {}
    for number in range(1, options.subscriptions + 1):
        if chance.random() < options.seen:
            asked = number % options.wishes, chance.randrange(options.moments)
            readers.setdefault(asked, []).append(number)
    async with db.read() as reader:
        found = await destinations.get_many(reader, [numbers[0] for numbers in readers.values()])
    shown: list[tuple[int, set[int]]] = []
    for (_, moment), numbers in readers.items():
        at = now - timedelta(hours=23) * (moment + 1) / (options.moments + 1)
        told = await digest.digest(db, found[numbers[0]], period=timedelta(days=1), now=at)
        articles_shown = {each.id for item in told.main + told.brief for each in item.story.articles}
        if articles_shown:
            shown += [(number, articles_shown) for number in numbers]
    async with db.transaction() as tx:
        for number, articles_shown in shown:
            await seen.add(tx, number, articles_shown, now)
    print(f"{len(shown)} readers have seen one of {len(readers)} answers")


async def plan(db: Database, worker: Worker, now: datetime, asks: int) -> None:
    """A day's run, with what it took."""
    meanwhile = Meanwhile()
    waits: list[float] = []
    tasks = [asyncio.create_task(meanwhile.ask(db, asks, now)), asyncio.create_task(meanwhile.watch())]
    await meanwhile.answered.wait()
    start, computed = time.perf_counter(), time.process_time()
    planned = await Planner(db, worker, "newsdigest_bot").plan_due(
        now, lambda: waits.append(time.perf_counter() - start)
    )
    took, computed = time.perf_counter() - start, time.process_time() - computed
    for task in tasks:
        task.cancel()
    p50, p99 = percentiles(meanwhile.replies)
    longest, stop = max(meanwhile.replies), max(meanwhile.stops)
    print(
        f"{now:%d %b}: {planned.runs} runs, {planned.editions} editions in {took:.1f} s"
        f" ({computed:.1f} s of CPU), {planned.runs / took:.0f} a second\n"
        f"  the first {1000 * waits[0]:.0f} ms after they were due\n"
        f"  replies meanwhile: {1000 * p50:.0f} ms median, {1000 * p99:.0f} p99, {1000 * longest:.0f} most;"
        f" the loop stood still for {1000 * stop:.0f} ms at most\n"
        f"  memory: {peak_megabytes():.0f} MB at most, the worker {worker_megabytes():.0f}",
        flush=True,
    )


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def worker_megabytes() -> float:
    """Of our children, now."""
    total = 0.0
    for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
        for line in Path(f"/proc/{child}/status").read_text().splitlines():
            total += int(line.split()[1]) / 1024 if line.startswith("VmHWM") else 0
    return total


async def bytes_a_row(db: Database) -> None:
    """Pages of the tables with their indexes, by what SQLite itself counts."""
    async with db.read() as reader:
        for table in TABLES:
            rows = await fetch_value(reader, f"SELECT count(*) FROM {table}")
            pages = await fetch_all(
                reader,
                "SELECT sum(pgsize) AS size FROM dbstat WHERE name IN"
                " (SELECT name FROM sqlite_schema WHERE tbl_name = ?)",
                table,
            )
            print(f"{table:10} {rows:9} rows, {pages[0]['size'] / max(1, rows):4.0f} bytes each with indexes")
        texts, size, chosen = await fetch_all(
            reader,
            "SELECT count(*) FROM messages UNION ALL"
            " SELECT avg(length(CAST(text || buttons AS BLOB))) FROM messages UNION ALL"
            " SELECT avg(length(CAST(contents AS BLOB))) FROM messages",
        )
        issues = await fetch_value(reader, "SELECT count(*) FROM issues")
    print(f"texts stored: {texts[0]}, {size[0]:.0f} bytes each and {chosen[0]:.0f} for what was chosen")
    print(f"issues: {issues}")


async def measure(options: Options) -> None:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        db = await Database.open(path)
        worker = Worker()
        try:
            known = analyses(now)
            await subscribe(db, options, now)
            async with db.transaction() as tx:
                asks = await destinations.add(tx, Address(1), "private", language="ru", zone="UTC", now=now)
            print(options)
            for day in range(options.days):
                moment = now + timedelta(days=day)
                await publish(db, known, options.stories, day, moment)
                await look(db, options, moment)
                await plan(db, worker, moment, asks)
            await bytes_a_row(db)
        finally:
            await worker.close()
            await db.close()
        print(f"file: {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscriptions", type=int, default=100_000)
    parser.add_argument("--wishes", type=int, default=500)
    parser.add_argument("--stories", type=int, default=250)
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--seen", type=float, default=0.0)
    parser.add_argument("--moments", type=int, default=10)
    parser.add_argument("--smoke", action="store_true", help="few of all")
    given = vars(parser.parse_args())
    smoke = given.pop("smoke")
    asyncio.run(measure(Options(60, 6, 5, 1, 0.5, 2) if smoke else Options(**given)))
