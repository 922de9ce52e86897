"""/editors, /invite, /ban: who may use the bot, and as what."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, MessageOriginUser, TelegramObject

from bot.settings import Settings
from bot.subscribers import access
from bot.subscribers.invitations import INVITATION_VALID_FOR, invite
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_GROUP, IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_number
from bot.views.admin.buttons import (
    AskDismiss,
    Dismiss,
    Invite,
    InvitedRole,
    OpenBanned,
    OpenEditors,
    Unban,
)
from bot.views.admin.people import ask_dismiss, banned_screen, editors_screen, invitation
from bot.views.common.menu import plain
from bot.views.common.message import Message as Screen
from storage import people
from storage.database import Database

MAX_BANNED_SHOWN = 40


def register(router: Router) -> None:
    admin = IsAdmin()
    router.message.register(editors, Command("editors", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(invite_reader, Command("invite", ignore_case=True), IN_PRIVATE, IsEditor())
    router.message.register(ban, Command("ban", ignore_case=True), IN_PRIVATE, admin)
    router.message.register(ban_in_group, Command("ban", ignore_case=True), IN_GROUP, admin)
    for kind, press in (
        (OpenEditors, editors),
        (Invite, invite_by_button),
        (AskDismiss, ask_to_dismiss),
        (Dismiss, dismiss),
        (OpenBanned, open_banned),
        (Unban, unban),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, admin)


async def editors(_: TelegramObject, context: RequestContext, db: Database, settings: Settings) -> None:
    fixed = settings.admin_ids | {context.person.id}
    await context.answer(editors_screen(await access.staff(db, settings), fixed, context.say))


async def invite_reader(_: Message, context: RequestContext, db: Database) -> None:
    await context.answer(await _invitation("reader", context, db))


async def invite_by_button(_: TelegramObject, press: Invite, context: RequestContext, db: Database) -> None:
    """Send the invitation as a message of its own, to be forwarded."""
    await context.answer_below(await _invitation(press.role, context, db))


async def ask_to_dismiss(_: TelegramObject, press: AskDismiss, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        found = await people.get(reader, press.person)
    await context.answer(ask_dismiss(found, context.say))


async def dismiss(
    _: TelegramObject, press: Dismiss, context: RequestContext, db: Database, settings: Settings
) -> None:
    if press.person != context.person.id:
        await access.dismiss(db, press.person)
    await editors(_, context, db, settings)


async def ban(
    message: Message, command: CommandObject, context: RequestContext, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    done = await _ban(person, context, db, settings) if person is not None else ""
    if not done and (command.args or message.reply_to_message):
        done = context.say("ban-nobody")
    await _show_banned(context, db, done)


async def ban_in_group(
    message: Message, command: CommandObject, context: RequestContext, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    words = await _ban(person, context, db, settings) if person is not None else context.say("ban-nobody")
    await context.answer(plain(words))


async def open_banned(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await _show_banned(context, db)


async def unban(_: TelegramObject, press: Unban, context: RequestContext, db: Database) -> None:
    done = await access.unban(db, press.person)
    await _show_banned(context, db, context.say("unban-done", id=str(press.person)) if done else "")


async def _ban(person: int, context: RequestContext, db: Database, settings: Settings) -> str:
    """A sentence about what became of it."""
    return context.say(f"ban-{await access.ban(db, person, settings, context.now)}", id=str(person))


def _meant(message: Message, said: str) -> int | None:
    """The person given by number, or the author of the message this one answers.

    For a forwarded message it is the original author, where Telegram names them.
    """
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


async def _invitation(role: InvitedRole, context: RequestContext, db: Database) -> Screen:
    link = await invite(db, role, context.bot_username, context.now)
    return invitation(link, role, INVITATION_VALID_FOR.days, context.say, admin=context.admin)


async def _show_banned(context: RequestContext, db: Database, done: str = "") -> None:
    async with db.read() as reader:
        ids = await people.list_banned(reader, MAX_BANNED_SHOWN)
    await context.answer(banned_screen(ids, context.say, done=done))
