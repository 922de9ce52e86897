"""The heading of a warning of a surge, above its story."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.i18n import Say
from bot.views.common.buttons import ButtonData, button
from bot.views.common.message import Button
from bot.views.common.sources import named

if TYPE_CHECKING:
    from storage.surges import KeptSurge


def surge_heading(surge: KeptSurge, words: str, say: Say, zone: str) -> str:
    """What surges, how many reports against how many, and who was first.

    `words`: the followed words as the reader wrote them, '' for a topic.
    """
    about = say.topic(surge.topic) if surge.topic else words
    counted = say("surge-counted", mentions=surge.mentions, sources=surge.sources, hours=surge.hours)
    usual = round(surge.usual)
    time = _when(surge.first.at, surge.found, say, zone)
    return say(
        "surge-heading",
        about=about,
        counted=counted,
        usual=say("surge-usual", mentions=usual) if usual else say("surge-usual-none"),
        first=say("surge-first", source=named(surge.first.source, say), time=time),
    )


def surge_button(on: bool, switches: ButtonData, say: Say) -> Button:
    words = say("button-surge")
    return button(say("chosen", name=words) if on else words, switches)


def _when(at: datetime, now: datetime, say: Say, zone: str) -> str:
    """The time, with its day when that is not today."""
    time, local = say.time(at, zone), ZoneInfo(zone)
    same = at.astimezone(local).date() == now.astimezone(local).date()
    return time if same else f"{say.date(at, zone, now=now)}, {time}"
