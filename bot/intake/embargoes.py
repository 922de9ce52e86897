"""Articles that are held: no reader sees them before a time, at which they become news."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.intake import story_edits
from bot.intake.grouping import GroupingCandidate, find_stories
from bot.intake.intake import MAX_GROUPING_TRIES, Intake
from digests.models.texts import Text
from digests.stories.grouping import StoryMatch
from storage import (
    article_terms,
    articles,
    follow_alerts,
    follow_matches,
    news,
    revisions,
    stories,
    story_joins,
)
from storage.articles import StoredArticle
from storage.database import Database, Reader, Transaction

LET_GO_PER_STEP = 20

log = logging.getLogger(__name__)


class Embargoes:
    """Holds articles and lets them go. A held article has a story of its own, which readers do not see
    either.
    """

    def __init__(self, db: Database, intake: Intake) -> None:
        self._db = db
        self._intake = intake

    async def hold(
        self, article_id: int, until: datetime, *, person_id: int, now: datetime
    ) -> StoredArticle | None:
        """Hold the article until then and return it as it is now; None when there is no such article.

        If readers saw it already, it leaves their screens, and comes back to its story when it is let go.
        """
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None or stored.held_until == until:
                return stored
            await _note(tx, stored, person_id, now)
            if stored.held_until is None:
                await _leave_story(tx, stored, now)
                await follow_alerts.cancel(tx, article_id)
            await news.hold(tx, article_id, until)
            await stories.refresh(tx, stored.story_id)
            return await articles.get(tx, article_id)

    async def let_go(self, article_id: int, *, person_id: int, now: datetime) -> StoredArticle | None:
        """End the hold and return the article as it is now; None when there is no such article."""
        await self._let_go(article_id, now, person_id)
        async with self._db.read() as db:
            return await articles.get(db, article_id)

    async def step(self, now: datetime) -> int:
        """Let go the articles whose time has come, each in a commit; returns how many there were."""
        async with self._db.read() as db:
            due = await news.held_until_before(db, now, LET_GO_PER_STEP)
        for article_id in due:
            if await self._let_go(article_id, now):
                log.info("article %d is held no longer", article_id)
        return len(due)

    async def _let_go(self, article_id: int, now: datetime, person_id: int | None = None) -> bool:
        """Let an article go; False when it was not held.

        If another process adds articles meanwhile, its story is looked for again.
        """
        async with self._intake.grouping:
            for tries in range(MAX_GROUPING_TRIES):
                async with self._db.read() as db:
                    newest = await articles.highest_id(db)
                    stored = await articles.get(db, article_id)
                    if stored is None or stored.held_until is None:
                        return False
                    match = await self._match(db, stored, now)
                article = stored.article
                text = Text(article.headline, stored.body, article.language, article.summary, article.names)
                followed = await self._intake.followings.find_text(text, article.topics)
                async with self._db.transaction() as tx:
                    if tries < MAX_GROUPING_TRIES - 1 and await articles.highest_id(tx) != newest:
                        continue
                    stored = await articles.get(tx, article_id)
                    if stored is None or not await news.let_go(tx, article_id, now):
                        return False
                    if person_id is not None:
                        await _note(tx, stored, person_id, now)
                    await follow_matches.replace(tx, article_id, followed)
                    await _become_news(tx, stored, match, now)
                    return True
        raise AssertionError("the last try stores")

    async def _match(self, db: Reader, stored: StoredArticle, now: datetime) -> StoryMatch | None:
        """The story to which its text belongs; None for one of its own."""
        published = stored.article.published
        at = published.at if stored.archived and published else now
        (found,) = await article_terms.fingerprints(db, [stored.article.id])
        candidate = GroupingCandidate(found, at, live=stored.retracted_at is None)
        (match,) = await find_stories(db, [candidate], None, self._intake.recent)
        return match if match.story > 0 else None


async def _note(tx: Transaction, stored: StoredArticle, person_id: int, now: datetime) -> None:
    former = stored.held_until.isoformat() if stored.held_until else ""
    number = stored.article.id
    await revisions.add(tx, number, "revised", person_id=person_id, now=now, part="embargo", former=former)


async def _leave_story(tx: Transaction, stored: StoredArticle, now: datetime) -> None:
    """Give an article among others a story of its own; it comes back to theirs when it is let go."""
    together = (await articles.of_stories(tx, [stored.story_id]))[stored.story_id]
    if any(article.id != stored.article.id for article in together):
        own = await stories.add(tx, now)
        await stories.move_articles(tx, [stored.article.id], own)
        await news.join_later(tx, stored.article.id, stored.story_id)
        await stories.refresh(tx, own)


async def _become_news(
    tx: Transaction, stored: StoredArticle, match: StoryMatch | None, now: datetime
) -> None:
    number, own = stored.article.id, stored.story_id
    for found in await article_terms.fingerprints(tx, [number]):
        await article_terms.replace(tx, number, found.index)
    await stories.refresh(tx, own)
    if stored.retracted_at is None:
        await _join(tx, stored, match, now)
        if not stored.archived:
            await follow_alerts.open_again(tx, number, now)


async def _join(tx: Transaction, stored: StoredArticle, match: StoryMatch | None, now: datetime) -> None:
    """Join the story that an editor chose for the article, else the one to which its text belongs."""
    own, told = stored.story_id, match.story if match else None
    chosen = None if stored.joins is None else await stories.current_id(tx, stored.joins or own)
    story = chosen or told
    if story and story != own:
        merged = await story_edits.give(tx, own, story)
        own = merged.kept if merged else own
    if chosen and told and own != await stories.current_id(tx, told):
        await story_joins.part(tx, own, told)
    if match and not chosen:
        for other in match.joined:
            joined = await story_edits.join(tx, own, other, now)
            own = joined.kept if joined else own
