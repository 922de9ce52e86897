"""Names in Russian texts: pymorphy3 for the capital words alone, cases that first name and surname share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from digests.folding import fold_word
from digests.mentions import INITIAL, RUN, Mention, opens_sentence
from digests.morphology_ru import capital, is_known, parses
from digests.offices_ru import offices
from digests.people_ru import find_person
from digests.rules import rule_lines
from digests.surnames_ru import alone

__all__ = ["mentions", "offices"]

_QUOTED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+[«\"“]([^\W\d_a-zа-яё][^«»\"“”.,!?:;]{1,40})[»\"”]")
_INITIALS = re.compile(rf"^((?:{INITIAL} ?){{1,2}})(.+)$")
_ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{3,7}\b")
_ADJECTIVE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_PARADIGM_END = re.compile(r"(?:ов|ев|ова|ева|овым|евым|овой|евой|ову|еву|ский|ского|скому|ским)$")


def mentions(sentence: str) -> list[Mention]:
    found = [mention for run in RUN.finditer(sentence) for mention in _in_run(sentence, run)]
    found += [
        Mention("organisation", quoted[2].strip())
        for quoted in _QUOTED.finditer(sentence)
        if fold_word(quoted[1]) in _organisation_nouns() and len(quoted[2].split()) <= 3
    ]
    return found


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Mention]:
    initials = _INITIALS.match(run[0])
    if initials:
        last, *rest = initials[2].split(" ")
        yield Mention("person", alone(last) or last, initials[1].replace(" ", "").strip())
        words = rest
    else:
        words = run[0].split(" ")
    opening = not initials and opens_sentence(sentence, run.start())
    at = 0
    while at < len(words):
        taken, mention = _next(words[at:], opening and at == 0)
        if mention:
            yield mention
        at += taken


def _next(words: list[str], opening: bool) -> tuple[int, Mention | None]:
    """How many of `words` the first name of them takes, and what it is."""
    if person := find_person(words):
        return person
    if len(words) > 1 and (place := _adjective_place(words[0], words[1])):
        return 2, Mention("place", place)
    return 1, _single(words[0], opening)


@lru_cache(maxsize=20_000)
def _single(word: str, opening: bool) -> Mention | None:
    if word.isupper():
        return _acronym(word)
    best = parses(word)[0]
    if not is_known(word):
        return None if opening or _ADJECTIVE.search(word) else _surname_mention(word)
    if "Geox" in best.tag and not (opening and len(word) < 4):
        return Mention("place", capital(best.normal_form, word))
    if "Orgn" in best.tag:
        return Mention("organisation", capital(best.normal_form, word))
    return (
        _surname_mention(word) if "Surn" in best.tag or (not opening and _PARADIGM_END.search(word)) else None
    )


def _surname_mention(word: str) -> Mention | None:
    base = alone(word)
    return Mention("person", base) if base else None


def _acronym(word: str) -> Mention | None:
    known = _ACRONYM.fullmatch(word) and word not in _words("acronym")
    return Mention("organisation", word) if known else None


@lru_cache(maxsize=20_000)
def _adjective_place(first: str, second: str) -> str | None:
    """ "Новой Зеландии" → "Новая Зеландия"."""
    place, adjective = parses(second)[0], parses(first)[0]
    if not ("Geox" in place.tag and place.is_known and "ADJF" in adjective.tag):
        return None
    nominative = adjective.inflect({"nomn", "sing", place.tag.gender}) if place.tag.gender else None
    return f"{capital(nominative.word, first)} {capital(place.normal_form, second)}" if nominative else None


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())


@cache
def _organisation_nouns() -> frozenset[str]:
    return frozenset(map(fold_word, _words("organisation")))
