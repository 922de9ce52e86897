"""Texts come in: read, checked against what is known, stored with their stories in one commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from bot import computing
from bot.services.arrivals import Arrival, Entered, Places, enter, find_places
from bot.services.follows import Followings
from bot.services.grouping import Stories
from bot.services.own_topics import OwnTopics
from bot.worker import Worker, WorkerError
from digests.addresses import address_of
from digests.fingerprints import index_terms
from digests.limits import MAX_CHARACTERS, MIN_WORDS
from digests.models import Analysis, Origin, RawText, Story
from digests.records import Record
from digests.stories import WINDOW
from storage import articles, drafts, follows, origins, stories
from storage.articles import StoredArticle
from storage.database import Database, Reader, Transaction

ARCHIVED_AFTER = WINDOW  # what comes in by itself this long after it was published enters no edition
TRIES = 3  # to group while no other process adds articles

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
        self.followings = Followings(db)
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
        arrival = _arrival(raw, analysis, now, added_by)
        (entered,) = await self._enter([arrival], again=added_by is not None, draft=draft)
        if entered is None:
            return Refusal.PAST
        async with self._db.read() as db:
            return await _told(db, entered)

    async def add_all(
        self,
        texts: Sequence[RawText | Record],
        now: datetime,
        told: Stories | None = None,
        *,
        again: bool = True,
    ) -> list[Entered | Refusal]:
        """Store a batch in one commit, each grouped as if those before it were stored.

        `again`: a text that was here and was removed comes back; a feed only repeats itself.
        `told` keeps records together that were one story where they come from, from batch to batch.
        Batches may be handed over while others are under way; they are stored in the order of their analyses.
        """
        analyses = await self._analyse_all(texts, now)
        good = [
            _arrival(text, analysis, now, None)
            for text, analysis in zip(texts, analyses, strict=True)
            if isinstance(analysis, Analysis)
        ]
        placed = await self._enter(good, again=again, told=told) if good else []
        for arrival, each in zip(good, placed, strict=True):
            if told is not None and each is not None:
                told.note(arrival.told_as, each.story_id)
        entered = iter(placed)
        return [a if isinstance(a, Refusal) else next(entered) or Refusal.PAST for a in analyses]

    async def seen_at(self, article_id: int, origin: Origin) -> Known | None:
        """Another place of an article that is here; None when it is gone."""
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None:
                return None
            new = await origins.add(tx, article_id, origin, address_of(origin.link))
            if new:
                await stories.refresh(tx, stored.story_id)
                stored = await articles.get(tx, article_id) or stored
            return Known(stored, new)

    async def analyse(self, raw: RawText, now: datetime) -> Analysis | Refusal:
        """All about a text that can be an article, computed in the worker."""
        (found,) = await self._analyse_all([raw], now)
        return found

    async def _analyse_all(
        self, texts: Sequence[RawText | Record], now: datetime
    ) -> list[Analysis | Refusal]:
        own = await self.own_topics.every_one()
        fit = [text for text in texts if _unfit(text) is None]
        try:
            found = await self._worker.run(computing.analyse_all, fit, now, own) if fit else []
        except WorkerError:
            log.exception("%d texts could not be analysed", len(fit))
            if len(texts) > 1:  # one of them alone is at fault
                return [(await self._analyse_all([text], now))[0] for text in texts]
            found = [None] * len(fit)
        left = iter(found)
        return [_unfit(text) or _checked(next(left)) for text in texts]

    async def _enter(
        self,
        arrivals: Sequence[Arrival],
        *,
        again: bool,
        draft: int | None = None,
        told: Stories | None = None,
    ) -> list[Entered | None]:
        """Of each what became of it; None for a text that was here and is not kept, unless it may come again.

        Another process may add articles between grouping and storing; then these are grouped anew.
        """
        async with self._grouping:  # two reports of one event at once must find each other
            for tries in range(TRIES):
                arrivals = await self._with_followed(arrivals)
                async with self._db.read() as db:
                    places = await find_places(db, arrivals, told, again=again)
                async with self._db.transaction() as tx:
                    if tries < TRIES - 1 and not await self._is_as_it_was(tx, places):
                        continue
                    entered = await enter(tx, arrivals, places)
                    if draft is not None and entered[0] is not None:
                        await drafts.set_article(tx, draft, entered[0].article_id)
                    return entered
        raise AssertionError("the last try stores")

    async def _with_followed(self, arrivals: Sequence[Arrival]) -> list[Arrival]:
        """Archived ones are in no edition, so nobody needs to know."""
        found = iter(await self.followings.find([one.analysis for one in arrivals if not one.archived]))
        return [one if one.archived else replace(one, followed=next(found)) for one in arrivals]

    async def _is_as_it_was(self, tx: Transaction, places: Places) -> bool:
        """No article was added, and nothing new is followed."""
        same = await articles.newest(tx) == places.newest
        return same and await follows.newest_words(tx) == self.followings.newest


def source_name(raw: RawText, analysis: Analysis) -> str:
    """The carrier's word, else the text's own credit, else the link's host; '' is the newsroom itself."""
    host = urlsplit(raw.link).hostname if raw.link else None
    return raw.source or analysis.reading.credit or (host or "").removeprefix("www.")


def _arrival(text: RawText | Record, analysis: Analysis, now: datetime, added_by: int | None) -> Arrival:
    terms = index_terms(analysis.fingerprint)
    if isinstance(text, Record):
        return Arrival(
            analysis=analysis,
            terms=terms,
            origins=text.origins,
            added=text.added,
            added_by=text.added_by,
            archived=text.archived,
            retracted=text.retracted,
            told_as=text.story,
            news=now - text.added <= ARCHIVED_AFTER,
        )
    link = text.link or next(iter(analysis.reading.links), None)
    return Arrival(
        analysis=analysis,
        terms=terms,
        origins=(Origin(source_name(text, analysis), link, now),),
        added=now,
        added_by=added_by,
        archived=added_by is None and _is_old(analysis, now),
    )


def _unfit(text: RawText | Record) -> Refusal | None:
    if len(text.text) > MAX_CHARACTERS:
        return Refusal.TOO_LONG
    return None if text.text.strip() else Refusal.EMPTY


def _checked(analysis: Analysis | None) -> Analysis | Refusal:
    if analysis is None:
        return Refusal.UNREADABLE
    if analysis.language == "unknown":
        return Refusal.UNKNOWN_LANGUAGE
    return Refusal.TOO_SHORT if len(analysis.reading.body.split()) < MIN_WORDS else analysis


def _is_old(analysis: Analysis, now: datetime) -> bool:
    published = analysis.reading.published
    return published is not None and now - published.at > ARCHIVED_AFTER


async def _told(db: Reader, entered: Entered) -> Added | Known:
    stored = await articles.get(db, entered.article_id)
    if stored is None:
        raise LookupError(f"article {entered.article_id} was stored and has no row")
    if not entered.new:
        return Known(stored, entered.new_origin)
    (story,) = await stories.load(db, [stored.story_id])
    return Added(stored, story)
