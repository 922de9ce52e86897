"""How editors see who changed what."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from digests.models.texts import RawText
from storage import personal_data
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_corrected_editions import CORRECTED, THEATRE, Desk
from tests.telegram.handlers.editor.test_parts import gives_headline


@pytest.fixture
async def desk(newsroom: Newsroom, editor: Person) -> Desk:
    desk = Desk(newsroom, editor)
    await desk.writes(f"/add {MUSEUM}", "Добавлено, статья 1")
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    return desk


async def test_who_changed_what_is_told_the_newest_first(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    await desk.writes("/retract 2", "снята")
    corrections = desk.newsroom.dispatcher["corrections"]
    await corrections.revise(1, RawText(MUSEUM), now=desk.newsroom.telegram.now())
    log = await desk.writes("/log", "Кто что менял")
    _, *entries = log.text.split("\n\n")
    for entry, said in zip(
        entries,
        (
            "сам источник: новый текст",
            "Ержан: статья снята",
            "Ержан: новый заголовок, прежний: «В Семее открылся музей степной музыки»",
            "Ержан: новый текст",
        ),
        strict=True,
    ):
        assert said in entry
    assert "Статья 2 ·" in entries[1]
    await editor.presses("2")
    assert "Статья 2" in log.text
    await editor.presses("Правки")
    assert "Статья 2: кто что менял" in log.text
    assert "новый заголовок" not in log.text


async def test_the_log_of_one_article(desk: Desk, editor: Person) -> None:
    assert "Правок пока нет" in (await desk.writes("/log 1", "Статья 1: кто что менял")).text
    await desk.writes("/retract 2", "снята")
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    assert "новый текст" in log.text
    assert "статья снята" not in log.text
    await desk.writes("/log 99", "Статьи 99 нет")
    await desk.writes("/log первая", "номер статьи")


async def test_archiving_is_in_the_log(desk: Desk, editor: Person) -> None:
    corrections = desk.newsroom.dispatcher["corrections"]
    for archived in (True, True, False):
        now = desk.newsroom.telegram.now()
        await corrections.archive(1, archived=archived, person_id=editor.id, now=now)
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    _, back, away = log.text.split("\n\n")
    assert "Ержан: статья взята из архива" in back
    assert "Ержан: статья убрана в архив" in away


async def test_retracting_again_tells_of_the_retraction(desk: Desk, editor: Person) -> None:
    await desk.writes("/retract 1", "Статья 1 снята")
    corrections = desk.newsroom.dispatcher["corrections"]
    now = desk.newsroom.telegram.now()
    await corrections.set_topic(1, "sport", on=True, seen=0, person_id=editor.id, now=now)
    await desk.writes("/retract 1", "Статья 1 снята")


async def test_the_log_has_pages(desk: Desk, editor: Person) -> None:
    corrections = desk.newsroom.dispatcher["corrections"]
    for number in range(12):
        now = desk.newsroom.telegram.now()
        await corrections.set_headline(1, f"Заголовок {number}", seen=0, person_id=editor.id, now=now)
    log = await desk.writes("/log", "Кто что менял")
    assert "«Заголовок 10»" in log.text
    assert "«Заголовок 0»" not in log.text
    await editor.presses("Дальше")
    assert "«Заголовок 0»" in log.text
    await editor.presses("Назад")
    assert "«Заголовок 10»" in log.text


async def test_who_asked_to_be_forgotten_leaves_the_role(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    async with desk.newsroom.db.transaction() as tx:
        await personal_data.forget(tx, editor.id)
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    assert "редактор: новый текст" in log.text
    assert "Ержан" not in log.text


async def test_readers_have_no_log(desk: Desk, reader: Person) -> None:
    await reader.writes("/log")
    menu = await reader.receives("может только редакция")
    await reader.presses_data(menu, "1:log:0:0")
    assert "Кто что менял" not in menu.text
