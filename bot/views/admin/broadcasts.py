"""A message to all readers: asking for it, showing it first, and watching while it goes out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import Say
from bot.views.admin.buttons import (
    AskBroadcast,
    DropBroadcast,
    LookAtBroadcast,
    OpenAdmin,
    SendBroadcast,
    StopBroadcast,
)
from bot.views.common.buttons import button
from bot.views.common.html import MAX_ENTITIES, MAX_UNITS, Html, bold, clip, italic, join, plain_text, text
from bot.views.common.message import Button, Buttons, Message, ProgressOf

BEGINNING_UNITS = 120


@dataclass(frozen=True, slots=True)
class BroadcastContext:
    """How many readers have it, wait for it, or could not get it. `text` is HTML.

    `left`: for how many it was stopped before their turn, or came too late, after a day.
    """

    id: int
    text: str
    sent: int
    waiting: int
    refused: int
    left: int
    stopped: bool


def ask_broadcast(under_way: int | None, say: Say) -> Message:
    """Also leads to the latest one that is still going out."""
    look = button(say("button-broadcast-look"), LookAtBroadcast(under_way or 0))
    shown = ((look,),) if under_way is not None else ()
    blocks = [bold(text(say("broadcast-title"))), text(say("broadcast-ask"))]
    return Message(join(blocks, "\n\n"), (*shown, (_admin(say),)))


def ask_send(broadcast_id: int, readers: int, say: Say) -> Message:
    """Stands below the message itself, which looks as readers will see it."""
    send = button(say("button-broadcast-send"), SendBroadcast(broadcast_id), style="success")
    cancel = button(say("button-cancel"), DropBroadcast(broadcast_id))
    lines = [text(say("broadcast-readers", count=readers))]
    if readers:
        lines.append(text(say("broadcast-how")))
    return Message(join(lines, "\n"), ((send, cancel) if readers else (cancel,),))


def broadcast_too_long(say: Say) -> Message:
    words = say("broadcast-too-long", limit=MAX_UNITS, marks=MAX_ENTITIES)
    return Message(text(words), ((_again(say),), (_admin(say),)))


def broadcast_dropped(say: Say) -> Message:
    return Message(text(say("broadcast-dropped")), ((_again(say),), (_admin(say),)))


def broadcast_gone(say: Say) -> Message:
    return Message(text(say("broadcast-gone")), ((_again(say),), (_admin(say),)))


def broadcast_progress(look: BroadcastContext, say: Say) -> Message:
    lines = [
        say("broadcast-sent", count=look.sent),
        say("broadcast-waiting", count=look.waiting),
        say("broadcast-refused", count=look.refused),
        *([say("broadcast-left", count=look.left)] if look.left else []),
    ]
    blocks = [
        bold(text(say("broadcast-title"))),
        italic(text(clip(" ".join(plain_text(Html(look.text)).split()), BEGINNING_UNITS))),
        text("\n".join(lines)),
        text(_state(look, say)),
        *([text(say("progress-live"))] if look.waiting else []),
    ]
    progress = ProgressOf("broadcast", look.id) if look.waiting else None
    return Message(join(blocks, "\n\n"), (*_running(look, say), (_admin(say),)), progress=progress)


def _state(look: BroadcastContext, say: Say) -> str:
    if look.stopped and (look.left or look.waiting):  # not when all had it already
        return say("broadcast-stopped")
    return say("broadcast-goes") if look.waiting else say("broadcast-ended")


def _running(look: BroadcastContext, say: Say) -> Buttons:
    if not look.waiting or look.stopped:
        return ()
    return ((button(say("button-broadcast-stop"), StopBroadcast(look.id), style="danger"),),)


def _again(say: Say) -> Button:
    return button(say("button-broadcast-new"), AskBroadcast())


def _admin(say: Say) -> Button:
    return button(say("button-admin"), OpenAdmin())
