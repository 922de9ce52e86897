"""A part of an article is mended by itself: its headline."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.intake.corrections import ArticleMissing, ChangedMeanwhile, Corrections
from bot.telegram.handlers.editor.corrections import meanwhile, told
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.common.message import Message as View
from bot.views.editor import corrections as views
from bot.views.editor.articles import article_missing
from bot.views.editor.buttons import AskHeadline
from digests.text.characters import clean_characters
from storage import articles, revisions
from storage.database import Database

MAX_HEADLINE = 300  # characters


@QUESTIONS.named("headline")
@dataclass(frozen=True, slots=True)
class WhichHeadline(Question):
    """`seen` is the newest revision of the article when it was asked, 0 of none."""

    article: Number
    seen: Number


def router() -> Router:
    router = Router(name="parts")
    editor = IsEditor()
    answers = AwaitingAnswer(WhichHeadline)
    router.message.register(take_headline, answers, IN_PRIVATE, ~F.forward_origin, editor)
    router.callback_query.register(ask_headline, Pressed(AskHeadline), PRESSED_IN_PRIVATE, editor)
    return router


async def ask_headline(_: TelegramObject, press: AskHeadline, context: RequestContext, db: Database) -> None:
    await context.answer(await _asked(press.article, context, db))


async def take_headline(
    message: Message, question: WhichHeadline, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    """The question is closed last: a program that ends before does all of it again."""
    headline = " ".join(clean_characters(message.text or "").split())
    if problem := _problem(headline, context):
        await context.answer(await _asked(question.article, context, db, problem))
        return
    result = await corrections.set_headline(
        question.article, headline, seen=question.seen, person_id=context.person.id, now=context.now
    )
    if isinstance(result, ChangedMeanwhile):
        said = await meanwhile(result, context.place, db)
        await context.answer(await _asked(question.article, context, db, said))
        return
    missing = article_missing(question.article, context.say)
    done = await told(result, context.place, message.date, db, part="headline")
    await context.answer(missing if isinstance(result, ArticleMissing) else done)
    await close_question(db, context.person.id)


async def _asked(article: int, context: RequestContext, db: Database, said: str | None = None) -> View:
    async with db.read() as reader:
        stored = await articles.get(reader, article)
        newest = await revisions.newest(reader, article)
    if stored is None:
        return article_missing(article, context.say)
    await ask(db, context.person.id, WhichHeadline(article, newest.id if newest else 0))
    return views.ask_headline(stored.article, context.say, said)


def _problem(headline: str, context: RequestContext) -> str | None:
    """Why it is no headline."""
    if not any(map(str.isalnum, headline)):
        return context.say("headline-empty")
    return context.say("headline-long", limit=MAX_HEADLINE) if len(headline) > MAX_HEADLINE else None
