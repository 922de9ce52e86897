"""Reads texts from files on disk, each with its position."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.cli.digest_inputs import PROBLEMS
from bot.cli.files import open_file, printable
from bot.worker import tasks
from bot.worker.process import TooMuchError, Worker, WorkerError
from digests.formats.csv import read_table
from digests.formats.files import FileProblem
from digests.formats.jsonl import MAX_LINE, BadLine, Record, read_line
from digests.formats.opml import Outline, read_opml
from digests.models.texts import RawText

JSONL_SUFFIX, CSV_SUFFIX, OPML_SUFFIX = ".jsonl", ".csv", ".opml"
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
IMPORTED_SUFFIXES = frozenset((*TEXT_SUFFIXES, JSONL_SUFFIX, CSV_SUFFIX, OPML_SUFFIX))
MAX_FILE_BYTES = 300_000_000  # of a table or a list, which is read as a whole
MAX_TEXT_FILE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class FilePosition:
    """A file and, where it has several articles, the line. `read`: how much of the file that was."""

    path: Path
    line: int | None = None
    read: int = 0

    def __str__(self) -> str:
        path = printable(self.path)
        return path if self.line is None else f"{path}, line {self.line}"


Content = RawText | Record | BadLine | tuple[Outline, ...]


async def read_path(path: Path, size: int, worker: Worker) -> AsyncIterator[tuple[FilePosition, Content]]:
    """The contents of a file; documents are read by the worker."""
    ending = path.suffix.lower()
    try:
        with open_file(path) as file:
            if ending == JSONL_SUFFIX:
                for place, content in _lines(path, file):
                    yield place, content
            elif size > (MAX_FILE_BYTES if ending in (CSV_SUFFIX, OPML_SUFFIX) else MAX_TEXT_FILE_BYTES):
                yield FilePosition(path, read=size), BadLine("is too big")
            elif ending == CSV_SUFFIX:
                for number, row in read_table(file.read()):
                    yield FilePosition(path, number), row
                yield FilePosition(path, read=size), ()
            elif ending == OPML_SUFFIX:
                yield FilePosition(path, read=size), read_opml(file.read()) or BadLine("lists no feeds")
            else:
                yield FilePosition(path, read=size), await _text(path.name, file.read(), worker)
    except OSError as error:
        yield FilePosition(path), BadLine(f"cannot be read: {error.strerror}")


def _lines(path: Path, file: BinaryIO) -> Iterator[tuple[FilePosition, Content]]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number, read = number + 1, len(line)
        rest = line
        while rest and not rest.endswith(b"\n"):  # of a line that is too long
            rest = file.readline(MAX_LINE)
            read += len(rest)
        content = read_line(line)
        yield FilePosition(path, number, read), () if content is None else content


async def _text(name: str, content: bytes, worker: Worker) -> RawText | BadLine:
    try:
        found = await worker.run(tasks.read_file, name, content)
    except TooMuchError:
        return BadLine(PROBLEMS[FileProblem.TOO_LARGE])
    except WorkerError:
        return BadLine("cannot be read")
    return BadLine(PROBLEMS[found]) if isinstance(found, FileProblem) else found
