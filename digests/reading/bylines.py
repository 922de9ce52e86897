"""Lines that hold only a date, an author or a credit, as pages put them above and below an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from digests.models.texts import Published
from digests.text.dates import could_be_publication, find_dates, month_pattern
from digests.text.rules import rule_lines

MAX_BYLINE = 200
MAX_BYLINE_VALUE = 70
MAX_AUTHOR_WORDS = 8

_SEPARATORS = " \t|·•,;/—–-"
_ABOUT_PICTURE = re.compile(
    r"(?<!\s)\s*\((?:фото|сурет|photo|видео|иллюстрация)\s?:\s?([^()\n]{2,70})\)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?(?:\s?(?:\(?(?:gmt|utc|мск|msk)[+\d:]*\)?))?\s*",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(?<=\d:\d\d)\s[A-Z]{2,4}\b")
_RUBRIC = re.compile(r"[^\W\d_]{1,40}(?: [^\W\d_]{1,40})?\s{0,9}[|·•/]\s*")
_SENTENCE = re.compile(r"[.!?…]\s+[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\w+\s\w")
_AGE = re.compile(r"(?:0|6|12|16|18)\s?\+\s*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What such lines said; None where they said nothing."""

    published: Published | None = None
    author: str | None = None
    credit: str | None = None

    def filled_from(self, other: Byline) -> Byline:
        return Byline(
            self.published or other.published, self.author or other.author, self.credit or other.credit
        )


def read_byline(line: str, *, now: datetime) -> Byline | None:
    """The byline that a whole line is, or None when it says anything else."""
    if len(line) > MAX_BYLINE:
        return None
    if _label_at(line, "caption"):
        return _caption(line)
    byline, rest = Byline(), line.strip(_SEPARATORS)
    while rest:
        step = _step(rest, now)
        if step is None:
            return None
        byline, rest = byline.filled_from(step[0]), step[1].lstrip(_SEPARATORS)
    return byline


def begins_credit(line: str) -> bool:
    """Whether a line could be a credit or a caption, which stand anywhere in a text."""
    return bool(_label_at(line, "credit") or _label_at(line, "caption"))


def take_picture_credit(line: str) -> tuple[str, str | None]:
    """The line without a credit in brackets ("(Фото: gov.kz)"), and the credit."""
    found = _ABOUT_PICTURE.search(line) if "(" in line else None
    if found is None:
        return line, None
    return (line[: found.start()] + line[found.end() :]).strip(), found[1].strip()


def _step(rest: str, now: datetime) -> tuple[Byline, str] | None:
    """Read one piece at the head of the line: what it says and the rest; None when it is ordinary text."""
    for skipped in (_CLOCK, _AGE):
        if found := skipped.match(rest):
            return Byline(), rest[found.end() :]
    for kind in ("ignored", "date"):
        if length := _label_at(rest, kind):
            return _dated(rest[length:].lstrip(": "), now, counts=kind == "date")
    for kind in ("credit", "author"):
        if length := _label_at(rest, kind):
            return _valued(rest[length:].lstrip(": "), kind)
    if dated := _dated(rest, now, counts=True):
        return dated
    rubric = _RUBRIC.match(rest)
    return (Byline(), rest[rubric.end() :]) if rubric and rest[rubric.end() :][:1].isdigit() else None


def _dated(rest: str, now: datetime, *, counts: bool) -> tuple[Byline, str] | None:
    found = next(iter(find_dates(rest[:60], now=now)), None)
    if found is None or found.start > 0 or _span().match(rest):
        return None
    published = found.published if counts and could_be_publication(found, now=now) else None
    zone = _ZONE.match(rest, found.end)
    return Byline(published=published), rest[zone.end() if zone else found.end :]


@cache
def _span() -> re.Pattern[str]:
    """Of days, which are those of an event: "21 марта – 19 апреля", "20–21 ноября"."""
    month, day = month_pattern(), r"\d{1,2}"
    one = rf"(?:{day}\s{month}|{month}\s{day})"
    return re.compile(rf"(?:{one}(?:,?\s\d{{4}})?|{day})\s?[-–—]\s?{one}", re.IGNORECASE)


def _valued(rest: str, kind: str) -> tuple[Byline, str] | None:
    end = min((at for at in _value_ends(rest)), default=len(rest))
    value = rest[:end].strip(_SEPARATORS + ".")
    if (
        not value
        or len(value) > MAX_BYLINE_VALUE
        or len(value.split()) > MAX_AUTHOR_WORDS
        or _SENTENCE.search(value)
    ):
        return None
    if kind == "author" and not value[:1].isupper():
        return None
    return (Byline(credit=value) if kind == "credit" else Byline(author=value)), rest[end:]


def _value_ends(rest: str) -> Iterator[int]:
    """Where a value ends: at a separator, or before another label after a space."""
    yield from (found.start() for found in re.finditer(r"\s[|·•]\s|\n", rest))
    for space in re.finditer(r"[\s.,]\s?(?=\S)", rest[:MAX_BYLINE]):
        following = rest[space.end() :]
        if any(_label_at(following, kind, colon=True) for kind in ("credit", "author", "date", "ignored")):
            yield space.start()


def _caption(line: str) -> Byline:
    """A line about a picture: its credit, if it names one at its end."""
    for found in re.finditer(r"[.,/|(]\s*", line):
        if length := _label_at(line[found.end() :], "credit"):
            return Byline(credit=line[found.end() + length :].strip(" :.)") or None)
    return Byline()


def _label_at(text: str, kind: str, *, colon: bool = False) -> int:
    """The length of the label of that kind at the head of the text, 0 when there is none."""
    found = _labels(kind, colon).match(text)
    return found.end() if found else 0


@cache
def _labels(kind: str, colon: bool) -> re.Pattern[str]:
    labels = sorted(
        (rule for section, rule in rule_lines("bylines.txt") if section == kind), key=len, reverse=True
    )
    wanted = [label for label in labels if label.endswith((":", "©")) or not colon]
    patterns = [_label_pattern(label) for label in wanted] or [r"(?!)"]
    return re.compile("(?:" + "|".join(patterns) + ")", re.IGNORECASE)


def _label_pattern(label: str) -> str:
    words = re.escape(label.rstrip(":")).replace(r"\ ", r"\s+")
    if label.endswith(":"):
        return words + r"\s?:"
    return words + (r"\b:?" if label[-1].isalnum() else r"\s?")
