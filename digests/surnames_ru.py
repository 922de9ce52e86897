"""Russian surnames: their cases by gender, by their endings or by the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from digests.morphology_ru import CASES, Form, capital, is_known, parses

# Endings of surnames by gender and case, to base forms; None: as in pymorphy's order of cases.
_PARADIGMS = (
    (
        r"(.+(?:[оеё]в|[иы]н))",
        {"masc": ("", "а", "у", "а", "ым", "е"), "femn": ("а", "ой", "ой", "у", "ой", "ой")},
    ),
    (
        r"(.+[сц]к)",
        {
            "masc": ("ий", "ого", "ому", "ого", "им", "ом"),
            "femn": ("ая", "ой", "ой", "ую", "ой", "ой"),
        },
    ),
)
# Surnames that no dictionary knows, beside a first name whose case they share.
_UNKNOWN_PARADIGMS = (
    (r"(.+[бвгджзклмнпрстфхцчшщ])", {"masc": ("", "а", "у", "а", "ом", "е"), "femn": ("",) * 6}),
    (r"(.+[аеоуы])", {"masc": ("й", "я", "ю", "я", "ем", "е"), "femn": ("й",) * 6}),
)


def alone(word: str) -> str | None:
    """The base form of a surname that stands alone, of two genders a man's."""
    forms = surname_forms(word)
    if not forms or ("ADJF" in parses(word)[0].tag and is_known(word)):
        return None
    order = sorted(forms, key=lambda form: (form[0] != "masc", CASES.index(form[1])))
    return capital(order[0][2], word)


@lru_cache(maxsize=20_000)
def surname_forms(word: str) -> list[Form]:
    forms = [form for pattern, genders in _PARADIGMS for form in _by_paradigm(word.lower(), pattern, genders)]
    if forms:
        return forms
    return [
        (parse.tag.gender, parse.tag.case, parse.inflect({"nomn"}).word)
        for parse in parses(word)
        if parse.is_known and "Surn" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
    ]


@lru_cache(maxsize=20_000)
def unknown_forms(word: str) -> list[Form]:
    if is_known(word):
        return []
    return [form for pattern, genders in _UNKNOWN_PARADIGMS for form in _by_paradigm(word, pattern, genders)]


def _by_paradigm(word: str, pattern: str, genders: Mapping[str, tuple[str, ...]]) -> Iterator[Form]:
    for gender, endings in genders.items():
        for case, ending in zip(CASES, endings, strict=True):
            found = re.fullmatch(pattern + ending, word)
            if found:
                yield gender, case, found[1] + endings[0]
