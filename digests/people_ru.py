"""A first name and a surname that stand in the same case."""

from __future__ import annotations

import re
from functools import lru_cache

from digests.mentions import Mention
from digests.morphology_ru import CASES, Form, capital, is_known, parses
from digests.surnames_ru import surname_forms, unknown_forms

_PATRONYMIC = re.compile(r".+(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|ична)$")
_OBLIQUE = re.compile(r"(?:[ыиую]|ой|ей|ом|ем)$")


def find_person(words: list[str]) -> tuple[int, Mention | None] | None:
    if len(words) < 2:
        return None
    length = 3 if len(words) > 2 and _PATRONYMIC.fullmatch(words[1].lower()) else 2
    first, last = words[0], words[length - 1]
    known = first_name_forms(first)
    surname = surname_forms(last)
    if last.isupper() or first.isupper() or not (known or (surname and _may_be_first_name(first))):
        return None
    if known and not surname and _is_common(last):
        return None
    if length == 2 and _PATRONYMIC.fullmatch(last.lower()):
        return 2, None
    fixed = any(parse.is_known and "Fixd" in parse.tag for parse in parses(first))
    last_forms = surname or ([] if fixed else unknown_forms(last.lower()))
    base = _agreeing(known or guessed_forms(first), last_forms)
    if base is None:
        base = (known[0][2] if known else first.lower(), last.lower())
    return length, Mention("person", capital(base[1], last), capital(base[0], first))


def _agreeing(firsts: list[Form], lasts: list[Form]) -> tuple[str, str] | None:
    for gender, case, first in firsts:
        for other_gender, other_case, last in lasts:
            if (gender, case) == (other_gender, other_case):
                return first, last
    return None


@lru_cache(maxsize=20_000)
def first_name_forms(word: str) -> list[Form]:
    return [
        (parse.tag.gender, parse.tag.case, parse.inflect({"nomn"}).word)
        for parse in parses(word)
        if parse.is_known and "Name" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
    ]


@lru_cache(maxsize=20_000)
def guessed_forms(word: str) -> list[Form]:
    """The cases of an unknown first name: "Сауле" is the nominative first, "Нургисы" is not."""
    as_is = [] if _OBLIQUE.search(word) else [(gender, "nomn", word.lower()) for gender in ("femn", "masc")]
    return as_is + [
        (gender, parse.tag.case, parse.normal_form)
        for parse in parses(word)
        if "NOUN" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
        for gender in ((parse.tag.gender,) if "Name" in parse.tag else ("masc", "femn"))
    ]


def _may_be_first_name(word: str) -> bool:
    return not is_known(word) and not word.isupper()


def _is_common(word: str) -> bool:
    best = parses(word)[0]
    return (
        is_known(word) and not {"Surn", "Name", "Patr"} & set(best.tag.grammemes) and "NOUN" not in best.tag
    )
