"""A headline: the given title, cleaned, or the words of one sentence in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.models import Reading
from digests.shortening import shorten

LONGEST = 110
_CLAUSE = re.compile(r"(?:,|;| [–—-]|:) ")
_DANGLING = re.compile(
    r"(?:[\s,:;(«„“\"–—-]|\b(?:и|а|но|в|во|на|с|со|к|ко|о|об|от|до|из|за|по|при|для|что|как|или|не|у|"
    r"of|the|a|an|to|in|on|for|and|with|by|at|from|that|и|және|мен|пен|бен|үшін))\s*$",
    re.IGNORECASE,
)


def make_headline(reading: Reading, sentences: Sequence[str]) -> str:
    """The title if there is one, else a headline of at most `LONGEST` letters from the first of `sentences`."""
    if reading.headline:
        return " ".join(reading.headline.split())
    for sentence in sentences:
        if headline := from_sentence(sentence):
            return headline
    return from_sentence(reading.body[:400]) or "—"


def from_sentence(sentence: str) -> str:
    text = shorten(sentence).rstrip(" .;:,…")
    return text if len(text) <= LONGEST else _cut(text)


def _cut(text: str) -> str:
    """The most whole clauses that fit, else the most words."""
    clauses = [found.start() for found in _CLAUSE.finditer(text) if LONGEST // 2 <= found.start() <= LONGEST]
    end = clauses[-1] if clauses else text[: LONGEST + 1].rfind(" ")
    return without_dangling(text[: end if end > 0 else LONGEST])


def without_dangling(text: str) -> str:
    """Without conjunctions, prepositions and signs that promise more."""
    while found := _DANGLING.search(text):
        text = text[: found.start()]
    return text
