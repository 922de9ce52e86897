"""/feeds and /addfeed: where the news come from by themselves."""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.services import readers
from bot.services.feed_adding import Choice, FeedAdded, FeedAdding, FeedKnown
from bot.services.feeds import Feeds
from bot.telegram.feed_screens import feed_screen, feeds_screen, gone, look_of, result_screen
from bot.telegram.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, Asked, IsEditor, Pressed
from bot.telegram.showing import reply, show, typing
from bot.telegram.visit import Visit
from bot.views import feeds as views
from bot.views import message
from bot.views.actions import Action
from bot.views.callbacks import Press
from bot.views.feeds import with_feeds
from digests.opml import Outline, write_opml
from storage import feeds as stored_feeds
from storage.database import Database

QUESTION = "feed"
MOST_EXPORTED = 5000


def router() -> Router:
    router = Router(name="feeds")
    editor = IsEditor()
    router.message.register(listing, Command("feeds", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(add, Command("addfeed", ignore_case=True), IN_PRIVATE, editor)
    router.message.register(answer, Asked(QUESTION), IN_PRIVATE, editor)
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


async def listing(message: Message, visit: Visit, db: Database) -> None:
    await reply(message, await feeds_screen(0, visit, db))


async def add(
    message: Message, command: CommandObject, bot: Bot, visit: Visit, *, db: Database, feed_adding: FeedAdding
) -> None:
    if not command.args:
        await reply(message, await _ask(visit, db))
        return
    async with typing(bot, message.chat.id):
        result = await feed_adding.add(command.args.split()[0], visit.person.id, visit.now)
    await reply(message, result_screen(result, visit))


async def answer(message: Message, bot: Bot, visit: Visit, db: Database, feed_adding: FeedAdding) -> None:
    async with typing(bot, message.chat.id):
        result = await feed_adding.add((message.text or "").split()[0], visit.person.id, visit.now)
    if isinstance(result, FeedAdded | FeedKnown | Choice):
        await readers.ask(db, visit.person.id, None)
    await reply(message, result_screen(result, visit))


async def press_listing(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await feeds_screen(int(press.arguments[0]), visit, db))


async def press_one(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await feed_screen(int(press.arguments[0]), visit, db))


async def press_add(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    await show(call, bot, await _ask(visit, db))


async def press_offer(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, feed_adding: FeedAdding
) -> None:
    async with typing(bot, call.from_user.id):
        result = await feed_adding.add_offered(int(press.arguments[0]), visit.person.id, visit.now)
    await show(call, bot, result_screen(result, visit))


async def press_check(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, *, db: Database, feeds: Feeds
) -> None:
    """Also switches on one that was off."""
    async with typing(bot, call.from_user.id):
        feed = await feeds.try_again(int(press.arguments[0]), visit.now)
        if feed is not None:
            await feeds.check(feed, visit.now)
    await show(call, bot, await feed_screen(int(press.arguments[0]), visit, db, visit.say("feed-checked")))


async def press_pages(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, *, db: Database, feeds: Feeds
) -> None:
    await feeds.set_full_pages(int(press.arguments[0]), press.arguments[1] == "1")
    await show(call, bot, await feed_screen(int(press.arguments[0]), visit, db))


async def press_off(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, *, db: Database, feeds: Feeds
) -> None:
    await feeds.switch_off(int(press.arguments[0]))
    await show(call, bot, await feed_screen(int(press.arguments[0]), visit, db))


async def press_ask_remove(call: CallbackQuery, press: Press, bot: Bot, visit: Visit, db: Database) -> None:
    look = await look_of(int(press.arguments[0]), visit, db)
    await show(call, bot, views.ask_remove(look, visit.say) if look else gone(visit))


async def press_remove(
    call: CallbackQuery, press: Press, bot: Bot, visit: Visit, *, db: Database, feeds: Feeds
) -> None:
    look = await look_of(int(press.arguments[0]), visit, db)
    await feeds.remove(int(press.arguments[0]))
    words = visit.say("feed-removed", title=look.title) if look else visit.say("feed-gone")
    await show(call, bot, with_feeds(words, visit.say))


async def press_export(call: CallbackQuery, bot: Bot, visit: Visit, db: Database) -> None:
    async with db.read() as reader:
        found = await stored_feeds.listed(reader, MOST_EXPORTED)
    outlines = tuple(Outline(feed.url, feed.title) for feed in found)
    written = write_opml(outlines, visit.say("feeds-title")).encode()
    file = BufferedInputFile(written, f"{visit.say('feeds-export-name')}.opml")
    await bot.send_document(call.from_user.id, file)


async def _ask(visit: Visit, db: Database) -> message.Message:
    await readers.ask(db, visit.person.id, QUESTION)
    return with_feeds(visit.say("feed-ask"), visit.say)
