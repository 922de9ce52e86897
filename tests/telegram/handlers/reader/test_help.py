"""/help shows what this person can do here."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from storage import people
from storage.people import Role
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.owner.test_chats import connects


async def help_for(person: Person) -> str:
    await person.writes("/help")
    return (await person.receives("Что умеет бот")).text


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("reader", ["/digest", "/privacy"], ["/add", "/here", "/admin"]),
        ("editor", ["/digest", "/add"], ["/here", "/admin —"]),
        ("admin", ["/digest", "/add", "/admin —"], ["/here"]),
    ],
)
async def test_by_role(
    newsroom: Newsroom, reader: Person, role: Role, shown: list[str], hidden: list[str]
) -> None:
    await help_for(reader)
    async with newsroom.db.transaction() as tx:
        await people.set_role(tx, reader.id, role)
    text = await help_for(reader)
    assert [words for words in shown if words not in text] == []
    assert [words for words in hidden if words in text] == []


async def test_owners_of_a_chat_see_what_is_theirs(newsroom: Newsroom, reader: Person) -> None:
    await connects(reader, newsroom.telegram.channel("Жаңалықтар", owner=reader, bot="left"))
    assert "/here" in await help_for(reader)


async def test_in_a_group_only_who_may_connect_it_hears_how(newsroom: Newsroom, reader: Person) -> None:
    owner = newsroom.telegram.person("Данияр", language="ru")
    group = newsroom.telegram.group("Читатели", owner=owner)
    group.joins(reader)
    await reader.writes("/help@newsdigest_bot", place=group)
    assert "/here" not in (await group.receives("В группе бот отвечает")).text
    await owner.writes("/help@newsdigest_bot", place=group)
    await group.receives("администратор пишет /here")
