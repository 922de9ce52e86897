"""Copies of the whole database file, made while the bot works, for a thread or the command line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.migrations import steps


class BrokenDatabaseError(Exception):
    """The file is no whole database of this program."""


def copy(database: Path, target: Path) -> None:
    """A consistent copy; `target` is either whole or not there. Raises OSError and sqlite3.Error."""
    if not database.exists():
        raise FileNotFoundError(f"{database} does not exist")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(part)) as made:
            source.backup(made)
            made.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def check(database: Path) -> int:
    """The version of a file that is whole. Raises BrokenDatabaseError, saying what is wrong."""
    if not database.exists():
        raise BrokenDatabaseError(f"{database} does not exist")
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
            loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise BrokenDatabaseError(f"{database} cannot be read: {error}") from error
    if found != ["ok"]:
        raise BrokenDatabaseError(f"{database} is damaged: {'; '.join(found)}")
    if loose:
        raise BrokenDatabaseError(f"{database} is damaged: {loose} rows refer to rows that are gone")
    if version == 0:
        raise BrokenDatabaseError(f"{database} is no database of newsdigest")
    if version > steps()[-1][0]:
        raise BrokenDatabaseError(f"{database} was written by a newer version of newsdigest")
    return version
