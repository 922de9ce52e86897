"""A group that becomes a supergroup goes on as before, in whatever order Telegram tells of it."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from bot.playground.world.person import Person
from bot.playground.world.places import Group, Sign
from storage import destinations, message_texts, outbox, sent_messages
from storage.destinations import Address, Destination
from storage.outbox import NewRow
from storage.rows import fetch_all
from tests.telegram.conftest import Newsroom

SIGNS: tuple[Sign, ...] = ("moved to", "moved from", "left", "joined")


@pytest.fixture
def owner(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Данияр", language="ru")


@pytest.fixture
def group(newsroom: Newsroom, owner: Person) -> Group:
    return newsroom.telegram.group("Читатели", owner=owner, basic=True)


async def connected(newsroom: Newsroom, owner: Person, group: Group) -> int:
    """The group as a destination of its owner, who has begun in private."""
    await owner.writes("/start")
    await owner.receives()
    async with newsroom.db.transaction() as tx:
        return await destinations.add(
            tx,
            Address(group.id),
            "group",
            language="kk",
            zone="Asia/Almaty",
            now=newsroom.telegram.now(),
            title="Читатели",
            owner_id=owner.id,
        )


async def at(newsroom: Newsroom, group: Group) -> Destination | None:
    async with newsroom.db.read() as db:
        return await destinations.at(db, Address(group.id))


@pytest.mark.parametrize("order", list(permutations(SIGNS)))
async def test_it_is_not_greeted_again_nor_its_owner_told_that_the_bot_is_gone(
    newsroom: Newsroom, owner: Person, group: Group, order: tuple[Sign, ...]
) -> None:
    number = await connected(newsroom, owner, group)
    upgraded = group.upgrades(*order)
    await newsroom.idle()
    moved = await at(newsroom, upgraded)
    assert moved is not None
    assert (moved.id, moved.pause) == (number, None)
    assert upgraded.by_bot == []
    async with newsroom.db.read() as db:
        assert await outbox.count_unfinished(db) == 0


@pytest.mark.parametrize("sign", ["moved to", "moved from"])
async def test_one_of_both_chats_tells_of_it(
    newsroom: Newsroom, owner: Person, group: Group, sign: Sign
) -> None:
    number = await connected(newsroom, owner, group)
    upgraded = group.upgrades("joined", sign)
    await newsroom.idle()
    moved = await at(newsroom, upgraded)
    assert moved is not None
    assert moved.id == number
    assert upgraded.by_bot == []


async def test_a_group_that_its_owner_paused_stays_paused(
    newsroom: Newsroom, owner: Person, group: Group
) -> None:
    number = await connected(newsroom, owner, group)
    async with newsroom.db.transaction() as tx:
        await destinations.pause(tx, number, "asked", newsroom.telegram.now())
    upgraded = group.upgrades("left", "joined", "moved to")
    await newsroom.idle()
    moved = await at(newsroom, upgraded)
    assert moved is not None
    assert moved.pause == "asked"


async def test_what_is_set_up_outlives_what_was_merely_proposed_in_the_new_chat(
    newsroom: Newsroom, owner: Person, group: Group
) -> None:
    number = await connected(newsroom, owner, group)
    async with newsroom.db.transaction() as tx:
        await destinations.set_topics(tx, number, frozenset({"sport"}))
    upgraded = group.upgrades("joined")
    await owner.writes("/here", place=upgraded)
    await upgraded.receives("может администратор")
    newsroom.telegram.receive(
        newsroom.telegram.new_message(upgraded.chat, None, {"service": {"migrate_from_chat_id": group.id}})
    )
    await newsroom.idle()
    moved = await at(newsroom, upgraded)
    assert moved is not None
    assert (moved.id, moved.topics, moved.language) == (number, frozenset({"sport"}), "kk")
    assert await at(newsroom, group) is None


async def test_a_proposal_made_before_can_be_taken_afterwards(
    newsroom: Newsroom, owner: Person, group: Group
) -> None:
    await owner.writes("/here", place=group)
    (link,) = (await group.receives("может администратор")).links
    upgraded = group.upgrades(*SIGNS)
    await newsroom.idle()
    await owner.opens(link)
    await owner.receives("Присылать дайджест в «Читатели»?")
    await owner.presses("Подключить")
    await owner.receives("Читатели")
    moved = await at(newsroom, upgraded)
    assert moved is not None
    assert moved.owner_id == owner.id


async def test_messages_of_the_new_chat_are_not_taken_for_those_of_the_old(
    newsroom: Newsroom, owner: Person, group: Group
) -> None:
    """Both count theirs from 1, so a pin or a correction of the old would strike another message."""
    number = await connected(newsroom, owner, group)
    now = newsroom.telegram.now()
    expires = now + timedelta(days=1)
    async with newsroom.db.transaction() as tx:
        words = await message_texts.add(tx, "Выпуск", "[]")
        sent = NewRow("edition", 1, number, words, expires)
        pin = NewRow("edition", 1, number, None, expires, part=8, operation="pin")
        await outbox.add_all(tx, [sent], now)
        (row,) = await fetch_all(tx, "SELECT id FROM outbox")
        await outbox.mark_sent(tx, [(row["id"], 1)], now)
        unpin = NewRow("edition", 2, number, None, expires, part=9, operation="unpin", target=1)
        edit = NewRow("correction", row["id"], number, words, expires, part=1, operation="edit", target=1)
        await outbox.add_all(tx, [pin, unpin, edit], now)
    group.upgrades()
    await newsroom.idle()
    async with newsroom.db.read() as db:
        rows = await fetch_all(db, "SELECT operation, state, target, sent_as FROM outbox ORDER BY id")
    assert [tuple(row) for row in rows] == [
        ("send", "sent", None, None),
        ("pin", "cancelled", None, None),
        ("unpin", "cancelled", 1, None),
        ("edit", "pending", None, None),
    ]


async def test_an_edition_after_the_move_unpins_nothing(
    newsroom: Newsroom, owner: Person, group: Group
) -> None:
    number = await connected(newsroom, owner, group)
    now = newsroom.telegram.now()
    async with newsroom.db.transaction() as tx:
        pin = NewRow("edition", 1, number, None, now + timedelta(days=1), part=8, operation="pin", target=5)
        await outbox.add_all(tx, [pin], now)
        (row,) = await fetch_all(tx, "SELECT id FROM outbox")
        await outbox.mark_sent(tx, [(row["id"], 5)], now)
        assert await sent_messages.last_pinned(tx, "edition", [number]) == {number: 5}
    group.upgrades()
    await newsroom.idle()
    async with newsroom.db.read() as db:
        assert await sent_messages.last_pinned(db, "edition", [number]) == {}
