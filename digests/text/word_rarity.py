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


def latin_texts() -> int:
    """How many texts of the background are in Latin letters."""
    return _texts()[0]


def cyrillic_texts() -> int:
    return _texts()[1]


@cache
def _texts() -> tuple[int, int]:
    """The first line of the file."""
    latin, cyrillic = rule_lines("background.tsv")[0][1].split("\t")
    return int(latin), int(cyrillic)


@cache
def counts() -> dict[str, int]:
    """How many texts of the background hold a key, of those keys that at least three hold."""
    _, *rest = rule_lines("background.tsv")
    return {key: int(seen) for key, seen in (line.split("\t") for _, line in rest)}


@cache
def _table() -> dict[str, float]:
    """idf by key."""
    texts = sum(_texts())
    return {"": math.log(texts / 2)} | {key: math.log(texts / seen) for key, seen in counts().items()}


def idf(key: str) -> float:
    """ln(texts / texts with the key); a key that is not in the table counts as seen twice."""
    table = _table()
    return table.get(key, table[""])


def rare(keys: Iterable[str], least: float) -> frozenset[str]:
    """Those with so much idf at least."""
    table = _table()
    unknown = table[""]
    return frozenset([key for key in keys if table.get(key, unknown) >= least])


def rarity(keys: Iterable[str]) -> float:
    """The idf of all of them together."""
    table = _table()
    return sum(map(table.get, keys, repeat(table[""])))
