"""A first name and a surname that stand in the same case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from digests.names.mention import Mention
from digests.names.russian_endings import guessed
from digests.names.russian_morphology import WordForm, capital, forms, is_known, parses, word_parses
from digests.names.russian_surnames import news_surnames, possible_forms, surname_forms
from digests.text.rules import words_by_section
from digests.text.stemming import fold_word

AGREEMENT_WEIGHT = 4  # with the case of the word before
KNOWN_NAME_WEIGHT = 8  # for a first name that dictionaries have
RARE_WOMAN_PENALTY = 2  # less for a woman's name that is rarer than the man's it looks like
_PATRONYMIC = re.compile(r".{1,40}(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|ична)$")
_OF_SURNAMES = re.compile(r"[кцш]евич(?:а|у|ем|е)?$")  # "Станкевич": no first name ends so
_ADJECTIVE = re.compile(r".{1,40}[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")

_CASE_ENDING = re.compile(r"[бвгджзклмнпрстфхцчшщ](?:а|у|ом|ем)$")


class _Pair(NamedTuple):
    first: WordForm
    last: WordForm
    weight: int


def find_person(words: Sequence[str], before: str = "", after: str = "") -> tuple[int, Mention | None] | None:
    """How many of `words` a person's name takes, and who it is; `before` and `after` are its neighbours.

    None when no name begins here; a first name with only a patronymic names nobody.
    """
    length = _length(*words[:3]) if len(words) > 1 else 0
    if length == 0:
        return _beside_office(words, before) or _subject(words, after)
    first, last = words[0], words[length - 1]
    if length == 2 and _is_patronymic(last) and not _is_womans(first):
        return 2, None
    if length == len(words) and is_adjective(last, after):
        return None
    middle = words[1] if length == 3 and not _is_patronymic(words[1]) else ""
    pair = _best(first, last, before)
    base = last if last in news_surnames().values() else capital(pair.last.base, last)
    return length, Mention("person", base, _first(pair, first, middle))


def _is_womans(first: str) -> bool:
    """Whether what follows a first name is not a man's patronymic: "Анна Семенович"."""
    found = first_name_forms(first)
    return bool(found) and all(form.gender == "femn" for form in found)


def is_adjective(word: str, after: str) -> bool:
    """Whether a word in -ский belongs to the noun after it: "аким Карагандинской области"."""
    if not after.islower() or not _ADJECTIVE.fullmatch(word):
        return False
    kinds = {found.kind for found in word_parses(after)}
    return bool(kinds & {"NOUN", "ADJF"}) and not kinds & {"VERB", "PREP", "CONJ", "ADVB", "PRCL"}


def _beside_office(words: Sequence[str], before: str) -> tuple[int, Mention] | None:
    """Two words unknown to the dictionary, after an office: "министр Саясат Нурбек"."""
    if len(words) != 2 or fold_word(before) not in _callings() or not _cyrillic(*words):
        return None
    if any("-" in word or (is_known(word) and not forms(word, "name")) for word in words):
        return None
    pair = _best(words[0], words[1], before)
    return 2, Mention("person", capital(pair.last.base, words[1]), capital(pair.first.base, words[0]))


def _subject(words: Sequence[str], after: str) -> tuple[int, Mention] | None:
    """Two words before a verb, the first unknown to the dictionary: "Блез Матюиди рассказал"."""
    if len(words) != 2 or not _cyrillic(*words) or "-" in "".join(words) or is_known(words[0]):
        return None
    if any(found.kind != "NOUN" or found.case != "nomn" for found in word_parses(words[1])[:1]):
        return None
    acts = any(found.kind == "VERB" for found in word_parses(after))
    return (2, Mention("person", words[1], words[0])) if acts else None


@cache
def office_nouns() -> frozenset[str]:
    return frozenset(map(fold_word, words_by_section("headline_words.txt")["office"]))


@cache
def _callings() -> frozenset[str]:
    return office_nouns() | frozenset(map(fold_word, words_by_section("names_words.txt")["calling"]))


@lru_cache(maxsize=20_000)
def _length(first: str, second: str, third: str = "") -> int:
    """How many of these words are a person's name: 0, 2 or 3."""
    if not _cyrillic(first, second):
        return 0
    if third and _cyrillic(third) and _is_triple(first, second, third):
        return 3 if _is_pair(first, third) else 0
    if _is_patronymic(second):
        return 2 if first_name_forms(first) else 0
    return 2 if _is_pair(first, second) else 0


def _is_triple(first: str, second: str, third: str) -> bool:
    """ "Касым-Жомарт Кемелевич Токаев", "Реджеп Тайип Эрдоган"."""
    if _PATRONYMIC.fullmatch(second.lower()):
        return True
    between = not surname_forms(second) and not _is_place(second) and not _is_place(third)
    ends = surname_forms(third) or not is_known(third)
    return between and bool(ends) and bool(first_name_forms(first))


def _is_patronymic(word: str) -> bool:
    lower = word.lower()
    return (
        bool(_PATRONYMIC.fullmatch(lower)) and not _OF_SURNAMES.search(lower) and not forms(word, "surname")
    )


def _is_pair(first: str, last: str) -> bool:
    if first_name_forms(first):
        return bool(surname_forms(last)) or (bool(possible_forms(last)) and not _is_place(last))
    return not is_known(first) and bool(surname_forms(last)) and not _ADJECTIVE.fullmatch(first)


def _first(pair: _Pair, first: str, middle: str) -> str:
    named = capital(pair.first.base, first)
    if not middle:
        return named
    found = [form.base for form in possible_forms(middle) if form[:2] == pair.first[:2]]
    return f"{named} {capital(found[0], middle) if found and pair.first.case != 'nomn' else middle}"


@lru_cache(maxsize=20_000)
def _best(first: str, last: str, before: str) -> _Pair:
    """The most likely of all readings in which both names are in the same case."""
    pairs = sorted(_pairs(first, last), key=lambda pair: (-pair.weight, pair))
    if not pairs:
        return _Pair(WordForm("", "nomn", first.lower()), WordForm("", "nomn", last.lower()), 0)
    if len({(pair.first.base, pair.last.base) for pair in pairs}) == 1:
        return pairs[0]
    # "признал Александра Лукашенко": what follows a verb or a preposition is no nominative.
    kinds = {found.kind for found in word_parses(before)} if before.islower() else set()
    against = "nomn" if kinds & {"VERB", "PREP", "INFN", "GRND"} else ""
    cases = _cases(before) if before.islower() and not against else set()
    if before in words_by_section("names_words.txt")["said"] or before.endswith(("лась", "лся")):
        cases, against = {"nomn"}, ""
    if not cases and _is_plural(before):
        cases = {"gent"}
    agreed = {
        pair: pair.weight + AGREEMENT_WEIGHT * (_agrees(pair, first, cases) - (pair.first.case == against))
        for pair in pairs
    }
    return max(pairs, key=lambda pair: agreed[pair])


def _cases(noun: str) -> set[str]:
    """The cases that somebody's office may be in; guessed for a word that no dictionary has.

    After a thing the name may be in any case: "победа Джо Байдена".
    """
    if known := word_parses(noun):
        return {found.case for found in known if found.kind == "NOUN" and found.animate and not found.plural}
    return {str(parse.tag.case) for parse in parses(noun)[:2] if "NOUN" in parse.tag}


def _is_plural(noun: str) -> bool:
    """Whether the noun before a name means that person's people: "сообщники Станислава Моисеева"."""
    return any(
        found.kind == "NOUN" and found.animate and found.plural and found.case == "nomn"
        for found in word_parses(noun)
    )


def _agrees(pair: _Pair, first: str, cases: set[str]) -> bool:
    """Whether a pair is in one of these cases. Only known first names may be taken as invariable."""
    unchanged = pair.first.base == first.lower() and pair.first.case != "nomn"
    guess = unchanged and pair.first not in first_name_forms(first)
    return pair.first.case in cases and not guess


def _pairs(first: str, last: str) -> Iterator[_Pair]:
    known = first_name_forms(first)
    sure = surname_forms(last)
    fixed = any(found.kind == "name" and found.fixed for found in word_parses(first))
    men = any(form.gender == "masc" for form in known)
    for one in {*known, *guessed(first)}:
        weight = int(one.case == "nomn")
        if one in known:
            # A name that never changes is rarer than one that stands in a case: "Анне" is of "Анна".
            unchanged = one.case != "nomn" and one.base == first.lower()
            weight += KNOWN_NAME_WEIGHT - unchanged - RARE_WOMAN_PENALTY * (men and _is_rare_woman(one))
        for other in sure or possible_forms(last):
            if one[:2] == other[:2]:
                yield _Pair(one, other, weight + (0 if sure else _unknown_weight(last.lower(), other, fixed)))


def _is_rare_woman(form: WordForm) -> bool:
    """ "Дмитрия" is a form of "Дмитрий", although dictionaries have a woman's name that looks like it."""
    return form.gender == "femn" and form.base not in words_by_section("names_words.txt")["woman"]


def _unknown_weight(last: str, form: WordForm, fixed: bool) -> int:
    """After an invariable first name, "Байдена" is no nominative, but "Роккелли" is."""
    as_is = form.base == last
    if as_is and last[-1] in "еиоэю":
        return 3
    return -3 if fixed and as_is and _CASE_ENDING.search(last) else 0


def first_name_forms(word: str) -> tuple[WordForm, ...]:
    return forms(word, "name")


def _is_place(word: str) -> bool:
    return any(found.kind == "place" for found in word_parses(word))


def _cyrillic(*words: str) -> bool:
    return not any(word.isascii() or word.isupper() for word in words)
