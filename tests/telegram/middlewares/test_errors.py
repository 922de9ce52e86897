"""When the bot itself is at fault: a sentence to the person, the traceback to the log, and it goes on."""

from __future__ import annotations

import logging

import pytest

from bot.answers import digest
from bot.playground.api.faults import Kind
from bot.playground.world.person import Person
from bot.telegram.handlers.editor.paste_collector import PAUSES_AGAIN
from storage import destinations
from storage.destinations import Address
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM


class BrokenError(Exception):
    """A fault that no handler expects."""


async def test_a_fault_is_said_plainly_and_logged(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise BrokenError("secret detail")

    with monkeypatch.context() as patch:
        patch.setattr(digest, "digest", broken)
        await reader.writes("/digest")
        failed = await reader.receives("Не получилось")
        await reader.writes("/help")
        menu = await reader.receives()
        await reader.presses_data(menu, "1:digest:24")
        await reader.receives("Не получилось")
    assert "secret" not in failed.text
    records = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert f"person {reader.id} failed" in records[0].getMessage()
    assert records[0].exc_info is not None
    await reader.writes("/digest")
    await reader.receives("Новостей за сутки не было")


@pytest.mark.parametrize("kind", ["reset", "lost", "502", "500", "truncated"])
async def test_an_answer_is_tried_again(newsroom: Newsroom, reader: Person, kind: Kind) -> None:
    newsroom.telegram.faults.add(kind, method="sendMessage", times=1)
    await reader.writes("/settings")
    await reader.receives("Настройки")
    newsroom.telegram.faults.add(kind, method="editMessageText", times=1)
    await reader.presses("Темы: все")
    await reader.sees("Темы вашего дайджеста")


async def test_a_file_that_cannot_be_fetched(newsroom: Newsroom, editor: Person) -> None:
    newsroom.telegram.faults.add("502", method="getFile", times=1)
    await editor.uploads("news.txt", MUSEUM.encode())
    await editor.receives("Файл не удалось получить")


async def test_a_paste_that_could_not_be_answered_is_answered_later(
    newsroom: Newsroom, editor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.telegram.faults.add("reset", method="sendMessage", times=3)
    await editor.writes(f"/add {MUSEUM}")
    await editor.writes(MUSEUM.replace("Семее", "Таразе"))
    await editor.receives("Добавлено, статья 1")
    await editor.receives("Получится так")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_paste_that_could_not_be_answered_is_tried_again_by_itself(
    newsroom: Newsroom, editor: Person
) -> None:
    newsroom.telegram.faults.add("reset", method="sendMessage", times=3)
    await editor.writes(f"/add {MUSEUM}")
    await newsroom.idle()
    assert (editor.by_bot, newsroom.telegram.faults.on) == ([], ())
    for _ in range(PAUSES_AGAIN):
        newsroom.gate.two_seconds_pass()
        await newsroom.telegram.settled()
    await editor.receives("Добавлено, статья 1")


async def test_a_preview_that_is_tried_again_makes_no_other_draft_and_waits_longer(
    newsroom: Newsroom, editor: Person
) -> None:
    newsroom.telegram.faults.add("reset", method="sendMessage", times=6)
    await editor.writes(MUSEUM)
    await newsroom.idle()
    pauses = 0
    while not editor.by_bot and pauses < 10 * PAUSES_AGAIN:
        newsroom.gate.two_seconds_pass()
        await newsroom.telegram.settled()
        pauses += 1
    assert pauses >= 3 * PAUSES_AGAIN
    preview = await editor.receives("Получится так")
    assert preview.button("Добавить") == {"text": "Добавить", "callback_data": "1:add:1"}


async def test_who_blocks_the_bot_while_it_answers_is_no_error(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await reader.writes("/help")
    reader.blocks()
    await newsroom.idle()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_closed_topic_is_no_error(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    group = newsroom.telegram.group("Чат", owner=reader, forum=True)
    topic = group.opens_topic("Новости")
    topic.closed = True
    await reader.writes("/help@newsdigest_bot", place=group, thread=topic.id)
    await newsroom.telegram.journal.wait("sendMessage", ok=False)
    await newsroom.idle()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_group_that_moves_keeps_its_destination(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader, basic=True)
    async with newsroom.db.transaction() as tx:
        known = await destinations.add(
            tx, Address(group.id), "group", language="kk", zone="UTC", now=newsroom.telegram.now()
        )
    upgraded = group.upgrades()
    await newsroom.idle()
    async with newsroom.db.read() as db:
        moved = await destinations.at(db, Address(upgraded.id))
    assert moved is not None
    assert moved.id == known
