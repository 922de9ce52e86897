"""A quiet day: plain words and the top story, not silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.html import Html, fits, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.reader.digest import ChatKind, DigestContext, story_block
from bot.views.reader.topic_menu import period_words
from digests.models import DigestItem

Scope = Literal["topics", "languages", "all"]
"""What the reader has chosen from: when there is nothing, it may be for that."""


def no_news(
    top: DigestItem | None,
    say: Say,
    *,
    period: timedelta,
    scope: Scope,
    now: datetime,
    zone: str,
    bot_username: str,
    kind: ChatKind,
) -> Message:
    """`top` is the weightiest story of the day on any topic, if there is one."""
    blocks = [text(say(f"digest-empty-{scope}", period=period_words(period, say)))]
    if top is not None:
        leading = say("digest-top-story") if scope == "topics" else say("digest-top-of-day")
        blocks += [text(leading), _block(top, DigestContext(say, now, zone, bot_username, kind))]
    return Message(join(blocks, "\n\n"), _ways_on(top, period, say) if kind == "private" else ())


def wrong_period(say: Say) -> Message:
    """With the two periods that people want most."""
    day = Button(say("button-digest"), encode(Action.DIGEST, 24))
    return Message(
        text(say("digest-wrong-period")), ((day, Button(say("button-week"), encode(Action.DIGEST, 168))),)
    )


def _ways_on(top: DigestItem | None, period: timedelta, say: Say) -> Buttons:
    week = Button(say("button-week"), encode(Action.DIGEST, 168))
    tune = Button(say("button-tune"), encode(Action.TUNE))
    row = (tune,) if period >= timedelta(days=7) else (week, tune)
    if top is None:
        return (row,)
    return ((Button(say("button-whole-story"), encode(Action.STORY, top.story.id, 0, "-")),), row)


def _block(top: DigestItem, look: DigestContext) -> Html:
    whole = story_block(top, look)
    return whole if fits(whole) else story_block(top, look, limit=0)
