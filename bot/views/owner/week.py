"""How the posts of a group or channel were read: taps and reactions, as counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenChat, SettingsOwner, button
from bot.views.common.html import Html, bold, clip, join, text
from bot.views.common.message import Message

if TYPE_CHECKING:
    from storage.counts import PostCounts
    from storage.destinations import Destination

HEADLINE_UNITS = 90
SHOWN_POSTS = 14


@dataclass(frozen=True, slots=True)
class ChatWeek:
    """Its editions, the latest first, and (headline, taps) of the stories that were opened most."""

    posts: Sequence[PostCounts]
    opened: Sequence[tuple[str, int]]


def chat_week_screen(chat: Destination, week: ChatWeek, say: Say) -> Message:
    back = ((button(say("button-back"), OpenChat(SettingsOwner(chat.id))),),)
    title = join([bold(text(chat.title)), text(say("chat-week-title"))], "\n")
    if not week.posts:
        return Message(join([title, text(say("chat-week-none"))], "\n\n"), back)
    parts = [title, _whole(chat, week, say)]
    if week.opened:
        opened = [text(f"{clip(headline, HEADLINE_UNITS)} — {taps}") for headline, taps in week.opened]
        parts.append(join([bold(text(say("chat-week-opened"))), *opened], "\n"))
    posts = [text(_post(chat, post, say)) for post in week.posts[:SHOWN_POSTS]]
    parts.append(join([bold(text(say("chat-week-posts"))), *posts], "\n"))
    return Message(join([*parts, text(say("chat-week-how"))], "\n\n"), back)


def _whole(chat: Destination, week: ChatWeek, say: Say) -> Html:
    lines = [
        say("chat-week-editions", count=len(week.posts)),
        say("chat-week-taps", count=sum(post.taps for post in week.posts)),
    ]
    reactions = sum(post.reactions for post in week.posts)
    if chat.kind == "channel" or reactions:
        lines.append(say("chat-week-reactions", count=reactions))
    return text("\n".join(lines))


def _post(chat: Destination, post: PostCounts, say: Say) -> str:
    at = f"{say.date(post.scheduled, chat.zone, now=post.scheduled)}, {say.time(post.scheduled, chat.zone)}"
    counted = [say("post-taps", count=post.taps)]
    if post.reactions:
        counted.append(say("post-reactions", count=post.reactions))
    return f"{at}: {', '.join(counted)}"
