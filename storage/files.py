"""The files that a database is made of: closed to other users of the machine, replaced by one at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIXES = ("-wal", "-shm", "")  # in the order in which they may be moved: last what makes a database
_OWNER_ONLY = 0o600


class DatabaseInUseError(Exception):
    """Another process works on the database, or replaces it; a sentence for people."""


def make_folder(folder: Path) -> None:
    """With those above it that are missing; what is there already keeps its permissions."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def make_private(path: Path) -> None:
    """An empty file where there is none; what is there becomes readable to its owner alone."""
    if path.exists():
        close_to_others(path)
    else:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))


def close_to_others(path: Path) -> None:
    """A file of another owner, a folder, or nothing is left as it is."""
    with suppress(FileNotFoundError, PermissionError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            path.chmod(_OWNER_ONLY)


def beside(database: Path, ending: str) -> Path:
    """`news.db.before` for `news.db` and `.before`; beside the file itself where a link leads to it."""
    real = database.resolve()
    return real.with_name(real.name + ending)


def unfinished(database: Path) -> Path:
    """What a restore puts in the database's place; it is there only while one is under way or was cut off."""
    return beside(database, ".restored")


class Share:
    """The right to write to a database; any number of processes have it, unless one replaces the file."""

    def __init__(self, database: Path) -> None:
        """Raises DatabaseInUseError while the database is being replaced."""
        self._descriptor = open_lock(beside(database, ".writers"))
        if not take_lock(self._descriptor, alone=False):
            self.close()
            raise DatabaseInUseError(f"{database} is being restored; try again when that has ended.")
        if unfinished(database).exists():
            self.close()
            raise DatabaseInUseError(
                f"A restore of {database} was cut off; run `newsdigest restore FILE` once more."
            )

    def close(self) -> None:
        os.close(self._descriptor)


@contextmanager
def replacing(database: Path) -> Iterator[None]:
    """Raises DatabaseInUseError while anybody writes to the database."""
    descriptor = open_lock(beside(database, ".writers"))
    try:
        if not take_lock(descriptor, alone=True):
            raise DatabaseInUseError(
                f"{database} is in use by the bot or another command; stop it, or wait until it has ended."
            )
        yield
    finally:
        os.close(descriptor)


def take_lock(descriptor: int, *, alone: bool) -> bool:
    """A lock on an open file, which the system frees however its holder ends; False when it is taken.

    Where the system has none (Windows) nobody is ever alone, and everybody may share.
    """
    try:
        import fcntl
    except ImportError:
        return not alone
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def open_lock(path: Path) -> int:
    make_folder(path.parent)
    make_private(path)
    return os.open(path, os.O_RDWR)
