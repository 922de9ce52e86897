"""Reads articles again that no edition has told yet, without lines that their source turned out to repeat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.intake.arrivals import IntakeRefusal
from bot.intake.intake import Intake
from bot.timing.clock import Clock
from digests.edited import with_edits
from digests.models.texts import Analysis, RawText
from digests.reading.repeated_lines import without_repeated
from storage import (
    article_search,
    article_terms,
    articles,
    follow_matches,
    source_lines,
    stories,
    text_hashes,
)
from storage.articles import StoredArticle
from storage.database import Database, Transaction

TEXTS_PER_BATCH = 20


class Rereader:
    """Does a batch in each step. What an edition has told stays as it was told."""

    def __init__(self, db: Database, intake: Intake, clock: Clock) -> None:
        self._db = db
        self._intake = intake
        self._clock = clock

    async def step(self) -> bool:
        """Do one batch; False when there was nothing to do."""
        async with self._db.read() as db:
            due = await source_lines.list_due(db, TEXTS_PER_BATCH)
            waiting = [article_id for article_id in due if await source_lines.waits(db, article_id)]
            stored = [one for article_id in waiting if (one := await articles.get(db, article_id))]
        read = [(one, await self._read(one, due[one.article.id])) for one in stored]
        changed = [(one, analysis) for one, analysis in read if analysis is not None]
        followed = await self._intake.followings.find([analysis for _, analysis in changed])
        async with self._db.transaction() as tx:
            await source_lines.remove_due(tx, due)
            for (one, analysis), words in zip(changed, followed, strict=True):
                await _store(tx, one, analysis, words)
        return bool(due)

    async def _read(self, stored: StoredArticle, source: str) -> Analysis | None:
        """The analysis without the lines that the source repeats; None where that changes nothing, or leaves
        nothing.
        """
        if stored.thinned:
            return None
        article = stored.article
        async with self._db.read() as db:
            repeated = await source_lines.repeated(db, source)
        headline = next(iter(without_repeated([article.headline], repeated)), None)
        raw = RawText(stored.body, title=headline, published=article.published, source=source)
        analysis = await self._intake.analyse(raw, self._clock.now())
        if isinstance(analysis, IntakeRefusal) or analysis.reading.body == stored.body:
            return None
        return analysis


async def _store(
    tx: Transaction, read: StoredArticle, analysis: Analysis, followed: Mapping[int, bool]
) -> None:
    """Store the new analysis, unless the article was changed or told meanwhile.

    The article stays known by the text with which it came in.
    """
    article_id = read.article.id
    stored = await articles.get(tx, article_id)
    if stored is None or stored.body != read.body or not await source_lines.waits(tx, article_id):
        return
    analysis = with_edits(analysis, stored.edited)
    known_by = await text_hashes.of_article(tx, article_id)
    await articles.revise(tx, article_id, replace(analysis, text_hash=known_by), stored.edited)
    await article_terms.replace(tx, article_id, analysis.fingerprint.index)
    await article_search.replace(tx, article_id, analysis.search)
    await follow_matches.replace(tx, article_id, followed)
    await stories.refresh(tx, stored.story_id)
