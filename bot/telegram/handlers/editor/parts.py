"""Corrects a part of an article by itself: headline, topics, date or summary."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiogram import F, Router
from aiogram.types import Message, TelegramObject

from bot.intake.corrections import ArticleMissing, ChangedMeanwhile, Corrections, TextUnchanged
from bot.telegram.handlers.editor.corrections import meanwhile, told
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.parsing import parse_published
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.codec import Number
from bot.views.common.message import Message as View
from bot.views.editor import parts as views
from bot.views.editor.articles import article_missing
from bot.views.editor.buttons import (
    AskDate,
    AskHeadline,
    OpenSentences,
    OpenTopicsOf,
    SwitchSentence,
    SwitchTopicOf,
)
from digests.edited import sentences_of
from digests.models.texts import MAX_SUMMARY
from digests.text.characters import clean_characters
from storage import articles, revisions
from storage.articles import StoredArticle
from storage.database import Database

MAX_HEADLINE = 300  # characters


@QUESTIONS.named("headline")
@dataclass(frozen=True, slots=True)
class WhichHeadline(Question):
    """`seen` is the newest revision of the article at the time of asking, 0 if there was none."""

    article: Number
    seen: Number


@QUESTIONS.named("date")
@dataclass(frozen=True, slots=True)
class WhichDate(Question):
    """`seen` is as in `WhichHeadline`."""

    article: Number
    seen: Number


def register(router: Router) -> None:
    editor = IsEditor()
    for question, answered in ((WhichHeadline, take_headline), (WhichDate, take_date)):
        router.message.register(answered, AwaitingAnswer(question), IN_PRIVATE, ~F.forward_origin, editor)
    for kind, press in (
        (AskHeadline, ask_headline),
        (AskDate, ask_date),
        (OpenTopicsOf, open_topics),
        (SwitchTopicOf, switch_topic),
        (OpenSentences, open_sentences),
        (SwitchSentence, switch_sentence),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def ask_headline(_: TelegramObject, press: AskHeadline, context: RequestContext, db: Database) -> None:
    await context.answer(await _asked(press.article, context, db))


async def take_headline(
    message: Message, question: WhichHeadline, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    """The question is closed last (see `Question`)."""
    headline = headline_of(message)
    if problem := headline_problem(headline, context):
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


async def ask_date(_: TelegramObject, press: AskDate, context: RequestContext, db: Database) -> None:
    await context.answer(await _asked_date(press.article, context, db))


async def take_date(
    message: Message, question: WhichDate, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    """The question is closed last (see `Question`)."""
    published = parse_published(message.text or "", context.place.zone, context.now)
    if published is None:
        await context.answer(await _asked_date(question.article, context, db, context.say("date-wrong")))
        return
    result = await corrections.set_date(
        question.article, published, seen=question.seen, person_id=context.person.id, now=context.now
    )
    if isinstance(result, ChangedMeanwhile):
        said = await meanwhile(result, context.place, db)
        await context.answer(await _asked_date(question.article, context, db, said))
        return
    missing = article_missing(question.article, context.say)
    done = await told(result, context.place, message.date, db, part="date")
    await context.answer(missing if isinstance(result, ArticleMissing) else done)
    await close_question(db, context.person.id)


async def _asked_date(article: int, context: RequestContext, db: Database, said: str | None = None) -> View:
    stored, seen = await newest(article, db)
    if stored is None:
        return article_missing(article, context.say)
    await ask(db, context.person.id, WhichDate(article, seen))
    return views.ask_date(stored.article, context.place, said)


async def open_topics(_: TelegramObject, press: OpenTopicsOf, context: RequestContext, db: Database) -> None:
    await _show_topics(press.article, context, db)


async def switch_topic(
    _: TelegramObject, press: SwitchTopicOf, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    result = await corrections.set_topic(
        press.article,
        press.topic,
        on=press.on,
        seen=press.seen,
        person_id=context.person.id,
        now=context.now,
    )
    said = await meanwhile(result, context.place, db) if isinstance(result, ChangedMeanwhile) else None
    await _show_topics(press.article, context, db, said)


async def _show_topics(article: int, context: RequestContext, db: Database, said: str | None = None) -> None:
    stored, seen = await newest(article, db)
    missing = article_missing(article, context.say)
    await context.answer(views.switch_topics(stored.article, seen, context.say, said) if stored else missing)


async def open_sentences(
    _: TelegramObject, press: OpenSentences, context: RequestContext, db: Database
) -> None:
    await _show_sentences(press.article, context, db)


async def switch_sentence(
    _: TelegramObject, press: SwitchSentence, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    result = await corrections.set_sentence(
        press.article,
        press.position,
        on=press.on,
        seen=press.seen,
        person_id=context.person.id,
        now=context.now,
    )
    said = context.say("summary-limits", most=MAX_SUMMARY) if isinstance(result, TextUnchanged) else None
    if isinstance(result, ChangedMeanwhile):
        said = await meanwhile(result, context.place, db)
    await _show_sentences(press.article, context, db, said)


async def _show_sentences(
    article: int, context: RequestContext, db: Database, said: str | None = None
) -> None:
    stored, seen = await newest(article, db)
    if stored is None:
        await context.answer(article_missing(article, context.say))
        return
    if stored.thinned:
        await context.answer(views.no_sentences(stored.article, context.say))
        return
    sentences = await asyncio.to_thread(sentences_of, stored.body)
    await context.answer(views.switch_sentences(stored.article, sentences, seen, context.say, said))


async def newest(article: int, db: Database) -> tuple[StoredArticle | None, int]:
    """The article as it is now, and the number of its newest revision, 0 if there is none."""
    async with db.read() as reader:
        newest = await revisions.newest(reader, article)
        return await articles.get(reader, article), newest.id if newest else 0


async def _asked(article: int, context: RequestContext, db: Database, said: str | None = None) -> View:
    stored, seen = await newest(article, db)
    if stored is None:
        return article_missing(article, context.say)
    await ask(db, context.person.id, WhichHeadline(article, seen))
    return views.ask_headline(stored.article, context.say, said)


def headline_of(message: Message) -> str:
    return " ".join(clean_characters(message.text or "").split())


def headline_problem(headline: str, context: RequestContext) -> str | None:
    """Why the text cannot be a headline; None if it can."""
    if not any(map(str.isalnum, headline)):
        return context.say("headline-empty")
    return context.say("headline-long", limit=MAX_HEADLINE) if len(headline) > MAX_HEADLINE else None
