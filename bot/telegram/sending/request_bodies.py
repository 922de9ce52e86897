"""Turns rows of the outbox into requests; a text is prepared once for everybody who receives it."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import unescape
from typing import Any, Literal

from aiohttp import FormData

from bot.views.common.message import Button, load_buttons
from storage.documents import StoredDocument
from storage.outbox import ABOVE_EDITION, Row

METHODS = {
    "send": "sendMessage",
    "edit": "editMessageText",
    "pin": "pinChatMessage",
    "unpin": "unpinChatMessage",
    "delete": "deleteMessage",
}
SEND_FILE = {"document": "sendDocument", "photo": "sendPhoto"}
Json = dict[str, Any]
_STORY_LINK = re.compile(r'(\?start=s[0-9]{1,19})(?=")')


def body_of(row: Row, *, plain: bool, paid: bool) -> bytes:
    """The JSON body: first what belongs to this row alone, then what it shares with others."""
    own: Json = {"chat_id": row.address.chat_id}
    if row.operation == "send":
        if row.address.thread_id:
            own["message_thread_id"] = row.address.thread_id
        if paid:
            own["allow_paid_broadcast"] = True
    else:
        own["message_id"] = row.target
    if row.silent and row.operation in ("send", "pin"):
        own["disable_notification"] = True
    head = json.dumps(own).encode()
    if row.operation not in ("send", "edit"):
        return head
    text, buttons = (_of_edition(each, row.edition) for each in (row.text, row.buttons))
    return head[:-1] + b"," + _shared(text, buttons, row.picture, plain)[1:]


def _of_edition(shown: str, edition: int) -> str:
    """Adds the edition's number to the links to stories, so that taps can be counted by edition.

    This is done only when it is sent, because the stored text is shared by many.
    """
    return _STORY_LINK.sub(rf"\1e{edition}", shown) if edition else shown


def file_kind(row: Row) -> Literal["document", "photo"]:
    """A file that stands above an edition is a picture."""
    return "photo" if row.kind == ABOVE_EDITION else "document"


def form_of(row: Row, document: StoredDocument, *, plain: bool, paid: bool) -> FormData:
    """As `body_of`, for a file with the text as its caption."""
    fields: Json = json.loads(body_of(row, plain=plain, paid=paid))
    fields["caption"] = fields.pop("text")
    del fields["link_preview_options"]
    form = FormData(quote_fields=False)  # Telegram shows a name as it is sent
    for name, value in fields.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    form.add_field(file_kind(row), document.content, filename=document.name)
    return form


def plain_text(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html))


@lru_cache(maxsize=256)
def _shared(text: str, buttons: str, picture: str | None, plain: bool) -> bytes:
    preview: Json = {"is_disabled": True}
    if picture is not None:
        preview = {"url": picture, "prefer_large_media": True, "show_above_text": True}
    shown: Json = {"text": plain_text(text) if plain else text, "link_preview_options": preview}
    if not plain:
        shown["parse_mode"] = "HTML"
    if keyboard := prepared_keyboard(buttons):
        shown["reply_markup"] = {"inline_keyboard": keyboard}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def prepared_keyboard(buttons: str) -> list[list[Json]]:
    return [[_key(button) for button in row] for row in load_buttons(buttons)]


def _key(button: Button) -> Json:
    if button.data:
        does: Json = {"callback_data": button.data}
    else:
        does = {"copy_text": {"text": button.copy}} if button.copy else {"url": button.url}
    return {"text": button.text} | does | ({"style": button.style} if button.style else {})
