"""Copies of the whole database file, made while the bot runs, by a thread or the command line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkstemp

from storage.files import SUFFIXES, beside, make_folder, unfinished
from storage.identity import is_ours, look_into, read_schema
from storage.migrations import steps


class BrokenDatabaseError(Exception):
    """The file is not a whole database of this program; the message says what is wrong."""


def copy(database: Path, target: Path) -> None:
    """A consistent copy; `target` is either whole or not there. Raises OSError and sqlite3.Error."""
    with _unfinished_copy(database, target) as part:
        part.replace(target)


def checked_copy(database: Path, target: Path) -> int:
    """Copy the database and return its version; only a copy that is whole takes the place of an older one.

    Raises BrokenDatabaseError, OSError and sqlite3.Error.
    """
    with _unfinished_copy(database, target) as part:
        version = check(part, target)
        part.replace(target)
    return version


@contextmanager
def _unfinished_copy(database: Path, target: Path) -> Iterator[Path]:
    """Beside the target, by a name of its own: another process may make the same copy at the same time."""
    if not database.exists():
        raise FileNotFoundError(f"{database} does not exist")
    if not database.is_file():
        raise OSError(f"{database} is no file")
    make_folder(target.parent)
    descriptor, name = mkstemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent)
    os.close(descriptor)
    part = Path(name)
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(part)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
        yield part
    finally:
        part.unlink(missing_ok=True)


def check_target(target: Path) -> None:
    """Check that a copy to this path overwrites nothing but an older copy. Raises BrokenDatabaseError."""
    if target.is_dir():
        raise BrokenDatabaseError(f"{target} is a folder; name the file of the copy")
    if not target.exists():
        return
    try:
        older = is_ours(*look_into(target, read_schema))
    except sqlite3.Error:
        older = False
    if not older:
        raise BrokenDatabaseError(f"{target} is no copy of a database, so it is not overwritten")


def put_back(file: Path, database: Path) -> Path | None:
    """Put `file` in the place of the database, and return where the former database lies now, None if there
    was none.

    The former one is moved, not read, so its state does not matter. If the program is cut off at any moment
    nothing is lost, and the same call again finishes the work.
    """
    prepared = unfinished(database)
    copy(file, prepared)
    moved = _move_away(database)
    prepared.replace(beside(database, ""))
    return moved


def _move_away(database: Path) -> Path | None:
    former = next(one for one in _names_before(database) if not _overwrites(database, one))
    there = [suffix for suffix in SUFFIXES if beside(database, suffix).exists()]
    for suffix in there:
        beside(database, suffix).rename(beside(former, suffix))
    return former if there else None


def _names_before(database: Path) -> Iterator[Path]:
    yield beside(database, ".before")
    for number in count(2):
        yield beside(database, f".before.{number}")


def _overwrites(database: Path, former: Path) -> bool:
    """Whether moving the database to `former` would overwrite something.

    A restore that was cut off may already have moved some of the files to this name: those are not in the
    way.
    """
    return former.exists() or any(
        beside(database, suffix).exists() and beside(former, suffix).exists() for suffix in SUFFIXES
    )


def check(database: Path, called: Path | None = None) -> int:
    """The version of a database file that is whole. Raises BrokenDatabaseError, saying what is wrong with it,
    by another name where it has one for people.
    """
    name = called or database
    if not database.exists():
        raise BrokenDatabaseError(f"{name} does not exist")
    if not database.is_file():  # to open a named pipe may take for ever
        raise BrokenDatabaseError(f"{name} is no file")
    try:
        version, tables, found, loose = look_into(database, _examined)
    except sqlite3.Error as error:
        raise BrokenDatabaseError(f"{name} cannot be read: {error}") from error
    if found != ["ok"]:
        raise BrokenDatabaseError(f"{name} is damaged: {'; '.join(found)}")
    if loose:
        raise BrokenDatabaseError(f"{name} is damaged: {loose} rows refer to rows that are gone")
    if not is_ours(version, tables):
        raise BrokenDatabaseError(f"{name} is no database of newsdigest")
    if version > steps()[-1][0]:
        raise BrokenDatabaseError(f"{name} was written by a newer version of newsdigest")
    return version


def _examined(connection: sqlite3.Connection) -> tuple[int, set[str], list[str], int]:
    """The version, the tables, what the check of all pages says, and how many rows refer to none."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return *read_schema(connection), found, loose
