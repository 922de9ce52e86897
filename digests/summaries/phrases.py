"""Which phrases of a rule file stand in a text: `weak_sentences.txt`, `telling_words.txt`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product

from digests.text.rules import rule_lines

MAX_GAP = 8  # words
_WORD = re.compile(r"[\w’'-]+")
Phrase = tuple[str, ...]  # beginnings of words, whole ones with a dot; "~" is a gap


@lru_cache(maxsize=1 << 13)
def phrases_in(rules: str, text: str) -> frozenset[str]:
    """The sections of a rule file of which any phrase stands in the text."""
    words = _WORD.findall(text.casefold())
    known = _phrases(rules)
    found: set[str] = set()
    for at, word in enumerate(words):
        for first, phrases in known.get(word[:3], ()):
            if _begins(word, first):
                found.update(section for section, rest in phrases if _stands(rest, words, at + 1))
    return frozenset(found)


def _stands(phrase: Phrase, words: Sequence[str], at: int) -> bool:
    """Whether words with these beginnings follow one another from there, behind a gap a little later."""
    for place, beginning in enumerate(phrase):
        if beginning == "~":
            rest = phrase[place + 1 :]
            return any(_stands(rest, words, later) for later in range(at, min(at + MAX_GAP, len(words))))
        if at >= len(words) or not _begins(words[at], beginning):
            return False
        at += 1
    return True


def _begins(word: str, beginning: str) -> bool:
    return word.startswith(beginning) if beginning[-1] != "." else word == beginning[:-1]


@cache
def _phrases(rules: str) -> Mapping[str, tuple[tuple[str, tuple[tuple[str, Phrase], ...]], ...]]:
    """By the first three letters of their first word: this, and for each section what follows it."""
    found: dict[str, dict[str, list[tuple[str, Phrase]]]] = {}
    for section, rule in rule_lines(rules):
        for written in rule.casefold().split(","):
            for first, *rest in product(*(part.split("/") for part in written.split())):
                same_start = found.setdefault(first.rstrip(".")[:3], {})
                same_start.setdefault(first, []).append((section, tuple(rest)))
    return {
        start: tuple((first, tuple(phrases)) for first, phrases in firsts.items())
        for start, firsts in found.items()
    }
