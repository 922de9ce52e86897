"""Followed words told at once: each story one time, to those who asked for it and are awake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.i18n import Say
from bot.services.flashes import USEFUL, Wanting, compose_flashes, readable, store_flashes
from storage import alerts, destinations, follow_alerts, stories
from storage.database import Database
from storage.follow_alerts import FollowAlert

AT_ONCE = 50  # alerts in one step, so that editions need not wait for all of them
BATCH = 500


class FollowAlerts:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Tell what waits: how many editions were made. A batch a commit, then a call."""
        async with self._db.read() as db:
            waiting = await follow_alerts.open_ones(db, AT_ONCE)
        made = 0
        for alert in waiting:
            at: FollowAlert | None = alert
            while at is not None:
                at, some = await self._tell(at, now)
                made += some
                if some and after_each:
                    after_each()
        return made

    async def _tell(self, alert: FollowAlert, now: datetime) -> tuple[FollowAlert | None, int]:
        """One batch; the alert as it goes on, None at its end, and how many editions it made."""
        late = now >= alert.added + USEFUL
        async with self._db.read() as db:
            story = await stories.get(db, alert.story_id)
            ids = await follow_alerts.wanted_by(db, alert.article_id, alert.next_destination, BATCH)
            found = await destinations.load(db, ids)
            known = await alerts.known_to(db, alert.story_id, ids)
            words = await follow_alerts.words_of(db, alert.story_id, ids)
        wanting: list[Wanting] = [
            (found[i], partial(_heading, words=words[i]))
            for i in ids
            if i in words and i not in known and not late and story and readable(found[i], story, now)
        ]
        username = self._bot_username
        composed = await asyncio.to_thread(compose_flashes, story, wanting, now, username) if story else []
        following = ids[-1] + 1 if len(ids) == BATCH and not late else None
        told = [(destination, posts) for (destination, _), posts in zip(wanting, composed, strict=False)]
        async with self._db.transaction() as tx:
            count = await store_flashes(tx, alert.found, told, now)
            await follow_alerts.go_on(tx, alert.article_id, following)
        return (replace(alert, next_destination=following) if following is not None else None), count


def _heading(say: Say, words: tuple[str, ...]) -> str:
    return say("follow-title", words=", ".join(words))
