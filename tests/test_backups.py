"""Backups are whole, made beside writers, checked before they are put back; the oldest go."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import backups
from bot.cli import run_command
from bot.instance import instance_lock
from storage import people
from storage.backup import BrokenDatabaseError, check, copy
from storage.database import Database
from storage.migrations import steps

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "news.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(path))
    assert run_command(["migrate"]) == 0
    return path


def people_of(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM people ORDER BY id")]


async def test_a_copy_holds_what_was_committed_while_others_write(database: Path, tmp_path: Path) -> None:
    db = await Database.open(database)
    try:
        async with db.transaction() as tx:
            await people.add(tx, 1, NOW)
        async with db.transaction() as tx:
            await people.add(tx, 2, NOW)
            copy(database, tmp_path / "copy.db")
    finally:
        await db.close()
    assert check(tmp_path / "copy.db") == steps()[-1][0]
    assert people_of(tmp_path / "copy.db") == [1]
    assert people_of(database) == [1, 2]


def test_one_a_day_and_the_oldest_go(database: Path, tmp_path: Path) -> None:
    for day in range(5):
        at = NOW + timedelta(days=day)
        assert backups.back_up_today(database, tmp_path / "b", 3, at) is not None
        assert backups.back_up_today(database, tmp_path / "b", 3, at + timedelta(hours=1)) is None
    names = sorted(path.name for path in (tmp_path / "b").iterdir())
    assert names == [f"newsdigest-2026-03-0{day}.db" for day in (4, 5, 6)]


def test_backup_and_restore(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(database, 1)
    assert run_command(["backup", str(tmp_path / "copy.db")]) == 0
    write(database, 2)
    with instance_lock(database):
        assert run_command(["restore", str(tmp_path / "copy.db")]) == 1
    assert "The bot is running" in capsys.readouterr().err
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0
    assert people_of(database) == [1]
    assert people_of(database.with_name("news.db.before")) == [1, 2]
    assert run_command(["check"]) == 0


@pytest.mark.parametrize("damage", ["gone", "text", "empty", "page", "newer"])
def test_what_is_not_whole_is_not_put_back(database: Path, tmp_path: Path, damage: str) -> None:
    write(database, 1)
    bad = tmp_path / "bad.db"
    if damage != "gone":
        copy(database, bad)
    match damage:
        case "text":
            bad.write_text("no database, but rather long a text", encoding="utf-8")
        case "empty":
            bad.write_bytes(b"")
        case "page":
            content = bytearray(bad.read_bytes())
            content[8192:16384] = b"\xff" * 8192
            bad.write_bytes(content)
        case "newer":
            with closing(sqlite3.connect(bad)) as connection:
                connection.execute("PRAGMA user_version = 9999")
    with pytest.raises(BrokenDatabaseError):
        check(bad)
    assert run_command(["restore", str(bad)]) == 1
    assert people_of(database) == [1]


def write(database: Path, person: int) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO people (id, created_at) VALUES (?, 0)", (person,))
