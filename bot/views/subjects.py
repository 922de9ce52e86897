"""Ways to an overview: topics and periods to choose from, and what is said when a period is empty."""

from __future__ import annotations

from datetime import timedelta

from bot.i18n import Say
from bot.views.actions import Action
from bot.views.callbacks import data
from bot.views.digest import Look, told_block
from bot.views.html import Html, bold, fits, join, text
from bot.views.message import Button, Buttons, Message, in_pairs
from bot.views.shown import Overviewed, dump_shown
from bot.views.story import moment
from digests.models import DigestItem, Published

DAY, WEEK, MONTH = 24, 168, 720


def quiet_overview(
    latest: DigestItem | None, name: str, shown: Overviewed, look: Look, *, is_topic: bool
) -> Message:
    """Nothing in the period: plain words, and what there was last."""
    kind = "topic" if is_topic else "words"
    if latest is None:
        return nothing_ever(name, shown, look, kind)
    say = look.say
    period = period_words(shown.answer.period, say)
    newest = max(latest.story.articles, key=lambda article: article.added)
    when = moment(newest.published or Published(newest.added), say, now=look.now, zone=look.zone)
    nothing = text(say(f"overview-quiet-{kind}", subject=name, period=period))
    lead = Html(f"{nothing}\n{text(say('overview-latest', date=when))}")
    told = told_block(latest, look)
    body = join([lead, told if fits(told) else told_block(latest, look, limit=0)], "\n\n")
    if look.kind != "private":
        return Message(body)
    whole = Button(say("button-whole-story"), data(Action.STORY, latest.story.id, 0, dump_shown(shown)))
    return Message(body, ((whole,), *ways_on(shown, say)))


def nothing_ever(name: str, shown: Overviewed, look: Look, kind: str) -> Message:
    """Words may be followed all the same."""
    words = text(look.say(f"overview-never-{kind}", subject=name))
    if look.kind != "private":
        return Message(words)
    follow = _to_follow(shown, look.say)
    return Message(words, (*((follow,) if follow else ()), *topic_buttons(look.say, WEEK)))


def choose_subject(say: Say, hours: int = WEEK) -> Message:
    """The topics as buttons that tell of this period."""
    lines = [bold(text(say("overview-choose"))), text(say("overview-how"))]
    return Message(join(lines, "\n"), topic_buttons(say, hours))


def overview_gone(say: Say) -> Message:
    return Message(text(say("overview-gone")), topic_buttons(say, WEEK))


def topic_buttons(say: Say, hours: int) -> Buttons:
    return in_pairs([Button(say.topic(t), data(Action.OVERVIEW, t, hours)) for t in say.topics])


def period_words(period: timedelta, say: Say) -> str:
    hours = int(period.total_seconds()) // 3600
    known = {DAY: "day", WEEK: "week", MONTH: "month"}.get(hours)
    if known:
        return say(f"overview-period-{known}")
    if hours % DAY:
        return say("overview-hours", hours=hours)
    return say("overview-days", days=hours // DAY)


def ways_on(shown: Overviewed, say: Say) -> Buttons:
    row = tuple(
        Button(
            say("chosen", name=words) if hours == shown.answer.hours else words,
            data(Action.OVERVIEW, shown.key, hours),
        )
        for hours, words in (
            (DAY, say("button-period-day")),
            (WEEK, say("button-period-week")),
            (MONTH, say("button-period-month")),
        )
    )
    other = Button(say("button-other-topic"), data(Action.SUBJECTS, shown.answer.hours))
    return (row, (*_to_follow(shown, say), other))


def _to_follow(shown: Overviewed, say: Say) -> tuple[Button, ...]:
    """For words, which have a number; a topic is chosen in the settings."""
    if not shown.key.isdecimal():
        return ()
    return (Button(say("button-follow-words"), data(Action.FOLLOW_SUBJECT, shown.key)),)
