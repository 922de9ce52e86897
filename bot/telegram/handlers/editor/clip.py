"""/clip: a media review as a document, at once or on a schedule, for editors and owners of chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.answers import topic as answers
from bot.reports import requests
from bot.reports.gathering import MAX_ARTICLES, count
from bot.reports.printing import subject_of
from bot.reports.requests import MAX_SCHEDULED
from bot.telegram.handlers.reader.settings import chats_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Pressed
from bot.views.common.message import Message as View
from bot.views.editor import clip as views
from bot.views.editor.clip import PlannedReview
from bot.views.editor.clip_buttons import (
    ALL_NEWS,
    DAYS,
    MakeClip,
    OpenClip,
    OpenClips,
    PlanClip,
    PlanClipFor,
    RemoveClip,
    ScheduleClip,
)
from digests.models.reports import ReviewWish
from digests.text.periods import split_period
from digests.topics.topic_names import topic_named
from storage import follows
from storage.database import Database
from storage.destinations import Destination
from storage.review_requests import ReviewRequest
from storage.schedules import EVERY_DAY

MAX_FOLLOWS_OFFERED = 8
WEEK = 7


def register(router: Router) -> None:
    router.message.register(clip, Command("clip", ignore_case=True), IN_PRIVATE)
    for kind, press in (
        (OpenClips, listing),
        (OpenClip, one),
        (MakeClip, make),
        (PlanClip, where),
        (PlanClipFor, when),
        (ScheduleClip, schedule),
        (RemoveClip, remove),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def clip(message: Message, command: CommandObject, context: RequestContext, db: Database) -> None:
    if not command.args:
        await listing(message, context, db)
        return
    if await _refused(context, db):
        return
    split = split_period(command.args)
    words, days = (split.words, split.period // timedelta(days=1)) if split else (command.args, WEEK)
    days = next((each for each in DAYS if each >= days), DAYS[-1])
    language = context.say.language
    if not words:
        key = ALL_NEWS
    elif topic := topic_named(words, context.own_topics):
        key = topic
    else:
        said = " ".join(words.split())[: answers.WORDS_CHARACTERS]
        key = str(await answers.remember(db, said, context.now))
    await _show(OpenClip(key, days, language), context, db)


async def listing(_: TelegramObject, context: RequestContext, db: Database) -> None:
    if await _refused(context, db):
        return
    async with db.read() as reader:
        followed = await follows.of_destination(reader, context.destination.id)
    words = [each.followed.words for each in followed[:MAX_FOLLOWS_OFFERED]]
    keys = [(str(await answers.remember(db, each, context.now)), each) for each in words]
    chats = await _chats(context, db)
    found = await requests.scheduled(db, [chat.id for chat in chats])
    await context.answer(
        views.choose_review(keys, [_planned(each, chats, context) for each in found], context.say)
    )


async def one(_: CallbackQuery, press: OpenClip, context: RequestContext, db: Database) -> None:
    if not await _refused(context, db):
        await _show(press, context, db)


async def make(_: CallbackQuery, press: MakeClip, context: RequestContext, db: Database) -> None:
    wish = await _wish(press, context, db)
    if wish is None:
        return
    wish = replace(wish, days=press.days, kind=press.kind)
    if await requests.ask(db, context.destination, wish):
        view = views.under_way(subject_of(wish, context.say), context.say)
    else:
        view = views.clip_refused(context.say("clip-busy"), context.say)
    await context.answer(view)


async def where(_: CallbackQuery, press: PlanClip, context: RequestContext, db: Database) -> None:
    if wish := await _wish(press, context, db):
        chats = [(chat.id, _title(chat)) for chat in await _chats(context, db)]
        subject = subject_of(wish, context.say)
        if len(chats) == 1:
            to = PlanClipFor(press.subject, press.language, press.grouping, press.texts, chats[0][0])
            await context.answer(views.choose_when(to, subject, context.say))
        else:
            await context.answer(views.choose_where(press, subject, chats, context.say))


async def when(_: CallbackQuery, press: PlanClipFor, context: RequestContext, db: Database) -> None:
    if wish := await _wish(press, context, db):
        await context.answer(views.choose_when(press, subject_of(wish, context.say), context.say))


async def schedule(_: CallbackQuery, press: ScheduleClip, context: RequestContext, db: Database) -> None:
    """Either every day about the day before, or on Mondays about the week; only to the person's own chats."""
    wish = await _wish(press, context, db)
    chats = await _chats(context, db)
    to = next((chat for chat in chats if chat.id == press.to), None)
    if wish is None:
        return
    if to is None:
        await context.answer(views.review_not_for_you(context.say))
        return
    wish = replace(wish, days=1 if press.daily else WEEK)
    made = await requests.schedule(db, to, wish, f"{press.hour:02}:00", context.now, daily=press.daily)
    await context.answer(await _scheduled(made, chats, context, db))


async def remove(_: CallbackQuery, press: RemoveClip, context: RequestContext, db: Database) -> None:
    if await _refused(context, db):
        return
    chats = await _chats(context, db)
    gone = await requests.remove(db, press.request, [chat.id for chat in chats])
    if gone is None:
        await listing(context.event, context, db)
        return
    words = context.say("clip-removed", subject=_subject(gone.wish, context))
    await context.answer(views.clip_refused(words, context.say))


async def _show(press: OpenClip, context: RequestContext, db: Database) -> None:
    wish = await _wish(press, context, db)
    if wish is None:
        return
    since = context.now - timedelta(days=press.days)
    found = await count(
        db,
        wish,
        context.own_topics,
        since=since,
        until=context.now,
        chosen=context.destination.preferences,
    )
    subject = subject_of(wish, context.say)
    await context.answer(views.review_screen(press, subject, found, MAX_ARTICLES, context.say))


async def _wish(
    press: OpenClip | MakeClip | PlanClip | PlanClipFor | ScheduleClip, context: RequestContext, db: Database
) -> ReviewWish | None:
    """What a button asks for; None, after an explanation, when that means nothing to this person any more."""
    if await _refused(context, db):
        return None
    wish = ReviewWish(language=press.language, grouping=press.grouping, texts=press.texts)
    if press.subject == ALL_NEWS:
        return wish
    if not press.subject.isdecimal():
        if press.subject in context.say.topics:
            return replace(wish, topic=press.subject)
    elif words := await answers.recall(db, int(press.subject), context.now):
        return replace(wish, words=words)
    await context.answer(views.clip_refused(context.say("clip-gone"), context.say))
    return None


async def _refused(context: RequestContext, db: Database) -> bool:
    """Whether this person may not have reviews; if so, it says that."""
    if context.editor or context.admin or await chats_of(context, db):
        return False
    await context.answer(views.review_not_for_you(context.say))
    return True


async def _chats(context: RequestContext, db: Database) -> list[Destination]:
    """The chats that a person may have reviews sent to, their own first."""
    return [context.destination, *await chats_of(context, db)]


async def _scheduled(
    request_id: int | None, chats: Sequence[Destination], context: RequestContext, db: Database
) -> View:
    found = await requests.scheduled(db, [chat.id for chat in chats])
    made = next((each for each in found if each.id == request_id), None)
    if made is None:
        return views.clip_refused(context.say("clip-too-many", count=MAX_SCHEDULED), context.say)
    return views.planned_review(_planned(made, chats, context), context.say)


def _planned(request: ReviewRequest, chats: Sequence[Destination], context: RequestContext) -> PlannedReview:
    chat = next(each for each in chats if each.id == request.destination_id)
    time = request.time.local_time if request.time else ""
    daily = request.time is not None and request.time.weekdays == EVERY_DAY
    return PlannedReview(request.id, _subject(request.wish, context), time, daily, _title(chat))


def _subject(wish: ReviewWish, context: RequestContext) -> str:
    """The subject in words; its topic may have been removed since."""
    gone = wish.topic is not None and wish.topic not in context.say.topics
    return wish.topic or "" if gone else subject_of(wish, context.say)


def _title(chat: Destination) -> str:
    return "" if chat.kind == "private" else chat.title
