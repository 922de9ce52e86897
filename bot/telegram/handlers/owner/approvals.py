"""The owner of a chat decides about an edition before it goes."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import TelegramObject

from bot.editions import approvals as service
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.owner.buttons import DecideDraft, DropFromDraft, OpenDraft, OpenDraftItems
from storage import approvals, destinations
from storage.approvals import EditionDraft
from storage.database import Database
from storage.destinations import Destination


def register(router: Router) -> None:
    for kind, press in (
        (OpenDraft, open_draft),
        (OpenDraftItems, open_draft),
        (DecideDraft, decide),
        (DropFromDraft, drop),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def open_draft(
    _: TelegramObject,
    press: OpenDraft | OpenDraftItems,
    context: RequestContext,
    db: Database,
    chat_rights: ChatRights,
) -> None:
    if await _may_decide(press.draft, context, db, chat_rights):
        await _show(press.draft, context, db, dropping=isinstance(press, OpenDraftItems))


async def decide(
    _: TelegramObject, press: DecideDraft, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    """A second press of the same finds it done."""
    if not await _may_decide(press.draft, context, db, chat_rights):
        return
    if press.decision == "now":
        await service.publish_now(db, press.draft, context.now)
    else:
        decisions = {"publish": service.approve, "skip": service.skip, "restore": service.restore}
        await decisions[press.decision](db, press.draft)
    await _show(press.draft, context, db, dropping=press.decision == "restore")


async def drop(
    _: TelegramObject, press: DropFromDraft, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    if await _may_decide(press.draft, context, db, chat_rights):
        await service.drop(db, press.draft, press.story)
        await _show(press.draft, context, db, dropping=True)


async def _may_decide(number: int, context: RequestContext, db: Database, chat_rights: ChatRights) -> bool:
    """The chat's owner who is an administrator there, and the bot's admins, while there is the draft."""
    found = await _draft(number, db)
    if found is None or context.admin:
        return found is not None
    _, destination = found
    own = destination.owner_id == context.person.id
    chat_id = destination.address.chat_id
    return own and await chat_rights.manages(context.bot, chat_id, context.person.id, context.now)


async def _draft(number: int, db: Database) -> tuple[EditionDraft, Destination] | None:
    async with db.read() as reader:
        draft = await approvals.get(reader, number)
        destination = await destinations.get(reader, draft.destination_id) if draft else None
    return (draft, destination) if draft and destination else None


async def _show(number: int, context: RequestContext, db: Database, *, dropping: bool) -> None:
    if (found := await _draft(number, db)) is not None:
        screen = await service.draft_screen(
            db, *found, context.destination, context.bot_username, now=context.now, dropping=dropping
        )
        await context.answer(screen)
