"""The next run in three zones: one without clock changes, two whose clocks change in different weeks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editions.planner import times
from bot.timing.next_run import next_run, same_day_run

ZONES = ("Asia/Almaty", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
EVERY_DAY, WEEKDAYS, SUNDAY = 0b1111111, 0b0011111, 0b1000000


@pytest.mark.parametrize(
    ("local_time", "weekdays", "zone", "after", "expected"),
    [
        # Almaty has been at UTC+5 since 1 March 2024, at UTC+6 before.
        ("09:00", EVERY_DAY, "Asia/Almaty", "2026-03-02 03:59", "2026-03-02 04:00"),
        ("09:00", EVERY_DAY, "Asia/Almaty", "2026-03-02 04:00", "2026-03-03 04:00"),
        ("09:00", EVERY_DAY, "Asia/Almaty", "2024-02-28 12:00", "2024-02-29 03:00"),
        ("09:00", EVERY_DAY, "Asia/Almaty", "2024-02-29 12:00", "2024-03-01 04:00"),
        ("00:15", EVERY_DAY, "Asia/Almaty", "2026-03-02 19:10", "2026-03-02 19:15"),
        # Friday evening, weekdays only: Monday.
        ("09:00", WEEKDAYS, "Asia/Almaty", "2026-03-06 16:00", "2026-03-09 04:00"),
        ("09:00", SUNDAY, "Asia/Almaty", "2026-03-01 04:00", "2026-03-08 04:00"),
        # Berlin, 29 March 2026: 02:00 becomes 03:00, so 02:30 runs at 03:30 summer time, once.
        ("09:00", EVERY_DAY, "Europe/Berlin", "2026-03-28 12:00", "2026-03-29 07:00"),
        ("02:30", EVERY_DAY, "Europe/Berlin", "2026-03-28 12:00", "2026-03-29 01:30"),
        ("02:30", EVERY_DAY, "Europe/Berlin", "2026-03-29 01:30", "2026-03-30 00:30"),
        # Berlin, 25 October 2026: 02:30 is shown twice and runs the first time only.
        ("02:30", EVERY_DAY, "Europe/Berlin", "2026-10-24 12:00", "2026-10-25 00:30"),
        ("02:30", EVERY_DAY, "Europe/Berlin", "2026-10-25 00:30", "2026-10-26 01:30"),
        # New York, 8 March and 1 November 2026.
        ("02:30", EVERY_DAY, "America/New_York", "2026-03-07 12:00", "2026-03-08 07:30"),
        ("09:00", EVERY_DAY, "America/New_York", "2026-03-08 12:00", "2026-03-08 13:00"),
        ("01:30", EVERY_DAY, "America/New_York", "2026-11-01 00:00", "2026-11-01 05:30"),
        ("01:30", EVERY_DAY, "America/New_York", "2026-11-01 05:30", "2026-11-02 06:30"),
    ],
)
def test_next_run(local_time: str, weekdays: int, zone: str, after: str, expected: str) -> None:
    found = next_run(local_time, weekdays, zone, datetime.fromisoformat(after).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@given(
    minutes=st.integers(0, 24 * 60 - 1),
    weekdays=st.integers(1, EVERY_DAY),
    zone=st.sampled_from(["Asia/Almaty", "Europe/Berlin", "America/New_York", "Pacific/Apia"]),
    after=st.datetimes(datetime(2011, 1, 1), datetime(2027, 1, 1)),  # noqa: DTZ001  # made aware below
)
def test_runs_are_later_each_on_a_chosen_day_and_at_most_once_a_day(
    minutes: int, weekdays: int, zone: str, after: datetime
) -> None:
    local_time = f"{minutes // 60:02}:{minutes % 60:02}"
    start = after.replace(tzinfo=UTC)
    first = next_run(local_time, weekdays, zone, start)
    second = next_run(local_time, weekdays, zone, first)
    assert start < first < second
    assert (second - first).total_seconds() > 20 * 3600


@given(
    minutes=st.integers(0, 24 * 60 - 1),
    zones=st.lists(
        st.sampled_from(["Asia/Almaty", "Europe/Berlin", "America/New_York", "Asia/Tokyo"]),
        min_size=1,
        max_size=3,
    ),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001  # made aware below
    stays=st.lists(st.integers(1, 60), min_size=3, max_size=3),
)
def test_whoever_moves_has_each_day_once(
    minutes: int, zones: list[str], start: datetime, stays: list[int]
) -> None:
    """Through both clock changes too: hour by hour, with a move after each stay of so many hours."""
    local_time, now = f"{minutes // 60:02}:{minutes % 60:02}", start.replace(tzinfo=UTC)
    zone = "Asia/Almaty"
    run, days = next_run(local_time, EVERY_DAY, zone, now), []
    for moved, stay in zip([*zones, zones[-1]], [*stays, 100], strict=False):
        for _ in range(stay):
            if run <= now:
                days.append(run.astimezone(ZoneInfo(zone)).date())
                run = times(local_time, EVERY_DAY, zone, run, now).following
            now += timedelta(hours=1)
        run, zone = same_day_run(local_time, run, moved_from=zone, to=moved), moved
    assert days == [days[0] + timedelta(days=past) for past in range(len(days))]


def test_a_schedule_without_a_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_run("09:00", 0, "Asia/Almaty", datetime(2026, 1, 1, tzinfo=UTC))
