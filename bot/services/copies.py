"""A copy of the database that an admin asks for, beside those of each day."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import backup
from storage.backup import BrokenDatabaseError

_NAME = "newsdigest-{:%Y-%m-%d-%H%M%S}.db"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupCopy:
    """A whole copy; `size` in bytes."""

    path: Path
    size: int


def place_of(database: Path, directory: Path | None, now: datetime) -> Path:
    """Without a directory in the settings: beside the database."""
    return (directory or database.parent) / _NAME.format(now)


async def back_up(database: Path, directory: Path | None, now: datetime) -> BackupCopy | None:
    """None when it was not possible; the log says why."""
    target = place_of(database, directory, now).absolute()
    try:
        return await asyncio.to_thread(_copied, database, target)
    except (BrokenDatabaseError, OSError, sqlite3.Error) as error:
        log.error("no backup at %s: %s", target, error)  # noqa: TRY400  # said in a sentence
        return None


def _copied(database: Path, target: Path) -> BackupCopy:
    backup.checked_copy(database, target)
    return BackupCopy(target, target.stat().st_size)
