"""Messages that did not arrive, as admins see them: how many, why, and how to send them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.i18n import Say
from bot.views.admin.buttons import OpenAdmin, OpenFailures, SendAgain, SendAllAgain
from bot.views.common.buttons import button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, italic, join, text
from bot.views.common.message import Button, Message, in_rows

FAILURES_PER_PAGE = 8
TITLE_UNITS = 60
Cause = Literal["unknown", "markup", "long", "empty", "gone", "rights", "other"]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message and the chat it was for; `title` is empty where the chat has none."""

    id: int
    title: str
    chat_id: int
    private: bool
    cause: Cause
    at: datetime


_WORDS: tuple[tuple[str, Cause], ...] = (
    ("can't parse entities", "markup"),
    ("too long", "long"),
    ("text is empty", "empty"),
    ("not found", "gone"),
    ("can't be edited", "gone"),
    ("never arrived", "gone"),
    ("right", "rights"),
)


def cause_of(reason: str, *, unknown: bool) -> Cause:
    """One of the few causes that are shown to admins, for the reason that Telegram gave."""
    if unknown:
        return "unknown"
    said = reason.lower()
    return next((cause for words, cause in _WORDS if words in said), "other")


def failures_screen(
    shown: Sequence[Undelivered],
    causes: Sequence[tuple[Cause, int]],
    newest: int,
    older: bool,
    place: RenderContext,
) -> Message:
    say = place.say
    back = button(say("button-admin"), OpenAdmin())
    if not shown:
        return Message(text(say("failures-none")), ((back,),))
    counted = [text(f"{say(f'cause-{cause}')}: {many}") for cause, many in causes]
    lines = [_line(failure, place) for failure in shown]
    numbers = [button(str(failure.id), SendAgain(failure.id)) for failure in shown]
    turns = []
    if shown[0].id < newest:
        turns.append(button(say("button-newest"), OpenFailures()))
    if older:
        turns.append(button(say("button-next"), OpenFailures(shown[-1].id)))
    rows = (*in_rows(numbers, 4), tuple(turns), (_all_button(say),), (back,))
    title = bold(text(say("failures-title")))
    blocks = [title, join(counted, "\n"), *lines, italic(text(say("failures-how")))]
    return Message(join(blocks, "\n\n"), tuple(row for row in rows if row))


def sent_again(count: int, say: Say) -> str:
    """The line shown on the press."""
    return say("failures-sent-again", count=count) if count else say("failures-gone")


def _line(failure: Undelivered, place: RenderContext) -> Html:
    say = place.say
    title = failure.title or (
        say("failures-reader", id=str(failure.chat_id)) if failure.private else say("notice-untitled")
    )
    at = f"{say.date(failure.at, place.zone, now=place.now)}, {say.time(failure.at, place.zone)}"
    cause = say(f"cause-{failure.cause}")
    return Html(f"{failure.id}. {text(clip(title, TITLE_UNITS))}\n{italic(text(f'{at} · {cause}'))}")


def _all_button(say: Say) -> Button:
    return button(say("button-send-all-again"), SendAllAgain())
