"""Messages, documents, photos, albums, forwards and copies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from bot.playground.api.call import Call
from bot.playground.api.link_previews import read_preview
from bot.playground.api.methods.target import Target, message_named, read_target
from bot.playground.errors import bad_request
from bot.playground.markup.text import Formatted, checked_caption, checked_text, formatted
from bot.playground.world.files import File
from bot.playground.world.forward_origins import origin_of
from bot.playground.world.messages import Content, Message, content_of

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]
MediaKind = Literal["document", "photo"]


def send_message(telegram: Telegram, call: Call) -> Json:
    source = call.text("text")
    if not source:
        raise bad_request("Message text is empty")
    text, entities = formatted(source, call.text("parse_mode"), call.text("entities"))
    preview = read_preview(call)
    target = read_target(telegram, call)
    words, shown = checked_text(text, entities)
    return _post(telegram, target, {"text": words, "entities": shown, "preview": preview}).api()


def send_document(telegram: Telegram, call: Call) -> Json:
    return _send_file(telegram, call, "document")


def send_photo(telegram: Telegram, call: Call) -> Json:
    return _send_file(telegram, call, "photo")


def _send_file(telegram: Telegram, call: Call, kind: MediaKind) -> Json:
    caption = _read_caption(call.params)
    if not call.text(kind) and kind not in call.files:
        raise bad_request(f"there is no {kind} in the request")
    target = read_target(telegram, call)
    content = _file_content(telegram, call, kind, kind, call.text(kind))
    text, entities = checked_caption(*caption)
    return _post(telegram, target, {**content, "text": text, "entities": entities}).api()


def _read_caption(params: dict[str, str]) -> Formatted:
    return formatted(
        params.get("caption", ""), params.get("parse_mode", ""), params.get("caption_entities", "")
    )


def _file_content(telegram: Telegram, call: Call, kind: MediaKind, field: str, reference: str) -> Content:
    """A file that came with the call, or one that is known by its id."""
    upload = call.files.get(reference.removeprefix("attach://") if reference else field)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return _as(kind, telegram.world.files.add(upload.name, upload.content, kind))
    file = telegram.world.files.get(reference)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return _as(kind, file)


def _as(kind: MediaKind, file: File) -> Content:
    return {"document": file} if kind == "document" else {"photo": file}


def send_media_group(telegram: Telegram, call: Call) -> list[Json]:
    try:
        media = call.json("media")
    except ValueError:
        raise bad_request("Can't parse media JSON object") from None
    if not isinstance(media, list) or not all(isinstance(item, dict) for item in media):
        raise bad_request("Expected an Array of InputMedia")
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of messages in an album: it must have from 2 to 10")
    target = read_target(telegram, call)
    contents = [_album_item(telegram, call, item) for item in media]
    group = telegram.world.next_album_id()
    return [_post(telegram, target, {**content, "group": group}).api() for content in contents]


def _album_item(telegram: Telegram, call: Call, item: Json) -> Content:
    kind = item.get("type")
    if kind not in ("document", "photo"):
        raise bad_request("Can't use the media of the specified type in the album")
    params = {name: value if isinstance(value, str) else json.dumps(value) for name, value in item.items()}
    text, entities = checked_caption(*_read_caption(params))
    file = _file_content(telegram, call, kind, "", str(item.get("media", "")))
    return {"text": text, "entities": entities, **file}


def forward_message(telegram: Telegram, call: Call) -> Json:
    message = message_named(telegram, call, "from_chat_id", "read", "message to forward")
    if message.service is not None:
        raise bad_request("message can't be forwarded")
    return _post(
        telegram,
        read_target(telegram, call),
        {**content_of(message), "forward_origin": origin_of(message)},
    ).api()


def copy_message(telegram: Telegram, call: Call) -> Json:
    message = message_named(telegram, call, "from_chat_id", "read", "message to copy")
    if message.service is not None:
        raise bad_request("message can't be copied")
    content = content_of(message)
    if "caption" in call.params and (message.document or message.photo):
        content["text"], content["entities"] = checked_caption(*_read_caption(call.params))
    return {"message_id": _post(telegram, read_target(telegram, call), content).id}


def _post(telegram: Telegram, target: Target, content: Content) -> Message:
    chat = target.chat
    telegram.limits.admit(chat, paid=target.paid)
    if target.markup.keyboard:
        chat.reply_keyboard = target.markup.keyboard
    elif target.markup.removes:
        chat.reply_keyboard = None
    circumstances: Content = {
        "sender_chat": chat if chat.kind == "channel" else None,
        "thread": target.topic.id if target.topic is not None else None,
        "reply_to": target.reply_to,
        "silent": target.silent,
        "inline_keyboard": target.markup.inline,
    }
    message = telegram.new_message(chat, telegram.bot, {**content, **circumstances})
    return telegram.post(message)


METHODS = {
    "sendmessage": send_message,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendmediagroup": send_media_group,
    "forwardmessage": forward_message,
    "copymessage": copy_message,
}
