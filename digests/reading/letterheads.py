"""The letterhead above a press release and the contacts below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.text.rules import rule_lines

MAX_HEAD = 15  # lines above the first sentence
MAX_HEAD_LINE = 160  # characters
MAX_CLOSING = 60  # characters of a line such as "С уважением, Айгуль Сапарова"
MAX_CONTACTS = 8  # lines below the last sentence
MAX_COVER = 300  # characters of the letter above it
_SENTENCE = re.compile(r"[.!?…][»”\"')\]]*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_SIGNS_AROUND = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
_NUMBER_OR_DAY = re.compile(r"\s{0,9}(?:[№#:–—-]|от|no\b)\s?\W?\d", re.IGNORECASE)
_VALUE = re.compile(r"\s{0,9}(?:[:№\d]|\Z)")
_NUMBERED = re.compile(
    r"(?:исх|шығ|вх)\.?\s?(?:№|#|\d)|(?:на )?№\s?\d|ref(?:erence)?\.?\s?(?:no)?\.?:?\s?\d", re.IGNORECASE
)
_PLACE = re.compile(r"(?:г\.|город|қ\.)\s?\S{1,40}(?:\s\S{1,40})?|\S{1,40}\s(?:қ\.|қаласы)", re.IGNORECASE)
_DAY = (
    r"(?:\d{1,2}\s\w{2,20}\s\d{4}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}\s(?:жылғы|ж\.)\s\d{1,2}\s\w{2,20})"
    r"(?:\s?(?:г\.|года|ж\.))?"
)
_TOWN = r"(?:(?:г\.|город|қ\.)\s?\S{1,40}|\S{1,40}\s(?:қ\.|қаласы))"
_DATED = re.compile(rf"(?:{_TOWN}[\s,]{{0,9}}{_DAY}|{_DAY}[\s,]{{0,9}}{_TOWN}|{_DAY})\Z", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?<!\d)(?:\+\d|8\s?\()[\d() -]{7,20}\d|(?<!\d)\d{2}-\d{2}-\d{2}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)"
    r"|[\w.-]{1,64}@[\w-]{1,64}\.\w"
)
_END = re.compile(r"#{2,4}|[-–—]{1,3}\s?(?:30|end|конец|соңы)\s?[-–—]{1,3}|\[?ends?\]?", re.IGNORECASE)


def names_paper(line: str) -> bool:
    """Whether a line only says what kind of paper follows ("ПРЕСС-РЕЛИЗ № 5")."""
    folded = line.casefold()
    first = _LETTER.search(folded)
    if first is None or not folded.startswith(_kinds_of_paper(), first.start()):
        return False
    if _SIGNS_AROUND.sub("", folded) in _rules("kind"):
        return True
    return any(_NUMBER_OR_DAY.match(folded, len(kind)) for kind in _rules("kind") if folded.startswith(kind))


def without_paper(title: str) -> str:
    """A headline without the kind of paper before it ("Пресс-релиз: …")."""
    kind, colon, rest = title.partition(":")
    return rest.strip() if colon and rest.strip() and names_paper(kind) else title


def letterhead_bounds(lines: Sequence[str]) -> tuple[int, int]:
    """Where the text of a press release begins and ends: behind its letterhead, before its contacts."""
    end = _contacts_at(lines)
    named = [at for at, line in enumerate(lines[:MAX_HEAD]) if names_paper(line) or _is_numbered(line)]
    if not named:
        return 0, end
    opens = next((at for at, line in enumerate(lines) if at > named[-1] and _is_text(line)), end)
    cover = sum(len(line) for line in lines[: named[0]] if _is_text(line))
    if opens >= end or cover > MAX_COVER:
        return 0, end
    return _headline_at(lines[:opens]), end


def _headline_at(head: Sequence[str]) -> int:
    """Behind the last line of the letterhead, or above it where the headline stands there."""
    at = max(number for number, line in enumerate(head, start=1) if _is_furniture(line))
    while at < len(head) - 1 and _is_office(head[at]):
        at += 1
    if at < len(head):
        return at
    above = (number for number in range(len(head) - 1, -1, -1) if not _is_passed_over(head[number]))
    return next(above, at)


def is_letterhead(line: str) -> bool:
    """Whether a line belongs to a letterhead, wherever it stands in one."""
    return names_paper(line) or _is_numbered(line)


def _is_passed_over(line: str) -> bool:
    return _is_furniture(line) or _is_office(line) or _is_text(line)


def _is_text(line: str) -> bool:
    """Whether a line is a sentence or a paragraph rather than a line of a letterhead."""
    return not _is_furniture(line) and (len(line) > MAX_HEAD_LINE or _SENTENCE.search(line) is not None)


def _is_furniture(line: str) -> bool:
    if len(line) > MAX_HEAD_LINE:
        return False
    return (
        names_paper(line)
        or _is_numbered(line)
        or any(_VALUE.match(line, at) for at in _beginnings(line, "label"))
        or any(_beginnings(line, "addressee"))
        or _PLACE.fullmatch(line) is not None
        or _DATED.match(line) is not None
        or _CONTACT.search(line) is not None
    )


def _is_numbered(line: str) -> bool:
    return _NUMBERED.match(line) is not None


def _is_office(line: str) -> bool:
    folded = line.casefold()
    return any(_beginnings(line, "office")) or folded.endswith(tuple(f" {rule}" for rule in _rules("office")))


def _contacts_at(lines: Sequence[str]) -> int:
    """Where a mark of the end stands, or contacts begin behind which there is no more text."""
    for at in range(max(1, len(lines) - MAX_CONTACTS), len(lines)):
        if _END.fullmatch(lines[at]):
            return at
        if _opens_contacts(lines[at]) and not any(map(_is_text, lines[at + 1 :])):
            above = lines[at - 1]
            return at - 1 if at > 1 and _is_office(above) and not _is_text(above) else at
    return len(lines)


def _opens_contacts(line: str) -> bool:
    if len(line) > MAX_HEAD_LINE:
        return False
    if line.rstrip(" :.").casefold() in _rules("contacts"):
        return True
    if any(_beginnings(line, "closing")) and len(line) <= MAX_CLOSING and not _is_text(line):
        return True
    labelled = any(_VALUE.match(line, at) for at in _beginnings(line, "label"))
    return (labelled or any(_beginnings(line, "contacts"))) and _CONTACT.search(line) is not None


def _beginnings(line: str, section: str) -> Iterator[int]:
    """Where the phrases of the section end that a line begins with."""
    folded = line[:MAX_HEAD_LINE].casefold()
    for rule in _rules(section):
        if folded.startswith(rule) and not folded[len(rule) : len(rule) + 1].isalpha():
            yield len(rule)


@cache
def _kinds_of_paper() -> tuple[str, ...]:
    return tuple(_rules("kind"))


@cache
def _rules(section: str) -> frozenset[str]:
    return frozenset(rule for kind, rule in rule_lines("letterheads.txt") if kind == section)
