"""Takes in what a feed lists, a batch at a time; an entry that was cut off is read again."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime

from bot.intake.arrivals import IntakeRefusal
from bot.intake.corrections import Corrections
from bot.intake.intake import Intake, article_at
from bot.intake.pages import PageReader
from digests.formats.entries import Feed, FeedEntry
from digests.models.stories import Origin
from digests.models.texts import Analysis, RawText
from digests.stories.grouping import same_story
from digests.text.url_identity import address_of
from storage import article_terms, articles, feed_entries, origins
from storage.articles import StoredArticle
from storage.database import Database
from storage.feeds import StoredFeed

ENTRIES_PER_BATCH = 32  # a tenth of a second of analysis, for which an editor's own text waits
TEASER_FACTOR = 2  # a text that is that many times shorter is a part of the one that is here, no correction
MAX_FIRST_UNDATED = 5  # entries without a date that are news when a feed is asked for the first time
MAX_BEGINNING = 0.8  # of a text is its teaser; the whole but for a last sentence may be its correction

log = logging.getLogger(__name__)


class EntryIntake:
    def __init__(self, db: Database, intake: Intake, pages: PageReader) -> None:
        self._db = db
        self._corrections = Corrections(db, intake)
        self._intake = intake
        self._pages = pages

    async def take(self, feed: StoredFeed, found: Feed, now: datetime) -> bool:
        """Take in what is new, the oldest first, so that stories grow in the order of events; False when
        nothing was.
        """
        async with self._db.read() as db:
            known = await feed_entries.versions(db, feed.id, [entry.key for entry in found.entries])
        read = {entry.key: known.get(entry.key, ("", None)) for entry in found.entries}
        new = [entry for entry in reversed(found.entries) if read[entry.key][0] != entry.version]
        shared = _shared_links(found)
        late = _undated_before(found) if feed.last_success is None else frozenset[str]()
        size = 1 if feed.full_pages else ENTRIES_PER_BATCH  # no entry waits for the page of another
        for start in range(0, len(new), size):
            batch = new[start : start + size]
            became = {entry.key: read[entry.key][1] for entry in batch}
            await self._take_batch(feed, batch, became, shared=shared, late=late, now=now)
        return bool(new)

    async def _take_batch(
        self,
        feed: StoredFeed,
        batch: Sequence[FeedEntry],
        known: Mapping[str, int | None],
        *,
        shared: Set[str],
        late: Collection[str],
        now: datetime,
    ) -> None:
        """Analyse and store the entries that are no articles yet; `late` were listed before the feed was
        connected.

        Nobody knows how old those are, so they are archived. `shared` are addresses that several entries
        have.
        """
        became = dict(known)
        async with self._db.read() as db:
            here = await origins.known_addresses(db, {address_of(entry.raw.link) for entry in batch} - shared)
        fresh: list[tuple[FeedEntry, RawText]] = []
        for entry in batch:
            own = not entry.foreign and feed.title  # as the editors call it
            raw, whole = replace(entry.raw, source=own or entry.raw.source), None
            if (article := known[entry.key]) is not None:
                raw = whole = await self._completed(feed, raw)
                if await self._is_of(article, whole, now):
                    await self._revise(article, whole, now)
                    continue
            article = await self._by_link(raw, now) if address_of(raw.link) in here else None
            became[entry.key] = article
            if article is None:
                fresh.append((entry, whole or await self._completed(feed, raw)))
        archived = [
            entry.key in late or (raw.published is not None and raw.published.is_old(now))
            for entry, raw in fresh
        ]
        raws = [raw for _, raw in fresh]
        entered = await self._intake.add_all(raws, now, kind="feed", readd_removed=False, archived=archived)
        for (entry, _), result in zip(fresh, entered, strict=True):
            became[entry.key] = None if isinstance(result, IntakeRefusal) else result.article_id
        await self._mark(feed, batch, became, now)

    async def _mark(
        self, feed: StoredFeed, batch: Sequence[FeedEntry], became: Mapping[str, int | None], now: datetime
    ) -> None:
        read = [(entry.key, entry.version, became[entry.key]) for entry in batch]
        async with self._db.transaction() as tx:
            await feed_entries.mark_read(tx, feed.id, read, now)

    async def _by_link(self, raw: RawText, now: datetime) -> int | None:
        """The article at the link; another text of it from the same source is stored as a correction. None
        without one.
        """
        async with self._db.read() as db:
            known = await article_at(db, raw.link)
            stored = None if known is None else await articles.get(db, known)
            own = stored is not None and await origins.was_received_from(db, known or 0, raw.source or "")
        if stored is None:
            return None
        if own:
            return await self._corrected(stored, raw, now)
        await self._intake.seen_at(stored.article.id, Origin(raw.source or "", raw.link, now))
        return stored.article.id

    async def _is_of(self, article_id: int, raw: RawText, now: datetime) -> bool:
        """Whether a text is another version of this article: some feeds give all entries the same id."""
        async with self._db.read() as db:
            if await article_at(db, raw.link) == article_id:
                return True
            prints = await article_terms.fingerprints(db, [article_id])
            stored = await articles.get(db, article_id)
        analysis = await self._intake.analyse(raw, now)
        if isinstance(analysis, IntakeRefusal):
            return True  # which changes nothing
        if stored is not None and stored.thinned:
            return _still_tells(stored, analysis)
        teaser = stored is not None and analysis.reading.body in stored.body
        return teaser or (bool(prints) and same_story(prints[0], analysis.fingerprint))

    async def _revise(self, article_id: int, raw: RawText, now: datetime) -> None:
        """Give the article its new text, unless that is only the beginning of what it has."""
        analysis = await self._intake.analyse(raw, now)
        async with self._db.read() as db:
            stored = await articles.get(db, article_id)
        if stored is None or stored.thinned or isinstance(analysis, IntakeRefusal):
            return
        if not _is_teaser(analysis.reading.body, stored.body):
            await self._corrections.revise(article_id, raw, now=now)

    async def _corrected(self, stored: StoredArticle, raw: RawText, now: datetime) -> int | None:
        """The article's number, after a correction if there is one; None when the text tells of something
        else.

        Then the link leads to a page whose articles change.
        """
        analysis = await self._intake.analyse(raw, now)
        if isinstance(analysis, IntakeRefusal):
            return stored.article.id  # a teaser
        if stored.thinned:
            return stored.article.id if _still_tells(stored, analysis) else None
        async with self._db.read() as db:
            (print_now,) = await article_terms.fingerprints(db, [stored.article.id])
        if not same_story(print_now, analysis.fingerprint):
            return None
        if not _is_teaser(analysis.reading.body, stored.body):
            await self._corrections.revise(stored.article.id, raw, now=now)
        return stored.article.id

    async def _completed(self, feed: StoredFeed, raw: RawText) -> RawText:
        """The text with that of its page, where an editor wants that and the page has more."""
        if not feed.full_pages or raw.link is None:
            return raw
        page = await self._pages.read(raw.link)
        if not isinstance(page, RawText):
            log.info("the page of an entry of feed %d was not read: %s", feed.id, page)
            return raw
        return replace(
            raw,
            text=max(page.text, raw.text, key=len),
            published=raw.published or page.published,
            author=raw.author or page.author,
            picture=raw.picture or page.picture,
        )


def _shared_links(feed: Feed) -> set[str]:
    """Addresses that several entries have: a page of many articles is none of them."""
    counted = Counter(address_of(entry.raw.link) for entry in feed.entries)
    return {address for address, entries in counted.items() if entries > 1}


def _undated_before(feed: Feed) -> frozenset[str]:
    """The keys of undated entries after the first few, which are news: feeds list the newest first."""
    undated = [entry.key for entry in feed.entries if entry.raw.published is None]
    return frozenset(undated[MAX_FIRST_UNDATED:])


def _still_tells(thinned: StoredArticle, analysis: Analysis) -> bool:
    """Whether a text shares its headline or a sentence with an article whose full text is gone."""
    kept, now = ({sentence.text for sentence in each} for each in (thinned.article.summary, analysis.summary))
    return thinned.article.headline == analysis.headline or not kept.isdisjoint(now)


def _is_teaser(body: str, full: str) -> bool:
    """Whether a text is only a part of another: far shorter, its beginning, or cut off within a sentence."""
    body, full = (" ".join(text.split()) for text in (body, full))
    if len(body) * TEASER_FACTOR <= len(full):
        return True
    kept = body.rstrip(" .…[]()")
    cut_off = kept == body or body.endswith(("…", "...", "]"))
    begins = full.startswith(kept) and len(kept) < len(full.rstrip(" .…"))
    return begins and (cut_off or len(kept) <= MAX_BEGINNING * len(full))
