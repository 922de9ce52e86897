"""How rare a term of a fingerprint is: in the news at large, and in what came of late."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from digests.text.memo import WordCache
from digests.text.rules import rule_lines
from digests.text.word_rarity import counts, cyrillic_texts, latin_texts

SCALE = 8.5  # of a term that no text of the background holds
ONE_DIGIT = 2.0  # the most that a number of one digit is worth
MOST_TRUST = 6.0  # texts of the background that one of the window stands for
GENERATION = 10_000  # texts
# How many texts of the background hold a number of so many digits; a year is held by many.
NUMBER_TEXTS = {1: 800, 2: 80, 3: 12}
YEAR_TEXTS = 300
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_number(term: str) -> bool:
    return term[0].isdigit()


def is_year(term: str) -> bool:
    return _YEAR.fullmatch(term) is not None


def rarity(term: str, others: int = 0, texts: int = 0, *, kazakh: bool = False) -> float:
    """From 0 (in every text) to `SCALE` (in none of the background), by the background and by the window.

    `others`: how many of the `texts` that came of late hold the term beside the one that is asked for.
    A text of the window counts as up to `MOST_TRUST` of the background, all of them at most as much as it.
    `kazakh`: for a Kazakh text; the background holds few of them, so their common words would seem rare.
    """
    whole, held = (_KAZAKH_BACKGROUND if kazakh else _BACKGROUND)[term]
    trust = min(MOST_TRUST, whole / texts) if texts else 0.0
    share = (whole + trust * texts) / (held + 1 + trust * others)
    found = max(0.0, SCALE * math.log(share) / math.log(whole + 1))
    return min(ONE_DIGIT, found) if len(term) == 1 else found


def _background(term: str) -> tuple[int, int]:
    """The texts of the background in the term's letters, and how many of them hold it."""
    whole = latin_texts() if term.isascii() and not is_number(term) else cyrillic_texts()
    if is_number(term):
        return whole, YEAR_TEXTS if is_year(term) else NUMBER_TEXTS.get(len(term), 0)
    return whole, counts().get(term, 1)


def _kazakh_background(term: str) -> tuple[int, int]:
    """As if as large a share of the background held the term as of Kazakh news, where that is more."""
    whole, held = _BACKGROUND[term]
    return whole, max(held, round(whole * _kazakh_shares().get(term, 0.0)))


@cache
def _kazakh_shares() -> dict[str, float]:
    (_, texts), *rest = rule_lines("kazakh_words.tsv")
    return {key: int(seen) / int(texts) for key, seen in (line.split("\t") for _, line in rest)}


_BACKGROUND = WordCache(_background)
_KAZAKH_BACKGROUND = WordCache(_kazakh_background)


class RecentTerms:
    """How many of the texts that came of late hold a term: of two generations of them, the older of which is
    forgotten when the younger is full."""

    def __init__(self) -> None:
        self._young: Counter[str] = Counter()
        self._old: Counter[str] = Counter()
        self._texts = [0, 0]

    @property
    def texts(self) -> int:
        return sum(self._texts)

    def add(self, terms: Iterable[str]) -> None:
        if self._texts[0] >= GENERATION:
            self.age()
        self._young.update(terms)
        self._texts[0] += 1

    def age(self) -> None:
        """Begin a generation; what came before the last one is forgotten."""
        self._young, self._old = Counter(), self._young
        self._texts = [0, self._texts[0]]

    def counts(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """How many texts hold each term, by generation."""
        return self._young, self._old
