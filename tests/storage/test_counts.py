"""What is counted by day and edition, on which row the edition goes, and when counts go."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answers import saved
from bot.ops.retention import COUNTS_KEPT, prune_expired
from bot.subscribers import readers, subscriptions
from bot.telegram.sending.request_bodies import body_of
from storage import counts, destinations, message_texts, outbox
from storage.database import Database
from storage.outbox import NewRow, Row
from storage.rows import fetch_value
from tests.editions.test_planner import BRIDGE, DAY, HOUR, Newsroom
from tests.storage.conftest import NOW

LINK = '<a href="https://t.me/newsdigest_bot?start=s1">Мост</a>'
BUTTON = '[[["Мост",null,"https://t.me/newsdigest_bot?start=s1"]]]'
TODAY = date(NOW.year, NOW.month, NOW.day)


async def sends(db: Database, destination_id: int, *rows: tuple[str, int]) -> list[Row]:
    """The rows of these kinds and refs as they are claimed."""
    async with db.transaction() as tx:
        text = await message_texts.add(tx, LINK, BUTTON)
        new = [NewRow(kind, ref, destination_id, text, NOW + HOUR) for kind, ref in rows]
        await outbox.add_all(tx, new, NOW)
        return await outbox.claim(tx, "me", now=NOW, lease_until=NOW + HOUR, limit=9)


async def test_a_post_and_its_corrections_say_of_which_edition_they_are(db: Database) -> None:
    channel = await Newsroom(db).subscribes(-1001, kind="channel")
    (post,) = await sends(db, channel, ("edition", 17))
    (edit,) = await sends(db, channel, ("correction", post.id))
    (other,) = await sends(db, channel, ("notice", 17))
    assert [each.edition for each in (post, edit, other)] == [17, 17, 0]
    assert body_of(post, plain=False, paid=False).count(b"?start=s1e17") == 2
    assert body_of(edit, plain=False, paid=False).count(b"?start=s1e17") == 2
    assert b"s1e" not in body_of(other, plain=False, paid=False)


async def test_what_goes_to_a_reader_says_nothing_of_its_edition(db: Database) -> None:
    reader = await Newsroom(db).subscribes()
    (post,) = await sends(db, reader, ("edition", 17))
    assert post.edition == 0
    assert b"s1e" not in body_of(post, plain=False, paid=False)


async def test_what_readers_do_is_counted_once_and_what_chats_do_is_not(db: Database) -> None:
    newsroom = Newsroom(db)
    await newsroom.reports(BRIDGE)
    for destination_id in (await newsroom.subscribes(), await newsroom.subscribes(-1001, kind="channel")):
        async with db.read() as reader:
            who = await destinations.get(reader, destination_id)
        assert who is not None
        for _ in range(2):
            if who.kind == "private":
                await saved.save(db, who, 1, NOW)
            await subscriptions.unsubscribe(db, destination_id, NOW)
            await readers.mark_blocked(db, who.address.chat_id, NOW)
    async with db.read() as reader:
        assert await counts.done(reader, TODAY, TODAY) == {"saved": 1, "unsubscribed": 1, "blocked": 1}


async def test_who_takes_their_last_time_away_has_unsubscribed(db: Database) -> None:
    newsroom = Newsroom(db)
    reader_id = await newsroom.subscribes()
    await newsroom.subscribes(2)
    await subscriptions.add_times(db, reader_id, ["21:00"], NOW)
    for time, times in (("09:00", 0), ("08:00", 0), ("21:00", 1)):
        await subscriptions.remove_time(db, reader_id, time, NOW)
        async with db.read() as reader:
            assert (await counts.done(reader, TODAY, TODAY))["unsubscribed"] == times


async def test_a_day_is_that_of_who_does_it(db: Database) -> None:
    evening = NOW.replace(hour=20)
    async with db.transaction() as tx:
        for zone in ("Asia/Almaty", "UTC"):
            await counts.add_tap(tx, 1, 0, evening, zone)
        assert await counts.taps_by_day(tx, TODAY, TODAY + DAY) == {TODAY: 1, TODAY + timedelta(days=1): 1}


async def test_counts_go_after_a_year(db: Database) -> None:
    async with db.transaction() as tx:
        for at in (NOW, NOW + 2 * DAY):
            await counts.add_tap(tx, 1, 0, at, "UTC")
            await counts.add(tx, "saved", at, "UTC")
    await prune_expired(db, NOW + COUNTS_KEPT + DAY)
    async with db.read() as reader:
        for table in ("story_taps", "day_counts"):
            assert await fetch_value(reader, f"SELECT count(*) FROM {table}") == 1  # noqa: S608
