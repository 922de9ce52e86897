"""Finds the feed for an address: the address itself, what its page offers, or where feeds usually are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.intake.feeds.check import FeedAnswer, Feeds
from bot.intake.feeds.intervals import FIRST_INTERVAL
from bot.web.results import Fetched, Fetcher, NotModified, Unfetched, Why
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.formats.discovery import FeedOffer, usual_places
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline
from digests.formats.telegram_preview import preview_address
from storage import editor_actions, feeds
from storage.database import Database
from storage.editor_actions import ByEditor
from storage.feeds import StoredFeed

MAX_FEEDS = 5000
_FEED_SCHEME = re.compile(r"^(?:feed|rss):(?=//|https?:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedAdded:
    feed: StoredFeed


@dataclass(frozen=True, slots=True)
class FeedKnown:
    feed: StoredFeed


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """The page offers several feeds: (number of the offer, what the feed is called)."""

    offers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class FeedListAdded:
    """How many feeds of a list were added, were known before, and were left out for want of room."""

    added: int
    known: int
    left: int


class FeedAdding:
    def __init__(self, db: Database, fetcher: Fetcher, worker: Worker, reader: Feeds) -> None:
        self._db = db
        self._fetcher = fetcher
        self._worker = worker
        self._reader = reader

    async def add(
        self, url: str, person_id: int, now: datetime
    ) -> FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem:
        """Find the feed to which an address leads and store it; nothing is stored if there is none."""
        full = full_address(url)
        known = await self._known(full)
        if known:
            return FeedKnown(known)
        got = await self._fetcher.get(full)
        if isinstance(got, Unfetched):
            return got
        if isinstance(got, NotModified):  # nobody asked whether it changed
            return Unfetched(Why.BROKEN, "304 without a condition")
        answer = await self._reader.read(got)
        if isinstance(answer, FeedAnswer):
            return await self._store(answer, got, person_id, now)
        if answer is FeedProblem.DANGEROUS:
            return answer
        if preview_address(url):
            return FeedProblem.NO_PREVIEW
        return await self._from_page(got, person_id, now)

    async def add_offered(
        self, offer_id: int, person_id: int, now: datetime
    ) -> FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem | None:
        """Store a feed that a page offered; None when the offer is gone or somebody else's."""
        async with self._db.read() as db:
            url = await feeds.get_offer(db, offer_id, person_id)
        return None if url is None else await self.add(url, person_id, now)

    async def add_list(self, outlines: tuple[Outline, ...], person_id: int, now: datetime) -> FeedListAdded:
        """Store the feeds of a list; each is asked for the first time on its turn."""
        return await add_list(self._db, outlines, person_id, now)

    async def _from_page(
        self, got: Fetched, person_id: int, now: datetime
    ) -> FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem:
        try:
            offers = await self._worker.read(tasks.feeds_of_page, got.content, got.url)
        except WorkerError:
            offers = ()
        if len(offers) > 1:
            return await self._offer(offers, person_id, now)
        for url in (*(offer.url for offer in offers), *usual_places(got.url)):
            found = await self._fetcher.get(url)
            if isinstance(found, Unfetched) and found.why in (Why.TIMED_OUT, Why.UNREACHABLE):
                break  # each further place would take as long
            answer = await self._reader.read(found) if isinstance(found, Fetched) else None
            if isinstance(found, Fetched) and isinstance(answer, FeedAnswer):
                return await self._store(answer, found, person_id, now)
        return FeedProblem.NO_FEED

    async def _offer(self, offers: tuple[FeedOffer, ...], person_id: int, now: datetime) -> FeedChoice:
        async with self._db.transaction() as tx:
            numbered = [
                (await feeds.add_offer(tx, person_id, one.url, one.title, now), one.title or one.url)
                for one in offers
            ]
        return FeedChoice(tuple(numbered))

    async def _store(
        self, answer: FeedAnswer, got: Fetched, person_id: int, now: datetime
    ) -> FeedAdded | FeedKnown:
        url = got.moved_to or got.url
        title = (answer.feed.title if answer.feed else "") or (urlsplit(url).hostname or url)
        async with self._db.transaction() as tx:
            new = await feeds.add(
                tx,
                url,
                title,
                site=answer.feed.site if answer.feed else None,
                added_by=person_id,
                now=now,
                interval=FIRST_INTERVAL,
            )
            stored = await feeds.of_url(tx, url)
            if new is not None:
                await editor_actions.add(tx, "feed-added", ByEditor(person_id, now), words=title)
        if stored is None:
            raise LookupError(f"the feed {url} was stored and is gone")
        return FeedKnown(stored) if new is None else FeedAdded(stored)

    async def _known(self, url: str) -> StoredFeed | None:
        async with self._db.read() as db:
            return await feeds.of_url(db, url)


async def add_list(
    db: Database, outlines: tuple[Outline, ...], person_id: int | None, now: datetime
) -> FeedListAdded:
    added = known = left = 0
    async with db.transaction() as tx:
        room = MAX_FEEDS - await feeds.count(tx)
        for outline in outlines:
            if added >= room:
                here = await feeds.of_url(tx, outline.url) is not None
                known, left = known + here, left + (not here)
                continue
            new = await feeds.add(
                tx,
                outline.url,
                outline.title,
                site=None,
                added_by=person_id,
                now=now,
                interval=FIRST_INTERVAL,
            )
            added, known = added + (new is not None), known + (new is None)
        if added and person_id is not None:
            await editor_actions.add(tx, "feeds-added", ByEditor(person_id, now), words=str(added))
    return FeedListAdded(added, known, left)


async def offer_page(db: Database, url: str, person_id: int, now: datetime) -> int:
    """The number of an offer to look for a feed on a page."""
    async with db.transaction() as tx:
        return await feeds.add_offer(tx, person_id, url, "", now)


def full_address(url: str) -> str:
    """An address as the fetcher takes it, made of what people type.

    They write "tengrinews.kz", or a channel as "@name" or "t.me/name"; browsers write "feed://…".
    """
    if channel := preview_address(url):
        return channel
    address = _FEED_SCHEME.sub("", url.strip())
    return address if "://" in address else f"https://{address.removeprefix('//')}"
