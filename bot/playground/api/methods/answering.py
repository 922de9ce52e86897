"""Signs of life: answers to presses, and "is typing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.api.access import accessible_chat, check_may_write, topic_of
from bot.playground.api.call import Call
from bot.playground.errors import bad_request
from bot.playground.world.presses import Answer

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

_ACTIONS = frozenset({
    "cancel", "typing", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio",
    "upload_audio", "upload_photo", "upload_document", "choose_sticker", "pick_up_location", "find_location",
    "record_video_note", "upload_video_note",
})  # fmt: skip


def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    answer = Answer(call.text("text"), call.flag("show_alert"), call.text("url"))
    telegram.callbacks.answer(call.text("callback_query_id"), answer)
    return True


def send_chat_action(telegram: Telegram, call: Call) -> bool:
    action = call.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = accessible_chat(telegram.world, call.text("chat_id"), "write")
    check_may_write(telegram.world, chat, topic_of(chat, call.integer("message_thread_id")))
    telegram.events.send({"type": "action", "chat": chat.id, "action": action})
    return True


METHODS = {"answercallbackquery": answer_callback_query, "sendchataction": send_chat_action}
