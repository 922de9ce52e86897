"""A quiet day: plain words and the top story, not silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.i18n import Say
from bot.views.callbacks import Action, data
from bot.views.digest import Kind, Look, told_block
from bot.views.html import Html, fits, join, text
from bot.views.message import Button, Message
from digests.models import DigestItem


def quiet_day(
    top: DigestItem | None,
    say: Say,
    *,
    period: timedelta,
    now: datetime,
    zone: str,
    bot_username: str,
    kind: Kind,
) -> Message:
    """`top` is the weightiest story of other topics, if there is any."""
    blocks = [text(_nothing(period, say))]
    if top is not None:
        blocks += [text(say("digest-top-story")), _block(top, Look(say, now, zone, bot_username, kind))]
    week = Button(say("button-week"), data(Action.DIGEST, 168))
    tune = Button(say("button-tune"), data(Action.TUNE))
    row = (tune,) if period >= timedelta(days=7) else (week, tune)
    return Message(join(blocks, "\n\n"), (row,) if kind == "private" else ())


def wrong_period(say: Say) -> Message:
    """With the two periods that people want most."""
    day = Button(say("button-digest"), data(Action.DIGEST, 24))
    return Message(
        text(say("digest-wrong-period")), ((day, Button(say("button-week"), data(Action.DIGEST, 168))),)
    )


def _nothing(period: timedelta, say: Say) -> str:
    return say("digest-empty-days", days=period.days) if period.days > 1 else say("digest-empty")


def _block(top: DigestItem, look: Look) -> Html:
    whole = told_block(top, look)
    return whole if fits(whole) else told_block(top, look, limit=0)
