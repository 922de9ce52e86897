"""Media reviews: their subject, form, destination and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from bot.i18n import INTERFACE_LANGUAGES, Say
from bot.views.common.buttons import button
from bot.views.common.html import bold, clip, join, text
from bot.views.common.menu import plain
from bot.views.common.message import Button, Message, in_pairs, in_rows
from bot.views.editor.clip_buttons import (
    ALL_NEWS,
    DAYS,
    MakeClip,
    OpenClip,
    OpenClips,
    PlanClip,
    PlanClipFor,
    RemoveClip,
    ScheduleClip,
)

HOURS = (8, 9)
NAME_UNITS = 24


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """A scheduled review: the number of its request, its subject, its time (HH:MM), and whether it is daily.

    The title is that of the chat it goes to, '' for the person's own.
    """

    request: int
    subject: str
    time: str
    daily: bool
    chat: str


def choose_review(words: Sequence[tuple[str, str]], planned: Sequence[PlannedReview], say: Say) -> Message:
    """`words`: a key and the words of each follow of the person."""
    lines = [bold(text(say("clip-choose"))), text(say("clip-choose-how"))]
    if planned:
        lines += [text(""), bold(text(say("clip-plans")))]
        lines += [text(_line(each, say)) for each in planned]
    subjects = [(ALL_NEWS, say("review-all")), *((topic, say.topic(topic)) for topic in say.topics), *words]
    opens = [button(clip(name, NAME_UNITS), _fresh(key, say)) for key, name in subjects]
    drops = [_drop(each, say) for each in planned]
    return Message(join(lines, "\n"), (*in_pairs(opens), *in_rows(drops, 1)))


def review_screen(press: OpenClip, subject: str, found: int, most: int, say: Say) -> Message:
    """`found`: how many articles there are; more than `most` when there are more than a review can hold."""
    amount = say("clip-found", count=found) if found <= most else say("clip-found-many", count=most)
    lines = [bold(text(say("clip-what", subject=subject))), text(amount), text(say("clip-how"))]
    following = DAYS[(DAYS.index(press.days) + 1) % len(DAYS)]
    language = INTERFACE_LANGUAGES[(INTERFACE_LANGUAGES.index(press.language) + 1) % len(INTERFACE_LANGUAGES)]
    by_story = press.grouping == "story"
    choices = [
        button(say(f"clip-days-{press.days}"), replace(press, days=following)),
        button(
            say("clip-language", language=say(f"language-{press.language}")),
            replace(press, language=language),
        ),
        button(
            say("clip-by-story") if by_story else say("clip-by-source"),
            replace(press, grouping="source" if by_story else "story"),
        ),
        button(
            say("clip-texts-on") if press.texts else say("clip-texts-off"),
            replace(press, texts=not press.texts),
        ),
    ]
    wish = (press.subject, press.days, press.language, press.grouping, press.texts)
    make = (
        button(say("clip-make-docx"), MakeClip(*wish, "docx"), style="success"),
        button(say("clip-make-html"), MakeClip(*wish, "html")),
    )
    plan = button(say("clip-plan"), PlanClip(press.subject, press.language, press.grouping, press.texts))
    return Message(join(lines, "\n"), (*in_rows(choices, 1), make, (plan,), (_back(say),)))


def under_way(subject: str, say: Say) -> Message:
    return Message(text(say("clip-under-way", subject=subject)), ((_back(say),),))


def clip_refused(words: str, say: Say) -> Message:
    return Message(text(words), ((_back(say),),))


def choose_where(press: PlanClip, subject: str, chats: Sequence[tuple[int, str]], say: Say) -> Message:
    """`chats`: numbers of destinations with their titles; the person's own comes first and has none."""
    buttons = [
        button(
            clip(title, NAME_UNITS) or say("clip-plan-here"),
            PlanClipFor(press.subject, press.language, press.grouping, press.texts, number),
        )
        for number, title in chats
    ]
    return Message(bold(text(say("clip-plan-where", subject=subject))), (*in_rows(buttons, 1), (_back(say),)))


def choose_when(press: PlanClipFor, subject: str, say: Say) -> Message:
    wish = (press.subject, press.language, press.grouping, press.texts, press.to)
    rows = [
        (
            button(say("clip-plan-daily", time=f"{hour:02}:00"), ScheduleClip(*wish, hour, daily=True)),
            button(say("clip-plan-weekly", time=f"{hour:02}:00"), ScheduleClip(*wish, hour, daily=False)),
        )
        for hour in HOURS
    ]
    buttons = in_pairs(list(chain.from_iterable(rows)))
    return Message(bold(text(say("clip-plan-when", subject=subject))), (*buttons, (_back(say),)))


def planned_review(planned: PlannedReview, say: Say) -> Message:
    values = {"subject": planned.subject, "time": planned.time, "where": planned.chat or say("clip-here")}
    words = say("clip-planned-daily", **values) if planned.daily else say("clip-planned-weekly", **values)
    return Message(text(words), ((_drop(planned, say),), (_back(say),)))


def review_not_for_you(say: Say) -> Message:
    return plain(say("clip-refused"))


def _line(planned: PlannedReview, say: Say) -> str:
    values = {"subject": planned.subject, "time": planned.time, "where": planned.chat or say("clip-here")}
    return say("clip-plan-line-daily", **values) if planned.daily else say("clip-plan-line-weekly", **values)


def _drop(planned: PlannedReview, say: Say) -> Button:
    return button(say("clip-remove", subject=clip(planned.subject, NAME_UNITS)), RemoveClip(planned.request))


def _fresh(subject: str, say: Say) -> OpenClip:
    return OpenClip(subject, 7, say.language)


def _back(say: Say) -> Button:
    return button(say("button-back"), OpenClips())
