"""What the buttons of media reviews carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.views.common.buttons import BUTTONS, ButtonData, Spoken
from bot.views.common.codec import Form, Number
from bot.views.common.origin import SUBJECT_PATTERN
from digests.models.reports import FileKind, Grouping

ALL_NEWS = "-"
ReviewSubject = Annotated[str, Form(f"{ALL_NEWS}|{SUBJECT_PATTERN}", str)]
"""A topic's id, the number of words that somebody asked about, or ALL_NEWS."""

ReviewDays = Annotated[int, Form("1|7|30", int)]
DAYS = (1, 7, 30)


@BUTTONS.named("clips")
@dataclass(frozen=True, slots=True)
class OpenClips(ButtonData):
    """What a review may be about, and the scheduled reviews."""


@BUTTONS.named("clip")
@dataclass(frozen=True, slots=True)
class OpenClip(ButtonData):
    """A review as it would be made; `language` is that of the document."""

    subject: ReviewSubject
    days: ReviewDays
    language: Spoken
    grouping: Grouping = "story"
    texts: bool = False


@BUTTONS.named("clipmake")
@dataclass(frozen=True, slots=True)
class MakeClip(ButtonData):
    subject: ReviewSubject
    days: ReviewDays
    language: Spoken
    grouping: Grouping
    texts: bool
    kind: FileKind


@BUTTONS.named("clipplan")
@dataclass(frozen=True, slots=True)
class PlanClip(ButtonData):
    """Asks where a scheduled review is to be sent."""

    subject: ReviewSubject
    language: Spoken
    grouping: Grouping
    texts: bool


@BUTTONS.named("clipwhere")
@dataclass(frozen=True, slots=True)
class PlanClipFor(ButtonData):
    """Asks when it is to be sent to the destination of this number."""

    subject: ReviewSubject
    language: Spoken
    grouping: Grouping
    texts: bool
    to: Number


@BUTTONS.named("clipwhen")
@dataclass(frozen=True, slots=True)
class ScheduleClip(ButtonData):
    """Every day at this hour about the day before, or on Mondays about the week."""

    subject: ReviewSubject
    language: Spoken
    grouping: Grouping
    texts: bool
    to: Number
    hour: Annotated[int, Form("[789]|10", int)]
    daily: bool


@BUTTONS.named("clipdrop")
@dataclass(frozen=True, slots=True)
class RemoveClip(ButtonData):
    request: Number
