"""Every statement of storage/ finds its rows by an index, in every table that grows with readers or time."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import storage
from storage.database import Database, Reader
from storage.rows import fetch_all

SMALL = {
    "banned",
    "broadcasts",
    "channel_sources",
    "drafts",
    "pastes",
    "invitations",
    "model_queue",
    "model_switch",
    "updates",
    "webhook",
    "hook",
    "hook_events",
    "changes",
    "uploads",
    "feeds",
    "feed_offers",
    "hold_notices",
    "operator_words",
    "own_topics",
    "progress_messages",
    "sources",
    "sqlite_sequence",
    "vector_model",
}
READ_IN_FULL = {
    "revisions.log": "the newest by number, so many at a time",
    "editor_actions.list_newest": "the newest by number, so many at a time",
    "articles.newest_languages": "the newest by number, so many at a time",
    "statistics.articles": "an admin asks for figures",
    "statistics.readers": "an admin asks for figures",
    "custom_topics.remove": "an editor removes a topic",
    "custom_topics.use": "an editor looks at a topic",
    "destinations.bring_tries_forward": "a start, or the clock was set back",
    "approvals.give_up_unreachable": "a start, or the clock was set back",
    "source_lines.list_due": "they all wait, and only so many at a time are read",
    "retention.remove_deliveries": "the first rows by number, so many at a time",
    "vectors.begin": "another model was set",
    "retention.remove_editions": "the first rows by number, so many at a time",
}
STATEMENT = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\s")
SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$")


def statements() -> Iterator[tuple[str, str]]:
    """(module.function, SQL); those that are put together from local names are left out."""
    for path in sorted(Path(storage.__path__[0]).glob("*.py")):
        names = vars(importlib.import_module(f"storage.{path.stem}"))
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for text in _texts(function, names):
                    if STATEMENT.match(text):
                        yield f"{path.stem}.{function.name}", text


def _texts(function: ast.AST, names: dict[str, object]) -> Iterator[str]:
    arguments = (each for call in ast.walk(function) if isinstance(call, ast.Call) for each in call.args)
    for argument in arguments:
        if isinstance(argument, ast.Constant | ast.JoinedStr | ast.Name):
            try:
                found = eval(compile(ast.Expression(argument), "SQL", "eval"), names)  # noqa: S307  # our own
            except NameError:
                continue
            if isinstance(found, str):
                yield found


def parameters(sql: str) -> list[None]:
    """As many as SQLite counts: a bare mark is one more than the highest before it."""
    highest = 0
    for number in re.findall(r"\?(\d*)", sql):
        highest = max(highest, int(number)) if number else highest + 1
    return [None] * highest


def test_a_statement_numbers_all_its_parameters_or_none() -> None:
    """Numbered ones are bound by their names, the first of which shows it."""
    mixed = {
        name
        for name, sql in statements()
        if re.search(r"\?\d", sql) and (re.search(r"\?(?!\d)", sql) or not re.search(r"\?1\b", sql))
    }
    assert mixed == set()


def test_what_readers_see_goes_by_one_column() -> None:
    """`articles.withheld` says it; what else an article is retracted for is asked where editors see it."""
    reading = {name for name, sql in statements() if "retracted_at" in sql and "SELECT" in sql}
    assert reading == {"articles.get", "articles.list_after", "article_search.list_held"}


async def growing(db: Reader) -> tuple[set[str], set[str]]:
    """The tables that grow, and the partial indexes, which hold only what waits for something."""
    tables = {
        row["name"] for row in await fetch_all(db, "PRAGMA table_list") if row["type"] == "table"
    } - SMALL
    indexes = {
        row["name"]
        for table in tables
        for row in await fetch_all(db, f"PRAGMA index_list({table})")
        if row["partial"]
    }
    return tables, indexes


async def test_no_statement_reads_a_growing_table_in_full(db: Database) -> None:
    scans: dict[str, str] = {}
    explained = 0
    async with db.read() as reader:
        tables, partial = await growing(reader)
        for name, sql in statements():
            explained += 1
            for step in await fetch_all(reader, f"EXPLAIN QUERY PLAN {sql}", *parameters(sql)):
                scan = SCAN.match(step["detail"])
                if scan and scan[1] in tables and scan[2] not in partial:
                    scans[name] = sql
    assert explained > 100
    assert scans.keys() - READ_IN_FULL.keys() == set(), scans
    assert READ_IN_FULL.keys() - scans.keys() == set(), "these are read by an index now"
