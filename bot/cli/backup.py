"""The commands `newsdigest backup`, `restore`, `check`, `migrate` and `upgrade`."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.ops.backups import place_of
from storage import backup
from storage.files import Share, replacing
from storage.identity import check_place, check_replaceable
from storage.migrations import steps


def run_backup(database: Path, target: Path | None, directory: Path | None) -> int:
    """Returns the exit status. Without a target the copy goes to the settings' directory, else beside the
    database.
    """
    made = target or place_of(database, directory, datetime.now(UTC))
    return _said(lambda: _copied(database, made))


def run_check(database: Path, file: Path | None) -> int:
    return _said(lambda: f"{file or database} is whole, version {backup.check(file or database)}.")


def run_restore(database: Path, file: Path) -> int:
    """A database that was there before stays beside it, as `….before`."""
    return _said(lambda: _restored(database, file))


def run_migrate(database: Path) -> int:
    """Bring a database to the newest version, as opening it does."""
    from storage.database import Database

    async def opened() -> None:
        await (await Database.open(database)).close()

    def migrate() -> str:
        asyncio.run(opened())
        return f"{database} has version {backup.check(database)}."

    return _said(migrate)


def run_upgrade(database: Path, directory: Path | None) -> int:
    """Make a copy, bring the database to the newest version and check it; on failure it is left as it was."""
    return _said(lambda: _upgraded(database, place_of(database, directory, datetime.now(UTC))))


def _upgraded(database: Path, copy: Path) -> str:
    check_place(database)
    if not database.exists():
        raise FileNotFoundError(f"{database} does not exist")
    with replacing(database):
        before = backup.checked_copy(database, copy)
        if before == steps()[-1][0]:
            copy.unlink()
            return f"{database} is whole and has version {before} already; nothing was changed."
        version = _migrated(database, copy)
    return (
        f"{database} is whole and has version {version} now; it had {before}.\n"
        f"To go back, install the version of newsdigest from before and run: newsdigest restore {copy}"
    )


def _migrated(database: Path, copy: Path) -> int:
    """Its version afterwards. Raises BrokenDatabaseError once the database is as it was, or as the copy has
    it.
    """
    from bot.fatal_errors import sentence_of
    from storage.database import migrate

    try:
        asyncio.run(migrate(database))
    except sqlite3.Error as error:
        raise backup.BrokenDatabaseError(f"Nothing was changed: {sentence_of(error)}") from error
    try:
        return backup.check(database)
    except backup.BrokenDatabaseError as error:
        backup.put_back(copy, database)
        raise backup.BrokenDatabaseError(f"The copy is in its place again, for {error}") from error


def _copied(database: Path, target: Path) -> str:
    check_place(database)
    if not database.exists():
        raise FileNotFoundError(f"{database} does not exist")
    backup.check_target(target)
    with closing(Share(database)):
        return f"{target} has version {backup.checked_copy(database, target)}."


def _restored(database: Path, file: Path) -> str:
    check_replaceable(database)
    with replacing(database):
        version = backup.check(file)
        former = backup.put_back(file, database)
    done = f"{database} is {file} now, version {version}."
    return f"{done} What was there before is {former}." if former else done


def _said(do: Callable[[], str]) -> int:
    """Prints what was done, or why nothing was."""
    from bot.fatal_errors import FATAL_ERRORS, sentence_of

    try:
        print(do())
    except FATAL_ERRORS as error:
        print(sentence_of(error), file=sys.stderr)
        return 1
    return 0
