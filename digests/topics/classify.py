"""The built-in topics of a text: word lists that people keep, with weights learnt around them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from itertools import repeat
from operator import mul
from types import MappingProxyType

from digests.models.texts import TOPICS, Language
from digests.text.packed_counts import PackedCounts
from digests.text.rules import rule_lines, version_of
from digests.topics.features import length, vector
from digests.topics.word_lists import NO_TOPIC, Weights, listed

MADE_OF = (
    "topics/classify.py",
    "topics/features.py",
    "topics/word_lists.py",
    "text/stemming.py",
    "text/word_rarity.py",
    *(f"data/topics/{name}.txt" for name in (*TOPICS, NO_TOPIC)),
    *(f"data/{name}" for name in ("topics.tsv", "background.tsv", "aliases.txt", "genitive_plurals.txt")),
)
LISTED_WEIGHT = 3.0
SECOND_TOPIC_SHARE = 0.5
MIN_SECOND_TOPIC_SHARE = 0.2
MAX_TOPICS = 3
BIAS = "*"
# How the table of weights writes a topic before its tenths: "s12o-3".
TOPIC_LETTERS: Mapping[str, str] = MappingProxyType(
    dict(zip("peswicthuon", (*TOPICS, NO_TOPIC), strict=True))
)
_WEIGHT = re.compile(r"([a-z])(-?\d+)")
# Weights and values as whole numbers; ZERO keeps weights above 0 and, common to all topics, changes nothing.
WEIGHT_UNITS, VALUE_UNITS, ZERO = 100, 1 << 20, 1 << 20

_NAMES = (*TOPICS, NO_TOPIC)
_LANES = PackedCounts(len(_NAMES), 8)


def classify(headline: str, body: str, language: Language) -> tuple[str, ...]:
    """The ids of the topics of a text, best first; none of what is no news."""
    return choose(likelihoods(headline, body, language))


def topics_version() -> str:
    """Another one whenever the same text may have other built-in topics."""
    return version_of(MADE_OF, "snowballstemmer")


def choose(shares: Mapping[str, float]) -> tuple[str, ...]:
    """The topics of a text by how likely each topic, and `NO_TOPIC`, is."""
    ranked = sorted(TOPICS, key=lambda topic: (-shares[topic], TOPICS.index(topic)))
    best, *others = ranked[:MAX_TOPICS]
    if shares[best] <= shares[NO_TOPIC]:
        return ()
    least = max(shares[best] * SECOND_TOPIC_SHARE, MIN_SECOND_TOPIC_SHARE)
    return (best, *(topic for topic in others if shares[topic] > least))


def likelihoods(headline: str, body: str, language: Language) -> dict[str, float]:
    """How likely each topic, or `NO_TOPIC` of them, is the first of the text; together 1.

    A text without a word that any topic knows has none for certain.
    """
    table = _weights()
    found = vector(headline, body, language)
    values = map(int, map(mul, found.values(), repeat(VALUE_UNITS / length(found))))
    weights = list(map(table.get, found, repeat(0)))
    if not any(weights):
        return dict.fromkeys(TOPICS, 0.0) | {NO_TOPIC: 1.0}
    scores = _LANES.unpack(table[BIAS] * VALUE_UNITS + sum(map(mul, weights, values)))
    highest = max(scores)
    raised = [math.exp((score - highest) / (VALUE_UNITS * WEIGHT_UNITS)) for score in scores]
    whole = sum(raised)
    return {name: value / whole for name, value in zip(_NAMES, raised, strict=True)}


@cache
def _weights() -> Mapping[str, int]:
    """Feature → what was learnt and listed together, a lane for each topic."""
    found = {feature: dict(weights) for feature, weights in _learnt().items()}
    for feature, weights in listed().items():
        together = found.setdefault(feature, {})
        for topic, weight in weights.items():
            together[topic] = together.get(topic, 0.0) + LISTED_WEIGHT * weight
    return {feature: _packed(weights) for feature, weights in found.items()}


def _packed(weights: Mapping[str, float]) -> int:
    return _LANES.pack(ZERO + round(weights.get(name, 0.0) * WEIGHT_UNITS) for name in _NAMES)


def _learnt() -> Weights:
    """Feature → topic → weight; the feature `BIAS` is what every text has."""
    lines = (line.partition("\t") for _, line in rule_lines("topics.tsv"))
    return {
        feature: {TOPIC_LETTERS[letter]: int(tenths) / 10 for letter, tenths in _WEIGHT.findall(weights)}
        for feature, _, weights in lines
    }
