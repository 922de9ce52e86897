"""The Atom feed of a group's or channel's editions: how to get one, and its address, shown once."""

from __future__ import annotations

from datetime import datetime
from html import escape

from bot.i18n import Say
from bot.views.common.buttons import SettingsOwner, button
from bot.views.common.html import Html, bold, join, text
from bot.views.common.menu import back_to_settings
from bot.views.common.message import MAX_COPIED, Button, Message
from bot.views.common.subscription import Subscription
from bot.views.owner.buttons import EndChatFeed, MakeChatFeed, RenewChatFeed


def chat_feed_screen(subscription: Subscription, made: datetime | None, say: Say) -> Message:
    """`made`: when the feed got its address, None where there is no feed."""
    chat = subscription.destination
    owner = SettingsOwner(chat.id)
    back = (back_to_settings(owner, say),)
    if made is None:
        make = button(say("button-chat-feed-make"), MakeChatFeed(owner))
        return Message(_titled(subscription, text(say("chat-feed-none")), say), ((make,), back))
    words = text(say("chat-feed-is", date=say.date(made, chat.zone, now=subscription.now)))
    return Message(_titled(subscription, words, say), (_choices(owner, say), back))


def chat_feed_address(subscription: Subscription, address: str, say: Say) -> Message:
    """The only screen with the address, which is code so that Telegram does not fetch it for a preview."""
    body = join([text(say("chat-feed-made")), Html(f"<code>{escape(address)}</code>")], "\n\n")
    copy = Button(say("button-chat-feed-copy"), copy=address)
    rows = ((copy,),) if len(address) <= MAX_COPIED else ()
    owner = SettingsOwner(subscription.destination.id)
    last = (_choices(owner, say), (back_to_settings(owner, say),))
    return Message(_titled(subscription, body, say), (*rows, *last))


def _choices(owner: SettingsOwner, say: Say) -> tuple[Button, ...]:
    return (
        button(say("button-chat-feed-renew"), RenewChatFeed(owner)),
        button(say("button-chat-feed-end"), EndChatFeed(owner), style="danger"),
    )


def _titled(subscription: Subscription, body: Html, say: Say) -> Html:
    lines = [bold(text(f"{subscription.title} · {say('button-chat-feed')}")), body]
    return join(lines, "\n")
