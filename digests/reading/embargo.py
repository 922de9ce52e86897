"""The line at the head or foot of a text that says until when it is not to be published."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from itertools import chain, pairwise

from digests.models.texts import Embargo, ParsedText, RawText
from digests.reading.release_times import (
    ABBREVIATION,
    is_known,
    kinds_of,
    release_time,
    tells_time,
    vocabulary,
    without_zone,
    words_of,
)
from digests.text.characters import clean_characters
from digests.text.stemming import in_russian_letters

EDGE_LINES = 5  # such a line is one of so many first or last ones
MAX_LINE = 600  # characters of it that are read
MAX_PIECES = 8  # parts of a line, and of a directive
MAX_DIRECTIVE = 220  # characters
_BORDER = re.compile(r"[()\[\]|«»“”\"*]|[.!?…]\s|[:;]\s|\s[—–-]\s|[:;!.?]$")
_BOUNDS = frozenset(("not", "after", "allows"))  # with one of them a word of publishing may tell from when


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
    until = release_time(reading.embargo, since)
    if until is None:
        return None if published is not None and published.is_old(now) else Embargo(None)
    return Embargo(until) if until > now else None


def embargo_in(raw: RawText, *, now: datetime, zone: tzinfo) -> Embargo | None:
    """As `embargo_of`, of a text that has not been read yet."""
    said, _ = take_embargo_of_title(raw.title or "")
    said = said or take_embargo([line.strip() for line in clean_characters(raw.text).split("\n")])[0]
    return embargo_of(ParsedText(None, "", published=raw.published, embargo=said), now=now, zone=zone)


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
                if following and end == len(line) and not tells_time(words_of(said)) and _is_time(following):
                    return _Directive(f"{said} {following}", start, end, lines=2)
                return _Directive(said, start, end)
    return None


def _borders(line: str) -> list[int]:
    """Where parts of the line begin and end; of many the first and the last."""
    ends = [match.end() for match in _BORDER.finditer(line)]
    found = sorted({0, *ends, len(line)})
    return found if len(found) <= 2 * MAX_PIECES else found[:MAX_PIECES] + found[-MAX_PIECES:]


def _kinds_in(said: str) -> frozenset[str]:
    return frozenset().union(*map(kinds_of, words_of(said)))


def _may_direct(kinds: Collection[str]) -> bool:
    """Whether words of these kinds can be a directive, as far as kinds alone tell."""
    return "embargo" in kinds or ("publish" in kinds and not _BOUNDS.isdisjoint(kinds))


def _is_directive(said: str) -> bool:
    if len(said) > MAX_DIRECTIVE:
        return False
    words = words_of(said)
    kinds = frozenset().union(*map(kinds_of, words))
    under = "embargo" in kinds and not _is_over(words, kinds)
    bounds = bool(kinds & {"not", "after"}) or {"allows", "from"} <= kinds or _is_release(words)
    forbids = "publish" in kinds and bounds and "over" not in kinds and tells_time(words)
    if not under and not forbids:
        return False
    if {"please", "publish", "not"} <= kinds and ("after" in kinds or "до" in words or "дейін" in words):
        return any(map(str.isdigit, words))
    return all(map(is_known, words_of(ABBREVIATION.sub(" ", without_zone(said)))))


def _is_release(words: Sequence[str]) -> bool:
    """ "For release:", before a time."""
    return words[:1] == ["for"] and "publish" in kinds_of(words[1] if len(words) > 1 else "")


def _is_over(words: Sequence[str], kinds: Collection[str]) -> bool:
    """It says that there is none."""
    return "over" in kinds or any(
        "not" in kinds_of(one) and "embargo" in kinds_of(two) for one, two in pairwise(words)
    )


def _is_time(line: str) -> bool:
    """A line of nothing but a day or a time."""
    words = words_of(without_zone(line))
    return len(line) <= MAX_DIRECTIVE and tells_time(words_of(line)) and all(map(is_known, words))


@cache
def _may_say() -> re.Pattern[str]:
    exact, stems = vocabulary()
    wanted = [re.escape(stem) for stem, kind in chain(*stems.values()) if kind in ("embargo", "publish")]
    wanted += [rf"{re.escape(word)}\b" for word, kinds in exact.items() if "publish" in kinds]
    return re.compile(rf"\b(?:{'|'.join(sorted(wanted))})")
