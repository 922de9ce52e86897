"""Articles as JSON lines: what `newsdigest export` writes, and what else `import` understands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from digests.models.stories import Origin
from digests.models.texts import UNTIL_LET_GO, Published, RawText, is_web_address
from digests.text.metadata_dates import EARLIEST_YEAR, carried_date

MAX_LINE = 4_000_000  # bytes: more than any article within the limits has


@dataclass(frozen=True, slots=True)
class Record:
    """A stored article with everything that is not derived from its text. `story`: the number of its story
    there.

    `thinned`: of its text only the sentences that were told had been kept. `held_until`: no reader sees it
    before then.
    """

    headline: str
    text: str
    author: str | None
    published: Published | None
    added: datetime
    added_by: int | None
    archived: bool
    retracted: datetime | None
    origins: tuple[Origin, ...]
    story: int
    picture: str | None = None
    thinned: bool = False
    held_until: datetime | None = None

    @property
    def carrier(self) -> str:
        """The name of the source where it was first seen."""
        return next((origin.source for origin in self.origins), "")


@dataclass(frozen=True, slots=True)
class BadLine:
    """Why a line is not an article."""

    reason: str


def write_record(record: Record) -> str:
    """One line without its line end."""
    published = record.published
    row = {
        "headline": record.headline,
        "text": record.text,
        "author": record.author,
        "published": _time(published.at) if published else None,
        "precision": published.precision if published else None,
        "added": _time(record.added),
        "added_by": record.added_by,
        "archived": record.archived,
        "retracted": _time(record.retracted) if record.retracted else None,
        "origins": [{"source": o.source, "link": o.link, "seen": _time(o.seen)} for o in record.origins],
        "story": record.story,
        "picture": record.picture,
        **({"thinned": True} if record.thinned else {}),
        **({"held_until": _time(record.held_until)} if record.held_until else {}),
    }
    return json.dumps(row, ensure_ascii=False)


def read_lines(content: bytes) -> Iterator[tuple[int, RawText | Record | BadLine]]:
    """Each line's article with the line's number, counted from 1; empty lines are skipped."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if (found := read_line(line)) is not None:
            yield number, found


def read_line(line: bytes) -> Record | RawText | BadLine | None:
    """An exported article, or a text with its title, date, source and url, if known; None if empty."""
    if len(line) > MAX_LINE:
        return BadLine("longer than an article can be")
    try:
        text = line.decode("utf-8-sig").strip()
        row = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return BadLine("not a line of JSON in UTF-8")
    if not text:
        return None
    return read_row(row) if isinstance(row, dict) else BadLine("not an object")


def read_row(row: Mapping[str, Any]) -> Record | RawText | BadLine:
    """The same for a row of any table whose columns have these names."""
    text = _whole(row.get("text"))
    if not text.strip():
        return BadLine("no text")
    if "origins" in row and "added" in row:
        return _record(row, text)
    return RawText(
        text,
        title=_text(row, "title", "headline"),
        published=_published(row.get("published"), row.get("precision")),
        source=_text(row, "source"),
        link=_link(_text(row, "url", "link")),
    )


def _record(row: Mapping[str, Any], text: str) -> Record | BadLine:
    added, origins = _moment(row["added"]), _origins(row["origins"])
    headline = _text(row, "headline")
    if added is None or not origins or headline is None:
        return BadLine("an exported article needs a headline, added and origins")
    added_by, story = row.get("added_by"), row.get("story")
    return Record(
        headline=headline,
        text=text,
        author=_text(row, "author"),
        published=_published(row.get("published"), row.get("precision")),
        added=added,
        added_by=added_by if _is_number(added_by) else None,
        archived=row.get("archived") is True,
        retracted=_moment(row.get("retracted")),
        origins=origins,
        story=story if isinstance(story, int) and _is_number(story) else 0,
        picture=_link(_text(row, "picture")),
        held_until=_moment(row.get("held_until")),
    )


def _origins(rows: object) -> tuple[Origin, ...]:
    """Empty if any of them is wrong."""
    found: list[Origin] = []
    for row in rows if isinstance(rows, list) else ():
        seen = _moment(row.get("seen")) if isinstance(row, dict) else None
        if seen is None or not isinstance(row.get("source"), str):
            return ()
        found.append(Origin(_whole(row["source"]), _link(_text(row, "link")), seen))
    return tuple(found)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62


def _text(row: Mapping[str, Any], *keys: str) -> str | None:
    values = (_whole(row.get(key)).strip() for key in keys)
    return next(filter(None, values), None)


def _whole(value: object) -> str:
    """The text without what JSON allows but no text has: halves of a character, and zeros."""
    return value.replace("\0", "").encode("utf-8", "ignore").decode() if isinstance(value, str) else ""


def _link(link: str | None) -> str | None:
    return link if link and is_web_address(link) else None


def _published(value: object, precision: object) -> Published | None:
    """ISO 8601: UTC if there is no zone, precision `day` if there is no time.

    Otherwise any way in which people and programs write dates, including seconds since 1970.
    """
    at = _moment(value)
    if at is None:
        written = isinstance(value, str) or _is_number(value)
        return carried_date(str(value)) if written else None
    kind: Literal["minute", "day"] = "minute"
    if precision == "day" or (precision is None and len(str(value).strip()) <= len("2026-01-15")):
        kind = "day"
    return Published(at, kind)


def _moment(value: object) -> datetime | None:
    """None also for years that no article is of: the first and the last have no time in every zone."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value.strip())
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year >= EARLIEST_YEAR and at <= UNTIL_LET_GO else None


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
