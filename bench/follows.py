"""What it takes to find what is followed in an article, however much is followed.

    .venv/bin/python bench/follows.py [--smoke]

The articles are those of the sample newsroom; what is followed are three words that they have and many names
that they do not have. Time is the processor's.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.samples.newsroom import load_samples
from digests.analysis import analyse
from digests.models.texts import Text
from digests.models.wishes import FollowedWords
from digests.search.follow_index import FollowIndex

COUNTS = (0, 1_000, 10_000, 100_000)
FOUND = (FollowedWords("Алматы", ("спорт",)), FollowedWords("Атырау"), FollowedWords("ЮНЕСКО"))
SYLLABLES = ("бав", "гад", "жас", "кал", "мар", "нат", "сеп", "тел", "реж", "лек", "зег", "дем")
ROUNDS = 5


def main(counts: Sequence[int], articles: int | None) -> None:
    now = datetime(2026, 3, 2, 4, tzinfo=UTC)
    analyses = [analyse(sample.raw, now=now) for sample in load_samples(now)[:articles]]
    texts = [(Text(a.headline, a.reading.body, a.language, a.summary, a.names), a.topics) for a in analyses]
    for count in counts:
        began = time.process_time()
        index = FollowIndex()
        for number, followed in enumerate((*FOUND, *(_made_up() for _ in range(count)))):
            index.add(number, followed)
        read = time.process_time() - began
        found = sum(len(index.find(*text)) for text in texts)  # words that are new to the folding cost more
        began = time.process_time()
        for _ in range(ROUNDS):
            for text in texts:
                index.find(*text)
        each = (time.process_time() - began) / ROUNDS / len(texts)
        took = f"{each * 1000:.2f} ms an article, {found} found, read in {read:.1f} s"
        print(f"{count + len(FOUND):7,} follows: {took}")


def _made_up() -> FollowedWords:
    name, surname = ("".join(random.choices(SYLLABLES, k=k)).capitalize() for k in (2, 4))
    return FollowedWords(f"{name} {surname}ов")


if __name__ == "__main__":
    random.seed(1)
    main(*((COUNTS[:1], 3) if "--smoke" in sys.argv else (COUNTS, None)))
