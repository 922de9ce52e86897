"""The schema's steps: numbered SQL files, each applied once, in its own transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources

import aiosqlite


class NewerDatabaseError(Exception):
    """The file was written by a newer version of the program, which knows steps that this one doesn't."""


def steps() -> list[tuple[int, str]]:
    files = [f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")]
    return sorted((int(f.name[:4]), f.read_text(encoding="utf-8")) for f in files)


async def apply(connection: aiosqlite.Connection) -> int:
    """Bring the file to the newest version and return that version.

    Raises NewerDatabaseError when the file is ahead of the program.
    """
    known = steps()
    newest = known[-1][0]
    version = await _version(connection)
    if version > newest:
        raise NewerDatabaseError(f"the database is at version {version}, this program knows {newest}")
    for number, script in known:
        if number > version:
            await _apply_step(connection, number, script)
    return newest


async def _apply_step(connection: aiosqlite.Connection, number: int, script: str) -> None:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        if await _version(connection) < number:  # another process may have been first
            for statement in _statements(script):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
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
