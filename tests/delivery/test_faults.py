"""What goes wrong between a row and its chat: nothing is lost, no other held up, owners are told once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import breaker
from bot.delivery import loop as outbox_loop
from bot.delivery.outcomes import Unreachable
from bot.delivery.settle import LEASE, TokenRefusedError
from bot.playground.api.journal import Entry
from bot.playground.world.person import Person
from bot.playground.world.signals import PATIENCE
from bot.settings import Settings
from bot.subscribers import readers
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from storage import destinations, message_texts, outbox
from storage.destinations import Address, ChatKind
from storage.outbox import NewRow
from storage.rows import fetch_all
from tests.closing import close
from tests.counted import counted
from tests.delivery.test_loop import LOOK, Post, post_office


@pytest.fixture
async def post(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Post]:
    monkeypatch.setattr("bot.delivery.settle.FIRST_BACKOFF", timedelta())
    monkeypatch.setattr(breaker, "FIRST_REST_SECONDS", 0.01)
    monkeypatch.setattr(breaker, "MAX_REST_SECONDS", 0.05)
    async with post_office(database_path) as made:
        yield made


async def owned(post: Post, owner: Person, address: Address, kind: ChatKind = "group") -> int:
    """A chat that its owner set up, who has a private chat with the bot."""
    now = post.telegram.now()
    async with post.db.transaction() as tx:
        await destinations.add(tx, Address(owner.id), "private", language="ru", zone="UTC", now=now)
        return await destinations.add(
            tx, address, kind, language="ru", zone="UTC", now=now, title="Читатели", owner_id=owner.id
        )


async def row_for(post: Post, destination_id: int, *refs: int) -> None:
    """One row, or one for each of these, all at once."""
    now = post.telegram.now()
    async with post.db.transaction() as tx:
        words = await message_texts.add(tx, "Новости", "[]")
        expires = now + timedelta(hours=1)
        rows = [NewRow("test", ref, destination_id, words, expires) for ref in refs or (1,)]
        await outbox.add_all(tx, rows, now)
    post.loop.wake()


async def paused(post: Post, destination_id: int) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with post.db.read() as reader:
                found = await destinations.get(reader, destination_id)
            if found is not None and found.pause:
                return found.pause
            await post.telegram.idle.wait(LOOK)


@pytest.mark.parametrize("kind", ["lost", "reset", "502", "truncated"])
async def test_who_would_rather_miss_a_message_never_gets_it_twice(post: Post, kind: str) -> None:
    reader = post.reader()
    destination_id = await owned(post, reader, Address(reader.id), "private")
    async with post.db.transaction() as tx:
        await destinations.set_at_most_once(tx, destination_id, True)
    post.telegram.faults.replace([{"kind": kind, "method": "sendMessage", "times": 1}])
    await row_for(post, destination_id)
    assert await post.ends() == ["unknown"]
    assert len(reader.by_bot) == (1 if kind in ("lost", "truncated") else 0)


async def test_a_lost_answer_is_repeated_by_default(post: Post) -> None:
    reader = post.reader()
    post.telegram.faults.add("lost", method="sendMessage", times=1)
    await post.queue(reader.id)
    assert await post.ends() == ["sent"]
    assert len(reader.by_bot) == 2


async def test_without_a_connection_nothing_has_arrived(post: Post) -> None:
    pacer = Pacer(30)
    bot = make_bot(Settings(telegram_api_url="http://127.0.0.1:1"), "42:TEST", pacer)
    post.loop.stop()
    await post.queue(post.reader().id)
    now = post.telegram.now()
    async with post.db.transaction() as tx:
        (row,) = await outbox.claim(tx, "me", now=now, lease_until=now + LEASE, limit=1)
    assert isinstance(await TelegramSender(bot, pacer).send(row, lambda: None), Unreachable)
    await close(bot)


async def test_a_crash_gives_up_only_what_shall_rather_be_missed(post: Post) -> None:
    post.loop.stop()
    for number in (1, 2):
        await post.queue(post.reader(number).id)
    now = post.telegram.now()
    async with post.db.transaction() as tx:
        rows = await outbox.claim(tx, "dead", now=now, lease_until=now + LEASE, limit=9)
        await destinations.set_at_most_once(tx, rows[0].destination_id, True)
    assert await post.loop.recover(alone=True) == 2
    assert await post.states() == ["unknown", "pending"]


async def test_a_group_without_the_bot_is_paused_and_its_owner_told_once(post: Post) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner, bot="kicked")
    destination_id = await owned(post, owner, Address(group.id))
    await row_for(post, destination_id, 1, 2)
    assert "бота там больше нет" in (await owner.receives("Читатели")).text
    assert await paused(post, destination_id) == "blocked"
    group.adds_bot(by=owner)
    await readers.mark_unblocked(post.db, group.id)
    post.loop.wake()
    assert await post.ends() == ["sent"] * 3
    assert len(owner.by_bot) == 1
    assert len(group.by_bot) == 2


async def test_a_deleted_account_is_paused(post: Post) -> None:
    reader = post.reader()
    assert reader.chat.person is not None
    reader.chat.person.deactivated = True
    destination_id = await owned(post, reader, Address(reader.id), "private")
    await row_for(post, destination_id)
    assert await paused(post, destination_id) == "blocked"
    assert await post.states() == ["pending"]


async def test_missing_rights_pause_a_channel_and_its_owner_is_told(post: Post) -> None:
    owner = post.reader()
    channel = post.telegram.channel("Новости", owner=owner, bot="left")
    channel.promotes_bot(by=owner, lacks=frozenset({"can_post_messages"}))
    destination_id = await owned(post, owner, Address(channel.id), "channel")
    await row_for(post, destination_id)
    assert "не разрешено писать" in (await owner.receives("Читатели")).text
    assert await paused(post, destination_id) == "blocked"


@pytest.mark.parametrize(
    ("description", "pause", "words"),
    [
        ("Bad Request: CHAT_SEND_SOMETHING_FORBIDDEN", "blocked", "не разрешено писать"),
        ("Bad Request: members are not allowed to write today", "blocked", "не разрешено писать"),
        ("Bad Request: the group was archived by its owner", "blocked", "бота там больше нет"),
        ("Forbidden: never said before", "blocked", "бота там больше нет"),
        ("Bad Request: TOPIC_HIDDEN", "closed", "темы, в которую приходили выпуски"),
    ],
)
async def test_a_refusal_that_nobody_knows_pauses_what_it_is_about(
    post: Post, description: str, pause: str, words: str
) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner)
    destination_id = await owned(post, owner, Address(group.id))
    post.telegram.faults.add("refused", method="sendMessage", chat=group.id, description=description)
    await row_for(post, destination_id, 1, 2)
    assert words in (await owner.receives("Читатели")).text
    assert await paused(post, destination_id) == pause
    assert len(owner.by_bot) == 1


async def test_a_message_that_is_refused_for_no_known_reason_fails_alone(post: Post) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner)
    destination_id = await owned(post, owner, Address(group.id))
    post.telegram.faults.add("refused", times=1, chat=group.id, description="Bad Request: SOMETHING_NEW")
    await row_for(post, destination_id, 1, 2)
    assert sorted(await post.ends()) == ["failed", "sent"]


async def test_a_paused_group_is_tried_once_a_day_until_it_takes_a_message(post: Post) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner)
    group.chat.may_write = False
    destination_id = await owned(post, owner, Address(group.id))
    await row_for(post, destination_id, 1)
    await owner.receives("не разрешено писать")
    for day in (2, 3):
        post.telegram.clock.move(timedelta(days=1))
        await row_for(post, destination_id, 10 * day, 10 * day + 1)
        await refusals(post, group.id, day)
    group.chat.may_write = True
    post.telegram.clock.move(timedelta(days=1))
    await row_for(post, destination_id, 40, 41)
    await post.ends()
    assert len(group.by_bot) == 2
    assert len(owner.by_bot) == 1
    async with post.db.read() as reader:
        found = await destinations.get(reader, destination_id)
    assert found is not None
    assert (found.pause, found.try_at) == (None, None)


async def refusals(post: Post, chat_id: int, count: int) -> None:
    """Until there have been so many in this chat, and the last is written down."""
    async with asyncio.timeout(PATIENCE):
        while len(refused(post, chat_id)) < count or "sending" in await post.states():
            await post.telegram.idle.wait(LOOK)
    assert len(refused(post, chat_id)) == count


def refused(post: Post, chat_id: int) -> list[Entry]:
    return post.telegram.journal.calls("sendMessage", chat=chat_id, ok=False)


async def test_a_reader_who_has_blocked_the_bot_is_not_tried(post: Post) -> None:
    """Telegram has said so, and will say when that is over."""
    reader = post.reader()
    reader.blocks()
    destination_id = await owned(post, reader, Address(reader.id), "private")
    await readers.mark_blocked(post.db, reader.id, post.telegram.now())
    post.telegram.clock.move(timedelta(days=2))
    await row_for(post, destination_id)
    async with post.db.read() as db:
        found = await destinations.get(db, destination_id)
    assert found is not None
    assert not found.receives(post.telegram.now())


async def test_a_reader_of_whom_only_a_refusal_told_is_tried(post: Post) -> None:
    """Telegram keeps what it has to tell for a day: who unblocked the bot while it was off is found."""
    reader = post.reader()
    reader.chat.blocked = True
    destination_id = await owned(post, reader, Address(reader.id), "private")
    await row_for(post, destination_id, 1)
    assert await paused(post, destination_id) == "blocked"
    reader.chat.blocked = False
    post.telegram.clock.move(timedelta(days=1))
    await row_for(post, destination_id, 2)
    await reader.receives("Новости")


async def test_a_closed_topic_is_paused_alone_and_goes_on_when_opened(post: Post) -> None:
    owner = post.reader()
    forum = post.telegram.group("Форум", owner=owner, forum=True)
    topic, other = (forum.opens_topic(name) for name in ("Выпуски", "Другое"))
    topic.closed = True
    closed = await owned(post, owner, Address(forum.id, topic.id))
    await row_for(post, closed, 1, 2)
    assert "закрыта" in (await owner.receives("Читатели")).text
    await row_for(post, await owned(post, owner, Address(forum.id, other.id)))
    await forum.receives("Новости", thread=other.id)
    assert await paused(post, closed) == "closed"
    topic.closed = False
    await readers.topic_opened(post.db, Address(forum.id, topic.id))
    post.loop.wake()
    assert await post.ends() == ["sent"] * 4
    assert len(owner.by_bot) == 1


async def test_an_upgraded_group_moves_into_the_one_that_is_there(post: Post) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner, basic=True)
    old = await owned(post, owner, Address(group.id))
    upgraded = group.upgrades()
    new = await owned(post, owner, Address(upgraded.id))
    await row_for(post, old)
    await upgraded.receives("Новости")
    assert await post.ends() == ["sent"]
    async with post.db.read() as reader:
        assert await destinations.get(reader, old) is None
        (row,) = await fetch_all(reader, "SELECT destination_id FROM outbox")
    assert row["destination_id"] == new


async def test_refused_markup_is_counted(post: Post) -> None:
    reader, before = post.reader(), counted("deliveries_total", outcome="unparsable")
    post.telegram.faults.add("entities", method="sendMessage", times=1)
    await post.queue(reader.id)
    message = await reader.receives("Новости")
    assert message.entities == ()
    assert await post.ends() == ["sent"]
    assert counted("deliveries_total", outcome="unparsable") - before == 1


async def test_a_token_that_is_revoked_ends_the_loop_and_keeps_the_row(database_path: Path) -> None:
    async with post_office(database_path, fails=TokenRefusedError) as post:
        post.telegram.faults.add("401")
        await post.queue(post.reader().id)
        await post.running
        assert await post.states() == ["pending"]


async def test_while_telegram_is_away_one_row_at_a_time_tries(post: Post) -> None:
    post.telegram.faults.add("down")
    people = [post.reader(number) for number in range(60)]
    for person in people:
        await post.queue(person.id)
    flying = []
    before = counted("deliveries_total", outcome="unknown")
    ahead = outbox_loop.MAX_WAITING_FOR_TURN
    async with asyncio.timeout(PATIENCE):
        while (failed := counted("deliveries_total", outcome="unknown") - before) < 4 * ahead:
            flying += [post.loop.in_flight] if failed > 2 * ahead else []
            await post.telegram.idle.wait(LOOK)
    assert max(flying) == 1
    post.telegram.faults.clear()
    assert await post.ends() == ["sent"] * 60
    assert {len(person.by_bot) for person in people} == {1}


async def test_faults_of_all_kinds_lose_nothing(post: Post) -> None:
    for kind in ("429", "500", "502", "truncated", "reset", "lost", "hang", "entities"):
        post.telegram.faults.add(kind, method="sendMessage", probability=0.04, retry_after=0, seconds=0.05)
    people = [post.reader(number) for number in range(100)]
    for person in people:
        await post.queue(person.id)
    assert await post.ends() == ["sent"] * 100
    assert min(len(person.by_bot) for person in people) == 1
