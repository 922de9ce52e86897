"""The keyboard with which Telegram lets a person pick one of their channels or groups."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import (
    ChatAdministratorRights,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.i18n import Say
from storage.destinations import ChatKind

CHANNEL, GROUP, SOURCE = 1, 2, 3  # what a shared chat answers to
KINDS: dict[int, ChatKind] = {CHANNEL: "channel", GROUP: "group"}


async def offer_keys(bot: Bot, chat_id: int, say: Say) -> None:
    channel = KeyboardButtonRequestChat(
        request_id=CHANNEL,
        chat_is_channel=True,
        user_administrator_rights=_rights("can_post_messages", "can_edit_messages"),
        bot_administrator_rights=_rights("can_post_messages", "can_edit_messages"),
        request_title=True,
    )
    group = KeyboardButtonRequestChat(
        request_id=GROUP,
        chat_is_channel=False,
        user_administrator_rights=_rights("can_manage_chat"),
        bot_is_member=True,
        request_title=True,
    )
    keys = [
        [KeyboardButton(text=say("key-channel"), request_chat=channel)],
        [KeyboardButton(text=say("key-group"), request_chat=group)],
        [KeyboardButton(text=say("key-cancel"))],
    ]
    keyboard = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)
    await bot.send_message(chat_id, say("connect-how"), reply_markup=keyboard)


async def offer_source_key(bot: Bot, chat_id: int, say: Say) -> None:
    """For a channel whose posts are to be read as news; the bot must be one of its administrators."""
    channel = KeyboardButtonRequestChat(
        request_id=SOURCE,
        chat_is_channel=True,
        user_administrator_rights=_rights("can_manage_chat"),
        bot_administrator_rights=_rights("can_manage_chat"),
        request_title=True,
    )
    keys = [
        [KeyboardButton(text=say("key-channel"), request_chat=channel)],
        [KeyboardButton(text=say("key-cancel"))],
    ]
    keyboard = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, one_time_keyboard=True)
    await bot.send_message(chat_id, say("source-channel-how"), reply_markup=keyboard)


async def take_keys_away(bot: Bot, chat_id: int, words: str) -> None:
    await bot.send_message(chat_id, words, reply_markup=ReplyKeyboardRemove())


def _rights(*wanted: str) -> ChatAdministratorRights:
    fields = ChatAdministratorRights.model_fields.items()
    none = dict.fromkeys((name for name, field in fields if field.is_required()), False)
    return ChatAdministratorRights(**none | dict.fromkeys(wanted, True))
