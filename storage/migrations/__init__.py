"""The schema's steps: numbered SQL files, each applied once, all that are due in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache
from importlib import resources

import aiosqlite

from storage.migrations import repair


class NewerDatabaseError(Exception):
    """The file was written by a newer version of the program, which knows steps that this one doesn't."""

    def __init__(self, version: int, newest: int) -> None:
        super().__init__(
            f"the database was written by a newer version of newsdigest ({version}, this one knows {newest}):"
            " install that version, or put an older backup in its place"
        )


class OlderDatabaseError(Exception):
    """The file lacks steps that the program needs, and it was to be read only."""

    def __init__(self, version: int, newest: int) -> None:
        super().__init__(
            f"the database is of an earlier version of newsdigest ({version}, this one needs {newest}):"
            " run `newsdigest upgrade`, or start the bot once"
        )


@cache
def steps() -> tuple[tuple[int, str], ...]:
    files = [f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")]
    return tuple(sorted((int(f.name[:4]), f.read_text(encoding="utf-8")) for f in files))


async def apply(connection: aiosqlite.Connection) -> int:
    """Bring the file to the newest version, and return that; cut off or failed, it has changed nothing.

    Raises NewerDatabaseError when the file is ahead of the program.
    """
    known = steps()
    newest = known[-1][0]
    version = await _version(connection)
    if version > newest:
        raise NewerDatabaseError(version, newest)
    if 0 < version < repair.STEP:
        await _repair(connection)
    if version < newest:
        async with _transaction(connection):
            version = await _version(connection)  # another process may have been first
            for number, script in known:
                if number > version:
                    await _apply_step(connection, number, script)
    return newest


async def check(connection: aiosqlite.Connection) -> None:
    """Raises NewerDatabaseError and OlderDatabaseError where the file is not of this program's version."""
    newest, version = steps()[-1][0], await _version(connection)
    if version > newest:
        raise NewerDatabaseError(version, newest)
    if version < newest:
        raise OlderDatabaseError(version, newest)


async def _repair(connection: aiosqlite.Connection) -> None:
    """Make it what the steps up to its version make."""
    await connection.execute("PRAGMA foreign_keys = OFF")  # a table that is made anew would take others along
    try:
        async with _transaction(connection):
            version = await _version(connection)
            if version < repair.STEP:
                await repair.put_right(connection, _made_up_to(version), _made_up_to(repair.STEP))
    finally:
        await connection.execute("PRAGMA foreign_keys = ON")


def _made_up_to(version: int) -> repair.Schema:
    return repair.made_by(_statements(script) for number, script in steps() if number <= version)


async def _apply_step(connection: aiosqlite.Connection, number: int, script: str) -> None:
    for statement in _statements(script):
        await connection.execute(statement)
    if number == repair.STEP:
        await repair.bring_back(connection)
    await connection.execute(f"PRAGMA user_version = {number}")


@asynccontextmanager
async def _transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # on a full disk SQLite itself may have rolled back
            await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")


async def _version(connection: aiosqlite.Connection) -> int:
    async with connection.execute("PRAGMA user_version") as cursor:
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
