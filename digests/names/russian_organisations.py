"""Organisations in Russian texts: in quotes, by their nouns, and in words that are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from digests.names.mention import Mention, opens_sentence, word_before
from digests.names.russian_morphology import as_spelled, capital, parses, word_parses
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word

MAX_INSTITUTION_WORDS = 3
_ENDING_OF_CAPITALS = re.compile(r"(?<=[А-ЯЁ])[а-яё]{1,2}$")  # "АвтоВАЗа"
_OPEN, _CLOSE = frozenset('«“"'), frozenset('»”"')
_QUOTED = re.compile(r"[«\"“]([^\W\d_a-zа-яё][^«»\"“”.,!?:;()]{1,40})[»\"”]")
_ABBREVIATED = re.compile(r"(?:Мин|Рос|Гос|Каз|Нац|Глав|Ген|Центр|Евро)[а-яё]{4,}")


def is_quoted(sentence: str, run: re.Match[str]) -> bool:
    """Whether one capital word is all that stands in quotes."""
    return (
        " " not in run[0]
        and sentence[run.start() - 1 : run.start()] in _OPEN
        and sentence[run.end() : run.end() + 1] in _CLOSE
    )


def quoted(sentence: str) -> Iterator[Mention]:
    """What stands in quotes after the noun of an organisation, or as one word within a sentence."""
    for found in _QUOTED.finditer(sentence):
        name = found[1].strip()
        length = len(name.split(" "))
        before = word_before(sentence, found.start())
        if length <= MAX_INSTITUTION_WORDS and fold_word(before) in _nouns("organisation"):
            yield Mention("organisation", name)
        elif length == 1 and not opens_sentence(sentence, found.start()) and _is_coined(name):
            yield Mention("organisation" if before else "unsure", _nominative(name, before))


def _nominative(name: str, before: str) -> str:
    """A coined name in quotes: as it stands behind a noun ("проект «Сергек»"), unless its case is known."""
    if not name[1:].islower() and not name.isascii():
        return _ENDING_OF_CAPITALS.sub("", name)
    known = abbreviated(name) or next((found.base for found in word_parses(name)), "")
    return capital(known, name) if known else name if _is_noun(before) else _base(name)


def _is_coined(word: str) -> bool:
    known = word_parses(word)
    return not known or any(found.kind == "organisation" for found in known)


def _is_noun(word: str) -> bool:
    return word.isupper() or any(found.kind == "NOUN" for found in word_parses(word))


def institution(word: str, noun: str) -> Mention | None:
    """ "Верховного суда" → "Верховный суд"."""
    if noun[:3] not in _beginnings() or fold_word(noun) not in _nouns("institution"):
        return None
    return _institution(word, noun)


@lru_cache(maxsize=4096)
def _institution(word: str, noun: str) -> Mention | None:
    adjectives = {(found.gender, found.case) for found in word_parses(word) if found.kind == "ADJF"}
    for found in word_parses(noun):
        if found.kind == "NOUN" and not found.plural and (found.gender, found.case) in adjectives:
            return Mention("organisation", f"{nominative(word, found.gender)} {found.base}")
    return None


@lru_cache(maxsize=4096)
def nominative(adjective: str, gender: str) -> str:
    """The form of an adjective before a noun of this gender."""
    parse = next((found for found in parses(adjective) if "ADJF" in found.tag), None)
    form = parse.inflect({"nomn", "sing", gender}) if parse and gender else None
    return capital(form.word if form else adjective.lower(), adjective)


@lru_cache(maxsize=4096)
def abbreviated(word: str) -> str:
    """The nominative of "Казгидромета", "Минкультуры" and their like, which no dictionary has; else ""."""
    if not _ABBREVIATED.fullmatch(word) or any(found.kind != "organisation" for found in word_parses(word)):
        return ""
    return word if word.startswith("Мин") and word[-1] in "ыи" else _base(word)


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    """The nominative in the number of the word: "«Ведомостями»" → "Ведомости"."""
    if word.isascii() or word.isupper():
        return word
    form = parses(word)[0].inflect({"nomn"})
    return capital(as_spelled(form.word, word), word) if form else word


@cache
def _nouns(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(fold_word(word) for rule in found for word in rule.split())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(noun[:3] for noun in _nouns("institution"))
