"""What the buttons of editors' screens carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.views.common.buttons import BUTTONS, ButtonData, Spoken
from bot.views.common.codec import Form, Number
from bot.views.common.origin import Hours, Shown, TopicId

OwnTopicId = Annotated[str, Form(r"t[0-9]{1,9}", str)]


@BUTTONS.named("hold?")
@dataclass(frozen=True, slots=True)
class AskHold(ButtonData):
    """Asks when an article, held already or not, is to be published."""

    article: Number


@BUTTONS.named("letgo")
@dataclass(frozen=True, slots=True)
class LetGo(ButtonData):
    """Publishes a held article now."""

    article: Number


@BUTTONS.named("articles")
@dataclass(frozen=True, slots=True)
class OpenArticles(ButtonData):
    """The articles with numbers below `before`; 0 for the newest."""

    before: Number = 0


@BUTTONS.named("headline")
@dataclass(frozen=True, slots=True)
class AskHeadline(ButtonData):
    article: Number


@BUTTONS.named("topicsof")
@dataclass(frozen=True, slots=True)
class OpenTopicsOf(ButtonData):
    article: Number


@BUTTONS.named("topicof")
@dataclass(frozen=True, slots=True)
class SwitchTopicOf(ButtonData):
    """`seen` is the newest revision of the article when its topics were shown, 0 if there was none."""

    article: Number
    topic: TopicId
    on: bool
    seen: Number


@BUTTONS.named("date")
@dataclass(frozen=True, slots=True)
class AskDate(ButtonData):
    article: Number


@BUTTONS.named("sourcesof")
@dataclass(frozen=True, slots=True)
class OpenSourcesOf(ButtonData):
    article: Number


@BUTTONS.named("sourceof")
@dataclass(frozen=True, slots=True)
class AskSource(ButtonData):
    """`at`: which of the places where the article was seen, counted from 0."""

    article: Number
    at: Number


@BUTTONS.named("storyof")
@dataclass(frozen=True, slots=True)
class OpenStoryOf(ButtonData):
    article: Number


@BUTTONS.named("moveto")
@dataclass(frozen=True, slots=True)
class MoveArticle(ButtonData):
    """Moves an article from the story that it `was` in to another; `story` 0 makes one of its own.

    `seen` is as in `SwitchTopicOf`.
    """

    article: Number
    story: Number
    was: Number
    seen: Number


@BUTTONS.named("sentences")
@dataclass(frozen=True, slots=True)
class OpenSentences(ButtonData):
    article: Number


@BUTTONS.named("sentence")
@dataclass(frozen=True, slots=True)
class SwitchSentence(ButtonData):
    """Takes a sentence into the summary or out of it; positions count from 0. `seen` is as in
    `SwitchTopicOf`.
    """

    article: Number
    position: Number
    on: bool
    seen: Number


@BUTTONS.named("log")
@dataclass(frozen=True, slots=True)
class OpenLog(ButtonData):
    """The log of an article, or of all with 0; pages count from 0, the newest first."""

    article: Number = 0
    page: Number = 0


@BUTTONS.named("retract?")
@dataclass(frozen=True, slots=True)
class AskRetract(ButtonData):
    article: Number


@BUTTONS.named("retractstory")
@dataclass(frozen=True, slots=True)
class ChooseRetracted(ButtonData):
    """Asks which of a story's articles is to be retracted."""

    story: Number


@BUTTONS.named("rejectreports")
@dataclass(frozen=True, slots=True)
class RejectReports(ButtonData):
    """Leaves a story as it is, whatever readers have reported."""

    story: Number


@BUTTONS.named("retract")
@dataclass(frozen=True, slots=True)
class Retract(ButtonData):
    article: Number


@BUTTONS.named("restore")
@dataclass(frozen=True, slots=True)
class Restore(ButtonData):
    article: Number


@BUTTONS.named("archive")
@dataclass(frozen=True, slots=True)
class Archive(ButtonData):
    """`on`: the article is kept out of editions; otherwise it may enter them again."""

    article: Number
    on: bool


@BUTTONS.named("takeback")
@dataclass(frozen=True, slots=True)
class TakeBack(ButtonData):
    revision: Number


@BUTTONS.named("split?")
@dataclass(frozen=True, slots=True)
class AskSplit(ButtonData):
    article: Number
    shown: Shown


@BUTTONS.named("splitoff")
@dataclass(frozen=True, slots=True)
class SplitOff(ButtonData):
    article: Number
    shown: Shown


@BUTTONS.named("merge?")
@dataclass(frozen=True, slots=True)
class AskMerge(ButtonData):
    story: Number
    other: Number
    shown: Shown


@BUTTONS.named("join")
@dataclass(frozen=True, slots=True)
class MergeStories(ButtonData):
    story: Number
    other: Number
    shown: Shown


@BUTTONS.named("owntopic")
@dataclass(frozen=True, slots=True)
class OpenOwnTopic(ButtonData):
    topic: OwnTopicId


@BUTTONS.named("newtopic")
@dataclass(frozen=True, slots=True)
class AskNewTopic(ButtonData):
    pass


@BUTTONS.named("nametopic")
@dataclass(frozen=True, slots=True)
class AskTopicName(ButtonData):
    topic: OwnTopicId
    language: Spoken


@BUTTONS.named("samename")
@dataclass(frozen=True, slots=True)
class KeepTopicName(ButtonData):
    """The topic keeps the same name in this language."""

    topic: OwnTopicId
    language: Spoken


@BUTTONS.named("topicwords")
@dataclass(frozen=True, slots=True)
class AskTopicWords(ButtonData):
    topic: OwnTopicId


@BUTTONS.named("droptopic?")
@dataclass(frozen=True, slots=True)
class AskDropTopic(ButtonData):
    topic: OwnTopicId


@BUTTONS.named("droptopic")
@dataclass(frozen=True, slots=True)
class DropTopic(ButtonData):
    topic: OwnTopicId


@BUTTONS.named("preview")
@dataclass(frozen=True, slots=True)
class OpenPreview(ButtonData):
    hours: Hours = 24
