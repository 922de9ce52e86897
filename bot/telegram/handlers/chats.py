"""/chats and /here: groups, forum topics and channels are connected, set up and let go in private."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.services import chats
from bot.telegram.connecting import Candidate, connect, here, proposed_to
from bot.telegram.filters import IN_GROUP, IN_PRIVATE, PRESSED_IN_PRIVATE, Foreign, Pressed
from bot.telegram.picking import KINDS, offer_keys, take_keys_away
from bot.telegram.screens import chat_settings, chats_list, menu_screen
from bot.telegram.showing import reply, send_to_presser, show
from bot.telegram.standing import Standing, title_of
from bot.telegram.visit import Visit
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.chats import ask_disconnect, chats_screen, not_connected
from storage.database import Database
from storage.destinations import Address

_CANCEL = {speak(language)("key-cancel") for language in INTERFACE_LANGUAGES}


def router() -> Router:
    router = Router(name="chats")
    router.callback_query.register(nothing, Foreign())
    router.message.register(nothing, IN_PRIVATE, Foreign())
    router.message.register(here, Command("here", ignore_case=True), IN_GROUP)
    router.message.register(open_chats, Command("chats", "here", ignore_case=True), IN_PRIVATE)
    router.message.register(picked, F.chat_shared, IN_PRIVATE)
    router.message.register(cancel, F.text.in_(_CANCEL), IN_PRIVATE)
    for action, press in (
        (Action.CHATS, press_chats),
        (Action.CONNECT, press_connect),
        (Action.CLAIM, claim),
        (Action.CHAT, open_chat),
        (Action.ASK_DISCONNECT, press_ask_disconnect),
        (Action.DISCONNECT, disconnect),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def nothing(_: CallbackQuery | Message) -> None:
    """Of somebody whose chat this is not: the press is answered, and no more."""


async def open_chats(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, chats_screen(await chats_list(visit, db), visit.say))


async def press_chats(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, chats_screen(await chats_list(visit, db), visit.say))


async def press_connect(call: CallbackQuery, bot: Bot, visit: Visit) -> None:
    """Telegram's own picker stands on keys, which need a message of their own."""
    await offer_keys(bot, call.from_user.id, visit.say)


async def cancel(message: Message, bot: Bot, visit: Visit, db: Database) -> None:
    await take_keys_away(bot, message.chat.id, visit.say("connect-cancelled"))
    await open_chats(message, visit, db)


async def picked(message: Message, bot: Bot, visit: Visit, db: Database, standing: Standing) -> None:
    shared = message.chat_shared
    kind = KINDS.get(shared.request_id) if shared else None
    if shared is None or kind is None:
        return
    title = shared.title or await title_of(bot, shared.chat_id)
    done = await connect(Candidate(Address(shared.chat_id), kind, title), visit, bot, db, standing)
    await take_keys_away(bot, message.chat.id, done.words)
    if done.destination_id is not None:
        await reply(message, await menu_screen(visit, db, done.destination_id))
    else:
        await open_chats(message, visit, db)


async def claim(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, standing: Standing
) -> None:
    """What /here proposed, and an admin of the chat takes."""
    found = await proposed_to(int(press.arguments[0]), visit, bot, db, standing)
    if found is None:
        await show(call, bot, not_connected(visit.say("here-for-admins"), visit.say))
        return
    wanted = Candidate(found.address, found.kind, found.title)
    done = await connect(wanted, visit, bot, db, standing)
    if done.destination_id is None:
        await show(call, bot, not_connected(done.words, visit.say))
        return
    await show(call, bot, not_connected(done.words, visit.say))
    await send_to_presser(call, bot, await menu_screen(visit, db, done.destination_id))


async def open_chat(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await menu_screen(visit, db, press.flow.chat))


async def press_ask_disconnect(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database
) -> None:
    settings = await chat_settings(visit, db, visit.about(press.flow))
    await show(call, bot, ask_disconnect(settings, visit.say))


async def disconnect(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await chats.disconnect(db, visit.about(press.flow))
    await press_chats(call, bot, visit, db)
