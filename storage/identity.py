"""Whether a path may be this program's database; asked before anything is opened, made or changed."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from storage.migrations import NewerDatabaseError, steps

_MAGIC = b"SQLite format 3\0"
_OURS = {"articles", "stories", "schedules", "outbox"}  # since the first version

T = TypeVar("T")


class UnusableDatabaseError(Exception):
    """There can be no database at this path; the message is a sentence for whoever named it."""


def check_place(database: Path) -> None:
    """Check that a database may be opened or made there.

    Raises UnusableDatabaseError, NewerDatabaseError, and sqlite3.Error when a file cannot be read now.
    """
    if _size(database) == 0:
        return
    with database.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise UnusableDatabaseError(
                f"the database cannot be used: {database} is another kind of file, or damaged;"
                " `newsdigest restore` puts a backup in its place"
            )
    version, tables = look_into(database, read_schema)
    _refuse_foreign(database, version, tables)
    if version > steps()[-1][0]:
        raise NewerDatabaseError(version, steps()[-1][0])


def check_replaceable(database: Path) -> None:
    """Check that a database may be put there, even in the place of a damaged one. Raises
    UnusableDatabaseError.
    """
    if _size(database):
        with suppress(sqlite3.Error):  # nobody can tell any more whose it was
            _refuse_foreign(database, *_asked(_as_it_lies(database), read_schema))


def is_ours(version: int, tables: set[str]) -> bool:
    return version > 0 and tables >= _OURS


def read_schema(connection: sqlite3.Connection) -> tuple[int, set[str]]:
    """The schema's version and the names of the tables. Raises sqlite3.Error."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return version, tables


def look_into(database: Path, ask: Callable[[sqlite3.Connection], T]) -> T:
    """What `ask` finds in the database.

    Where nobody writes to the database it is read without a lock, which leaves no trace beside it. If
    somebody has begun to write meanwhile, `ask` is called once more, with a lock.

    Raises sqlite3.Error, and what `ask` raises.
    """
    if (before := _unwritten(database)) is not None:
        try:
            found = _asked(_as_it_lies(database), ask)
        except sqlite3.Error:
            if _unwritten(database) == before:
                raise
        else:
            if _unwritten(database) == before:
                return found
    return _asked(f"{database.resolve().as_uri()}?mode=ro", ask)


def _unwritten(database: Path) -> tuple[int, int] | None:
    """Other values after each change to the file; None while somebody writes, or there is none."""
    real = database.resolve()
    try:
        status = real.stat()
    except OSError:
        return None
    written = real.with_name(real.name + "-wal").exists()
    return None if written else (status.st_mtime_ns, status.st_size)


def _asked(address: str, ask: Callable[[sqlite3.Connection], T]) -> T:
    with closing(sqlite3.connect(address, uri=True)) as connection:
        return ask(connection)


def _as_it_lies(database: Path) -> str:
    return f"{database.resolve().as_uri()}?immutable=1"


def _refuse_foreign(database: Path, version: int, tables: set[str]) -> None:
    if (version or tables) and not is_ours(version, tables):
        raise UnusableDatabaseError(
            f"{database} belongs to another program and is left as it is; choose another place"
        )


def _size(database: Path) -> int:
    """The file's size, 0 where there is none but one may be made. Raises UnusableDatabaseError."""
    try:
        status = database.stat()
    except FileNotFoundError:
        _check_folder(database)
        return 0
    except NotADirectoryError:
        raise UnusableDatabaseError(f"{database} lies in no folder; choose another place") from None
    except OSError as error:
        raise UnusableDatabaseError(f"{database} cannot be reached: {error.strerror}") from None
    if stat.S_ISDIR(status.st_mode):
        raise UnusableDatabaseError(
            f"{database} is a folder; the database is a file, such as {database / 'newsdigest.db'}"
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnusableDatabaseError(f"{database} is no file that can hold a database; choose another place")
    return status.st_size


def _check_folder(database: Path) -> None:
    """Check that the nearest existing folder is one in which files may be made."""
    there = next(one for one in database.absolute().parents if one.exists())
    if not there.is_dir():
        raise UnusableDatabaseError(
            f"{there} is a file, so {database} cannot lie in it; choose another place"
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise UnusableDatabaseError(f"{database} cannot be made: check the rights of the folder {there}")
