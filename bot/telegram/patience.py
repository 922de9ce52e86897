"""How much each person may ask in a short time: a bucket of tokens each, the least recent forgotten first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

BURST_ACTIONS = 30
ACTIONS_PER_MINUTE = 20
MAX_REMEMBERED_PEOPLE = 10_000


@dataclass(slots=True)
class TokenBucket:
    """`told`: they know that they must wait; `trusted`: an editor, None while nobody has asked."""

    tokens: float
    filled_at: float
    told: bool = False
    trusted: bool | None = None


class TokenBuckets:
    """`burst` actions at once, then `a_minute`. Notes on an empty one last until it is a third full."""

    def __init__(
        self,
        burst: int = BURST_ACTIONS,
        a_minute: float = ACTIONS_PER_MINUTE,
        remembered: int = MAX_REMEMBERED_PEOPLE,
    ) -> None:
        self._burst = burst
        self._rate = a_minute / 60
        self._remembered = remembered
        self._buckets: OrderedDict[int, TokenBucket] = OrderedDict()

    @property
    def known(self) -> int:
        return len(self._buckets)

    def take(self, person: int, now: datetime) -> TokenBucket | None:
        """None when there was a token to take, else the empty bucket."""
        at = now.timestamp()
        bucket = self._buckets.get(person)
        if bucket is None:
            bucket = self._buckets[person] = TokenBucket(self._burst, at)
            if len(self._buckets) > self._remembered:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(person)
        bucket.tokens = min(self._burst, bucket.tokens + max(0.0, at - bucket.filled_at) * self._rate)
        bucket.filled_at = at
        if bucket.tokens >= self._burst / 3:
            bucket.told, bucket.trusted = False, None
        if bucket.tokens < 1:
            return bucket
        bucket.tokens -= 1
        return None
