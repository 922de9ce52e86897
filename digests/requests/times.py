"""Times of the day and days of the week as people write them: "9 утра по будням", "таңғы 8", "7 pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digests.requests.time_words import Token, tokens_of
from digests.text.stemming import in_cyrillic

MAX_CHARACTERS = 100  # nobody needs more for a time
MAX_TIMES_READ = 8
EVERY_DAY = 0b1111111
_BLANK = re.compile(r"\s")
_PARTS = {  # hours of the day as they are said → as a clock of 24 hours shows them
    "morning": {hour: hour for hour in range(1, 13)} | {12: 12},
    "day": {hour: hour + 12 for hour in range(1, 7)} | {12: 12, 11: 11},
    "evening": {hour: hour + 12 for hour in range(4, 12)} | {12: 0},
    "night": {hour: hour for hour in range(1, 6)} | {12: 0, 0: 0, 9: 21, 10: 22, 11: 23},
    "am": {hour: hour % 12 for hour in range(1, 13)},
    "pm": {hour: hour % 12 + 12 for hour in range(1, 13)},
}


@dataclass(frozen=True, slots=True)
class When:
    """Times of day (HH:MM, in order, each once; perhaps none) and days.

    The days have a bit for each weekday, 0 for Monday; None when none are named. `sure`: it can only be a
    time, which "9" or "21-00" alone need not be.
    """

    times: tuple[str, ...]
    days: int | None = None
    sure: bool = True


def read_when(said: str) -> When | None:
    """None when any part of it means something else, or when days have different times."""
    if len(said) > MAX_CHARACTERS:
        return None
    when = _read(said)
    return when or (_read(in_cyrillic(said)) if said.isascii() else None)


def read_whens(said: str) -> tuple[When, ...]:
    """Two times with days of their own: "по будням в 9, по выходным в 11"; empty for anything else."""
    if len(said) > MAX_CHARACTERS:
        return ()
    for place in (match.start() for match in _BLANK.finditer(said)):
        both = read_when(said[:place]), read_when(said[place:].removeprefix(" а ").removeprefix(" ал "))
        found = [when for when in both if when and when.times and when.days]
        if len(found) == len(both):
            return tuple(found)
    return ()


def read_time(said: str) -> str | None:
    """A single time of day as HH:MM."""
    when = read_when(said)
    return when.times[0] if when and len(when.times) == 1 and when.days is None else None


def _read(said: str) -> When | None:
    tokens = []
    for token in tokens_of(said):
        if token.kind == "unknown":
            return None
        tokens.append(token)
    reading = _Reading(tokens)
    return reading.when() if reading.read() else None


class _Reading:
    """One pass over the tokens, which collects times with their parts of the day, and groups of days."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = [token for token in tokens if token.kind != "around"]
        self._at = 0
        self._times: list[int] = []
        self._days: int | None = None
        self._day_groups = 0
        self._times_before_days = 0
        self._except = False
        self._every = False
        self._part: str | None = None
        self._sure = False
        first = next((t.kind for t in self._tokens if t.kind in (*_STARTS, "part")), "")
        self._part_leads = first == "part"

    def when(self) -> When | None:
        days = EVERY_DAY if self._days is None and self._every else self._days
        if (self._day_groups > 1 and len(self._times) > 1) or len(self._times) > MAX_TIMES_READ:
            return None
        if not self._times and days is None:
            return None
        times = sorted({f"{at // 60:02}:{at % 60:02}" for at in self._times})
        return When(tuple(times), days, self._sure or days is not None)

    def read(self) -> bool:
        while self._at < len(self._tokens):
            if not self._step(self._tokens[self._at]):
                return False
        return self._part is None or self._every or bool(self._times)

    def _step(self, token: Token) -> bool:
        if token.kind == "days":
            return self._read_days()
        if token.kind in _BETWEEN:
            self._every = self._every or token.kind in ("every", "each")
            self._at += 1
            return self._kinds(1) not in _NEVER_AFTER.get(token.kind, ())
        if skipped := next((kinds for kinds in _SKIPPED if self._kinds(len(kinds)) == kinds), None):
            self._at += _SKIPPED[skipped]
            return True
        if token.kind == "except":
            self._except = True
            self._at += 1
            return self._kinds(1) == ("days",)
        if token.kind == "part" and self._part_leads:
            self._part = token.raw
            self._sure = True
            self._at += 1
            return True
        return self._read_time()

    def _kinds(self, count: int) -> tuple[str, ...]:
        return tuple(token.kind for token in self._tokens[self._at : self._at + count])

    def _read_days(self) -> bool:
        """Days that belong together: a list, a range, all but some."""
        before = self._tokens[self._at - 1].kind if self._at else ""
        found = self._tokens[self._at].value
        self._at += 1
        if self._kinds(2) == ("days", "until"):
            found = _range(found, self._tokens[self._at].value)
            self._at += 2
        elif self._kinds(2) in (("dash", "days"), ("until", "days"), ("to", "days")):
            found = _range(found, self._tokens[self._at + 1].value)
            self._at += 2
        elif before == "from" and self._kinds(1) == ("days",):
            found = _range(found, self._tokens[self._at].value)
            self._at += 1
        if self._days is None or len(self._times) > self._times_before_days:
            self._day_groups += 1
        self._times_before_days = len(self._times)
        if self._kinds(1) == ("except",) and self._kinds(2) != ("except", "days"):  # "жексенбіден басқа"
            self._except = True
            self._at += 1
        if self._except:
            left = (EVERY_DAY if self._days is None else self._days) & ~found
            self._days = left
            return left > 0
        self._days = (self._days or 0) | found
        return True

    def _read_time(self) -> bool:
        for kinds, minutes in _PATTERNS:
            if self._kinds(len(kinds)) == kinds:
                here = self._tokens[self._at : self._at + len(kinds)]
                at = minutes(here)
                if at is None:
                    continue
                self._at += len(kinds)
                return self._add(at, here)
        if self._kinds(2) == ("hour", "part"):  # "в час дня"
            self._at += 1
            return self._add(60, ())
        spaced = self._kinds(3) == ("to", "number", "number")  # "to 8 30", of which "8 to 30" makes no time
        self._at += 1
        return spaced or self._tokens[self._at - 1].kind == "hour"

    def _add(self, at: int, here: Sequence[Token]) -> bool:
        part, self._part = self._part, None
        while self._kinds(1) == ("hour",) or self._kinds(2) == ("every", "part"):
            self._every = self._every or self._kinds(1) == ("every",)
            self._at += 1
        if self._kinds(1) == ("part",) and (part is None or self._tokens[self._at].raw == part):
            part = self._tokens[self._at].raw
            self._at += 1
        self._sure = self._sure or part is not None or any(t.kind not in ("number", "clock") for t in here)
        self._sure = self._sure or any(":" in token.raw for token in here)
        hour = at // 60
        if part is not None:
            if hour > 12 and part in ("am", "pm"):
                return False
            as_shown = _PARTS[part].get(hour, hour if hour > 12 and part != "morning" else None)
            if as_shown is None:
                return False
            at = 60 * as_shown + at % 60
        self._times.append(at)
        return at < 24 * 60


def _range(first: int, last: int) -> int:
    """The days from one to another, also over the end of the week."""
    day, days = first, first
    while day != last and days != EVERY_DAY:
        day = day << 1 if day << 1 <= EVERY_DAY else 1
        days |= day
    return days


def _hours(here: Sequence[Token], hour: int, minutes: int, *, whole: bool = False) -> int | None:
    said = here[hour].value
    if not 0 <= said <= 23 or not -60 < minutes < 60 or (whole and said > 12):
        return None
    return (60 * said + minutes) % (24 * 60) if said or minutes >= 0 else 24 * 60 + minutes


def _hour_and_minutes(here: Sequence[Token]) -> int | None:
    minutes = here[1]
    two_digits = len(minutes.raw) == 2 if minutes.raw.isdigit() else minutes.value >= 10
    return _hours(here, 0, minutes.value) if two_digits else None


def _clock(here: Sequence[Token]) -> int | None:
    return here[0].value if here[0].value < 24 * 60 else None


_PATTERNS = (  # what stands there → minutes since midnight; the longer ones first
    (("half", "past", "number"), lambda here: _hours(here, 2, 30, whole=True)),
    (("quarter", "past", "number"), lambda here: _hours(here, 2, 15, whole=True)),
    (("quarter", "to", "number"), lambda here: _hours(here, 2, -15, whole=True)),
    (("to", "quarter", "number"), lambda here: _hours(here, 2, -15, whole=True)),
    (("to", "number", "number"), lambda here: _hours(here, 2, -here[1].value)),
    (("number", "past", "number"), lambda here: _hours(here, 2, here[0].value)),
    (("number", "to", "number"), lambda here: _hours(here, 2, -here[0].value)),
    (("number", "number", "left"), lambda here: _hours(here, 0, -here[1].value)),
    (("number", "number", "gone"), lambda here: _hours(here, 0, here[1].value)),
    (("number", "hour", "number"), lambda here: _hour_and_minutes([here[0], here[2]])),
    (("half", "ordinal"), lambda here: _hours(here, 1, -30)),
    (("quarter", "ordinal"), lambda here: _hours(here, 1, -45)),
    (("number", "ordinal"), lambda here: _hours(here, 1, here[0].value - 60)),
    (("half", "number"), lambda here: _hours(here, 1, 30, whole=True)),
    (("number", "half"), lambda here: _hours(here, 0, 30)),
    (("number", "number"), _hour_and_minutes),
    (("number",), lambda here: _hours(here, 0, 0)),
    (("clock",), _clock),
    (("exact",), _clock),
)
_SKIPPED = {  # how many tokens say nothing before what follows
    ("to", "number", "part"): 1,
    ("number", "repeats"): 2,
    ("from", "days"): 1,
    ("to", "clock"): 1,
    ("to", "exact"): 1,
    ("repeats",): 1,
}
_BETWEEN = ("and", "comma", "dash", "every", "each", "whole_day")
_NEVER_AFTER = {  # "каждые 2 часа", "9:00 – 18:00"
    "every": (("number",), ("hour",)),
    "dash": (("number",), ("clock",), ("exact",)),
}
_STARTS = tuple({kinds[0] for kinds, _ in _PATTERNS})
