"""A text comes in: read, checked against what is known, stored with its story in one commit."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from bot import computing
from bot.services.own_topics import OwnTopics
from bot.worker import Worker, WorkerError
from digests.fingerprints import index_terms
from digests.limits import MAX_CHARACTERS, MIN_WORDS
from digests.models import Analysis, Origin, RawText, Story
from digests.stories import WINDOW, best_match
from storage import article_search, articles, drafts, stories
from storage.articles import StoredArticle
from storage.database import Database, Transaction

CANDIDATES = 64
ARCHIVED_AFTER = WINDOW  # what comes in by itself this long after it was published enters no edition

log = logging.getLogger(__name__)


class Refusal(Enum):
    """Why a text cannot become an article."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNREADABLE = "unreadable"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would become. `known` is the article that has it already."""

    analysis: Analysis
    known: int | None


@dataclass(frozen=True, slots=True)
class Added:
    article: StoredArticle
    story: Story


@dataclass(frozen=True, slots=True)
class Known:
    """The same text was here before; `new_origin`: this place of it was not."""

    article: StoredArticle
    new_origin: bool


class Intake:
    """The one door for articles, whoever brings them."""

    def __init__(self, db: Database, worker: Worker) -> None:
        self._db = db
        self._worker = worker
        self.own_topics = OwnTopics(db)
        self._grouping = asyncio.Lock()

    async def examine(self, raw: RawText, now: datetime) -> Preview | Refusal:
        """Analyse without storing anything."""
        analysis = await self.analyse(raw, now)
        if isinstance(analysis, Refusal):
            return analysis
        async with self._db.read() as db:
            return Preview(analysis, await articles.of_hash(db, analysis.text_hash))

    async def add(
        self, raw: RawText, *, added_by: int | None, now: datetime, draft: int | None = None
    ) -> Added | Known | Refusal:
        """Store the text as an article of its story; a text that is known gains an origin instead.

        The `draft` that it was remembers its article in the same commit.
        """
        analysis = await self.analyse(raw, now)
        if isinstance(analysis, Refusal):
            return analysis
        link = raw.link or next(iter(analysis.reading.links), None)
        origin = Origin(source_name(raw, analysis), link, now)
        async with self._grouping:  # two reports of one event at once must find each other
            story_id = await self._find_story(analysis, now)
            async with self._db.transaction() as tx:
                known = await articles.of_hash(tx, analysis.text_hash)
                result: Added | Known
                if known is None and added_by is None and await articles.was_here(tx, analysis.text_hash):
                    return Refusal.PAST  # a person may bring it again, a feed only repeats itself
                if known is not None:
                    result = await _add_origin(tx, known, origin)
                else:
                    result = await _store(tx, analysis, story_id, origin=origin, added_by=added_by)
                if draft is not None:
                    await drafts.set_article(tx, draft, result.article.article.id)
                return result

    async def analyse(self, raw: RawText, now: datetime) -> Analysis | Refusal:
        """All about a text that can be an article, computed in the worker."""
        if len(raw.text) > MAX_CHARACTERS:
            return Refusal.TOO_LONG
        if not raw.text.strip():
            return Refusal.EMPTY
        try:
            analysis = await self._worker.run(computing.analyse, raw, now, await self.own_topics.every_one())
        except WorkerError:
            log.exception("a text of %d characters could not be analysed", len(raw.text))
            return Refusal.UNREADABLE
        if analysis.language == "unknown":
            return Refusal.UNKNOWN_LANGUAGE
        return Refusal.TOO_SHORT if len(analysis.reading.body.split()) < MIN_WORDS else analysis

    async def _find_story(self, analysis: Analysis, now: datetime) -> int | None:
        terms = index_terms(analysis.fingerprint)
        async with self._db.read() as db:
            candidates = await articles.sharing_terms(db, terms, since=now - WINDOW, limit=CANDIDATES)
        return best_match(analysis.fingerprint, candidates)


def source_name(raw: RawText, analysis: Analysis) -> str:
    """The carrier's word, else the text's own credit, else the link's host; '' is the newsroom itself."""
    host = urlsplit(raw.link).hostname if raw.link else None
    return raw.source or analysis.reading.credit or (host or "").removeprefix("www.")


async def _add_origin(tx: Transaction, article_id: int, origin: Origin) -> Known:
    new = await articles.add_origin(tx, article_id, origin)
    stored = await _stored(tx, article_id)
    await stories.refresh(tx, stored.story_id)
    return Known(stored, new)


async def _store(
    tx: Transaction, analysis: Analysis, story_id: int | None, *, origin: Origin, added_by: int | None
) -> Added:
    now = origin.seen
    story_id = story_id if story_id is not None else await stories.add(tx, now)
    archived = added_by is None and _is_old(analysis, now)
    article_id = await articles.add(tx, analysis, story_id, added=now, added_by=added_by, archived=archived)
    await articles.add_terms(tx, article_id, index_terms(analysis.fingerprint))
    await article_search.add(tx, article_id, analysis.search)
    await articles.add_origin(tx, article_id, origin)
    await stories.refresh(tx, story_id)
    (story,) = await stories.load(tx, [story_id])
    return Added(await _stored(tx, article_id), story)


def _is_old(analysis: Analysis, now: datetime) -> bool:
    published = analysis.reading.published
    return published is not None and now - published.at > ARCHIVED_AFTER


async def _stored(tx: Transaction, article_id: int) -> StoredArticle:
    stored = await articles.get(tx, article_id)
    if stored is None:
        raise LookupError(f"article {article_id} has a hash and no row")
    return stored
