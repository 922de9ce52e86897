"""What is kept on disk is for its owner alone, also where other users share the machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.main import run_command
from bot.ops.backups import back_up_today
from bot.ops.instance_lock import instance_lock
from storage.database import Database

ARTICLE = (
    "В Павлодаре 1 марта открыли новый мост через Иртыш длиной 1240 метров. Движение по нему начнётся в мае, "
    "сообщил аким области Асаин Байханов. Строительство обошлось в 18 млрд тенге и длилось четыре года."
)


@pytest.fixture(autouse=True)
def permissive() -> Iterator[None]:
    """A machine whose users leave everything open."""
    former = os.umask(0)
    yield
    os.umask(former)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "deep" / "data" / "news.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(path))
    return path


def open_to_others(folder: Path) -> list[str]:
    """What in a folder anybody but its owner may read, write or enter."""
    return [path.name for path in sorted(folder.rglob("*")) if path.stat().st_mode & 0o077]


async def test_of_a_running_database(database: Path, tmp_path: Path) -> None:
    with instance_lock(database):
        db = await Database.open(database)
        async with db.transaction() as tx:
            await tx.execute("INSERT INTO people (id, created_at) VALUES (1, 0)")
        names = {path.name for path in database.parent.iterdir()}
        assert names == {"news.db", "news.db-wal", "news.db-shm", "news.db.lock", "news.db.writers"}
        assert open_to_others(tmp_path) == []
        await db.close()


def test_of_each_command(database: Path, tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir(0o700)
    (given / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    (given / "bridge.txt").chmod(0o600)
    for command in (
        ["import", str(given)],
        ["export", str(tmp_path / "all.jsonl")],
        ["backup"],
        ["backup", str(tmp_path / "copies" / "copy.db")],
        ["restore", str(tmp_path / "copies" / "copy.db")],
    ):
        assert run_command(command) == 0
    assert open_to_others(tmp_path) == []


def test_of_an_export_in_the_place_of_one_that_was_open(database: Path, tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").touch(0o644)
    assert run_command(["migrate"]) == 0
    assert run_command(["export", str(tmp_path / "all.jsonl")]) == 0
    assert open_to_others(tmp_path) == []


async def test_what_an_earlier_version_left_open_is_closed_but_no_folder(
    database: Path, tmp_path: Path
) -> None:
    database.parent.mkdir(parents=True)
    for name in ("news.db", "news.db.before", "news.db.lock", "unrelated.txt"):
        (database.parent / name).touch(0o644)
    await (await Database.open(database)).close()
    assert set(open_to_others(tmp_path)) == {"deep", "data", "unrelated.txt"}


def test_copies_of_former_days_are_closed(database: Path, tmp_path: Path) -> None:
    assert run_command(["migrate"]) == 0
    copies = tmp_path / "copies"
    copies.mkdir()
    for former in ("newsdigest-2026-03-01.db", "newsdigest-2026-03-01-101500.db", "newsdigest.txt"):
        (copies / former).touch(0o644)
    back_up_today(database, copies, 7, datetime.now(UTC))
    assert open_to_others(copies) == ["newsdigest.txt"]
