"""The cases of Russian names that are in no dictionary, recognised by their endings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from digests.names.russian_morphology import CASES, WordForm

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_BOTH = ("masc", "femn")
# Genders and endings in the order of CASES; a base with no ending ends in a consonant.
_PARADIGMS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("masc",), ("", "а", "у", "а", "ом", "е")),
    (("masc",), ("", "а", "у", "а", "ем", "е")),
    (("masc",), ("й", "я", "ю", "я", "ем", "е")),
    (("masc",), ("ь", "я", "ю", "я", "ем", "е")),
    (("masc",), ("ий", "ия", "ию", "ия", "ием", "ии")),
    (("femn",), ("ь", "и", "и", "ь", "ью", "и")),
    (_BOTH, ("а", "ы", "е", "у", "ой", "е")),
    (_BOTH, ("а", "и", "е", "у", "ой", "е")),
    (_BOTH, ("я", "и", "е", "ю", "ей", "е")),
    (("femn",), ("ия", "ии", "ии", "ию", "ией", "ии")),
)
# The ends of a surname's stem, its gender and its endings.
_SURNAMES = (
    ("ов ев ёв ин ын", "masc", ("", "а", "у", "а", "ым", "е")),
    ("ов ев", "masc", ("ой", "ого", "ому", "ого", "ым", "ом")),
    ("ов ев ёв ин ын", "femn", ("а", "ой", "ой", "у", "ой", "ой")),
    ("ск цк", "masc", ("ий", "ого", "ому", "ого", "им", "ом")),
    ("ск цк", "femn", ("ая", "ой", "ой", "ую", "ой", "ой")),
)
_SHORTEST_STEM = 3


@lru_cache(maxsize=20_000)
def guessed(word: str) -> tuple[WordForm, ...]:
    """The readings of an unknown first name or surname, its nominative first."""
    found = [WordForm(gender, case, base) for gender, case, base in _guesses(word.lower())]
    return tuple(sorted(set(found), key=lambda form: (form.case != "nomn", form)))


def _guesses(word: str) -> Iterator[tuple[str, str, str]]:
    for size in range(min(3, len(word) - 2), -1, -1):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        for gender, case, base_ending in _by_ending().get(ending, ()):
            if _fits(stem[-1], base_ending[:1]):
                yield gender, case, stem + base_ending
    if word[-1] not in "аяыьй":
        # A vowel does not change; neither does a woman's name that ends in a consonant.
        for gender in ("femn",) if word[-1] in _CONSONANTS else _BOTH:
            yield from ((gender, case, word) for case in CASES)


def _fits(last: str, ending: str) -> bool:
    """Whether a base with this ending can have a stem with this last letter: "Кассиль", "Шай"."""
    if ending == "й":
        return last not in _CONSONANTS
    return last in _CONSONANTS or ending not in ("", "ь")


@lru_cache(maxsize=20_000)
def by_surname_ending(word: str) -> tuple[WordForm, ...]:
    """The cases of a word with a common surname ending: -ов, -ин, -ский."""
    word = word.lower()
    found = []
    for size in range(4):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        if len(stem) >= _SHORTEST_STEM:
            for gender, case, base in _by_surname_ending().get((stem[-2:], ending), ()):
                found.append(WordForm(gender, case, stem + base))
    return tuple(found)


@cache
def _by_ending() -> Mapping[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for genders, endings in _PARADIGMS:
        for case, ending in zip(CASES, endings, strict=True):
            found[ending] += [(gender, case, endings[0]) for gender in genders]
    return {ending: tuple(dict.fromkeys(forms)) for ending, forms in found.items()}


@cache
def _by_surname_ending() -> Mapping[tuple[str, str], list[tuple[str, str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for stems, gender, endings in _SURNAMES:
        for stem in stems.split():
            for case, ending in zip(CASES, endings, strict=True):
                found[stem, ending].append((gender, case, endings[0]))
    return found
