"""The built-in topics of a text: word lists that people keep, with weights learnt around them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, repeat
from operator import mul
from types import MappingProxyType

from digests.models import NEWS_LANGUAGES, TOPICS, Language
from digests.text.memo import WordCache
from digests.text.packed_counts import PackedCounts
from digests.text.rules import rule_lines
from digests.text.stemming import fold, fold_word
from digests.text.word_rarity import KEPT_LETTERS, cut, idf

NO_TOPIC = "none"
MAX_WORDS_READ = 250
HEADLINE_WEIGHT = 2.0
HALF_WEIGHT = 0.7
LEAST_IDF, MOST_IDF = 1.0, 7.0
LISTED_WEIGHT = 3.0
SURER_THAN_NONE = 0.3
MIN_TOPIC_SHARE = 0.17
SECOND_TOPIC_SHARE = 0.5
MIN_SECOND_TOPIC_SHARE = 0.15
MAX_TOPICS = 3
NUMBER_WORD = "1"
# Weights and values as whole numbers; ZERO keeps weights above 0 and, common to all topics, changes nothing.
WEIGHT_UNITS, VALUE_UNITS, ZERO = 100, 1 << 20, 1 << 20
Weights = Mapping[str, Mapping[str, float]]

_NAMES = (*TOPICS, NO_TOPIC)
_LANES = PackedCounts(len(_NAMES), 8)


def classify(headline: str, body: str, language: Language) -> tuple[str, ...]:
    """The ids of the topics of a text, best first; none when unsure."""
    found = likelihoods(headline, body, language)
    none = found.pop(NO_TOPIC)
    ranked = sorted(found.items(), key=lambda item: (-item[1], TOPICS.index(item[0])))
    (best, highest), *others = ranked[:MAX_TOPICS]
    if highest <= max(none * SURER_THAN_NONE, MIN_TOPIC_SHARE):
        return ()
    least = max(none * SURER_THAN_NONE, highest * SECOND_TOPIC_SHARE, MIN_SECOND_TOPIC_SHARE)
    return (best, *(topic for topic, likelihood in others if likelihood > least))


def likelihoods(headline: str, body: str, language: Language) -> dict[str, float]:
    """How likely each topic, or `NO_TOPIC` of them, is the first of the text; together 1."""
    table = _weights()
    found = _vector(headline, body, language)
    values = map(int, map(mul, found.values(), repeat(VALUE_UNITS / _length(found))))
    weights = map(table.get, found, repeat(0))
    scores = _LANES.unpack(table[""] * VALUE_UNITS + sum(map(mul, weights, values)))
    highest = max(scores)
    raised = [math.exp((score - highest) / (VALUE_UNITS * WEIGHT_UNITS)) for score in scores]
    whole = sum(raised)
    return {name: value / whole for name, value in zip(_NAMES, raised, strict=True)}


def features(headline: str, body: str, language: Language) -> dict[str, float]:
    """A unit vector of stems and of five-letter beginnings, which Kazakh and Russian words share."""
    found = _vector(headline, body, language)
    length = _length(found)
    return {key: value / length for key, value in found.items() if value}


def _length(vector: Mapping[str, float]) -> float:
    return math.sqrt(sum(map(mul, vector.values(), vector.values()))) or 1.0


def _vector(headline: str, body: str, language: Language) -> dict[str, float]:
    known = None if language == "unknown" else language
    titled, told = (fold(text, known)[:MAX_WORDS_READ] for text in (headline, body[: MAX_WORDS_READ * 8]))
    whole, begun = (_counts(titled, told, keys) for keys in (_WHOLE, _BEGUN))
    begun.pop("", None)
    amounts = chain(whole.values(), map(mul, begun.values(), repeat(HALF_WEIGHT)))
    keys = (*whole, *begun)
    return dict(zip(keys, map(mul, map(math.log1p, amounts), map(_RARITIES.__getitem__, keys)), strict=True))


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
    rarity = min(idf(cut(key.removeprefix(str(KEPT_LETTERS)))), MOST_IDF)
    return rarity if rarity >= LEAST_IDF else 0.0


_WHOLE, _BEGUN = WordCache(_whole), WordCache(_begun)
_RARITIES = WordCache(_rarity)


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
    """Feature → topic → weight; the feature "" is the bias."""
    found: dict[str, dict[str, float]] = {}
    for _, line in rule_lines("topics.tsv"):
        feature, *pairs = line.split("\t")
        found["" if feature == "bias" else feature] = {
            topic: float(weight) for topic, weight in (pair.split(":") for pair in pairs)
        }
    return found
