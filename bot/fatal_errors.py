"""Errors that end a command, each with a sentence that says what to do next."""

from __future__ import annotations

from storage.backup import BrokenDatabaseError
from storage.database import StorageError, StorageTrouble, trouble_of
from storage.files import DatabaseInUseError
from storage.identity import UnusableDatabaseError
from storage.migrations import NewerDatabaseError, OlderDatabaseError


class MissingExtraError(Exception):
    """A package that the request needs is not installed; the sentence says which."""


FATAL_ERRORS = (
    MissingExtraError,
    *(StorageError, BrokenDatabaseError, DatabaseInUseError, UnusableDatabaseError),
    *(NewerDatabaseError, OlderDatabaseError),
    OSError,
)
WHAT_TO_DO: dict[StorageTrouble, str] = {
    "database-full": "the disk is full: make room, then start this again",
    "database-locked": "another program holds the database: start this again when it has let go",
    "database-read-only": "the database cannot be written: check the rights of the file and its folder",
    "database-broken": "the database cannot be used: check the disk; a backup may be needed",
}


def sentence_of(error: Exception) -> str:
    """The sentence about one of FATAL_ERRORS."""
    if isinstance(error, StorageError):
        return f"{WHAT_TO_DO[trouble_of(error)]} ({error})"
    if isinstance(error, OSError) and trouble_of(error) == "database-full":
        return f"{WHAT_TO_DO['database-full']} ({error})"
    if isinstance(error, UnusableDatabaseError):
        return f"DATABASE_PATH: {error}"
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error)
