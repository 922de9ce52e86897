"""A message to all readers is queued in batches: nobody twice, nobody left out, come what may."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.delivery import failures
from bot.delivery.outcomes import Sent, Wait
from bot.delivery.settle import cancel_expired, settle
from bot.editions import broadcasts as service
from bot.editions.broadcasts import BROADCAST_USEFUL_FOR, Broadcasts
from bot.ops.retention import prune
from bot.views.admin.broadcasts import BroadcastContext
from storage import broadcasts, destinations, message_texts, outbox, personal_data
from storage.broadcasts import BROADCAST_KIND
from storage.database import Database, Transaction
from storage.destinations import Address
from storage.outbox import NewRow
from storage.rows import fetch_all, fetch_value
from tests.storage.conftest import NOW

READERS = 7
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class PowerCutError(Exception):
    """Stands for kill -9: what was committed stays."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "READERS_PER_BATCH", 2)


@pytest.fixture
async def sent(db: Database) -> Database:
    """A database in which a message to seven readers was sent."""
    async with db.transaction() as tx:
        for number in range(1, READERS + 1):
            await begin(tx, number, NOW)
    number, count = await service.draft(db, 1, 10, "<b>Здравствуйте</b>", NOW)
    assert (number, count) == (1, READERS)
    await service.send(db, 1, NOW)
    return db


async def begin(tx: Transaction, person_id: int, now: datetime) -> int:
    return await destinations.add(tx, Address(person_id), "private", language="ru", zone="UTC", now=now)


async def receivers(db: Database) -> list[int]:
    async with db.read() as reader:
        rows = await fetch_all(
            reader,
            "SELECT chat_id FROM outbox JOIN destinations ON destinations.id = destination_id"
            " WHERE outbox.kind = ? ORDER BY chat_id",
            BROADCAST_KIND,
        )
    return [row["chat_id"] for row in rows]


async def look(db: Database) -> BroadcastContext:
    found = await service.progress(db, 1)
    assert found is not None
    return found


async def test_every_batch_is_a_commit_and_the_text_is_kept_once(sent: Database) -> None:
    commits: list[int] = []
    assert await Broadcasts(sent).step(NOW + MINUTE, lambda: commits.append(1)) == READERS
    assert len(commits) == 4
    assert await receivers(sent) == list(range(1, READERS + 1))
    async with sent.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM messages") == 1
    assert await Broadcasts(sent).step(NOW + MINUTE) == 0


@pytest.mark.parametrize("survived", range(1, 5))
async def test_cut_off_between_two_batches_it_goes_on_there(sent: Database, survived: int) -> None:
    commits: list[int] = []

    def cut() -> None:
        commits.append(1)
        if len(commits) == survived:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW, cut)
    assert len(await receivers(sent)) == min(2 * survived, READERS)
    await Broadcasts(sent).step(NOW + MINUTE)
    assert await receivers(sent) == list(range(1, READERS + 1))


async def test_cut_off_within_a_batch_it_begins_that_batch_anew(
    sent: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_all, calls = outbox.add_all, []

    async def cut(tx: Transaction, new: list[NewRow], now: datetime) -> None:
        await add_all(tx, new, now)
        calls.append(1)
        if len(calls) == 2:
            raise PowerCutError

    monkeypatch.setattr(outbox, "add_all", cut)
    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW)
    assert await receivers(sent) == [1, 2]
    await Broadcasts(sent).step(NOW + MINUTE)
    assert await receivers(sent) == list(range(1, READERS + 1))


async def test_who_is_forgotten_and_begins_anew_meanwhile_is_a_new_reader(sent: Database) -> None:
    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW, cut_at_once)
    async with sent.transaction() as tx:
        await personal_data.forget(tx, 1)
        await personal_data.forget(tx, READERS)
        await begin(tx, 1, NOW + MINUTE)
    await Broadcasts(sent).step(NOW + MINUTE)
    assert await receivers(sent) == list(range(2, READERS))


def cut_at_once() -> None:
    raise PowerCutError


async def test_after_a_day_it_is_of_no_use(sent: Database) -> None:
    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW, cut_at_once)
    assert await Broadcasts(sent).step(NOW + BROADCAST_USEFUL_FOR) == 0
    async with sent.transaction() as tx:
        assert (
            await outbox.claim(tx, "me", now=NOW + BROADCAST_USEFUL_FOR, lease_until=NOW + DAY * 2, limit=9)
            == []
        )
        await cancel_expired(tx, NOW + BROADCAST_USEFUL_FOR)
    assert await look(sent) == BroadcastContext(1, "<b>Здравствуйте</b>", 0, 0, 0, READERS, True)


async def test_progress_counts_everybody_once(sent: Database) -> None:
    assert (await look(sent)).waiting == READERS
    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW, cut_at_once)
    async with sent.transaction() as tx:
        first, second = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + DAY, limit=2)
        await settle(tx, [(first, Sent(1))], NOW)
        await outbox.mark_failed(tx, second.id, "Bad Request", NOW)
    assert await look(sent) == BroadcastContext(1, "<b>Здравствуйте</b>", 1, READERS - 2, 1, 0, False)
    await service.stop(sent, 1, NOW)
    assert await look(sent) == BroadcastContext(1, "<b>Здравствуйте</b>", 1, 0, 1, READERS - 2, True)


async def test_stopped_between_two_batches_no_more_are_queued(sent: Database) -> None:
    with pytest.raises(PowerCutError):
        await Broadcasts(sent).step(NOW, cut_at_once)
    await service.stop(sent, 1, NOW)
    assert await Broadcasts(sent).step(NOW) == 0
    assert (await look(sent)).left == READERS


async def test_what_was_on_its_way_when_it_was_stopped_is_not_tried_again(sent: Database) -> None:
    await Broadcasts(sent).step(NOW)
    async with sent.transaction() as tx:
        (row,) = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + DAY, limit=1)
    await service.stop(sent, 1, NOW)
    async with sent.transaction() as tx:
        await settle(tx, [(row, Wait(1, everywhere=False))], NOW)
        later = NOW + MINUTE
        assert await outbox.claim(tx, "me", now=later, lease_until=NOW + DAY, limit=9) == []
        await cancel_expired(tx, later)
    assert (await look(sent)).left == READERS


async def one_fails_and_of_one_nobody_knows(db: Database) -> None:
    await Broadcasts(db).step(NOW)
    async with db.transaction() as tx:
        failed, unknown = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + DAY, limit=2)
        await outbox.mark_failed(tx, failed.id, "Bad Request", NOW)
        await outbox.mark_unknown(tx, unknown.id, "interrupted", NOW)


async def test_what_has_not_arrived_can_be_sent_again_for_a_day(sent: Database) -> None:
    await one_fails_and_of_one_nobody_knows(sent)
    assert await failures.send_again(sent, None, NOW + BROADCAST_USEFUL_FOR) == 0
    assert await failures.send_again(sent, 1, NOW + BROADCAST_USEFUL_FOR) == 0
    assert await failures.send_again(sent, None, NOW + BROADCAST_USEFUL_FOR - MINUTE) == 2
    async with sent.transaction() as tx:
        assert (
            await outbox.claim(tx, "me", now=NOW + BROADCAST_USEFUL_FOR, lease_until=NOW + DAY * 2, limit=9)
            == []
        )


async def test_what_has_not_arrived_before_it_was_stopped_is_not_sent_again(sent: Database) -> None:
    await one_fails_and_of_one_nobody_knows(sent)
    await service.stop(sent, 1, NOW + MINUTE)
    assert await failures.send_again(sent, None, NOW + MINUTE) == 0
    assert await look(sent) == BroadcastContext(1, "<b>Здравствуйте</b>", 0, 0, 2, READERS - 2, True)


async def test_editions_go_first(sent: Database) -> None:
    await Broadcasts(sent).step(NOW)
    async with sent.transaction() as tx:
        words = await message_texts.add(tx, "Выпуск", "[]")
        await outbox.add_all(tx, [NewRow("edition", 1, READERS, words, NOW + DAY)], NOW)
        (row,) = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + DAY, limit=1)
    assert row.text == "Выпуск"


async def test_drafts_and_old_ones_go(sent: Database) -> None:
    await service.draft(sent, 1, 11, "Черновик", NOW)
    async with sent.transaction() as tx:
        await broadcasts.remove_unsent(tx, NOW + MINUTE)
    async with sent.read() as reader:
        assert [row["id"] for row in await fetch_all(reader, "SELECT id FROM broadcasts")] == [1]
    await prune(sent, NOW)
    assert (await look(sent)).id == 1
    await prune(sent, NOW + MINUTE)
    assert await service.progress(sent, 1) is None
