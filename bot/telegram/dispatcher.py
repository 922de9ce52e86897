"""Handlers, middlewares and what they work with, wired into one dispatcher."""

from __future__ import annotations

from aiogram import Dispatcher
from aiogram.fsm.storage.memory import SimpleEventIsolation

from bot.clock import Clock
from bot.fetch import Fetcher
from bot.services.channel_sources import ChannelSources
from bot.services.corrections import Corrections
from bot.services.feed_adding import FeedAdding
from bot.services.feeds import Feeds
from bot.services.intake import Intake
from bot.services.overseeing import LastTick
from bot.services.pages import PageReader
from bot.settings import Settings
from bot.telegram.access import AccessMiddleware
from bot.telegram.correcting import CorrectionScreens
from bot.telegram.desk import ArticleSubmission
from bot.telegram.errors import failed
from bot.telegram.handlers import (
    adding,
    admin,
    albums,
    articles,
    broadcasts,
    chats,
    choices,
    corrections,
    digest,
    fallback,
    follows,
    groups,
    help,
    hiding,
    languages,
    membership,
    own_topics,
    people,
    pins,
    preview,
    privacy,
    proofs,
    search,
    shelf,
    source_channels,
    story_corrections,
    times,
    topic,
    topics,
    uploading,
    welcome,
    zones,
)
from bot.telegram.handlers import (
    feeds as feed_handlers,
)
from bot.telegram.handlers import (
    settings as settings_handlers,
)
from bot.telegram.manners import RateLimit, TypingMiddleware
from bot.telegram.moves import GroupMoves
from bot.telegram.pasting import PasteCollector, WaitForMore, two_seconds
from bot.telegram.patience import TokenBuckets
from bot.telegram.presses import AnswerCallbacks, AnswerSlowCallbacks, IgnoresDoubleTaps
from bot.telegram.standing import ChatRights
from bot.telegram.topic_desk import TopicEditing
from bot.telegram.turns import ChannelPostOrder
from bot.telegram.upload_desk import UploadBatches
from bot.telegram.visit import ContextMiddleware
from bot.worker import Worker
from storage.database import Database


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
) -> Dispatcher:
    """`dispatcher["pasting"].resume(bot)` finishes what a former process left."""
    pages = PageReader(fetcher, worker)
    desk = ArticleSubmission(db, intake, pages)
    feeds = Feeds(db, fetcher, worker, intake, pages, admins=settings.admin_ids)
    feed_adding = FeedAdding(db, fetcher, worker, feeds)
    corrections_made = Corrections(db, intake)
    correction_screens = CorrectionScreens(db, corrections_made)
    moves = GroupMoves()
    dispatcher = Dispatcher(
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
        topic_desk=TopicEditing(db, intake.own_topics),
        desk=desk,
        upload_desk=UploadBatches(db, desk, worker, feed_adding, corrections_made),
        correction_screens=correction_screens,
        paste_collector=PasteCollector(db, desk, correction_screens, clock, paste_pause),
        chat_rights=ChatRights(),
        moves=moves,
        last_tick=LastTick(),
    )
    dispatcher.update.outer_middleware(AnswerSlowCallbacks())
    dispatcher.update.outer_middleware(moves)
    dispatcher.update.outer_middleware(dispatcher.fsm)  # one person's updates one after the other
    dispatcher.update.outer_middleware(ChannelPostOrder())
    dispatcher.update.outer_middleware(RateLimit(db, clock, settings, buckets or TokenBuckets()))
    dispatcher.update.outer_middleware(AccessMiddleware(db, clock, settings))
    dispatcher.update.outer_middleware(ContextMiddleware(db, clock, settings, intake.own_topics))
    dispatcher.callback_query.outer_middleware(AnswerCallbacks())
    double_taps = IgnoresDoubleTaps(clock)
    dispatcher.callback_query.outer_middleware(double_taps)
    dispatcher.message.outer_middleware(double_taps)
    dispatcher.message.middleware(TypingMiddleware())
    dispatcher.callback_query.middleware(TypingMiddleware())
    dispatcher.errors.register(failed)
    for noun in (
        albums,
        membership,
        pins,
        source_channels,
        chats,
        groups,
        welcome,
        digest,
        preview,
        hiding,
        topic,
        search,
        shelf,
        topics,
        follows,
        times,
        zones,
        settings_handlers,
        choices,
        proofs,
        languages,
        privacy,
        help,
        own_topics,
        articles,
        corrections,
        story_corrections,
        feed_handlers,
        people,
        broadcasts,
        uploading,
        adding,
        admin,
        fallback,
    ):
        dispatcher.include_router(noun.router())
    return dispatcher
