"""Organisations in Russian texts: in quotation marks, by their nouns, and as compound words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from digests.names.mention import Mention, opens_sentence, word_before
from digests.names.russian_morphology import as_spelled, capital, parses, word_parses
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word

MAX_INSTITUTION_WORDS = 3
MAX_ACRONYM = 7
_ENDING_OF_CAPITALS = re.compile(r"(?<=[А-ЯЁ])[а-яё]{1,2}$")  # "АвтоВАЗа"
_OPEN, _CLOSE = frozenset('«“"'), frozenset('»”"')
_QUOTED = re.compile(r"[«\"“]([^\W\d_a-zа-яё][^«»\"“”.,!?:;()]{1,40})[»\"”]")
_NUMBER = re.compile(r"-\d{1,2}(?![\w-])")
_NUMBERED = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,40})(-\d{1,3})")  # "Формуле-1"
_GOES_ON = re.compile(r" [а-яё]")  # «Кайрат» обыграл: no speech
_UNCHANGED = frozenset("оиуюэ")  # the last letters of foreign names in all cases: "Сассуоло"
_OF_MINISTRY = re.compile(r"^Мин.{4,40}(?:[ыи]|[нт]ия)$")  # "Минприроды", "Минпросвещения": of what they are
_ABBREVIATED = re.compile(r"(?:Мин|Рос|Гос|Каз|Нац|Глав|Ген|Центр|Евро)[а-яё]{4,}")


def is_quoted(sentence: str, run: re.Match[str]) -> bool:
    """Whether a single capitalised word is all that stands between quotation marks."""
    return (
        " " not in run[0]
        and sentence[run.start() - 1 : run.start()] in _OPEN
        and sentence[run.end() : run.end() + 1] in _CLOSE
    )


def quoted_twice(sentences: Iterable[str]) -> Mapping[str, str]:
    """What a text quotes more than once, folded, with its form if it always has the same."""
    names = [name for sentence in sentences if has_quotes(sentence) for name in _QUOTED.findall(sentence)]
    if len(names) < 2:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[_folded(name)].append(name)
    return {name: form[0] if len({*form}) == 1 else "" for name, form in found.items() if len(form) > 1}


def has_quotes(sentence: str) -> bool:
    return "«" in sentence or '"' in sentence or "“" in sentence


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return " ".join(map(fold_word, name.split()))


def quoted(sentence: str, repeated: Mapping[str, str]) -> Iterator[Mention]:
    """What is quoted after the noun of an organisation, as one word within a sentence, or repeatedly."""
    for found in _QUOTED.finditer(sentence):
        name = found[1].strip()
        length = len(name.split(" "))
        before = word_before(sentence, found.start())
        if length <= MAX_INSTITUTION_WORDS and fold_word(before) in _nouns("organisation"):
            yield Mention("organisation", _nominative(name, before) if _NUMBERED.fullmatch(name) else name)
        elif length == 1 and not opens_sentence(sentence, found.start()) and _is_coined(name):
            same = repeated.get(_folded(name)) and not word_parses(name)
            yield Mention("organisation" if before else "unsure", name if same else _nominative(name, before))
        elif (
            length == 1
            and _is_noun(name)
            and (before or _folded(name) in repeated or _GOES_ON.match(sentence, found.end()))
        ):
            yield Mention("organisation", _base(name))
        elif _folded(name) in repeated and length <= MAX_INSTITUTION_WORDS:
            yield Mention("organisation", name if length > 1 else _nominative(name, before))


def numbered(word: str, sentence: str, end: int) -> str:
    """ "Формулы-1" → "Формула-1", where the word ends at `end`; otherwise ''."""
    number = _NUMBER.match(sentence, end)
    return _base(word) + number[0] if number and _is_noun(word) else ""


def _nominative(name: str, before: str) -> str:
    """A coined name in quotes, which stays as it is after a noun ("проект «Сергек»"), unless its case is
    known.
    """
    if numbered := _NUMBERED.fullmatch(name):
        return _nominative(numbered[1], before) + numbered[2]
    if not name[1:].islower() and not name.isascii():
        return _ENDING_OF_CAPITALS.sub("", name)
    known = abbreviated(name) or next((found.base for found in word_parses(name)), "")
    return capital(known, name) if known else name if fold_word(before).endswith(_titled()) else _base(name)


def _is_coined(word: str) -> bool:
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        return True
    known = word_parses(word)
    return not known or any(found.kind == "organisation" for found in known)


def _is_noun(word: str) -> bool:
    return any(found.kind == "NOUN" or found.proper for found in word_parses(word))


@cache
def _titled() -> tuple[str, ...]:
    return (*_nouns("titled"), *_nouns("organisation"))


def institution(word: str, noun: str) -> Mention | None:
    """ "Верховного суда" → "Верховный суд"."""
    if noun[:3] not in _beginnings() or fold_word(noun) not in _nouns("institution"):
        return None
    return _institution(word, noun)


def foreign_name(words: Sequence[str], before: str) -> tuple[int, Mention | None] | None:
    """The name in Latin letters at the start of `words`, and how many it takes: "компания Azur Air"."""
    if not words[0].isascii():
        return None
    length = next((at for at, word in enumerate(words) if not word.isascii()), len(words))
    name = [word for word in words[:length] if word not in _exactly("not_first")]
    while len(name) > 1 and name[-1] in _exactly("company_form"):
        name.pop()
    if length == 0 or (len(name) == 1 and name[0].isupper() and len(name[0]) <= MAX_ACRONYM):
        return None
    said = " ".join(name)
    source = said in _exactly("platform") and fold_word(before) in _nouns("platform_before")
    if not name or len(name) > MAX_INSTITUTION_WORDS or source or said.casefold() in _agencies():
        return length, None
    return length, Mention("organisation", said) if len(said) > 2 and said not in _exactly(
        "no_name_en"
    ) else None


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
    """The nominative of "Казгидромета", "Минкультуры" and the like, in no dictionary; otherwise ''."""
    if word[:3] in _body_beginnings() and (body := _bodies().get(fold_word(word))):
        return body
    if not _ABBREVIATED.fullmatch(word) or any(found.kind != "organisation" for found in word_parses(word)):
        return ""
    return word if _OF_MINISTRY.search(word) else _base(word)


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    """The nominative in the number of the word: "«Ведомостями»" → "Ведомости"."""
    if word.isascii() or word.isupper():
        return word
    known = word_parses(word)
    if not known and word[-1] in _UNCHANGED:
        return word
    if any(found.base == word.lower() for found in known):
        return word
    nouns = [found for found in known if (found.kind == "NOUN" or found.proper) and not found.plural]
    if noun := next(iter(sorted(nouns, key=lambda found: found.kind != "place")), None):
        return capital(as_spelled(noun.base, word), word)
    noun_parse = next((parse for parse in parses(word) if "NOUN" in parse.tag), None)
    form = noun_parse.inflect({"nomn"}) if noun_parse else None
    return capital(as_spelled(form.word, word), word) if form else word


@cache
def _nouns(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(fold_word(word) for rule in found for word in rule.split())


@cache
def _bodies() -> dict[str, str]:
    return {fold_word(body): body for body in _exactly("bodies_ru")}


@cache
def _body_beginnings() -> frozenset[str]:
    return frozenset(body[:3] for body in _bodies().values())


@cache
def _exactly(section: str) -> frozenset[str]:
    return frozenset(
        word for name, rule in rule_lines("names_words.txt") if name == section for word in rule.split()
    )


@cache
def _agencies() -> frozenset[str]:
    return frozenset(rule.casefold() for _, rule in rule_lines("agencies.txt"))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(noun[:3] for noun in _nouns("institution"))
