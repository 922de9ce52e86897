"""What a sentence says that others have not said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from digests.text.rules import rule_lines
from digests.text.stemming import fold, fold_name, fold_word
from digests.text.word_rarity import cut, rare, rarity

_INITIALS = re.compile(r"\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]{2,6}\b")
_NAME = re.compile(r"(?<=[^\W\d_,;»] )[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)?")
# "54,52 млрд", "$50bn", "114 431": amounts that others may round.
_AMOUNT = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ \u00a0,]\d{3}(?!\d)){1,3}|\d{1,6}(?:[.,]\d{1,3})?)"
    r"(?:[ \u00a0]?([^\W\d_]{2,10}))?"
)
REPEATED_SHARE = 0.6
REPEATED_SHARE_BY_ALL = 0.8
HELD_SHARE = 0.55
SOME_NEW, HALF_NEW, MOSTLY_NEW, ALL_BUT_NEW = 0.35, 0.5, 0.65, 0.8
ROUNDED = 0.02  # by which two reports of one amount may differ
LARGE, MANY = 1000, 10_000  # behind which there is a word that multiplies, and not
MIN_MARKS = 2
LITTLE_TOLD = 12.0  # the weight of two or three rare words
MIN_NOVEL_IDF = 1.2


@lru_cache(maxsize=4096)
def keys_of(text: str) -> frozenset[str]:
    """The telling words and numbers of a text, comparable across Russian and Kazakh."""
    return rare(map(cut, fold(text)), MIN_NOVEL_IDF)


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[str]:
    words = _spelled()
    return frozenset(
        [
            *_FIGURE.findall(text),
            *(words[word] for word in _LETTERS.findall(text.casefold()) if word in words),
        ]
    )


@lru_cache(maxsize=4096)
def _amounts(text: str) -> frozenset[float]:
    """The large amounts of a text, with what they are multiplied by; a year is none."""
    found = ((number, _multiplied(word)) for number, word in _AMOUNT.findall(text))
    amounts = ((_value(number, times), times) for number, times in found)
    return frozenset(value for value, times in amounts if value >= (LARGE if times > 1 else MANY))


def _value(number: str, times: float) -> float:
    """ "12,500" has its comma between thousands, "2,763 billion" before decimals."""
    plain = number if times > 1 else re.sub(r",(?=\d{3}\b)", "", number)
    return times * float(re.sub(r"\s", "", plain).replace(",", "."))


@lru_cache(maxsize=4096)
def _multiplied(word: str) -> float:
    """What a word behind a number multiplies it by; 1 for any other."""
    lowered = word.lower()
    for section, rule in rule_lines("figures.txt"):
        times, *words = rule.split() if section == "multiplied" else ("1",)
        if any(lowered == known or (known[-1] == "*" and lowered.startswith(known[:-1])) for known in words):
            return float(times)
    return 1.0


def _same_amount(text: str, other: str) -> bool:
    """Whether both tell one large amount, one of them perhaps rounded: "$49.75 billion", "nearly $50bn"."""
    return any(_rounds(a, b) for a in _amounts(text) for b in _amounts(other))


def _rounds(one: float, other: float) -> bool:
    digits = [len(f"{each:.0f}".rstrip("0")) for each in (one, other)]
    if one == other or digits[0] == digits[1]:
        return one == other
    rounded = min((one, other), key=lambda each: len(f"{each:.0f}".rstrip("0")))
    last = 10.0 ** (len(f"{rounded:.0f}") - min(digits))
    return abs(one - other) <= min(last, ROUNDED * max(one, other))


@cache
def _spelled() -> Mapping[str, str]:
    """Words that mean a small number."""
    lines = [rule.split() for section, rule in rule_lines("figures.txt") if section == "spelled"]
    return {word: number for number, *words in lines for word in words}


def is_new(text: str, told: Iterable[str]) -> bool:
    """Whether neither one of `told` holds most of what `text` tells, nor all of them together nearly all."""
    keys = keys_of(text)
    others = list(map(keys_of, told))
    whole = rarity(keys)
    if not whole:
        return False
    apart = max((rarity(keys & other) for other in others), default=0.0)
    return (
        apart < REPEATED_SHARE * whole
        and rarity(keys & frozenset().union(*others)) < REPEATED_SHARE_BY_ALL * whole
    )


def tells_new(text: str, told: Iterable[str]) -> bool:
    """Whether at least half of what it tells, each word by its rarity, is in none of `told`.

    A third is enough where it has a number that they lack, and where they tell little themselves; two thirds
    are needed where one of them has all its numbers, more where one has its large amount, rounded or not.
    What holds one of them says more about the same.
    """
    told = list(told)
    keys = keys_of(text)
    known = frozenset[str]().union(*map(keys_of, told), *(_short_for(text, other) for other in told))
    whole = rarity(keys)
    numbers = _numbers(text)
    if any(_same_amount(text, other) for other in told):
        least = ALL_BUT_NEW
    elif numbers and any(numbers <= _numbers(other) for other in told):
        least = MOSTLY_NEW
    elif numbers.difference(*map(_numbers, told)) or rarity(known) < LITTLE_TOLD:
        least = SOME_NEW
    else:
        least = HALF_NEW
    if not whole or rarity(keys - known) < least * whole:
        return False
    return least == SOME_NEW or not any(_holds(keys, other) for other in told)


def _short_for(text: str, other: str) -> frozenset[str]:
    """The keys of a name of which one has the words and the other the initials: "ВОЗ"."""
    return frozenset(
        key
        for short, long in ((text, other), (other, text))
        for initials in _INITIALS.findall(short)
        for name in _named(initials, long)
        for key in keys_of(name) | keys_of(initials)
    )


@lru_cache(maxsize=1024)
def _named(initials: str, text: str) -> tuple[str, ...]:
    """The words that follow one another in a text and begin with these letters, the first a capital."""
    words = _LETTERS.findall(text)
    size = len(initials)
    return tuple(
        " ".join(words[at : at + size])
        for at, word in enumerate(words)
        if word[0] == initials[0]
        and not word.isupper()
        and "".join(each[0] for each in words[at : at + size]).upper() == initials
    )


def _holds(keys: frozenset[str], other: str) -> bool:
    """Whether most that another text tells, if it tells something, is among the keys."""
    others = keys_of(other)
    whole = rarity(others)
    return whole >= LITTLE_TOLD and rarity(others & keys) >= HELD_SHARE * whole


def tells_new_figures(text: str, told: Iterable[str]) -> bool:
    """Whether it holds a number that none of `told` has: what shows news across languages."""
    known = set(_FIGURE.findall(" ".join(told)))
    return not known.issuperset(_FIGURE.findall(text))


def same_names(text: str, other: str) -> bool:
    """Whether all the names and numbers of a text, at least two, stand in one of another language."""
    marks = _marks(text)
    return len(marks) >= MIN_MARKS and marks <= _marks(other)


@lru_cache(maxsize=1024)
def _marks(text: str) -> frozenset[str]:
    """Its numbers, and its names as Russian spells them."""
    names = (cut(fold_name(name) if name.isascii() else fold_word(name)) for name in _NAME.findall(text))
    return _numbers(text).union(names)


def repeated(text: str, other: str) -> float:
    """The share of `text`, each word by its rarity, that stands in `other`."""
    whole = rarity(keys_of(text))
    return shared(text, other) / whole if whole else 1.0


def shared(text: str, other: str) -> float:
    """What both tell, each word by its rarity."""
    return rarity(keys_of(text) & keys_of(other))
