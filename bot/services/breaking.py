"""Breaking news: found by its sources, told once to those who want it and are awake, ahead of editions."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.i18n import speak
from bot.services.answers import wish_of
from bot.services.compositions import Asked, Composition, compose_all
from bot.services.posts import edition_rows, frame_of, posts_of
from bot.views.digest import Frame
from digests.breaking import LEAST, WINDOW, is_breaking
from digests.composing import seen_by
from digests.models import Story
from storage import alerts, destinations, editions, issues, messages, outbox, stories
from storage.alerts import Alert
from storage.database import Database, Transaction
from storage.destinations import Destination
from storage.editions import NewEdition
from storage.issues import IssueStory
from storage.outbox import BREAKING

BATCH = 500
DAY = timedelta(days=1)
USEFUL = timedelta(hours=2)

log = logging.getLogger(__name__)


class Breaking:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def step(self, now: datetime, after_each: Callable[[], None] | None = None) -> int:
        """Find what is breaking, and tell it: how many editions were made. A batch a commit, then a call."""
        await self._find(now)
        async with self._db.read() as db:
            waiting = await alerts.open_ones(db)
        made = 0
        for alert in waiting:
            at: Alert | None = alert
            while at is not None:
                at, some = await self._tell(at, now)
                made += some
                if some and after_each:
                    after_each()
        return made

    async def _find(self, now: datetime) -> None:
        async with self._db.read() as db:
            ids = await alerts.candidates(db, since=now - WINDOW, least_sources=LEAST)
            if not ids:
                return
            active = await alerts.active_sources(db, now - DAY)
            found = await stories.load(db, ids)
        breaking = [story.id for story in found if is_breaking(story, now=now, active_sources=active)]
        if breaking:
            log.info("breaking news: %s", breaking)
            async with self._db.transaction() as tx:
                await alerts.add(tx, breaking, now)

    async def _tell(self, alert: Alert, now: datetime) -> tuple[Alert | None, int]:
        """One batch; the alert as it goes on, None at its end, and how many editions it made."""
        async with self._db.read() as db:
            ids = await alerts.wanted_by(db, alert.next_destination, BATCH)
            found = await destinations.load(db, ids)
            known = await alerts.known_to(db, alert.story_id, ids)
            story = await stories.get(db, alert.story_id)
        late = now >= alert.found + USEFUL
        told = [found[i] for i in ids if i not in known and not late and _wants(found[i], story, now)]
        composed = await asyncio.to_thread(self._compose, story, told, now) if story and told else []
        following = ids[-1] + 1 if len(ids) == BATCH and not late else None
        async with self._db.transaction() as tx:
            count = await _store(tx, alert, list(zip(told, composed, strict=False)), now)
            await alerts.go_on(tx, alert.story_id, following)
        return (replace(alert, next_destination=following) if following is not None else None), count

    def _compose(self, story: Story, told: Sequence[Destination], now: datetime) -> list[list[Composition]]:
        asked = [[_asked(post, story) for post in posts_of(destination)] for destination in told]
        distinct = list(dict.fromkeys(each for posts in asked for each in posts))
        made = compose_all({story.id: story}, distinct, now, self._bot_username)
        composed = dict(zip(distinct, made, strict=True))
        posts = [[composed[each] for each in posts] for posts in asked]
        return [[post for post in each if isinstance(post, Composition)] for each in posts]


def _wants(destination: Destination, story: Story | None, now: datetime) -> bool:
    wish, chosen = wish_of(destination), destination.preferences
    seen = seen_by(story, wish) if story else None
    if seen is None or destination.pause is not None:
        return False
    topics = {topic for article in seen.articles for topic in article.topics}
    reads = any(article.language in wish.languages for article in seen.articles)
    hour = now.astimezone(ZoneInfo(destination.zone)).hour
    awake = chosen.awake_from <= hour < chosen.awake_to
    return awake and reads and (not wish.topics or not wish.topics.isdisjoint(topics))


def _asked(post: Destination, story: Story) -> Asked:
    """Without topics, which let it through already: so more destinations receive the same."""
    own, words = frame_of(post), speak(post.language)("breaking-heading")
    frame = Frame(f"{own.heading} · {words}" if own.heading else words, own.signature)
    wish = replace(wish_of(post), topics=frozenset())
    return Asked(wish, (story.id,), (), post.language, post.zone, post.kind, frame)


async def _store(
    tx: Transaction, alert: Alert, made: Sequence[tuple[Destination, list[Composition]]], now: datetime
) -> int:
    """The editions with their outbox rows; what many receive is one object, and is kept once."""
    sent = [(destination, posts) for destination, posts in made if posts]
    distinct = {id(post): post for _, posts in sent for post in posts}
    issue_ids = {
        key: await issues.add(tx, [IssueStory(*told) for told in post.stories])
        for key, post in distinct.items()
    }
    message_ids = {key: await messages.add(tx, post.text, post.buttons) for key, post in distinct.items()}
    new = [
        NewEdition(destination.id, issue_ids[id(posts[0])], alert.found, alert.found, True)
        for destination, posts in sent
    ]
    numbers = await editions.add_all(tx, new, now)
    stored = [(number, *each) for number, each in zip(numbers, sent, strict=True) if number is not None]
    rows = [
        row
        for number, destination, posts in stored
        for row in edition_rows(
            number,
            destination,
            [message_ids[id(post)] for post in posts],
            alert.found + USEFUL,
            priority=BREAKING,
            pin=False,
        )
    ]
    await outbox.add_all(tx, rows, now)
    return len(stored)
