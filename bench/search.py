"""How long a search takes among many articles, the commonest words included.

    .venv/bin/python bench/search.py [--articles 1000000] [--keep FILE] [--smoke]

Made-up stems in the proportions of a language (the commonest is in more than half of the articles), written
in bulk; what is asked goes through bot/answers/search.py. `--keep` keeps the file for the next run. The
figures are CPU milliseconds of the process, the median and the most of ten rounds, with a warm file.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, TypeVar

from bot.answers import search
from digests.models.texts import TOPICS
from storage import article_search
from storage.article_search import ArticleQuery
from storage.database import Database

VOCABULARY = 60_000
BODY, ABOUT, HEADLINE = 110, 30, 8
YEARS = 3
SOURCES = 200
ROUNDS = 10
BATCH = 20_000
NOW = datetime.now(UTC)
T = TypeVar("T")


def words(count: int) -> list[str]:
    """Cyrillic made-up stems; the first are the commonest."""
    letters = "абвгдежзиклмнопрстуфхцчшщыэюя"
    chance = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(letters, k=chance.randint(4, 9)))] = None
    return list(found)


def rows(count: int, stems: list[str]) -> Iterator[tuple[tuple[object, ...], tuple[object, ...], int]]:
    """An article, its search text, and its source; evenly over `YEARS`, the older first."""
    chance = random.Random(2026)
    weights = list(accumulate(1 / (rank + 90) for rank in range(VOCABULARY)))
    drawn = chance.choices(stems, cum_weights=weights, k=2_000_000)
    for number in range(1, count + 1):
        added = int((NOW - timedelta(days=365 * YEARS * (1 - number / count))).timestamp())
        start = chance.randrange(len(drawn) - BODY)
        body = drawn[start : start + BODY]
        if chance.random() < 0.55:
            body[chance.randrange(BODY)] = "казахстан"
        topics = json.dumps(chance.sample(TOPICS, chance.choice((1, 1, 2))))
        source = min(int(chance.expovariate(1 / 25)) + 1, SOURCES)
        about = " ".join(body[:ABOUT])
        text = (number, " ".join(body[:HEADLINE]), about, " ".join(body))
        month = time.strftime("%Y%m", time.gmtime(added))
        mark = article_search.TERM_PREFIX
        marks = [f"{mark}m{month}", f"{mark}s{source}", *(f"{mark}t{topic}" for topic in json.loads(topics))]
        yield (number, (number + 1) // 2, added, str(number), topics), (*text, " ".join(marks)), source


def fill(path: Path, count: int) -> None:
    """Without the program's own statements: a million articles in minutes."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('automerge', 0)")
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('hashsize', 200000000)")
    db.execute("DROP TRIGGER article_marks_gain")
    db.execute("BEGIN")
    db.executemany("INSERT INTO sources VALUES (?, ?)", [(n, f"source{n}.kz") for n in range(1, SOURCES + 1)])
    for batch in batches(rows(count, words(VOCABULARY)), BATCH):
        db.executemany(
            "INSERT OR IGNORE INTO stories (id, created_at, newest_added, article_count) VALUES (?, ?, ?, 1)",
            [(article[1], article[2], article[2]) for article, _, _ in batch],
        )
        db.executemany(
            "INSERT INTO articles (id, story_id, added_at, text_hash, topics, headline, language,"
            " summary, names) VALUES (?, ?, ?, ?, ?, '', 'ru', '[]', '[]')",
            [article for article, _, _ in batch],
        )
        db.executemany(
            "INSERT INTO article_search (rowid, headline, about, body, marks) VALUES (?, ?, ?, ?, ?)",
            [text for _, text, _ in batch],
        )
        db.executemany(
            "INSERT INTO origins (article_id, source_id, seen_at) VALUES (?, ?, ?)",
            [(article[0], source, article[2]) for article, _, source in batch],
        )
    db.execute("COMMIT")
    db.execute("INSERT INTO article_search (article_search, rank) VALUES ('automerge', 4)")
    db.close()


def batches(made: Iterator[T], size: int) -> Iterator[list[T]]:
    while batch := list(islice(made, size)):
        yield batch


def questions(stems: list[str]) -> list[tuple[str, ArticleQuery]]:
    """From the commonest to the rarest, alone and together with all that narrows a search down."""
    common, second, rare, rarest = ({stems[rank]} for rank in (0, 1, 5_000, 50_000))
    year_ago = NOW - timedelta(days=730)
    of_month: dict[str, Any] = {"since": year_ago, "until": year_ago + timedelta(days=30)}
    return [
        ("the commonest word", ArticleQuery([{"казахстан"}])),
        ("two common words", ArticleQuery([{"казахстан"}, common])),
        ("a common word and a rare one", ArticleQuery([{"казахстан"}, rare])),
        ("a rare word", ArticleQuery([rare])),
        ("the rarest", ArticleQuery([rarest])),
        ("a phrase of common words", ArticleQuery([{f"{stems[0]} {stems[1]}"}])),
        ("the commonest without a common one", ArticleQuery([{"казахстан"}], without=[second])),
        ("the commonest, a month two years ago", ArticleQuery([{"казахстан"}], **of_month)),
        ("the commonest, a topic", ArticleQuery([{"казахстан"}], topic="culture")),
        ("the commonest, a small source", ArticleQuery([{"казахстан"}], sources=[150])),
        ("the commonest, the largest source hidden", ArticleQuery([{"казахстан"}], hidden=[1])),
        ("the commonest, ten large ones hidden", ArticleQuery([{"казахстан"}], hidden=list(range(1, 11)))),
        ("the commonest, fifty hidden", ArticleQuery([{"казахстан"}], hidden=list(range(1, 51)))),
        ("a topic in a month", ArticleQuery(topic="culture", **of_month)),
        (
            "all of it",
            ArticleQuery([{"казахстан"}, common], [second], topic="sport", sources=[3], **of_month),
        ),
    ]


async def ask(db: Database, sought: ArticleQuery) -> int:
    found = await search.ranked(db, sought, now=NOW)
    return len(found.hits)


async def measure(path: Path) -> None:
    db = await Database.open(path)
    for name, sought in questions(words(VOCABULARY)):
        times, hits = [], 0
        for _ in range(ROUNDS):
            start = time.process_time()
            hits = await ask(db, sought)
            times.append((time.process_time() - start) * 1000)
        print(f"{name:40} {hits:6} hits {statistics.median(times):6.1f} ms median, {max(times):.1f} most")
    await db.close()


async def main(count: int, keep: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "news.db"
        if not path.exists():
            await (await Database.open(path)).close()
            start = time.process_time()
            fill(path, count)
            print(f"{count} articles written in {time.process_time() - start:.0f} s")
        print(f"{path.stat().st_size / 1e6:.0f} MB")
        await measure(path)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--smoke", action="store_true", help="few articles")
    given = parser.parse_args()
    asyncio.run(main(300 if given.smoke else given.articles, given.keep))
