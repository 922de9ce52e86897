"""When a feed is asked next: sooner while it brings news, later while it does not, or fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from storage.feeds import StoredFeed

FIRST_INTERVAL = 900  # seconds, like all below
MIN_INTERVAL = 300
MAX_INTERVAL = 6 * 3600
MAX_PAUSE = 24 * 3600
GIVE_UP_AFTER = timedelta(days=7)
GIVE_UP_FAILURES = 10


def after_success(
    feed: StoredFeed, now: datetime, *, news: bool, asked_for: int, jitter: float
) -> StoredFeed:
    """The feed after a good check: half the interval after news, a third more without.

    `asked_for` are seconds that the feed or its server asks to wait. `jitter` is from 0 to 1.
    """
    interval = feed.interval * (0.5 if news else 1.3)
    interval = min(max(interval, asked_for, MIN_INTERVAL), MAX_INTERVAL)
    return replace(
        feed,
        state="on",
        interval=int(interval),
        next_check=now + timedelta(seconds=_spread(interval, jitter)),
        failures=0,
        failing_since=None,
        error=None,
        last_success=now,
    )


def after_failure(
    feed: StoredFeed, now: datetime, *, error: str, asked_for: int | None, for_good: bool, jitter: float
) -> StoredFeed:
    """The feed after a failed check: each failure in a row doubles the pause, which is never shorter than
    `asked_for`.

    `for_good`: the server says that the feed is gone, so it is switched off at once.
    """
    failures = feed.failures + 1
    since = feed.failing_since or now
    pause = max(min(MIN_INTERVAL * 2 ** min(failures, 20), MAX_PAUSE), asked_for or 0)
    hopeless = for_good or (failures >= GIVE_UP_FAILURES and now - since >= GIVE_UP_AFTER)
    return replace(
        feed,
        state="off" if hopeless else "on",
        next_check=now + timedelta(seconds=_spread(pause, jitter)),
        failures=failures,
        failing_since=since,
        error=error,
    )


def _spread(seconds: float, jitter: float) -> float:
    """The seconds and up to a tenth more, so that feeds added together are not always asked together."""
    return seconds * (1 + jitter / 10)
