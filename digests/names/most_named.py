"""Who and what several stories name most, each once, whatever the form or language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.models.stories import Article
from digests.text.stemming import fold
from digests.text.word_rarity import cut, idf

MAX_NAMES_OF_STORY = 8
MIN_SHARE_OF_ARTICLES = 0.1  # what one more report of a story counts beside the story

Key = tuple[str, ...]


def names_of(stories: Iterable[Sequence[Article]], without: str = "") -> tuple[str, ...]:
    """The names that most stories have come first, weighted by rarity, in the form that occurs first.

    Names with a word of `without` are left out.
    """
    forms: dict[Key, str] = {}
    weights: dict[Key, float] = {}
    for reports in stories:
        for key, form, count in _in_story(reports):
            forms.setdefault(key, form)
            weights[key] = weights.get(key, 0.0) + 1 + MIN_SHARE_OF_ARTICLES * (count - 1)
    for key in _short(forms):
        weights[_full(key, forms)] += weights.pop(key)
    asked = set(fold(without))
    ranked = sorted(weights, key=lambda key: -weights[key] * idf(cut(key[-1])))
    return tuple(forms[key] for key in ranked if not asked.intersection(key))[:MAX_NAMES_OF_STORY]


def _in_story(reports: Sequence[Article]) -> list[tuple[Key, str, int]]:
    forms: dict[Key, str] = {}
    counts: dict[Key, int] = {}
    for report in reports:
        for name in report.names:
            key = tuple(fold(name, None if report.language == "unknown" else report.language))
            if key:
                forms.setdefault(key, name)
                counts[key] = counts.get(key, 0) + 1
    return [(key, forms[key], counts[key]) for key in sorted(forms, key=lambda key: -counts[key])]


def _short(forms: Iterable[Key]) -> list[Key]:
    """Single surnames that belong to one full name in the same list."""
    known = list(forms)
    return [key for key in known if len(key) == 1 and len(_longer(key, known)) == 1]


def _full(key: Key, forms: Iterable[Key]) -> Key:
    return _longer(key, list(forms))[0]


def _longer(key: Key, known: Sequence[Key]) -> list[Key]:
    return [other for other in known if len(other) > 1 and other[-1] == key[-1]]
