"""Some steps below `STEP` were changed after they had been committed: a database that was made by an earlier
wording of them is brought to what they make now.

Before the other steps run, each table, index, trigger and view is compared with what the steps up to the
database's version make. What differs is made anew and keeps its rows; a table that does not belong there yet
is put aside, and its rows come back when a later step has made it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import NamedTuple

import aiosqlite

STEP = 28  # from this one on a step never changes
_ASIDE = "put_aside_"

# What a row is given in a column that its table did not have and that has no default.
_FILLED = {("editions", "issue_id"): "id"}

_SCHEMA = (
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    " AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')"
)

_WORDS_WITHOUT_FOLLOWS = (
    "DELETE FROM followed_words WHERE NOT EXISTS (SELECT 1 FROM follows WHERE words_id = followed_words.id)"
)


class _Thing(NamedTuple):
    """A table, an index, a trigger or a view."""

    kind: str
    name: str


_TOLD = _Thing("table", "told")

Schema = Mapping[_Thing, str]


def normalised(sql: str) -> str:
    """Without comments, quotation marks of names and what only spaces things out."""
    bare = re.sub(r"--[^\n]*", " ", sql).replace('"', "")
    return re.sub(r" ?([(),]) ?", r"\1", " ".join(bare.split()))


def made_by(scripts: Iterable[Iterable[str]]) -> Schema:
    """What these steps make of an empty file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for statements in scripts:
            for statement in statements:
                fresh.execute(statement)
        return {_Thing(kind, name): sql for kind, name, sql in fresh.execute(_SCHEMA)}


async def put_right(connection: aiosqlite.Connection, wanted: Schema, later: Schema) -> None:
    """Inside a transaction, while foreign keys are off. `later`: what all steps make in the end.

    What no step ever made is left alone.
    """
    ours = wanted.keys() | later.keys() | {_TOLD}
    found = {thing: sql for thing, sql in (await _read(connection)).items() if thing in ours}
    if _bare(found) != _bare(wanted):
        await _drop_all_but_tables(connection, found)
        await _remake_tables(connection, found, wanted)
        if _TOLD in found:
            await _tell_by_issues(connection)
        await _make(connection, {thing: sql for thing, sql in wanted.items() if thing.kind != "table"})


async def bring_back(connection: aiosqlite.Connection) -> None:
    """The rows of tables that were put aside; words that nobody follows any more go, as by a trigger now."""
    await connection.execute("PRAGMA defer_foreign_keys = ON")
    for _, aside in [thing for thing in await _read(connection) if thing.name.startswith(_ASIDE)]:
        await _copy(connection, aside, aside.removeprefix(_ASIDE))
        await connection.execute(f"DROP TABLE {aside}")
    await connection.execute(_WORDS_WITHOUT_FOLLOWS)


async def _drop_all_but_tables(connection: aiosqlite.Connection, found: Schema) -> None:
    """They are made anew from their wording: a view or a trigger would keep its table from being dropped."""
    for kind, name in found:
        if kind != "table":
            await connection.execute(f"DROP {kind} {name}")


async def _remake_tables(connection: aiosqlite.Connection, found: Schema, wanted: Schema) -> None:
    tables = {thing for thing in found.keys() | wanted.keys() if thing.kind == "table"}
    for table in sorted(tables):
        before, after = found.get(table), wanted.get(table)
        if before is None and after is not None:
            await connection.execute(after)
        elif after is None:
            await _move(connection, table.name, f"{_ASIDE}{table.name}")
        elif before is not None and normalised(before) != normalised(after):
            await _remake(connection, table.name, after)


async def _remake(connection: aiosqlite.Connection, table: str, sql: str) -> None:
    last = await _last_number(connection, table)
    await _move(connection, table, "temp.kept")
    await connection.execute(sql)
    await _copy(connection, "kept", table)
    if last is not None:
        await connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        await connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
    await connection.execute("DROP TABLE temp.kept")


async def _move(connection: aiosqlite.Connection, table: str, to: str) -> None:
    await connection.execute(f"CREATE TABLE {to} AS SELECT * FROM {table}")
    await connection.execute(f"DROP TABLE main.{table}")


async def _copy(connection: aiosqlite.Connection, source: str, table: str) -> None:
    kept, columns = await _columns(connection, source), await _columns(connection, table)
    values = {name: name if name in kept else _FILLED.get((table, name)) for name in columns}
    given = {name: value for name, value in values.items() if value is not None}
    await connection.execute(
        f"INSERT OR IGNORE INTO {table} ({', '.join(given)}) SELECT {', '.join(given.values())} FROM {source}"
    )


async def _tell_by_issues(connection: aiosqlite.Connection) -> None:
    """The memory of editions once stood in `told`: each edition becomes an issue of its own."""
    aside = f"{_ASIDE}told"
    shown = "shown" if "shown" in await _columns(connection, aside) else "1"
    await connection.execute("INSERT INTO issues (id, hash) SELECT id, 'edition ' || id FROM editions")
    await connection.execute(
        "INSERT INTO issue_stories (issue_id, story_id, newest_article_id, place, shown)"
        f" SELECT edition_id, story_id, newest_article_id, place, {shown} FROM {aside}"
    )
    await connection.execute(f"DROP TABLE {aside}")


async def _make(connection: aiosqlite.Connection, things: Schema) -> None:
    """Views before the triggers that read them."""
    for thing in sorted(things, key=lambda each: ("index", "view", "trigger").index(each.kind)):
        await connection.execute(things[thing])


def _bare(schema: Schema) -> Schema:
    return {thing: normalised(sql) for thing, sql in schema.items()}


async def _read(connection: aiosqlite.Connection) -> Schema:
    rows = await connection.execute_fetchall(_SCHEMA)
    return {_Thing(kind, name): sql for kind, name, sql in rows}


async def _columns(connection: aiosqlite.Connection, table: str) -> list[str]:
    """Those that hold values; generated ones are left out."""
    rows = await connection.execute_fetchall("SELECT name FROM pragma_table_info(?)", (table,))
    return [name for (name,) in rows]


async def _last_number(connection: aiosqlite.Connection, table: str) -> int | None:
    """The highest that the table ever gave; None where it counts none."""
    rows = await connection.execute_fetchall("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    return next((int(seq) for (seq,) in rows), None)
