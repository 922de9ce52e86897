"""Files named on the command line: folders are walked, symbolic links are never followed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class FileFound:
    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class FileMissing:
    """A name that cannot be used as a file."""

    path: Path
    reason: str


def find_files(paths: Sequence[Path], wanted: Callable[[Path], bool]) -> Iterator[FileFound | FileMissing]:
    """The files named and, in folders, the `wanted` ones that are not hidden, sorted by name."""
    for path in paths:
        try:
            mode = path.lstat().st_mode
        except OSError as error:
            yield FileMissing(path, f"cannot be read: {error.strerror}")
            continue
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, wanted)
        elif stat.S_ISREG(mode):
            yield FileFound(path, path.stat().st_size)
        else:
            yield FileMissing(
                path, "is a link; name what it leads to" if stat.S_ISLNK(mode) else "is no file"
            )


def _in_folder(folder: Path, wanted: Callable[[Path], bool]) -> Iterator[FileFound | FileMissing]:
    problems: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=problems.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(here, name) for name in sorted(names) if not name.startswith(".")):
            status = path.lstat()
            if stat.S_ISREG(status.st_mode) and wanted(path):
                yield FileFound(path, status.st_size)
    yield from (FileMissing(Path(str(one.filename)), f"cannot be read: {one.strerror}") for one in problems)


def printable(words: object) -> str:
    """The words on one line, without control characters: the name of a file or feed must not drive a
    terminal.
    """
    return "".join(sign for sign in str(words) if sign.isprintable())


def read_whole(path: Path, most: int) -> bytes | None:
    """The content; None when it has more than `most` bytes. Links are followed.

    Raises OSError, also for a folder, a device, a socket or a named pipe, because reading one may never end.
    """
    _require_file(path.stat().st_mode)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        _require_file(os.fstat(descriptor).st_mode)  # another may have taken its place
        content = file.read(most + 1)
    return content if len(content) <= most else None


def _require_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder; name the files in it")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no file; what comes through a pipe is read with -")


def open_file(path: Path) -> BinaryIO:
    """Raises OSError for a symbolic link that has taken the place of the file in the meantime."""
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb")
