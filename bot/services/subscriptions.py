"""What a destination reads and when: topics, times of the day, days, zone, pause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import cast

from bot.services.next_run import next_run
from bot.views.subscription import Days, Subscription
from bot.zones import zone_name
from digests.models import NEWS_LANGUAGES, Language
from storage import destinations, schedules
from storage.database import Database, Reader, Transaction
from storage.destinations import Destination
from storage.schedules import EVERY_DAY, Schedule

MAX_TIMES = 6
DAYS: dict[Days, int] = {"daily": EVERY_DAY, "weekdays": 0b0011111, "weekly": 0b0000001}


async def current(db: Database, destination_id: int, now: datetime) -> Subscription:
    async with db.read() as reader:
        destination = await _destination(reader, destination_id)
        times = await schedules.of_destination(reader, destination_id)
    return Subscription(
        language=destination.language,
        zone=destination.zone,
        zone_name=zone_name(destination.zone, destination.language, now),
        topics=destination.topics,
        news_languages=destination.news_languages,
        times=tuple(schedule.local_time for schedule in times),
        days=_days(times),
        paused=destination.pause is not None,
        now=now,
    )


async def set_topic(db: Database, destination_id: int, topic: str, *, wanted: bool) -> None:
    async with db.transaction() as tx:
        chosen = (await _destination(tx, destination_id)).topics
        await destinations.set_topics(tx, destination_id, chosen | {topic} if wanted else chosen - {topic})


async def set_topics(db: Database, destination_id: int, topics: frozenset[str]) -> None:
    """None means all news."""
    async with db.transaction() as tx:
        await destinations.set_topics(tx, destination_id, topics)


async def set_news_language(db: Database, destination_id: int, language: Language, *, wanted: bool) -> None:
    """The language of the interface comes first where a story is told in several."""
    async with db.transaction() as tx:
        destination = await _destination(tx, destination_id)
        chosen = {*destination.news_languages, language} - (set() if wanted else {language})
        await destinations.set_news_languages(tx, destination_id, _own_first(chosen, destination.language))


async def all_news_languages(db: Database, destination_id: int) -> None:
    async with db.transaction() as tx:
        await destinations.set_news_languages(tx, destination_id, ())


async def set_language(db: Database, destination_id: int, language: Language) -> None:
    """Of the interface."""
    async with db.transaction() as tx:
        await destinations.set_language(tx, destination_id, language)
        chosen = (await _destination(tx, destination_id)).news_languages
        await destinations.set_news_languages(tx, destination_id, _own_first(chosen, language))


async def add_time(
    db: Database, destination_id: int, local_time: str, now: datetime, *, days: Days | None = None
) -> bool:
    """One more time of the day (HH:MM); `days` are then those of all times. False over `MAX_TIMES`."""
    async with db.transaction() as tx:
        kept = await schedules.of_destination(tx, destination_id)
        times = {schedule.local_time for schedule in kept} | {local_time}
        if len(times) > MAX_TIMES:
            return False
        changed = [local_time] if days in (None, _days(kept)) else sorted(times)
        await _schedule(tx, destination_id, changed, days or _days(kept), now)
        return True


async def remove_time(db: Database, destination_id: int, local_time: str) -> None:
    async with db.transaction() as tx:
        for schedule in await schedules.of_destination(tx, destination_id):
            if schedule.local_time == local_time:
                await schedules.remove(tx, schedule.id)


async def set_only_time(db: Database, destination_id: int, local_time: str, now: datetime) -> None:
    """This time instead of all others, on the days chosen before."""
    async with db.transaction() as tx:
        days = _days(await schedules.of_destination(tx, destination_id))
        await schedules.remove_all(tx, destination_id)
        await _schedule(tx, destination_id, [local_time], days, now)


async def set_days(db: Database, destination_id: int, days: Days, now: datetime) -> None:
    async with db.transaction() as tx:
        times = [schedule.local_time for schedule in await schedules.of_destination(tx, destination_id)]
        await _schedule(tx, destination_id, times, days, now)


async def set_zone(db: Database, destination_id: int, zone: str, now: datetime) -> None:
    """The times stay as the clock shows them, in the new zone."""
    async with db.transaction() as tx:
        await destinations.set_zone(tx, destination_id, zone)
        kept = await schedules.of_destination(tx, destination_id)
        await _schedule(tx, destination_id, [schedule.local_time for schedule in kept], _days(kept), now)


async def unsubscribe(db: Database, destination_id: int) -> None:
    async with db.transaction() as tx:
        await schedules.remove_all(tx, destination_id)


async def pause(db: Database, destination_id: int, now: datetime) -> None:
    async with db.transaction() as tx:
        await destinations.pause(tx, destination_id, "asked", now)


async def resume(db: Database, destination_id: int) -> None:
    async with db.transaction() as tx:
        await destinations.resume(tx, destination_id)


async def _schedule(
    tx: Transaction, destination_id: int, times: Sequence[str], days: Days, now: datetime
) -> None:
    zone = (await _destination(tx, destination_id)).zone
    for local_time in times:
        await schedules.put(
            tx,
            destination_id,
            local_time,
            weekdays=DAYS[days],
            zone=zone,
            next_run=next_run(local_time, DAYS[days], zone, now),
        )


async def _destination(db: Reader, destination_id: int) -> Destination:
    found = await destinations.get(db, destination_id)
    if found is None:
        raise LookupError(f"there is no destination {destination_id}")
    return found


def _own_first(chosen: Collection[Language], own: Language) -> list[Language]:
    return sorted(chosen, key=lambda language: (language != own, NEWS_LANGUAGES.index(language)))


def _days(times: Sequence[Schedule]) -> Days:
    """All times of a destination run on the same days."""
    known = cast("dict[int, Days]", {mask: days for days, mask in DAYS.items()})
    return known.get(times[0].weekdays, "daily") if times else "daily"
