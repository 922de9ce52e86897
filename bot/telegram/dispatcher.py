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
from bot.services.overseeing import Pulse
from bot.services.pages import Pages
from bot.settings import Settings
from bot.telegram.access import Access
from bot.telegram.correcting import Correcting
from bot.telegram.desk import Desk
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
from bot.telegram.manners import RateLimit, ShowsWork
from bot.telegram.moves import Moves
from bot.telegram.pasting import Pasting, Pause, two_seconds
from bot.telegram.patience import Patience
from bot.telegram.presses import AnswersInTime, AnswersPresses, IgnoresDoubleTaps
from bot.telegram.standing import Standing
from bot.telegram.topic_desk import TopicDesk
from bot.telegram.turns import PostsInTurn
from bot.telegram.upload_desk import UploadDesk
from bot.telegram.visit import Visits
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
    paste_pause: Pause = two_seconds,
    patience: Patience | None = None,
) -> Dispatcher:
    """`dispatcher["pasting"].resume(bot)` finishes what a former process left."""
    pages = Pages(fetcher, worker)
    desk = Desk(db, intake, pages)
    feeds = Feeds(db, fetcher, worker, intake, pages, admins=settings.admin_ids)
    feed_adding = FeedAdding(db, fetcher, worker, feeds)
    corrections_made = Corrections(db, intake)
    correcting = Correcting(db, corrections_made)
    moves = Moves()
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
        topic_desk=TopicDesk(db, intake.own_topics),
        desk=desk,
        upload_desk=UploadDesk(db, desk, worker, feed_adding, corrections_made),
        correcting=correcting,
        pasting=Pasting(db, desk, correcting, clock, paste_pause),
        standing=Standing(),
        moves=moves,
        pulse=Pulse(),
    )
    dispatcher.update.outer_middleware(AnswersInTime())
    dispatcher.update.outer_middleware(moves)
    dispatcher.update.outer_middleware(dispatcher.fsm)  # one person's updates one after the other
    dispatcher.update.outer_middleware(PostsInTurn())
    dispatcher.update.outer_middleware(RateLimit(db, clock, settings, patience or Patience()))
    dispatcher.update.outer_middleware(Access(db, clock, settings))
    dispatcher.update.outer_middleware(Visits(db, clock, settings, intake.own_topics))
    dispatcher.callback_query.outer_middleware(AnswersPresses())
    double_taps = IgnoresDoubleTaps(clock)
    dispatcher.callback_query.outer_middleware(double_taps)
    dispatcher.message.outer_middleware(double_taps)
    dispatcher.message.middleware(ShowsWork())
    dispatcher.callback_query.middleware(ShowsWork())
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
