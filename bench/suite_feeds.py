"""The feeds and dates of bench/suites.py; a case is as in suite_pages."""

from __future__ import annotations

import ast
import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
from feedparser.datetimes import _parse_date

from digests.formats.entries import Feed
from digests.formats.feeds import read_feed
from digests.text.metadata_dates import carried_date

Case = dict[str, tuple[float, float, float]]

URL = "https://feed.example/feed"
_TITLE = re.compile(r"(?:entries\[0\]|(feed))\['title'\] == (u?'[^'<]*')")
_DATE = re.compile(r"_parse_date_\w+,\s*(\"(?:[^\"\\]|\\.)*\"),\s*(\([\d, ]+\))")
_RAW = re.compile(r"data := `([^`]*)`")
_GO_TITLE = re.compile(r"(feed\.Title|feed\.Entries\[0\]\.Title) != (\"(?:[^\"\\]|\\.)*\")")
_GO_DATE = re.compile(r"Parse\((\"[^\"]*\")\)(?:(?!\nfunc ).)*?int64\((\d+)\)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SIGNS = re.compile(r"[\W_]+")


def feedparser_cases(home: Path) -> Iterator[Case]:
    """`tests/{wellformed,illformed,json}`: the titles that are expected; `test_date_parsers.py`: dates."""
    for path in sorted((home / "tests").rglob("*")):
        if path.suffix in (".xml", ".json") and path.parent.name != "helpers":
            content = path.read_bytes()
            wanted = _TITLE.findall(content.decode("utf-8", "replace")[:3000])
            expected = [(bool(whole), str(ast.literal_eval(text))) for whole, text in wanted]
            yield _feed_case(content, expected)
    code = (home / "tests" / "test_date_parsers.py").read_text(encoding="utf-8")
    for said, moment in _DATE.findall(code):
        yield _date_case(str(ast.literal_eval(said)), calendar.timegm(ast.literal_eval(moment)))


def miniflux_cases(home: Path) -> Iterator[Case]:
    """`internal/reader`: the feeds that stand in the tests of its parsers, their titles, and dates."""
    reader = home / "internal" / "reader"
    for kind in ("rss", "atom", "rdf", "json"):
        for path in sorted((reader / kind).glob("*_test.go")):
            for function in path.read_text(encoding="utf-8").split("\nfunc Test")[1:]:
                data = _RAW.search(function)
                wanted = _GO_TITLE.findall(function)
                if data and wanted and "err == nil" not in function:
                    expected = [(name == "feed.Title", str(ast.literal_eval(text))) for name, text in wanted]
                    yield _feed_case(data[1].strip().encode(), expected)
    code = (reader / "date" / "parser_test.go").read_text(encoding="utf-8")
    for said, moment in _GO_DATE.findall(code):
        yield _date_case(str(ast.literal_eval(said)), int(moment))


def _feed_case(content: bytes, expected: list[tuple[bool, str]]) -> Case:
    """A feed counts as read when it is none of those that are refused; titles as far as it has any."""
    peer: Any = feedparser.parse(content)
    ours = read_feed(content, url=URL, charset=None)
    feed = ours if isinstance(ours, Feed) else None
    shown = (
        "".join(str(peer.entries[0].get(part) or "") for part in ("title", "summary")) if peer.entries else ""
    )
    good = bool(_TAG.sub("", shown).strip())
    case = {"feeds with news are read": (float(bool(feed and feed.entries)), 1.0, 1.0)} if good else {}
    for whole, title in expected:
        theirs = peer.feed.get("title") if whole else (peer.entries or [{}])[0].get("title")
        first = feed.entries[0].raw.title if feed and feed.entries else None
        found = (feed.title if feed else None) if whole else first
        right, peers, of = case.get("titles", (0.0, 0.0, 0.0))
        if title.strip():
            case["titles"] = (right + _same(found, title), peers + _same(theirs, title), of + 1)
    return case


def _same(found: str | None, wanted: str) -> bool:
    return _SIGNS.sub("", unescape(found or "")).casefold() == _SIGNS.sub("", unescape(wanted)).casefold()


def _date_case(said: str, moment: int) -> Case:
    """Right is the moment, or where no zone is said the day; unknown is not wrong."""
    ours, theirs = carried_date(said), _parse_date(said)
    wanted = datetime.fromtimestamp(moment, UTC)
    precise = ours is not None and ours.precision == "minute"
    right = ours is not None and (
        ours.at == wanted.replace(second=ours.at.second) if precise else ours.at.date() == wanted.date()
    )
    peers = theirs is not None and calendar.timegm(theirs) == moment
    return {
        "dates": (float(right), float(peers), 1),
        "dates that are not wrong": (float(right or ours is None), float(peers or theirs is None), 1),
    }
