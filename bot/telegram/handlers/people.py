"""/editors, /invite, /ban: who may use the bot, and as what."""

from __future__ import annotations

from typing import Literal

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginUser

from bot.services import access
from bot.services.invitations import VALID, invite
from bot.settings import Settings
from bot.telegram.filters import IN_GROUP, IN_PRIVATE, PRESSED_IN_PRIVATE, IsAdmin, IsEditor, Pressed
from bot.telegram.showing import reply, send_to_presser, show
from bot.telegram.typed import parse_number
from bot.telegram.visit import Visit
from bot.views import message as views
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.help import sentence
from bot.views.people import Member, ask_dismiss, banned_screen, editors_screen, invitation
from storage import banned, people
from storage.database import Database

MOST = 40


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


async def editors(message: Message, visit: Visit, db: Database, settings: Settings) -> None:
    await reply(message, await _editors(visit, db, settings))


async def press_editors(
    call: CallbackQuery, bot: Bot, visit: Visit, db: Database, settings: Settings
) -> None:
    await show(call, bot, await _editors(visit, db, settings))


async def invite_reader(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await _invitation("reader", visit, db))


async def press_invite(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    """A message of its own, to be forwarded."""
    role: Literal["reader", "editor"] = "editor" if press.arguments[0] == "editor" else "reader"
    await send_to_presser(call, bot, await _invitation(role, visit, db))


async def press_ask_dismiss(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    async with db.read() as reader:
        found = await people.get(reader, int(press.arguments[0]))
    await show(call, bot, ask_dismiss(Member(found.id, found.role, found.name), visit.say))


async def press_dismiss(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database, *, settings: Settings
) -> None:
    if int(press.arguments[0]) != visit.person.id:
        await access.dismiss(db, int(press.arguments[0]))
    await show(call, bot, await _editors(visit, db, settings))


async def ban(
    message: Message, command: CommandObject, visit: Visit, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    done = await _ban(person, visit, db, settings) if person is not None else ""
    if not done and (command.args or message.reply_to_message):
        done = visit.say("ban-nobody")
    await reply(message, await _banned(visit, db, done))


async def ban_in_group(
    message: Message, command: CommandObject, visit: Visit, db: Database, settings: Settings
) -> None:
    person = _meant(message, command.args or "")
    words = await _ban(person, visit, db, settings) if person is not None else visit.say("ban-nobody")
    await reply(message, sentence(words))


async def press_banned(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _banned(visit, db))


async def press_unban(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    person = int(press.arguments[0])
    done = visit.say("unban-done", id=str(person)) if await access.unban(db, person) else ""
    await show(call, bot, await _banned(visit, db, done))


async def _ban(person: int, visit: Visit, db: Database, settings: Settings) -> str:
    """What became of it, in a sentence."""
    return visit.say(f"ban-{await access.ban(db, person, settings, visit.now)}", id=str(person))


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


async def _editors(visit: Visit, db: Database, settings: Settings) -> views.Message:
    fixed = settings.admin_ids | {visit.person.id}
    staff = [Member(each.id, each.role, each.name) for each in await access.staff(db, settings)]
    return editors_screen(staff, fixed, visit.say)


async def _invitation(role: Literal["reader", "editor"], visit: Visit, db: Database) -> views.Message:
    link = await invite(db, role, visit.bot_username, visit.now)
    return invitation(link, role, VALID.days, visit.say, admin=visit.admin)


async def _banned(visit: Visit, db: Database, done: str = "") -> views.Message:
    async with db.read() as reader:
        people = await banned.newest(reader, MOST)
    return banned_screen(people, visit.say, done=done)
