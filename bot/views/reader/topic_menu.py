"""Leads to overviews: topics and periods to choose from, and what is said when a period is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.i18n import Say
from bot.views.common.buttons import button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, fits, join, text
from bot.views.common.items import story_block
from bot.views.common.message import Button, Buttons, Message, in_pairs
from bot.views.common.origin import FromTopic
from bot.views.reader.answer_buttons import (
    FollowSubject,
    OpenOverview,
    OpenStory,
    OpenSubjects,
    SubscribeTopic,
)
from bot.views.reader.story import moment
from digests.models.digest import DigestItem
from digests.models.texts import Published

DAY, WEEK, MONTH = 24, 168, 720


def no_news_of_topic(
    latest: DigestItem | None, name: str, shown: FromTopic, context: RenderContext, *, is_topic: bool
) -> Message:
    """Nothing in the period: plain words, and the latest there was."""
    kind = "topic" if is_topic else "words"
    if latest is None:
        return nothing_ever(name, shown, context, kind)
    say = context.say
    period = period_words(shown.answer.period, say)
    newest = max(latest.story.articles, key=lambda article: article.added)
    nothing = text(say(f"overview-quiet-{kind}", subject=name, period=period))
    lead = Html(f"{nothing}\n{text(say('overview-latest', date=moment(newest, context)))}")
    said = newest.published or Published(newest.added)
    then = replace(context, now=said.at)  # its day is said above
    told = story_block(latest, then)
    body = join([lead, told if fits(told) else story_block(replace(latest, sentences=()), then)], "\n\n")
    if context.kind != "private":
        return Message(body)
    whole = button(say("button-whole-story"), OpenStory(latest.story.id, 0, shown))
    return Message(body, ((whole,), *ways_on(shown, say)))


def nothing_ever(name: str, shown: FromTopic, context: RenderContext, kind: str) -> Message:
    """Words may be followed nevertheless."""
    words = text(context.say(f"overview-never-{kind}", subject=name))
    if context.kind != "private":
        return Message(words)
    follow = _to_follow(shown, context.say)
    return Message(words, (*((follow,) if follow else ()), *topic_buttons(context.say, WEEK)))


def choose_subject(say: Say, hours: int = WEEK, back: Button | None = None) -> Message:
    """Buttons for the topics in this period; `back` leads to where the question was opened."""
    lines = [bold(text(say("overview-choose"))), text(say("overview-how"))]
    return Message(join(lines, "\n"), (*topic_buttons(say, hours), *(((back,),) if back else ())))


def overview_gone(say: Say) -> Message:
    return Message(text(say("overview-gone")), topic_buttons(say, WEEK))


def topic_buttons(say: Say, hours: int) -> Buttons:
    return in_pairs([button(say.topic(t), OpenOverview(t, hours)) for t in say.topics])


def period_words(period: timedelta, say: Say) -> str:
    hours = int(period.total_seconds()) // 3600
    known = {DAY: "day", WEEK: "week", MONTH: "month"}.get(hours)
    if known:
        return say(f"overview-period-{known}")
    if hours % DAY:
        return say("overview-hours", hours=hours)
    return say("overview-days", days=hours // DAY)


def ways_on(shown: FromTopic, say: Say) -> Buttons:
    row = tuple(
        button(
            say("chosen", name=words) if hours == shown.answer.hours else words,
            OpenOverview(shown.key, hours),
        )
        for hours, words in (
            (DAY, say("button-period-day")),
            (WEEK, say("button-period-week")),
            (MONTH, say("button-period-month")),
        )
    )
    other = button(say("button-other-topic"), OpenSubjects(shown.answer.hours))
    return (row, (*_to_follow(shown, say), other))


def offering_subscription(message: Message, topic: str, say: Say) -> Message:
    """The message with a button to receive the topic in addition to what is received already."""
    offer = button(say("button-subscribe-topic"), SubscribeTopic(topic))
    return replace(message, buttons=((offer,), *message.buttons))


def _to_follow(shown: FromTopic, say: Say) -> tuple[Button, ...]:
    """For words only, which have a number; topics are chosen in the settings."""
    if not shown.key.isdecimal():
        return ()
    return (button(say("button-follow-words"), FollowSubject(int(shown.key))),)
