"""Channels whose posts become articles: connected by editors, then taken in post by post."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, MessageOriginChannel, MessageOriginChat

from bot.intake.channels.channels import ChannelSources
from bot.intake.channels.cut_posts import ChannelPost
from bot.telegram.shared.chat_picker import SOURCE, offer_source_key, take_keys_away
from bot.telegram.shared.chat_rights import member_of, title_of
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.filters import IN_PRIVATE, PRESSED_IN_PRIVATE, IsEditor, IsOwn, Pressed
from bot.telegram.shared.incoming import raw_of
from bot.telegram.shared.replies import edit_or_send, reply
from bot.views.common import message as views
from bot.views.common.buttons import Action, Press
from bot.views.editor.feeds import channels_screen
from digests.models import Published, RawText
from storage.channel_sources import ChannelSource


def router() -> Router:
    router = Router(name="source_channels")
    editor = IsEditor()
    router.message.register(picked, F.chat_shared.request_id == SOURCE, IN_PRIVATE, editor)
    for action, press in (
        (Action.CHANNELS, press_channels),
        (Action.CHANNEL_ADD, press_add),
        (Action.CHANNEL_REMOVE, press_remove),
    ):
        router.callback_query.register(press, Pressed(action), PRESSED_IN_PRIVATE, editor)
    words, own = F.text | F.caption, IsOwn()
    router.channel_post.register(post, words, ~own)
    router.edited_channel_post.register(post, words, ~own)
    return router


async def press_channels(
    call: CallbackQuery, bot: Bot, context: RequestContext, channel_sources: ChannelSources
) -> None:
    await edit_or_send(call, bot, await _screen(context, channel_sources))


async def press_add(call: CallbackQuery, bot: Bot, context: RequestContext) -> None:
    """Telegram's own picker stands on keys, which need a message of their own."""
    await offer_source_key(bot, call.from_user.id, context.say)


async def press_remove(
    call: CallbackQuery, press: Press, bot: Bot, context: RequestContext, channel_sources: ChannelSources
) -> None:
    await channel_sources.disconnect(int(press.arguments[0]))
    await edit_or_send(call, bot, await _screen(context, channel_sources))


async def picked(
    message: Message, bot: Bot, context: RequestContext, channel_sources: ChannelSources
) -> None:
    shared = message.chat_shared
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
    await reply(message, await _screen(context, channel_sources))


async def post(message: Message, context: RequestContext, channel_sources: ChannelSources) -> None:
    """A new post or an edited one. The parts of an album are one article, as are those of a long text."""
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


async def _screen(context: RequestContext, channel_sources: ChannelSources) -> views.Message:
    found = await channel_sources.every_one()
    return channels_screen([(source.chat_id, source.title) for source in found], context.say)


def _raw(message: Message) -> RawText:
    """With the channel as its source, unless it was forwarded from another, which it keeps."""
    raw = raw_of(message)
    if isinstance(message.forward_origin, MessageOriginChannel | MessageOriginChat):
        return raw
    published = Published(message.date)
    return replace(raw, source=message.chat.title, link=_link(message), published=published)


def _link(message: Message) -> str:
    chat = message.chat
    place = chat.username or f"c/{str(chat.id).removeprefix('-100')}"
    return f"https://t.me/{place}/{message.message_id}"
