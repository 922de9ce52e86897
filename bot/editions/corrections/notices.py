"""Where a delivered message could not be edited: its readers get a message of its own, unless it is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.message import dump_buttons
from bot.views.reader.corrected import correction_note
from digests.composing.compose import summarise_story
from storage import articles, destinations, edition_messages, message_texts, outbox, revisions, stories
from storage.articles import StoredArticle
from storage.correction_runs import MESSAGE_GONE
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.edition_messages import RejectedEdit
from storage.outbox import NewRow

CORRECTION_NOTICE = "correction-note"
FOLLOWED = "followed by a message"
NOTICE_USEFUL_FOR = timedelta(days=2)
MAX_NOTICES_PER_STEP = 100
_GONE_WORDS = ("message to edit not found", "message_id_invalid")


class CorrectionNotices:
    def __init__(self, db: Database, bot_username: str) -> None:
        self._db = db
        self._bot_username = bot_username

    async def follow(self, now: datetime) -> int:
        """Queue a message for each edit that Telegram did not make, and return how many will go."""
        async with self._db.read() as db:
            refused = await edition_messages.rejected_edits(db, MAX_NOTICES_PER_STEP)
            gone = [edit for edit in refused if _is_gone(edit)]
            others = [edit for edit in refused if not _is_gone(edit)]
            texts = [await self._text(db, edit, now) for edit in others]
        if not refused:
            return 0
        async with self._db.transaction() as tx:
            rows = [
                NewRow(
                    CORRECTION_NOTICE,
                    edit.ref,
                    edit.destination_id,
                    await message_texts.add(tx, *text),
                    now + NOTICE_USEFUL_FOR,
                    edit.revision_id,
                )
                for edit, text in zip(others, texts, strict=True)
                if text is not None
            ]
            await outbox.add_all(tx, rows, now)
            await edition_messages.settle_rejected(tx, _ids(gone), MESSAGE_GONE)
            await edition_messages.settle_rejected(tx, _ids(others), FOLLOWED)
        return len(rows)

    async def _text(self, db: Reader, edit: RejectedEdit, now: datetime) -> tuple[str, str] | None:
        """HTML and buttons; None when article or destination are gone too."""
        revision = await revisions.get(db, edit.revision_id)
        stored = await articles.get(db, revision.article_id) if revision else None
        destination = await destinations.get(db, edit.destination_id)
        if stored is None or destination is None:
            return None
        return await self._note(db, stored, destination, now)

    async def _note(
        self, db: Reader, stored: StoredArticle, destination: Destination, now: datetime
    ) -> tuple[str, str]:
        story = None if stored.retracted_at else await stories.get(db, stored.story_id)
        item = summarise_story(story, preferences_of(destination).languages) if story else None
        look = RenderContext(
            speak(destination.language), now, destination.zone, self._bot_username, destination.kind
        )
        message = correction_note(item, stored.article.headline, look)
        return message.text, dump_buttons(message.buttons)


def _is_gone(edit: RejectedEdit) -> bool:
    return any(words in edit.error.lower() for words in _GONE_WORDS)


def _ids(edits: Sequence[RejectedEdit]) -> list[int]:
    return [edit.row_id for edit in edits]
