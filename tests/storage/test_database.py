"""Transactions are whole or not at all, and readers never write."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path

import pytest

from storage import migrations
from storage.database import Database, Reader, Transaction, at_once
from storage.rows import execute, fetch_value, insert


async def add_source(tx: Transaction, name: str) -> None:
    await insert(tx, "INSERT INTO sources (name) VALUES (?)", name)


async def count(db: Database) -> int:
    async with db.read() as reader:
        return int(await fetch_value(reader, "SELECT count(*) FROM sources"))


async def test_a_transaction_commits_at_its_end(db: Database) -> None:
    async with db.transaction() as tx:
        await add_source(tx, "a")
        assert await count(db) == 0
    assert await count(db) == 1


async def test_an_exception_rolls_back(db: Database) -> None:
    with suppress(ZeroDivisionError):
        async with db.transaction() as tx:
            await add_source(tx, "a")
            raise ZeroDivisionError
    assert await count(db) == 0


async def test_a_cancelled_transaction_leaves_nothing_open(db: Database) -> None:
    started = asyncio.Event()

    async def stuck() -> None:
        async with db.transaction() as tx:
            await add_source(tx, "a")
            started.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await started.wait()
    task.cancel()
    await asyncio.wait([task])
    async with db.transaction() as tx:
        await add_source(tx, "b")
    assert await count(db) == 1


async def test_transactions_of_many_tasks_do_not_mix(db: Database) -> None:
    async def add_or_fail(number: int) -> None:
        async with db.transaction() as tx:
            await add_source(tx, str(number))
            if number % 2:
                raise ZeroDivisionError

    await asyncio.gather(*(add_or_fail(n) for n in range(20)), return_exceptions=True)
    assert await count(db) == 10


async def test_readers_cannot_write(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        async with db.read() as reader:
            await execute(reader, "DELETE FROM sources")


async def test_a_reader_sees_one_snapshot(db: Database) -> None:
    async with db.read() as reader:
        before = await fetch_value(reader, "SELECT count(*) FROM sources")
        async with db.transaction() as tx:
            await add_source(tx, "a")
        assert await fetch_value(reader, "SELECT count(*) FROM sources") == before


async def test_the_file_is_ready_for_long_service(db: Database) -> None:
    async with db.read() as reader:
        assert await fetch_value(reader, "PRAGMA journal_mode") == "wal"
        assert await fetch_value(reader, "PRAGMA foreign_keys") == 1
        assert await fetch_value(reader, "PRAGMA auto_vacuum") == 2


async def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    for _ in range(2):
        database = await Database.open(tmp_path / "news.db")
        async with database.transaction() as tx:
            await execute(tx, "INSERT OR IGNORE INTO sources (name) VALUES ('a')")
        assert await count(database) == 1
        await database.close()


async def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "news.db")
    async with database.transaction() as tx:
        await execute(tx, "PRAGMA user_version = 999")
    await database.close()
    with pytest.raises(migrations.NewerDatabaseError, match="999"):
        await Database.open(tmp_path / "news.db")


async def test_what_is_done_at_once_is_part_of_its_transaction(db: Database) -> None:
    async def add_both(tx: Transaction, one: str, *, other: str) -> int:
        await add_source(tx, one)
        await add_source(tx, other)
        return threading.get_ident()

    async with db.transaction() as tx:
        assert await at_once(tx, add_both, "a", other="b") != threading.get_ident()
        assert await count(db) == 0
    assert await count(db) == 2


async def test_what_fails_at_once_rolls_back(db: Database) -> None:
    async def add_twice(tx: Transaction) -> None:
        await add_source(tx, "a")
        await add_source(tx, "a")

    with pytest.raises(sqlite3.IntegrityError):
        async with db.transaction() as tx:
            await at_once(tx, add_twice)
    assert await count(db) == 0


async def test_what_is_cancelled_while_it_is_done_at_once_leaves_nothing(db: Database) -> None:
    started, go_on = threading.Event(), threading.Event()

    async def add_slowly(tx: Transaction) -> None:
        await add_source(tx, "a")
        started.set()
        go_on.wait()
        await add_source(tx, "b")

    async def add() -> None:
        async with db.transaction() as tx:
            await at_once(tx, add_slowly)

    task = asyncio.create_task(add())
    await asyncio.to_thread(started.wait)
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.wait([task])
    async with db.transaction() as tx:
        await add_source(tx, "a")
    assert await count(db) == 1


async def test_nothing_but_the_database_is_waited_for_in_its_thread(db: Database) -> None:
    async def sleep(_: Reader) -> None:
        await asyncio.sleep(0)

    async with db.read() as reader:
        with pytest.raises(RuntimeError, match="nothing else"):
            await at_once(reader, sleep)


async def test_a_new_file_that_another_is_switching_to_wal_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, connect = tmp_path / "new.db", sqlite3.connect
    other = connect(path, isolation_level=None, check_same_thread=False)
    turns = iter(["BEGIN IMMEDIATE", "ROLLBACK"])  # the first is refused at once, whatever the busy timeout

    def other_is_faster(statement: str) -> None:
        if "journal_mode" in statement and (turn := next(turns, "")):
            other.execute(turn)

    def watched(place: Path, isolation_level: None) -> sqlite3.Connection:
        connection = connect(place, isolation_level=isolation_level)
        connection.set_trace_callback(other_is_faster)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    await (await Database.open(path)).close()
    other.close()
    assert not list(turns)


@pytest.mark.parametrize("open_it", [Database.open, Database.open_read_only])
async def test_who_is_stopped_while_a_file_is_opened_leaves_no_thread_behind(
    database_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_it: Callable[[Path], Coroutine[None, None, Database]],
) -> None:
    """A thread that ends after the event loop has nobody to tell its end to."""
    loop, connect, threads = asyncio.get_running_loop(), sqlite3.connect, threading.active_count()

    def slow(place: str, *, isolation_level: None = None, uri: bool = False) -> sqlite3.Connection:
        if threading.current_thread() is not threading.main_thread():
            loop.call_soon_threadsafe(opening.cancel)
            for _ in range(9):
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(9)
        return connect(place, isolation_level=isolation_level, uri=uri)

    monkeypatch.setattr(sqlite3, "connect", slow)
    opening = asyncio.create_task(open_it(database_path))
    await asyncio.wait([opening])
    assert opening.cancelled()
    assert threading.active_count() == threads
