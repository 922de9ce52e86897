"""Approvals: the owner of a chat sees each edition half an hour before it goes, and may stop it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of, tell_stories
from bot.editions.composer import Composer
from bot.editions.planner import ScheduledRun, Starts, run_of
from bot.editions.posts import edition_rows, frame_of, pins_before, posts_of
from bot.editions.rendering import Composition, compose_message
from bot.editions.round_news import CompositionRequest
from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.message import Message, dump_buttons
from bot.views.owner.approvals import DraftContext, draft_message
from bot.worker.process import Worker
from digests.models.digest import Digest
from digests.models.wishes import ToldStories
from storage import approvals, destinations, edition_contents, editions, message_texts, outbox, stories
from storage.approvals import DraftState, EditionDraft
from storage.database import Database, Transaction
from storage.destinations import Address, Destination
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.outbox import NewRow

DRAFT_KIND = "proof"
DRAFT_LEAD = timedelta(minutes=30)
MIN_TIME_TO_DECIDE = timedelta(minutes=10)  # to answer, when the draft itself is late


class ApprovalPlanner:
    def __init__(self, db: Database, worker: Worker, bot_username: str) -> None:
        self._db = db
        self._worker = worker
        self._bot_username = bot_username

    async def step(self, now: datetime) -> int:
        """Show drafts of editions that are due soon, send or leave those that are due now.

        Returns how many messages were queued.
        """
        return await self._show_soon(now) + await self._decide(now)

    async def _show_soon(self, now: datetime) -> int:
        async with self._db.read() as db:
            soon = await approvals.list_upcoming(db, now + DRAFT_LEAD)
            ids = [schedule.destination_id for schedule in soon]
            found = await destinations.get_many(db, ids)
            starts = Starts(db)
            runs = [await run_of(each, found[each.destination_id], starts, now) for each in soon]
        made = 0
        for run in runs:
            if run.destination.receives(now) and now < run.expires:
                made += await self._show(run, now)
        return made

    async def _show(self, run: ScheduledRun, now: datetime) -> int:
        """Store the draft and, if it tells anything, the message to the owner, in one commit."""
        composer = Composer(self._db, self._worker, now, self._bot_username)
        (made,) = await composer.compose([CompositionRequest(run.destination, run.schedule.zone, run.after)])
        told = tuple(composer.told_by(made)) if made is not None else ()
        async with self._db.read() as db:
            owner = await destinations.at(db, Address(run.destination.owner_id or 0))
            number = await approvals.next_number(db)
        draft = EditionDraft(
            number,
            run.destination.id,
            run.at,
            run.destination.covered,
            composer.up_to,
            max(run.at, now + MIN_TIME_TO_DECIDE),
            run.expires,
            told,
            state="waiting" if told else "skipped",
        )
        shown = None
        if owner is not None and told:
            shown = await draft_screen(self._db, draft, run.destination, owner, self._bot_username, now=now)
        async with self._db.transaction() as tx:
            if await approvals.exists(tx, number, run.destination.id, run.at):
                return 0
            await approvals.add(tx, draft)
            if owner is None or shown is None:
                return 0
            message_id = await message_texts.add(tx, shown.text, dump_buttons(shown.buttons))
            await outbox.add_all(tx, [NewRow(DRAFT_KIND, number, owner.id, message_id, run.expires)], now)
        return 1

    async def _decide(self, now: datetime) -> int:
        async with self._db.read() as db:
            due = await approvals.list_due(db, now)
            found = await destinations.get_many(db, [draft.destination_id for draft in due])
        made = 0
        for draft in due:
            made += await self._end(draft, found[draft.destination_id], now)
        return made

    async def _end(self, draft: EditionDraft, destination: Destination, now: datetime) -> int:
        silent = draft.state == "waiting" and destination.preferences.draft == "skip"
        useless = now >= draft.expires or not destination.receives(now)
        if silent or useless:
            async with self._db.transaction() as tx:
                await approvals.move(tx, draft.id, [draft.state], "silent" if silent else "skipped")
            return 0
        digests = [(post, await digest_of(self._db, draft, post)) for post in posts_of(destination)]
        new = {number for story in draft.left for number in story.articles}
        posts = [
            await asyncio.to_thread(
                compose_message, digest, _look(post, now, self._bot_username), ToldStories(_all(digest) - new)
            )
            for post, digest in digests
            if digest.items
        ]
        async with self._db.transaction() as tx:
            to: DraftState = "published" if posts else "skipped"
            if not await approvals.move(tx, draft.id, [draft.state], to) or not posts:
                return 0
            return await _publish(tx, draft, destination, posts, now)


async def approve(db: Database, draft_id: int) -> None:
    """Let the edition go at its time, or at once if that has passed."""
    async with db.transaction() as tx:
        await approvals.move(tx, draft_id, ["waiting", "silent", "skipped"], "approved")


async def publish_now(db: Database, draft_id: int, now: datetime) -> None:
    """Let the edition go with the next tick; one that has gone stays as it went."""
    async with db.transaction() as tx:
        if await approvals.move(tx, draft_id, ["waiting", "approved", "silent", "skipped"], "approved"):
            await approvals.bring_forward(tx, draft_id, now)


async def publish_at(db: Database, draft_id: int, at: datetime, now: datetime) -> bool:
    """Let the edition go at this time; False when it has gone already, or would be of no use then."""
    async with db.transaction() as tx:
        draft = await approvals.get(tx, draft_id)
        if draft is None or not now < at < draft.expires:
            return False
        if not await approvals.move(tx, draft_id, ["waiting", "approved", "silent", "skipped"], "approved"):
            return False
        await approvals.decide_at(tx, draft_id, at)
    return True


async def skip(db: Database, draft_id: int) -> None:
    """Do not send the edition."""
    async with db.transaction() as tx:
        await approvals.move(tx, draft_id, ["waiting", "approved"], "skipped")


async def drop(db: Database, draft_id: int, story_id: int) -> None:
    """Take a story with its steps out of the edition.

    They count as untold, so they come again if they develop.
    """
    async with db.transaction() as tx:
        draft = await approvals.get(tx, draft_id)
        if draft is not None:
            steps = {story.story_id for story in draft.stories if story.step_of == story_id}
            await approvals.set_dropped(tx, draft_id, draft.dropped | {story_id} | steps)


async def restore(db: Database, draft_id: int) -> None:
    """Put all stories that were taken out back into the edition."""
    async with db.transaction() as tx:
        await approvals.set_dropped(tx, draft_id, frozenset())


async def digest_of(db: Database, draft: EditionDraft, post: Destination) -> Digest:
    """The draft's digest, without what was dropped or retracted since it was made."""
    ids = [story.story_id for story in draft.left]
    async with db.read() as reader:
        known = await editions.told_stories(reader, post.id, ids)
        loaded = {story.id: story for story in await stories.get_many(reader, ids)}
    return await asyncio.to_thread(tell_stories, draft.left, loaded, preferences_of(post), known)


async def draft_screen(
    db: Database,
    draft: EditionDraft,
    destination: Destination,
    owner: Destination,
    bot_username: str,
    *,
    now: datetime,
    dropping: bool = False,
) -> Message:
    """What the owner sees of a draft, in the owner's language."""
    say = speak(owner.language)
    own = _look(destination, now, bot_username)
    look = DraftContext(
        draft.id,
        draft.state,
        destination.title,
        say.at_time(draft.decide, destination.zone),
        silence_publishes=destination.preferences.draft != "skip",
        due=now >= draft.decide,
        late=now >= draft.expires,
        some_dropped=bool(draft.dropped),
    )
    return draft_message(await digest_of(db, draft, destination), look, own, say, dropping=dropping)


def _all(digest: Digest) -> frozenset[int]:
    told = (story for item in digest.items for story in item.stories)
    return frozenset(article.id for story in told for article in story.articles)


def _look(post: Destination, now: datetime, bot_username: str) -> RenderContext:
    return RenderContext(speak(post.language), now, post.zone, bot_username, post.kind, frame_of(post))


async def _publish(
    tx: Transaction,
    draft: EditionDraft,
    destination: Destination,
    posts: list[Composition],
    now: datetime,
) -> int:
    told = [EditionStory(*story) for story in posts[0].stories]
    issue_id = await edition_contents.add(tx, told)
    edition = NewEdition(destination.id, issue_id, draft.scheduled, draft.after, draft.up_to)
    (number,) = await editions.add_all(tx, [edition], now)
    if number is None:
        return 0
    message_ids = await message_texts.add_all(
        tx, [(post.text, post.buttons, post.contents) for post in posts]
    )
    before = await pins_before(tx, [destination])
    rows = edition_rows(number, destination, message_ids, draft.expires, before=before)
    await outbox.add_all(tx, rows, now)
    return 1
