"""Turns views into messages: new ones, or edits of the message whose button was pressed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from aiogram.types import Message as TelegramMessage

from bot.views.common.html import Html, plain_text, seen, text
from bot.views.common.message import Button, Buttons, Message

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TYPING_AFTER = 0.3  # seconds; what is faster needs no sign
TYPING_LASTS = 5.0
MAX_TYPING_SIGNS = 20  # so many people wait at once that signs would only hold up their answers
_shown: ContextVar[asyncio.Task[None] | None] = ContextVar("shown", default=None)  # the sign now, if any
_waited_for: set[asyncio.Task[None]] = set()
_FIXED = ("message to edit not found", "message can't be edited", "message_id_invalid", "there is no text in")

NAMELESS = "…"  # Telegram takes no button without a text, but people have names that nobody sees


async def reply(message: TelegramMessage, view: Message) -> int | None:
    """Answer a message with a view; returns the number of the answer, None where the message has no bot."""
    if message.bot is None:
        return None
    return await send(message.bot, message.chat.id, view, thread=_thread(message))


async def send(bot: Bot, chat_id: int, view: Message, *, thread: int | None = None) -> int:
    """Send a view; returns the number of the message."""
    try:
        sent = await bot.send_message(
            chat_id,
            view.text,
            parse_mode="HTML",
            message_thread_id=thread,
            reply_markup=inline_keyboard(view.buttons),
            link_preview_options=_preview(view),
        )
    except TelegramBadRequest as error:
        if (simpler := _simpler(view, error)) is None:
            raise
        return await send(bot, chat_id, simpler, thread=thread)
    return sent.message_id


async def send_picture(bot: Bot, chat_id: int, png: bytes, caption: str) -> None:
    """The plain caption describes the picture for those who cannot see it."""
    await bot.send_photo(chat_id, BufferedInputFile(png, "statistics.png"), caption=caption)


async def edit_or_send(call: CallbackQuery, bot: Bot, view: Message) -> int:
    """Show a view in the message whose button was pressed, or in a new one where that is gone or too old.

    Returns the number of the message that shows it.
    """
    shown = call.message
    if isinstance(shown, TelegramMessage) and await edit(bot, shown.chat.id, shown.message_id, view):
        return shown.message_id
    return await send_to_user(call, bot, view)


async def edit(bot: Bot, chat_id: int, message_id: int, view: Message) -> bool:
    """Edit a message of the bot; False when it is gone, too old or a file."""
    try:
        await bot.edit_message_text(
            view.text,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode="HTML",
            reply_markup=inline_keyboard(view.buttons),
            link_preview_options=_preview(view),
        )
    except TelegramBadRequest as error:
        said = error.message.lower()
        if any(words in said for words in _FIXED):
            return False
        if "message is not modified" in said:
            return True
        if (simpler := _simpler(view, error)) is None:
            raise
        return await edit(bot, chat_id, message_id, simpler)
    return True


async def swap_pressed(call: CallbackQuery, bot: Bot, by: Button) -> bool:
    """Replace the button that was pressed by another and keep the rest; False when that fails."""
    shown = call.message
    if not isinstance(shown, TelegramMessage) or shown.reply_markup is None:
        return False
    rows = [
        [_keyboard_button(by) if each.callback_data == call.data else each for each in row]
        for row in shown.reply_markup.inline_keyboard
    ]
    try:
        await bot.edit_message_reply_markup(
            chat_id=shown.chat.id,
            message_id=shown.message_id,
            reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
        )
    except TelegramBadRequest as error:
        return "message is not modified" in error.message.lower()
    return True


def _simpler(view: Message, refusal: TelegramBadRequest) -> Message | None:
    """The view without what Telegram may have refused: first without its picture, then without markup."""
    if view.picture is not None:
        return replace(view, picture=None)
    plain = text(plain_text(Html(view.text)))
    refused = "can't parse entities" in refusal.message.lower()
    if not refused or plain == view.text:
        return None
    log.error("a reply was refused for its markup and goes without: %r", view.text[:200])
    return replace(view, text=plain)


def _preview(view: Message) -> LinkPreviewOptions:
    if view.picture is None:
        return NO_PREVIEW
    return LinkPreviewOptions(url=view.picture, prefer_large_media=True, show_above_text=True)


async def send_to_user(call: CallbackQuery, bot: Bot, view: Message) -> int:
    """Send a view as a new message in the chat where the button was, and return its number."""
    chat_id = call.message.chat.id if call.message else call.from_user.id
    thread = _thread(call.message) if isinstance(call.message, TelegramMessage) else None
    return await send(bot, chat_id, view, thread=thread)


@asynccontextmanager
async def typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Shows "typing" while the block runs, unless it is quick or inside another such block."""
    shown = _shown.get()
    if shown is not None and not shown.done():
        yield
        return
    task = asyncio.create_task(_keep_typing(bot, chat_id))
    _waited_for.add(task)
    token = _shown.set(task)
    try:
        yield
    finally:
        _shown.reset(token)
        _waited_for.discard(task)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_typing(bot: Bot, chat_id: int) -> None:
    await asyncio.sleep(TYPING_AFTER)
    with suppress(AiogramError, OSError):  # a sign that does not come is no harm
        while True:
            if len(_waited_for) <= MAX_TYPING_SIGNS:
                await bot.send_chat_action(chat_id, "typing")
            await asyncio.sleep(TYPING_LASTS)


def _thread(message: TelegramMessage) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def inline_keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[[_keyboard_button(button) for button in row] for row in buttons]
    )


def _keyboard_button(button: Button) -> InlineKeyboardButton:
    words = seen(button.text).strip() or NAMELESS
    copied = CopyTextButton(text=button.copy) if button.copy else None
    return InlineKeyboardButton(
        text=words, callback_data=button.data, url=button.url, copy_text=copied, style=button.style
    )
