"""What a button carries; here are the buttons that several audiences have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, cast

from bot.views.common.codec import Codec, Form, Number
from bot.views.common.message import Button, ButtonStyle
from bot.views.common.origin import (
    Hours,
    Page,
    Shown,
)
from digests.models.stories import StoryPlace
from digests.models.texts import Language

VERSION = "1"
MAX_DATA_BYTES = 64


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


def button(words: str, does: ButtonData, *, style: ButtonStyle | None = None) -> Button:
    """Raises ValueError for what would not fit into a button."""
    return Button(words, BUTTONS.encode(does), style=style)


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


@BUTTONS.named("chats")
@dataclass(frozen=True, slots=True)
class OpenChats(ButtonData):
    """The groups and channels that the person has connected."""


@BUTTONS.named("chat")
@dataclass(frozen=True, slots=True)
class OpenChat(ButtonData):
    """The settings of a group or channel."""

    owner: ChatOwner


SettingsGroup = Literal["when", "what", "look", "trouble"]
GROUPS: tuple[SettingsGroup, ...] = ("when", "what", "look", "trouble")
Choice = Annotated[str, Form(r"[a-z]{1,12}", str)]
"""What there is to choose: `length`, `breaking` …"""


@BUTTONS.named("chatgroup")
@dataclass(frozen=True, slots=True)
class OpenSettingsGroup(ButtonData):
    """Some of a group's or channel's settings: when editions come, what is in them, how they look, and what
    is done when something fails; the `name` is one of GROUPS.
    """

    name: Choice
    owner: ChatOwner


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


@BUTTONS.named("place")
@dataclass(frozen=True, slots=True)
class PlaceStory(ButtonData):
    """Puts a story first or last in digests for a while, or where it weighs itself."""

    story: Number
    place: StoryPlace
    shown: Shown


@BUTTONS.named("model")
@dataclass(frozen=True, slots=True)
class SetModelAside(ButtonData):
    """Whether a story is told without what a model chose for it."""

    story: Number
    aside: bool
    shown: Shown


@BUTTONS.named("unmerge")
@dataclass(frozen=True, slots=True)
class UnmergeStories(ButtonData):
    """`gone` is the number that has led to another story since the two were merged."""

    gone: Number
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
