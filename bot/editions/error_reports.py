"""Readers report errors in stories: editors get a card, and readers hear what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.i18n import speak
from bot.views.common.message import Message, dump_buttons
from bot.views.editor.error_reports import error_card
from bot.views.reader.corrected import report_settled
from digests.composing.compose import for_wish
from digests.composing.story_text import summarise_story
from digests.models.digest import DigestItem
from storage import destinations, error_reports, message_texts, outbox, people, stories
from storage.database import Database, Reader, Transaction
from storage.destinations import Address, Destination
from storage.error_reports import ErrorReport, Outcome, StoryReported
from storage.outbox import NewRow

CARD_KIND, ANSWER_KIND = "error-report", "error-report-settled"
USEFUL_FOR = timedelta(days=2)
REPORTS_PER_STEP = 20


async def report(db: Database, story_id: int, destination: Destination, reason: str, now: datetime) -> bool:
    """Store a reader's report about a story; False when the story is gone."""
    async with db.transaction() as tx:
        story = await stories.get(tx, story_id)
        if story is None:
            return False
        about = StoryReported(story.id, frozenset(article.id for article in story.articles))
        await error_reports.add(tx, about, destination.id, reason, now)
    return True


async def reject(db: Database, story_id: int, now: datetime) -> int:
    """Leave the story as it is, and tell all who reported an error in it; returns how many they are."""
    async with db.transaction() as tx:
        found = await error_reports.open_about(tx, story_id)
        await _settle(tx, [(each, "rejected") for each in found], now)
    return len(found)


class ErrorReports:
    """Sends cards to editors and answers to readers, in the commit that notes that they were sent."""

    def __init__(self, db: Database, admin_ids: Collection[int]) -> None:
        self._db = db
        self._admin_ids = admin_ids

    async def step(self, now: datetime) -> int:
        """Queue cards and answers that are due; returns how many messages that makes."""
        async with self._db.read() as db:
            new = await error_reports.list_unasked(db, REPORTS_PER_STEP)
            settled = await error_reports.list_settled_by_edits(db, REPORTS_PER_STEP)
        if not new and not settled:
            return 0
        async with self._db.transaction() as tx:
            made = await _settle(tx, settled, now)
            return made + await self._ask(tx, new, now)

    async def _ask(self, tx: Transaction, new: Sequence[ErrorReport], now: datetime) -> int:
        """Send one card for each story: who reports more while it is open waits for the same answer."""
        known = set(await error_reports.stories_asked_about(tx, {each.story_id for each in new}))
        made = 0
        for each in new:
            if each.story_id not in known:
                made += await self._send_card(tx, each, now)
                known.add(each.story_id)
        await error_reports.set_asked(tx, [each.id for each in new], now)
        return made

    async def _send_card(self, tx: Transaction, about: ErrorReport, now: datetime) -> int:
        made = 0
        for editor in await editors_of(tx, self._admin_ids):
            item = await _item(tx, about.story_id, editor)
            if item is not None:
                card = error_card(about.reason, item, speak(editor.language))
                row = NewRow(CARD_KIND, about.id, editor.id, await _kept(tx, card), now + USEFUL_FOR)
                await outbox.add_all(tx, [row], now)
                made += 1
        return made


async def editors_of(db: Reader, admin_ids: Collection[int]) -> list[Destination]:
    """The private chats of all who may change content."""
    ids = {*admin_ids, *await people.with_role(db, "admin"), *await people.with_role(db, "editor")}
    found = [await destinations.at(db, Address(person_id)) for person_id in sorted(ids)]
    return [each for each in found if each is not None]


async def _settle(tx: Transaction, settled: Sequence[tuple[ErrorReport, Outcome]], now: datetime) -> int:
    readers = await destinations.get_many(tx, sorted({each.destination_id for each, _ in settled}))
    for each, outcome in settled:
        await error_reports.settle(tx, [each.id], outcome, now)
        reader = readers[each.destination_id]
        headline = await _headline(tx, each.story_id, reader)
        answer = report_settled(outcome, each.story_id, headline, speak(reader.language))
        row = NewRow(ANSWER_KIND, each.id, reader.id, await _kept(tx, answer), now + USEFUL_FOR)
        await outbox.add_all(tx, [row], now)
    return len(settled)


async def _kept(tx: Transaction, message: Message) -> int:
    return await message_texts.add(tx, message.text, dump_buttons(message.buttons))


async def _item(db: Reader, story_id: int, reader: Destination) -> DigestItem | None:
    story = await stories.get(db, story_id)
    wish = preferences_of(reader)
    return summarise_story(for_wish(story, wish), wish.languages) if story else None


async def _headline(db: Reader, story_id: int, reader: Destination) -> str | None:
    """The story's headline for this reader; None where no article of the story is left."""
    item = await _item(db, story_id, reader)
    return item.headline if item else None
