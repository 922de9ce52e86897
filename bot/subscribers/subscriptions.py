"""What a destination reads and when: topics, times of day, weekdays, zone, pause."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.timing.next_run import next_run, same_day_run
from bot.timing.zones import zone_name
from bot.views.common.subscription import Subscription
from digests.models.texts import NEWS_LANGUAGES, Language
from storage import counts, destinations, model_choices, mutes, review_requests, schedules
from storage.database import Database, Reader, Transaction
from storage.destinations import Destination
from storage.schedules import EVERY_DAY, SUNDAY, Schedule

MAX_TIMES = 6
REVIEW_TIME = "09:00"  # without digests


async def current(
    db: Database, destination_id: int, now: datetime, speaks: Language | None = None
) -> Subscription:
    """`speaks` is the language of the person who looks, if it is not the destination's."""
    async with db.read() as reader:
        destination = await _destination(reader, destination_id)
        times = await schedules.of_destination(reader, destination_id)
        review = await schedules.of_destination(reader, destination_id, review=True)
        model = await model_choices.is_on(reader)
    return Subscription(
        destination,
        zone_name=zone_name(destination.zone, speaks or destination.language, now),
        times=tuple(schedule.local_time for schedule in times),
        days=_days(times),
        now=now,
        next_run=min((schedule.next_run for schedule in times), default=None),
        review=review[0].local_time if review else None,
        model=model,
    )


async def set_topic(db: Database, destination_id: int, topic: str, *, wanted: bool) -> None:
    async with db.transaction() as tx:
        chosen = (await _destination(tx, destination_id)).topics
        await destinations.set_topics(tx, destination_id, chosen | {topic} if wanted else chosen - {topic})
        if wanted:
            await mutes.remove_topics(tx, destination_id, {topic})


async def set_topics(db: Database, destination_id: int, topics: frozenset[str]) -> None:
    """Set what the destination reads; no topic means all news. Chosen topics are no longer muted."""
    async with db.transaction() as tx:
        muted = (await _destination(tx, destination_id)).mutes.topics
        await mutes.remove_topics(tx, destination_id, muted & topics if topics else muted)
        await destinations.set_topics(tx, destination_id, topics)


async def set_news_language(db: Database, destination_id: int, language: Language, *, wanted: bool) -> None:
    """Of a story told in several languages, that of the interface comes first."""
    async with db.transaction() as tx:
        destination = await _destination(tx, destination_id)
        chosen = {*destination.news_languages, language} - (set() if wanted else {language})
        await destinations.set_news_languages(tx, destination_id, _own_first(chosen, destination.language))


async def all_news_languages(db: Database, destination_id: int) -> None:
    async with db.transaction() as tx:
        await destinations.set_news_languages(tx, destination_id, ())


async def set_language(db: Database, destination_id: int, language: Language) -> None:
    """Set the language of the interface."""
    async with db.transaction() as tx:
        await destinations.set_language(tx, destination_id, language)
        chosen = (await _destination(tx, destination_id)).news_languages
        await destinations.set_news_languages(tx, destination_id, _own_first(chosen, language))


async def add_times(
    db: Database, destination_id: int, added: Collection[str], now: datetime, *, days: int | None = None
) -> bool:
    """Add times of day (HH:MM); `days` then apply to all times. False over `MAX_TIMES`."""
    async with db.transaction() as tx:
        kept = await schedules.of_destination(tx, destination_id)
        times = {schedule.local_time for schedule in kept}.union(added)
        if len(times) > MAX_TIMES:
            return False
        changed = sorted(added if days in (None, _days(kept)) else times)
        await _schedule(tx, destination_id, changed, days or _days(kept), now)
        await _move_review(tx, destination_id, now)
        return True


async def remove_time(db: Database, destination_id: int, local_time: str, now: datetime) -> None:
    async with db.transaction() as tx:
        for schedule in await schedules.of_destination(tx, destination_id):
            if schedule.local_time == local_time:
                await schedules.remove(tx, schedule.id)
                await _count_who_left(tx, destination_id, now)
        await _move_review(tx, destination_id, now)


async def set_only_times(
    db: Database, destination_id: int, times: Collection[str], now: datetime, *, days: int | None = None
) -> bool:
    """Replace all times by these, on the same days as before unless others are given.

    False over `MAX_TIMES`.
    """
    if len(times) > MAX_TIMES:
        return False
    async with db.transaction() as tx:
        days = days or _days(await schedules.of_destination(tx, destination_id))
        await schedules.remove_all(tx, destination_id, review=False)
        await _schedule(tx, destination_id, sorted(times), days, now)
        await _move_review(tx, destination_id, now)
        return True


async def set_days(db: Database, destination_id: int, days: int, now: datetime) -> None:
    """Set the weekdays of all times: a bit for each, 0 for Monday."""
    async with db.transaction() as tx:
        times = [schedule.local_time for schedule in await schedules.of_destination(tx, destination_id)]
        await _schedule(tx, destination_id, times, days, now)


async def set_zone(db: Database, destination_id: int, zone: str) -> None:
    """The times stay as the clock shows them, and the next edition stays on the same day.

    So who moves west after today's edition does not get a second one today, and who moves east past its hour
    gets it at once.
    """
    async with db.transaction() as tx:
        await destinations.set_zone(tx, destination_id, zone)
        times = await schedules.of_destination(tx, destination_id)
        for kept in [*times, *await schedules.of_destination(tx, destination_id, review=True)]:
            run = same_day_run(kept.local_time, kept.next_run, moved_from=kept.zone, to=zone)
            await schedules.put(
                tx,
                destination_id,
                kept.local_time,
                weekdays=kept.weekdays,
                zone=zone,
                next_run=run,
                review=kept.review,
            )
        for wanted in await review_requests.scheduled(tx, [destination_id]):
            if at := wanted.time:
                run = same_day_run(at.local_time, at.next_run, moved_from=at.zone, to=zone)
                await review_requests.set_time(tx, wanted.id, zone, run)


async def unsubscribe(db: Database, destination_id: int, now: datetime) -> None:
    """End everything that comes by schedule, the weekly review included."""
    async with db.transaction() as tx:
        gone = [await schedules.remove_all(tx, destination_id, review=review) for review in (False, True)]
        if any(gone):
            await _count_who_left(tx, destination_id, now)


async def set_review(db: Database, destination_id: int, now: datetime, *, wanted: bool) -> None:
    """The weekly review comes on Sundays at the time of the day's first digest."""
    async with db.transaction() as tx:
        await schedules.remove_all(tx, destination_id, review=True)
        if wanted:
            await _put_review(tx, destination_id, now)


async def pause(db: Database, destination_id: int, now: datetime) -> None:
    async with db.transaction() as tx:
        await destinations.pause(tx, destination_id, "asked", now)


async def resume(db: Database, destination_id: int) -> None:
    async with db.transaction() as tx:
        await destinations.resume(tx, destination_id)


async def _schedule(
    tx: Transaction, destination_id: int, times: Sequence[str], days: int, now: datetime
) -> None:
    zone = (await _destination(tx, destination_id)).zone
    for local_time in times:
        await schedules.put(
            tx,
            destination_id,
            local_time,
            weekdays=days,
            zone=zone,
            next_run=next_run(local_time, days, zone, now),
        )


async def _move_review(tx: Transaction, destination_id: int, now: datetime) -> None:
    """The weekly review moves with the digests' time."""
    if await schedules.remove_all(tx, destination_id, review=True):
        await _put_review(tx, destination_id, now)


async def _put_review(tx: Transaction, destination_id: int, now: datetime) -> None:
    zone = (await _destination(tx, destination_id)).zone
    times = [schedule.local_time for schedule in await schedules.of_destination(tx, destination_id)]
    at = min(times, default=REVIEW_TIME)
    run = next_run(at, SUNDAY, zone, now)
    await schedules.put(tx, destination_id, at, weekdays=SUNDAY, zone=zone, next_run=run, review=True)


async def _count_who_left(tx: Transaction, destination_id: int, now: datetime) -> None:
    """Counts a reader to whom nothing comes by schedule any more."""
    found = await destinations.get(tx, destination_id)
    left = [await schedules.of_destination(tx, destination_id, review=review) for review in (False, True)]
    if found and found.kind == "private" and not any(left):
        await counts.add(tx, "unsubscribed", now, found.zone)


async def _destination(db: Reader, destination_id: int) -> Destination:
    found = await destinations.get(db, destination_id)
    if found is None:
        raise LookupError(f"there is no destination {destination_id}")
    return found


def _own_first(chosen: Collection[Language], own: Language) -> list[Language]:
    return sorted(chosen, key=lambda language: (language != own, NEWS_LANGUAGES.index(language)))


def _days(times: Sequence[Schedule]) -> int:
    """The weekdays, which are the same for all times of a destination."""
    return times[0].weekdays if times else EVERY_DAY
