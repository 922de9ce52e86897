"""The built-in topics of a text: word lists that people keep, with weights learnt around them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from types import MappingProxyType

from digests.background import CUT, cut, idf
from digests.folding import fold, fold_word
from digests.models import NEWS_LANGUAGES, TOPICS, Language
from digests.rules import rule_lines

NONE = "none"
WORDS = 250
HEADLINE_WEIGHT = 2.0
HALF_WEIGHT = 0.7
LEAST_IDF, MOST_IDF = 1.0, 7.0
LISTED_WEIGHT = 3.0
SURER_THAN_NONE = 0.3
LEAST = 0.17
ALSO = 0.5
LEAST_ALSO = 0.15
MOST_TOPICS = 3
NUMBER = "1"
Weights = Mapping[str, Mapping[str, float]]


def classify(headline: str, body: str, language: Language) -> tuple[str, ...]:
    """The ids of the topics of a text, best first; none when unsure."""
    found = likelihoods(headline, body, language)
    none = found.pop(NONE)
    ranked = sorted(found.items(), key=lambda item: (-item[1], TOPICS.index(item[0])))
    (best, highest), *others = ranked[:MOST_TOPICS]
    if highest <= max(none * SURER_THAN_NONE, LEAST):
        return ()
    least = max(none * SURER_THAN_NONE, highest * ALSO, LEAST_ALSO)
    return (best, *(topic for topic, likelihood in others if likelihood > least))


def likelihoods(headline: str, body: str, language: Language) -> dict[str, float]:
    """How likely each topic, or `NONE` of them, is the first of the text; together 1."""
    table = _weights()
    scores = {**dict.fromkeys((*TOPICS, NONE), 0.0), **table.get("", {})}
    for feature, value in features(headline, body, language).items():
        if feature in table:
            for topic, weight in table[feature].items():
                scores[topic] += weight * value
    highest = max(scores.values())
    raised = {topic: math.exp(score - highest) for topic, score in scores.items()}
    whole = sum(raised.values())
    return {topic: value / whole for topic, value in raised.items()}


def features(headline: str, body: str, language: Language) -> dict[str, float]:
    """A unit vector of stems and of five-letter beginnings, which Kazakh and Russian words share."""
    counts = _counts(headline, body, None if language == "unknown" else language)
    values = {key: math.log1p(count) * _rarity(key) for key, count in counts.items()}
    norm = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {key: value / norm for key, value in values.items() if value}


def _counts(headline: str, body: str, language: Language | None) -> Mapping[str, float]:
    counts: dict[str, float] = {}
    for text, weight in ((headline, HEADLINE_WEIGHT), (body[: WORDS * 8], 1.0)):
        for key, share in chain.from_iterable(map(_keys, fold(text, language)[:WORDS])):
            counts[key] = counts.get(key, 0.0) + weight * share
    return counts


@lru_cache(maxsize=1 << 15)
def _keys(stem: str) -> tuple[tuple[str, float], ...]:
    """What a stem counts as, and how much: itself and, in Cyrillic, what it begins with."""
    if stem[0].isdigit():
        return ((NUMBER, 1.0),)
    begun = ((f"{CUT}{cut(stem)}", HALF_WEIGHT),) if len(stem) > CUT and not stem.isascii() else ()
    return ((stem, 1.0), *begun)


@lru_cache(maxsize=1 << 15)
def _rarity(key: str) -> float:
    if key == NUMBER:
        return 1.0
    rarity = min(idf(cut(key.removeprefix(str(CUT)))), MOST_IDF)
    return rarity if rarity >= LEAST_IDF else 0.0


@cache
def listed() -> Weights:
    """Stem → topic → weight from the lists. A Russian word also counts in Kazakh texts, which borrow it."""
    found: dict[str, dict[str, float]] = {}
    for topic in TOPICS:
        for section, rule in rule_lines(f"topics/{topic}.txt"):
            weight, words = _parse(rule)
            for stem in {fold_word(word, language) for word in words for language in _readers(section)}:
                weights = found.setdefault(stem, {})
                weights[topic] = max(weights.get(topic, 0.0), weight)
    return MappingProxyType(found)


def _readers(section: str) -> tuple[Language, ...]:
    return ("ru", "kk") if section == "ru" else tuple(name for name in NEWS_LANGUAGES if name == section)


def _parse(rule: str) -> tuple[float, list[str]]:
    first, *rest = rule.split()
    return (float(first), rest) if first.isdigit() else (1.0, [first, *rest])


@cache
def _weights() -> Weights:
    """Feature → topic → what was learnt and listed together."""
    found = {feature: dict(weights) for feature, weights in _learnt().items()}
    for feature, weights in listed().items():
        together = found.setdefault(feature, {})
        for topic, weight in weights.items():
            together[topic] = together.get(topic, 0.0) + LISTED_WEIGHT * weight
    return found


@cache
def _learnt() -> Weights:
    """Feature → topic → weight; the feature "" is the bias."""
    found: dict[str, dict[str, float]] = {}
    for _, line in rule_lines("topics.tsv"):
        feature, *pairs = line.split("\t")
        found["" if feature == "bias" else feature] = {
            topic: float(weight) for topic, weight in (pair.split(":") for pair in pairs)
        }
    return found
