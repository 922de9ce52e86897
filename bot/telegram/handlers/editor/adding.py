"""How editors add articles: /add, pasting, forwarding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import Message, TelegramObject

from bot.telegram.handlers.editor.paste_collector import PasteCollector
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import (
    IN_PRIVATE,
    PRESSED_IN_PRIVATE,
    AwaitingAnswer,
    IsArticle,
    IsEditor,
    IsOwn,
    Pressed,
)
from bot.telegram.shared.incoming import command_text, raw_of
from bot.telegram.shared.parsing import parse_time_to_come
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.common.menu import plain
from bot.views.editor import adding
from bot.views.editor.draft_buttons import AddDraft, ArchiveDraft, AskDraftHold, DropDraft, HoldDraft
from storage.database import Database

MAX_TIME = 1 << 37  # seconds since 1970, as far as dates go


@QUESTIONS.named("draft-hold")
@dataclass(frozen=True, slots=True)
class WhichDraftHold(Question):
    draft: Number


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(add, Command("add", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(own, IN_PRIVATE, editor, IsOwn())
    router.message.register(forward, F.forward_origin, F.text | F.caption, IN_PRIVATE, editor)
    router.message.register(
        paste, F.text | F.caption, ~F.text.startswith("/"), IN_PRIVATE, editor, IsArticle()
    )
    router.callback_query.register(add_draft, Pressed(AddDraft), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(archive_draft, Pressed(ArchiveDraft), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(hold_draft, Pressed(HoldDraft), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(ask_draft_time, Pressed(AskDraftHold), PRESSED_IN_PRIVATE, editor)
    router.message.register(
        take_draft_time, AwaitingAnswer(WhichDraftHold), IN_PRIVATE, ~F.forward_origin, editor
    )
    router.callback_query.register(drop_draft, Pressed(DropDraft), PRESSED_IN_PRIVATE, editor)


async def add(message: Message, context: RequestContext, paste_collector: PasteCollector) -> None:
    raw = command_text(message)
    if raw.text.strip():
        await paste_collector.take(message, raw, context, command=True)
    else:
        await context.answer(plain(context.say("add-ask")))


async def paste(message: Message, context: RequestContext, paste_collector: PasteCollector) -> None:
    await paste_collector.take(message, raw_of(message), context, command=False)


async def forward(message: Message, context: RequestContext, submission: ArticleSubmission) -> None:
    """Take a forward as a text of its own, never as part of a paste."""
    at_once, received = context.person.adds_at_once, message.date
    await submission.answer(
        context.bot, context.person.id, raw_of(message), context.place, received=received, at_once=at_once
    )


async def own(_: Message, context: RequestContext) -> None:
    await context.answer(plain(context.say("refusal-own")))


async def add_draft(
    _: TelegramObject, press: AddDraft, context: RequestContext, submission: ArticleSubmission
) -> None:
    result = await submission.add_draft(press.draft, context.person.id, context.place)
    await context.answer(result.view)


async def archive_draft(
    _: TelegramObject, press: ArchiveDraft, context: RequestContext, submission: ArticleSubmission
) -> None:
    result = await submission.add_draft(press.draft, context.person.id, context.place, archived=True)
    await context.answer(result.view)


async def drop_draft(
    _: TelegramObject, press: DropDraft, context: RequestContext, submission: ArticleSubmission
) -> None:
    await context.answer(await submission.drop_draft(press.draft, context.person.id, context.place))


async def hold_draft(
    _: TelegramObject, press: HoldDraft, context: RequestContext, submission: ArticleSubmission
) -> None:
    """A time that has passed in the meantime holds nothing."""
    until = datetime.fromtimestamp(min(press.until, MAX_TIME), UTC)
    result = await submission.add_draft(
        press.draft, context.person.id, context.place, held_until=until if until > context.now else None
    )
    await context.answer(result.view)


async def ask_draft_time(
    _: TelegramObject, press: AskDraftHold, context: RequestContext, db: Database
) -> None:
    await ask(db, context.person.id, WhichDraftHold(press.draft))
    await context.answer(adding.ask_hold_of_draft(press.draft, context.say))


async def take_draft_time(
    message: Message,
    question: WhichDraftHold,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """The question is closed last (see `Question`)."""
    until = parse_time_to_come(message.text or "", context.place.zone, context.now)
    if until is None:
        said = context.say("hold-wrong")
        await context.answer(adding.ask_hold_of_draft(question.draft, context.say, said))
        return
    result = await submission.add_draft(question.draft, context.person.id, context.place, held_until=until)
    await context.answer(result.view)
    await close_question(db, context.person.id)
