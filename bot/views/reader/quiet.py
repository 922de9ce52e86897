"""A period without news: plain words and the top story instead of silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import OpenDigest, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, fits, join, text
from bot.views.common.items import story_block
from bot.views.common.message import Buttons, Message
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.buttons import OpenSettingsBelow
from bot.views.reader.topic_menu import period_words
from digests.models.digest import DigestItem
from digests.models.stories import Article
from digests.models.texts import Published

WEEK_HOURS = 168

Scope = Literal["topics", "languages", "all"]
"""What the reader has chosen from: when there is nothing, it may be for that."""


def no_news(
    top: DigestItem | None,
    last: Article | None,
    context: RenderContext,
    *,
    period: timedelta,
    scope: Scope,
) -> Message:
    """`top` is the weightiest story on any topic in the period, or in a day if that is longer.

    `last` is the newest article of what the reader chose, if there is one.
    """
    say = context.say
    empty = [say(f"digest-empty-{scope}", period=period_words(period, say))]
    if last is not None:
        empty.append(say("digest-latest", date=context.day(last.published or Published(last.added))))
    blocks = [text(" ".join(empty))]
    if top is not None:
        span = "week" if period == timedelta(days=7) else "period" if period > timedelta(days=7) else "day"
        leading = say(f"digest-other-{span}" if scope == "topics" else f"digest-top-{span}")
        blocks += [text(leading), _block(top, context)]
    return Message(join(blocks, "\n\n"), _ways_on(top, period, say) if context.kind == "private" else ())


def wrong_period(say: Say) -> Message:
    """Offers the two periods that are wanted most."""
    day = button(say("button-digest"), OpenDigest())
    return Message(
        text(say("digest-wrong-period")), ((day, button(say("button-week"), OpenDigest(WEEK_HOURS))),)
    )


def _ways_on(top: DigestItem | None, period: timedelta, say: Say) -> Buttons:
    week = button(say("button-week"), OpenDigest(WEEK_HOURS))
    tune = button(say("button-tune"), OpenSettingsBelow())
    row = (tune,) if period >= timedelta(days=7) else (week, tune)
    if top is None:
        return (row,)
    return ((button(say("button-whole-story"), OpenStory(top.story.id)),), row)


def _block(top: DigestItem, context: RenderContext) -> Html:
    whole = story_block(top, context)
    return whole if fits(whole) else story_block(replace(top, sentences=()), context)
