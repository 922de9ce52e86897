"""Lets whoever follows a story also follow new stories that continue it, as steps would in a digest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from digests.composing.affairs import WITHIN, keys_of, links_of
from digests.composing.ranking import newest
from digests.models.stories import Story
from digests.models.texts import NEWS_LANGUAGES
from storage import article_terms, follow_alerts, followed_stories, releases, stories
from storage.database import Database, Reader

MAX_CANDIDATES = 48
MAX_STORIES_PER_STEP = 40  # so that editions need not wait for all that came in
STORIES_BESIDE = 200  # the newest: a name that many of them have shows no continuation
STORIES_PER_QUERY = 40

log = logging.getLogger(__name__)


class Continuations:
    """Looks at each new report once; after a start, at those of stories that are at most a day old."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._looked_up_to: int | None = None

    async def step(self, now: datetime) -> None:
        async with self._db.read() as db:
            up_to = await releases.newest(db)
            if up_to == self._looked_up_to:
                return
            after = self._looked_up_to
            if after is None:
                after = await releases.before(db, now - WITHIN)
            asked = await followed_stories.any_open(db)
            new = await stories.begun(db, now - WITHIN, after, MAX_STORIES_PER_STEP) if asked else []
            near = await _near(db, new, now)
            found = await _read(db, near, now) if near else []
        self._looked_up_to = new[-1][2] if len(new) == MAX_STORIES_PER_STEP else up_to
        if found:
            await self._follow_on(await asyncio.to_thread(_continued, near, found), found, now)

    async def _follow_on(
        self, continued: Mapping[int, Sequence[int]], found: Sequence[Story], now: datetime
    ) -> None:
        by_number = {story.id: story for story in found}
        for story_id, followed in continued.items():
            last = by_number[story_id].articles[-1]
            async with self._db.transaction() as tx:
                for each in followed:
                    if new := await followed_stories.follow_on(tx, each, last.id, last.headline, now):
                        await follow_alerts.open_again(tx, last.id, now)
                        log.info("story %d continues story %d: %d follow on", story_id, each, new)


async def _near(db: Reader, new: Sequence[tuple[int, int, int]], now: datetime) -> dict[int, frozenset[int]]:
    """By new story, the followed stories that share some of its words."""
    near: dict[int, frozenset[int]] = {}
    for story_id, article_id, _ in new:
        for terms in await article_terms.fingerprints(db, [article_id]):
            sharing = await article_terms.sharing(
                db, terms.index, since=now - 2 * WITHIN, until=now, limit=MAX_CANDIDATES
            )
            others = {other for other, _ in sharing} - {story_id}
            if followed := await followed_stories.followed_among(db, sorted(others)):
                near[story_id] = frozenset(followed)
    return near


async def _read(db: Reader, near: Mapping[int, frozenset[int]], now: datetime) -> list[Story]:
    """These stories, and the newest others beside which they are compared."""
    beside = await stories.newest_ids(db, NEWS_LANGUAGES, until=now, limit=STORIES_BESIDE)
    numbers = sorted({*near, *beside}.union(*near.values()))
    found: list[Story] = []
    for start in range(0, len(numbers), STORIES_PER_QUERY):
        found += await stories.get_many(db, numbers[start : start + STORIES_PER_QUERY])
    return found


def _continued(near: Mapping[int, Set[int]], found: Sequence[Story]) -> dict[int, list[int]]:
    """By new story, those of the stories near it that it continues."""
    links = links_of({story.id: keys_of(story, newest(story)) for story in found})
    steps = {
        number: sorted(other for other in others if (link := links[number].get(other)) and link.is_step)
        for number, others in near.items()
        if number in links
    }
    return {number: others for number, others in steps.items() if others}
