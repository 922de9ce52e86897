"""Settings, options and files that are wrong: one plain sentence, a failing status, and nothing changed."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest

from bot.cli.main import run_command
from bot.settings import Settings, WrongSettingsError, load_settings
from storage.database import Database
from tests.processes import forked

COMMANDS = (
    *(["migrate"], ["import", "news.txt"], ["export"], ["feeds"]),
    *(["check"], ["backup"], ["restore", "b.db"]),
)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_database: Path) -> Path:
    """A folder with an article to import and a backup to restore, and no settings."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "news.txt").write_text("Мост через Урал открыт.\n", encoding="utf-8")
    shutil.copy(empty_database, folder / "b.db")
    return folder


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything there, with its permissions."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


def said(command: list[str], here: Path, capsys: Captured) -> str:
    """The one sentence of a command that must fail and change nothing."""
    before = contents(here)
    assert run_command(command) in (1, 2)
    assert contents(here) == before
    out, line = capsys.readouterr()
    assert out == ""
    assert_one_sentence(line)
    return line


async def said_by_process(here: Path, *command: str, **environment: str) -> str:
    """The same of what would go on running."""
    before = contents(here)
    async with forked(here.parent / "log", newsdigest, here, *command, **environment) as process:
        assert await process.wait() in (1, 2)
        line = process.written()
    assert contents(here) == before
    assert_one_sentence(line)
    return line


def newsdigest(folder: Path, *arguments: str) -> None:
    os.chdir(folder)
    sys.exit(run_command(arguments))


def assert_one_sentence(line: str) -> None:
    assert line.count("\n") == 1, line
    assert "Traceback" not in line
    assert "Errno" not in line


def foreign(path: Path, *, wal: bool = False, version: int = 0) -> None:
    """Another program's database."""
    with closing(sqlite3.connect(path)) as db:
        if wal:
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE photos (id INTEGER PRIMARY KEY)")
        db.execute(f"PRAGMA user_version = {version}")
    path.chmod(0o644)


def newer(path: Path) -> None:
    shutil.copy("b.db", path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 999")
        db.execute("PRAGMA journal_mode = DELETE")


def text(path: Path) -> None:
    path.write_text("no database, but rather long a text", encoding="utf-8")
    path.chmod(0o644)


def in_a_file(path: Path) -> None:
    path.parent.rmdir()
    text(path.parent)


FOREIGN = "belongs to another program"
PLACES: dict[str, tuple[Callable[[Path], None], str]] = {
    "folder": (Path.mkdir, "is a folder"),
    "in a file": (in_a_file, "lies in no folder"),
    "loop": (lambda path: path.symlink_to(path), "cannot be reached"),
    "foreign": (foreign, FOREIGN),
    "foreign in WAL": (lambda path: foreign(path, wal=True), FOREIGN),
    "foreign with a version": (lambda path: foreign(path, version=3), FOREIGN),
    "foreign with a high version": (lambda path: foreign(path, version=900), FOREIGN),
    "newer": (newer, "newer version of newsdigest"),
    "text": (text, "the database cannot be used"),
}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("place", PLACES)
def test_a_path_that_is_none_for_a_database(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, command: list[str], place: str
) -> None:
    make, reason = PLACES[place]
    if command[0] == "restore" and place in ("newer", "text"):
        return  # whatever is there is moved aside
    (here / "data").mkdir()
    make(here / "data" / "news.db")
    monkeypatch.setenv("DATABASE_PATH", str(here / "data" / "news.db"))
    line = said(command, here, capsys)
    assert reason in line or command[0] in ("check", "export", "feeds"), line


@pytest.mark.parametrize("place", PLACES)
async def test_the_bot_does_not_begin_at_such_a_path(here: Path, place: str) -> None:
    make, reason = PLACES[place]
    (here / "data").mkdir()
    make(here / "data" / "news.db")
    path = str(here / "data" / "news.db")
    assert reason in await said_by_process(here, "run", BOT_TOKEN="42:TEST", DATABASE_PATH=path)


def test_another_programs_database_that_is_open_is_recognised(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """All that it holds is still in its log."""
    path = here / "photos.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE photos (id INTEGER PRIMARY KEY)")
        db.execute("INSERT INTO photos VALUES (1)")
        monkeypatch.setenv("DATABASE_PATH", str(path))
        assert run_command(["migrate"]) == 1
        assert FOREIGN in capsys.readouterr().err
        assert db.execute("SELECT count(*), (SELECT count(*) FROM sqlite_master) FROM photos").fetchone() == (
            1,
            1,
        )


async def test_an_own_database_that_is_open_elsewhere_is_recognised(here: Path) -> None:
    db = await Database.open(here / "news.db")
    other = await Database.open(here / "news.db")
    await other.close()
    await db.close()


WRONG_FILES: dict[str, Callable[[Path], None]] = {
    "folder": Path.mkdir,
    "in a file": in_a_file,
    "foreign": foreign,
    "foreign in WAL": lambda path: foreign(path, wal=True),
    "text": text,
}


@pytest.mark.parametrize("command", ["check", "restore", "backup"])
@pytest.mark.parametrize("file", WRONG_FILES)
def test_a_file_that_is_no_copy(here: Path, capsys: Captured, command: str, file: str) -> None:
    (here / "data").mkdir()
    (here / "copies").mkdir()
    assert run_command(["migrate"]) == 0
    capsys.readouterr()
    WRONG_FILES[file](here / "copies" / "copy.db")
    assert "copies" in said([command, "copies/copy.db"], here, capsys)


def test_a_newer_copy_takes_an_older_ones_place(here: Path, capsys: Captured) -> None:
    (here / "data").mkdir()
    shutil.copy(here / "b.db", here / "data" / "newsdigest.db")
    assert run_command(["backup", "b.db"]) == 0
    assert "b.db has version" in capsys.readouterr().out


ENV_FILES = {
    "cp1251": "# Токен\nBOT_TOKEN=42:TEST\n".encode("cp1251"),
    "UTF-16": "BOT_TOKEN=42:TEST\n".encode("utf-16"),
    "UTF-16 without its mark": "BOT_TOKEN=42:TEST\n".encode("utf-16-le"),
    "UTF-32": "BOT_TOKEN=42:TEST\n".encode("utf-32"),
    "KOI8-R": "# Токен\nBOT_TOKEN=42:TEST\n".encode("koi8-r"),
}


@pytest.mark.parametrize("command", [*COMMANDS, ["run"], ["playground"], []], ids=" ".join)
@pytest.mark.parametrize("encoding", ENV_FILES)
def test_settings_in_another_encoding(
    here: Path, capsys: Captured, command: list[str], encoding: str
) -> None:
    (here / ".env").write_bytes(ENV_FILES[encoding])
    assert said(command, here, capsys) == ".env is in another encoding than UTF-8; save it as UTF-8.\n"


def test_the_mark_that_some_editors_put_before_utf8_is_no_part_of_a_name(here: Path) -> None:
    (here / ".env").write_bytes("BOT_TOKEN=42:TEST # Токен\n".encode("utf-8-sig"))
    token = load_settings().bot_token
    assert token is not None
    assert token.get_secret_value() == "42:TEST"


def test_a_folder_of_that_name_holds_no_settings(here: Path) -> None:
    (here / ".env").mkdir()
    assert load_settings().bot_token is None


# name | what its sentence holds | values
WRONG = """
    BOT_TOKEN | @BotFather | secret 42secret secret:42 ":secret" "42: secret" ４２:secret
    SEND_RATE | greater than 0 | 0 -1
    SEND_RATE | number | nan inf many
    SEND_RATE | 30 | 31
    HTTP_PORT | 65535 | 99999 65536
    HTTP_PORT | 1 | 0 -1
    HTTP_PORT | integer | http 80.5
    DEFAULT_TIMEZONE | no IANA time zone | Asia/Almatyy +05:00 ../UTC Asia " " /etc/localtime
    TELEGRAM_API_URL | https://host | telegram ftp://a https:// http://a:b "http://a b"
    FETCH_ALLOWED_PRIVATE_HOSTS | host:port | * *:80 *.local:80 10.0.0.0/8 10.0.0.0/8:80 localhost :80
    FETCH_ALLOWED_PRIVATE_HOSTS | host:port | localhost: localhost:0 localhost:65536 localhost:http http://localhost:80
    FETCH_ALLOWED_PRIVATE_HOSTS | host:port | localhost:80/feed me@localhost:80 ::1:80 [::1] [::g]:80 a:80,*
    FETCH_ALLOWED_PRIVATE_HOSTS | host:port | "localhost:80 10.0.0.1:80" localhost:80;b:80 -a:80
    ACCESS | 'open' | all
    ADMIN_IDS | integer | me 1,me
    LOG_LEVEL | 'DEBUG' | loud
    LOG_FORMAT | 'json' | xml
    HEARTBEAT_URL | https://host | example ftp://example.org
    PROXY_URL | socks5 | proxy
    PUBLIC_URL | https://host/path | a.kz http://a.kz https://a.kz:8080 https://a.kz?b https://me:pw@a.kz
    WEBHOOK_URL | https://host/path | hook a.kz/hook http://a.kz/hook https:// https://a.kz:8080/hook https://a.kz:0/
    WEBHOOK_URL | https://host/path | https://a.kz/?b https://a.kz?/ "https://a.kz/#b" https://me:pw@a.kz/ https://a.kz/й
    WEBHOOK_URL | PUBLIC_URL | /telegram
    WEBHOOK_URL | HTTP_PORT | https://a.kz/hook https://a.kz:8443 https://a.kz:88/a/b-c_d.e~
    WEBHOOK_URL | /health | https://a.kz/health https://a.kz:443/metrics/
    WEBHOOK_SECRET | 1 to 256 | "a b" сыр a.b a%20b
    LLM_BASE_URL | http://host:port/v1 | localhost:11434 ftp://a/v1 http://me:pw@a/v1 http://a/v1?key=b
    LLM_MODEL | LLM_BASE_URL | gemma3
    LLM_DAILY_LIMIT | 2000,5000000 | 0.5 many 100 1,2,3 -1,5 1,-5
    HOOK_SECRET | at least 16 | secret "fifteen letters"
    HOOK_URL | https://host | example ftp://example.org http://a:b
    HOOK_URL | HOOK_SECRET | https://a.kz/hook http://127.0.0.1:9000/hook?a=b
    RETENTION_DAYS | 30 | 1
    DATABASE_PATH | folder | . /
"""
CASES = [
    (f"{name}={value}", reason)
    for name, reason, values in (line.strip().split(" | ") for line in WRONG.strip().splitlines())
    for value in shlex.split(values)
]


@pytest.mark.parametrize(("setting", "reason"), CASES)
def test_a_wrong_setting_is_said_by_its_name(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, setting: str, reason: str
) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(name, value)
    line = said(["migrate"], here, capsys)
    assert line.startswith(f"{name}: ")
    assert reason in line
    assert name != "BOT_TOKEN" or value not in line.removeprefix(name)


def test_each_wrong_setting_has_its_line(here: Path) -> None:
    (here / ".env").write_text("ACCESS=all\nHTTP_PORT=x\n", encoding="utf-8")
    with pytest.raises(WrongSettingsError) as error:
        load_settings()
    assert [line.partition(":")[0] for line in str(error.value).splitlines()] == ["ACCESS", "HTTP_PORT"]


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("", []),
        ("localhost:8080", ["localhost:8080"]),
        (" LocalHost:080 , 10.0.0.1:81,", ["10.0.0.1:81", "localhost:80"]),
        ("[::0001]:443,rss_hub.local.:1", ["[::1]:443", "rss_hub.local:1"]),
    ],
)
def test_hosts_that_may_be_private(monkeypatch: pytest.MonkeyPatch, written: str, allowed: list[str]) -> None:
    monkeypatch.setenv("FETCH_ALLOWED_PRIVATE_HOSTS", written)
    assert sorted(load_settings().fetch_allowed_private_hosts) == allowed


@pytest.mark.parametrize(
    ("public", "url", "address", "path"),
    [
        ("", "https://a.kz/hook", "https://a.kz/hook", "/hook"),
        ("", "https://a.kz:8443", "https://a.kz:8443", "/"),
        ("https://a.kz", "/hook", "https://a.kz/hook", "/hook"),
        ("https://a.kz/news/", "/hook", "https://a.kz/news/hook", "/hook"),
        ("https://a.kz", "https://b.kz/hook", "https://b.kz/hook", "/hook"),
        ("https://a.kz", "", "", "/"),
    ],
)
def test_where_telegram_posts_and_where_the_bot_answers(
    monkeypatch: pytest.MonkeyPatch, public: str, url: str, address: str, path: str
) -> None:
    for name, value in (("PUBLIC_URL", public), ("WEBHOOK_URL", url), ("HTTP_PORT", "8080")):
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.webhook_address, settings.webhook_path) == (address, path)


@pytest.mark.parametrize(("length", "taken"), [(1, True), (256, True), (257, False)])
def test_a_secret_is_as_long_as_telegram_takes_it(
    monkeypatch: pytest.MonkeyPatch, length: int, taken: bool
) -> None:
    monkeypatch.setenv("WEBHOOK_SECRET", "a" * length)
    with nullcontext() if taken else pytest.raises(WrongSettingsError, match=r"^WEBHOOK_SECRET: .{40,90}$"):
        load_settings()


def test_what_is_empty_is_as_if_it_was_not_set(here: Path) -> None:
    (here / ".env").write_text("BOT_TOKEN=\nDATABASE_PATH=\nHTTP_PORT=\n", encoding="utf-8")
    assert load_settings() == Settings(_env_file=None)  # type: ignore[call-arg]


async def test_the_bot_does_not_begin_without_a_token(here: Path) -> None:
    assert "BOT_TOKEN is not set" in await said_by_process(here, "run", BOT_TOKEN="")


@pytest.mark.parametrize("port", ["99999", "65536", "-1", "http", "80.5", "", "9" * 5000])
def test_a_port_that_is_none(here: Path, capsys: Captured, port: str) -> None:
    with pytest.raises(SystemExit) as end:
        run_command(["playground", f"--port={port}"])
    assert end.value.code == 2
    assert "is no number from 0 to 65535" in capsys.readouterr().err
    assert not (here / "data").exists()


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which another program listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


async def test_the_playgrounds_port_is_taken(here: Path, taken: int) -> None:
    async with forked(here.parent / "log", newsdigest, here, "playground", "--port", str(taken)) as process:
        assert await process.wait() == 1
        assert process.written() == (
            f"The playground cannot listen on port {taken}: Address already in use. Try another --port.\n"
        )


async def test_the_playgrounds_folder_is_a_file(here: Path) -> None:
    text(here / "data")
    line = await said_by_process(here, "playground", "--port", "0")
    assert "lies in no folder" in line
    assert "DATABASE_PATH" not in line
