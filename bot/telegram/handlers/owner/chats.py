"""/chats and /here: groups, forum topics and channels are connected, set up and disconnected in private."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.subscribers import chats
from bot.telegram.handlers.reader.settings import chats_of, menu_screen
from bot.telegram.shared.chat_picker import KINDS, offer_keys, take_keys_away
from bot.telegram.shared.chat_rights import ChatRights, title_of
from bot.telegram.shared.connecting import ChatToConnect, connect, here, proposed_to
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_GROUP, IN_PRIVATE, PRESSED_IN_PRIVATE, NotChatManager, Pressed
from bot.views.common.buttons import GROUPS, OpenChat, OpenChats, OpenSettingsGroup, SettingsOwner
from bot.views.owner.buttons import AskDisconnect, ClaimChat, ConnectChat, Disconnect
from bot.views.owner.chats import ask_disconnect, chats_screen, not_connected
from storage.database import Database
from storage.destinations import Address

_CANCEL = {speak(language)("key-cancel") for language in INTERFACE_LANGUAGES}


def register(router: Router) -> None:
    router.callback_query.register(ignore_foreign_chat, NotChatManager())
    router.message.register(ignore_foreign_chat, IN_PRIVATE, NotChatManager())
    router.message.register(here, Command("here", ignore_case=True), IN_GROUP)
    router.message.register(open_chats, Command("chats", "here", ignore_case=True), IN_PRIVATE)
    router.message.register(picked, F.chat_shared, IN_PRIVATE)
    router.message.register(cancel, F.text.in_(_CANCEL), IN_PRIVATE)
    for kind, press in (
        (OpenChats, open_chats),
        (ConnectChat, offer_picker),
        (ClaimChat, claim),
        (OpenChat, open_chat),
        (OpenSettingsGroup, open_group),
        (AskDisconnect, ask_to_disconnect),
        (Disconnect, disconnect),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def ignore_foreign_chat(_: CallbackQuery | Message) -> None:
    """Do nothing about a chat that is not this person's; a middleware answers the press."""


async def open_chats(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await context.answer(chats_screen(await chats_of(context, db), context.say))


async def offer_picker(_: TelegramObject, bot: Bot, context: RequestContext) -> None:
    """Telegram's picker is a keyboard, which needs a message of its own."""
    await offer_keys(bot, context.person.id, context.say)


async def cancel(message: Message, bot: Bot, context: RequestContext, db: Database) -> None:
    await take_keys_away(bot, message.chat.id, context.say("connect-cancelled"))
    await open_chats(message, context, db)


async def picked(
    message: Message, bot: Bot, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    shared = message.chat_shared
    kind = KINDS.get(shared.request_id) if shared else None
    if shared is None or kind is None:
        return
    title = shared.title or await title_of(bot, shared.chat_id)
    done = await connect(ChatToConnect(Address(shared.chat_id), kind, title), context, bot, db, chat_rights)
    await take_keys_away(bot, message.chat.id, done.words)
    if done.destination_id is not None:
        await context.answer(await menu_screen(SettingsOwner(done.destination_id), context, db))
    else:
        await open_chats(message, context, db)


async def claim(
    _: TelegramObject,
    press: ClaimChat,
    bot: Bot,
    context: RequestContext,
    db: Database,
    *,
    chat_rights: ChatRights,
) -> None:
    """Connect the chat that /here proposed, for an admin of it who opened the link."""
    found = await proposed_to(press.destination, context, bot, db, chat_rights)
    if found is None:
        await context.answer(not_connected(context.say("here-for-admins"), context.say))
        return
    wanted = ChatToConnect(found.address, found.kind, found.title)
    done = await connect(wanted, context, bot, db, chat_rights)
    await context.answer(not_connected(done.words, context.say))
    if done.destination_id is not None:
        await context.answer_below(await menu_screen(SettingsOwner(done.destination_id), context, db))


async def open_chat(_: TelegramObject, press: OpenChat, context: RequestContext, db: Database) -> None:
    await context.answer(await menu_screen(press.owner, context, db))


async def open_group(
    _: TelegramObject, press: OpenSettingsGroup, context: RequestContext, db: Database
) -> None:
    known = next((group for group in GROUPS if group == press.name), None)
    await context.answer(await menu_screen(press.owner, context, db, known))


async def ask_to_disconnect(
    _: TelegramObject, press: AskDisconnect, context: RequestContext, db: Database
) -> None:
    found = await context.subscription(db, press.owner)
    await context.answer(ask_disconnect(found.destination, context.say))


async def disconnect(_: TelegramObject, press: Disconnect, context: RequestContext, db: Database) -> None:
    await chats.disconnect(db, context.destination_for(press.owner))
    await open_chats(_, context, db)
