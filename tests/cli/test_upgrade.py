"""`newsdigest upgrade`: a copy, the newest version, a check; whatever fails, the database is as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.main import run_command
from storage import migrations
from storage.backup import check
from storage.database import Database
from storage.migrations import steps
from tests.storage.test_migrations import State, build, schema_of

OLD, NEW = 29, steps()[-1][0]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of an earlier version."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", "news.db")
    monkeypatch.setenv("BACKUP_DIR", "copies")
    build(tmp_path / "news.db", State(OLD, {}))
    return tmp_path / "news.db"


def copies(database: Path) -> list[Path]:
    return [*database.with_name("copies").glob("*.db")]


def fails_with(patch: pytest.MonkeyPatch, script: str) -> None:
    """The newest step does this."""
    patch.setattr(migrations, "steps", lambda: [*steps(), (NEW + 1, script)])


def test_an_upgrade_names_the_way_back(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = schema_of(database)
    assert run_command(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert f"news.db is whole and has version {NEW} now; it had {OLD}." in said
    assert check(database) == NEW
    (copy,) = copies(database)
    assert said.endswith(f"run: newsdigest restore copies/{copy.name}\n")
    assert run_command(["restore", str(copy)]) == 0
    assert schema_of(database) == before
    assert check(database) == OLD


def test_what_has_this_version_is_left_alone(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["migrate"]) == 0
    content = database.read_bytes()
    assert run_command(["upgrade"]) == 0
    assert f"news.db is whole and has version {NEW} already; nothing" in capsys.readouterr().out
    assert database.read_bytes() == content
    assert copies(database) == []


def test_a_step_that_fails_takes_those_before_it_back(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema_of(database)
    fails_with(monkeypatch, "CREATE TABLE more (x INTEGER); INSERT INTO nowhere VALUES (1);")
    assert run_command(["upgrade"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Nothing was changed: ")
    assert said.count("\n") == 1
    assert check(database) == OLD
    assert schema_of(database) == before
    assert [check(copy) for copy in copies(database)] == [OLD]


def test_what_is_not_whole_afterwards_is_put_back(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = schema_of(database)
    fails_with(monkeypatch, "DROP TABLE outbox;")
    assert run_command(["upgrade"]) == 1
    assert "The copy is in its place again, for news.db is no database" in capsys.readouterr().err
    assert check(database) == OLD
    assert schema_of(database) == before


async def test_no_upgrade_while_the_bot_runs(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot = await Database.open(database)
    assert run_command(["upgrade"]) == 1
    assert "is in use by the bot or another command; stop it" in capsys.readouterr().err
    assert copies(database) == []
    await bot.close()


def test_what_cannot_be_upgraded_is_said_and_left(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.execute(f"PRAGMA user_version = {NEW + 1}")
    content = database.read_bytes()
    assert run_command(["upgrade"]) == 1
    assert "was written by a newer version" in capsys.readouterr().err
    assert database.read_bytes() == content
    database.unlink()
    assert run_command(["upgrade"]) == 1
    assert capsys.readouterr().err == "news.db does not exist\n"
    assert not database.exists()
