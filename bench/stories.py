"""What finding the story of one more article costs when the window holds 1,000 to 100,000 articles.

    .venv/bin/python bench/stories.py [--sql] [SIZE …]
    .venv/bin/python bench/stories.py --smoke

Synthetic fingerprints: words by Zipf's law, every tenth article a report of the event of an earlier one.
With `--sql` the same in SQLite, as the bot does it.
"""

from __future__ import annotations

import asyncio
import gc
import math
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from bot.intake.grouping import MAX_CANDIDATE_STORIES
from digests.models.texts import Fingerprint
from digests.stories.compared import Rarities
from digests.stories.fingerprints import INDEX_TERMS
from digests.stories.grouping import SAME_STORY_WINDOW, StoryIndex, best_match
from digests.stories.term_rarity import RecentTerms, is_number
from storage import article_terms
from storage.database import Database

SIZES = (1_000, 10_000, 100_000)
PROBES = 400
SMOKE = (50, 100)
VOCABULARY = 150_000
WORDS, OPENING, TITLE = 200, 40, 9
START = datetime(2025, 9, 1, tzinfo=UTC)
_SPAN = list(accumulate(1 / (rank + 20) for rank in range(VOCABULARY)))
_LETTERS = "абвгдежзиклмнопр"


def word(rank: int) -> str:
    letters = "".join(_LETTERS[rank >> shift & 15] for shift in (0, 4, 8, 12, 16))
    return str(rank) if rank % 17 == 0 else letters


def fingerprints(count: int, chance: random.Random) -> Iterator[Fingerprint]:
    earlier: list[list[int]] = []
    for _ in range(count):
        ranks = chance.choices(range(VOCABULARY), cum_weights=_SPAN, k=WORDS)
        if earlier and chance.random() < 0.1:
            ranks = chance.choice(earlier)[:160] + ranks[:40]
        earlier = [*earlier[-500:], ranks]
        yield printed(ranks)


def printed(ranks: list[int]) -> Fingerprint:
    weights = {rank: math.log1p(ranks.count(rank)) * math.log(2 + rank) for rank in set(ranks)}
    terms = [word(rank) for rank in sorted(weights, key=lambda rank: (-weights[rank], rank))]
    opening = tuple(map(word, dict.fromkeys(ranks[:OPENING])))
    return Fingerprint(
        words=WORDS,
        index=tuple(terms[:INDEX_TERMS]),
        terms=tuple(terms),
        title=opening[:TITLE],
        opening=opening,
        names=tuple(terms[::5]),
        numbers=tuple(term for term in opening if is_number(term)),
    )


def in_memory(found: list[Fingerprint], probes: list[Fingerprint]) -> Callable[[int], object]:
    index = StoryIndex()
    step = SAME_STORY_WINDOW / len(found)
    for n, one in enumerate(found):
        index.assign(one, START + n * step)
    return lambda n: index.assign(probes[n], START + SAME_STORY_WINDOW)


async def in_sqlite(found: list[Fingerprint], probes: list[Fingerprint], folder: Path) -> float:
    """Milliseconds for one article's query and match."""
    database = await Database.open(folder / f"{len(found)}.db")
    step = timedelta(seconds=max(1, int(SAME_STORY_WINDOW.total_seconds()) // len(found)))
    async with database.transaction() as tx:
        await tx.execute("INSERT INTO stories (id, created_at, newest_added) VALUES (1, 0, 0)")
        for n, one in enumerate(found, 1):
            await tx.execute(
                "INSERT INTO articles (id, story_id, headline, language, added_at, text_hash, summary,"
                " topics, names) VALUES (?, 1, '', 'ru', ?, ?, '[]', '[]', '[]')",
                (n, int((START + n * step).timestamp()), str(n)),
            )
            await tx.execute(
                "INSERT INTO article_texts (article_id, body, fingerprint) VALUES (?, '', ?)",
                (n, article_terms.fingerprint_json(one)),
            )
            await article_terms.add(tx, n, one.index)
    recent = RecentTerms()
    for one in found:
        recent.add(one.terms)
    start = time.perf_counter()
    for probe in probes:
        async with database.read() as db:
            near = await article_terms.sharing(
                db, probe.index, since=START, until=START + SAME_STORY_WINDOW, limit=MAX_CANDIDATE_STORIES
            )
            best_match(probe, near, Rarities(recent))
    spent = (time.perf_counter() - start) * 1000 / len(probes)
    await database.close()
    return spent


def measured(found: list[Fingerprint], probes: list[Fingerprint]) -> float:
    assign = in_memory(found, probes)
    gc.collect()
    gc.freeze()  # what the bench itself keeps is not to be walked through
    start = time.process_time()
    for n in range(len(probes)):
        assign(n)
    return (time.process_time() - start) * 1000 / len(probes)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:] if size.isdigit()]
    if "--smoke" in sys.argv:
        measure(SMOKE, sql=False)
        measure(SMOKE, sql=True)
    else:
        measure(sizes or SIZES, sql="--sql" in sys.argv)


def measure(sizes: Sequence[int], *, sql: bool) -> None:
    chance = random.Random(7)
    every = list(fingerprints(max(sizes) + PROBES, chance))
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found, probes = every[-size - PROBES : -PROBES], every[-PROBES:]
            spent = asyncio.run(in_sqlite(found, probes, Path(folder))) if sql else measured(found, probes)
            first = first or spent
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{size:7} articles  {spent:6.3f} ms  × {spent / first:.2f}  peak {peak} MB", flush=True)


if __name__ == "__main__":
    main()
