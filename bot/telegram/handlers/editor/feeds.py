"""/feeds and /addfeed: the feeds that bring news automatically."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, Message, TelegramObject

from bot.editions.progress_messages import feed_message
from bot.intake.feeds.adding import FeedAdded, FeedAdding, FeedChoice, FeedKnown
from bot.intake.feeds.check import Feeds
from bot.intake.feeds.publishers import connect
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.questions import QUESTIONS, Question, ask, close_question
from bot.views.common.buttons import OpenFeeds
from bot.views.common.message import Message as View
from bot.views.editor import feeds as views
from bot.views.editor.feed_buttons import (
    AddOfferedFeed,
    AskFeed,
    AskRemoveFeed,
    CheckFeed,
    ConnectPublisher,
    ConnectPublishers,
    ExportFeeds,
    OpenFeed,
    OpenPublishers,
    RemoveFeed,
    SwitchFeedOff,
    SwitchFullPages,
)
from bot.views.editor.feeds import FEEDS_PER_PAGE, feed_title, with_feeds
from bot.web.results import Unfetched
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline, write_opml
from digests.formats.publishers import publishers
from digests.models.texts import PublishersLanguage
from storage import feeds as stored_feeds
from storage.database import Database
from storage.feeds import StoredFeed

MAX_EXPORTED_FEEDS = 5000

FeedResult = FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem | None


@QUESTIONS.named("feed")
@dataclass(frozen=True, slots=True)
class WhichFeed(Question):
    pass


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(listing, Command("feeds", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(add, Command("addfeed", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(answer, AwaitingAnswer(WhichFeed), IN_PRIVATE, editor)
    for kind, press in (
        (OpenFeeds, listing),
        (OpenFeed, one),
        (AskFeed, ask_feed),
        (AddOfferedFeed, add_offered),
        (CheckFeed, check),
        (SwitchFullPages, switch_full_pages),
        (SwitchFeedOff, switch_off),
        (AskRemoveFeed, ask_remove),
        (RemoveFeed, remove),
        (ExportFeeds, export),
        (OpenPublishers, list_publishers),
        (ConnectPublisher, connect_publisher),
        (ConnectPublishers, connect_publishers),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)


async def listing(
    _: TelegramObject, context: RequestContext, db: Database, press: OpenFeeds = OpenFeeds()
) -> None:
    async with db.read() as reader:
        found = await stored_feeds.list_page(reader, FEEDS_PER_PAGE + 1, press.after)
    await context.answer(views.listing(found[:FEEDS_PER_PAGE], len(found) > FEEDS_PER_PAGE, context.say))


async def add(
    message: Message, command: CommandObject, context: RequestContext, db: Database, feed_adding: FeedAdding
) -> None:
    if command.args:
        await context.answer(_result_view(await _add(command.args, context, feed_adding), context))
    else:
        await ask_feed(message, context, db)


async def answer(message: Message, context: RequestContext, db: Database, feed_adding: FeedAdding) -> None:
    result = await _add(message.text or "", context, feed_adding)
    if isinstance(result, FeedAdded | FeedKnown | FeedChoice):
        await close_question(db, context.person.id)
    await context.answer(_result_view(result, context))


async def ask_feed(_: TelegramObject, context: RequestContext, db: Database) -> None:
    await ask(db, context.person.id, WhichFeed())
    await context.answer(with_feeds(context.say("feed-ask"), context.say))


async def one(_: TelegramObject, press: OpenFeed, context: RequestContext, db: Database) -> None:
    await _show(press.feed, context, db)


async def add_offered(
    _: TelegramObject, press: AddOfferedFeed, context: RequestContext, feed_adding: FeedAdding
) -> None:
    result = await feed_adding.add_offered(press.offer, context.person.id, context.now)
    await context.answer(_result_view(result, context))


async def check(
    _: TelegramObject, press: CheckFeed, context: RequestContext, db: Database, feeds: Feeds
) -> None:
    """Check the feed now; if it was off, it is switched on."""
    feed = await feeds.try_again(press.feed, context.now, context.by)
    if feed is not None:
        await feeds.check(feed, context.now)
    await _show(press.feed, context, db, context.say("feed-checked"))


async def switch_full_pages(
    _: TelegramObject, press: SwitchFullPages, context: RequestContext, db: Database, feeds: Feeds
) -> None:
    await feeds.set_full_pages(press.feed, press.on, context.by)
    await _show(press.feed, context, db)


async def switch_off(
    _: TelegramObject, press: SwitchFeedOff, context: RequestContext, db: Database, feeds: Feeds
) -> None:
    await feeds.switch_off(press.feed, context.by)
    await _show(press.feed, context, db)


async def ask_remove(_: TelegramObject, press: AskRemoveFeed, context: RequestContext, db: Database) -> None:
    feed = await _feed(press.feed, db)
    await context.answer(views.ask_remove(feed, context.say) if feed else _gone(context))


async def remove(
    _: TelegramObject, press: RemoveFeed, context: RequestContext, db: Database, feeds: Feeds
) -> None:
    feed = await _feed(press.feed, db)
    await feeds.remove(press.feed, context.by)
    words = context.say("feed-removed", title=feed_title(feed)) if feed else context.say("feed-gone")
    await context.answer(with_feeds(words, context.say))


async def export(_: TelegramObject, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        found = await stored_feeds.list_page(reader, MAX_EXPORTED_FEEDS)
    outlines = tuple(Outline(feed.url, feed.title) for feed in found)
    written = write_opml(outlines, context.say("feeds-title")).encode()
    file = BufferedInputFile(written, f"{context.say('feeds-export-name')}.opml")
    await context.bot.send_document(context.person.id, file)


async def list_publishers(_: TelegramObject, press: OpenPublishers, context: RequestContext) -> None:
    titles = [each.title for each in publishers(press.language)]
    await context.answer(views.publishers_list(press.language, titles, context.say))


async def connect_publisher(
    _: TelegramObject, press: ConnectPublisher, context: RequestContext, feed_adding: FeedAdding
) -> None:
    chosen = publishers(press.language)[press.at : press.at + 1]
    await context.answer(await _connected(press.language, chosen, context, feed_adding))


async def connect_publishers(
    _: TelegramObject, press: ConnectPublishers, context: RequestContext, feed_adding: FeedAdding
) -> None:
    chosen = publishers(press.language)
    await context.answer(await _connected(press.language, chosen, context, feed_adding))


async def _connected(
    language: PublishersLanguage, chosen: Sequence[Outline], context: RequestContext, feed_adding: FeedAdding
) -> View:
    tried = await connect(feed_adding, chosen, context.person.id, context.now)
    added, known = sum(each.added for each in tried), sum(each.known for each in tried)
    silent = [(each.title, each.problem) for each in tried if each.problem]
    return views.publishers_tried(language, added, known, silent, context.say)


async def _add(said: str, context: RequestContext, feed_adding: FeedAdding) -> FeedResult:
    return await feed_adding.add(said.split(maxsplit=1)[0], context.person.id, context.now)


async def _show(feed_id: int, context: RequestContext, db: Database, note: str = "") -> None:
    await context.answer(await feed_message(db, feed_id, context.place, note) or _gone(context))


async def _feed(feed_id: int, db: Database) -> StoredFeed | None:
    async with db.read() as reader:
        return await stored_feeds.get(reader, feed_id)


def _gone(context: RequestContext) -> View:
    return with_feeds(context.say("feed-gone"), context.say)


def _result_view(result: FeedResult, context: RequestContext) -> View:
    say = context.say
    match result:
        case FeedAdded(feed):
            return views.one(feed, None, context.place, say("feed-added", title=feed_title(feed)))
        case FeedKnown(feed):
            return views.one(feed, None, context.place, say("feed-known", title=feed_title(feed)))
        case FeedChoice(offers):
            return views.choice(offers, say)
        case Unfetched(why):
            return with_feeds(views.problem(why.value, say), say)
        case FeedProblem():
            return with_feeds(views.problem(result.value, say), say)
        case None:
            return with_feeds(say("feed-offer-gone"), say)
