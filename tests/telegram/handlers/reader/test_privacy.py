"""/privacy, /export and /forget: what is kept is said, sent and gone."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.editions.planner import Planner
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.settings import Settings
from storage import destinations, people, personal_data
from storage.destinations import Address
from storage.rows import fetch_all, moment
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects

ASKING = 900_800_700


@pytest.fixture
async def asking(newsroom: Newsroom) -> Person:
    """An editor who reads, owns a channel, and has added an article, a draft and a correction."""
    person = newsroom.telegram.person("Данияр", ASKING, language="ru")
    await person.writes("/start")
    await person.receives()
    async with newsroom.db.transaction() as tx:
        await people.set_role(tx, ASKING, "editor")
    await person.writes(f"/add {text('Мост', 'моста')}")
    await person.receives("Добавлено, статья 1")
    await person.writes(text("Порт", "порта"))
    await person.receives()
    await person.writes(f"/edit 1 {text('Мост', 'переправы')}")
    await person.receives()
    await connects(person, newsroom.telegram.channel("Жаңалықтар", owner=person, bot="left"))
    await person.writes("/subscribe 09:00")
    await person.receives()
    return person


def text(name: str, what: str) -> str:
    first = f"{name} через реку открыли после ремонта, сообщили в акимате города в понедельник утром."
    return f"{name} открыт\n\n{first}\n\nСтроители {what} закончили работу раньше срока, на целый месяц."


async def has_editions(newsroom: Newsroom, reader: Person) -> Message:
    """One has arrived, another waits."""
    planner = Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    async with newsroom.db.read() as db:
        (due,) = await fetch_all(db, "SELECT max(next_run_at) AS at FROM schedules")
    clock = newsroom.telegram.clock
    await planner.plan_due(clock.move(moment(due["at"]) - clock.now() + timedelta(hours=2)))
    async with newsroom.delivering():
        edition = await reader.receives("Мост")
    await newsroom.has("chess")
    await planner.plan_due(clock.move(timedelta(days=1)))
    return edition


async def cells(newsroom: Newsroom) -> list[tuple[str, object]]:
    """Every value of every table, but for which updates came in."""
    async with newsroom.db.read() as reader:
        tables = [
            row["name"] for row in await fetch_all(reader, "PRAGMA table_list") if row["type"] != "view"
        ]
        found = [
            (table, row)
            for table in tables
            if not table.startswith("sqlite_")
            for row in await fetch_all(reader, f"SELECT * FROM {table}")  # noqa: S608  # of the schema itself
            if table not in ("updates", "handled_updates")
        ]
    return [(table, cell) for table, row in found for cell in tuple(row)]


async def naming(newsroom: Newsroom, person: Person) -> list[tuple[str, object]]:
    number = re.compile(rf"(?<!\d){person.id}(?!\d)")
    return [(table, cell) for table, cell in await cells(newsroom) if number.search(str(cell))]


async def sent_file(person: Person) -> dict[str, Any]:
    answer = await person.receives("Всё, что бот хранит о вас")
    assert answer.document is not None
    assert answer.document.name.endswith(".json")
    found: dict[str, Any] = json.loads(answer.document.content)
    return found


async def test_what_is_kept_is_said_with_the_terms_of_the_settings(
    newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes("/privacy")
    screen = await editor.receives("Что бот хранит о вас")
    assert "хранится 365 дней" in screen.text
    assert "хранятся 90 дней" in screen.text
    assert "Черновики без ответа хранятся 2 дня" in screen.text
    assert "столько же — названия и заголовки присланных вами файлов" in screen.text
    assert "копии" in screen.text
    assert "Ваше имя в Telegram бот хранит" in screen.text


async def test_readers_hear_nothing_of_drafts_nor_of_terms_that_do_not_exist(
    settings: Settings, newsroom: Newsroom, reader: Person
) -> None:
    settings.retention_days = None
    settings.backup_dir = Path("backups")
    await reader.writes("/privacy")
    screen = await reader.receives("Что бот хранит о вас")
    assert "Черновики" not in screen.text
    assert "файлов" not in screen.text
    assert "Имени, телефона и фотографии бот не хранит." in screen.text
    assert "хранятся 7 последних" in screen.text
    assert "чтобы ничего не повторять. Это хранится, пока вы не удалите." in screen.text


async def test_everything_is_sent_as_a_file(newsroom: Newsroom, asking: Person) -> None:
    await has_editions(newsroom, asking)
    await asking.writes("/export")
    found = await sent_file(asking)
    assert {kept.name for kept in personal_data.PERSONAL_TABLES} <= found.keys()
    (person,) = found["person"]
    assert (person["telegram_id"], person["role"], person["name"]) == (ASKING, "editor", "Данияр")
    assert [article["number"] for article in found["articles_added"]] == [1]
    assert "Порт" in json.dumps(found["drafts"], ensure_ascii=False)
    assert found["corrections"]
    assert [chat["title"] for chat in found["channels_and_groups"]] == ["Жаңалықтар"]
    assert [time["local_time"] for time in found["times"]] == ["09:00"]
    assert [edition["stories"][0]["story"] for edition in found["editions"]][:1] == [1]
    assert [message["state"] for message in found["messages"] if message["kind"] == "edition"] == [
        "sent",
        "pending",
    ]
    assert found["exported_at"].endswith("+00:00")


async def test_after_forget_nothing_of_the_person_is_left(
    newsroom: Newsroom, asking: Person, reader: Person
) -> None:
    await reader.writes("/subscribe 10:00")
    await reader.receives()
    await has_editions(newsroom, asking)
    before = {table for table, _ in await naming(newsroom, asking)}
    assert {"people", "articles", "drafts", "revisions", "destinations"} <= before
    await asking.writes("/forget")
    question = await asking.receives("Удалить всё")
    assert "1 канал или группа" in question.text
    assert "останутся у редакции" in question.text
    await asking.presses("Да, удалить всё")
    assert question.text.startswith("Всё удалено.")
    assert await naming(newsroom, asking) == []
    async with newsroom.db.read() as db:
        left = await fetch_all(db, "SELECT chat_id, owner_id FROM destinations ORDER BY chat_id DESC")
        assert [row["chat_id"] for row in left if row["chat_id"] > 0] == [reader.id]
        assert [row["owner_id"] for row in left if row["chat_id"] < 0] == [None]
        for table in ("outbox", "editions", "schedules", "subscriptions"):
            rows = await fetch_all(
                db,
                f"SELECT 1 FROM {table} WHERE destination_id NOT IN (SELECT id FROM destinations)",  # noqa: S608
            )
            assert rows == [], table
        assert (
            await fetch_all(db, "SELECT 1 FROM messages WHERE id NOT IN (SELECT message_id FROM outbox)")
            == []
        )
        assert await fetch_all(db, "SELECT 1 FROM articles WHERE id = 1")
    await asking.presses("Начать заново")
    await asking.receives("Бот читает новости за вас")
    async with newsroom.db.read() as db:
        met = await destinations.at(db, Address(ASKING))
    assert met is not None
    assert met.topics == frozenset()


async def test_who_changes_their_mind_keeps_everything(newsroom: Newsroom, asking: Person) -> None:
    await asking.writes("/forget")
    question = await asking.receives("Удалить всё")
    before = await cells(newsroom)
    await asking.presses("Нет, оставить")
    assert "Что бот хранит" in question.text
    assert await cells(newsroom) == before


async def test_another_administrator_takes_the_channel_over(newsroom: Newsroom, asking: Person) -> None:
    channel = newsroom.telegram.channel("Жаңалықтар", owner=asking, bot="left")
    await connects(asking, channel)
    second = newsroom.telegram.person("Асель", language="ru")
    channel.joins(second, "administrator")
    await asking.writes("/forget")
    await asking.presses("Да, удалить всё")
    await connects(second, channel)
