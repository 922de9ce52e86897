"""Checks feeds and changes them; each step can be cut off and done again."""

from __future__ import annotations

import logging
import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b

from bot.i18n import speak
from bot.intake.feeds.entries import EntryIntake
from bot.intake.feeds.intervals import after_failure, after_success
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.views.common.message import dump_buttons
from bot.views.editor.feeds import given_up
from bot.web.results import Conditions, Fetched, Fetcher, NotModified, Unfetched, Why
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.formats.entries import Feed, FeedProblem
from storage import destinations, editor_actions, feed_entries, feeds, message_texts, outbox, people
from storage.database import Database, Transaction
from storage.destinations import Address, Destination
from storage.editor_actions import ActionKind, ByEditor
from storage.feeds import StoredFeed
from storage.outbox import NewRow
from storage.rows import epoch

ENTRIES_KEPT = timedelta(days=60)
FEED_TYPES = ("application/", "text/")

log = logging.getLogger(__name__)

FEED_OFF = "feed-off"
NOTICE_USEFUL_FOR = timedelta(days=7)


class CheckResult(Enum):
    """What a check came to."""

    NEWS = "news"
    NOTHING = "nothing"
    FAILED = "failed"
    GIVEN_UP = "given-up"  # switched off now, after long failure


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a feed's server answered; `feed` is None when nothing has changed since the last check."""

    feed: Feed | None
    fetched: Fetched | NotModified


class Feeds:
    def __init__(
        self,
        db: Database,
        fetcher: Fetcher,
        worker: Worker,
        intake: Intake,
        pages: PageReader,
        *,
        admins: frozenset[int] = frozenset(),
    ) -> None:
        """`admins` are those of the settings: they are told about feeds that nobody of the newsroom has
        added.
        """
        self._db = db
        self._admins = admins
        self._entries = EntryIntake(db, intake, pages)
        self._fetcher = fetcher
        self._worker = worker

    async def check(self, feed: StoredFeed, now: datetime) -> CheckResult:
        """Ask the feed and take in what is new; its next check is set whatever comes of this one."""
        answer = await self._ask(feed)
        if isinstance(answer, Unfetched | FeedProblem):
            return await self._failed(feed, answer, now)
        news = answer.feed is not None and await self._entries.take(feed, answer.feed, now)
        await self._save(_as_answered(feed, answer, now, news=news), answer, now)
        return CheckResult.NEWS if news else CheckResult.NOTHING

    async def postpone(self, feed: StoredFeed, now: datetime) -> None:
        """Treat a failure of this program as one of the feed, so that the feed does not come up again at
        once.
        """
        await self._failed(feed, Unfetched(Why.BROKEN, "a mistake of ours"), now)

    async def try_again(self, feed_id: int, now: datetime, by: ByEditor | None = None) -> StoredFeed | None:
        """Make a feed due at once; one that was off is switched on, which the log notes. None when gone."""
        async with self._db.transaction() as tx:
            before = await feeds.get(tx, feed_id)
            await feeds.switch_on(tx, feed_id, now)
            if before is not None and before.state == "off":
                await _note(tx, "feed-on", feed_id, by)
            return await feeds.get(tx, feed_id)

    async def switch_off(self, feed_id: int, by: ByEditor | None = None) -> None:
        async with self._db.transaction() as tx:
            await _note(tx, "feed-off", feed_id, by)
            await feeds.switch_off(tx, feed_id)

    async def rename(self, feed_id: int, title: str) -> None:
        """Give the feed's source the name under which its articles stand from now on."""
        async with self._db.transaction() as tx:
            await feeds.rename(tx, feed_id, title)

    async def set_full_pages(self, feed_id: int, wanted: bool, by: ByEditor | None = None) -> None:
        async with self._db.transaction() as tx:
            await _note(tx, "feed-pages", feed_id, by)
            await feeds.set_full_pages(tx, feed_id, wanted)

    async def remove(self, feed_id: int, by: ByEditor | None = None) -> None:
        async with self._db.transaction() as tx:
            await _note(tx, "feed-removed", feed_id, by)
            await feeds.remove(tx, feed_id)

    async def _ask(self, feed: StoredFeed) -> FeedAnswer | Unfetched | FeedProblem:
        conditions = Conditions(feed.etag, feed.modified)
        got = await self._fetcher.get(feed.url, accept=FEED_TYPES, conditions=conditions)
        if isinstance(got, Unfetched):
            return got
        if isinstance(got, NotModified) or body_hash(got.content) == feed.body_hash:
            return FeedAnswer(None, got)
        return await self.read(got)

    async def read(self, got: Fetched) -> FeedAnswer | FeedProblem:
        try:
            found = await self._worker.read(tasks.read_feed, got.content, got.url, got.charset)
        except WorkerError:
            log.exception("a feed at %s could not be read", got.url)
            return FeedProblem.NO_FEED
        return found if isinstance(found, FeedProblem) else FeedAnswer(found, got)

    async def _save(self, feed: StoredFeed, answer: FeedAnswer, now: datetime) -> None:
        keys = [entry.key for entry in answer.feed.entries] if answer.feed else []
        async with self._db.transaction() as tx:
            await feeds.save_check(tx, feed)
            if keys:
                await feed_entries.forget_entries(tx, feed.id, before=now - ENTRIES_KEPT, listed_now=keys)

    async def _failed(self, feed: StoredFeed, problem: Unfetched | FeedProblem, now: datetime) -> CheckResult:
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
                await tell_of_end(tx, failed, self._admins, now)
        return CheckResult.GIVEN_UP if failed.state == "off" else CheckResult.FAILED


def _as_answered(feed: StoredFeed, answer: FeedAnswer, now: datetime, *, news: bool) -> StoredFeed:
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


def body_hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


async def _note(tx: Transaction, kind: ActionKind, feed_id: int, by: ByEditor | None) -> None:
    """Note the change of a feed in the editors' log; `by` is None where nobody is to be named."""
    feed = await feeds.get(tx, feed_id)
    if feed is not None:
        await editor_actions.add(tx, kind, by, words=feed.title or feed.url)


async def tell_of_end(tx: Transaction, feed: StoredFeed, admins: frozenset[int], now: datetime) -> None:
    """Tell whoever added the feed, else the admins, that it was switched off, in the commit that does so."""
    told = await _destinations(tx, {feed.added_by} if feed.added_by else ())
    for destination in told or await _destinations(tx, admins | {*await people.with_role(tx, "admin")}):
        view = given_up(feed, speak(destination.language))
        text = await message_texts.add(tx, view.text, dump_buttons(view.buttons))
        row = NewRow(FEED_OFF, feed.id, destination.id, text, now + NOTICE_USEFUL_FOR, part=epoch(now))
        await outbox.add_all(tx, [row], now)


async def _destinations(tx: Transaction, person_ids: Collection[int]) -> list[Destination]:
    """The private chats of those of these people who have one with the bot."""
    found = [await destinations.at(tx, Address(person_id)) for person_id in sorted(person_ids)]
    return [destination for destination in found if destination is not None]
