"""What a reader follows: all of it, and one with what it brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenSettings, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, join, link, text
from bot.views.common.message import Button, Buttons, Message, in_pairs
from bot.views.common.origin import FromFollow
from bot.views.reader.answer_buttons import OpenStory
from bot.views.reader.buttons import (
    AskFollow,
    OpenFollow,
    OpenFollows,
    SwitchFollowAlert,
    Unfollow,
)
from bot.views.reader.digest import item_label
from digests.models import DigestItem

if TYPE_CHECKING:
    from storage.destinations import Destination
    from storage.follows import Follow

HEADLINE_UNITS = 200
LABEL_UNITS = 28
NAME_UNITS = 22
SETTINGS_WORDS = 14
SHOWN_STORIES = 5


def listing(follows: Sequence[Follow], say: Say, *, said: str | None = None) -> Message:
    """`said` is what has just been done."""
    lines = [] if said is None else [text(said)]
    lines += [bold(text(say("follows-title"))), text(say("follows-how" if follows else "follows-none"))]
    lines.append(text(say("follows-typed")))
    buttons = [button(_label(each, say), OpenFollow(each.number)) for each in follows]
    last = (button(say("button-settings"), OpenSettings()), button(say("button-follow-new"), AskFollow()))
    return Message(join(lines, "\n"), (*in_pairs(buttons), last))


def one(follow: Follow, caught: Sequence[DigestItem], reader: Destination, context: RenderContext) -> Message:
    """With the newest of the stories that it brought in a week: `caught` are all of them."""
    say = context.say
    lines = [bold(text(say("follow-title", words=follow.followed.words)))]
    if follow.followed.excluded:
        lines.append(text(say("follow-except", words=", ".join(follow.followed.excluded))))
    if follow.alert and reader.pause is not None:
        lines.append(text(say("settings-paused")))
    elif follow.alert:
        lines.append(text(_alerting(reader, say)))
    else:
        lines.append(text(say("follow-in-digest")))
    shown = caught[:SHOWN_STORIES]
    lines.append(text(say("follow-caught", stories=len(caught)) if shown else say("follow-caught-none")))
    lines += _headlines(shown, context)
    return Message(join(lines, "\n"), _buttons(follow, shown, say))


def ask(say: Say, problem: str | None = None) -> Message:
    lines = ([] if problem is None else [problem]) + [say("follow-ask")]
    back = button(say("button-back"), OpenFollows())
    return Message(join(map(text, lines), "\n"), ((back,),))


def follows_button(words: Sequence[str], say: Say) -> Button:
    """In the settings, with what is followed now."""
    first = clip(words[0], SETTINGS_WORDS) if words else say("settings-follows-none")
    more = len(words) > 1
    shown = say("settings-more-topics", first=first, count=len(words) - 1) if more else first
    return button(say("settings-follows", words=shown), OpenFollows())


def _label(follow: Follow, say: Say) -> str:
    words = clip(follow.followed.words, LABEL_UNITS)
    return say("button-follow-alerting", words=clip(words, NAME_UNITS)) if follow.alert else words


def _alerting(reader: Destination, say: Say) -> str:
    start, end = reader.preferences.awake_from, reader.preferences.awake_to
    return say("follow-alert-always") if end - start >= 24 else say("follow-alert", start=start, end=end)


def _headlines(caught: Sequence[DigestItem], context: RenderContext) -> Iterator[Html]:
    for number, item in enumerate(caught, 1):
        headline = link(text(clip(item.headline, HEADLINE_UNITS)), context.story_url(item.story.id))
        yield Html(f"{number}. {headline}{item_label(item, context)}")


def _buttons(follow: Follow, caught: Sequence[DigestItem], say: Say) -> Buttons:
    shown = FromFollow(follow.number)
    numbers = tuple(
        button(str(place), OpenStory(item.story.id, 0, shown)) for place, item in enumerate(caught, 1)
    )
    words = say("button-follow-alert")
    alert = button(
        say("chosen", name=words) if follow.alert else words,
        SwitchFollowAlert(follow.number, not follow.alert),
    )
    drop = button(say("button-unfollow"), Unfollow(follow.number))
    listed = button(say("button-follows"), OpenFollows())
    return tuple(row for row in (numbers, (alert, drop), (listed,)) if row)
