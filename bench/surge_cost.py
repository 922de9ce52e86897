"""What it costs to look for surges, however much is kept and followed.

    nice .venv/bin/python bench/surge_cost.py [--smoke] [FILE]

A year of articles, three followed words in each (some words in very many, most in few), one topic of ten;
each word has somebody who wants to be warned. After a start all that the last three hours mention is looked
at, some of it in each step. The loop is held for as long as a task that only wants to go on has to wait.
A FILE is made once and kept.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.editions.surges import Surges
from digests.models.texts import TOPICS
from storage.database import Database

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
YEAR = 365 * 86_400
ARTICLES, WORDS, WORDS_OF_READER = 1_000_000, 10_000, 50
WORDS_OF_ARTICLE, SOURCES, AT_ONCE = 3, 60, 50_000


def fill(path: Path, articles: int, words: int) -> None:
    rng = random.Random(1)
    began, every = int(NOW.timestamp()) - YEAR, YEAR / articles
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.executemany(
            "INSERT INTO sources VALUES (?, ?)", [(n, f"Источник {n}") for n in range(1, SOURCES + 1)]
        )
        for number in range(1, words + 1):
            reader = 1 + number // WORDS_OF_READER
            db.execute(
                "INSERT OR IGNORE INTO destinations (id, chat_id, kind, language, zone, created_at)"
                " VALUES (?1, ?1, 'private', 'ru', 'Asia/Almaty', 0)",
                {"1": reader},
            )
            db.execute("INSERT OR IGNORE INTO subscriptions (destination_id) VALUES (?)", (reader,))
            db.execute("INSERT INTO followed_words VALUES (?1, ?1, '[]', ?1)", {"1": number})
            db.execute(
                "INSERT INTO follows (destination_id, words_id, written, surge) VALUES (?, ?, ?, 1)",
                (reader, number, str(number)),
            )
        db.execute(
            "INSERT INTO preferences (destination_id, source_rule, sources, heading, signature, silent,"
            " pinned, least, breaking, awake_from, awake_to, draft, surge)"
            " VALUES (1, 'hide', '[]', '', '', 0, 0, 1, 0, 0, 24, 'none', 1)"
        )
        for first in range(1, articles + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, articles + 1))
            at = {number: began + int(number * every) for number in numbers}
            db.executemany(
                "INSERT INTO stories (id, created_at, newest_added, newest_article_id, article_count)"
                " VALUES (?1, ?2, ?2, ?1, 1)",
                [{"1": number, "2": at[number]} for number in numbers],
            )
            db.executemany(
                "INSERT INTO articles (id, story_id, headline, language, added_at, text_hash, summary,"
                " topics, names) VALUES (?1, ?1, 'Музей открыт', 'ru', ?2, ?1, '[]', ?3, '[]')",
                [{"1": n, "2": at[n], "3": f'["{rng.choice(TOPICS)}"]'} for n in numbers],
            )
            db.executemany(
                "INSERT INTO origins (article_id, source_id, link, seen_at) VALUES (?, ?, '', ?)",
                [(number, rng.randint(1, SOURCES), at[number]) for number in numbers],
            )
            db.executemany(
                "INSERT OR IGNORE INTO follow_matches VALUES (?, ?, 0)",
                [(n, int(words ** rng.random())) for n in numbers for _ in range(WORDS_OF_ARTICLE)],
            )
            db.commit()


async def measure(path: Path) -> None:
    db = await Database.open(path)
    looking = Surges(db, "newsdigest_bot")
    idle, held, steps, cpu = [0.0], [0.0], [0.0], [0.0]
    watching = asyncio.create_task(_watch(idle))
    await asyncio.sleep(2)
    watching.cancel()
    watching = asyncio.create_task(_watch(held))
    for at in [NOW] * 60 + [NOW + timedelta(minutes=5 * n) for n in range(1, 4)]:
        began, worked = time.perf_counter(), time.thread_time()
        await looking.step(at)
        steps.append(time.perf_counter() - began)
        cpu.append(time.thread_time() - worked)
    watching.cancel()
    print(f"{len(steps) - 1} steps, {sum(steps):.2f} s in all, the longest {max(steps) * 1000:.0f} ms")
    print(
        f"the loop worked {max(cpu) * 1000:.1f} ms of a step at most, and was held {max(held) * 1000:.0f} ms"
    )
    print(f"(idle, on this machine at this moment, {max(idle) * 1000:.0f} ms)")
    await db.close()


async def _watch(held: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.001)
        held.append(time.perf_counter() - began - 0.001)


async def make(path: Path) -> None:
    await (await Database.open(path)).close()


def main(path: Path, articles: int, words: int) -> None:
    if not path.exists():
        asyncio.run(make(path))
        fill(path, articles, words)
    print(f"{articles:,} articles, {words:,} follows")
    asyncio.run(measure(path))


if __name__ == "__main__":
    counts = (2_000, 100) if "--smoke" in sys.argv else (ARTICLES, WORDS)
    given = [argument for argument in sys.argv[1:] if argument != "--smoke"]
    with tempfile.TemporaryDirectory() as folder:
        main(Path(given[0]) if given else Path(folder) / "news.db", *counts)
