"""When the bot itself is at fault: a sentence to the person, the traceback to the log, and it goes on."""

from __future__ import annotations

import logging

import pytest

from bot.playground.session import Person
from bot.services import answers
from storage import destinations
from storage.destinations import Address
from tests.telegram.conftest import Newsroom


class BrokenError(Exception):
    """A fault that no handler expects."""


async def test_a_fault_is_said_plainly_and_logged(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise BrokenError("secret detail")

    with monkeypatch.context() as patch:
        patch.setattr(answers, "digest", broken)
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


async def test_who_blocks_the_bot_while_it_answers_is_no_error(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await reader.writes("/help")
    reader.blocks()
    await newsroom.telegram.settled()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_closed_topic_is_no_error(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    group = newsroom.telegram.group("Чат", owner=reader, forum=True)
    topic = group.opens_topic("Новости")
    topic.closed = True
    await reader.writes("/help@newsdigest_bot", place=group, thread=topic.id)
    await newsroom.telegram.journal.wait("sendMessage", ok=False)
    await newsroom.telegram.settled()
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_group_that_moves_keeps_its_destination(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader, basic=True)
    async with newsroom.db.transaction() as tx:
        known = await destinations.add(
            tx, Address(group.id), "group", language="kk", zone="UTC", now=newsroom.telegram.now()
        )
    upgraded = group.upgrades()
    await newsroom.telegram.settled()
    async with newsroom.db.read() as db:
        moved = await destinations.at(db, Address(upgraded.id))
    assert moved is not None
    assert moved.id == known
