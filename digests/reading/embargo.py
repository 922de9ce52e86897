"""Until when a text is not to be published, where a line at its head or foot says so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from itertools import chain, pairwise

from digests.models.texts import Embargo, ParsedText, RawText
from digests.requests.time_words import is_said_of_times
from digests.requests.times import read_when
from digests.text.characters import clean_characters
from digests.text.dates import find_dates, month_pattern
from digests.text.metadata_dates import zone_names, zone_offset
from digests.text.rules import rule_lines
from digests.text.stemming import in_russian_letters

EDGE_LINES = 5  # such a line is one of so many first or last ones
MAX_LINE = 600  # characters of it that are read
MAX_PIECES = 8  # parts of a line, and of a directive
MAX_DIRECTIVE = 220  # characters
MAX_MOMENT = 100
HALF_A_YEAR = timedelta(days=182)  # a day without its year is no further off, either way
WEEK = 7

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_BORDER = re.compile(r"[()\[\]|«»“”\"*]|[.!?…]\s|[:;]\s|\s[—–-]\s|[:;!.?]$")
_CASE = re.compile(  # what Kazakh puts behind a figure
    r"(?<=\d)(?:[-–]?(?:де|да|те|та|не|на|іне|ына|ының|інің|го|ти)|\s?[-–]?(?:ге|ға|ке|қа|[дтн][еа]н))\b"
)
_HALF_DAY = re.compile(r"(?<![^\W\d])([ap])\.\s?m\b")
_CLOCK = re.compile(
    r"(?<![\d.,:])([01]?\d|2[0-4])\s?:\s?([0-5]\d)(?::[0-5]\d)?(?!\d)(?:\s?([ap])\.?\s?m\b\.?)?"
    r"|(?<![\d.,:])(1[0-2]|0?[1-9])(?:\.([0-5]\d))?\s?([ap])\.?\s?m\b\.?"
)
_POINTED = re.compile(r"(?<![\d.,:/-])(\d{1,2})[.-](\d\d)(?![\d.:/-]?\d)")
_FIGURES = re.compile(
    r"(?<![\d.])(\d{1,2})([./])(\d{1,2})\2((?:20)?\d\d)(?!\d)|(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)"
)
_ABBREVIATION = re.compile(r"(?<=[\dmM]\s)[A-Z]{2,4}(?!\w)")  # behind a time
_QUARTERS = (0, 15, 30, 45)
_TO = frozenset(
    map(
        in_russian_letters,
        ("до", "с", "по", "to", "till", "until", "through", "дейін", "from", "after", "past", "on"),
    )
)
_BOUNDS = frozenset(("not", "after", "allows"))  # with one of them a word of publishing may tell from when
_SECTIONS = ("embargo", "publish", "not", "after", "allows", "from", "over", "please", "other", "whole")


@dataclass(frozen=True, slots=True)
class _Directive:
    """The part of a line that says so, and how many lines it takes."""

    text: str
    start: int
    end: int
    lines: int = 1


def embargo_of(reading: ParsedText, *, now: datetime, zone: tzinfo) -> Embargo | None:
    """None where the text says nothing of the kind, and of what is over. Times without a zone are of `zone`.

    A time without a day is the next such time after the text was published, as far as that is known; a day
    without a year is the one within half a year.
    """
    if reading.embargo is None:
        return None
    published = reading.published
    since = now.astimezone(zone)
    if published is not None and published.precision == "minute":
        since = min(since, published.at.astimezone(zone))
    elif published is not None and published.at.date() < since.date():
        since = published.at.replace(tzinfo=zone)
    until = _until(reading.embargo, since)
    if until is None:
        return None if published is not None and published.is_old(now) else Embargo(None)
    return Embargo(until) if until > now else None


def embargo_in(raw: RawText, *, now: datetime, zone: tzinfo) -> Embargo | None:
    """As `embargo_of`, of a text that has not been read yet."""
    said, _ = take_embargo_of_title(raw.title or "")
    said = said or take_embargo([line.strip() for line in clean_characters(raw.text).split("\n")])[0]
    return embargo_of(ParsedText(None, "", published=raw.published, embargo=said), now=now, zone=zone)


def read_moment(said: str, since: datetime) -> datetime | None:
    """The moment, after `since` and in its zone, that is told by nothing but a time, a day or both; None of
    anything else.
    """
    said = " ".join(said.split())
    if not said or len(said) > MAX_MOMENT or not all(map(_is_known, _words(_without_zone(said)))):
        return None
    at = _until(said, since)
    return at if at is not None and at > since else None


def take_embargo(lines: Sequence[str]) -> tuple[str | None, list[str]]:
    """What says when the text may be published, and its lines without that."""
    kept, said = list(lines), None
    for index in _edges(kept):
        following = _following(kept, index)
        found = _in_line(kept[index], kept[following] if following else "")
        if found is not None:
            said = said or found.text
            kept[index] = _cut(kept[index], found)
            if found.lines > 1:
                kept[following] = ""
    return said, kept


def take_embargo_of_title(title: str) -> tuple[str | None, str]:
    found = _in_line(title, "")
    return (found.text, _cut(title, found)) if found is not None else (None, title)


def _cut(line: str, found: _Directive) -> str:
    left = f"{line[: found.start].rstrip(' ([|—–-')} {line[found.end :].lstrip(' )]|.:;!?—–-*')}".strip()
    return left if any(map(str.isalnum, left)) else ""


def _edges(lines: Sequence[str]) -> list[int]:
    """Of the lines that say something the first and the last."""
    told = [index for index, line in enumerate(lines) if any(map(str.isalnum, line))]
    return told if len(told) <= 2 * EDGE_LINES else told[:EDGE_LINES] + told[-EDGE_LINES:]


def _following(lines: Sequence[str], index: int) -> int:
    """The next line that says something; 0 of none."""
    return next((at for at in range(index + 1, len(lines)) if any(map(str.isalnum, lines[at]))), 0)


def _in_line(line: str, following: str) -> _Directive | None:
    if len(line) > MAX_LINE:
        heads = (line[:MAX_LINE], line[-MAX_LINE:])
        found = _in_line(heads[0], "")
        last = None if found else _in_line(heads[1], "")
        cut = len(line) - MAX_LINE
        return found or (last and _Directive(last.text, last.start + cut, last.end + cut))
    if not _may_say().search(in_russian_letters(line)):
        return None
    borders = _borders(line)
    kinds = [_kinds_in(line[start:end]) for start, end in pairwise(borders)]
    for first, start in enumerate(borders[:-1]):
        for after in reversed(range(first + 1, 1 + min(first + MAX_PIECES, len(kinds)))):
            if not _may_direct(frozenset().union(*kinds[first:after])):
                break  # nor does less of it
            end = borders[after]
            said = line[start:end].strip(' ()[]|—–-*:;.!?…«»“”"\t')
            if said and _is_directive(said):
                if following and end == len(line) and not _tells_time(_words(said)) and _is_time(following):
                    return _Directive(f"{said} {following}", start, end, lines=2)
                return _Directive(said, start, end)
    return None


def _borders(line: str) -> list[int]:
    """Where parts of the line begin and end; of many the first and the last."""
    ends = [match.end() for match in _BORDER.finditer(line)]
    found = sorted({0, *ends, len(line)})
    return found if len(found) <= 2 * MAX_PIECES else found[:MAX_PIECES] + found[-MAX_PIECES:]


def _kinds_in(said: str) -> frozenset[str]:
    return frozenset().union(*map(_kinds, _words(said)))


def _may_direct(kinds: Collection[str]) -> bool:
    """Whether words of these kinds can be a directive, as far as kinds alone tell."""
    return "embargo" in kinds or ("publish" in kinds and not _BOUNDS.isdisjoint(kinds))


def _is_directive(said: str) -> bool:
    if len(said) > MAX_DIRECTIVE:
        return False
    words = _words(said)
    kinds = frozenset().union(*map(_kinds, words))
    under = "embargo" in kinds and not _is_over(words, kinds)
    bounds = bool(kinds & {"not", "after"}) or {"allows", "from"} <= kinds or _is_release(words)
    forbids = "publish" in kinds and bounds and "over" not in kinds and _tells_time(words)
    if not under and not forbids:
        return False
    if {"please", "publish", "not"} <= kinds and ("after" in kinds or "до" in words or "дейін" in words):
        return any(map(str.isdigit, words))
    return all(map(_is_known, _words(_ABBREVIATION.sub(" ", _without_zone(said)))))


def _is_release(words: Sequence[str]) -> bool:
    """ "For release:", before a time."""
    return words[:1] == ["for"] and "publish" in _kinds(words[1] if len(words) > 1 else "")


def _is_over(words: Sequence[str], kinds: Collection[str]) -> bool:
    """It says that there is none."""
    return "over" in kinds or any(
        "not" in _kinds(one) and "embargo" in _kinds(two) for one, two in pairwise(words)
    )


def _is_time(line: str) -> bool:
    """A line of nothing but a day or a time."""
    words = _words(_without_zone(line))
    return len(line) <= MAX_DIRECTIVE and _tells_time(_words(line)) and all(map(_is_known, words))


def _tells_time(words: Iterable[str]) -> bool:
    return any(word.isdigit() or _is_time_word(word) for word in words)


@lru_cache(maxsize=4096)
def _is_time_word(word: str) -> bool:
    """A day, or a time of it: "завтра", "noon"."""
    if _day_of(word) is not None:
        return True
    when = read_when(word)
    return when is not None and (bool(when.times) or when.days is not None)


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    return (
        word.isdigit()
        or bool(_kinds(word))
        or _day_of(word) is not None
        or is_said_of_times(word)
        or _is_month(word)
    )


def _is_month(word: str) -> bool:
    return _months().fullmatch(word) is not None


def _words(said: str) -> list[str]:
    plain = _HALF_DAY.sub(r"\1m", _CASE.sub("", said.lower()))
    return [word.replace("’", "'") for word in _WORD.findall(plain)]


def _until(said: str, since: datetime) -> datetime | None:
    """Aware UTC; None where that is not sure. `since` is in the zone of times without one."""
    plain = _CASE.sub("", said)
    if _doubtful_zone(plain):
        return None
    day, rest = _day(_without_zone(plain).lower(), since)
    clocks, rest = _clocks(rest, dated=day is not None)
    if day is None:
        day, rest = _pointed_day(rest, since)
    word_time, weekdays = (None, None) if clocks else _said_time(rest)
    if clocks and weekdays is None:
        _, weekdays = _said_time(rest)
    at = clocks[0] if clocks else word_time
    if len(set(clocks)) > 1 or (at is None and day is None):
        return None
    zone = _zone(plain, day or since.date()) or since.tzinfo
    local = since.astimezone(zone)
    if day is None:
        day = _next_day(local, at or timedelta(), weekdays)
    elif at is None and any("whole" in _kinds(word) for word in _words(said)):
        day += timedelta(days=1)
    return (datetime.combine(day, time(), zone) + (at or timedelta())).astimezone(UTC)


def _next_day(local: datetime, at: timedelta, weekdays: int | None) -> date:
    """The first day, of these weekdays if there are any, on which that time is yet to come."""
    for ahead in range(WEEK + 1):
        day = local.date() + timedelta(days=ahead)
        to_come = datetime.combine(day, time(), local.tzinfo) + at > local
        if to_come and (weekdays is None or weekdays >> day.weekday() & 1):
            return day
    return local.date()


def _day(said: str, since: datetime) -> tuple[date | None, str]:
    """The day that is told, and what else is said."""
    for word in _words(said):
        if (ahead := _day_of(word)) is not None:
            return since.date() + timedelta(days=ahead), said.replace(word, " ", 1)
    if figures := _FIGURES.search(said):
        day, _, month, year, iso_year, iso_month, iso_day = figures.groups()
        return _calendar(
            int(iso_year or f"20{year[-2:]}"), int(iso_month or month), int(iso_day or day)
        ), said.replace(figures[0], " ")
    clock = _CLOCK.search(said)  # find_dates takes the time behind a day along
    bare = said.replace(clock[0], " ", 1) if clock else said
    shifted = (since + HALF_A_YEAR).replace(tzinfo=UTC)
    dates = [found for found in find_dates(bare, now=shifted) if not found.relative]
    if not dates:
        return None, said
    found = dates[0]
    rest = f"{bare[: found.start]} {bare[found.end :]}"
    return found.published.at.date(), f"{rest} {clock[0]}" if clock else rest


def _clocks(said: str, *, dated: bool) -> tuple[list[timedelta], str]:
    found = [_clock_time(match) for match in _CLOCK.finditer(said)]
    rest = _CLOCK.sub(" ", said)
    if found:
        return found, rest
    pointed = [(int(m[1]), int(m[2]), m[0]) for m in _POINTED.finditer(rest)]
    for hour, minute, written in sorted(pointed, key=lambda each: each[1] not in _QUARTERS):
        alone = dated or len(pointed) > 1 or minute in _QUARTERS
        if hour <= 24 and minute < 60 and alone:
            return [timedelta(hours=hour, minutes=minute)], rest.replace(written, " ", 1)
    return [], rest


def _clock_time(match: re.Match[str]) -> timedelta:
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    half = match[3] or match[6]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return timedelta(hours=hour, minutes=minute)


def _pointed_day(said: str, since: datetime) -> tuple[date | None, str]:
    """25.09, beside a time: the nearest such day."""
    found = _POINTED.search(said)
    if found is None:
        return None, said
    days = (_calendar(since.year + years, int(found[2]), int(found[1])) for years in (-1, 0, 1))
    near = min((day for day in days if day), key=lambda day: abs(day - since.date()), default=None)
    return near, said.replace(found[0], " ", 1)


def _said_time(said: str) -> tuple[timedelta | None, int | None]:
    """A time and weekdays in words; None of what is not told, or may be something else."""
    words = [
        w for w in _words(said) if in_russian_letters(w) not in _TO and (w.isdigit() or is_said_of_times(w))
    ]
    when = read_when(" ".join(words)) if words else None
    if when is None or not (when.sure or len(words) > 1) or len(when.times) > 1:
        return None, None
    hour, _, minute = when.times[0].partition(":") if when.times else ("", "", "")
    return timedelta(hours=int(hour), minutes=int(minute)) if hour else None, when.days


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _without_zone(said: str) -> str:
    """Of the same length, so that the case of what is left stays."""
    lowered = said.lower() if len(said.lower()) == len(said) else said
    found = zone_names().search(lowered)
    return f"{said[: found.start()]} {said[found.end() :]}" if found else said


def _zone(said: str, day: date) -> tzinfo | None:
    found = zone_names().search(said.lower())
    offset = zone_offset(found, day) if found else None
    return None if offset is None else timezone(offset)


def _doubtful_zone(said: str) -> bool:
    """An abbreviation beside the time that may be one of several zones."""
    return any(not _is_known(found.lower()) for found in _ABBREVIATION.findall(_without_zone(said)))


@lru_cache(maxsize=4096)
def _kinds(word: str) -> frozenset[str]:
    word = in_russian_letters(word)
    exact, stems = _vocabulary()
    begun = stems.get(word[:1], ())
    return exact.get(word, frozenset()) | frozenset(kind for stem, kind in begun if word.startswith(stem))


def _day_of(word: str) -> int | None:
    return _days().get(in_russian_letters(word))


@cache
def _vocabulary() -> tuple[dict[str, frozenset[str]], dict[str, list[tuple[str, str]]]]:
    """The kinds of whole words, and by their first letter the stems with their kinds."""
    exact: dict[str, frozenset[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, rule in rule_lines("embargo.txt"):
        if kind not in _SECTIONS:
            continue
        for word in map(in_russian_letters, rule.split()):
            if word.endswith("*"):
                stems[word[0]].append((word[:-1], kind))
            else:
                exact[word] = exact.get(word, frozenset()) | {kind}
    return exact, dict(stems)


@cache
def _days() -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, rule in rule_lines("embargo.txt"):
        if kind == "day":
            ahead, _, words = rule.partition(" = ")
            found |= {in_russian_letters(word): int(ahead) for word in words.split()}
    return found


@cache
def _months() -> re.Pattern[str]:
    return re.compile(month_pattern())


@cache
def _may_say() -> re.Pattern[str]:
    exact, stems = _vocabulary()
    wanted = [re.escape(stem) for stem, kind in chain(*stems.values()) if kind in ("embargo", "publish")]
    wanted += [rf"{re.escape(word)}\b" for word, kinds in exact.items() if "publish" in kinds]
    return re.compile(rf"\b(?:{'|'.join(sorted(wanted))})")
