"""The words and numbers of times and days as tokens; `data/times.txt` has the words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from digests.text.edit_distance import edit_distance, gaps
from digests.text.rules import rule_lines
from digests.text.stemming import in_russian_letters

MIN_MISSPELT = 6  # letters of a word in which a slip is forgiven
_TOKEN = re.compile(
    r"(?P<hours>\d{1,2})\s?[:.hч-]\s?(?P<minutes>\d\d)(?!\d)|(?P<number>\d{1,6})"
    r"|(?P<half_day>[ap])\.?m\b\.?|(?P<word>[^\W\d_]{1,20}(?:['’][^\W\d_]{1,9})?)|(?P<dash>[-–—])"
    r"|(?P<comma>[,;+&/])|(?P<sign>[^\s.!?()«»\"])"
)


class Token(NamedTuple):
    """`value`: a time in minutes since midnight, a number, or the bits of days; `raw`: as it was typed."""

    kind: str
    value: int = 0
    raw: str = ""


def is_said_of_times(word: str) -> bool:
    """Whether the word may belong to a time or to days, as prepositions may."""
    word = in_russian_letters(word)
    return word in _words() or _inflected(word) is not None


def is_days(word: str) -> bool:
    """Whether it names days of the week: "субботу", "weekends"."""
    return [token.kind for token in tokens_of(word)] == ["days"]


def number_said(word: str) -> int | None:
    """A number up to twelve, written as a word."""
    token = _words().get(in_russian_letters(word))
    return token.value if token and token.kind == "number" and token.value <= 12 else None


def tokens_of(said: str) -> Iterator[Token]:
    """Numbers of two words are added up: "двадцать один", "он екі"."""
    before: Token | None = None
    for token in _single_tokens(in_russian_letters(said).replace("’", "'")):
        ten = before is not None and not before.raw.isdigit() and before.kind == token.kind == "number"
        if before is not None and ten and _adds_up(before, token):
            before = None if token.raw.isdigit() else Token("number", before.value + token.value, token.raw)
            if before is None:
                yield Token("unknown")
        else:
            if before is not None:
                yield before
            before = token
    if before is not None:
        yield before


def _adds_up(ten: Token, unit: Token) -> bool:
    return (ten.value in (20, 30, 40, 50) or ten.raw == "он") and 0 < unit.value < 10


def _single_tokens(said: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(said):
        if match["hours"]:
            hours, minutes = int(match["hours"]), int(match["minutes"])
            good = hours < 24 and minutes < 60
            yield Token("clock", 60 * hours + minutes, match[0]) if good else Token("unknown")
        elif number := match["number"]:
            yield _number(number)
        elif match["half_day"]:
            yield Token("part", 0, match["half_day"] + "m")
        elif word := match["word"]:
            yield from _word(word)
        elif match["sign"]:
            before = said[: match.start()].rstrip()[-1:]
            yield Token("around" if match["sign"] == ":" and before.isalpha() else "unknown")
        else:
            yield Token("comma" if match["comma"] else "dash")


def _number(digits: str) -> Token:
    if len(digits) < 3:
        return Token("number", int(digits), digits)
    hours, minutes = int(digits[:-2]), int(digits[-2:])
    good = len(digits) < 5 and hours < 24 and minutes < 60
    return Token("clock", 60 * hours + minutes, digits) if good else Token("unknown")


def _word(word: str) -> Iterator[Token]:
    known = _words()
    if found := known.get(word):
        yield found
    elif word.startswith("пол") and (found := known.get(word[3:])) and found.kind == "ordinal":
        yield known["пол"]
        yield found
    else:
        yield _inflected(word) or _misspelt(word) or Token("unknown")


def _inflected(word: str) -> Token | None:
    stems = (word.removesuffix(ending) for ending in _endings() if word.endswith(ending))
    return next((_words()[stem] for stem in stems if len(stem) > 1 and stem in _words()), None)


@lru_cache(maxsize=1 << 12)
def _misspelt(word: str) -> Token | None:
    if len(word) < MIN_MISSPELT:
        return None
    near = {known for gap in gaps(word) for known in _by_gap().get(gap, ())}
    found = {_words()[known] for known in near if edit_distance(word, known) == 1}
    return found.pop() if len(found) == 1 else None


@cache
def _by_gap() -> Mapping[str, set[str]]:
    """The long words by what remains when one letter is left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in _words():
        for gap in gaps(word) if len(word) >= MIN_MISSPELT else ():
            found[gap].add(word)
    return found


@cache
def _endings() -> tuple[str, ...]:
    found = (
        word for section, rule in rule_lines("times.txt") if section == "ending" for word in rule.split()
    )
    return tuple(sorted(map(in_russian_letters, found), key=len, reverse=True))


@cache
def _words() -> dict[str, Token]:
    found: dict[str, Token] = {}
    for section, rule in rule_lines("times.txt"):
        if section == "ending":
            continue
        what, _, words = ("", "", rule) if section == "around" else rule.partition(" = ")
        for word in words.split():
            found[in_russian_letters(word)] = _token(section, what, in_russian_letters(word))
    return found


def _token(section: str, what: str, word: str) -> Token:
    match section:
        case "number" | "ordinal":
            return Token(section, int(what), word)
        case "days":
            return Token(section, int(what, 2), "")
        case "part":
            return Token(section, 0, what)
        case "exact":
            hours, minutes = map(int, what.split(":"))
            return Token(section, 60 * hours + minutes, "")
        case "around":
            return Token(section)
    return Token(what)
