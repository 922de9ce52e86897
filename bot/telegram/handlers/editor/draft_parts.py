"""A part of what a text will become is mended before it is added: its headline, its topics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.intake.corrections import switched
from bot.intake.drafts import edit_draft
from bot.telegram.handlers.editor.parts import headline_of, headline_problem
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.editor import parts as views
from bot.views.editor.buttons import AskDraftHeadline, OpenArticleDraft, OpenTopicsOfDraft, SwitchTopicOfDraft
from digests.models.stories import EditedParts
from storage.database import Database


@QUESTIONS.named("draft-headline")
@dataclass(frozen=True, slots=True)
class WhichDraftHeadline(Question):
    draft: Number


def register(router: Router) -> None:
    editor = IsEditor()
    answers = AwaitingAnswer(WhichDraftHeadline)
    router.message.register(take_headline, answers, IN_PRIVATE, ~F.forward_origin, editor)
    for kind, press in (
        (OpenArticleDraft, open_draft),
        (AskDraftHeadline, ask_headline),
        (OpenTopicsOfDraft, open_topics),
        (SwitchTopicOfDraft, switch_topic),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def open_draft(
    _: TelegramObject, press: OpenArticleDraft, context: RequestContext, submission: ArticleSubmission
) -> None:
    await context.answer(await submission.show_draft(press.draft, context.person.id, context.place))


async def ask_headline(
    _: TelegramObject,
    press: AskDraftHeadline,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    found = await submission.waiting(press.draft, context.person.id, context.now)
    if found is None:
        await open_draft(_, OpenArticleDraft(press.draft), context, submission)
        return
    await ask(db, context.person.id, WhichDraftHeadline(press.draft))
    await context.answer(views.ask_draft_headline(press.draft, found[1].headline, context.say))


async def take_headline(
    message: Message,
    question: WhichDraftHeadline,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """The question is closed last: a program that ends before does all of it again."""
    headline = headline_of(message)
    found = await submission.waiting(question.draft, context.person.id, context.now)
    problem = headline_problem(headline, context)
    if found and problem:
        asked = views.ask_draft_headline(question.draft, found[1].headline, context.say, problem)
        await context.answer(asked)
        return
    if found:
        await _choose(question.draft, context, db, lambda edited: replace(edited, headline=headline))
    await context.answer(await submission.show_draft(question.draft, context.person.id, context.place))
    await close_question(db, context.person.id)


async def open_topics(
    _: TelegramObject,
    press: OpenTopicsOfDraft,
    context: RequestContext,
    submission: ArticleSubmission,
) -> None:
    found = await submission.waiting(press.draft, context.person.id, context.now)
    if found is None:
        await open_draft(_, OpenArticleDraft(press.draft), context, submission)
        return
    draft, analysis = found
    await context.answer(views.switch_draft_topics(draft.id, analysis.headline, analysis.topics, context.say))


async def switch_topic(
    _: TelegramObject,
    press: SwitchTopicOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    if found := await submission.waiting(press.draft, context.person.id, context.now):
        draft, analysis = found
        topics = switched(analysis.topics, press.topic, on=press.on)
        await _choose(draft.id, context, db, lambda edited: replace(edited, topics=topics))
    await open_topics(_, OpenTopicsOfDraft(press.draft), context, submission)


async def _choose(
    draft_id: int, context: RequestContext, db: Database, chosen: Callable[[EditedParts], EditedParts]
) -> None:
    """Choose parts of the article that the draft will be."""
    await edit_draft(
        db, draft_id, context.person.id, lambda draft: replace(draft, edited=chosen(draft.edited))
    )
