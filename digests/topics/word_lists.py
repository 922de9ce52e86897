"""The words that people listed for each topic, and what a word of a text counts as beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

from digests.models.texts import NEWS_LANGUAGES, TOPICS, Language
from digests.text.memo import WordCache
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, in_russian_letters

NO_TOPIC = "none"
QUOTE = "«"
LONGEST_SHORT_STEM = 3
SHORT_WORD = 4
_MAY_CHANGE = "аеиоуыьйкп"  # last letters of a Kazakh word that give way to an ending
_ADJECTIVES = ("ый", "ий", "ой")
Weights = Mapping[str, Mapping[str, float]]


def word_keys(language: Language | None) -> WordCache[str]:
    """Word → its stem, which listed words of a short stem do not share with others.

    "Погода" in a Kazakh text folds to the stem of "пока": it counts as "погод", and so do all its forms.
    """
    return _keys("kk" if language == "kk" else None)


@cache
def listed() -> Weights:
    """Key → topic or `NO_TOPIC` → weight from the lists.

    A Russian word also counts in Kazakh texts, which borrow it. A word after « counts in quotation
    marks alone.
    """
    found: dict[str, dict[str, float]] = {}
    for topic, language, weight, word in _listed_words():
        weights = found.setdefault(_key_of_listed(word, language), {})
        weights[topic] = max(weights.get(topic, 0.0), weight)
    return MappingProxyType(found)


def _key_of_listed(word: str, language: Language) -> str:
    quoted = word.startswith(QUOTE)
    return QUOTE * quoted + word_keys(language)[word.removeprefix(QUOTE)]


def _listed_words() -> Iterator[tuple[str, Language, float, str]]:
    for topic in (*TOPICS, NO_TOPIC):
        for section, rule in rule_lines(f"topics/{topic}.txt"):
            weight, words = _parse(rule)
            for language in _readers(section):
                yield from ((topic, language, weight, word) for word in words)


def _readers(section: str) -> tuple[Language, ...]:
    return ("ru", "kk") if section == "ru" else tuple(name for name in NEWS_LANGUAGES if name == section)


def _parse(rule: str) -> tuple[float, list[str]]:
    first, *rest = rule.split()
    return (float(first), rest) if first.isdigit() else (1.0, [first, *rest])


@cache
def _keys(language: Language | None) -> WordCache[str]:
    return WordCache(partial(_word_key, language=language))


def _word_key(word: str, language: Language | None) -> str:
    stem = fold_word(word, language)
    begun = _beginnings(language).get(stem)
    if begun is None:
        return stem
    spelled = in_russian_letters(word)
    return next((listed_word for start, listed_word in begun if spelled.startswith(start)), stem)


@cache
def _beginnings(language: Language | None) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Stem → how listed words begin that have it, the longest first, and those words.

    A listed word of a short stem has that stem and, in some forms, its beginning for one.
    """
    found: dict[str, dict[str, str]] = {}
    for _, reading, _, word in _listed_words():
        stem, spelled = fold_word(word, reading), in_russian_letters(word)
        longer = len(spelled) - len(stem) > (reading != "kk")
        if (reading == "kk") == (language == "kk") and len(stem) <= LONGEST_SHORT_STEM and longer:
            start = _beginning(spelled, reading)
            for each in (stem, start):
                found.setdefault(each, {}).setdefault(start, spelled)
    return {stem: sorted(starts.items(), key=lambda start: -len(start[0])) for stem, starts in found.items()}


def _beginning(word: str, language: Language) -> str:
    """What the forms of a word share."""
    if language == "kk":
        return word[:-1] if word[-1] in _MAY_CHANGE else word
    return word[:-2] if word.endswith(_ADJECTIVES) else word[:-1] if len(word) > SHORT_WORD else word
