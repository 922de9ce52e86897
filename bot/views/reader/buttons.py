"""What the buttons of a reader's screens carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.views.common.buttons import BUTTONS, ButtonData, ChatOwner, Choice, Owner, SettingsOwner, Spoken
from bot.views.common.codec import Form, Number
from bot.views.common.origin import Page, TopicId

Time = Annotated[
    str,
    Form(r"[0-2][0-9][0-5][0-9]", lambda digits: f"{digits[:2]}:{digits[2:]}", lambda t: t.replace(":", "")),
]
"""`09:00`; a button carries its digits."""

ChosenValue = Annotated[str, Form(r"[a-z0-9-]{1,12}", str)]

OwnLine = Literal["heading", "signature"]
"""A group's or channel's own words, above or below each edition."""


@BUTTONS.named("time")
@dataclass(frozen=True, slots=True)
class SwitchTime(ButtonData):
    time: Time
    on: bool
    owner: Owner


Times = Annotated[
    tuple[str, ...],
    Form(
        r"(?:[0-2][0-9][0-5][0-9]){1,6}",
        lambda digits: tuple(
            f"{digits[at : at + 2]}:{digits[at + 2 : at + 4]}" for at in range(0, len(digits), 4)
        ),
        lambda times: "".join(times).replace(":", ""),
    ),
]
"""Times of the day, as `Time`, one after another."""


@BUTTONS.named("addtimes")
@dataclass(frozen=True, slots=True)
class AddTimes(ButtonData):
    """What was asked for in plain words. `days`: a bit for each weekday, 0 for the days of before."""

    times: Times
    days: Number


@BUTTONS.named("notopic")
@dataclass(frozen=True, slots=True)
class LeaveOutTopic(ButtonData):
    """Mutes the topic."""

    topic: TopicId


@BUTTONS.named("run")
@dataclass(frozen=True, slots=True)
class RunCommand(ButtonData):
    """The command that a mistyped one stands for, followed by the words with this number (0: none)."""

    command: Annotated[str, Form(r"[a-z_]{1,20}", str)]
    words: Number


@BUTTONS.named("othertime")
@dataclass(frozen=True, slots=True)
class AskTime(ButtonData):
    owner: Owner


@BUTTONS.named("days")
@dataclass(frozen=True, slots=True)
class OpenDays(ButtonData):
    owner: Owner


@BUTTONS.named("weekdays")
@dataclass(frozen=True, slots=True)
class ChooseDays(ButtonData):
    """`days`: a bit for each weekday, Monday the lowest."""

    days: Number
    owner: Owner


@BUTTONS.named("unsub")
@dataclass(frozen=True, slots=True)
class Unsubscribe(ButtonData):
    owner: Owner


@BUTTONS.named("zone")
@dataclass(frozen=True, slots=True)
class ChooseZone(ButtonData):
    zone: Annotated[str, Form(r"[A-Za-z0-9_+/-]{1,40}", str)]
    owner: Owner


@BUTTONS.named("langs")
@dataclass(frozen=True, slots=True)
class OpenLanguages(ButtonData):
    """The language of the interface; for a group or channel, the languages of its posts."""

    owner: Owner = SettingsOwner.SETTINGS


@BUTTONS.named("lang")
@dataclass(frozen=True, slots=True)
class ChooseLanguage(ButtonData):
    language: Spoken
    owner: Owner


@BUTTONS.named("newslangs")
@dataclass(frozen=True, slots=True)
class OpenNewsLanguages(ButtonData):
    owner: Owner


@BUTTONS.named("newslang")
@dataclass(frozen=True, slots=True)
class SwitchNewsLanguage(ButtonData):
    language: Spoken
    on: bool
    owner: Owner


@BUTTONS.named("alllangs")
@dataclass(frozen=True, slots=True)
class ChooseAllNewsLanguages(ButtonData):
    owner: Owner


@BUTTONS.named("topic")
@dataclass(frozen=True, slots=True)
class SwitchTopic(ButtonData):
    topic: TopicId
    on: bool
    owner: Owner


@BUTTONS.named("topicsurge")
@dataclass(frozen=True, slots=True)
class SwitchTopicSurge(ButtonData):
    on: bool
    owner: Owner


@BUTTONS.named("alltopics")
@dataclass(frozen=True, slots=True)
class ChooseAllTopics(ButtonData):
    owner: Owner


@BUTTONS.named("finish")
@dataclass(frozen=True, slots=True)
class FinishWelcome(ButtonData):
    """End the first minute without choosing a time."""


@BUTTONS.named("tune")
@dataclass(frozen=True, slots=True)
class OpenSettingsBelow(ButtonData):
    """Opens the settings below a digest, which stays as it is."""


@BUTTONS.named("atonce")
@dataclass(frozen=True, slots=True)
class SwitchAddsAtOnce(ButtonData):
    """Whether texts that an editor pastes are added without a preview."""

    on: bool


@BUTTONS.named("choice")
@dataclass(frozen=True, slots=True)
class OpenChoice(ButtonData):
    name: Choice
    owner: Owner


@BUTTONS.named("choose")
@dataclass(frozen=True, slots=True)
class ChooseValue(ButtonData):
    name: Choice
    value: ChosenValue
    owner: Owner


@BUTTONS.named("postlang")
@dataclass(frozen=True, slots=True)
class SwitchPostLanguage(ButtonData):
    language: Spoken
    on: bool
    owner: ChatOwner


@BUTTONS.named("words")
@dataclass(frozen=True, slots=True)
class AskOwnLine(ButtonData):
    name: OwnLine
    owner: ChatOwner


@BUTTONS.named("nowords")
@dataclass(frozen=True, slots=True)
class ClearOwnLine(ButtonData):
    name: OwnLine
    owner: ChatOwner


@BUTTONS.named("sources")
@dataclass(frozen=True, slots=True)
class OpenSources(ButtonData):
    page: Page
    owner: Owner


@BUTTONS.named("source")
@dataclass(frozen=True, slots=True)
class SwitchSource(ButtonData):
    source: Number
    on: bool
    page: Page
    owner: Owner


@BUTTONS.named("sourcerule")
@dataclass(frozen=True, slots=True)
class ChooseSourceRule(ButtonData):
    rule: Literal["hide", "only"]
    owner: Owner


@BUTTONS.named("privacy")
@dataclass(frozen=True, slots=True)
class OpenPrivacy(ButtonData):
    pass


@BUTTONS.named("export")
@dataclass(frozen=True, slots=True)
class ExportOwnData(ButtonData):
    pass


@BUTTONS.named("forget?")
@dataclass(frozen=True, slots=True)
class AskForget(ButtonData):
    pass


@BUTTONS.named("forget")
@dataclass(frozen=True, slots=True)
class Forget(ButtonData):
    pass


@BUTTONS.named("follows")
@dataclass(frozen=True, slots=True)
class OpenFollows(ButtonData):
    pass


@BUTTONS.named("follow")
@dataclass(frozen=True, slots=True)
class OpenFollow(ButtonData):
    number: Number


@BUTTONS.named("follownew")
@dataclass(frozen=True, slots=True)
class AskFollow(ButtonData):
    pass


@BUTTONS.named("followalert")
@dataclass(frozen=True, slots=True)
class SwitchFollowAlert(ButtonData):
    number: Number
    on: bool


@BUTTONS.named("followsurge")
@dataclass(frozen=True, slots=True)
class SwitchFollowSurge(ButtonData):
    number: Number
    on: bool


@BUTTONS.named("unfollow")
@dataclass(frozen=True, slots=True)
class Unfollow(ButtonData):
    number: Number


@BUTTONS.named("storyfollow")
@dataclass(frozen=True, slots=True)
class OpenStoryFollow(ButtonData):
    number: Number


@BUTTONS.named("storyalert")
@dataclass(frozen=True, slots=True)
class SwitchStoryAlert(ButtonData):
    number: Number
    on: bool


@BUTTONS.named("unfollowstory")
@dataclass(frozen=True, slots=True)
class UnfollowStory(ButtonData):
    number: Number


@BUTTONS.named("mute")
@dataclass(frozen=True, slots=True)
class OpenMute(ButtonData):
    number: Number


@BUTTONS.named("mutenew")
@dataclass(frozen=True, slots=True)
class AskMute(ButtonData):
    pass


@BUTTONS.named("mutewords")
@dataclass(frozen=True, slots=True)
class MuteWords(ButtonData):
    """`number`: that of the words that somebody asked about."""

    number: Number


@BUTTONS.named("unmute")
@dataclass(frozen=True, slots=True)
class Unmute(ButtonData):
    number: Number
