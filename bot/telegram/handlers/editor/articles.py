"""/articles and /article: which articles there are, and when they are published."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.intake.embargoes import Embargoes
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import (
    A_NUMBER,
    IN_PRIVATE,
    PRESSED_IN_PRIVATE,
    AwaitingAnswer,
    IsEditor,
    Pressed,
)
from bot.telegram.shared.parsing import parse_number, parse_time_to_come
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import OpenArticle
from bot.views.common.codec import Number
from bot.views.editor import articles as views
from bot.views.editor.articles import ARTICLES_PER_PAGE, article_missing, ask_hold, with_list
from bot.views.editor.buttons import AskHold, LetGo, OpenArticles
from storage import articles, people
from storage.database import Database


@QUESTIONS.named("hold")
@dataclass(frozen=True, slots=True)
class WhichHold(Question):
    article: Number


@QUESTIONS.named("article")
@dataclass(frozen=True, slots=True)
class WhichArticle(Question):
    pass


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(answer_number, AwaitingAnswer(WhichArticle), A_NUMBER, IN_PRIVATE, editor)
    router.message.register(listing, Command("articles", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(named, Command("article", ignore_case=True), IN_PRIVATE, editor)
    router.callback_query.register(listing, Pressed(OpenArticles), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(ask_time, Pressed(AskHold), PRESSED_IN_PRIVATE, editor)
    router.callback_query.register(let_go, Pressed(LetGo), PRESSED_IN_PRIVATE, editor)
    router.message.register(take_time, AwaitingAnswer(WhichHold), IN_PRIVATE, ~F.forward_origin, editor)
    router.callback_query.register(one, Pressed(OpenArticle), PRESSED_IN_PRIVATE, editor)


async def listing(
    _: TelegramObject, context: RequestContext, db: Database, press: OpenArticles = OpenArticles()
) -> None:
    async with db.read() as reader:
        found = await articles.list_newest(reader, ARTICLES_PER_PAGE + 1, press.before or None)
        newest = await articles.list_newest(reader, 1)
    newest_id = newest[0].article.id if newest else 0
    shown, older = found[:ARTICLES_PER_PAGE], len(found) > ARTICLES_PER_PAGE
    await context.answer(views.listing(shown, newest_id, older, context.place))


async def named(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    """`/article 12` opens that article, `/article` asks which."""
    number = parse_number(command.args or "")
    if number is None:
        await ask(db, context.person.id, WhichArticle())
        await context.answer(with_list(context.say("article-ask"), context.say))
    else:
        await one(message, OpenArticle(number), context, db)


async def answer_number(message: Message, context: RequestContext, db: Database) -> None:
    await one(message, OpenArticle(parse_number(message.text or "") or 0), context, db)
    await close_question(db, context.person.id)


async def one(_: TelegramObject, press: OpenArticle, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        stored = await articles.get(reader, press.article)
        editor = await people.get(reader, stored.added_by) if stored and stored.added_by else None
    if stored is None:
        await context.answer(article_missing(press.article, context.say))
    else:
        await context.answer(views.one(stored, context.place, editor.name if editor else ""))


async def ask_time(_: TelegramObject, press: AskHold, context: RequestContext, db: Database) -> None:
    await _ask_time(press.article, context, db)


async def take_time(
    message: Message, question: WhichHold, context: RequestContext, db: Database, embargoes: Embargoes
) -> None:
    """The question is closed last (see `Question`)."""
    until = parse_time_to_come(message.text or "", context.place.zone, context.now)
    if until is None:
        await _ask_time(question.article, context, db, context.say("hold-wrong"))
        return
    await embargoes.hold(question.article, until, person_id=context.person.id, now=context.now)
    await one(message, OpenArticle(question.article), context, db)
    await close_question(db, context.person.id)


async def let_go(
    _: TelegramObject, press: LetGo, context: RequestContext, db: Database, embargoes: Embargoes
) -> None:
    await embargoes.let_go(press.article, person_id=context.person.id, now=context.now)
    await one(_, OpenArticle(press.article), context, db)


async def _ask_time(article: int, context: RequestContext, db: Database, said: str | None = None) -> None:
    async with db.read() as reader:
        stored = await articles.get(reader, article)
    if stored is None or stored.retracted_at is not None:
        await context.answer(article_missing(article, context.say))
        return
    await ask(db, context.person.id, WhichHold(article))
    await context.answer(ask_hold(stored, context.place, said))
