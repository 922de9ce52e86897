"""What a text is to the topics: the words it has and how telling each is."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, repeat
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
    return math.sqrt(sum(map(mul, values.values(), values.values()))) or 1.0


def vector(headline: str, body: str, language: Language) -> dict[str, float]:
    """The features before they are brought to length 1: ln(1 + times) × idf, a headline's word twice."""
    body = body[: MAX_WORDS_READ * 8]
    key = word_keys(_reading(headline, body, language)).__getitem__
    titled, told = (list(map(key, tokenise(text)[:MAX_WORDS_READ])) for text in (headline, body))
    whole, begun = (_counts(titled, told, keys) for keys in (_WHOLE, _BEGUN))
    begun.pop("", None)
    for word in _QUOTED.findall(f"{headline}\n{body}"):
        whole[QUOTE + key(word)] = 1.0
    amounts = chain(whole.values(), map(mul, begun.values(), repeat(HALF_WEIGHT)))
    keys = (*whole, *begun)
    return dict(zip(keys, map(mul, map(math.log1p, amounts), map(_RARITIES.__getitem__, keys)), strict=True))


def _reading(headline: str, body: str, language: Language) -> Language | None:
    """The language whose endings the words lose."""
    if language != "unknown":
        return language
    return "kk" if looks_kazakh(f"{headline}\n{body}") else None


def _counts(titled: Iterable[str], told: Iterable[str], keys: WordCache[str]) -> dict[str, float]:
    counts: dict[str, float] = {**Counter(map(keys.__getitem__, told))}
    for stem in titled:
        counts[keys[stem]] = counts.get(keys[stem], 0.0) + HEADLINE_WEIGHT
    return counts


def _whole(stem: str) -> str:
    """What a stem counts as: all numbers are one."""
    return NUMBER_WORD if stem[0].isdigit() else stem


def _begun(stem: str) -> str:
    """What a stem in Cyrillic counts as, besides, for half."""
    return (
        f"{KEPT_LETTERS}{cut(stem)}"
        if len(stem) > KEPT_LETTERS and not stem.isascii() and not stem[0].isdigit()
        else ""
    )


def _rarity(key: str) -> float:
    if key == NUMBER_WORD:
        return 1.0
    rarity = min(idf(cut(key.removeprefix(QUOTE).removeprefix(str(KEPT_LETTERS)))), MOST_IDF)
    return rarity if rarity >= LEAST_IDF else 0.0


_WHOLE, _BEGUN = WordCache(_whole), WordCache(_begun)
_RARITIES = WordCache(_rarity)
