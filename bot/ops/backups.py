"""Backups while the bot runs: one a day, and a copy that an admin asks for beside those."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage import backup
from storage.backup import BrokenDatabaseError
from storage.files import close_to_others

CHECK_SECONDS = 600
_DAILY_NAME = "newsdigest-{:%Y-%m-%d}.db"
_DAILY_ANY = "newsdigest-????-??-??.db"
_DAILY_COPIES = "newsdigest-????-??-??*.db"

log = logging.getLogger(__name__)

_COPY_NAME = "newsdigest-{:%Y-%m-%d-%H%M%S}.db"


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """A whole copy; `size` in bytes."""

    path: Path
    size: int


def place_of(database: Path, directory: Path | None, now: datetime) -> Path:
    """Where the copy of this moment goes: into the directory of the settings, else beside the database."""
    return (directory or database.parent) / _COPY_NAME.format(now)


async def back_up(database: Path, directory: Path | None, now: datetime) -> BackupCopy | None:
    """Make a copy; None when it was not possible, and the log says why."""
    target = place_of(database, directory, now).absolute()
    try:
        return await asyncio.to_thread(_copied, database, target)
    except (BrokenDatabaseError, OSError, sqlite3.Error) as error:
        log.error("no backup at %s: %s", target, error)  # noqa: TRY400  # said in a sentence
        return None


def _copied(database: Path, target: Path) -> BackupCopy:
    backup.checked_copy(database, target)
    return BackupCopy(target, target.stat().st_size)


def back_up_today(database: Path, directory: Path, keep: int, now: datetime) -> Path | None:
    """The copy that was made; None when the day has one. The oldest beyond `keep` go,
    first those of days to come, which a clock that was ahead has made.

    Copies that an earlier version left open to other users are closed.
    """
    for made in directory.glob(_DAILY_COPIES):
        close_to_others(made)
    target = directory / _DAILY_NAME.format(now)
    if target.exists():
        return None
    backup.checked_copy(database, target)
    for old in sorted(directory.glob(_DAILY_ANY), key=lambda made: (made.name <= target.name, made.name))[
        :-keep
    ]:
        old.unlink()
    return target


def last_daily(directory: Path) -> datetime | None:
    """When the newest daily copy was made; None where there is none."""
    made = max((copy.stat().st_mtime for copy in directory.glob(_DAILY_ANY)), default=None)
    return None if made is None else datetime.fromtimestamp(made, UTC)


async def back_up_daily(database: Path, directory: Path, keep: int) -> None:
    """Make the day's copy, and look every ten minutes whether it is due, until it is cancelled."""
    while True:
        try:
            made = await asyncio.to_thread(back_up_today, database, directory, keep, datetime.now(UTC))
        except (BrokenDatabaseError, OSError, sqlite3.Error) as error:
            log.error("no backup in %s: %s", directory, error)  # noqa: TRY400  # said in a sentence
        else:
            if made:
                log.info("a backup: %s", made)
        await asyncio.sleep(CHECK_SECONDS)
