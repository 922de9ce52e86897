"""The files of a database: closed to other users of the machine, and replaced by one process at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIXES = ("-wal", "-shm", "")  # in the order in which they may be moved: last what makes a database
_OWNER_ONLY = 0o600


class DatabaseInUseError(Exception):
    """Another process works on the database or replaces it; the message is a sentence for people."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing; folders that exist keep their permissions."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file where there is none; a file that exists becomes readable to its owner alone."""
    if path.exists():
        close_to_others(path)
    else:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))


def close_to_others(path: Path) -> None:
    """Make a file readable to its owner alone; a folder, no file or another owner's is left as it is."""
    with suppress(FileNotFoundError, PermissionError):
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) and mode & 0o077:
            path.chmod(_OWNER_ONLY)


def beside(database: Path, ending: str) -> Path:
    """The path beside the database with this ending: `news.db.before` for `news.db` and `.before`.

    Where the database is a link, it is beside the file that the link leads to.
    """
    real = database.resolve()
    return real.with_name(real.name + ending)


def unfinished(database: Path) -> Path:
    """The file that a restore puts in the database's place; it exists only while one is running or was cut
    off.
    """
    return beside(database, ".restored")


class Share:
    """The right to work on a database: any number of processes may have it, but none while the file is
    replaced.
    """

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
    """Have the database to oneself in the block. Raises DatabaseInUseError while anybody else works on it."""
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
    """Lock an open file; the system frees the lock however its holder ends. False when somebody else has it.

    Where the system has no such locks (Windows), everybody may share and nobody gets the file alone.
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
