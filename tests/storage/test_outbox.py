"""The outbox's states, and the memory that follows them."""

from __future__ import annotations

from datetime import timedelta

from digests.models.wishes import ToldStories
from storage import destinations, edition_contents, editions, message_texts, outbox, sent_messages, stories
from storage.database import Database, Transaction
from storage.destinations import Address
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.outbox import NewRow
from tests.storage.conftest import NOW

LATER = NOW + timedelta(minutes=1)


async def queue(tx: Transaction, chat_id: int, ref: int = 1, parts: int = 1) -> int:
    destination_id = await destinations.add(
        tx, Address(chat_id), "private", language="ru", zone="Asia/Almaty", now=NOW
    )
    await outbox.add_all(
        tx,
        [
            NewRow(
                kind="edition",
                ref=ref,
                destination_id=destination_id,
                part=part,
                message_id=await message_texts.add(tx, f"text {part}", "[]"),
                expires=NOW + timedelta(hours=1),
            )
            for part in range(parts)
        ],
        NOW,
    )
    return destination_id


async def claim(tx: Transaction, limit: int = 10, owner: str = "a") -> list[outbox.Row]:
    return await outbox.claim(tx, owner, now=NOW, lease_until=LATER, limit=limit)


async def test_a_row_is_claimed_once(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1)
        await queue(tx, 2)
        first = await claim(tx, limit=1)
        assert [row.address for row in first] == [Address(1)]
        assert [row.address for row in await claim(tx)] == [Address(2)]
        assert await claim(tx) == []


async def test_the_same_part_waits_once(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1)
        await queue(tx, 1)
        assert len(await claim(tx)) == 1


async def test_the_text_is_kept_once_for_all(db: Database) -> None:
    async with db.transaction() as tx:
        assert await message_texts.add(tx, "a", "[]") == await message_texts.add(tx, "a", "[]")
        assert await message_texts.add(tx, "a", "[]") != await message_texts.add(tx, "a", "[[]]")
        known, new, again = await message_texts.add_all(
            tx, [("a", "[]", None), ("b", "[]", None), ("b", "[]", None)]
        )
        assert known == await message_texts.add(tx, "a", "[]")
        assert new == again == await message_texts.add(tx, "b", "[]")


async def test_parts_go_in_order(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1, parts=2)
        (first,) = await claim(tx)
        assert await claim(tx) == []
        await outbox.mark_sent(tx, [(first.id, 55)], NOW)
        (second,) = await claim(tx)
        assert (first.part, second.part) == (0, 1)
        assert await sent_messages.sent_for(tx, Address(1), 55) == ("edition", 1)


async def test_rows_of_a_paused_destination_wait(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1)
        await destinations.pause_chat(tx, 1, NOW)
        assert await claim(tx) == []
        assert await outbox.next_time(tx) is None
        await destinations.resume_blocked(tx, 1)
        assert len(await claim(tx)) == 1


async def test_a_pause_that_was_asked_for_outlives_a_block(db: Database) -> None:
    async with db.transaction() as tx:
        destination_id = await queue(tx, 1)
        await destinations.pause(tx, destination_id, "asked", NOW)
        await destinations.pause_chat(tx, 1, NOW)
        await destinations.resume_blocked(tx, 1)
        destination = await destinations.get(tx, destination_id)
    assert destination is not None
    assert destination.pause == "asked"


async def test_leases_of_the_dead_are_released(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1)
        await claim(tx, owner="dead")
        assert await outbox.requeue_expired(tx, "alive", NOW) == 0
        assert await outbox.requeue_expired(tx, "alive", LATER + timedelta(seconds=1)) == 1
        (row,) = await claim(tx, owner="alive")
        assert row.attempts == 2
        assert await outbox.requeue_expired(tx, None, NOW) == 1


async def test_an_upgraded_group_keeps_its_rows(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, -5)
        await destinations.move_chat(tx, -5, -1005)
        (row,) = await claim(tx)
    assert row.address == Address(-1005)


async def test_told_is_what_was_shown_and_forgotten_with_its_edition(db: Database) -> None:
    async with db.transaction() as tx:
        destination_id = await queue(tx, 1)
        one, two = await stories.add(tx, NOW), await stories.add(tx, NOW)
        shown = [EditionStory(one, (8, 10), True), EditionStory(two, (11,), False)]
        edition = NewEdition(destination_id, await edition_contents.add(tx, shown), NOW, None, 11)
        (number,) = await editions.add_all(tx, [edition], NOW)
        assert number is not None
        assert await editions.told_stories(tx, destination_id, [one, two]) == ToldStories(frozenset({8, 10}))
        assert await editions.told_stories(tx, destination_id, [one], before=number) == ToldStories()
        assert await editions.add_all(tx, [edition], NOW) == [None]
        await editions.forget_told(tx, number, NOW)
        assert await editions.told_stories(tx, destination_id, [one, two]) == ToldStories()


async def test_an_issue_is_kept_once_and_comes_back_in_order(db: Database) -> None:
    async with db.transaction() as tx:
        one, two = await stories.add(tx, NOW), await stories.add(tx, NOW)
        kept = (EditionStory(two, (4, 5), True), EditionStory(one, (3,), False))
        number = await edition_contents.add(tx, kept)
        assert await edition_contents.add(tx, kept) == number
        assert await edition_contents.add(tx, kept[::-1]) != number
        assert await edition_contents.stories_of(tx, [number]) == {number: kept}


async def test_the_urgent_goes_first(db: Database) -> None:
    async with db.transaction() as tx:
        await queue(tx, 1)
        destination_id = await queue(tx, 2)
        words = await message_texts.add(tx, "!", "[]")
        urgent = NewRow("breaking", 1, destination_id, words, LATER, priority=outbox.BREAKING)
        await outbox.add_all(tx, [urgent], NOW)
        assert [row.kind for row in await claim(tx)] == ["breaking", "edition", "edition"]


async def test_a_pin_waits_for_the_message_that_it_pins(db: Database) -> None:
    async with db.transaction() as tx:
        destination_id = await queue(tx, 1)
        pin = NewRow("edition", 1, destination_id, None, LATER, part=1, operation="pin", silent=True)
        await outbox.add_all(tx, [pin], NOW)
        (sent,) = await claim(tx)
        assert (sent.operation, sent.target) == ("send", None)
        await outbox.mark_sent(tx, [(sent.id, 55)], NOW)
        (pinned,) = await claim(tx)
        assert (pinned.operation, pinned.target, pinned.silent, pinned.text) == ("pin", 55, True, "")
