"""What a text is to the topics: the words it has and how telling each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log1p, sqrt
from operator import mul

from digests.models.texts import Language
from digests.text.memo import WordCache
from digests.text.stemming import looks_kazakh, tokenise
from digests.text.word_rarity import KEPT_LETTERS, cut, idf
from digests.topics.word_lists import QUOTE, word_keys

MAX_WORDS_READ = 250
HEADLINE_WEIGHT = 2.0
HALF_WEIGHT = 0.7
LEAST_IDF, MOST_IDF = 1.0, 7.0
NUMBER_WORD = "1"
_QUOTED = re.compile(r"[«“„\"]([^\W\d_]{3,})[»”“\"]")


def features(headline: str, body: str, language: Language) -> dict[str, float]:
    """A unit vector of words, their first five letters, which Kazakh and Russian share, and quoted names."""
    found = vector(headline, body, language)
    size = length(found)
    return {key: value / size for key, value in found.items() if value}


def length(values: Mapping[str, float]) -> float:
    """The Euclidean length of a vector, or 1 of an empty one."""
    return sqrt(sum(map(mul, values.values(), values.values()))) or 1.0


def vector(headline: str, body: str, language: Language) -> dict[str, float]:
    """The features before they are brought to length 1: ln(1 + times) × idf, a headline's word twice."""
    body = body[: MAX_WORDS_READ * 8]
    key = word_keys(_reading(headline, body, language)).__getitem__
    titled, told = (list(map(key, tokenise(text)[:MAX_WORDS_READ])) for text in (headline, body))
    found, begun = _values(_amounts(titled, told))
    for word in _QUOTED.findall(f"{headline}\n{body}"):
        found[QUOTE + key(word)] = log1p(1.0) * _STEMS[key(word)][1]
    return found | begun


def _reading(headline: str, body: str, language: Language) -> Language | None:
    """The language whose endings the words lose."""
    if language != "unknown":
        return language
    return "kk" if looks_kazakh(f"{headline}\n{body}") else None


def _amounts(titled: Iterable[str], told: Iterable[str]) -> dict[str, float]:
    """How often each stem stands in a text."""
    amounts: dict[str, float] = {**Counter(told)}
    for stem in titled:
        amounts[stem] = amounts.get(stem, 0.0) + HEADLINE_WEIGHT
    return amounts


def _values(amounts: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """Of the stems, of which all numbers are one, and of their beginnings."""
    found: dict[str, float] = {}
    begun: dict[str, float] = {}
    starting: dict[str, float] = {}
    numbers = 0.0
    for stem, amount in amounts.items():
        start, rarity = _STEMS[stem]
        if start:
            starting[start] = together = starting.get(start, 0.0) + amount
            begun[start] = log1p(together * HALF_WEIGHT) * rarity
        elif stem[0].isdigit():
            numbers += amount
            found[NUMBER_WORD] = log1p(numbers)
            continue
        found[stem] = log1p(amount) * rarity
    return found, begun


def _stem(stem: str) -> tuple[str, float]:
    """What a long stem in Cyrillic counts as besides, for half, and how telling it is."""
    rarity = min(idf(cut(stem)), MOST_IDF)
    long = len(stem) > KEPT_LETTERS and not stem.isascii() and not stem[0].isdigit()
    return f"{KEPT_LETTERS}{cut(stem)}" if long else "", rarity if rarity >= LEAST_IDF else 0.0


_STEMS = WordCache(_stem)
