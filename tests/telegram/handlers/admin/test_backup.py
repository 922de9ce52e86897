"""/backup: an admin has the database copied and hears where the copy is; no chat gets the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.world.person import Person
from bot.settings import Settings
from storage import backup
from storage.backup import BrokenDatabaseError
from tests.telegram.conftest import Newsroom


def copy_in(folder: Path) -> Path:
    (copy,) = folder.glob("newsdigest-*.db")
    return copy


async def test_the_copy_is_whole_and_its_place_is_said(
    settings: Settings, newsroom: Newsroom, editor: Person, tmp_path: Path
) -> None:
    settings.backup_dir = tmp_path / "copies"
    await editor.writes("/backup")
    answer = await editor.receives("Резервная копия готова, 1 МБ:")
    copy = copy_in(settings.backup_dir)
    assert str(copy) in answer.text
    assert answer.document is None
    assert "BACKUP_DIR" not in answer.text
    assert backup.check(copy)


async def test_without_a_folder_it_is_beside_the_database(
    newsroom: Newsroom, editor: Person, tmp_path: Path
) -> None:
    await editor.writes("/admin")
    screen = await editor.receives("Управление ботом")
    await editor.presses("Резервная копия")
    copy = copy_in(tmp_path)
    assert str(copy) in screen.text
    assert "задайте папку в BACKUP_DIR" in screen.text
    await editor.presses("Управление")


async def test_a_copy_that_is_broken_does_not_stay(
    settings: Settings, newsroom: Newsroom, editor: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.backup_dir = tmp_path / "copies"

    def finds_damage(copy: Path, _: Path) -> str:
        assert copy.is_file()
        raise BrokenDatabaseError("a page is torn")

    monkeypatch.setattr("bot.ops.backups.backup.check", finds_damage)
    await editor.writes("/backup")
    await editor.receives("Копию сделать не получилось.")
    assert list(settings.backup_dir.iterdir()) == []


async def test_what_goes_wrong_is_said_in_a_sentence(
    settings: Settings, newsroom: Newsroom, editor: Person, tmp_path: Path
) -> None:
    settings.backup_dir = tmp_path / "news.db" / "no-folder"
    await editor.writes("/backup")
    assert str(tmp_path) not in (await editor.receives("Копию сделать не получилось.")).text
