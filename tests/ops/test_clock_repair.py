"""A clock that is set: noticed either way, and nothing that is kept waits for a far time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ops.clock_repair import NO_TIME, ClockWatch, repair, repair_at_start
from bot.timing.next_run import next_run
from digests.models.reports import ReviewWish
from digests.models.stories import StoryMention
from storage import (
    approvals,
    destinations,
    edition_contents,
    editions,
    feeds,
    follow_alerts,
    hook_events,
    invitations,
    message_texts,
    operator_words,
    outbox,
    review_requests,
    schedules,
    surges,
)
from storage.approvals import EditionDraft
from storage.database import Database, Reader
from storage.destinations import Address
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.outbox import NewRow
from storage.rows import epoch, execute, fetch_all, fetch_value
from storage.schedules import EVERY_DAY, Time
from storage.surges import KeptSurge
from tests.editions.test_planner import BRIDGE, DAY, HOUR, Newsroom
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)
YEAR = timedelta(days=365)
INTERVAL = 900

# What holds something back until a time, or lets it be until then; and how far off that may be at most.
WAITS = {
    "schedules.next_run_at": DAY,
    "feeds.next_check_at": timedelta(seconds=INTERVAL * 1.1),
    "review_requests.next_run_at": DAY,
    "outbox.not_before": NO_TIME,
    "hook_events.not_before": NO_TIME,
    "outbox.lease_until": 2 * MINUTE,
    "outbox.expires_at": 8 * DAY,
    "destinations.try_at": 20 * HOUR,
    "follow_waits.wakes_at": NO_TIME,
    "surge_waits.wakes_at": NO_TIME,
    "proofs.decide_at": NO_TIME,
    "proofs.expires_at": NO_TIME,
    "invitations.expires_at": 3 * DAY,
    "feeds.failing_since": NO_TIME,
    "operator_words.last_told_at": NO_TIME,
}
# When something was, or the time of the news that something tells: nothing waits for it.
RECORDS = """
    added_at asked_at banned_at closed_at created_at dated_at finished_at found_at handled_at last_success_at
    made_at newest_added paused_at published_at received_at released_at retracted_at saved_at scheduled_at
    first_at seen_at sent_at settled_at stopped_at told_at joined_at placed_at followed_at ended_at
"""
# What people chose a time for: the clock does not change it.
APPOINTMENTS = "held_until"
NUMBERS = """
    about added_by adds_at_once after_release alert answer archived article_count attempts awake_from
    awake_to batch began begun below breaking changed characters command covered excluded failures full_pages
    interval least lower more newest_release next_destination next_lower number part pinned place priority
    rather_miss ref release review sent_as shown silent source_count target told up_to_release upper used_by
    useful_hours waiting_changed weekdays
    continues withheld
    calls day extracted hours is_on mark mentions reactions sources surge tokens tries usual
    by_source days full_texts
    advertising after_revision first gone headline_made kept line placed newest old one other second times
"""


async def test_every_time_that_is_kept_is_repaired_or_only_a_record(db: Database) -> None:
    """A new column of numbers belongs into one of the lists above, and what waits into the test below."""
    async with db.read() as reader:
        found = await fetch_all(
            reader,
            "SELECT tables.name AS of, columns.name FROM sqlite_master AS tables"
            " JOIN pragma_table_xinfo(tables.name) AS columns ON columns.type IN ('INTEGER', 'INT', 'REAL')"
            " WHERE tables.type = 'table' AND tables.name NOT LIKE 'article_search%'",
        )
    columns = {f"{row['of']}.{row['name']}": row["name"] for row in found}
    ids = {column for column, name in columns.items() if name == "id" or name.endswith("_id")}
    known = {column for column, name in columns.items() if name in (RECORDS + APPOINTMENTS + NUMBERS).split()}
    assert set(columns) - ids - known == set(WAITS)


async def fill_all_that_waits(db: Database, now: datetime) -> None:
    """As the program does when its clock shows this time."""
    newsroom = Newsroom(db)
    reader = await newsroom.subscribes(run=next_run("09:00", EVERY_DAY, "Asia/Almaty", now))
    refused = await newsroom.subscribes(2, run=next_run("09:00", EVERY_DAY, "Asia/Almaty", now))
    await newsroom.reports(BRIDGE, added=now)
    async with db.transaction() as tx:
        await invitations.add(tx, "token", "editor", now, now + 3 * DAY)
        await operator_words.note(tx, "week", now)
        morning = Time("09:00", EVERY_DAY, "Asia/Almaty", next_run("09:00", EVERY_DAY, "Asia/Almaty", now))
        await review_requests.add(tx, reader, ReviewWish(), "Asia/Almaty", morning)
        for address in ("http://a/", "http://b/"):
            await feeds.add(tx, address, "", site=None, added_by=None, now=now, interval=INTERVAL)
        (asked, failing) = await feeds.list_page(tx, 9)
        await feeds.save_check(tx, replace(asked, next_check=now + 10 * MINUTE, last_success=now))
        await feeds.save_check(tx, replace(failing, next_check=now + HOUR, failures=3, failing_since=now))
        text = await message_texts.add(tx, "x", "[]")
        rows = [NewRow("test", ref, reader, text, now + 2 * DAY) for ref in (1, 2)]
        await outbox.add_all(tx, rows, now)
        leased = await outbox.claim(tx, "dead", now=now, lease_until=now + 2 * MINUTE, limit=2)
        await outbox.postpone(tx, leased[0].id, now + MINUTE, "asked to wait")
        await execute(tx, "INSERT INTO follow_alerts VALUES (1, ?, NULL)", epoch(now))
        await follow_alerts.add_waits(tx, 1, {reader: now + 8 * HOUR})
        await surges.add(tx, KeptSurge(0, None, "culture", 1, now, 1, 9, 6, 0.5, StoryMention(1, "", now), 0))
        await surges.add_waits(tx, 1, {reader: now + 8 * HOUR})
        soon = now + 30 * MINUTE
        told = (EditionStory(1, (1,), True),)
        await destinations.pause(tx, refused, "blocked", now, told=False)
        await approvals.add(tx, EditionDraft(1, reader, soon, 0, 1, soon, soon + 2 * HOUR, told))
        await hook_events.gather(tx)
        group = await destinations.add(tx, Address(-3), "group", language="ru", zone="UTC", now=now)
        number = await edition_contents.add(tx, list(told))
        await editions.add_all(tx, [NewEdition(group, number, now, None, 1)], now)
        (event,) = await hook_events.list_due(tx, now, 1)
        await hook_events.count_attempts(tx, [(event, now + 5 * MINUTE)])


async def forget_when_it_was(db: Database) -> None:
    """As if the clock had been ahead long ago, so that no record shows it."""
    async with db.transaction() as tx:
        await execute(tx, "UPDATE outbox SET created_at = ?", epoch(NOW))
        await execute(tx, "UPDATE editions SET created_at = ?", epoch(NOW))
        await execute(tx, "UPDATE articles SET added_at = ?", epoch(NOW))
        await execute(tx, "UPDATE feeds SET last_success_at = NULL")


@pytest.mark.parametrize("ahead", [YEAR, 30 * DAY])
@pytest.mark.parametrize("when", ["at once", "at the next start", "long after"])
async def test_nothing_waits_for_the_time_to_which_the_clock_was_ahead(
    db: Database, when: str, ahead: timedelta
) -> None:
    await fill_all_that_waits(db, NOW + ahead)
    if when == "at once":
        await repair(db, NOW)
    elif when == "at the next start":
        assert await repair_at_start(db, NOW)
    else:
        await forget_when_it_was(db)
        assert not await repair_at_start(db, NOW)
    async with db.read() as reader:
        for column, most in WAITS.items():
            latest = await latest_of(reader, column)
            assert latest is not None, f"{column}: nothing waits in this test"
            assert latest <= epoch(NOW + most), column


async def latest_of(db: Reader, column: str) -> int | None:
    table, _, name = column.partition(".")
    found: int | None = await fetch_value(db, f"SELECT max({name}) FROM {table}")  # noqa: S608  # of the list
    return found


@pytest.mark.parametrize("hours", [1, 5, 30])
async def test_after_some_hours_back_all_goes_on_at_once(db: Database, hours: int) -> None:
    """The due feeds and rows are due now, and the schedule has its next run as seen from now."""
    await fill_all_that_waits(db, NOW + hours * HOUR)
    await repair(db, NOW)
    async with db.read() as reader:
        assert len(await feeds.due(reader, NOW, 9)) == 2
        (schedule,) = await schedules.of_destination(reader, 1)
    async with db.transaction() as tx:
        assert len(await outbox.claim(tx, "me", now=NOW, lease_until=NOW, limit=9)) == 1
        assert await outbox.requeue_expired(tx, "me", NOW + 3 * MINUTE) == 1
    assert schedule.next_run == next_run("09:00", EVERY_DAY, "Asia/Almaty", NOW)


async def test_a_start_with_a_right_clock_changes_nothing(db: Database) -> None:
    await fill_all_that_waits(db, NOW)
    async with db.read() as reader:
        before = [await latest_of(reader, column) for column in WAITS]
    assert not await repair_at_start(db, NOW)
    async with db.read() as reader:
        assert [await latest_of(reader, column) for column in WAITS] == before


async def test_who_moved_west_after_todays_edition_has_no_second_one_after_a_start(db: Database) -> None:
    newsroom = Newsroom(db)
    run = next_run("09:00", EVERY_DAY, "Asia/Almaty", next_run("09:00", EVERY_DAY, "Asia/Almaty", NOW))
    await newsroom.subscribes(run=run)
    await repair_at_start(db, NOW)
    assert await newsroom.next_runs() == [run]


async def test_a_proof_stays_whose_schedule_still_comes_to_its_time(db: Database) -> None:
    newsroom = Newsroom(db)
    run = next_run("09:00", EVERY_DAY, "Asia/Almaty", NOW)
    channel = await newsroom.subscribes(-1001, run=run, kind="channel")
    proof = EditionDraft(1, channel, run, 0, 1, run, run + 2 * HOUR, ())
    async with db.transaction() as tx:
        await approvals.add(tx, proof)
    await repair(db, run - 5 * HOUR)
    async with db.read() as reader:
        assert await approvals.get(reader, 1) == proof
        assert (await destinations.get(reader, channel)) is not None


class Set:
    """A system clock that somebody sets, and the one that nobody can."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.ahead = NO_TIME

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC) + self.ahead

    def monotonic(self) -> float:
        return self.seconds


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 6 * timedelta(seconds=1), -YEAR, 20 * YEAR])
def test_a_jump_is_noticed_once(jump: timedelta) -> None:
    clock = Set()
    watch = ClockWatch(clock, clock.monotonic)
    clock.seconds += 100
    assert not watch.jump()
    clock.ahead += jump
    assert abs(watch.jump() - jump) < timedelta(seconds=1)
    assert not watch.jump()


def test_a_clock_that_is_put_right_by_and_by_has_not_jumped() -> None:
    clock = Set()
    watch = ClockWatch(clock, clock.monotonic)
    for _ in range(100):
        clock.seconds += 1
        clock.ahead -= timedelta(milliseconds=500)
        assert not watch.jump()
