"""Delivery against a strict Telegram: each row once, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.alarms import Alarms
from bot.delivery.loop import MAX_SENDING, OutboxLoop
from bot.delivery.settle import LEASE
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.playground.world.signals import PATIENCE
from bot.settings import Settings
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from digests.models.wishes import ToldStories
from storage import destinations, edition_contents, editions, message_texts, outbox, stories
from storage.database import Database
from storage.destinations import Address, ChatKind
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.outbox import NewRow
from storage.rows import fetch_all, fetch_value
from tests.closing import close

LOOK = 0.02  # seconds at most between two looks into the outbox


@dataclass
class Post:
    """A database, a Telegram, and the loop between them."""

    db: Database
    telegram: Telegram
    loop: OutboxLoop
    running: asyncio.Task[None]

    def reader(self, number: int = 1) -> Person:
        return self.telegram.person(f"Читатель {number}", 5000 + number, started=True)

    async def queue(self, chat_id: int, text: str = "<b>Новости</b>", *, minutes: float = 60) -> int:
        """An edition with one story for this chat; its number."""
        now = self.telegram.clock.now()
        async with self.db.transaction() as tx:
            kind: ChatKind = "private" if chat_id > 0 else "group"
            destination_id = await destinations.add(
                tx, Address(chat_id), kind, language="ru", zone="Asia/Almaty", now=now
            )
            story_id = await stories.add(tx, now)
            issue_id = await edition_contents.add(tx, [EditionStory(story_id, (1,), True)])
            (edition_id,) = await editions.add_all(
                tx, [NewEdition(destination_id, issue_id, now, None, 1)], now
            )
            assert edition_id is not None
            row = NewRow(
                kind="edition",
                ref=edition_id,
                destination_id=destination_id,
                message_id=await message_texts.add(tx, text, "[]"),
                expires=now + timedelta(minutes=minutes),
            )
            await outbox.add_all(tx, [row], now)
        self.loop.wake()
        return edition_id

    async def states(self) -> list[str]:
        async with self.db.read() as reader:
            return [row["state"] for row in await fetch_all(reader, "SELECT state FROM outbox ORDER BY id")]

    async def told(self, edition_id: int) -> ToldStories:
        async with self.db.read() as reader:
            edition = await editions.get(reader, edition_id)
            ids = [story["id"] for story in await fetch_all(reader, "SELECT id FROM stories")]
            return await editions.told_stories(reader, edition.destination_id if edition else 0, ids)

    async def ends(self, within: float = PATIENCE) -> list[str]:
        """Until no row waits or is on its way; the final states."""
        async with asyncio.timeout(within):
            while True:
                async with self.db.read() as reader:
                    if not await outbox.count_unfinished(reader):
                        return await self.states()
                await self.telegram.idle.wait(LOOK)


@asynccontextmanager
async def post_office(
    path: Path, *, fails: type[Exception] | None = None, alarms: Alarms | None = None
) -> AsyncIterator[Post]:
    """`fails`: how the loop is expected to end, instead of by being stopped."""
    telegram = Telegram()
    db = await Database.open(path)
    async with serve(telegram) as server:
        pacer = Pacer(30)
        bot = make_bot(Settings(telegram_api_url=server.url), telegram.token, pacer)
        loop = OutboxLoop(db, TelegramSender(bot, pacer), telegram.clock, alarms)
        running = asyncio.create_task(_ends(loop, fails))
        try:
            yield Post(db, telegram, loop, running)
        finally:
            loop.stop()
            await asyncio.wait([running])
            await close(bot)
            await db.close()
        await running


async def _ends(loop: OutboxLoop, fails: type[Exception] | None) -> None:
    if fails is None:
        await loop.run()
        return
    with pytest.raises(fails):
        await loop.run()


@pytest.fixture
async def post(database_path: Path) -> AsyncIterator[Post]:
    async with post_office(database_path) as made:
        yield made


async def test_an_edition_arrives_once_with_its_markup(post: Post) -> None:
    reader = post.reader()
    await post.queue(reader.id)
    message = await reader.receives("Новости")
    assert [entity.type for entity in message.entities] == ["bold"]
    assert await post.ends() == ["sent"]
    assert len(reader.by_bot) == 1


async def test_a_flood_answer_is_waited_out(post: Post) -> None:
    reader = post.reader()
    post.telegram.faults.add("429", method="sendMessage", times=1, retry_after=1)
    await post.queue(reader.id)
    await reader.receives("Новости")
    assert await post.ends() == ["sent"]


@pytest.mark.parametrize("kind", ["500", "502", "truncated", "reset"])
async def test_an_answer_that_says_nothing_is_tried_again(
    post: Post, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.settle.FIRST_BACKOFF", timedelta())
    reader = post.reader()
    post.telegram.faults.replace([{"kind": kind, "method": "sendMessage", "times": 1}])
    await post.queue(reader.id)
    await reader.receives("Новости")
    assert await post.ends() == ["sent"]
    assert len(reader.by_bot) in {1, 2}  # a truncated answer may hide a message that arrived


async def test_markup_that_telegram_refuses_goes_as_plain_text(post: Post) -> None:
    reader = post.reader()
    await post.queue(reader.id, "<b>Новости &lt;дня&gt;")
    message = await reader.receives()
    assert message.text == "Новости <дня>"
    assert await post.ends() == ["sent"]


async def test_a_reader_who_blocked_the_bot_is_paused_and_keeps_everything(post: Post) -> None:
    reader = post.reader()
    reader.blocks()
    edition_id = await post.queue(reader.id)
    await post.telegram.journal.wait("sendMessage", ok=False)
    reader.unblocks()
    await _until_paused(post, reader.id)
    assert await post.states() == ["pending"]
    async with post.db.transaction() as tx:
        await destinations.resume_blocked(tx, reader.id)
    post.loop.wake()
    await reader.receives("Новости")
    assert await post.told(edition_id) != ToldStories()


async def _until_paused(post: Post, chat_id: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with post.db.read() as reader:
                if await fetch_value(reader, "SELECT paused_at FROM destinations WHERE chat_id = ?", chat_id):
                    return
            await post.telegram.idle.wait(LOOK)


async def test_poison_does_not_stop_the_others_and_is_not_told(post: Post) -> None:
    good, other = post.reader(1), post.reader(2)
    poison = await post.queue(good.id, "")
    await post.queue(other.id)
    await other.receives("Новости")
    assert await post.ends() == ["failed", "sent"]
    assert await post.told(poison) == ToldStories()


async def test_an_upgraded_group_gets_its_edition_under_the_new_id(post: Post) -> None:
    owner = post.reader()
    group = post.telegram.group("Читатели", owner=owner, basic=True)
    old = group.id
    upgraded = group.upgrades()
    await post.queue(old)
    await upgraded.receives("Новости")
    assert await post.ends() == ["sent"]


async def test_what_is_too_late_is_cancelled_and_untold(post: Post) -> None:
    reader = post.reader()
    edition_id = await post.queue(reader.id, minutes=-1)
    assert await post.ends() == ["cancelled"]
    assert await post.told(edition_id) == ToldStories()
    assert reader.by_bot == []


async def test_the_window_bounds_what_is_in_flight(post: Post) -> None:
    post.telegram.faults.add("hang", method="sendMessage", seconds=2)
    for number in range(MAX_SENDING + 10):
        await post.queue(post.reader(number).id)
    async with post.db.read() as reader:
        sending = await fetch_value(reader, "SELECT count(*) FROM outbox WHERE state = 'sending'")
    assert 0 < sending <= MAX_SENDING
    post.telegram.faults.clear()


async def test_rows_that_were_in_flight_at_a_crash_go_again(database_path: Path) -> None:
    async with post_office(database_path) as post:
        reader = post.reader()
        post.loop.stop()
        await post.queue(reader.id)
        now = post.telegram.clock.now()
        async with post.db.transaction() as tx:
            await outbox.claim(tx, "dead", now=now, lease_until=now + LEASE, limit=9)
        assert await post.loop.recover(alone=False) == 0
        assert await post.loop.recover(alone=True) == 1
        assert await post.states() == ["pending"]


async def test_rows_of_a_process_that_died_beside_this_one_go_when_their_lease_is_over(post: Post) -> None:
    reader = post.reader()
    await post.queue(reader.id, minutes=600)
    await reader.receives("Новости")
    assert await post.ends() == ["sent"]
    async with post.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'sending', owner = 'dead', lease_until = 0")
    post.loop.wake()
    await reader.receives("Новости")


async def test_a_message_that_arrived_is_edited_pinned_and_deleted(post: Post) -> None:
    reader = post.reader()
    await post.queue(reader.id)
    message = await reader.receives("Новости")
    await post.ends()
    async with post.db.transaction() as tx:
        (row,) = await fetch_all(tx, "SELECT * FROM outbox")
        words = await message_texts.add(tx, "Исправлено", "[]")
        expires = post.telegram.now() + timedelta(hours=1)
        changes = [
            NewRow("correction", 1, row["destination_id"], words, expires, 1, "edit", target=message.id),
            NewRow("correction", 1, row["destination_id"], words, expires, 2, "edit", target=message.id),
            NewRow("edition", row["ref"], row["destination_id"], None, expires, 1, "pin"),
        ]
        await outbox.add_all(tx, changes, post.telegram.now())
    post.loop.wake()
    assert await post.ends() == ["sent"] * 4  # an edit that changes nothing is done
    assert (message.text, message.pinned) == ("Исправлено", True)
    async with post.db.transaction() as tx:
        removal = NewRow("removal", 1, row["destination_id"], None, expires, 0, "delete", target=message.id)
        await outbox.add_all(tx, [removal], post.telegram.now())
    post.loop.wake()
    await post.ends()
    assert [shown for shown in reader.by_bot if shown.service is None] == []
