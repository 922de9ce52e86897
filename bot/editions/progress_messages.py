"""Keeps messages up to date that show how far something has come, until it has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.delivery.outcomes import Sent, TokenRefused, Unknown, Unreachable, Wait
from bot.delivery.settle import Sender
from bot.editions import broadcasts
from bot.i18n import Say, speak
from bot.intake.corrections import CORRECTED_DAYS
from bot.views.admin.broadcasts import broadcast_progress
from bot.views.common.context import RenderContext
from bot.views.common.message import Message, dump_buttons
from bot.views.editor import corrections
from bot.views.editor.feeds import one
from storage import articles, correction_runs, destinations, feed_entries, feeds, progress_messages, revisions
from storage.database import Database
from storage.destinations import Address
from storage.outbox import BROADCAST, Row
from storage.progress_messages import ProgressMessage

PAUSE = timedelta(seconds=5)  # at least so long between two edits of one message
MAX_PAUSE = timedelta(minutes=1)
AGE_PER_PAUSE = 20  # what goes on for long is looked at more rarely: after a twentieth of its age
KEPT = timedelta(hours=48)
FEED_COUNTED = timedelta(days=7)


class ProgressMessages:
    """Looks at each message again until what it shows has ended, the message is gone, or `KEPT` has passed.

    What it shows is read from the tables each time, so that a restart loses nothing.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._changing = asyncio.Lock()  # no edit of a step comes after what replaced its message
        self._stepping = False
        self._next: dict[tuple[int, int], datetime] = {}

    async def replace(
        self, chat_id: int, message_id: int, view: Message, now: datetime, show: Callable[[], Awaitable[int]]
    ) -> None:
        """Let `show` put a view in the place of a message. It returns the number of the message that shows
        the view.
        """
        if view.progress is None and await self._get(chat_id, message_id) is None:
            await show()
            return
        async with self._changing:
            await self._remove(chat_id, message_id)
            await self.follow(chat_id, await show(), view, now)

    async def follow(self, chat_id: int, message_id: int, view: Message, now: datetime) -> None:
        """Keep this message up to date if what its view shows goes on."""
        if view.progress is None:
            return
        of = view.progress
        message = ProgressMessage(chat_id, message_id, of.kind, of.ref, of.said, _fingerprint(view), now)
        async with self._db.transaction() as tx:
            await progress_messages.put(tx, message)
        self._next[chat_id, message_id] = now + PAUSE

    async def step(self, now: datetime, sender: Sender) -> int:
        """Change the messages that are out of date; returns how many were changed."""
        if self._stepping:
            return 0
        self._stepping = True
        try:
            async with self._db.read() as db:
                found = await progress_messages.list_all(db)
            self._next = {key: self._next.get(key, now) for key in map(_key, found)}
            due = [each for each in found if not timedelta() < self._next[_key(each)] - now <= MAX_PAUSE]
            return sum([await self._bring_up_to_date(each, now, sender) for each in due])
        finally:
            self._stepping = False

    async def _bring_up_to_date(self, seen: ProgressMessage, now: datetime, sender: Sender) -> bool:
        """Whether the message was changed."""
        pause = min(MAX_PAUSE, max(PAUSE, (now - seen.created) / AGE_PER_PAUSE))
        self._next[_key(seen)] = now + pause
        async with self._changing:
            at = await self._get(seen.chat_id, seen.message_id)  # it may have been replaced meanwhile
            if at is None:
                return False
            view = await self._view(at, now) if now - at.created < KEPT else None
            if view is None:
                await self._remove(at.chat_id, at.message_id)
                return False
            return await self._show(at, view, now, sender)

    async def _show(self, at: ProgressMessage, view: Message, now: datetime, sender: Sender) -> bool:
        fingerprint, changed = _fingerprint(view), False
        if fingerprint != at.fingerprint:
            outcome = await sender.send(_edit(at, view, now), lambda: None)
            if isinstance(outcome, Wait | Unreachable | Unknown | TokenRefused):
                return False
            changed = isinstance(outcome, Sent)
            if not changed:
                view = replace(view, progress=None)
        if view.progress is None:
            await self._remove(at.chat_id, at.message_id)
        elif changed:
            async with self._db.transaction() as tx:
                await progress_messages.put(tx, replace(at, fingerprint=fingerprint))
        return changed

    async def _view(self, at: ProgressMessage, now: datetime) -> Message | None:
        """What the message should show now; None when there is nothing to show any more."""
        async with self._db.read() as db:
            chat = await destinations.at(db, Address(at.chat_id))
        if chat is None:
            return None
        place = RenderContext(speak(chat.language), now, chat.zone)
        match at.kind:
            case "broadcast":
                look = await broadcasts.progress(self._db, at.ref)
                return broadcast_progress(look, place.say) if look else None
            case "revision":
                followed = await revision_message(self._db, at.ref, place.say)
                return corrections.after(at.said, followed) if followed else None
            case "feed":
                return await feed_message(self._db, at.ref, place, at.said)

    async def _get(self, chat_id: int, message_id: int) -> ProgressMessage | None:
        async with self._db.read() as db:
            return await progress_messages.get(db, chat_id, message_id)

    async def _remove(self, chat_id: int, message_id: int) -> None:
        async with self._db.transaction() as tx:
            await progress_messages.remove(tx, chat_id, message_id)


async def revision_message(db: Database, revision_id: int, say: Say) -> Message | None:
    """A revision and how far the editions have followed it; None when it or its article is gone."""
    async with db.read() as reader:
        revision = await revisions.get(reader, revision_id)
        stored = await articles.get(reader, revision.article_id) if revision else None
        progress = await correction_runs.progress(reader, revision_id)
    if revision is None or stored is None:
        return None
    return corrections.followed(revision, stored.article, progress, CORRECTED_DAYS.days, say)


async def feed_message(db: Database, feed_id: int, place: RenderContext, note: str = "") -> Message | None:
    """A feed as it is now, below a note; None when it is gone."""
    async with db.read() as reader:
        feed = await feeds.get(reader, feed_id)
        counts = await feed_entries.counts(reader, feed_id, place.now - FEED_COUNTED)
    return one(feed, counts, place, note) if feed else None


def _key(message: ProgressMessage) -> tuple[int, int]:
    return message.chat_id, message.message_id


def _fingerprint(view: Message) -> str:
    return sha256((view.text + dump_buttons(view.buttons)).encode("utf-8", "replace")).hexdigest()


def _edit(at: ProgressMessage, view: Message, now: datetime) -> Row:
    """The edit as a row of the outbox would ask for it; if it fails, the next step tries again."""
    return Row(
        id=0,
        kind="progress",
        ref=at.ref,
        destination_id=0,
        part=0,
        operation="edit",
        target=at.message_id,
        address=Address(at.chat_id),
        destination_kind="private",
        text=view.text,
        buttons=dump_buttons(view.buttons),
        silent=True,
        at_most_once=False,
        priority=BROADCAST,
        attempts=1,
        expires=now + PAUSE,
    )
