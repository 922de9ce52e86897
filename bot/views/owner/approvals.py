"""An edition as its chat's owner sees it before it is sent: to publish, change or skip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.i18n import Say
from bot.views.common.buttons import OpenChats, button
from bot.views.common.context import HeaderFooter, RenderContext
from bot.views.common.html import bold, join, text
from bot.views.common.message import Button, Buttons, Message
from bot.views.owner.buttons import AskDraftTime, DecideDraft, DropFromDraft, OpenDraft, OpenDraftItems
from bot.views.reader.digest import edition_message
from digests.models.digest import Digest

HEADLINE_UNITS = 34
DraftState = Literal["waiting", "approved", "skipped", "silent", "published"]


@dataclass(frozen=True, slots=True)
class DraftContext:
    """`time` is when it will be sent, on the chat's clock, worded to follow "at"; `due`: that time has come.

    `late`: it is too late to send it.
    """

    id: int
    state: DraftState
    title: str
    time: str
    silence_publishes: bool
    due: bool
    late: bool
    some_dropped: bool


def draft_message(
    digest: Digest, draft: DraftContext, look: RenderContext, say: Say, *, dropping: bool
) -> Message:
    """`look` is the chat's, `say` speaks to the owner; `dropping` shows a button for each story."""
    ended = draft.state in ("published", "skipped", "silent") or (draft.state == "approved" and draft.due)
    if ended or draft.late or not digest.items:
        return _ended(digest, draft, say)
    note = say(f"proof-goes-{_when(draft)}", title=draft.title, time=draft.time)
    heading = f"{note}\n\n{look.frame.heading}" if look.frame.heading else note
    shown, _ = edition_message(digest, replace(look, frame=HeaderFooter(heading, look.frame.signature)))
    return Message(shown.text, _items(digest, draft, say) if dropping else _choices(draft, say))


def ask_draft_time(draft_id: int, until: str, say: Say, *, wrong: bool = False) -> Message:
    """`until`: the time before which it must be sent; `wrong`: the last answer cannot be used."""
    lines = [*([text(say("proof-time-wrong"))] if wrong else []), text(say("proof-ask-time", until=until))]
    return Message(join(lines, "\n"), ((button(say("button-back"), OpenDraft(draft_id)),),))


def _when(draft: DraftContext) -> str:
    if draft.state == "approved":
        return "surely"
    return "unless" if draft.silence_publishes else "if"


def _ended(digest: Digest, draft: DraftContext, say: Say) -> Message:
    chats = (button(say("button-chats"), OpenChats()),)
    if draft.state == "published":
        return Message(text(say("proof-published", title=draft.title)), (chats,))
    if draft.state == "approved" and draft.due and digest.items:
        return Message(text(say("proof-goes-now", title=draft.title)), (chats,))
    if draft.late:
        return Message(text(say("proof-late", title=draft.title)), (chats,))
    words = bold(text(say("proof-left", title=draft.title, time=draft.time)))
    again: Buttons = ()
    if digest.items:
        again = _publish(draft, say)
    elif draft.some_dropped:
        again = ((_restore(draft, say),),)
    return Message(words, (*again, chats))


def _choices(draft: DraftContext, say: Say) -> Buttons:
    leave = button(say("button-proof-skip"), DecideDraft("skip", draft.id))
    drop = button(say("button-proof-drop"), OpenDraftItems(draft.id))
    other = button(say("button-proof-other-time"), AskDraftTime(draft.id))
    return (*_publish(draft, say), (other,), (drop, leave))


def _publish(draft: DraftContext, say: Say) -> Buttons:
    """Now, and at its time unless that has come or is decided already."""
    now = button(say("button-proof-now"), DecideDraft("now", draft.id), style="success")
    at_time = button(say("button-proof-publish", time=draft.time), DecideDraft("publish", draft.id))
    return ((now,),) if draft.due or draft.state == "approved" else ((now,), (at_time,))


def _items(digest: Digest, draft: DraftContext, say: Say) -> Buttons:
    rows = [
        (button(f"✕ {_clip(item.headline)}", DropFromDraft(item.story.id, draft.id)),)
        for item in (*digest.main, *digest.brief)
    ]
    restore = ((_restore(draft, say),),) if draft.some_dropped else ()
    return (*rows, *restore, (button(say("button-back"), OpenDraft(draft.id)),))


def _restore(draft: DraftContext, say: Say) -> Button:
    return button(say("button-proof-restore"), DecideDraft("restore", draft.id))


def _clip(words: str) -> str:
    return words if len(words) <= HEADLINE_UNITS else words[: HEADLINE_UNITS - 1].rstrip() + "…"
