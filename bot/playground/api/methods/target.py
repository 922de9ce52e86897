"""Where a message goes, and which message a call means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.playground.api.access import Access, accessible_chat, check_may_write, existing_message, topic_of
from bot.playground.api.call import Call
from bot.playground.api.keyboards import Markup, checked_markup, read_markup
from bot.playground.errors import bad_request
from bot.playground.world.chats import Chat, Topic
from bot.playground.world.messages import Message

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Target:
    """A chat that takes the message, with all that is not its content."""

    chat: Chat
    topic: Topic | None
    reply_to: Message | None
    markup: Markup
    silent: bool
    paid: bool


def read_target(telegram: Telegram, call: Call) -> Target:
    """In the server's order of complaints. Raises Refusal."""
    markup = read_markup(call.text("reply_markup"))
    chat = accessible_chat(telegram.world, call.text("chat_id"), "write")
    topic = topic_of(chat, call.integer("message_thread_id"))
    reply_to = _reply_to(chat, call)
    markup = checked_markup(markup)
    check_may_write(telegram.world, chat, topic)
    silent, paid = call.flag("disable_notification"), call.flag("allow_paid_broadcast")
    return Target(chat, topic, reply_to, markup, silent, paid)


def message_named(telegram: Telegram, call: Call, chat_field: str, access: Access, what: str) -> Message:
    """The message that a call means by its chat and number. Raises Refusal."""
    chat = accessible_chat(telegram.world, call.text(chat_field), access)
    return existing_message(chat, call.integer("message_id"), what)


def _reply_to(chat: Chat, call: Call) -> Message | None:
    try:
        given = call.json("reply_parameters")
    except ValueError:
        raise bad_request("Can't parse reply parameters JSON object") from None
    if given is None:
        given = {
            "message_id": call.integer("reply_to_message_id"),
            "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
        }
    if not isinstance(given, dict):
        raise bad_request("Object expected as reply parameters")
    if not given.get("message_id"):
        return None
    message = chat.messages.get(int(given["message_id"]))
    if message is None and not given.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
