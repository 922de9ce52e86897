"""Backups while the bot runs: one each day, and copies that an admin asks for."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage import backup
from storage.backup import BrokenDatabaseError
from storage.files import close_to_others

CHECK_SECONDS = 600
_DAILY_NAME = "newsdigest-{:%Y-%m-%d}.db"
_DAILY_ANY = "newsdigest-????-??-??.db"
_DAILY_COPIES = "newsdigest-????-??-??*.db"
_UNFINISHED = "newsdigest-*.part*"
_GIVEN_UP_AFTER = timedelta(days=1)  # no copy takes so long to write

log = logging.getLogger(__name__)

_COPY_NAME = "newsdigest-{:%Y-%m-%d-%H%M%S}.db"


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """A complete copy; `size` in bytes."""

    path: Path
    size: int


def place_of(database: Path, directory: Path | None, now: datetime) -> Path:
    """Where a copy made now goes: the directory from the settings, else beside the database."""
    return (directory or database.parent) / _COPY_NAME.format(now)


async def back_up(database: Path, directory: Path | None, now: datetime) -> BackupCopy | None:
    """Make a copy; None when that failed, and the log says why."""
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
    """The copy that was made; None when there is one of today. The oldest beyond `keep` are removed.

    Copies dated in the future, from a clock that was ahead, are removed first. Copies that an earlier version
    left readable for other users are closed, and unfinished ones are removed after a day.
    """
    for made in directory.glob(_DAILY_COPIES):
        close_to_others(made)
    for left, changed in _changed(directory, _UNFINISHED):
        if changed < now - _GIVEN_UP_AFTER:
            left.unlink(missing_ok=True)
    target = directory / _DAILY_NAME.format(now)
    if target.exists():
        return None
    backup.checked_copy(database, target)
    for old in sorted(directory.glob(_DAILY_ANY), key=lambda made: (made.name <= target.name, made.name))[
        :-keep
    ]:
        old.unlink(missing_ok=True)
    return target


def last_daily(directory: Path) -> datetime | None:
    """When the newest daily copy was made; None where there is none."""
    return max((changed for _, changed in _changed(directory, _DAILY_ANY)), default=None)


def _changed(directory: Path, names: str) -> Iterator[tuple[Path, datetime]]:
    """The files with such names, and when each was last written."""
    for file in directory.glob(names):
        with suppress(FileNotFoundError):  # it has just gone
            yield file, datetime.fromtimestamp(file.stat().st_mtime, UTC)


async def back_up_daily(database: Path, directory: Path, keep: int) -> None:
    """Make the day's copy, checking every ten minutes whether it is due, until cancelled."""
    while True:
        try:
            made = await asyncio.to_thread(back_up_today, database, directory, keep, datetime.now(UTC))
        except (BrokenDatabaseError, OSError, sqlite3.Error) as error:
            log.error("no backup in %s: %s", directory, error)  # noqa: TRY400  # said in a sentence
        else:
            if made:
                log.info("a backup: %s", made)
        await asyncio.sleep(CHECK_SECONDS)
