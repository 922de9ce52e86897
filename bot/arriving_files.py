"""Files on disk become texts, each with the place where it stands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot import computing
from bot.disk import open_file
from bot.given import PROBLEMS
from bot.worker import TooMuchError, Worker, WorkerError
from digests.files import FileProblem
from digests.models import RawText
from digests.opml import Outline, read_opml
from digests.records import LONGEST_LINE, BadLine, Record, read_line
from digests.tables import read_table

LINES, TABLE, FEEDS = ".jsonl", ".csv", ".opml"
TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf")
ENDINGS = frozenset((*TEXTS, LINES, TABLE, FEEDS))
MOST_BYTES = 300_000_000  # of a table or a list, which is read as a whole
MOST_BYTES_OF_A_TEXT = 50_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and the line in it where it has several articles. `read`: how much of the file that was."""

    path: Path
    line: int | None = None
    read: int = 0

    def __str__(self) -> str:
        return str(self.path) if self.line is None else f"{self.path}, line {self.line}"


Content = RawText | Record | BadLine | tuple[Outline, ...]


async def read_path(path: Path, size: int, worker: Worker) -> AsyncIterator[tuple[Place, Content]]:
    """What is in a file; documents are read by the worker."""
    ending = path.suffix.lower()
    try:
        with open_file(path) as file:
            if ending == LINES:
                for place, content in _lines(path, file):
                    yield place, content
            elif size > (MOST_BYTES if ending in (TABLE, FEEDS) else MOST_BYTES_OF_A_TEXT):
                yield Place(path, read=size), BadLine("is too big")
            elif ending == TABLE:
                for number, row in read_table(file.read()):
                    yield Place(path, number), row
                yield Place(path, read=size), ()
            elif ending == FEEDS:
                yield Place(path, read=size), read_opml(file.read()) or BadLine("lists no feeds")
            else:
                yield Place(path, read=size), await _text(path.name, file.read(), worker)
    except OSError as error:
        yield Place(path), BadLine(f"cannot be read: {error.strerror}")


def _lines(path: Path, file: BinaryIO) -> Iterator[tuple[Place, Content]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number, read = number + 1, len(line)
        rest = line
        while rest and not rest.endswith(b"\n"):  # of a line that is too long
            rest = file.readline(LONGEST_LINE)
            read += len(rest)
        content = read_line(line)
        yield Place(path, number, read), () if content is None else content


async def _text(name: str, content: bytes, worker: Worker) -> RawText | BadLine:
    try:
        found = await worker.run(computing.read_file, name, content)
    except TooMuchError:
        return BadLine(PROBLEMS[FileProblem.TOO_LARGE])
    except WorkerError:
        return BadLine("cannot be read")
    return BadLine(PROBLEMS[found]) if isinstance(found, FileProblem) else found
