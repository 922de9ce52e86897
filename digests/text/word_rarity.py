"""How common a word is in the news: the background that makes words of one article telling."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import repeat

from digests.text.rules import rule_lines

KEPT_LETTERS = 5


def cut(stem: str) -> str:
    """The key of a stem: five letters of a Cyrillic one, so that Kazakh and Russian forms of a word meet."""
    return stem if stem.isascii() else stem[:KEPT_LETTERS]


@cache
def _table() -> dict[str, float]:
    """idf by key; the file's first line is the number of texts it was learnt from."""
    (_, first), *rest = rule_lines("background.tsv")
    texts = int(first)
    counted = (line.split("\t") for _, line in rest)
    return {"": math.log(texts / 2)} | {key: math.log(texts / int(seen)) for key, seen in counted}


def idf(key: str) -> float:
    """ln(texts / texts with the key); a key that is not in the table counts as seen twice."""
    table = _table()
    return table.get(key, table[""])


def rarity(keys: Iterable[str]) -> float:
    """The idf of all of them together."""
    table = _table()
    return sum(map(table.get, keys, repeat(table[""])))
