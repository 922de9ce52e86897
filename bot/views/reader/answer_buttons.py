"""What the buttons of digests, stories and overviews carry. A name and its fields' order never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.views.common.buttons import BUTTONS, ButtonData
from bot.views.common.codec import Form, Number
from bot.views.common.origin import Hours, Page, Shown, ShownDigest, SubjectKey, TopicId

REPORT_REASONS = ("facts", "outdated", "mixed", "advert", "other")
ReportReason = Annotated[str, Form("|".join(REPORT_REASONS), str)]
"""What is wrong with a story."""


@BUTTONS.named("more")
@dataclass(frozen=True, slots=True)
class ShowMore(ButtonData):
    """A page of the stories for which the digest's message had no line."""

    shown: ShownDigest
    page: Page


@BUTTONS.named("kept")
@dataclass(frozen=True, slots=True)
class ShowKeptBack(ButtonData):
    """The stories that a digest leaves out because only hidden sources tell them."""

    shown: ShownDigest


@BUTTONS.named("story")
@dataclass(frozen=True, slots=True)
class OpenStory(ButtonData):
    story_id: Number
    page: Page = 0
    shown: Shown = None


@BUTTONS.named("save")
@dataclass(frozen=True, slots=True)
class SaveStory(ButtonData):
    """Save the story, or remove it from the list; `page` and `shown` are those of its screen."""

    story_id: Number
    on: bool
    page: Page
    shown: Shown


@BUTTONS.named("subjects")
@dataclass(frozen=True, slots=True)
class OpenSubjects(ButtonData):
    hours: Hours


@BUTTONS.named("overview")
@dataclass(frozen=True, slots=True)
class OpenOverview(ButtonData):
    key: SubjectKey
    hours: Hours


@BUTTONS.named("hide")
@dataclass(frozen=True, slots=True)
class OpenLess(ButtonData):
    """What may be muted about a story: its topics, sources and names, or the story alone."""

    story: Number
    shown: Shown


@BUTTONS.named("hidesource")
@dataclass(frozen=True, slots=True)
class HideStorySource(ButtonData):
    source: Number
    on: bool
    story: Number
    shown: Shown


@BUTTONS.named("mutetopic")
@dataclass(frozen=True, slots=True)
class SwitchMuteTopic(ButtonData):
    topic: TopicId
    on: bool
    story: Number
    shown: Shown


@BUTTONS.named("mutename")
@dataclass(frozen=True, slots=True)
class SwitchMuteName(ButtonData):
    """`key` is a checksum of the name, which is too long for a button."""

    story: Number
    key: Number
    on: bool
    shown: Shown


@BUTTONS.named("mutestory")
@dataclass(frozen=True, slots=True)
class SwitchMuteStory(ButtonData):
    story: Number
    on: bool
    shown: Shown


@BUTTONS.named("followname")
@dataclass(frozen=True, slots=True)
class SwitchFollowName(ButtonData):
    """`key` is a checksum of the name, which is too long for a button."""

    story: Number
    key: Number
    on: bool
    shown: Shown


@BUTTONS.named("followstory")
@dataclass(frozen=True, slots=True)
class SwitchFollowStory(ButtonData):
    """Follow the story until nothing more is reported, or stop following it."""

    story: Number
    on: bool
    shown: Shown


@BUTTONS.named("followsubject")
@dataclass(frozen=True, slots=True)
class FollowSubject(ButtonData):
    """`number`: that of the words that somebody asked about."""

    number: Number


@BUTTONS.named("subscribe")
@dataclass(frozen=True, slots=True)
class SubscribeTopic(ButtonData):
    """Receive a topic in addition to those received already."""

    topic: TopicId


@BUTTONS.named("report?")
@dataclass(frozen=True, slots=True)
class AskReport(ButtonData):
    """Asks what is wrong with a story."""

    story: Number
    shown: Shown


@BUTTONS.named("report")
@dataclass(frozen=True, slots=True)
class ReportError(ButtonData):
    story: Number
    reason: ReportReason
    shown: Shown
