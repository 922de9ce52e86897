"""What `newsdigest digest` is given, and how files of it become texts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digests.files import FileProblem, read_file
from digests.models import RawText

STDIN = "-"
PROBLEMS = {
    FileProblem.EMPTY: "has no text",
    FileProblem.BINARY: "is no text file",
    FileProblem.UNSUPPORTED: "is of a kind that is not read",
    FileProblem.TOO_LONG: "is longer than 200,000 characters",
    FileProblem.BROKEN_ENCODING: "is in an unknown encoding",
    FileProblem.OLD_WORD: "is an old kind of document; save it as .docx",
    FileProblem.BROKEN_DOCUMENT: "cannot be opened as a document",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One text by its name, or why there is none."""

    name: str
    text: RawText | str


def is_link(name: str) -> bool:
    return name.lower().startswith(("http://", "https://"))


def may_need_the_web(names: Sequence[str]) -> bool:
    """What comes from standard input may be a list of feeds."""
    return any(is_link(name) or name == STDIN or name.lower().endswith(".opml") for name in names)


def read_bytes(name: str) -> bytes | str:
    """The content, or why there is none."""
    try:
        return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def text_of(name: str, content: bytes) -> Given:
    raw = read_file("" if name == STDIN else Path(name).name, content)
    return Given(name, PROBLEMS[raw] if isinstance(raw, FileProblem) else raw)


def read_files(names: Sequence[str]) -> list[Given]:
    read = ((name, read_bytes(name)) for name in names)
    return [Given(name, got) if isinstance(got, str) else text_of(name, got) for name, got in read]
