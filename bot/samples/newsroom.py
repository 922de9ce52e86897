"""Reads `articles/*.txt`: a few `key: value` lines, an empty line, the text as its source would send it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import cast
from zoneinfo import ZoneInfo

from bot.samples.dates import fill_dates
from digests.models.texts import Language, Published, RawText

ZONE = ZoneInfo("Asia/Almaty")
AGO = re.compile(r"(?:(?P<days>\d{1,3})d)? ?(?:(?P<hours>\d{1,3})h)? ?(?:(?P<minutes>\d{1,3})m)?")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text as it comes in, and what is true of it: its story, its topics (best first), language, time.

    A text without a source was pasted by somebody: it brings no title, no link and no time of its own.
    """

    raw: RawText
    at: datetime
    story: str
    topics: tuple[str, ...]
    language: Language


def load_samples(now: datetime) -> tuple[Sample, ...]:
    """All samples, the oldest first, as a newsroom would have them at `now` (aware)."""
    folder = files(__package__) / "articles"
    texts = [entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".txt")]
    return tuple(sorted(map(partial(read_sample, now=now), texts), key=lambda sample: sample.at))


def read_sample(text: str, now: datetime) -> Sample:
    header, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    language = cast("Language", fields["language"])
    at = now - parse_ago(fields["ago"])
    fill = partial(fill_dates, today=now.astimezone(ZONE).date(), language=language)
    source = fields.get("source")
    raw = RawText(
        text=fill(body.removesuffix("\n")),
        title=fields.get("title"),
        published=Published(at) if source else None,
        source=source,
        link=fields.get("link"),
    )
    return Sample(raw, at, fields["story"], tuple(fields["topics"].split(", ")), language)


def parse_ago(ago: str) -> timedelta:
    """`1d 6h 30m`, any part of it."""
    match = AGO.fullmatch(ago)
    if not ago or not match:
        raise ValueError(f"not a time ago: {ago!r}")
    return timedelta(**{unit: int(number or 0) for unit, number in match.groupdict().items()})
