"""`newsdigest analyse`: reads articles as JSON lines and writes an answer for each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from digests.analysis import analyse
from digests.models.texts import Analysis, Published, RawText
from digests.reading.repeated_lines import SourceLines
from digests.stories.grouping import StoryIndex, story_time

FUTURE = timedelta(days=1)  # a clock may be wrong by so much


@dataclass(frozen=True, slots=True)
class _Line:
    id: str | int
    raw: RawText


@dataclass(frozen=True, slots=True)
class _Bad:
    reason: str


def run_analyse(stdin: Iterable[bytes | str], stdout: TextIO, stderr: TextIO, sentences: int) -> int:
    """Answers each line as it comes; a bad one is reported to `stderr` with its number. Returns the exit
    status.
    """
    stories, sources = StoryIndex(), SourceLines()
    status = 0
    for number, text in enumerate(stdin, 1):
        try:
            answer = _answered(text, stories, sources, sentences)
        except Exception as fault:  # noqa: BLE001 -- one bad article must not end the stream
            answer = _Bad(f"not analysed: {type(fault).__name__}: {fault}")
        if isinstance(answer, _Bad):
            stderr.write(f"line {number}: {answer.reason}\n")
            status = 1
        elif answer:
            stdout.write(answer)
            stdout.flush()
    return status


def _answered(text: bytes | str, stories: StoryIndex, sources: SourceLines, sentences: int) -> str | _Bad:
    """The answer to a line, None for an empty one."""
    line = _parse(text)
    if line is None:
        return ""
    if isinstance(line, str):
        return _Bad(line)
    source = line.raw.source or ""
    sources.learn(source, line.raw.text)
    repeated = sources.repeated_by(source)
    found = analyse(line.raw, now=datetime.now(UTC), sentences=sentences, repeated=repeated)
    answer = json.dumps(_answer(line, found, stories), ensure_ascii=False) + "\n"
    answer.encode()  # half a surrogate pair in an id cannot be printed
    return answer


def _parse(text: bytes | str) -> _Line | str | None:
    """The article of a line, None for an empty one, or what is wrong with it."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        row = json.loads(decoded) if decoded.strip() else None
    except (ValueError, RecursionError):  # among them digits without end
        return "not a line of JSON in UTF-8"
    if row is None:
        return None if not decoded.strip() else "not an object"
    return _line(row) if isinstance(row, dict) else "not an object"


def _line(row: dict[str, Any]) -> _Line | str:
    if not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
        return "no id"
    if not isinstance(row.get("text"), str):
        return "no text"
    raw = RawText(
        row["text"],
        title=_text(row, "title"),
        published=_published(row.get("published")),
        source=_text(row, "source"),
        link=_text(row, "url"),
    )
    return _Line(row["id"], raw)


def _text(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _published(value: object) -> Published | None:
    """ISO 8601: UTC if there is no zone, precision `day` if there is no time; anything else is unknown."""
    if not isinstance(value, str):
        return None
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    day = len(value.strip()) <= len("2026-01-15")
    known = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if known > datetime.now(UTC) + FUTURE:
        return None  # it would make every other report count as old
    return Published(known, "day" if day else "minute")


def _answer(line: _Line, found: Analysis, stories: StoryIndex) -> dict[str, object]:
    return {
        "id": line.id,
        "language": found.language,
        "headline": found.headline,
        "summary": [sentence.text for sentence in found.summary],
        "topics": list(found.topics),
        "names": list(found.names),
        "story": stories.assign(found.fingerprint, story_time(found.reading.published)),
    }
