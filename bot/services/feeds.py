"""Feeds: adding them, asking them, and taking in what is new; each step can be cut off and done again."""

from __future__ import annotations

import logging
import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b

from bot import computing
from bot.fetch import Conditions, Fetched, Fetcher, Unchanged, Unfetched, Why
from bot.services.corrections import Corrections
from bot.services.feed_notices import tell_of_end
from bot.services.feed_timing import after_failure, after_success
from bot.services.intake import Intake, Refusal
from bot.services.known_links import article_at
from bot.services.pages import Pages
from bot.worker import Worker, WorkerError
from digests.addresses import address_of
from digests.feeds import Feed, FeedEntry, FeedProblem
from digests.models import Origin, RawText
from digests.stories import same_story
from storage import articles, feed_entries, feeds
from storage.articles import StoredArticle
from storage.database import Database
from storage.feeds import StoredFeed

ENTRIES_KEPT = timedelta(days=60)
TEASER = 2  # a text that is that many times shorter is a part of the one that is here, no correction
FEED_TYPES = ("application/", "text/")

log = logging.getLogger(__name__)


class Checked(Enum):
    """What a check came to."""

    NEWS = "news"
    NOTHING = "nothing"
    FAILED = "failed"
    GIVEN_UP = "given-up"  # switched off now, after long failure


@dataclass(frozen=True, slots=True)
class Answer:
    """A feed as its server gave it; `feed` is None when it is what was there before."""

    feed: Feed | None
    fetched: Fetched | Unchanged


class Feeds:
    def __init__(self, db: Database, fetcher: Fetcher, worker: Worker, intake: Intake, pages: Pages) -> None:
        self._db = db
        self._corrections = Corrections(db, intake)
        self._fetcher = fetcher
        self._worker = worker
        self._intake = intake
        self._pages = pages

    async def check(self, feed: StoredFeed, now: datetime) -> Checked:
        """Ask the feed and take in what is new; its next check is set in any case."""
        answer = await self._ask(feed)
        if isinstance(answer, Unfetched | FeedProblem):
            return await self._failed(feed, answer, now)
        new = await self._new_entries(feed, answer.feed)
        shared = _shared_links(answer.feed)
        for entry, known_as in new:
            alone = address_of(entry.raw.link) not in shared
            await self._take_in(feed, entry, known_as, now, by_link=alone)
        await self._save(_as_answered(feed, answer, now, news=bool(new)), answer, now)
        return Checked.NEWS if new else Checked.NOTHING

    async def postpone(self, feed: StoredFeed, now: datetime) -> None:
        """After a mistake of ours: as if the feed had failed, so that it does not come up again at once."""
        await self._failed(feed, Unfetched(Why.BROKEN, "a mistake of ours"), now)

    async def try_again(self, feed_id: int, now: datetime) -> StoredFeed | None:
        """Due at once, whatever it was; None when it is gone."""
        async with self._db.transaction() as tx:
            await feeds.switch_on(tx, feed_id, now)
            return await feeds.get(tx, feed_id)

    async def switch_off(self, feed_id: int) -> None:
        async with self._db.transaction() as tx:
            await feeds.switch_off(tx, feed_id)

    async def rename(self, feed_id: int, title: str) -> None:
        """The source's name under which its articles stand from now on."""
        async with self._db.transaction() as tx:
            await feeds.rename(tx, feed_id, title)

    async def set_full_pages(self, feed_id: int, wanted: bool) -> None:
        async with self._db.transaction() as tx:
            await feeds.set_full_pages(tx, feed_id, wanted)

    async def remove(self, feed_id: int) -> None:
        async with self._db.transaction() as tx:
            await feeds.remove(tx, feed_id)

    async def _ask(self, feed: StoredFeed) -> Answer | Unfetched | FeedProblem:
        conditions = Conditions(feed.etag, feed.modified)
        got = await self._fetcher.get(feed.url, accept=FEED_TYPES, conditions=conditions)
        if isinstance(got, Unfetched):
            return got
        if isinstance(got, Unchanged) or body_hash(got.content) == feed.body_hash:
            return Answer(None, got)
        return await self.read(got)

    async def read(self, got: Fetched) -> Answer | FeedProblem:
        try:
            found = await self._worker.run(computing.read_feed, got.content, got.url, got.charset)
        except WorkerError:
            log.exception("a feed at %s could not be read", got.url)
            return FeedProblem.NO_FEED
        return found if isinstance(found, FeedProblem) else Answer(found, got)

    async def _new_entries(self, feed: StoredFeed, found: Feed | None) -> list[tuple[FeedEntry, int | None]]:
        """Entries that are new or another text, with the article they are already; oldest first, so that
        stories grow in the order of events."""
        if found is None:
            return []
        async with self._db.read() as db:
            known = await feed_entries.versions(db, feed.id, [entry.key for entry in found.entries])
        read = [(entry, *known.get(entry.key, ("", None))) for entry in reversed(found.entries)]
        return [(entry, article) for entry, version, article in read if version != entry.version]

    async def _take_in(
        self, feed: StoredFeed, entry: FeedEntry, known_as: int | None, now: datetime, *, by_link: bool
    ) -> None:
        source = feed.title or entry.raw.source
        if known_as is None and by_link:
            known_as = await self._by_link(replace(entry.raw, source=source), now)
            if known_as is not None:
                await self._mark(feed, entry, known_as, now)
                return
        raw = replace(await self._completed(feed, entry.raw), source=source)
        if known_as is None:
            added = await self._intake.add(raw, added_by=None, now=now)
            known_as = None if isinstance(added, Refusal) else added.article.article.id
        else:
            await self._corrections.revise(known_as, raw, now=now)
        await self._mark(feed, entry, known_as, now)

    async def _mark(self, feed: StoredFeed, entry: FeedEntry, article: int | None, now: datetime) -> None:
        async with self._db.transaction() as tx:
            await feed_entries.mark_read(
                tx, feed.id, entry.key, version=entry.version, article_id=article, now=now
            )

    async def _by_link(self, raw: RawText, now: datetime) -> int | None:
        """The article that stands at the link; another text of it from the same source becomes a revision."""
        async with self._db.read() as db:
            known = await article_at(db, raw.link)
            stored = None if known is None else await articles.get(db, known)
        if stored is None:
            return None
        if raw.source in {origin.source for origin in stored.article.origins}:
            return await self._corrected(stored, raw, now)
        await self._intake.seen_at(stored.article.id, Origin(raw.source or "", raw.link, now))
        return stored.article.id

    async def _corrected(self, stored: StoredArticle, raw: RawText, now: datetime) -> int | None:
        """None when the text tells of something else: the link is a page whose articles change."""
        analysis = await self._intake.analyse(raw, now)
        if isinstance(analysis, Refusal):
            return stored.article.id  # a teaser
        async with self._db.read() as db:
            (print_now,) = await articles.fingerprints(db, [stored.article.id])
        if not same_story(print_now, analysis.fingerprint):
            return None
        if len(analysis.reading.body) * TEASER > len(stored.body):
            await self._corrections.revise(stored.article.id, raw, now=now)
        return stored.article.id

    async def _completed(self, feed: StoredFeed, raw: RawText) -> RawText:
        """With the text of its page, where the editor wants that and the page has more."""
        if not feed.full_pages or raw.link is None:
            return raw
        page = await self._pages.read(raw.link)
        if not isinstance(page, RawText):
            log.info("the page of an entry of feed %d was not read: %s", feed.id, page)
            return raw
        return replace(raw, text=max(page.text, raw.text, key=len), published=raw.published or page.published)

    async def _save(self, feed: StoredFeed, answer: Answer, now: datetime) -> None:
        keys = [entry.key for entry in answer.feed.entries] if answer.feed else []
        async with self._db.transaction() as tx:
            await feeds.save_check(tx, feed)
            if keys:
                await feed_entries.forget_entries(tx, feed.id, before=now - ENTRIES_KEPT, listed_now=keys)

    async def _failed(self, feed: StoredFeed, problem: Unfetched | FeedProblem, now: datetime) -> Checked:
        why = problem.why if isinstance(problem, Unfetched) else problem
        failed = after_failure(
            feed,
            now,
            error=why.value,
            asked_for=problem.retry_after if isinstance(problem, Unfetched) else None,
            for_good=why is Why.GONE,
            jitter=random.random(),
        )
        log.info("feed %d (%s) failed: %s", feed.id, feed.url, problem)
        async with self._db.transaction() as tx:
            await feeds.save_check(tx, failed)
            if failed.state == "off":
                await tell_of_end(tx, failed, now)
        return Checked.GIVEN_UP if failed.state == "off" else Checked.FAILED


def _as_answered(feed: StoredFeed, answer: Answer, now: datetime, *, news: bool) -> StoredFeed:
    got = answer.fetched
    asked_for = max(got.fresh_for, answer.feed.ttl if answer.feed else 0)
    checked = after_success(feed, now, news=news, asked_for=asked_for, jitter=random.random())
    checked = replace(checked, url=got.moved_to or feed.url)
    if isinstance(got, Fetched):
        checked = replace(
            checked,
            etag=got.conditions.etag,
            modified=got.conditions.modified,
            body_hash=body_hash(got.content),
        )
    if answer.feed:
        checked = replace(checked, site=answer.feed.site or feed.site, title=feed.title or answer.feed.title)
    return checked


def _shared_links(feed: Feed | None) -> set[str]:
    """Addresses that several entries have: a page of many articles is none of them."""
    counted = Counter(address_of(entry.raw.link) for entry in feed.entries) if feed else Counter[str]()
    return {address for address, entries in counted.items() if entries > 1}


def body_hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
