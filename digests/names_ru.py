"""Names in Russian texts: pymorphy3 for the capital words alone, cases that first name and surname share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from digests.folding import fold_word
from digests.mentions import INITIAL, RUN, Mention, opens_sentence
from digests.rules import rule_lines, words_by_section

LEAST_SCORE = 0.2
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_QUOTED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+[«\"“]([^\W\d_a-zа-яё][^«»\"“”.,!?:;]{1,40})[»\"”]")
_INITIALS = re.compile(rf"^((?:{INITIAL} ?){{1,2}})(.+)$")
_ACRONYM = re.compile(r"\b[A-ZА-ЯЁ]{3,7}\b")
_PATRONYMIC = re.compile(r".+(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой)|ична)$")
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
_LOWER_WORD = re.compile(r"[^\W\d_][\w-]*")
LONGEST_OFFICE = 110
Form = tuple[str, str, str]  # gender, case, base form


def mentions(sentence: str) -> list[Mention]:
    found = [mention for run in RUN.finditer(sentence) for mention in _in_run(sentence, run)]
    found += [
        Mention("organisation", quoted[2].strip())
        for quoted in _QUOTED.finditer(sentence)
        if fold_word(quoted[1]) in _organisation_nouns() and len(quoted[2].split()) <= 3
    ]
    return found


def offices(sentence: str) -> Iterator[tuple[int, int]]:
    """Where an office stands before a name: from its first adjective to the first name."""
    for name in _first_names(sentence):
        before = [
            word for word in _LOWER_WORD.finditer(sentence[:name]) if name - word.start() < LONGEST_OFFICE
        ]
        first = sentence[name:].split(" ", 1)[0]
        found = [
            at
            for at, word in enumerate(before)
            if fold_word(word[0]) in _office_nouns()
            and _share_case(word[0], first)
            and _is_one_phrase(sentence[word.end() : name])
        ]
        if found:
            # "директор музея N и директор архива M": only the office of M.
            joined = [at for at in found if sentence[: before[at].start()].endswith(" и ")]
            at = joined[-1] if joined else found[0]
            yield _with_adjectives(before[:at], before[at].start()), name


def _first_names(sentence: str) -> Iterator[int]:
    """Where the first names stand that have a surname after them."""
    for run in RUN.finditer(sentence):
        words, at = run[0].split(" "), run.start()
        for i, word in enumerate(words):
            person = _person(words[i:])
            if person and person[1]:
                yield at
            at += len(word) + 1


def _is_one_phrase(between: str) -> bool:
    """Whether neither a sign nor a verb parts an office from its name."""
    if re.search(r"[,;:—–]", between):
        return False
    words = (word[0].lower() for word in _LOWER_WORD.finditer(between))
    return not any({"VERB", "INFN", "GRND"} & set(_parses(word)[0].tag.grammemes) for word in words)


def _share_case(office: str, name: str) -> bool:
    cases = {form[1] for form in _first_name_forms(name) or _guessed_forms(name)}
    return any("sing" in parse.tag and parse.tag.case in cases for parse in _parses(office.lower()))


def _with_adjectives(before: list[re.Match[str]], start: int) -> int:
    """Where the adjectives begin that stand right before `start`: "генеральный директор"."""
    for word in reversed(before):
        tag = _parses(word[0].lower())[0].tag
        if start - word.end() != 1 or not {"ADJF", "PRTF"} & set(tag.grammemes):
            return start
        start = word.start()
    return start


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Mention]:
    initials = _INITIALS.match(run[0])
    if initials:
        last, *rest = initials[2].split(" ")
        yield Mention("person", _alone(last) or last, initials[1].replace(" ", "").strip())
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
    if person := _person(words):
        return person
    if len(words) > 1 and (place := _adjective_place(words[0], words[1])):
        return 2, Mention("place", place)
    return 1, _single(words[0], opening)


def _person(words: list[str]) -> tuple[int, Mention | None] | None:
    if len(words) < 2:
        return None
    length = 3 if len(words) > 2 and _PATRONYMIC.fullmatch(words[1].lower()) else 2
    first, last = words[0], words[length - 1]
    known = _first_name_forms(first)
    surname = _surname_forms(last)
    if last.isupper() or first.isupper() or not (known or (surname and _may_be_first_name(first))):
        return None
    if known and not surname and _is_common(last):
        return None
    if length == 2 and _PATRONYMIC.fullmatch(last.lower()):
        return 2, None
    fixed = any(parse.is_known and "Fixd" in parse.tag for parse in _parses(first))
    last_forms = surname or ([] if fixed else _unknown_forms(last.lower()))
    base = _agreeing(known or _guessed_forms(first), last_forms)
    if base is None:
        base = (known[0][2] if known else first.lower(), last.lower())
    return length, Mention("person", _capital(base[1], last), _capital(base[0], first))


def _agreeing(firsts: list[Form], lasts: list[Form]) -> tuple[str, str] | None:
    for gender, case, first in firsts:
        for other_gender, other_case, last in lasts:
            if (gender, case) == (other_gender, other_case):
                return first, last
    return None


@lru_cache(maxsize=20_000)
def _single(word: str, opening: bool) -> Mention | None:
    if word.isupper():
        return _acronym(word)
    best = _parses(word)[0]
    if not _is_known(word):
        return None if opening or _ADJECTIVE.search(word) else _surname_mention(word)
    if "Geox" in best.tag and not (opening and len(word) < 4):
        return Mention("place", _capital(best.normal_form, word))
    if "Orgn" in best.tag:
        return Mention("organisation", _capital(best.normal_form, word))
    return (
        _surname_mention(word) if "Surn" in best.tag or (not opening and _PARADIGM_END.search(word)) else None
    )


_ADJECTIVE = re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
_OBLIQUE = re.compile(r"(?:[ыиую]|ой|ей|ом|ем)$")
_PARADIGM_END = re.compile(r"(?:ов|ев|ова|ева|овым|евым|овой|евой|ову|еву|ский|ского|скому|ским)$")


def _surname_mention(word: str) -> Mention | None:
    base = _alone(word)
    return Mention("person", base) if base else None


def _alone(word: str) -> str | None:
    """The base form of a surname that stands alone, of two genders a man's."""
    forms = _surname_forms(word)
    if not forms or ("ADJF" in _parses(word)[0].tag and _is_known(word)):
        return None
    order = sorted(forms, key=lambda form: (form[0] != "masc", CASES.index(form[1])))
    return _capital(order[0][2], word)


def _acronym(word: str) -> Mention | None:
    known = _ACRONYM.fullmatch(word) and word not in _words("acronym")
    return Mention("organisation", word) if known else None


@lru_cache(maxsize=20_000)
def _adjective_place(first: str, second: str) -> str | None:
    """ "Новой Зеландии" → "Новая Зеландия"."""
    place, adjective = _parses(second)[0], _parses(first)[0]
    if not ("Geox" in place.tag and place.is_known and "ADJF" in adjective.tag):
        return None
    nominative = adjective.inflect({"nomn", "sing", place.tag.gender}) if place.tag.gender else None
    return f"{_capital(nominative.word, first)} {_capital(place.normal_form, second)}" if nominative else None


@lru_cache(maxsize=20_000)
def _first_name_forms(word: str) -> list[Form]:
    return [
        (parse.tag.gender, parse.tag.case, parse.inflect({"nomn"}).word)
        for parse in _parses(word)
        if parse.is_known and "Name" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
    ]


@lru_cache(maxsize=20_000)
def _guessed_forms(word: str) -> list[Form]:
    """The cases of an unknown first name: "Сауле" is the nominative first, "Нургисы" is not."""
    as_is = [] if _OBLIQUE.search(word) else [(gender, "nomn", word.lower()) for gender in ("femn", "masc")]
    return as_is + [
        (gender, parse.tag.case, parse.normal_form)
        for parse in _parses(word)
        if "NOUN" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
        for gender in ((parse.tag.gender,) if "Name" in parse.tag else ("masc", "femn"))
    ]


def _may_be_first_name(word: str) -> bool:
    return not _is_known(word) and not word.isupper()


def _is_common(word: str) -> bool:
    best = _parses(word)[0]
    return (
        _is_known(word) and not {"Surn", "Name", "Patr"} & set(best.tag.grammemes) and "NOUN" not in best.tag
    )


@lru_cache(maxsize=20_000)
def _surname_forms(word: str) -> list[Form]:
    forms = [form for pattern, genders in _PARADIGMS for form in _by_paradigm(word.lower(), pattern, genders)]
    if forms:
        return forms
    return [
        (parse.tag.gender, parse.tag.case, parse.inflect({"nomn"}).word)
        for parse in _parses(word)
        if parse.is_known and "Surn" in parse.tag and "sing" in parse.tag and parse.tag.case in CASES
    ]


@lru_cache(maxsize=20_000)
def _unknown_forms(word: str) -> list[Form]:
    if _is_known(word):
        return []
    return [form for pattern, genders in _UNKNOWN_PARADIGMS for form in _by_paradigm(word, pattern, genders)]


def _by_paradigm(word: str, pattern: str, genders: Mapping[str, tuple[str, ...]]) -> Iterator[Form]:
    for gender, endings in genders.items():
        for case, ending in zip(CASES, endings, strict=True):
            found = re.fullmatch(pattern + ending, word)
            if found:
                yield gender, case, found[1] + endings[0]


def _capital(base: str, like: str) -> str:
    """`base` with the capitals of `like`: "санкт-петербург" like "Санкт-Петербурге"."""
    if like.isupper():
        return base.upper()
    parts = zip(base.split("-"), like.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if shape[:1].isupper() else part for part, shape in parts)


@lru_cache(maxsize=20_000)
def _is_known(word: str) -> bool:
    """Whether the dictionary has the word, by its likeliest reading."""
    return bool(_parses(word)[0].is_known)


@lru_cache(maxsize=20_000)
def _parses(word: str) -> list[Any]:
    parses: list[Any] = _analyser().parse(word)
    return parses


@cache
def _analyser() -> Any:  # noqa: ANN401 -- pymorphy3 has no types
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())


@cache
def _office_nouns() -> frozenset[str]:
    return frozenset(map(fold_word, words_by_section("headline_words.txt")["office"]))


@cache
def _organisation_nouns() -> frozenset[str]:
    return frozenset(map(fold_word, _words("organisation")))
