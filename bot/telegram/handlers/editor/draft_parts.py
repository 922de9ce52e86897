"""Corrects a part of a text in preview before it is added: headline, topics, date or summary."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.intake.drafts import edit_draft
from bot.telegram.handlers.editor.parts import headline_of, headline_problem
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_published
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.editor import parts as views
from bot.views.editor.draft_buttons import (
    AskDraftDate,
    AskDraftHeadline,
    OpenArticleDraft,
    OpenSentencesOfDraft,
    OpenTopicsOfDraft,
    SwitchSentenceOfDraft,
    SwitchTopicOfDraft,
)
from digests.edited import sentences_of, switched, switched_sentences
from digests.models.stories import EditedParts
from digests.models.texts import MAX_SUMMARY
from storage.database import Database


@QUESTIONS.named("draft-headline")
@dataclass(frozen=True, slots=True)
class WhichDraftHeadline(Question):
    draft: Number


@QUESTIONS.named("draft-date")
@dataclass(frozen=True, slots=True)
class WhichDraftDate(Question):
    draft: Number


def register(router: Router) -> None:
    editor = IsEditor()
    for question, answered in ((WhichDraftHeadline, take_headline), (WhichDraftDate, take_date)):
        router.message.register(answered, AwaitingAnswer(question), IN_PRIVATE, ~F.forward_origin, editor)
    for kind, press in (
        (OpenArticleDraft, open_draft),
        (AskDraftHeadline, ask_headline),
        (AskDraftDate, ask_date),
        (OpenTopicsOfDraft, open_topics),
        (SwitchTopicOfDraft, switch_topic),
        (OpenSentencesOfDraft, open_sentences),
        (SwitchSentenceOfDraft, switch_sentence),
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
    await context.answer(views.ask_draft_headline(press.draft, found.analysis.headline, context.say))


async def take_headline(
    message: Message,
    question: WhichDraftHeadline,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """The question is closed last (see `Question`)."""
    headline = headline_of(message)
    found = await submission.waiting(question.draft, context.person.id, context.now)
    problem = headline_problem(headline, context)
    if found and problem:
        asked = views.ask_draft_headline(question.draft, found.analysis.headline, context.say, problem)
        await context.answer(asked)
        return
    await _choose(question.draft, context, db, lambda edited: replace(edited, headline=headline))
    await context.answer(await submission.show_draft(question.draft, context.person.id, context.place))
    await close_question(db, context.person.id)


async def ask_date(
    _: TelegramObject,
    press: AskDraftDate,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    found = await submission.waiting(press.draft, context.person.id, context.now)
    if found is None:
        await open_draft(_, OpenArticleDraft(press.draft), context, submission)
        return
    await ask(db, context.person.id, WhichDraftDate(press.draft))
    published = found.analysis.reading.published
    await context.answer(views.ask_draft_date(press.draft, published, context.place))


async def take_date(
    message: Message,
    question: WhichDraftDate,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    """The question is closed last (see `Question`)."""
    published = parse_published(message.text or "", context.place.zone, context.now)
    found = await submission.waiting(question.draft, context.person.id, context.now)
    if found and published is None:
        said, now = context.say("date-wrong"), found.analysis.reading.published
        await context.answer(views.ask_draft_date(question.draft, now, context.place, said))
        return
    await _choose(question.draft, context, db, lambda edited: replace(edited, published=published))
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
    analysis = found.analysis
    await context.answer(
        views.switch_draft_topics(press.draft, analysis.headline, analysis.topics, context.say)
    )


async def switch_topic(
    _: TelegramObject,
    press: SwitchTopicOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    if found := await submission.waiting(press.draft, context.person.id, context.now):
        topics = switched(found.analysis.topics, press.topic, on=press.on)
        await _choose(press.draft, context, db, lambda edited: replace(edited, topics=topics))
    await open_topics(_, OpenTopicsOfDraft(press.draft), context, submission)


async def open_sentences(
    _: TelegramObject,
    press: OpenSentencesOfDraft,
    context: RequestContext,
    submission: ArticleSubmission,
) -> None:
    await _show_sentences(press.draft, context, submission)


async def switch_sentence(
    _: TelegramObject,
    press: SwitchSentenceOfDraft,
    context: RequestContext,
    db: Database,
    submission: ArticleSubmission,
) -> None:
    said = None
    if found := await submission.waiting(press.draft, context.person.id, context.now):
        summary, body = found.analysis.summary, found.analysis.reading.body
        sentences = await asyncio.to_thread(switched_sentences, summary, body, press.position, on=press.on)
        await _choose(press.draft, context, db, lambda edited: replace(edited, sentences=sentences))
        on = press.position in {sentence.position for sentence in summary}
        if on != press.on and len(sentences) == len(summary):
            said = context.say("summary-limits", most=MAX_SUMMARY)
    await _show_sentences(press.draft, context, submission, said)


async def _show_sentences(
    draft_id: int, context: RequestContext, submission: ArticleSubmission, said: str | None = None
) -> None:
    found = await submission.waiting(draft_id, context.person.id, context.now)
    if found is None:
        await context.answer(await submission.show_draft(draft_id, context.person.id, context.place))
        return
    sentences = await asyncio.to_thread(sentences_of, found.analysis.reading.body)
    summary = found.analysis.summary
    await context.answer(views.switch_draft_sentences(draft_id, summary, sentences, context.say, said))


async def _choose(
    draft_id: int, context: RequestContext, db: Database, chosen: Callable[[EditedParts], EditedParts]
) -> None:
    """Choose parts of the article that the draft will become."""
    await edit_draft(
        db, draft_id, context.person.id, lambda draft: replace(draft, edited=chosen(draft.edited))
    )
