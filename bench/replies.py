"""How long people wait for replies: the first one, and many people's at once with many articles stored.

    .venv/bin/python bench/replies.py [--articles 10000] [--people 200] [--database PATH] [--paced]
    .venv/bin/python bench/replies.py --smoke

The bot runs as its own process against the playground's Bot API over HTTP, on a database that is made for the
run, or kept at PATH for the next. Telegram takes some 30 replies a second, so of 200 people who write in the
same moment the last waits almost seven, whatever the bot does. What is measured is therefore the bot's own
time, with that pace lifted; `--paced` keeps it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.intake.reindexing import begin_indexing
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.samples.newsroom import load_samples
from bot.telegram.profile import COMMANDS
from bot.views.common.buttons import BUTTONS, OpenSettings, OpenTopics, SettingsOwner
from bot.views.reader.buttons import SwitchTopic
from digests.analysis import analyse
from digests.models.stories import Origin
from digests.models.texts import TOPICS
from storage import article_search, articles, origins, stories
from storage.database import Database

UNPACED = (
    "import sys; from bot.telegram.lazy_models import import_aiogram; import_aiogram();"
    " from bot.telegram.sending import pacer; pacer.OVERALL = pacer.PRIVATE = (10**6, 1.0);"
    " from bot.cli.main import run_command; sys.exit(run_command(['run']))"
)
BATCH = 2000
ASKED = ("/digest", "/digest 7d", "/topic культура", "/topic Алматы 30d", "/search Алматы", "/settings")
TAPPED = (BUTTONS.encode(OpenTopics()), BUTTONS.encode(OpenSettings()))


async def fill(path: Path, count: int) -> None:
    """The samples again and again under other hashes, spread over thirty days, up to three to a story."""
    now = datetime.now(UTC)
    analyses = [analyse(sample.raw, now=now) for sample in load_samples(now)]
    chance = random.Random(2026)
    story_id = 0
    db = await Database.open(path)
    await begin_indexing(db)
    for start in range(0, count, BATCH):
        async with db.transaction() as tx:
            for number in range(start, min(start + BATCH, count)):
                found = analyses[number % len(analyses)]
                added = now - timedelta(minutes=30 * 24 * 60 * (1 - number / count))
                story_id = await stories.add(tx, added) if chance.random() < 0.5 or not story_id else story_id
                renamed = replace(found, text_hash=str(number))
                article_id = await articles.add(tx, renamed, story_id, added=added, added_by=None)
                await origins.add(tx, article_id, Origin(f"source {number % 7}", None, added))
                await article_search.add(tx, article_id, found.search)
                await stories.refresh(tx, story_id)
    await db.close()


def resident_megabytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


async def measure(options: argparse.Namespace, path: Path) -> None:
    telegram = Telegram()
    people = [telegram.person(f"Reader {n}", 1000 + n, started=True) for n in range(options.people)]
    async with serve(telegram) as server:
        environment = {
            **os.environ,
            "BOT_TOKEN": telegram.token,
            "ADMIN_IDS": "1",
            "TELEGRAM_API_URL": server.url,
            "DATABASE_PATH": str(path),
            "LOG_LEVEL": "ERROR",
        }
        program = ("-m", "bot", "run") if options.paced else ("-c", UNPACED)
        start = time.perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, *program, env=environment)
        await asks(people[0], "/start", 120)
        print(f"start to first reply     {time.perf_counter() - start:6.2f} s")
        print(f"memory, idle             {resident_megabytes(process.pid):6.0f} MB")
        together = partial(everybody, people, process.pid, options.pause)
        await together("/start", partial(asks, command="/start"))
        for command in ASKED:
            if command[1:].split()[0] in COMMANDS:
                await alone(people[0], command, options.times)
                await together(command, partial(asks, command=command))
        for tap in TAPPED:
            await together(f"tap {tap}", partial(taps, tap=tap))
        await together("tap a topic", chooses)
        await together("/digest, ten topics", asks_for_digest)
        print(f"memory, after            {resident_megabytes(process.pid):6.0f} MB")
        process.terminate()
        await process.wait()


async def asks(person: Person, command: str, within: float = 120) -> None:
    await person.writes(command)
    await person.receives(within=within)


async def taps(person: Person, tap: str) -> None:
    await person.presses_data(person.by_bot[-1], tap, within=120)


async def chooses(person: Person) -> None:
    topic = TOPICS[person.id % len(TOPICS)]
    await taps(person, BUTTONS.encode(SwitchTopic(topic, True, SettingsOwner.SETTINGS)))


async def asks_for_digest(person: Person) -> None:
    await asks(person, "/digest")


def computed(pid: int) -> float:
    """Seconds of CPU of the bot's process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def alone(person: Person, command: str, times: int) -> None:
    took = [await timed(asks(person, command)) for _ in range(times)]
    print(f"{command:24} {percentile(took, 0.5):6.0f} ms for one person")


async def everybody(
    people: Sequence[Person], pid: int, pause: float, name: str, does: Callable[[Person], Awaitable[None]]
) -> None:
    """What the bot computed for each of them is told apart: the far end has the same machine."""
    before = computed(pid)
    took = await asyncio.gather(*(timed(does(person)) for person in people))
    each = (computed(pid) - before) / len(people) * 1000
    p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
    print(
        f"{name:24} {p50:6.0f} ms p50, {p99:.0f} p99 for {len(people)} at once, {each:.1f} of CPU each",
        flush=True,
    )
    await asyncio.sleep(pause)  # Telegram's pace for one chat is not what is measured


async def timed(doing: Awaitable[None]) -> float:
    start = time.perf_counter()
    await doing
    return time.perf_counter() - start


def percentile(took: Sequence[float], share: float) -> float:
    """Milliseconds."""
    return sorted(took)[min(len(took) - 1, int(share * len(took)))] * 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--smoke", action="store_true", help="few of all, at once")
    parser.set_defaults(pause=3.1, times=5)
    options = parser.parse_args()
    if options.smoke:
        options.articles, options.people, options.pause, options.times = 30, 3, 0, 1
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or Path(folder) / "news.db"
        if not database.exists():
            asyncio.run(fill(database, options.articles))
        asyncio.run(measure(options, database))
