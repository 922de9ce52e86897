"""Wires handlers, middlewares and their dependencies into one dispatcher."""

from __future__ import annotations

from functools import partial

from aiogram import Dispatcher
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot.editions.progress_messages import ProgressMessages
from bot.intake.channels.channels import ChannelSources
from bot.intake.corrections import Corrections
from bot.intake.embargoes import Embargoes
from bot.intake.feeds.adding import FeedAdding
from bot.intake.feeds.check import Feeds
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.model.meaning import Meaning
from bot.ops.stats import LastTick
from bot.settings import Settings
from bot.telegram.handlers import fallback, taken_back
from bot.telegram.handlers.admin import admin, broadcasts, people
from bot.telegram.handlers.editor import (
    adding,
    albums,
    article_sources,
    article_stories,
    articles,
    channels,
    clip,
    corrections,
    custom_topics,
    draft_parts,
    log,
    new_topics,
    parts,
    preview,
    story_edits,
    uploads,
)
from bot.telegram.handlers.editor import feeds as feed_handlers
from bot.telegram.handlers.editor.paste_collector import PasteCollector, WaitForMore, two_seconds
from bot.telegram.handlers.editor.submission import ArticleSubmission
from bot.telegram.handlers.editor.uploads import UploadBatches
from bot.telegram.handlers.owner import approvals, chat_feeds, chat_week, chats, groups, membership, pins
from bot.telegram.handlers.reader import (
    digest,
    follows,
    help,
    languages,
    mistyped,
    mutes,
    plain_words,
    preferences,
    privacy,
    report_error,
    saved,
    search,
    start,
    story,
    subscribe,
    timezone,
    topic,
    topics,
)
from bot.telegram.handlers.reader import settings as settings_handlers
from bot.telegram.middlewares.access import AccessMiddleware
from bot.telegram.middlewares.errors import failed
from bot.telegram.middlewares.post_order import ChannelPostOrder
from bot.telegram.middlewares.presses import AnswerCallbacks, AnswerSlowCallbacks, IgnoresDoubleTaps
from bot.telegram.middlewares.rate_limit import RateLimit, TokenBuckets, TypingMiddleware
from bot.telegram.middlewares.update_times import UpdateTimes
from bot.telegram.routing import RoutingDispatcher
from bot.telegram.shared.chat_rights import ChatRights
from bot.telegram.shared.context import ContextMiddleware
from bot.telegram.shared.moves import GroupMoves
from bot.timing.clock import Clock
from bot.web.results import Fetcher
from bot.worker.process import Worker
from storage.database import Database

# In the order in which they are asked: a handler gets only what no handler before it has taken.
_HANDLERS = (
    taken_back,
    albums,
    membership,
    pins,
    channels,
    chats,
    chat_week,
    chat_feeds,
    groups,
    start,
    preview,
    mutes,
    report_error,
    topic,
    search,
    saved,
    story,
    digest,
    topics,
    follows,
    subscribe,
    timezone,
    settings_handlers,
    preferences,
    approvals,
    languages,
    privacy,
    help,
    custom_topics,
    new_topics,
    articles,
    corrections,
    parts,
    draft_parts,
    article_sources,
    article_stories,
    log,
    story_edits,
    feed_handlers,
    clip,
    people,
    broadcasts,
    uploads,
    adding,
    admin,
    mistyped,
    plain_words,
    fallback,
)


def build_dispatcher(
    *,
    db: Database,
    clock: Clock,
    intake: Intake,
    worker: Worker,
    settings: Settings,
    fetcher: Fetcher,
    paste_pause: WaitForMore = two_seconds,
    buckets: TokenBuckets | None = None,
    meaning: Meaning | None = None,
) -> Dispatcher:
    """The dispatcher of all updates. Its values are passed to handlers by the names of their parameters.

    `dispatcher["paste_collector"].resume(bot)` finishes the work that an earlier process left.
    """
    pages = PageReader(fetcher, worker)
    submission = ArticleSubmission(db, intake, pages)
    feeds = Feeds(db, fetcher, worker, intake, pages, admins=settings.admin_ids)
    feed_adding = FeedAdding(db, fetcher, worker, feeds)
    corrections_made = Corrections(db, intake)
    moves = GroupMoves()
    progress_messages = ProgressMessages(db)
    dispatcher = RoutingDispatcher(
        events_isolation=SimpleEventIsolation(),
        disable_fsm=True,
        db=db,
        clock=clock,
        intake=intake,
        worker=worker,
        settings=settings,
        fetcher=fetcher,
        feeds=feeds,
        channel_sources=ChannelSources(db, intake),
        feed_adding=feed_adding,
        topics=intake.own_topics,
        submission=submission,
        upload_batches=UploadBatches(db, submission, worker, feed_adding, corrections_made),
        corrections=corrections_made,
        embargoes=Embargoes(db, intake),
        paste_collector=PasteCollector(
            db,
            clock,
            intake.own_topics,
            submit=submission.answer_paste,
            revise=partial(
                corrections.answer_paste,
                db=db,
                corrections=corrections_made,
                progress_messages=progress_messages,
            ),
            pause=paste_pause,
        ),
        chat_rights=ChatRights(),
        moves=moves,
        last_tick=LastTick(),
        progress_messages=progress_messages,
        meaning=meaning,
    )
    dispatcher.update.outer_middleware(UpdateTimes())
    dispatcher.update.outer_middleware(AnswerSlowCallbacks())
    dispatcher.update.outer_middleware(moves)
    dispatcher.update.outer_middleware(dispatcher.fsm)  # one person's updates one after the other
    dispatcher.update.outer_middleware(ChannelPostOrder())
    dispatcher.update.outer_middleware(RateLimit(db, clock, settings, buckets or TokenBuckets()))
    dispatcher.update.outer_middleware(AccessMiddleware(db, clock, settings))
    dispatcher.update.outer_middleware(
        ContextMiddleware(db, clock, settings, intake.own_topics, progress_messages, meaning=meaning)
    )
    dispatcher.callback_query.outer_middleware(AnswerCallbacks())
    double_taps = IgnoresDoubleTaps(clock)
    dispatcher.callback_query.outer_middleware(double_taps)
    dispatcher.message.outer_middleware(double_taps)
    dispatcher.message.middleware(TypingMiddleware())
    dispatcher.callback_query.middleware(TypingMiddleware())
    dispatcher.errors.register(failed)
    for handlers in _HANDLERS:
        handlers.register(dispatcher)
    return dispatcher
