"""Channels whose posts become articles: editors connect them, then each post is taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message, MessageOriginChannel, MessageOriginChat, TelegramObject

from bot.intake.channels.channels import ChannelSources
from bot.intake.channels.cut_posts import ChannelPost
from bot.telegram.shared.chat_picker import SOURCE, offer_source_key, take_keys_away
from bot.telegram.shared.chat_rights import member_of, title_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, IsOwn, Pressed
from bot.telegram.shared.incoming import raw_of
from bot.views.editor.feed_buttons import OpenSourceChannels, PickSourceChannel, RemoveSourceChannel
from bot.views.editor.feeds import channels_screen
from digests.models.texts import Published, RawText
from storage import channel_sources as stored_channels
from storage.channel_sources import ChannelSource
from storage.database import Database


def register(router: Router) -> None:
    editor = IsEditor()
    router.message.register(picked, F.chat_shared.request_id == SOURCE, IN_PRIVATE, editor)
    for kind, press in (
        (OpenSourceChannels, listing),
        (PickSourceChannel, pick),
        (RemoveSourceChannel, remove),
    ):
        router.callback_query.register(press, Pressed(kind), PRESSED_IN_PRIVATE, editor)
    words, own = F.text | F.caption, IsOwn()
    router.channel_post.register(post, words, ~own)
    router.edited_channel_post.register(post, words, ~own)


async def listing(_: TelegramObject, context: RequestContext, db: Database) -> None:
    async with db.read() as reader:
        found = await stored_channels.list_all(reader)
    await context.answer(channels_screen(found, context.say))


async def pick(_: TelegramObject, context: RequestContext) -> None:
    """Telegram's picker is a keyboard, which needs a message of its own."""
    await offer_source_key(context.bot, context.person.id, context.say)


async def remove(
    _: TelegramObject,
    press: RemoveSourceChannel,
    context: RequestContext,
    db: Database,
    channel_sources: ChannelSources,
) -> None:
    await channel_sources.disconnect(press.chat, context.by)
    await listing(_, context, db)


async def picked(
    message: Message, context: RequestContext, db: Database, channel_sources: ChannelSources
) -> None:
    bot, shared = context.bot, message.chat_shared
    if shared is None:
        return
    try:
        title = shared.title or await title_of(bot, shared.chat_id)
        seen = await member_of(bot, shared.chat_id, bot.id)
    except TelegramAPIError:
        seen = None
    if seen is None:
        await take_keys_away(bot, message.chat.id, context.say("source-channel-unseen"))
        return
    await channel_sources.connect(ChannelSource(shared.chat_id, title), context.person.id, context.now)
    await take_keys_away(bot, message.chat.id, context.say("source-channel-done", title=title))
    await listing(message, context, db)


async def post(message: Message, context: RequestContext, channel_sources: ChannelSources) -> None:
    """A new or an edited post. The parts of an album become one article, as do those of a long text."""
    made = datetime.fromtimestamp(message.edit_date, UTC) if message.edit_date else message.date
    found = ChannelPost(
        chat_id=message.chat.id,
        message_id=message.message_id,
        album=message.media_group_id,
        raw=_raw(message),
        sent=message.date,
        made=made,
        cut=message.text is not None and message.forward_origin is None,
    )
    await channel_sources.take(found, context.now)


def _raw(message: Message) -> RawText:
    """The raw text with the channel as its source; a forward keeps the channel that it came from."""
    raw = raw_of(message)
    if isinstance(message.forward_origin, MessageOriginChannel | MessageOriginChat):
        return raw
    published = Published(message.date)
    return replace(raw, source=message.chat.title, link=_link(message), published=published)


def _link(message: Message) -> str:
    chat = message.chat
    place = chat.username or f"c/{str(chat.id).removeprefix('-100')}"
    return f"https://t.me/{place}/{message.message_id}"
