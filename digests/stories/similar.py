"""The stories nearest to one: for editors the same event told twice, for readers the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.models.texts import Fingerprint
from digests.stories.compared import Rarities
from digests.stories.same_event import sameness, similarity

MAX_RELATED = 18
MIN_RELATED_SHARE = 0.3  # of the sample news, related ones have 0.4 and more, all others up to 0.2


def nearest(own: Sequence[Fingerprint], candidates: Iterable[tuple[int, Fingerprint]]) -> list[int]:
    """The numbers of candidates, ordered by their nearest report; at most `MAX_RELATED`."""
    rarities = Rarities()
    odds: dict[int, float] = {}
    for number, candidate in candidates:
        best = max(sameness(each, candidate, rarities) for each in own)
        odds[number] = max(best, odds.get(number, best))
    return sorted(odds, key=lambda number: (-odds[number], number))[:MAX_RELATED]


def alike(own: Sequence[Fingerprint], candidates: Iterable[tuple[int, Fingerprint]]) -> list[int]:
    """The numbers of candidates that share much of what they tell with one of these reports, the nearest
    first.
    """
    shares: dict[int, float] = {}
    for number, candidate in candidates:
        share = max(similarity(each, candidate) for each in own)
        if share >= MIN_RELATED_SHARE:
            shares[number] = max(share, shares.get(number, share))
    return sorted(shares, key=lambda number: (-shares[number], number))[:MAX_RELATED]
