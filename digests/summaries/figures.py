"""Whether two sentences tell the same thing with another number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from digests.summaries.novelty import MIN_NOVEL_IDF, keys_of, repeated
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, tokenise
from digests.text.word_rarity import cut, idf

MIN_ALIKE_OF_SHORTER, MIN_ALIKE_OF_LONGER = 0.4, 0.2  # of either sentence without its numbers
UNIT_WORDS = 2
BEFORE, AFTER = 1, 3  # words that say what is counted
MAX_FIGURES_LOOKED_AT = 6
STEM_LETTERS = 4  # letters in which "оценили" and "оценивают" agree
ONE_TEXT_WORDS, ONE_TEXT_SHARE = 12, 0.7  # of both sentences: two tellers do not choose so many alike
NEVER_ROUNDED_BELOW = 100  # smaller numbers are never rounded
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_PIECE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<sign>[%:\-–/№#.,;()«»\"—])")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_KAZAKH_CASE = re.compile(r"(?<=\d)-(?:[тдн][ае]н|[гғкқ][ае])\b")
_NO_AMOUNT_BEFORE, _NO_AMOUNT_AFTER = frozenset(":№#/.-–"), frozenset(":/-–")
_CLAUSE_ENDS = frozenset(",;()—:")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<=[^\W\d_,;»] )[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount: the stems of its unit, and how what is counted and the telling words beside it begin."""

    value: float
    digits: str
    unit: frozenset[str]
    counted: str
    near: frozenset[str]


def tells_another_number(one: str, other: str) -> bool:
    """Whether both tell the same thing of the same places and people, with amounts that differ."""
    pairs = [(a, b) for a in figures(one) for b in figures(other) if _same_thing(a, b)]
    if not pairs or not _alike(one, other) or _other_names(one, other):
        return False
    return any(not has_number(other, a) and not has_number(one, b) for a, b in pairs)


def is_one_text(one: str, other: str) -> bool:
    """Whether two long sentences are worded alike but for their numbers, as two versions of one text are."""
    bare = [_NUMBERS.sub("", text) for text in (one, other)]
    long = min(len(tokenise(text)) for text in bare) >= ONE_TEXT_WORDS
    return long and min(repeated(*bare), repeated(*reversed(bare))) >= ONE_TEXT_SHARE


def has_number(text: str, wanted: Figure) -> bool:
    """Whether the text has this amount of this unit, perhaps rounded."""
    return any(found.unit & wanted.unit and _equal(found, wanted) for found in figures(text))


def outgrown(earlier: str, later: str) -> bool:
    """Whether both tell the same thing, each with one number of it, and the later one has the larger."""
    pairs = [(a, b) for a in figures(earlier) for b in figures(later) if _same_thing(a, b)]
    grew = len(pairs) == 1 and pairs[0][0].value < pairs[0][1].value
    return grew and tells_another_number(earlier, later)


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    if not _NUMBERS.search(text):
        return ()
    pieces = list(_PIECE.finditer(_KAZAKH_CASE.sub("", _SPACE_IN_NUMBER.sub("", text))))
    found = (_figure(pieces, place) for place, piece in enumerate(pieces) if piece["number"])
    return tuple(figure for figure in found if figure)


def _figure(pieces: list[re.Match[str]], place: int) -> Figure | None:
    """None for what is no amount."""
    number = pieces[place]
    following = _clause(pieces[place + 1 : place + 1 + MAX_FIGURES_LOOKED_AT])
    times = _meaning(following[:1], "multiplied")
    counted = following[1:] if times else following
    unit = _unit(counted)
    if not unit or _is_attached(pieces, place) or (not times and _is_date(pieces, place, counted)):
        return None
    preceding = [
        word
        for word in _clause(pieces[max(0, place - MAX_FIGURES_LOOKED_AT) : place][::-1])
        if len(word) >= STEM_LETTERS
    ]
    if _meaning(preceding[:1], "compared"):
        return None
    value = float(number[0].replace(",", ".")) * float(times or 1)
    near = frozenset(_beginning(word) for word in preceding[:BEFORE] + counted[:AFTER] if _says_what(word))
    return Figure(value, number[0], unit, _beginning(counted[0]), near)


def _is_attached(pieces: list[re.Match[str]], place: int) -> bool:
    """A time, a score, the number of a house, a quarter: a sign or a letter stands right beside it."""
    number = pieces[place]
    before, after = pieces[max(0, place - 1)], pieces[min(place + 1, len(pieces) - 1)]
    touches = before.end() == number.start()
    return (touches and (before[0] in _NO_AMOUNT_BEFORE or before["word"] is not None)) or (
        after.start() == number.end() and after[0] in _NO_AMOUNT_AFTER
    )


def _is_date(pieces: list[re.Match[str]], place: int, counted: list[str]) -> bool:
    """A year, a day beside its month, an hour."""
    before = [pieces[place - 1][0]] if place else []
    near_month = _meaning(before, "month") or _meaning(counted[:1], "month")
    return bool(near_month or _meaning(counted[:1], "no amount") or _YEAR.fullmatch(pieces[place][0]))


def _clause(pieces: Iterable[re.Match[str]]) -> list[str]:
    """The words and per cent signs up to where the clause ends."""
    found: list[str] = []
    for piece in pieces:
        if piece[0] in _CLAUSE_ENDS:
            break
        if piece[0] == "%" or (piece["word"] and len(piece[0]) > 1 and not _meaning([piece[0]], "around")):
            found.append(piece[0])
    return found


def _unit(after: list[str]) -> frozenset[str]:
    if _meaning(after[:1], "per cent"):
        return frozenset("%")
    further = (word for word in after[1:UNIT_WORDS] if len(word) >= STEM_LETTERS and _is_telling(word))
    return frozenset(_stems([*after[:1], *further]))


def _stems(words: Iterable[str]) -> set[str]:
    return {cut(fold_word(word)) for word in words}


def _beginning(word: str) -> str:
    return word.lower()[:STEM_LETTERS]


def _is_telling(word: str) -> bool:
    return idf(cut(fold_word(word))) > MIN_NOVEL_IDF


def _says_what(word: str) -> bool:
    return word == "%" or (len(word) >= STEM_LETTERS and _is_telling(word))


def _meaning(words: list[str], section: str) -> str | None:
    """What the rules say of the first word, if anything."""
    return _said_of(words[0].lower(), section) if words else None


@lru_cache(maxsize=1 << 14)
def _said_of(word: str, section: str) -> str | None:
    for pattern, meaning in _rules(section):
        if word == pattern or (pattern[-1] == "*" and word.startswith(pattern[:-1])):
            return meaning
    return None


@cache
def _rules(section: str) -> tuple[tuple[str, str], ...]:
    lines = [rule.split() for name, rule in rule_lines("figures.txt") if name == section]
    return tuple(
        (word, line[0]) for line in lines for word in (line[1:] if section == "multiplied" else line)
    )


def _same_thing(one: Figure, other: Figure) -> bool:
    """Of one unit, and with a telling word beside both that says what of it: "погибли", "вывезли"."""
    return (
        one.digits != other.digits
        and bool(one.unit & other.unit)
        and bool((one.near & other.near) - {one.counted, other.counted})
    )


def _equal(one: Figure, other: Figure) -> bool:
    """The same amount; a large one may be rounded to as many digits as the other has."""
    if one.value == other.value or min(one.value, other.value) < NEVER_ROUNDED_BELOW:
        return one.value == other.value
    digits = min(_significant(one), _significant(other))
    return f"{one.value:.{digits - 1}e}" == f"{other.value:.{digits - 1}e}"


def _significant(figure: Figure) -> int:
    digits = figure.digits.replace(",", "").replace(".", "").lstrip("0")
    return max(1, len(digits.rstrip("0")))


def _alike(one: str, other: str) -> bool:
    """Much of the shorter and some of the longer is in the other, and both are of one time."""
    bare = [_NUMBERS.sub("", text) for text in (one, other)]
    shares = repeated(*bare), repeated(*reversed(bare))
    same_time = all(_tells_of(kind, one) == _tells_of(kind, other) for kind in ("before", "part"))
    return max(shares) >= MIN_ALIKE_OF_SHORTER and min(shares) >= MIN_ALIKE_OF_LONGER and same_time


def _tells_of(kind: str, text: str) -> bool:
    """ "A year ago", "за сутки": what was before, or a part, may well have been more or less."""
    return any(_said_of(word, kind) for word in tokenise(text.lower()))


def _other_names(one: str, other: str) -> bool:
    """Both name somebody or some place, and neither names any of the other's."""
    names = [{cut(fold_word(name)) for name in _NAME.findall(text)} for text in (one, other)]
    stems = [keys_of(text) for text in (one, other)]
    return bool(names[0] and names[1]) and names[0].isdisjoint(stems[1]) and names[1].isdisjoint(stems[0])
