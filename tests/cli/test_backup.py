"""Backups are whole, made beside writers, checked before they are put back; the oldest go."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import backup
from bot.cli.main import run_command
from bot.ops import backups
from bot.run import FATAL_ERRORS, ending
from storage import people
from storage.backup import BrokenDatabaseError, check, copy, put_back
from storage.database import Database
from storage.files import SUFFIXES, DatabaseInUseError, beside, replacing
from storage.migrations import steps

ROOT = Path(__file__).parent.parent.parent
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def database(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "news.db"
    path.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_PATH", str(path))
    return Path(shutil.copy(empty_database, path))


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


def test_copies_of_days_to_come_do_not_push_out_todays(database: Path, tmp_path: Path) -> None:
    """The clock was a year ahead, and went back."""
    for day in range(3):
        backups.back_up_today(database, tmp_path / "b", 3, NOW + timedelta(days=365 + day))
    for day in range(2):
        backups.back_up_today(database, tmp_path / "b", 3, NOW + timedelta(days=day))
    names = sorted(path.name for path in (tmp_path / "b").iterdir())
    assert names == [f"newsdigest-{day}.db" for day in ("2026-03-02", "2026-03-03", "2027-03-04")]


def test_what_was_cut_off_goes_after_a_day(database: Path, tmp_path: Path) -> None:
    for name, hours in (("newsdigest-2026-03-01.db.x.part", 25), ("newsdigest-2026-03-02-0300.db.y.part", 1)):
        (tmp_path / name).touch()
        changed = (NOW - timedelta(hours=hours)).timestamp()
        os.utime(tmp_path / name, (changed, changed))
    assert backups.back_up_today(database, tmp_path, 3, NOW) is not None
    assert [path.name for path in tmp_path.glob("*.part")] == ["newsdigest-2026-03-02-0300.db.y.part"]


def test_a_copy_that_goes_while_the_newest_is_looked_for_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "newsdigest-2026-03-02.db").symlink_to(tmp_path / "gone")
    assert backups.last_daily(tmp_path) is None


def test_backup_and_restore(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(database, 1)
    assert run_command(["backup", str(tmp_path / "copy.db")]) == 0
    write(database, 2)
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0
    assert people_of(database) == [1]
    assert capsys.readouterr().out.endswith(f"What was there before is {before(database)}.\n")
    assert people_of(database.with_name("news.db.before")) == [1, 2]
    assert run_command(["check"]) == 0


def damage_nothing(_: Path) -> None: ...


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def zero_the_header(path: Path) -> None:
    path.write_bytes(bytes(100) + path.read_bytes()[100:])


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 40_000)


def write_a_text(path: Path) -> None:
    path.write_text("not a database at all, but rather long a text", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_the_wal(path: Path) -> None:
    beside(path, "-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\xa5" * 9000)


def leave_only_the_wal(path: Path) -> None:
    spoil_the_wal(path)
    path.unlink()


def close_to_everybody(path: Path) -> None:
    path.chmod(0)


DAMAGES: list[Callable[[Path], None]] = [
    *(damage_nothing, truncate, zero_the_header, fill_with_garbage, write_a_text, empty, spoil_the_wal),
    *(leave_only_the_wal, close_to_everybody, Path.unlink),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_database_is_moved_aside_as_it_is(
    database: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    write(database, 1)
    copy(database, tmp_path / "copy.db")
    write(database, 2)
    damage(database)
    there = {path.name: readable(path) for path in files_of(database)}
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0
    assert people_of(database) == [1]
    moved = {path.name.replace(".before", "", 1): readable(path) for path in files_of(before(database))}
    assert moved == there
    assert run_command(["check"]) == 0


def test_no_restore_overwrites_what_an_earlier_one_put_aside(database: Path, tmp_path: Path) -> None:
    copy(database, tmp_path / "copy.db")
    for person in (1, 2, 3):
        write(database, person)
        assert run_command(["restore", str(tmp_path / "copy.db")]) == 0
    kept = [before(database), *(beside(database, f".before.{number}") for number in (2, 3))]
    assert [people_of(path) for path in kept] == [[1], [2], [3]]
    assert people_of(database) == []


@pytest.mark.parametrize("command", ["import", "export", "feeds", "migrate", "backup"])
def test_who_comes_second_is_told_and_does_nothing(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    text = tmp_path / "bridge.txt"
    text.write_text("Мост через Иртыш открыли в Павлодаре.", encoding="utf-8")
    given = {"import": [str(text)], "export": [str(tmp_path / "out.jsonl")]}.get(command, [])
    content = database.read_bytes()
    with replacing(database):
        assert run_command([command, *given]) == 1
    assert f"{database} is being restored" in capsys.readouterr().err
    assert database.read_bytes() == content
    assert not (tmp_path / "out.jsonl").exists()


async def test_a_bot_does_not_start_during_a_restore(database: Path) -> None:
    with replacing(database), pytest.raises(DatabaseInUseError, match="is being restored") as refused:
        await Database.open(database)
    assert isinstance(refused.value, FATAL_ERRORS)
    assert ending(refused.value) == str(refused.value)


async def test_no_restore_while_somebody_writes(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy(database, tmp_path / "copy.db")
    writers = [await Database.open(database) for _ in range(2)]  # a bot and an import, say
    for writer in writers:
        assert run_command(["restore", str(tmp_path / "copy.db")]) == 1
        assert "is in use by the bot or another command" in capsys.readouterr().err
        await writer.close()
    assert not before(database).exists()
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0


def test_the_lock_ends_with_a_process_that_is_killed(database: Path, tmp_path: Path) -> None:
    copy(database, tmp_path / "copy.db")
    hold = (
        "import pathlib, sys, time; from storage.files import Share;"
        "share = Share(pathlib.Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", hold, str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert run_command(["restore", str(tmp_path / "copy.db")]) == 1
        holder.kill()
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0


@pytest.mark.parametrize("moves", range(4))
async def test_a_restore_that_was_cut_off_is_ended_by_the_next(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    write(database, 1)
    copy(database, tmp_path / "copy.db")
    write(database, 2)
    for suffix in ("-wal", "-shm"):
        beside(database, suffix).write_bytes(b"")
    with monkeypatch.context() as patch:
        cut_off_after(patch, moves)
        with pytest.raises(CutOff):
            put_back(tmp_path / "copy.db", database)
    with pytest.raises(DatabaseInUseError, match="was cut off"):
        await Database.open(database)
    assert run_command(["restore", str(tmp_path / "copy.db")]) == 0
    assert people_of(database) == [1]
    assert len(files_of(before(database))) == 3
    assert people_of(before(database)) == [1, 2]
    await (await Database.open(database)).close()


def test_a_link_to_a_database_stays_a_link(tmp_path: Path, database: Path) -> None:
    copy(database, tmp_path / "copy.db")
    write(database, 1)
    link = tmp_path / "link.db"
    link.symlink_to(database)
    assert backup.run_restore(link, tmp_path / "copy.db") == 0
    assert link.is_symlink()
    assert people_of(link) == []
    assert people_of(before(database)) == [1]


def test_no_folder_is_moved_aside(tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "folder").mkdir()
    assert backup.run_restore(tmp_path / "folder", database) == 1
    assert "is a folder" in capsys.readouterr().err
    assert (tmp_path / "folder").is_dir()


@pytest.mark.parametrize("command", ["check", "restore"])
def test_what_is_no_file_is_no_copy(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    write(database, 1)
    os.mkfifo(tmp_path / "pipe")
    for given in ("/dev/zero", str(tmp_path / "pipe"), str(tmp_path)):
        assert run_command([command, given]) == 1
        assert capsys.readouterr().err == f"{given} is no file\n"
    assert people_of(database) == [1]


def test_a_damaged_database_drives_no_good_copy_out(database: Path, tmp_path: Path) -> None:
    assert backups.back_up_today(database, tmp_path / "b", 1, NOW) is not None
    write(database, *range(400))
    content = database.read_bytes()
    database.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))
    with pytest.raises((BrokenDatabaseError, sqlite3.Error)):
        backups.back_up_today(database, tmp_path / "b", 1, NOW + timedelta(days=1))
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["newsdigest-2026-03-02.db"]


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


def test_two_commands_that_make_the_same_copy_at_once_both_make_it(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, turns = Path.replace, iter(["once"])

    def other_is_faster(path: Path, target: Path) -> Path:
        if next(turns, ""):
            assert run_command(["backup", "copy.db"]) == 0
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", other_is_faster)
    assert run_command(["backup", "copy.db"]) == 0
    assert check(tmp_path / "copy.db") == steps()[-1][0]
    assert [file.name for file in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_a_copy_of_a_damaged_database_leaves_the_older_one(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["backup", "copy.db"]) == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO drafts (person_id, raw, article_id, created_at) VALUES (1, '', 9, 0)")
    assert run_command(["backup", "copy.db"]) == 1
    assert "copy.db is damaged: 1 rows refer to rows that are gone" in capsys.readouterr().err
    assert check(tmp_path / "copy.db") == steps()[-1][0]


def test_a_database_that_is_written_to_while_it_is_checked_is_not_called_damaged(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot may start, write and stop between two pages that are read."""
    connect, turns = sqlite3.connect, iter(["once"])

    def write(statement: str) -> None:
        if "integrity_check" in statement and next(turns, ""):
            with closing(connect(database, isolation_level=None)) as other:
                other.execute("INSERT INTO sources (name) SELECT hex(randomblob(99)) FROM sqlite_master")

    def watched(address: str, uri: bool) -> sqlite3.Connection:
        connection = connect(address, uri=uri)
        connection.execute("SELECT count(*) FROM sources").fetchone()
        connection.set_trace_callback(write)
        return connection

    monkeypatch.setattr(sqlite3, "connect", watched)
    assert check(database) == steps()[-1][0]
    assert not list(turns)


class CutOff(BaseException):
    """A kill."""


def cut_off_after(patch: pytest.MonkeyPatch, moves: int) -> None:
    """The next move of a file after these never happens."""
    left, rename, replace = [moves], Path.rename, Path.replace

    def moved(path: Path, target: Path) -> Path:
        if left[0] == 0:
            raise CutOff
        left[0] -= 1
        return rename(path, target)

    def replaced(path: Path, target: Path) -> Path:
        return replace(path, target) if path.name.endswith(".part") else moved(path, target)

    patch.setattr(Path, "rename", moved)
    patch.setattr(Path, "replace", replaced)


def before(database: Path) -> Path:
    return beside(database, ".before")


def files_of(database: Path) -> list[Path]:
    return [path for suffix in SUFFIXES if (path := beside(database, suffix)).exists()]


def readable(path: Path) -> bytes:
    mode = path.stat().st_mode
    path.chmod(0o600)
    content = path.read_bytes()
    path.chmod(mode)
    return content


def write(database: Path, *persons: int) -> None:
    rows = [(person,) for person in persons]
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.executemany("INSERT INTO people (id, created_at) VALUES (?, 0)", rows)
