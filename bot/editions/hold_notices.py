"""Tells editors about texts that came in under an embargo, and which of them another source has published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.editions.error_reports import editors_of
from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.message import dump_buttons
from bot.views.editor.articles import notices_of_holds
from storage import articles, hold_notices, message_texts, outbox
from storage.articles import StoredArticle
from storage.database import Database
from storage.outbox import NewRow

NOTICE_KIND = "hold-notice"
GATHERED = timedelta(seconds=15)  # a feed that is read brings several
USEFUL_FOR = timedelta(days=2)
NOTICES_PER_MESSAGE = 12


class HoldNotices:
    """Sends editors one message about all notices that wait, in the commit that removes them."""

    def __init__(self, db: Database, admin_ids: Collection[int]) -> None:
        self._db = db
        self._admin_ids = admin_ids

    async def step(self, now: datetime) -> int:
        """Queue the messages that are due; returns how many."""
        async with self._db.read() as db:
            due = await hold_notices.list_due(db, now, GATHERED, NOTICES_PER_MESSAGE)
            stored = {each.article_id: await articles.get(db, each.article_id) for each in due}
        if not due:
            return 0
        held = {number: one for number, one in stored.items() if one is not None and _is_held(one)}
        came = [held[each.article_id] for each in due if each.kind == "came" and each.article_id in held]
        elsewhere = [
            (held[each.article_id], each.source)
            for each in due
            if each.kind == "elsewhere" and each.article_id in held
        ]
        async with self._db.transaction() as tx:
            await hold_notices.remove(tx, [each.id for each in due])
            editors = await editors_of(tx, self._admin_ids) if held else []
            for editor in editors:
                place = RenderContext(speak(editor.language), now, editor.zone)
                message = notices_of_holds(came, elsewhere, place)
                text = await message_texts.add(tx, message.text, dump_buttons(message.buttons))
                row = NewRow(NOTICE_KIND, due[-1].id, editor.id, text, now + USEFUL_FOR)
                await outbox.add_all(tx, [row], now)
        return len(editors)


def _is_held(stored: StoredArticle) -> bool:
    return stored.held_until is not None and stored.retracted_at is None
