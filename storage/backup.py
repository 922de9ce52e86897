"""Copies of the whole database file, made while the bot works, for a thread or the command line."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from storage.files import SUFFIXES, beside, make_folder, make_private, unfinished
from storage.identity import is_ours, read_schema, reading
from storage.migrations import steps


class BrokenDatabaseError(Exception):
    """The file is no whole database of this program."""


def copy(database: Path, target: Path) -> None:
    """A consistent copy; `target` is either whole or not there. Raises OSError and sqlite3.Error."""
    if not database.exists():
        raise FileNotFoundError(f"{database} does not exist")
    if not database.is_file():
        raise OSError(f"{database} is no file")
    make_folder(target.parent)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(part)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check_target(target: Path) -> None:
    """That nothing is overwritten but an older copy. Raises BrokenDatabaseError."""
    if target.is_dir():
        raise BrokenDatabaseError(f"{target} is a folder; name the file of the copy")
    if not target.exists():
        return
    try:
        older = is_ours(*read_schema(reading(target)))
    except sqlite3.Error:
        older = False
    if not older:
        raise BrokenDatabaseError(f"{target} is no copy of a database, so it is not overwritten")


def checked_copy(database: Path, target: Path) -> int:
    """Copy the database, check the copy and return its version. Raises BrokenDatabaseError, OSError and
    sqlite3.Error.
    """
    copy(database, target)
    try:
        return check(target)
    except Exception:
        target.unlink(missing_ok=True)  # nobody shall take it for a copy that is whole
        raise


def put_back(file: Path, database: Path) -> Path | None:
    """Where the former database lies now, with what SQLite keeps beside it; None when there was none.

    Whatever state that one is in: it is moved, not read. Cut off at any moment, nothing is lost, and the
    same call again ends it.
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
    """A restore that was cut off may have moved some of the files to this name."""
    return former.exists() or any(
        beside(database, suffix).exists() and beside(former, suffix).exists() for suffix in SUFFIXES
    )


def check(database: Path) -> int:
    """The version of a database file that is whole. Raises BrokenDatabaseError, saying what is wrong."""
    if not database.exists():
        raise BrokenDatabaseError(f"{database} does not exist")
    if not database.is_file():  # to open a named pipe may take for ever
        raise BrokenDatabaseError(f"{database} is no file")
    try:
        version, tables = read_schema(reading(database))
        with closing(sqlite3.connect(reading(database), uri=True)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite3.Error as error:
        raise BrokenDatabaseError(f"{database} cannot be read: {error}") from error
    if found != ["ok"]:
        raise BrokenDatabaseError(f"{database} is damaged: {'; '.join(found)}")
    if loose:
        raise BrokenDatabaseError(f"{database} is damaged: {loose} rows refer to rows that are gone")
    if not is_ours(version, tables):
        raise BrokenDatabaseError(f"{database} is no database of newsdigest")
    if version > steps()[-1][0]:
        raise BrokenDatabaseError(f"{database} was written by a newer version of newsdigest")
    return version
