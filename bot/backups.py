"""Backups: one a day while the bot runs, and `newsdigest backup`, `restore`, `check` and `migrate`."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.services.copies import place_of
from storage import backup
from storage.backup import BrokenDatabaseError
from storage.files import Share, close_to_others, replacing
from storage.identity import check_place, check_replaceable

CHECK_SECONDS = 600
_NAME = "newsdigest-{:%Y-%m-%d}.db"
_ANY = "newsdigest-????-??-??.db"
_COPIES = "newsdigest-????-??-??*.db"

log = logging.getLogger(__name__)


def back_up_today(database: Path, directory: Path, keep: int, now: datetime) -> Path | None:
    """The copy that was made; None when the day has one. The oldest beyond `keep` go,
    first those of days to come, which a clock that was ahead has made.

    Copies that an earlier version left open to other users are closed.
    """
    for made in directory.glob(_COPIES):
        close_to_others(made)
    target = directory / _NAME.format(now)
    if target.exists():
        return None
    backup.checked_copy(database, target)
    for old in sorted(directory.glob(_ANY), key=lambda made: (made.name <= target.name, made.name))[:-keep]:
        old.unlink()
    return target


async def back_up_daily(database: Path, directory: Path, keep: int) -> None:
    """Until it is cancelled."""
    while True:
        try:
            made = await asyncio.to_thread(back_up_today, database, directory, keep, datetime.now(UTC))
        except (BrokenDatabaseError, OSError, sqlite3.Error) as error:
            log.error("no backup in %s: %s", directory, error)  # noqa: TRY400  # said in a sentence
        else:
            if made:
                log.info("a backup: %s", made)
        await asyncio.sleep(CHECK_SECONDS)


def run_backup(database: Path, target: Path | None, directory: Path | None) -> int:
    """The exit status. Without a target: into the directory of the settings, else beside the database."""
    made = target or place_of(database, directory, datetime.now(UTC))
    return _said(lambda: _copied(database, made))


def run_check(database: Path, file: Path | None) -> int:
    return _said(lambda: f"{file or database} is whole, version {backup.check(file or database)}.")


def run_restore(database: Path, file: Path) -> int:
    """Whatever was there before stays beside it, as `….before`."""
    return _said(lambda: _restored(database, file))


def run_migrate(database: Path) -> int:
    """Opening a database brings it to the newest version."""
    from storage.database import Database

    async def opened() -> None:
        await (await Database.open(database)).close()

    def migrate() -> str:
        asyncio.run(opened())
        return f"{database} has version {backup.check(database)}."

    return _said(migrate)


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
    """Prints what was done, or why not."""
    from bot.endings import FATAL_ERRORS, sentence_of

    try:
        print(do())
    except FATAL_ERRORS as error:
        print(sentence_of(error), file=sys.stderr)
        return 1
    return 0
