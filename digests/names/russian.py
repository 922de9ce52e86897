"""Names in Russian texts: the dictionary for capital words alone, cases that first name and surname share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from digests.names.mention import INITIALS, RUN, Mention, opens_sentence, word_after, word_before
from digests.names.russian_morphology import WordParse, as_spelled, capital, word_parses
from digests.names.russian_offices import offices
from digests.names.russian_organisations import (
    abbreviated,
    foreign_name,
    has_quotes,
    institution,
    is_quoted,
    nominative,
    numbered,
    quoted,
    quoted_twice,
)
from digests.names.russian_people import find_person, is_adjective
from digests.names.russian_surnames import alone, news_surname
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word

__all__ = ["mentions", "offices"]

_ACRONYM = re.compile(r"[А-ЯЁ]{3,7}|[A-Z]{3,7}|ЕС|ЦБ")
_MIXED = re.compile(r"([А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ])[а-яё]{0,3}")
_WOMAN = re.compile(r".{1,40}ла(?:сь)?$")
_REGION = re.compile(r"(.{1,40}[сц]к)(?:ий|ого|ому|им|ом|ая|ой|ую)")
_PRICE = re.compile(r"\s?[₽$€£\d%/]")
_REGION_NOUNS = {"обла": "область", "райо": "район", "край": "край", "края": "край", "окру": "округ"}
ALWAYS_ASKED = 2  # sentences, the headline one of them
SHORT_TEXT_SENTENCES = 8  # sentences; in so short a text each word is asked for
SHORTEST_LOUD = 5  # letters; shorter words may be an organisation's
_PHRASE = re.compile(r" [a-z]{2,}")  # "Brain rot"
PREFIX_LETTERS = 4  # letters
_SPARE_LETTERS = re.compile(r"[-.]?[A-Za-zа-яё0-9]")


def mentions(sentences: Sequence[str]) -> Iterator[Mention]:
    runs = [(sentence, _runs(sentence)) for sentence in sentences]
    capital = _capital_within(runs)
    repeated = quoted_twice(sentences)
    always = len(runs) if len(runs) <= SHORT_TEXT_SENTENCES else ALWAYS_ASKED
    for at, (sentence, found) in enumerate(runs):
        for run, opening in found:
            # Most sentences open with a word that is no name: asking for each would cost most of the time.
            asked = not opening or at < always or " " in run[0] or run[0][:PREFIX_LETTERS] in capital
            if asked and not is_quoted(sentence, run):
                yield from _in_run(sentence, run, opening)
        if has_quotes(sentence):
            yield from quoted(sentence, repeated)


def _runs(sentence: str) -> list[tuple[re.Match[str], bool]]:
    """The runs of capitalised words, and whether each opens a sentence."""
    return [(run, opens_sentence(sentence, run.start())) for run in RUN.finditer(sentence)]


def _capital_within(runs: Iterable[tuple[str, Iterable[tuple[re.Match[str], bool]]]]) -> set[str]:
    """The beginnings of the words that are capitalised within a sentence."""
    return {
        word[:PREFIX_LETTERS]
        for _, found in runs
        for run, opening in found
        for word in run[0].split(" ")[opening:]
    }


def _in_run(sentence: str, run: re.Match[str], opening: bool) -> Iterator[Mention]:
    initials = INITIALS.match(run[0]) if "." in run[0] else None
    words = (initials[2] if initials else run[0]).split(" ")
    after = word_after(sentence, run.end())
    if initials:
        last = words.pop(0)
        yield Mention("person", alone(last) or last, initials[1].replace(" ", "").strip())
    before = word_before(sentence, run.start())
    at = 0
    while at < len(words):
        rest = words[at:]
        taken, mention = _next(rest, before, after, opening and not at and not initials)
        if taken == len(rest) == 1 and (name := numbered(rest[0], sentence, run.end())):
            yield Mention("organisation", name)
        elif mention and not (taken == len(rest) and _is_cut(sentence, run.end(), mention)):
            yield mention
        at += taken
        before = words[at - 1]


def _is_cut(sentence: str, end: int, mention: Mention) -> bool:
    """Whether the word continues in something that is no name: "VK.com", "IT-компания", "SBER ₽120"."""
    if mention.last.isascii():
        price = mention.last.isupper() and _PRICE.match(sentence, end)
        return bool(price or _PHRASE.match(sentence, end) or _SPARE_LETTERS.match(sentence, end))
    return mention.last.isupper() and sentence[end : end + 1].isdigit()


def _next(words: list[str], before: str, after: str, opening: bool) -> tuple[int, Mention | None]:
    """How many of `words` their first name takes, and what it is."""
    if words[0] in _words("region") and before.lower() in _words("place"):
        return 1, Mention("place", words[0])
    if named := abbreviated(words[0]):
        return 1, Mention("organisation", named)
    if found := foreign_name(words, before) or find_person(words, before, after):
        return found
    if len(words) > 1 and (place := _adjective_place(words[0], words[1])):
        return 2, Mention("place", place)
    if len(words) == 1 and after.islower():
        if body := _region(words[0], after) or institution(words[0], after):
            return 1, body
        if is_adjective(words[0], after):
            return 1, None
    woman = len(words) == 1 and bool(_WOMAN.match(after) or _WOMAN.match(before))
    return 1, _single(words[0], opening, woman, before.lower() in _words("place"), len(words) == 1)


@lru_cache(maxsize=1 << 15)
def _single(word: str, opening: bool, woman: bool, placed: bool, whole: bool) -> Mention | None:
    if not word[1:].islower() and "-" not in word:
        return _acronym(word)
    if word.isascii() or word in _words("no_name") or not _is_name_shape(word):
        return None
    known = word_parses(word)
    if surname := news_surname(word, in_doubt=opening and bool(known)):
        return Mention("person", surname)
    if not known:
        return _unknown(word, opening, woman, whole, placed)
    if found := _body(word, known):
        return Mention("organisation", found)
    if opening and not all(found.proper or _is_homonym(found, known) for found in known):
        return None
    place = next((found for found in known if found.kind == "place"), None)
    # "Владимир" is a man more often than a town, "Великое" an adjective.
    if place and (
        placed or not any(one.kind in ("name", "ADJF") and one.base == place.base for one in known)
    ):
        return Mention("place", capital(as_spelled(place.base, word), word))
    return Mention("person", base) if (base := alone(word, woman)) else None


def _body(word: str, known: Sequence[WordParse]) -> str:
    """ "Газпрому" → "Газпром", "Мажилиса" → "Мажилис"."""
    body = next((found for found in known if found.kind == "organisation"), None)
    if body is None and not any(found.kind == "place" for found in known):
        body = next((found for found in known if found.base in _words("body_alone")), None)
    return abbreviated(word) or capital(body.base, word) if body else ""


def _is_homonym(one: WordParse, known: Sequence[WordParse]) -> bool:
    """Whether a common noun only looks like another case of a place: "Франция" is no form of "франций"."""
    places = [found for found in known if found.kind == "place"]
    return one.kind == "NOUN" and bool(places) and one.base != places[0].base and one.case != "nomn"


def _is_name_shape(word: str) -> bool:
    """Whether each part of a hyphenated word begins as a name does: not "ПЦР-тест"."""
    return all((part[:1].isupper() and part[1:].islower()) or len(part) < 4 for part in word.split("-"))


def _unknown(word: str, opening: bool, woman: bool, whole: bool, placed: bool) -> Mention | None:
    """`whole`: no other capitalised word is beside it; `placed`: a place may stand here."""
    if base := abbreviated(word):
        return Mention("organisation", base)
    if place := _town(word) or (word if placed and word[-1] in "оиу" else ""):
        return Mention("place", place)
    base = alone(word, woman) or ""
    sure = base and whole and not opening and not placed and len(word) > 4
    return Mention("person" if sure else "unsure", base or word)


def _town(word: str) -> str:
    """A town of Kazakhstan that Russian dictionaries lack."""
    return _towns().get(fold_word(word), "")


@cache
def _towns() -> dict[str, str]:
    return {fold_word(town): town for town in _words("places_ru")}


def _acronym(word: str) -> Mention | None:
    mixed = None if word.isupper() else _MIXED.fullmatch(word)
    word = mixed[1] if mixed else word
    known = (mixed and not word.isupper()) or (_ACRONYM.fullmatch(word) and not _is_loud(word))
    return Mention("organisation", word) if known and word not in _words("acronym") else None


def _is_loud(word: str) -> bool:
    """Whether a word differs from others only by its capitals: "ВИДЕО"."""
    return len(word) >= SHORTEST_LOUD and any(not found.proper for found in word_parses(word))


@lru_cache(maxsize=20_000)
def _adjective_place(first: str, second: str) -> str | None:
    """ "Новой Зеландии" → "Новая Зеландия"."""
    place = next((found for found in word_parses(second) if found.kind == "place"), None)
    if (
        not place
        or second in _words("no_name")
        or not any(found.kind == "ADJF" for found in word_parses(first))
    ):
        return None
    return f"{nominative(first, place.gender)} {capital(place.base, second)}"


def _region(word: str, noun: str) -> Mention | None:
    """ "Карагандинской области" → "Карагандинская область"."""
    adjective = _REGION.fullmatch(word)
    named = _REGION_NOUNS.get(noun[:4])
    if not adjective or not named:
        return None
    return Mention("place", f"{adjective[1]}{'ая' if named == 'область' else 'ий'} {named}")


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())
