"""Texts come in: read, checked against what is known, stored with their stories in one commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import repeat
from typing import Literal
from zoneinfo import ZoneInfo

from bot.intake.arrivals import IntakeRefusal, arrival_of, checked, unfit
from bot.intake.custom_topics import CustomTopics
from bot.intake.grouping import ImportedStoryIds, RecentArticles
from bot.intake.store import Grouping, NewArticle, StoreResult, find_grouping, store_all
from bot.metrics import ARRIVALS, ARTICLE_DELAY, ArrivalKind
from bot.model.meaning import Meaning
from bot.subscribers.follows import FollowFinder
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.edited import with_edits
from digests.formats.jsonl import Record
from digests.models.stories import NO_EDITS, Origin, Story
from digests.models.texts import UNTIL_LET_GO, Analysis, RawText
from digests.reading.embargo import embargo_of
from digests.text.url_identity import address_of, names_an_article
from storage import articles, drafts, follows, hold_notices, origins, source_lines, stories, text_hashes
from storage.articles import StoredArticle
from storage.database import Database, Reader, Transaction, at_once
from storage.drafts import Draft

MAX_ASKED_AT_ONCE = 16  # texts whose vectors are waited for
MAX_GROUPING_TRIES = 3  # to group while no other process adds articles

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ArticlePreview:
    """What a text would become. `known` is the article that has it already, None without one.

    `story` is the story that it would join, 0 for one of its own.
    """

    analysis: Analysis
    known: int | None
    story: int = 0


@dataclass(frozen=True, slots=True)
class ArticleAdded:
    """The new article and its story; the story has no article when this one is advertising, which is
    retracted at once.
    """

    article: StoredArticle
    story: Story


@dataclass(frozen=True, slots=True)
class ArticleKnown:
    """An article that has this text already. `new_origin`: the text was not known from this place."""

    article: StoredArticle
    new_origin: bool


class Intake:
    """Through here all articles come in, whoever brings them."""

    def __init__(
        self, db: Database, worker: Worker, zone: str = "UTC", meaning: Meaning | None = None
    ) -> None:
        """`zone` is that of embargoes that name none; `meaning` finds texts that are near in meaning, if a
        model is set.
        """
        self._db = db
        self._zone = ZoneInfo(zone)
        self._worker = worker
        self._meaning = meaning
        self.own_topics = CustomTopics(db)
        self.followings = FollowFinder(db)
        self.grouping = asyncio.Lock()  # while a story is sought and joined: two reports must find each other
        self.recent = RecentArticles()

    async def examine(self, raw: RawText, now: datetime) -> ArticlePreview | IntakeRefusal:
        """What a text would become; nothing is stored."""
        analysis = await self.analyse(raw, now)
        if isinstance(analysis, IntakeRefusal):
            return analysis
        arrival = arrival_of(raw, analysis, now, None, archived=False)
        async with self.grouping, self._db.read() as db:
            found = await find_grouping(db, [arrival], None, self.recent, readd_removed=True)
        match = found.story.get(analysis.text_hash)
        return ArticlePreview(
            analysis, found.known.get(analysis.text_hash), max(match.story, 0) if match else 0
        )

    async def add(
        self,
        raw: RawText,
        *,
        added_by: int | None,
        now: datetime,
        draft: Draft | None = None,
        archived: bool | None = None,
        held_until: datetime | Literal["told"] | None = "told",
        kind: ArrivalKind | None = None,
    ) -> ArticleAdded | ArticleKnown | IntakeRefusal:
        """Store the text as an article of its story; a text that is known gains an origin instead.

        `archived` keeps it out of editions; None decides by its date, unless an editor brought it.
        `held_until`: no reader sees it before then; "told" means what the text itself says. The `draft` that
        it was remembers its article in the same commit, and what was chosen for the draft holds for the
        article. `kind` is by whom it came, to be counted.
        """
        analysis = await self.analyse(raw, now)
        if isinstance(analysis, IntakeRefusal):
            _count(kind, [analysis])
            return analysis
        edited = draft.edited if draft else NO_EDITS
        if held_until == "told":
            held_until = self._told_until(analysis, now)
        arrival = arrival_of(
            raw, with_edits(analysis, edited), now, added_by, archived=archived, held_until=held_until
        )
        if draft is not None:
            arrival = replace(arrival, edited=edited, named=draft.named, story=draft.story)
        number = draft.id if draft else None
        (entered,) = await self._enter([arrival], readd_removed=added_by is not None, draft=number)
        _count(kind, [entered or IntakeRefusal.PAST])
        if entered is None:
            return IntakeRefusal.PAST
        _time(kind, arrival, entered)
        async with self._db.read() as db:
            return await _told(db, entered)

    async def add_all(
        self,
        texts: Sequence[RawText | Record],
        now: datetime,
        imported_ids: ImportedStoryIds | None = None,
        *,
        kind: ArrivalKind | None = None,
        readd_removed: bool = True,
        archived: Sequence[bool] | None = None,
    ) -> list[StoreResult | IntakeRefusal]:
        """Store a batch in one commit, each text grouped as if those before it were stored.

        `readd_removed`: a text that was here and was removed comes back; a feed only repeats itself.
        `archived` says of each text whether it is too old to be news; without it the text's date decides.
        `kind` is by whom they came, to be counted; None for an import, which is not. `imported_ids` keeps
        records together, from batch to batch, that were one story where they come from. Several batches may
        be handed over at once; they are stored in the order in which their analyses end.
        """
        analyses = await self._analyse_all(texts, now)
        good = [
            arrival_of(text, analysis, now, None, archived=old, held_until=self._told_until(analysis, now))
            for text, analysis, old in zip(texts, analyses, archived or repeat(None, len(texts)), strict=True)
            if isinstance(analysis, Analysis)
        ]
        placed = (
            await self._enter(good, readd_removed=readd_removed, imported_ids=imported_ids) if good else []
        )
        for arrival, each in zip(good, placed, strict=True):
            if each is not None:
                _time(kind, arrival, each)
                if imported_ids is not None:
                    imported_ids.note(arrival.told_as, each.story_id)
        entered = iter(placed)
        became = [
            a if isinstance(a, IntakeRefusal) else next(entered) or IntakeRefusal.PAST for a in analyses
        ]
        _count(kind, became)
        return became

    def _told_until(self, analysis: Analysis, now: datetime) -> datetime | None:
        """Until when the text itself says that it must not be published; None when it says nothing.

        A text that names no time is held until an editor lets it go.
        """
        embargo = embargo_of(analysis.reading, now=now, zone=self._zone)
        return (embargo.until or UNTIL_LET_GO) if embargo else None

    async def seen_at(self, article_id: int, origin: Origin) -> ArticleKnown | None:
        """Note another place where an article was seen; None when the article is gone."""
        async with self._db.transaction() as tx:
            stored = await articles.get(tx, article_id)
            if stored is None:
                return None
            new = await origins.add(tx, article_id, origin, address_of(origin.link))
            if new:
                await hold_notices.add_if_held(tx, article_id, "elsewhere", origin.source, origin.seen)
                await stories.refresh(tx, stored.story_id)
                stored = await articles.get(tx, article_id) or stored
            return ArticleKnown(stored, new)

    async def analyse(self, raw: RawText, now: datetime) -> Analysis | IntakeRefusal:
        """All that is derived from a text, computed in the worker; or why the text cannot be an article."""
        (found,) = await self._analyse_all([raw], now)
        return found

    async def _analyse_all(
        self, texts: Sequence[RawText | Record], now: datetime
    ) -> list[Analysis | IntakeRefusal]:
        own = await self.own_topics.every_one()
        fit = [text for text in texts if unfit(text) is None]
        async with self._db.read() as db:
            known = {source: await source_lines.times(db, source) for source in {t.carrier for t in fit}}
        try:
            found = await self._worker.run(tasks.analyse_all, fit, now, own, known) if fit else []
        except WorkerError:
            log.exception("%d texts could not be analysed", len(fit))
            if len(texts) > 1:  # one of them alone is at fault
                return [(await self._analyse_all([text], now))[0] for text in texts]
            found = [None] * len(fit)
        left = iter(found)
        return [unfit(text) or checked(next(left)) for text in texts]

    async def _enter(
        self,
        arrivals: Sequence[NewArticle],
        *,
        readd_removed: bool,
        draft: int | None = None,
        imported_ids: ImportedStoryIds | None = None,
    ) -> list[StoreResult | None]:
        """Store these articles; None for a text that was here, is not kept, and may not come again.

        If another process adds articles between grouping and storing, they are grouped again.
        """
        arrivals = await self._with_vectors(arrivals)
        async with self.grouping:
            for tries in range(MAX_GROUPING_TRIES):
                arrivals = await self._with_followed(arrivals)
                async with self._db.read() as db:
                    places = await find_grouping(
                        db, arrivals, imported_ids, self.recent, readd_removed=readd_removed
                    )
                async with self._db.transaction() as tx:
                    last = tries == MAX_GROUPING_TRIES - 1
                    entered = await at_once(tx, self._store, arrivals, places, draft, anyway=last)
                    if entered is None:
                        continue
                    if await source_lines.list_due(tx, 1):
                        self.own_topics.changed.set()
                self._note_vectors(arrivals, entered)
                return entered
        raise AssertionError("the last try stores")

    async def _store(
        self,
        tx: Transaction,
        arrivals: Sequence[NewArticle],
        places: Grouping,
        draft: int | None,
        *,
        anyway: bool,
    ) -> list[StoreResult | None] | None:
        """What became of each article; None, and nothing is stored, when their grouping is out of date.

        So it is when an article was added since, or something new is followed. `anyway` stores in any case.
        """
        if not anyway and not await self._is_as_it_was(tx, places):
            return None
        entered = await store_all(tx, arrivals, places)
        if draft is not None and entered[0] is not None:
            await drafts.set_article(tx, draft, entered[0].article_id)
        return entered

    async def _with_vectors(self, arrivals: Sequence[NewArticle]) -> Sequence[NewArticle]:
        """The articles with their vectors, if they are few: the model's server answers at once. Others get
        theirs later.
        """
        if self._meaning is None or len(arrivals) > MAX_ASKED_AT_ONCE:
            return arrivals
        async with self._db.read() as db:
            known = await text_hashes.articles_of(db, [one.analysis.text_hash for one in arrivals])
        asked = [one for one in arrivals if one.is_open and one.analysis.text_hash not in known]
        found = await self._meaning.of_new(
            [(one.analysis.headline, one.analysis.reading.body) for one in asked]
        )
        vectors = dict(zip([one.analysis.text_hash for one in asked], found, strict=False))
        return [one.with_vector(vectors.get(one.analysis.text_hash)) for one in arrivals]

    def _note_vectors(self, arrivals: Sequence[NewArticle], entered: Sequence[StoreResult | None]) -> None:
        for one, each in zip(arrivals, entered, strict=True):
            vector = one.analysis.fingerprint.vector
            if self._meaning and vector and each and each.new:
                self._meaning.note(each.article_id, vector)

    async def _with_followed(self, arrivals: Sequence[NewArticle]) -> list[NewArticle]:
        """The articles with the followed words that they have; archived ones too, for an editor may make them
        news.
        """
        found = await self.followings.find([one.analysis for one in arrivals])
        return [replace(one, followed=matches) for one, matches in zip(arrivals, found, strict=True)]

    async def _is_as_it_was(self, tx: Transaction, places: Grouping) -> bool:
        """Whether no article was added since they were grouped, and nothing new is followed."""
        same = await articles.highest_id(tx) == places.newest
        return same and await follows.newest_words(tx) == self.followings.newest


def _count(kind: ArrivalKind | None, became: Sequence[StoreResult | IntakeRefusal]) -> None:
    if kind is None:
        return
    for each in became:
        what = "refused" if isinstance(each, IntakeRefusal) else "new" if each.new else "known"
        ARRIVALS.labels(kind, what).inc()


def _time(kind: ArrivalKind | None, arrival: NewArticle, entered: StoreResult) -> None:
    """Measure how late news came in; of older texts it would only say how late their feed was connected."""
    published = arrival.analysis.reading.published
    if kind is None or published is None or published.precision != "minute":
        return
    if entered.new and not arrival.archived:
        ARTICLE_DELAY.labels(kind).observe(max(0.0, (arrival.added - published.at).total_seconds()))


async def _told(db: Reader, entered: StoreResult) -> ArticleAdded | ArticleKnown:
    stored = await articles.get(db, entered.article_id)
    if stored is None:
        raise LookupError(f"article {entered.article_id} was stored and has no row")
    if not entered.new:
        return ArticleKnown(stored, entered.new_origin)
    found = await stories.get_many(db, [stored.story_id])
    return ArticleAdded(stored, found[0] if found else Story(stored.story_id, ()))


async def article_at(db: Reader, link: str | None) -> int | None:
    """The article that was seen at this link; None for a page where none or several were seen."""
    address = address_of(link)
    if not names_an_article(address):
        return None
    found = await origins.at_address(db, address)
    return found[0] if len(found) == 1 else None
