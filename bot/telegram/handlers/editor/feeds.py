"""/feeds and /addfeed: where the news come from by themselves."""

from __future__ import annotations

from datetime import timedelta

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.intake.feeds.adding import FeedAdded, FeedAdding, FeedChoice, FeedKnown
from bot.intake.feeds.check import Feeds
from bot.subscribers import readers
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, AwaitingAnswer, IsEditor, Pressed
from bot.telegram.shared.replies import edit_or_send, reply, typing
from bot.views.common import message
from bot.views.common.buttons import Action, Press
from bot.views.editor import feeds as views
from bot.views.editor.feeds import FeedInfo, with_feeds
from bot.web.results import Unfetched
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline, write_opml
from storage import feed_entries
from storage import feeds as stored_feeds
from storage.database import Database
from storage.feeds import StoredFeed

QUESTION = "feed"
MAX_EXPORTED_FEEDS = 5000

WEEK = timedelta(days=7)
FeedResult = FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem | None


def router() -> Router:
    router = Router(name="feeds")
    editor = IsEditor()
    router.message.register(listing, Command("feeds", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(add, Command("addfeed", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(answer, AwaitingAnswer(QUESTION), IN_PRIVATE, editor)
    for action, press in (
        (Action.FEEDS, press_listing),
        (Action.FEED, press_one),
        (Action.FEED_ADD, press_add),
        (Action.FEED_OFFER, press_offer),
        (Action.FEED_CHECK, press_check),
        (Action.FEED_PAGES, press_pages),
        (Action.FEED_OFF, press_off),
        (Action.FEED_ASK_REMOVE, press_ask_remove),
        (Action.FEED_REMOVE, press_remove),
        (Action.FEEDS_EXPORT, press_export),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE, editor)
    return router


async def listing(message: Message, context: RequestContext, db: Database) -> None:
    await reply(message, await feeds_screen(0, context, db))


async def add(
    message: Message,
    command: CommandObject,
    bot: Bot,
    context: RequestContext,
    *,
    db: Database,
    feed_adding: FeedAdding,
) -> None:
    if not command.args:
        await reply(message, await _ask(context, db))
        return
    async with typing(bot, message.chat.id):
        result = await feed_adding.add(command.args.split()[0], context.person.id, context.now)
    await reply(message, result_screen(result, context))


async def answer(
    message: Message, bot: Bot, context: RequestContext, db: Database, feed_adding: FeedAdding
) -> None:
    async with typing(bot, message.chat.id):
        result = await feed_adding.add((message.text or "").split()[0], context.person.id, context.now)
    if isinstance(result, FeedAdded | FeedKnown | FeedChoice):
        await readers.set_pending_question(db, context.person.id, None)
    await reply(message, result_screen(result, context))


async def press_listing(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await feeds_screen(int(press.arguments[0]), context, db))


async def press_one(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    await edit_or_send(call, bot, await feed_screen(int(press.arguments[0]), context, db))


async def press_add(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    await edit_or_send(call, bot, await _ask(context, db))


async def press_offer(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, feed_adding: FeedAdding
) -> None:
    async with typing(bot, call.from_user.id):
        result = await feed_adding.add_offered(int(press.arguments[0]), context.person.id, context.now)
    await edit_or_send(call, bot, result_screen(result, context))


async def press_check(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, *, db: Database, feeds: Feeds
) -> None:
    """Check the feed now; one that was off is switched on."""
    async with typing(bot, call.from_user.id):
        feed = await feeds.try_again(int(press.arguments[0]), context.now)
        if feed is not None:
            await feeds.check(feed, context.now)
    await edit_or_send(
        call, bot, await feed_screen(int(press.arguments[0]), context, db, context.say("feed-checked"))
    )


async def press_pages(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, *, db: Database, feeds: Feeds
) -> None:
    await feeds.set_full_pages(int(press.arguments[0]), press.arguments[1] == "1")
    await edit_or_send(call, bot, await feed_screen(int(press.arguments[0]), context, db))


async def press_off(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, *, db: Database, feeds: Feeds
) -> None:
    await feeds.switch_off(int(press.arguments[0]))
    await edit_or_send(call, bot, await feed_screen(int(press.arguments[0]), context, db))


async def press_ask_remove(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, db: Database
) -> None:
    look = await look_of(int(press.arguments[0]), context, db)
    await edit_or_send(call, bot, views.ask_remove(look, context.say) if look else gone(context))


async def press_remove(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, *, db: Database, feeds: Feeds
) -> None:
    look = await look_of(int(press.arguments[0]), context, db)
    await feeds.remove(int(press.arguments[0]))
    words = context.say("feed-removed", title=look.title) if look else context.say("feed-gone")
    await edit_or_send(call, bot, with_feeds(words, context.say))


async def press_export(call: CallbackQuery, bot: Bot, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        found = await stored_feeds.list_page(reader, MAX_EXPORTED_FEEDS)
    outlines = tuple(Outline(feed.url, feed.title) for feed in found)
    written = write_opml(outlines, context.say("feeds-title")).encode()
    file = BufferedInputFile(written, f"{context.say('feeds-export-name')}.opml")
    await bot.send_document(call.from_user.id, file)


async def _ask(context: RequestContext, db: Database) -> message.Message:
    await readers.set_pending_question(db, context.person.id, QUESTION)
    return with_feeds(context.say("feed-ask"), context.say)


async def feeds_screen(after: int, context: RequestContext, db: Database) -> message.Message:
    async with db.read() as reader:
        found = await stored_feeds.list_page(reader, views.FEEDS_PER_PAGE + 1, after)
    return views.listing(
        [_plain(feed) for feed in found[: views.FEEDS_PER_PAGE]],
        len(found) > views.FEEDS_PER_PAGE,
        context.place,
    )


async def feed_screen(feed_id: int, context: RequestContext, db: Database, note: str = "") -> message.Message:
    look = await look_of(feed_id, context, db)
    return views.one(look, context.place, note) if look else gone(context)


async def look_of(feed_id: int, context: RequestContext, db: Database) -> FeedInfo | None:
    async with db.read() as reader:
        feed = await stored_feeds.get(reader, feed_id)
        counts = await feed_entries.counts(reader, feed_id, context.now - WEEK)
    return None if feed is None else _plain(feed, counts.articles, counts.skipped)


def _plain(feed: StoredFeed, articles: int = 0, skipped: int = 0) -> FeedInfo:
    return FeedInfo(
        id=feed.id,
        url=feed.url,
        title=feed.title or feed.url,
        on=feed.state == "on",
        error=feed.error,
        last_success=feed.last_success,
        next_check=feed.next_check,
        full_pages=feed.full_pages,
        articles=articles,
        skipped=skipped,
    )


def gone(context: RequestContext) -> message.Message:
    return with_feeds(context.say("feed-gone"), context.say)


def result_screen(result: FeedResult, context: RequestContext) -> message.Message:
    say = context.say
    match result:
        case FeedAdded(feed):
            return views.one(_plain(feed), context.place, say("feed-added", title=feed.title))
        case FeedKnown(feed):
            return views.one(_plain(feed), context.place, say("feed-known", title=feed.title))
        case FeedChoice(offers):
            return views.choice(offers, say)
        case Unfetched(why):
            return with_feeds(views.problem(why.value, say), say)
        case FeedProblem():
            return with_feeds(views.problem(result.value, say), say)
        case None:
            return with_feeds(say("feed-offer-gone"), say)
