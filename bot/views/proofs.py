"""An edition as its chat's owner sees it before it goes: to publish, to change, to leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import data
from bot.views.digest import Frame, Look, edition_message
from bot.views.html import bold, text
from bot.views.message import Button, Buttons, Message
from digests.models import Digest

HEADLINE = 34
State = Literal["waiting", "approved", "skipped", "silent", "published"]


@dataclass(frozen=True, slots=True)
class ProofLook:
    """`time` is when it goes, on the chat's clock; `late`: it is of no use any more."""

    id: int
    state: State
    title: str
    time: str
    silence_publishes: bool
    late: bool
    some_dropped: bool


def proof_message(digest: Digest, proof: ProofLook, look: Look, say: Say, *, dropping: bool) -> Message:
    """`look` is the chat's, `say` speaks to the owner; `dropping` shows a button for each story."""
    if proof.state in ("published", "skipped", "silent") or proof.late or not digest.items:
        return _ended(digest, proof, say)
    note = say(f"proof-goes-{_when(proof)}", title=proof.title, time=proof.time)
    heading = f"{note}\n\n{look.frame.heading}" if look.frame.heading else note
    shown, _ = edition_message(digest, replace(look, frame=Frame(heading, look.frame.signature)))
    return Message(shown.text, _items(digest, proof, say) if dropping else _choices(proof, say))


def _when(proof: ProofLook) -> str:
    if proof.state == "approved":
        return "surely"
    return "unless" if proof.silence_publishes else "if"


def _ended(digest: Digest, proof: ProofLook, say: Say) -> Message:
    chats = (Button(say("button-chats"), data(Action.CHATS)),)
    if proof.state == "published":
        return Message(text(say("proof-published", title=proof.title)), (chats,))
    if proof.late:
        return Message(text(say("proof-late", title=proof.title)), (chats,))
    words = bold(text(say("proof-left", title=proof.title, time=proof.time)))
    again: Buttons = ()
    if digest.items:
        again = ((Button(say("button-proof-publish"), data(Action.PROOF_DO, "publish", proof.id)),),)
    elif proof.some_dropped:
        again = ((_restore(proof, say),),)
    return Message(words, (*again, chats))


def _choices(proof: ProofLook, say: Say) -> Buttons:
    publish = Button(say("button-proof-publish"), data(Action.PROOF_DO, "publish", proof.id))
    leave = Button(say("button-proof-skip"), data(Action.PROOF_DO, "skip", proof.id))
    drop = Button(say("button-proof-drop"), data(Action.PROOF_ITEMS, proof.id))
    rows = ((publish,),) if proof.state == "waiting" else ()
    return (*rows, (drop, leave))


def _items(digest: Digest, proof: ProofLook, say: Say) -> Buttons:
    rows = [
        (Button(f"✕ {_clip(item.headline)}", data(Action.PROOF_DROP, item.story.id, proof.id)),)
        for item in (*digest.main, *digest.brief)
    ]
    restore = ((_restore(proof, say),),) if proof.some_dropped else ()
    return (*rows, *restore, (Button(say("button-back"), data(Action.PROOF, proof.id)),))


def _restore(proof: ProofLook, say: Say) -> Button:
    return Button(say("button-proof-restore"), data(Action.PROOF_DO, "restore", proof.id))


def _clip(words: str) -> str:
    return words if len(words) <= HEADLINE else words[: HEADLINE - 1].rstrip() + "…"
