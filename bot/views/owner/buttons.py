"""What the buttons of a chat owner's screens carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.views.common.buttons import BUTTONS, ButtonData, ChatOwner
from bot.views.common.codec import Number

Decision = Literal["publish", "now", "skip", "restore"]
"""What becomes of an edition that waits: it goes, it is left out, or its dropped stories come back."""


@BUTTONS.named("connect")
@dataclass(frozen=True, slots=True)
class ConnectChat(ButtonData):
    """Offers Telegram's own picker of groups and channels."""


@BUTTONS.named("claim")
@dataclass(frozen=True, slots=True)
class ClaimChat(ButtonData):
    """Connects the chat that /here proposed; permission is checked when it is pressed."""

    destination: Number


@BUTTONS.named("disconnect?")
@dataclass(frozen=True, slots=True)
class AskDisconnect(ButtonData):
    owner: ChatOwner


@BUTTONS.named("disconnect")
@dataclass(frozen=True, slots=True)
class Disconnect(ButtonData):
    owner: ChatOwner


@BUTTONS.named("chatstats")
@dataclass(frozen=True, slots=True)
class OpenChatWeek(ButtonData):
    """How a group's or channel's posts of the last seven days were read."""

    owner: ChatOwner


@BUTTONS.named("chatfeed")
@dataclass(frozen=True, slots=True)
class OpenChatFeed(ButtonData):
    """The Atom feed of a chat's editions: whether there is one, and how to get one."""

    owner: ChatOwner


@BUTTONS.named("chatfeed+")
@dataclass(frozen=True, slots=True)
class MakeChatFeed(ButtonData):
    owner: ChatOwner


@BUTTONS.named("chatfeed*")
@dataclass(frozen=True, slots=True)
class RenewChatFeed(ButtonData):
    """Replaces the feed's address by another."""

    owner: ChatOwner


@BUTTONS.named("chatfeed-")
@dataclass(frozen=True, slots=True)
class EndChatFeed(ButtonData):
    owner: ChatOwner


@BUTTONS.named("proof")
@dataclass(frozen=True, slots=True)
class OpenDraft(ButtonData):
    draft: Number


@BUTTONS.named("proofitems")
@dataclass(frozen=True, slots=True)
class OpenDraftItems(ButtonData):
    """The same draft with a button to drop each story."""

    draft: Number


@BUTTONS.named("proofdo")
@dataclass(frozen=True, slots=True)
class DecideDraft(ButtonData):
    decision: Decision
    draft: Number


@BUTTONS.named("prooftime?")
@dataclass(frozen=True, slots=True)
class AskDraftTime(ButtonData):
    """Asks for another time at which the edition is to be sent."""

    draft: Number


@BUTTONS.named("proofdrop")
@dataclass(frozen=True, slots=True)
class DropFromDraft(ButtonData):
    story: Number
    draft: Number
