"""When a schedule runs next, computed purely on the zone's own clock and across both of its changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def next_run(local_time: str, weekdays: int, zone: str, after: datetime) -> datetime:
    """The first moment later than `after` (aware UTC) at which the zone's clock shows `local_time` (HH:MM).

    Bit 0 of `weekdays` is Monday; at least one bit must be set. A time that the clock skips in spring runs
    later by as much as was skipped (02:30 → 03:30); one that it shows twice in autumn runs the first time.
    """
    if not weekdays & 0b1111111:
        raise ValueError("a schedule needs a weekday")
    local = ZoneInfo(zone)
    day = after.astimezone(local).date() - timedelta(days=1)  # a skipped time may fall on the day before
    while True:
        moment = _at(day, time.fromisoformat(local_time), local)
        if weekdays >> day.weekday() & 1 and moment > after:
            return moment
        day += timedelta(days=1)


def same_day_run(local_time: str, run: datetime, *, moved_from: str, to: str) -> datetime:
    """The `run` of a schedule whose reader moved: the same day and hour on the new zone's clock.

    It may be in the past already.
    """
    day = run.astimezone(ZoneInfo(moved_from)).date()
    return _at(day, time.fromisoformat(local_time), ZoneInfo(to))


def _at(day: date, local_time: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, local_time, zone).astimezone(UTC)
