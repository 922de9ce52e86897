"""The Atom feed of a chat: whoever may set up the chat makes it, changes its address or removes it."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import TelegramObject

from bot.outlets import feed_addresses
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import PRESSED_IN_PRIVATE, Pressed
from bot.views.common.buttons import SettingsOwner
from bot.views.owner.buttons import EndChatFeed, MakeChatFeed, OpenChatFeed, RenewChatFeed
from bot.views.owner.chat_feed import chat_feed_address, chat_feed_screen
from storage import chat_feeds
from storage.database import Database


def register(router: Router) -> None:
    for kind, press in (
        (OpenChatFeed, open_feed),
        (MakeChatFeed, make),
        (RenewChatFeed, renew),
        (EndChatFeed, end),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE)


async def open_feed(_: TelegramObject, press: OpenChatFeed, context: RequestContext, db: Database) -> None:
    await _show(press.owner, None, context, db)


async def make(_: TelegramObject, press: MakeChatFeed, context: RequestContext, db: Database) -> None:
    """A feed that exists keeps its address."""
    chat, base = context.destination_for(press.owner), context.feeds_address
    address = await feed_addresses.make(db, chat, base, context.now) if base else None
    await _show(press.owner, address, context, db)


async def renew(_: TelegramObject, press: RenewChatFeed, context: RequestContext, db: Database) -> None:
    chat, base = context.destination_for(press.owner), context.feeds_address
    address = await feed_addresses.renew(db, chat, base, context.now) if base else None
    await _show(press.owner, address, context, db)


async def end(_: TelegramObject, press: EndChatFeed, context: RequestContext, db: Database) -> None:
    await feed_addresses.end(db, context.destination_for(press.owner))
    await _show(press.owner, None, context, db)


async def _show(owner: SettingsOwner, address: str | None, context: RequestContext, db: Database) -> None:
    subscription = await context.subscription(db, owner)
    if address is not None:
        await context.answer(chat_feed_address(subscription, address, context.say))
        return
    async with db.read() as reader:
        made = await chat_feeds.made_at(reader, subscription.destination.id)
    await context.answer(chat_feed_screen(subscription, made, context.say))
