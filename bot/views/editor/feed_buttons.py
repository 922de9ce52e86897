"""What the buttons of feeds and source channels carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.common.buttons import BUTTONS, ButtonData
from bot.views.common.codec import ChatNumber, Number
from digests.models.texts import PublishersLanguage


@BUTTONS.named("feed")
@dataclass(frozen=True, slots=True)
class OpenFeed(ButtonData):
    feed: Number


@BUTTONS.named("feedadd")
@dataclass(frozen=True, slots=True)
class AskFeed(ButtonData):
    pass


@BUTTONS.named("publishers")
@dataclass(frozen=True, slots=True)
class OpenPublishers(ButtonData):
    language: PublishersLanguage


@BUTTONS.named("publisher")
@dataclass(frozen=True, slots=True)
class ConnectPublisher(ButtonData):
    """`at`: its position in the list of the language, from 0."""

    language: PublishersLanguage
    at: Number


@BUTTONS.named("publishersall")
@dataclass(frozen=True, slots=True)
class ConnectPublishers(ButtonData):
    language: PublishersLanguage


@BUTTONS.named("feedoffer")
@dataclass(frozen=True, slots=True)
class AddOfferedFeed(ButtonData):
    offer: Number


@BUTTONS.named("feedcheck")
@dataclass(frozen=True, slots=True)
class CheckFeed(ButtonData):
    feed: Number


@BUTTONS.named("feedpages")
@dataclass(frozen=True, slots=True)
class SwitchFullPages(ButtonData):
    feed: Number
    on: bool


@BUTTONS.named("feedoff")
@dataclass(frozen=True, slots=True)
class SwitchFeedOff(ButtonData):
    feed: Number


@BUTTONS.named("feedremove?")
@dataclass(frozen=True, slots=True)
class AskRemoveFeed(ButtonData):
    feed: Number


@BUTTONS.named("feedremove")
@dataclass(frozen=True, slots=True)
class RemoveFeed(ButtonData):
    feed: Number


@BUTTONS.named("feedsexport")
@dataclass(frozen=True, slots=True)
class ExportFeeds(ButtonData):
    pass


@BUTTONS.named("channels")
@dataclass(frozen=True, slots=True)
class OpenSourceChannels(ButtonData):
    pass


@BUTTONS.named("channeladd")
@dataclass(frozen=True, slots=True)
class PickSourceChannel(ButtonData):
    pass


@BUTTONS.named("channelremove")
@dataclass(frozen=True, slots=True)
class RemoveSourceChannel(ButtonData):
    chat: ChatNumber
