"""The arguments of `newsdigest digest`, and how the files among them become texts."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.files import read_whole
from bot.worker import tasks
from bot.worker.process import TooMuchError, Worker, WorkerError
from digests.formats.csv import read_table
from digests.formats.files import FileProblem, read_file
from digests.formats.jsonl import BadLine, Record, read_lines
from digests.models.texts import Published, RawText

STDIN = "-"
PLAIN = (".txt", ".text", ".md", ".markdown")
TABLES = {".jsonl": read_lines, ".csv": read_table}
RETRACTED = "is retracted and left out"
HELD = "is held until later and left out"
MOST_BYTES = 50_000_000  # of a list of feeds; no other file is read that is half as big
PROBLEMS = {
    FileProblem.EMPTY: "has no text",
    FileProblem.BINARY: "is no text file",
    FileProblem.UNSUPPORTED: "is of a kind that is not read",
    FileProblem.TOO_LONG: "is longer than 200,000 characters",
    FileProblem.BROKEN_ENCODING: "is in an unknown encoding",
    FileProblem.OLD_WORD: "is an old kind of document; save it as .docx",
    FileProblem.BROKEN_DOCUMENT: "cannot be opened as a document",
    FileProblem.TOO_LARGE: "is too large to read",
}


@dataclass(frozen=True, slots=True)
class DigestInput:
    """A text with its name, or why there is none. `row`: it is one of many in a file."""

    name: str
    text: RawText | str
    row: bool = False


def is_link(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def may_need_the_web(names: Sequence[str]) -> bool:
    """Whether anything may have to be fetched. Standard input may contain a list of feeds."""
    return any(is_link(name) or name == STDIN or name.lower().endswith(".opml") for name in names)


def read_bytes(name: str) -> bytes | str:
    """The content, or why there is none."""
    try:
        content = _of_stdin() if name == STDIN else read_whole(Path(name), MOST_BYTES)
    except ValueError as error:  # a name with a zero byte
        return f"cannot be read: {error}"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
    return PROBLEMS[FileProblem.TOO_LARGE] if content is None else content


def _of_stdin() -> bytes | None:
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    return content if len(content) <= MOST_BYTES else None


async def texts_of(name: str, content: bytes, worker: Worker) -> list[DigestInput]:
    """The rows of a table, or the text of any other file."""
    read = TABLES.get(Path(name).suffix.lower())
    if read is None:
        return [await _text_of(name, content, worker)]
    rows = [DigestInput(f"{name}, line {line}", _of_row(row), row=True) for line, row in read(content)]
    return rows or [DigestInput(name, PROBLEMS[FileProblem.EMPTY])]


def _of_row(row: RawText | Record | BadLine) -> RawText | str:
    """An exported article without a date is dated by when it was added."""
    if isinstance(row, BadLine):
        return f"is no article: {row.reason}"
    if isinstance(row, RawText):
        return row
    if row.retracted:
        return RETRACTED
    if row.held_until and row.held_until > datetime.now(UTC):
        return HELD
    published = row.published or Published(row.added)
    link = next((origin.link for origin in row.origins), None)
    return RawText(row.text, row.headline, published, row.carrier, link, row.author, row.picture)


async def _text_of(name: str, content: bytes, worker: Worker) -> DigestInput:
    """Documents and pages are read by the worker, where they can do no harm."""
    file = "" if name == STDIN else Path(name).name
    try:
        plain = file.lower().endswith(PLAIN) or "." not in file
        raw = read_file(file, content) if plain else await worker.read(tasks.read_file, file, content)
    except TooMuchError:
        raw = FileProblem.TOO_LARGE
    except WorkerError:
        return DigestInput(name, "cannot be read")
    return DigestInput(name, PROBLEMS[raw] if isinstance(raw, FileProblem) else raw)


def read_files(names: Sequence[str]) -> list[DigestInput]:
    return asyncio.run(_read_files(names))


async def _read_files(names: Sequence[str]) -> list[DigestInput]:
    worker = Worker()
    try:
        return [given for name in names for given in await _given(name, worker)]
    finally:
        await worker.close()


async def _given(name: str, worker: Worker) -> list[DigestInput]:
    content = read_bytes(name)
    if isinstance(content, str):
        return [DigestInput(name, content)]
    return await texts_of(name, content, worker)
