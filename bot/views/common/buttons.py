"""What a button carries: a version, an action and its arguments; made and parsed here alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, cast

from bot.views.common.codec import Codec, Form, Number
from bot.views.common.message import Button
from bot.views.common.origin import (
    NUMBER_PATTERN,
    Hours,
    Page,
    Shown,
)
from digests.models import Language

VERSION = "1"
MAX_DATA_BYTES = 64


class MenuPattern(str):
    """The form of an argument that says to which menu a button belongs."""

    __slots__ = ()


_CHAT = MenuPattern(r"[0-9]{1,9}")


class Action(StrEnum):
    CHATS = "chats"
    CONNECT = "connect"
    CLAIM = "claim"
    CHAT = "chat"
    PROOF = "proof"
    PROOF_ITEMS = "proofitems"
    PROOF_DO = "proofdo"
    PROOF_DROP = "proofdrop"
    ASK_DISCONNECT = "disconnect?"
    DISCONNECT = "disconnect"
    ADMIN = "admin"
    STATS = "stats"
    HEALTH = "health"
    EDITORS = "editors"
    INVITE = "invite"
    ASK_DISMISS = "dismiss?"
    DISMISS = "dismiss"
    BANNED = "banned"
    BACKUP = "backup"
    UNBAN = "unban"
    BROADCAST = "broadcast"
    BROADCAST_SEND = "broadcastsend"
    BROADCAST_DROP = "broadcastdrop"
    BROADCAST_LOOK = "broadcastlook"
    BROADCAST_STOP = "broadcaststop"
    FAILURES = "failures"
    SEND_AGAIN = "again"
    SEND_ALL_AGAIN = "allagain"


ARGUMENTS: dict[Action, tuple[str, ...]] = {
    Action.CLAIM: (_CHAT,),
    Action.CHAT: (_CHAT,),
    Action.PROOF: (NUMBER_PATTERN,),
    Action.PROOF_ITEMS: (NUMBER_PATTERN,),
    Action.PROOF_DO: (r"publish|skip|restore", NUMBER_PATTERN),
    Action.PROOF_DROP: (NUMBER_PATTERN, NUMBER_PATTERN),
    Action.ASK_DISCONNECT: (_CHAT,),
    Action.DISCONNECT: (_CHAT,),
    Action.FAILURES: (NUMBER_PATTERN,),
    Action.INVITE: (r"reader|editor",),
    Action.ASK_DISMISS: (NUMBER_PATTERN,),
    Action.DISMISS: (NUMBER_PATTERN,),
    Action.UNBAN: (NUMBER_PATTERN,),
    Action.BROADCAST_SEND: (NUMBER_PATTERN,),
    Action.BROADCAST_DROP: (NUMBER_PATTERN,),
    Action.BROADCAST_LOOK: (NUMBER_PATTERN,),
    Action.BROADCAST_STOP: (NUMBER_PATTERN,),
    Action.SEND_AGAIN: (NUMBER_PATTERN,),
}


class SettingsOwner(str):
    """Where a menu belongs: the first minute, which leads on, a person's own settings, which lead back,
    or the settings of a group or channel, by its destination's number."""

    __slots__ = ()
    WELCOME: ClassVar[SettingsOwner]
    SETTINGS: ClassVar[SettingsOwner]

    @property
    def chat(self) -> int | None:
        return int(self) if self.isdecimal() else None


SettingsOwner.WELCOME = SettingsOwner("w")


SettingsOwner.SETTINGS = SettingsOwner("s")

Owner = Annotated[SettingsOwner, Form(r"[ws]|[0-9]{1,9}", SettingsOwner)]

ChatOwner = Annotated[SettingsOwner, Form(r"[0-9]{1,9}", SettingsOwner)]
"""The settings of a group or channel, never a person's own."""

Spoken = Annotated[Language, Form("ru|kk|en", lambda code: cast("Language", code))]
"""A language that the bot speaks and that news are in."""


class ButtonData:
    """What a button does, as a frozen dataclass of its own."""

    __slots__ = ()


BUTTONS = Codec[ButtonData](VERSION, MAX_DATA_BYTES)


def button(words: str, does: ButtonData) -> Button:
    """Raises ValueError for what would not fit into a button."""
    return Button(words, BUTTONS.encode(does))


def owner_of(data: object) -> SettingsOwner:
    """Whose settings a button or an open question is about: the person's own where it does not say."""
    return getattr(data, "owner", SettingsOwner.SETTINGS)


@BUTTONS.named("settings")
@dataclass(frozen=True, slots=True)
class OpenSettings(ButtonData):
    """A person's own; those of a group or channel have a button of their own."""


@BUTTONS.named("pause")
@dataclass(frozen=True, slots=True)
class Pause(ButtonData):
    owner: Owner


@BUTTONS.named("resume")
@dataclass(frozen=True, slots=True)
class Resume(ButtonData):
    owner: Owner


@BUTTONS.named("topics")
@dataclass(frozen=True, slots=True)
class OpenTopics(ButtonData):
    owner: Owner = SettingsOwner.SETTINGS


@BUTTONS.named("times")
@dataclass(frozen=True, slots=True)
class OpenTimes(ButtonData):
    owner: Owner = SettingsOwner.SETTINGS


@BUTTONS.named("zones")
@dataclass(frozen=True, slots=True)
class OpenZones(ButtonData):
    owner: Owner = SettingsOwner.SETTINGS


@BUTTONS.named("digest")
@dataclass(frozen=True, slots=True)
class OpenDigest(ButtonData):
    hours: Hours = 24


@BUTTONS.named("search")
@dataclass(frozen=True, slots=True)
class AskSearch(ButtonData):
    pass


@BUTTONS.named("shown")
@dataclass(frozen=True, slots=True)
class OpenShown(ButtonData):
    """Leads back to what a message showed."""

    shown: Shown


@BUTTONS.named("article")
@dataclass(frozen=True, slots=True)
class OpenArticle(ButtonData):
    article: Number


@BUTTONS.named("edit")
@dataclass(frozen=True, slots=True)
class EditArticle(ButtonData):
    article: Number


@BUTTONS.named("editstory")
@dataclass(frozen=True, slots=True)
class EditStory(ButtonData):
    """Asks which of a story's articles is to be edited."""

    story: Number


@BUTTONS.named("split")
@dataclass(frozen=True, slots=True)
class SplitStory(ButtonData):
    """Asks which article is to leave the story; `page` counts from 0."""

    story: Number
    page: Page
    shown: Shown


@BUTTONS.named("merge")
@dataclass(frozen=True, slots=True)
class MergeStory(ButtonData):
    """Asks which story tells of the same event; `page` counts from 0."""

    story: Number
    page: Page
    shown: Shown


@BUTTONS.named("feeds")
@dataclass(frozen=True, slots=True)
class OpenFeeds(ButtonData):
    """Those with numbers above `after`."""

    after: Number = 0


@BUTTONS.named("owntopics")
@dataclass(frozen=True, slots=True)
class OpenOwnTopics(ButtonData):
    pass


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed, its arguments in the form that its action asks for."""

    action: Action
    arguments: tuple[str, ...]

    @property
    def flow(self) -> SettingsOwner:
        """Whose settings the button changes: its last argument, where its action belongs to a menu."""
        wanted = ARGUMENTS.get(self.action, ())
        return (
            SettingsOwner(self.arguments[-1])
            if wanted and isinstance(wanted[-1], MenuPattern)
            else SettingsOwner.SETTINGS
        )


def encode(action: Action, *arguments: str | int) -> str:
    """A button's data. Raises ValueError for what `decode` would not take back."""
    made = ":".join((VERSION, action, *map(str, arguments)))
    if len(made.encode()) > MAX_DATA_BYTES or decode(made) is None:
        raise ValueError(f"no callback data: {made!r}")
    return made


def decode(received: str) -> Press | None:
    """What a button's data means; None for data of another version, of no known action, or with arguments
    that do not belong to it.
    """
    version, *rest = received[: MAX_DATA_BYTES + 1].split(":")
    if version != VERSION or not rest or rest[0] not in Action.__members__.values():
        return None
    action = Action(rest[0])
    wanted = ARGUMENTS.get(action, ())
    given = tuple(rest[1:])
    good = len(wanted) == len(given) and all(map(re.fullmatch, wanted, given))
    return Press(action, given) if good else None
