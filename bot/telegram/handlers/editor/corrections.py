"""/edit and /retract with their buttons, and the answer to "what is the new text?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message, TelegramObject

from bot.answers import digest
from bot.editions import error_reports
from bot.editions.progress_messages import ProgressMessages, revision_message
from bot.i18n import Say
from bot.intake.arrivals import IntakeRefusal
from bot.intake.corrections import (
    ArticleMissing,
    ChangedMeanwhile,
    Corrections,
    TextRevised,
    TextTaken,
    TextUnchanged,
)
from bot.intake.pastes import Paste
from bot.telegram.handlers.editor.paste_collector import PasteCollector
from bot.telegram.handlers.editor.submission import plainly_no_article, refused
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import (
    A_NUMBER,
    IN_PRIVATE,
    PRESSED_IN_PRIVATE,
    AwaitingAnswer,
    IsEditor,
    Pressed,
)
from bot.telegram.shared.incoming import command_text, raw_of
from bot.telegram.shared.parsing import parse_number
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.telegram.shared.replies import send, typing
from bot.views.common.buttons import EditArticle, EditStory
from bot.views.common.codec import Number
from bot.views.common.context import RenderContext
from bot.views.common.menu import plain, with_menu
from bot.views.common.message import Message as View
from bot.views.editor import adding
from bot.views.editor import corrections as views
from bot.views.editor.articles import article_missing, with_list
from bot.views.editor.buttons import (
    Archive,
    AskRetract,
    ChooseRetracted,
    RejectReports,
    Restore,
    Retract,
    TakeBack,
)
from bot.views.editor.error_reports import rejected
from bot.views.editor.log import entry
from storage import articles, people, revisions
from storage.articles import StoredArticle
from storage.database import Database
from storage.people import Person
from storage.revisions import RevisedPart

_NUMBER_AND_TEXT = re.compile(r"([№#]?\s?[0-9]{1,12})(?:\s+(\S.*))?", re.DOTALL)
OVERTAKEN_WITHIN = timedelta(hours=1)
RevisionResult = TextRevised | TextUnchanged | TextTaken | ChangedMeanwhile | ArticleMissing | IntakeRefusal


@QUESTIONS.named("edit")
@dataclass(frozen=True, slots=True)
class WhichText(Question):
    article: Number


@QUESTIONS.named("edit_which")
@dataclass(frozen=True, slots=True)
class WhichEdited(Question):
    pass


@QUESTIONS.named("retract_which")
@dataclass(frozen=True, slots=True)
class WhichRetracted(Question):
    pass


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(edit_numbered, AwaitingAnswer(WhichEdited), A_NUMBER, IN_PRIVATE, editor)
    router.message.register(retract_numbered, AwaitingAnswer(WhichRetracted), A_NUMBER, IN_PRIVATE, editor)
    router.message.register(edit, Command("edit", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(retract_named, Command("retract", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(answer_text, AwaitingAnswer(WhichText), IN_PRIVATE, editor)
    for kind, press in (
        (EditArticle, ask_text),
        (EditStory, ask_article),
        (ChooseRetracted, ask_retracted),
        (RejectReports, reject_reports),
        (TakeBack, take_back),
        (AskRetract, ask_retract),
        (Retract, retract),
        (Restore, restore),
        (Archive, archive),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def edit(
    message: Message, context: RequestContext, db: Database, paste_collector: PasteCollector
) -> None:
    """`/edit 12 text` gives the article this text, `/edit 12` asks for a text, `/edit` for the number."""
    raw = command_text(message)
    match = _NUMBER_AND_TEXT.fullmatch(raw.text.strip())
    number = parse_number(match[1]) if match else None
    if match is None or number is None:
        await ask(db, context.person.id, WhichEdited())
        await context.answer(with_list(context.say("correction-ask-number"), context.say))
    elif match[2] is None:
        await ask_text(message, EditArticle(number), context, db)
    else:
        raw = replace(raw, text=match[2])
        await paste_collector.take(message, raw, context, command=True, article_id=number)


async def edit_numbered(message: Message, context: RequestContext, db: Database) -> None:
    """Takes the number; the question for the text then replaces this one."""
    await ask_text(message, EditArticle(parse_number(message.text or "") or 0), context, db)


async def retract_numbered(message: Message, context: RequestContext, db: Database) -> None:
    """Takes the number and asks for confirmation, as it may be mistyped."""
    await ask_retract(message, AskRetract(parse_number(message.text or "") or 0), context, db)
    await close_question(db, context.person.id)


async def answer_text(
    message: Message,
    question: WhichText,
    context: RequestContext,
    db: Database,
    paste_collector: PasteCollector,
) -> None:
    """The question is closed last (see `Question`)."""
    await paste_collector.take(message, raw_of(message), context, command=True, article_id=question.article)
    await close_question(db, context.person.id)


async def answer_paste(
    bot: Bot,
    paste: Paste,
    person: Person,
    place: RenderContext,
    *,
    db: Database,
    corrections: Corrections,
    progress_messages: ProgressMessages,
) -> None:
    """Also answers when the program ended before it could: the article has the text already then."""
    async with typing(bot, person.id):
        view = await _revised(paste, person, place, db, corrections)
    await progress_messages.follow(person.id, await send(bot, person.id, view), view, place.now)


async def ask_text(_: TelegramObject, press: EditArticle, context: RequestContext, db: Database) -> None:
    """Asks; the next text that is written becomes the article's."""
    stored = await _stored(press.article, db)
    if stored is None:
        await context.answer(article_missing(press.article, context.say))
        return
    await ask(db, context.person.id, WhichText(press.article))
    await context.answer(views.ask_text(stored.article, context.say))


async def ask_article(_: TelegramObject, press: EditStory, context: RequestContext, db: Database) -> None:
    story = await digest.story(db, press.story)
    gone = with_menu(context.say("story-gone"), context.say)
    await context.answer(views.choose_article(story, context.say) if story else gone)


async def ask_retracted(
    _: TelegramObject, press: ChooseRetracted, context: RequestContext, db: Database
) -> None:
    story = await digest.story(db, press.story)
    gone = with_menu(context.say("story-gone"), context.say)
    await context.answer(views.choose_article(story, context.say, AskRetract) if story else gone)


async def reject_reports(
    _: TelegramObject, press: RejectReports, context: RequestContext, db: Database
) -> None:
    count = await error_reports.reject(db, press.story, context.now)
    await context.answer_below(rejected(count, context.say))


async def take_back(
    _: TelegramObject, press: TakeBack, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    result = await corrections.take_back(press.revision, person_id=context.person.id, now=context.now)
    await context.answer(await told(result, context.place, None, db))


async def ask_retract(_: TelegramObject, press: AskRetract, context: RequestContext, db: Database) -> None:
    stored = await _stored(press.article, db)
    missing = article_missing(press.article, context.say)
    await context.answer(adding.ask_retract(stored.article, context.say) if stored else missing)


async def retract_named(
    message: Message, command: CommandObject, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    """`/retract 12` asks no question; a button takes it back."""
    number = parse_number(command.args or "")
    if number is None:
        await ask(db, context.person.id, WhichRetracted())
        await context.answer(with_list(context.say("retract-ask-number"), context.say))
    else:
        await retract(message, Retract(number), context, db, corrections)


async def retract(
    _: TelegramObject, press: Retract, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    stored = await corrections.retract(press.article, person_id=context.person.id, now=context.now)
    await context.answer(await _became(press.article, stored, adding.retracted, context.say, db))


async def restore(
    _: TelegramObject, press: Restore, context: RequestContext, db: Database, corrections: Corrections
) -> None:
    stored = await corrections.restore(press.article, person_id=context.person.id, now=context.now)
    await context.answer(await _became(press.article, stored, adding.restored, context.say, db))


async def archive(
    _: TelegramObject, press: Archive, context: RequestContext, corrections: Corrections
) -> None:
    stored = await corrections.archive(
        press.article, archived=press.on, person_id=context.person.id, now=context.now
    )
    missing = article_missing(press.article, context.say)
    await context.answer(adding.archived(stored, context.place) if stored else missing)


async def _became(
    number: int, stored: StoredArticle | None, done: Callable[[int, Say], View], say: Say, db: Database
) -> View:
    """`done` answers for an article that was retracted before revisions were stored."""
    if stored is None:
        return article_missing(number, say)
    async with db.read() as reader:
        of_article = await revisions.of_article(reader, number)
    newest = next((one for one in of_article if one.kind != "revised"), None)
    return await _shown(newest.id, say, db) if newest else done(number, say)


async def _shown(revision_id: int, say: Say, db: Database) -> View:
    """A revision, and how far the editions have followed it."""
    return await revision_message(db, revision_id, say) or with_list(say("correction-missing"), say)


async def _revised(
    paste: Paste, person: Person, place: RenderContext, db: Database, corrections: Corrections
) -> View:
    number = paste.first.article_id or 0
    if problem := plainly_no_article(paste.raw):
        return plain(refused(problem, place))
    result = await corrections.revise(number, paste.raw, now=place.now, person_id=person.id)
    if isinstance(result, ArticleMissing):
        return article_missing(number, place.say)
    return await told(result, place, paste.first.received, db)


async def told(
    result: RevisionResult,
    place: RenderContext,
    received: datetime | None,
    db: Database,
    *,
    part: RevisedPart = "text",
) -> View:
    """What became of an article. If an earlier attempt at what was `received` did it already, it is told
    again.
    """
    match result:
        case TextRevised(_, revision_id):
            return views.after(
                await _overtaken(revision_id, place, db), await _shown(revision_id, place.say, db)
            )
        case TextUnchanged(stored, revision_id):
            if received is not None and await _made_since(revision_id, received, db):
                return await _shown(revision_id or 0, place.say, db)
            return views.unchanged(stored.article.id, part, place.say)
        case ChangedMeanwhile(stored, _):
            said = await meanwhile(result, place, db)
            return views.changed_meanwhile(stored.article.id, said, place.say)
        case TextTaken(article_id):
            return views.taken(article_id, place.say)
        case IntakeRefusal():
            return plain(refused(result.value, place))
        case ArticleMissing():
            return with_list(place.say("correction-missing"), place.say)


async def _overtaken(revision_id: int, place: RenderContext, db: Database) -> str:
    """What another editor did, and who, shortly before a new text replaced it; '' if nothing."""
    async with db.read() as reader:
        revision = await revisions.get(reader, revision_id)
        if revision is None or revision.part != "text" or revision.person_id is None:
            return ""
        of_others = (
            one
            for one in await revisions.log_of_article(reader, revision.article_id, skip=1, limit=1)
            if one.person_id not in (None, revision.person_id)
            and revision.created - one.created < OVERTAKEN_WITHIN
        )
        other = next(of_others, None)
        name = (await people.get(reader, other.person_id or 0)).name if other else ""
    return place.say("changed-before", entry=entry(other, name, place)) if other else ""


async def meanwhile(result: ChangedMeanwhile, place: RenderContext, db: Database) -> str:
    """What another editor did, and who, while this one was looking at the article."""
    async with db.read() as reader:
        other = await people.get(reader, result.by.person_id or 0)
    return place.say("changed-meanwhile", entry=entry(result.by, other.name, place))


async def told_meanwhile(article: int, context: RequestContext, db: Database) -> str:
    """Why the article is in another story than before: what another editor did, where that is known."""
    async with db.read() as reader:
        stored, newest = await articles.get(reader, article), await revisions.newest(reader, article)
    if stored and newest and newest.part == "story" and newest.person_id != context.person.id:
        return await meanwhile(ChangedMeanwhile(stored, newest), context.place, db)
    return context.say("correction-over")


async def _made_since(revision_id: int | None, received: datetime, db: Database) -> bool:
    async with db.read() as reader:
        revision = await revisions.get(reader, revision_id or 0)
    return revision is not None and revision.created >= received.replace(microsecond=0)


async def _stored(number: int, db: Database) -> StoredArticle | None:
    async with db.read() as reader:
        return await articles.get(reader, number)
