"""Requests for media reviews: once, or on a schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.timing.next_run import next_run
from digests.models.reports import ReviewWish
from storage import review_requests
from storage.database import Database
from storage.destinations import Destination
from storage.review_requests import ReviewRequest
from storage.schedules import EVERY_DAY, Time

MAX_WAITING = 3
MAX_SCHEDULED = 6
MONDAY = 0b0000001


async def ask(db: Database, to: Destination, wish: ReviewWish) -> bool:
    """False when as many are waiting already as are allowed."""
    async with db.transaction() as tx:
        if await review_requests.waiting(tx, to.id) >= MAX_WAITING:
            return False
        await review_requests.add(tx, to.id, wish, to.zone)
        return True


async def schedule(
    db: Database, to: Destination, wish: ReviewWish, local_time: str, now: datetime, *, daily: bool
) -> int | None:
    """The number of the request; None when as many are scheduled already as are allowed."""
    days = EVERY_DAY if daily else MONDAY
    time = Time(local_time, days, to.zone, next_run(local_time, days, to.zone, now))
    async with db.transaction() as tx:
        kept = await review_requests.scheduled(tx, [to.id])
        same = [each for each in kept if each.wish == wish and each.time and each.time.weekdays == days]
        for each in same:
            await review_requests.remove(tx, each.id)
        if len(kept) - len(same) >= MAX_SCHEDULED:
            return None
        return await review_requests.add(tx, to.id, wish, to.zone, time)


async def scheduled(db: Database, destination_ids: Sequence[int]) -> list[ReviewRequest]:
    async with db.read() as reader:
        return await review_requests.scheduled(reader, destination_ids)


async def remove(db: Database, request_id: int, destination_ids: Sequence[int]) -> ReviewRequest | None:
    """The request that was removed; None when none of these destinations has one of this number."""
    async with db.transaction() as tx:
        found = await review_requests.get(tx, request_id)
        if found is None or found.destination_id not in destination_ids:
            return None
        await review_requests.remove(tx, request_id)
        return found
