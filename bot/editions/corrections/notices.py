"""Messages to readers in place of edits that cannot be made, unless the message to be edited is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.answers.digest import preferences_of
from bot.editions.posts import posts_of
from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.message import dump_buttons
from bot.views.reader.corrected import correction_note
from digests.composing.compose import for_wish, summarise_story
from storage import articles, destinations, edition_messages, message_texts, outbox, revisions, stories
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
        """Queue a message for each edit that was not made; returns how many were queued."""
        async with self._db.read() as db:
            refused = await edition_messages.rejected_edits(db, MAX_NOTICES_PER_STEP)
            gone = [edit for edit in refused if _is_gone(edit)]
            others = [edit for edit in refused if not _is_gone(edit)]
            texts = await self._texts(db, others, now)
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

    async def _texts(
        self, db: Reader, edits: Sequence[RejectedEdit], now: datetime
    ) -> list[tuple[str, str] | None]:
        """HTML and buttons for each edit, in the language of its post; None where the article or the
        destination is gone.

        What several readers get is written once.
        """
        found = await destinations.get_many(db, sorted({edit.destination_id for edit in edits}))
        made: dict[object, tuple[str, str] | None] = {}
        keys = []
        for edit in edits:
            post = _post(found.get(edit.destination_id), edit)
            key = post and (edit.revision_id, preferences_of(post), post.language, post.kind)
            if key not in made:
                made[key] = await self._text(db, edit.revision_id, post, now) if post else None
            keys.append(key)
        return [made[key] for key in keys]

    async def _text(
        self, db: Reader, revision_id: int, post: Destination, now: datetime
    ) -> tuple[str, str] | None:
        revision = await revisions.get(db, revision_id)
        stored = await articles.get(db, revision.article_id) if revision else None
        if stored is None or stored.held_until is not None:
            return None
        story = None if stored.retracted_at else await stories.get(db, stored.story_id)
        wish = preferences_of(post)
        item = summarise_story(for_wish(story, wish), wish.languages) if story else None
        look = RenderContext(speak(post.language), now, post.zone, self._bot_username, post.kind)
        message = correction_note(item, stored.article.headline, look)
        return message.text, dump_buttons(message.buttons)


def _post(destination: Destination | None, edit: RejectedEdit) -> Destination | None:
    if destination is None:
        return None
    posts = posts_of(destination)
    return posts[min(edit.post, len(posts) - 1)]


def _is_gone(edit: RejectedEdit) -> bool:
    return any(words in edit.error.lower() for words in _GONE_WORDS)


def _ids(edits: Sequence[RejectedEdit]) -> list[int]:
    return [edit.row_id for edit in edits]
