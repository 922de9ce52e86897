"""Changes of messages that were sent: texts, captions, buttons, pins, removal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.api.access import accessible_chat, check_may_write
from bot.playground.api.call import Call
from bot.playground.api.keyboards import Markup, checked_markup, read_markup
from bot.playground.api.link_previews import read_preview
from bot.playground.api.methods.target import message_named
from bot.playground.errors import bad_request
from bot.playground.markup.entities import Entity
from bot.playground.markup.text import checked_caption, checked_text, formatted
from bot.playground.world.messages import Content, Message

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
_DAYS_TO_DELETE = 2 * 24 * 3600


def edit_message_text(telegram: Telegram, call: Call) -> Json:
    source = call.text("text")
    if not source:
        raise bad_request("Message text is empty")
    text, entities = formatted(source, call.text("parse_mode"), call.text("entities"))
    message, markup = _editable(telegram, call)
    if message.document is not None or message.photo is not None:
        raise bad_request("There is no text in the message to edit")
    return _change(telegram, message, markup, *checked_text(text, entities), preview=read_preview(call))


def edit_message_caption(telegram: Telegram, call: Call) -> Json:
    caption = formatted(call.text("caption"), call.text("parse_mode"), call.text("caption_entities"))
    message, markup = _editable(telegram, call)
    if message.document is None and message.photo is None:
        raise bad_request("There is no caption in the message to edit")
    return _change(telegram, message, markup, *checked_caption(*caption))


def edit_message_reply_markup(telegram: Telegram, call: Call) -> Json:
    message, markup = _editable(telegram, call)
    return _change(telegram, message, markup, message.text, message.entities)


def _editable(telegram: Telegram, call: Call) -> tuple[Message, Markup]:
    markup = read_markup(call.text("reply_markup"))
    message = message_named(telegram, call, "chat_id", "edit", "message to edit")
    if not message.by_bot or message.forward_origin is not None or message.service is not None:
        raise bad_request("Message can't be edited")
    _check_may_edit(telegram, message)
    return message, checked_markup(markup)


def _check_may_edit(telegram: Telegram, message: Message) -> None:
    """A channel's post by who may post or edit there, elsewhere by who may write; however old it is."""
    if message.chat.kind != "channel":
        check_may_write(telegram.world, message.chat, None)
        return
    bot = telegram.world.bot_in(message.chat)
    if not bot.may("can_edit_messages") and not bot.may("can_post_messages"):
        raise bad_request("Message can't be edited")


def _change(
    telegram: Telegram,
    message: Message,
    markup: Markup,
    text: str,
    entities: tuple[Entity, ...],
    *,
    preview: str | None = None,
) -> Json:
    """Buttons that are not given again are taken away."""
    if (text, entities, markup.inline) == (message.text, message.entities, message.inline_keyboard):
        raise bad_request(_NOT_MODIFIED)
    telegram.limits.admit(message.chat)
    edited = telegram.clock.unix()
    telegram.edit(
        message,
        {
            "text": text,
            "entities": entities,
            "preview": preview,
            "inline_keyboard": markup.inline,
            "edited": edited,
        },
    )
    return message.api()


def delete_message(telegram: Telegram, call: Call) -> bool:
    if not call.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    if not call.integer("message_id"):
        raise bad_request("Message identifier is not specified")
    message = message_named(telegram, call, "chat_id", "write", "message to delete")
    _check_may_delete(telegram, message)
    telegram.remove(message)
    return True


def delete_messages(telegram: Telegram, call: Call) -> bool:
    """Numbers that are not there are passed over."""
    chat = accessible_chat(telegram.world, call.text("chat_id"), "write")
    found = [message for number in _numbers(call) if (message := chat.messages.get(number))]
    for message in found:
        _check_may_delete(telegram, message)
    for message in found:
        telegram.remove(message)
    return True


def _numbers(call: Call) -> list[int]:
    try:
        numbers = call.json("message_ids")
    except ValueError:
        raise bad_request("Can't parse message_ids JSON object") from None
    if not isinstance(numbers, list) or not all(isinstance(number, int) for number in numbers):
        raise bad_request("Expected an Array of message identifiers")
    if not numbers:
        raise bad_request("Message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("Too many message identifiers specified")
    return numbers


def _check_may_delete(telegram: Telegram, message: Message) -> None:
    if telegram.clock.unix() - message.date > _DAYS_TO_DELETE:
        raise bad_request("Message can't be deleted for everyone")
    own = message.chat.person is not None or message.by_bot
    if not own and not telegram.world.bot_in(message.chat).may("can_delete_messages"):
        raise bad_request("message can't be deleted")


def pin_chat_message(telegram: Telegram, call: Call) -> bool:
    message = message_named(telegram, call, "chat_id", "write", "message to pin")
    _check_may_pin(telegram, message)
    if not message.pinned:
        telegram.edit(message, {"pinned": True})
        _say_pinned(telegram, message)
    return True


def _say_pinned(telegram: Telegram, message: Message) -> None:
    """A line in the chat, of which the bot is told even though it is its own."""
    chat = message.chat
    content: Content = {
        "service": {"pinned_message": message.api(reply=False)},
        "sender_chat": chat if chat.kind == "channel" else None,
        "thread": message.thread,
    }
    telegram.tell(telegram.post(telegram.new_message(chat, telegram.bot, content)))


def unpin_chat_message(telegram: Telegram, call: Call) -> bool:
    """Without a number the newest pinned message."""
    if call.integer("message_id"):
        message = message_named(telegram, call, "chat_id", "write", "message to unpin")
    else:
        chat = accessible_chat(telegram.world, call.text("chat_id"), "write")
        newest = next((m for m in reversed(chat.messages.values()) if m.pinned), None)
        if newest is None:
            raise bad_request("Message to unpin not found")
        message = newest
    _check_may_pin(telegram, message)
    telegram.edit(message, {"pinned": False})
    return True


def unpin_all_chat_messages(telegram: Telegram, call: Call) -> bool:
    chat = accessible_chat(telegram.world, call.text("chat_id"), "write")
    for message in [message for message in chat.messages.values() if message.pinned]:
        telegram.edit(message, {"pinned": False})
    return True


def _check_may_pin(telegram: Telegram, message: Message) -> None:
    if message.chat.person is not None:
        return
    right = "can_edit_messages" if message.chat.kind == "channel" else "can_pin_messages"
    if not telegram.world.bot_in(message.chat).may(right):
        raise bad_request("not enough rights to manage pinned messages in the chat")


METHODS = {
    "editmessagetext": edit_message_text,
    "editmessagecaption": edit_message_caption,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "pinchatmessage": pin_chat_message,
    "unpinchatmessage": unpin_chat_message,
    "unpinallchatmessages": unpin_all_chat_messages,
}
