"""The pages of bench/suites.py. A case gives by name what is right: of ours, of the peer's, of how much."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction, extract

from digests.formats.pages.article import MAX_PAGE, read_page
from digests.formats.web_page import page_text
from digests.models.texts import Published, RawText
from digests.reading.read_text import read_text

Case = dict[str, tuple[float, float, float]]

URL = "https://steppe.example/news/1"
FEED = "<rss><channel><title>Steppe</title><item><title>Bridge opens</title></item></channel></rss>"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
_SIGNS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^>]+>")


def readability_cases(home: Path) -> Iterator[Case]:
    """`test/test-pages/*`: the text that Readability gives, and its title."""
    for folder in sorted((home / "test" / "test-pages").iterdir()):
        content = (folder / "source.html").read_bytes()
        told = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8"))
        raw = _ours(content, "")
        wanted = _words(unescape(_TAG.sub(" ", (folder / "expected.html").read_text(encoding="utf-8"))))
        peer = extract(content, include_comments=False) or ""
        yield {
            "words, F1": (_f1(_words(raw.text), wanted), _f1(_words(peer), wanted), 1),
            "titles": _titles(raw, content, told["title"]),
        }


def trafilatura_cases(home: Path) -> Iterator[Case]:
    """`tests/evaldata.json`: what a text must hold and what it must not, and its title."""
    told = json.loads((home / "tests" / "evaldata.json").read_text(encoding="utf-8"))
    for url, row in told.items():
        content = _content(home, row["file"])
        raw = _ours(content, url)
        ours, peer = _spaced(raw.text), _spaced(extract(content, include_comments=False) or "")
        bare = _spaced(extract(content, include_comments=False, include_tables=False) or "")
        good, bad = [_spaced(part) for part in row["with"]], [_spaced(part) for part in row["without"]]
        held = [float(sum(part in text for part in good)) for text in (ours, peer, bare)]
        clean = [float(sum(part not in text for part in bad)) for text in (ours, peer, bare)]
        yield {
            "parts it must hold": (held[0], held[1], len(good)),
            "parts it must not": (clean[0], clean[1], len(bad)),
            "all parts": (held[0] + clean[0], held[1] + clean[1], len(good) + len(bad)),
            "all parts, the peer without tables": (
                held[0] + clean[0],
                held[2] + clean[2],
                len(good) + len(bad),
            ),
        } | ({"titles": _titles(raw, content, row["title"])} if row.get("title") else {})


def htmldate_cases(home: Path) -> Iterator[Case]:
    """`tests/eval_*.json`: the day of a page."""
    for name in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, row in json.loads((home / "tests" / name).read_text(encoding="utf-8")).items():
            content = _content(home, row["file"])
            page = _page(content)
            peer = find_date(page, original_date=True, extensive_search=True) if page else None
            ours = _ours(content, url).published
            yield {
                "days": (_is_day(ours, row["date"]), float(peer == row["date"]), 1),
                "days that are not wrong": (
                    float(ours is None) or _is_day(ours, row["date"]),
                    float(peer in (None, row["date"])),
                    1,
                ),
            }


def _ours(content: bytes, url: str) -> RawText:
    return read_page(_page(content), url)


def _page(content: bytes) -> str:
    return (page_text(content, None) or content.decode("utf-8", "replace"))[:MAX_PAGE]


def _content(home: Path, name: str) -> bytes:
    places = (home / "tests" / folder / name for folder in ("test_set", "cache", "eval"))
    return next(path for path in places if path.exists()).read_bytes()


def _titles(raw: RawText, content: bytes, wanted: str) -> tuple[float, float, float]:
    found: Any = bare_extraction(content, with_metadata=True)
    peer = found.title if found else None
    ours = read_text(raw, now=NOW).headline
    return float(_folded(ours) == _folded(wanted)), float(_folded(peer) == _folded(wanted)), 1


def _is_day(ours: Published | None, wanted: object) -> float:
    if ours is None or not isinstance(wanted, str):
        return 0
    apart = abs(ours.at.date() - date.fromisoformat(wanted))
    return float(apart <= (ONE_DAY if ours.precision == "minute" else timedelta()))


def _folded(title: str | None) -> str:
    return _SIGNS.sub("", unescape(title or "").casefold())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> Counter[str]:
    return Counter(_SIGNS.sub(" ", text.casefold()).split())


def _f1(found: Counter[str], wanted: Counter[str]) -> float:
    whole = found.total() + wanted.total()
    return 2 * (found & wanted).total() / whole if whole else 1.0


def write_sample(folder: Path) -> None:
    """A case of each suite, made up and laid out as the suites are."""
    text = "The bridge over the river was opened on Monday after two years of work, the mayor said. " * 4
    page = f"<html><head><title>Bridge opens | Steppe</title></head><body><h1>Bridge opens</h1><p>{text}</p>"
    files = {
        "readability/test/test-pages/1/source.html": page,
        "readability/test/test-pages/1/expected.html": f"<p>{text}</p>",
        "readability/test/test-pages/1/expected-metadata.json": json.dumps({"title": "Bridge opens"}),
        "trafilatura/tests/cache/1.html": page,
        "trafilatura/tests/evaldata.json": json.dumps(
            {
                URL: {
                    "file": "1.html",
                    "with": ["opened on Monday"],
                    "without": ["menu"],
                    "title": "Bridge opens",
                }
            }
        ),
        "htmldate/tests/cache/1.html": f"{page}<time datetime='2025-03-02'>2 March</time>",
        "htmldate/tests/eval_default.json": json.dumps({URL: {"file": "1.html", "date": "2025-03-02"}}),
        "htmldate/tests/eval_mediacloud_2020.json": "{}",
        "feedparser/tests/wellformed/1.xml": f"<!-- entries[0]['title'] == 'Bridge opens' -->{FEED}",
        "feedparser/tests/test_date_parsers.py": '(_parse_date_w3dtf, "2003-12-31", (2003, 12, 31, 0, 0, 0))',
        "v2/internal/reader/rss/parser_test.go": f'\nfunc Test {{ data := `{FEED}` feed.Title != "Steppe" }}',
        "v2/internal/reader/date/parser_test.go": 'Parse("2017-12-22T22:09:49+00:00") int64(1513980589)',
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
