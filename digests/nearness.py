"""Which stories are nearest to one, whether or not they tell of its event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.models import Fingerprint
from digests.sameness import sameness, terms_of

MOST = 18


def nearest(own: Sequence[Fingerprint], candidates: Iterable[tuple[int, Fingerprint]]) -> list[int]:
    """The numbers of the candidates by their nearest report, at most `MOST`."""
    ours = [terms_of(each) for each in own]
    odds: dict[int, float] = {}
    for number, candidate in candidates:
        theirs = terms_of(candidate)
        best = max(sameness(each, theirs) for each in ours)
        odds[number] = max(best, odds.get(number, best))
    return sorted(odds, key=lambda number: (-odds[number], number))[:MOST]
