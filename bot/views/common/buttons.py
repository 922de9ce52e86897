"""What a button carries: a version, an action and its arguments; made and parsed here alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, cast

from bot.views.common.codec import Codec, Form
from bot.views.common.message import Button
from bot.views.common.origin import (
    NUMBER_PATTERN,
    ORIGIN_PATTERN,
    PAGE_PATTERN,
    Hours,
    Shown,
)
from digests.models import Language

VERSION = "1"
MAX_DATA_BYTES = 64


class MenuPattern(str):
    """The form of an argument that says to which menu a button belongs."""

    __slots__ = ()


_LANGUAGE = r"kk|ru|en"


_CHAT = MenuPattern(r"[0-9]{1,9}")


_SWITCH = r"[01]"


_OWN_TOPIC = r"t[0-9]{1,9}"


class Action(StrEnum):
    PREVIEW = "preview"
    ADD = "add"
    DROP = "drop"
    ADD_ALL = "addall"
    DROP_ALL = "dropall"
    UNDO_ALL = "undoall"
    ARTICLES = "articles"
    ARTICLE = "article"
    ASK_RETRACT = "retract?"
    RETRACT = "retract"
    RESTORE = "restore"
    EDIT = "edit"
    EDIT_STORY = "editstory"
    REVISION = "revision"
    TAKE_BACK = "takeback"
    FEEDS = "feeds"
    FEED = "feed"
    FEED_ADD = "feedadd"
    FEED_OFFER = "feedoffer"
    FEED_CHECK = "feedcheck"
    FEED_PAGES = "feedpages"
    FEED_OFF = "feedoff"
    FEED_ASK_REMOVE = "feedremove?"
    FEED_REMOVE = "feedremove"
    FEEDS_EXPORT = "feedsexport"
    CHANNELS = "channels"
    CHANNEL_ADD = "channeladd"
    CHANNEL_REMOVE = "channelremove"
    SPLIT = "split"
    ASK_SPLIT = "split?"
    SPLIT_OFF = "splitoff"
    MERGE = "merge"
    ASK_MERGE = "merge?"
    JOIN = "join"
    UNMERGE = "unmerge"
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
    OWN_TOPICS = "owntopics"
    OWN_TOPIC = "owntopic"
    NEW_TOPIC = "newtopic"
    NAME_TOPIC = "nametopic"
    SAME_NAME = "samename"
    TOPIC_WORDS = "topicwords"
    ASK_DROP_TOPIC = "droptopic?"
    DROP_TOPIC = "droptopic"
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
    Action.PREVIEW: (r"[0-9]{1,3}",),
    Action.ADD: (NUMBER_PATTERN,),
    Action.DROP: (NUMBER_PATTERN,),
    Action.ADD_ALL: (NUMBER_PATTERN,),
    Action.DROP_ALL: (NUMBER_PATTERN,),
    Action.UNDO_ALL: (NUMBER_PATTERN,),
    Action.ARTICLES: (NUMBER_PATTERN,),
    Action.ARTICLE: (NUMBER_PATTERN,),
    Action.ASK_RETRACT: (NUMBER_PATTERN,),
    Action.RETRACT: (NUMBER_PATTERN,),
    Action.RESTORE: (NUMBER_PATTERN,),
    Action.EDIT: (NUMBER_PATTERN,),
    Action.EDIT_STORY: (NUMBER_PATTERN,),
    Action.REVISION: (NUMBER_PATTERN,),
    Action.TAKE_BACK: (NUMBER_PATTERN,),
    Action.FEEDS: (NUMBER_PATTERN,),
    Action.FEED: (NUMBER_PATTERN,),
    Action.FEED_OFFER: (NUMBER_PATTERN,),
    Action.FEED_CHECK: (NUMBER_PATTERN,),
    Action.FEED_PAGES: (NUMBER_PATTERN, _SWITCH),
    Action.FEED_OFF: (NUMBER_PATTERN,),
    Action.FEED_ASK_REMOVE: (NUMBER_PATTERN,),
    Action.FEED_REMOVE: (NUMBER_PATTERN,),
    Action.CHANNEL_REMOVE: (r"-?[0-9]{1,16}",),
    Action.SPLIT: (NUMBER_PATTERN, PAGE_PATTERN, ORIGIN_PATTERN),
    Action.ASK_SPLIT: (NUMBER_PATTERN, ORIGIN_PATTERN),
    Action.SPLIT_OFF: (NUMBER_PATTERN, ORIGIN_PATTERN),
    Action.MERGE: (NUMBER_PATTERN, PAGE_PATTERN, ORIGIN_PATTERN),
    Action.ASK_MERGE: (NUMBER_PATTERN, NUMBER_PATTERN, ORIGIN_PATTERN),
    Action.JOIN: (NUMBER_PATTERN, NUMBER_PATTERN, ORIGIN_PATTERN),
    Action.UNMERGE: (NUMBER_PATTERN, ORIGIN_PATTERN),
    Action.CLAIM: (_CHAT,),
    Action.CHAT: (_CHAT,),
    Action.PROOF: (NUMBER_PATTERN,),
    Action.PROOF_ITEMS: (NUMBER_PATTERN,),
    Action.PROOF_DO: (r"publish|skip|restore", NUMBER_PATTERN),
    Action.PROOF_DROP: (NUMBER_PATTERN, NUMBER_PATTERN),
    Action.ASK_DISCONNECT: (_CHAT,),
    Action.DISCONNECT: (_CHAT,),
    Action.OWN_TOPIC: (_OWN_TOPIC,),
    Action.NAME_TOPIC: (_OWN_TOPIC, _LANGUAGE),
    Action.SAME_NAME: (_OWN_TOPIC, _LANGUAGE),
    Action.TOPIC_WORDS: (_OWN_TOPIC,),
    Action.ASK_DROP_TOPIC: (_OWN_TOPIC,),
    Action.DROP_TOPIC: (_OWN_TOPIC,),
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
