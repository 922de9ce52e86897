"""/editors, /invite, /ban: who may use the bot, and as what."""

from __future__ import annotations

from typing import Literal

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginUser

from bot.settings import Settings
from bot.subscribers import access
from bot.subscribers.invitations import INVITATION_VALID_FOR, invite
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_GROUP, IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.replies import edit_or_send, reply, send_to_user
from bot.views.admin.people import TeamMember, ask_dismiss, banned_screen, editors_screen, invitation
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.common.menu import plain
from storage import people
from storage.database import Database

MAX_BANNED_SHOWN = 40


def router() -> Router:
    router = Router(name="people")
    admin, private = IsAdmin(), PRESSED_IN_PRIVATE
    router.message.register(editors, Command("editors", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(invite_reader, Command("invite", ignore_case=True), IN_PRIVATE, IsEditor())
    router.message.register(ban, Command("ban", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(ban_in_group, Command("ban", ignore_case=True), IN_GROUP, admin)
    for action, press in (
        (Action.EDITORS, press_editors),
        (Action.INVITE, press_invite),
        (Action.ASK_DISMISS, press_ask_dismiss),
        (Action.DISMISS, press_dismiss),
        (Action.BANNED, press_banned),
        (Action.UNBAN, press_unban),
    ):
        router.callback_query.register(press, Pressed(action), private, admin)
    return router


async def editors(message: Message, context: RequestContext, db: Database, settings: Settings) -> None:
    await reply(message, await _editors(context, db, settings))


async def press_editors(
    call: CallbackQuery, bot: Bot, context: RequestContext, db: Database, settings: Settings
) -> None:
    await edit_or_send(call, bot, await _editors(context, db, settings))


async def invite_reader(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await _invitation("reader", context, db))


async def press_invite(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    """Send the invitation as a message of its own, to be forwarded."""
    role: Literal["reader", "editor"] = "editor" if press.arguments[0] == "editor" else "reader"
    await send_to_user(call, bot, await _invitation(role, context, db))


async def press_ask_dismiss(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    async with db.read() as reader:
        found = await people.get(reader, int(press.arguments[0]))
    await edit_or_send(call, bot, ask_dismiss(TeamMember(found.id, found.role, found.name), context.say))


async def press_dismiss(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database, *, settings: Settings
) -> None:
    if int(press.arguments[0]) != context.person.id:
        await access.dismiss(db, int(press.arguments[0]))
    await edit_or_send(call, bot, await _editors(context, db, settings))


async def ban(
    message: Message, command: CommandObject, context: RequestContext, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    done = await _ban(person, context, db, settings) if person is not None else ""
    if not done and (command.args or message.reply_to_message):
        done = context.say("ban-nobody")
    await reply(message, await _banned(context, db, done))


async def ban_in_group(
    message: Message, command: CommandObject, context: RequestContext, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    words = await _ban(person, context, db, settings) if person is not None else context.say("ban-nobody")
    await reply(message, plain(words))


async def press_banned(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await _banned(context, db))


async def press_unban(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    person = int(press.arguments[0])
    done = context.say("unban-done", id=str(person)) if await access.unban(db, person) else ""
    await edit_or_send(call, bot, await _banned(context, db, done))


async def _ban(person: int, context: RequestContext, db: Database, settings: Settings) -> str:
    """What became of it, in a sentence."""
    return context.say(f"ban-{await access.ban(db, person, settings, context.now)}", id=str(person))


def _meant(message: Message, said: str) -> int | None:
    """By number, or whose message this answers: the writer of a forwarded one, where Telegram says who."""
    if said.strip():
        return parse_number(said)
    answered = message.reply_to_message
    if answered is None:
        return None
    if answered.forward_origin is not None:
        origin = answered.forward_origin
        return origin.sender_user.id if isinstance(origin, MessageOriginUser) else None
    writer = answered.from_user
    return writer.id if writer is not None and not writer.is_bot else None


async def _editors(context: RequestContext, db: Database, settings: Settings) -> views.Message:
    fixed = settings.admin_ids | {context.person.id}
    staff = [TeamMember(each.id, each.role, each.name) for each in await access.staff(db, settings)]
    return editors_screen(staff, fixed, context.say)


async def _invitation(
    role: Literal["reader", "editor"], context: RequestContext, db: Database
) -> views.Message:
    link = await invite(db, role, context.bot_username, context.now)
    return invitation(link, role, INVITATION_VALID_FOR.days, context.say, admin=context.admin)


async def _banned(context: RequestContext, db: Database, done: str = "") -> views.Message:
    async with db.read() as reader:
        ids = await people.list_banned(reader, MAX_BANNED_SHOWN)
    return banned_screen(ids, context.say, done=done)
