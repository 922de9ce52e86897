"""The owner of a chat decides about an edition before it goes."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.editions import approvals as service
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.telegram.shared.replies import edit_or_send
from bot.views.common.buttons import Action, Press
from storage import approvals, destinations
from storage.database import Database
from storage.destinations import Destination


def router() -> Router:
    router = Router(name="proofs")
    for action, press in (
        (Action.PROOF, open_proof),
        (Action.PROOF_ITEMS, open_proof),
        (Action.PROOF_DO, decide),
        (Action.PROOF_DROP, drop),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE)
    return router


async def open_proof(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    db: Database,
    *,
    chat_rights: ChatRights,
) -> None:
    if await _destination(press, bot, context, db, chat_rights):
        await _show(call, press, bot, context, db, dropping=press.action is Action.PROOF_ITEMS)


async def decide(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    db: Database,
    *,
    chat_rights: ChatRights,
) -> None:
    """A second press of the same finds it done."""
    what, number = press.arguments
    if not await _destination(press, bot, context, db, chat_rights):
        return
    if what == "publish":
        await service.approve(db, int(number))
    elif what == "skip":
        await service.skip(db, int(number))
    else:
        await service.restore(db, int(number))
    await _show(call, press, bot, context, db, dropping=what == "restore")


async def drop(
    call: CallbackQuery,
    press: Press,
    bot: Bot,
    context: RequestContext,
    db: Database,
    *,
    chat_rights: ChatRights,
) -> None:
    story, number = press.arguments
    if await _destination(press, bot, context, db, chat_rights):
        await service.drop(db, int(number), int(story))
        await _show(call, press, bot, context, db, dropping=True)


async def _destination(
    press: Press, bot: Bot, context: RequestContext, db: Database, chat_rights: ChatRights
) -> Destination | None:
    """The draft's destination, for its chat's owner who is an administrator there, or for the bot's
    admins.
    """
    async with db.read() as reader:
        draft = await approvals.get(reader, int(press.arguments[-1]))
        found = await destinations.get(reader, draft.destination_id) if draft else None
    if found is None or context.admin:
        return found
    own = found.owner_id == context.person.id
    return (
        found
        if own and await chat_rights.manages(bot, found.address.chat_id, context.person.id, context.now)
        else None
    )


async def _show(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database, *, dropping: bool
) -> None:
    async with db.read() as reader:
        draft = await approvals.get(reader, int(press.arguments[-1]))
        found = await destinations.get(reader, draft.destination_id) if draft else None
    if draft is not None and found is not None:
        screen = await service.draft_screen(
            db, draft, found, context.destination, context.bot_username, now=context.now, dropping=dropping
        )
        await edit_or_send(call, bot, screen)
