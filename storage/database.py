"""One SQLite file: a single writer behind a lock, `query_only` readers beside it."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, closing
from glob import escape
from pathlib import Path
from typing import Concatenate, Literal, NewType, ParamSpec, Self, TypeVar, cast
from urllib.parse import quote

import aiosqlite

from storage import migrations
from storage.files import Share, beside, close_to_others, make_private
from storage.identity import check_place


class Reader(aiosqlite.Connection):
    """A connection, which works in a thread of its own."""

    async def run(self, work: Callable[[], T]) -> T:
        """Call it in that thread, after what was asked before."""
        return cast("T", await self._execute(work))  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Also one that was not opened. Its thread has ended then: what it says at its end needs the loop."""
        try:
            await super().close()
        finally:
            self._thread.join()

    @property
    def inside(self) -> Reader:
        """The connection for work in its own thread, where it answers without waiting."""
        return _Inside(self)


class _Inside(Reader):
    def __init__(self, outside: Reader) -> None:
        self.__dict__.update(vars(outside))

    def __del__(self) -> None:
        """It is the other that is closed."""

    async def _execute(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return fn(*args, **kwargs)


Transaction = NewType("Transaction", Reader)

StorageError = sqlite3.Error  # a full disk, a locked file: what may pass by itself

StorageTrouble = Literal["database-full", "database-locked", "database-read-only", "database-broken"]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BUSY_TIMEOUT_MS = 5_000
READERS = 3
FETCHED_AT_ONCE = 64  # rows, where they are read one by one

C = TypeVar("C", bound="Reader")
P = ParamSpec("P")
T = TypeVar("T")


class Database:
    """`transaction()` commits on success and rolls back on any exception; `read()` sees one snapshot.

    A transaction begins IMMEDIATE: a deferred one that reads and then writes fails at once when another
    process has written in between, whatever the busy timeout.
    """

    def __init__(self, writer: Reader, readers: list[Reader], opened: AsyncExitStack) -> None:
        """`opened` closes them, and what they need."""
        self._writer = writer
        self._opened = opened
        self._lock = asyncio.Lock()
        self._idle: asyncio.Queue[Reader] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Made where there is none, brought to this version.

        Raises DatabaseInUseError during a restore, and UnusableDatabaseError where there can be none.
        """
        check_place(path)
        async with AsyncExitStack() as opened:
            opened.enter_context(closing(Share(path)))
            _close_to_others(path)
            writer = await _connect(opened, path)
            await migrations.apply(writer)
            readers = [await _connect(opened, path) for _ in range(READERS)]
            for reader in readers:
                await reader.execute("PRAGMA query_only = ON")
            return cls(writer, readers, opened.pop_all())

    @classmethod
    async def open_read_only(cls, path: Path) -> Self:
        """Nothing can be written, not even a step of the schema, whether the bot runs beside or not.

        Raises what `open` does, and OlderDatabaseError.
        """
        check_place(path)
        async with AsyncExitStack() as opened:
            opened.enter_context(closing(Share(path)))
            first, *others = [await _connect_read_only(opened, path) for _ in range(1 + READERS)]
            await migrations.check(first)
            return cls(first, others, opened.pop_all())

    async def close(self) -> None:
        await self._opened.aclose()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield Transaction(self._writer)
                await asyncio.shield(self._writer.execute("COMMIT"))
            except BaseException:
                await asyncio.shield(_roll_back(self._writer))
                raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Reader]:
        reader = await self._idle.get()
        try:
            await reader.execute("BEGIN")
            yield reader
        finally:
            await asyncio.shield(_roll_back(reader))
            self._idle.put_nowait(reader)


async def at_once(
    db: C, work: Callable[Concatenate[C, P], Coroutine[object, None, T]], *args: P.args, **kwargs: P.kwargs
) -> T:
    """What `work` of this connection and these arguments returns, done in the connection's thread: many
    statements for one change of threads, each of which costs more than a short statement.

    `work` awaits nothing but the connection, and computes little: the event loop waits for the interpreter.
    """
    inside = cast("C", db.inside)
    return await db.run(lambda: _finished(work(inside, *args, **kwargs)))


def _finished(work: Coroutine[object, None, T]) -> T:
    try:
        work.send(None)
    except StopIteration as end:
        return cast("T", end.value)
    work.close()
    raise RuntimeError("in the database's thread nothing else can be waited for")


async def migrate(path: Path) -> None:
    """Bring a database that nobody else works on to this version; when that fails, it is as it was.

    Raises NewerDatabaseError and sqlite3.Error.
    """
    async with AsyncExitStack() as opened:
        await migrations.apply(await _connect(opened, path))


def trouble_of(error: sqlite3.Error | OSError) -> StorageTrouble:
    """What an operator can do something about; of what the system says only that the disk is full."""
    name = getattr(error, "sqlite_errorname", "")
    full = name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHM"))
    if full or getattr(error, "errno", None) in _FULL:
        return "database-full"
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "database-locked"
    unwritable = name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
    return "database-read-only" if unwritable else "database-broken"


def _close_to_others(path: Path) -> None:
    """SQLite gives its own files the permissions of the first; earlier versions left all of them open."""
    make_private(path)
    real = beside(path, "")
    for one in real.parent.glob(f"{escape(real.name)}*"):
        close_to_others(one)


async def _roll_back(connection: Reader) -> None:
    await at_once(connection, _end)  # a cancelled BEGIN may still be queued before this


async def _end(connection: Reader) -> None:
    if connection.in_transaction:
        await connection.execute("ROLLBACK")


async def _connect(opened: AsyncExitStack, path: Path) -> Reader:
    connection = await _start(opened, lambda: sqlite3.connect(path, isolation_level=None))
    await _set_up(connection)
    return connection


async def _connect_read_only(opened: AsyncExitStack, path: Path) -> Reader:
    address = f"file:{quote(str(path))}?mode=ro"
    connection = await _start(opened, lambda: sqlite3.connect(address, uri=True, isolation_level=None))
    await connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


async def _start(opened: AsyncExitStack, connect: Callable[[], sqlite3.Connection]) -> Reader:
    connection = Reader(connect, FETCHED_AT_ONCE)
    opened.push_async_callback(connection.close)
    await _whole(connection)
    connection.row_factory = sqlite3.Row
    return connection


async def _whole(work: Awaitable[object]) -> None:
    """Whoever is cancelled meanwhile waits for its end: half opened, a connection could not be closed."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.gather(task, return_exceptions=True)
        raise


async def _set_up(connection: Reader) -> None:
    await connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    await connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # takes effect only in a file without tables
    await _switch_to_wal(connection)
    await connection.executescript("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")


async def _switch_to_wal(connection: Reader) -> None:
    """Of two processes that switch a new file at the same time SQLite refuses one at once, whatever the
    busy timeout, for each would wait for the other.
    """
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            await connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if trouble_of(error) != "database-locked" or time.monotonic() > give_up:
                raise
            await asyncio.sleep(0.01)
        else:
            return
