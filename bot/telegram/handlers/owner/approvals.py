"""The owner of a chat approves an edition before it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.editions import approvals as service
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, Pressed
from bot.telegram.shared.parsing import parse_time_to_come
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.owner.approvals import ask_draft_time
from bot.views.owner.buttons import AskDraftTime, DecideDraft, DropFromDraft, OpenDraft, OpenDraftItems
from storage import approvals, destinations
from storage.approvals import EditionDraft
from storage.database import Database
from storage.destinations import Destination


@QUESTIONS.named("draft-time")
@dataclass(frozen=True, slots=True)
class WhichDraftTime(Question):
    draft: Number


def register(router: Router) -> None:
    for kind, press in (
        (OpenDraft, open_draft),
        (OpenDraftItems, open_draft),
        (DecideDraft, decide),
        (DropFromDraft, drop),
        (AskDraftTime, ask_time),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)
    router.message.register(take_time, AwaitingAnswer(WhichDraftTime), IN_PRIVATE, ~F.forward_origin)


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
    """A second press of the same button finds it done."""
    if not await _may_decide(press.draft, context, db, chat_rights):
        return
    if press.decision == "now":
        await service.publish_now(db, press.draft, context.now)
    else:
        decisions = {"publish": service.approve, "skip": service.skip, "restore": service.restore}
        await decisions[press.decision](db, press.draft)
    await _show(press.draft, context, db, dropping=press.decision == "restore")


async def ask_time(
    _: TelegramObject, press: AskDraftTime, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    if await _may_decide(press.draft, context, db, chat_rights):
        await _ask_time(press.draft, context, db)


async def take_time(
    message: Message, question: WhichDraftTime, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    """The time is in the chat's zone. The question is closed last (see `Question`)."""
    found = await _draft(question.draft, db)
    if found is None or not await _may_decide(question.draft, context, db, chat_rights):
        await close_question(db, context.person.id)
        return
    at = parse_time_to_come(message.text or "", found[1].zone, context.now)
    if at is None or not await service.publish_at(db, question.draft, at, context.now):
        await _ask_time(question.draft, context, db, wrong=True)
        return
    await _show(question.draft, context, db, dropping=False)
    await close_question(db, context.person.id)


async def _ask_time(number: int, context: RequestContext, db: Database, *, wrong: bool = False) -> None:
    if (found := await _draft(number, db)) is None:
        return
    draft, destination = found
    if draft.state == "published" or context.now >= draft.expires:
        await close_question(db, context.person.id)
        await _show(number, context, db, dropping=False)
        return
    await ask(db, context.person.id, WhichDraftTime(number))
    until = context.say.time(draft.expires, destination.zone)
    await context.answer(ask_draft_time(number, until, context.say, wrong=wrong))


async def drop(
    _: TelegramObject, press: DropFromDraft, context: RequestContext, db: Database, chat_rights: ChatRights
) -> None:
    if await _may_decide(press.draft, context, db, chat_rights):
        await service.drop(db, press.draft, press.story)
        await _show(press.draft, context, db, dropping=True)


async def _may_decide(number: int, context: RequestContext, db: Database, chat_rights: ChatRights) -> bool:
    """While the draft exists: the chat's owner, if still an administrator there, and the bot's admins."""
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
