"""The built-in topics of a text, by lists of words in three languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from digests.folding import fold, fold_word
from digests.models import NEWS_LANGUAGES, Language
from digests.rules import rule_lines

TOPICS = (
    "politics",
    "economy",
    "society",
    "world",
    "incidents",
    "science",
    "technology",
    "health",
    "culture",
    "sport",
)
HEADLINE_WEIGHT = 2.0
WORDS = 250
LEAST_SCORE = 2.0
LEAST_SHARE = 0.6
MOST_TOPICS = 3


def classify(headline: str, body: str, language: Language) -> tuple[str, ...]:
    """The ids of the topics of a text, best first; none when no list speaks up."""
    known: Language | None = None if language == "unknown" else language
    counts: Counter[str] = Counter()
    for text, weight in ((headline, HEADLINE_WEIGHT), (body[: WORDS * 8], 1.0)):
        for stem in fold(text, known)[:WORDS]:
            counts[stem] += weight  # type: ignore[assignment]  # a Counter of floats
    scores = _scores(counts, known or "ru")
    best = max(scores.values(), default=0.0)
    if best < LEAST_SCORE:
        return ()
    ranked = sorted(scores.items(), key=lambda item: (-item[1], TOPICS.index(item[0])))
    return tuple(topic for topic, score in ranked[:MOST_TOPICS] if score >= best * LEAST_SHARE)


def _scores(counts: Mapping[str, float], language: Language) -> dict[str, float]:
    scores: dict[str, float] = {}
    words = _words(language)
    for stem, count in counts.items():
        for topic, weight in words.get(stem, {}).items():
            scores[topic] = scores.get(topic, 0.0) + weight * min(count, 3.0)
    return scores


@cache
def _words(language: Language) -> Mapping[str, Mapping[str, float]]:
    """Stem → weight by topic. Kazakh texts also know the Russian words, which they borrow."""
    sections = ("kk", "ru") if language == "kk" else (language,)
    found: dict[str, dict[str, float]] = {}
    for topic in TOPICS:
        for section, rule in rule_lines(f"topics/{topic}.txt"):
            if section in sections and section in NEWS_LANGUAGES:
                weight, words = _parse(rule)
                for word in words:
                    found.setdefault(fold_word(word, language), {})[topic] = weight
    return MappingProxyType(found)


def _parse(rule: str) -> tuple[float, list[str]]:
    first, *rest = rule.split()
    return (float(first), rest) if first[0].isdigit() else (1.0, [first, *rest])
