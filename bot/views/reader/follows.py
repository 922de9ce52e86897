"""What a reader follows and mutes: the list, and each with the stories that it brought or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenSettings, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, join, link, text
from bot.views.common.items import item_label
from bot.views.common.message import Button, Buttons, Message, in_pairs
from bot.views.common.origin import FromFollow
from bot.views.common.surge import surge_button
from bot.views.reader.answer_buttons import FollowSubject, OpenStory
from bot.views.reader.buttons import (
    AskFollow,
    AskMute,
    MuteWords,
    OpenFollow,
    OpenFollows,
    OpenMute,
    OpenStoryFollow,
    SwitchFollowAlert,
    SwitchFollowSurge,
    SwitchStoryAlert,
    Unfollow,
    UnfollowStory,
    Unmute,
)
from digests.models.digest import DigestItem

if TYPE_CHECKING:
    from storage.destinations import Destination
    from storage.followed_stories import FollowedStory
    from storage.follows import Follow
    from storage.mutes import Mute

HEADLINE_UNITS = 200
LABEL_UNITS = 28
MUTED_UNITS = 20
NAME_UNITS = 22
SETTINGS_WORDS = 14
SHOWN_STORIES = 5
MAX_BUTTONS = 97  # of what is followed or muted: Telegram takes 100


def listing(
    follows: Sequence[Follow],
    stories: Sequence[FollowedStory],
    muted: Sequence[tuple[Mute, int]],
    say: Say,
    *,
    said: str | None = None,
) -> Message:
    """`muted`: each with how many stories it left out in a week; `said` is what has just been done."""
    lines = [] if said is None else [text(said)]
    lines.append(bold(text(say("follows-title"))))
    lines += [text(say("follow-story-how"))] if stories else []
    lines += [text(say("follows-how" if follows else "follows-none"))] if follows or not stories else []
    lines.append(text(say("follows-typed")))
    lines += [] if stories else [text(say("follow-story-tip"))]
    lines.append(text(""))
    lines += [bold(text(say("mutes-title"))), text(say("mutes-how" if muted else "mutes-none"))]
    lines.append(text(say("mutes-typed")))
    buttons = [button(_label(each, say), OpenFollow(each.number)) for each in follows]
    muting = [(button(_muted_label(*each, say), OpenMute(each[0].number)),) for each in muted]
    add = (button(say("button-follow-new"), AskFollow()), button(say("button-mute-new"), AskMute()))
    followed = [(button(_story_label(each, say), OpenStoryFollow(each.number)),) for each in stories]
    most = MAX_BUTTONS - len(buttons) - len(followed)
    rows = (*followed, *in_pairs(buttons), *muting[:most], add)
    return Message(join(lines, "\n"), (*rows, (button(say("button-settings"), OpenSettings()),)))


def one(follow: Follow, caught: Sequence[DigestItem], reader: Destination, context: RenderContext) -> Message:
    """With the newest of the stories that it brought in a week; `caught` are all of them."""
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
    lines += [text(say("surge-on"))] if follow.surge and reader.pause is None else []
    shown = caught[:SHOWN_STORIES]
    lines.append(text(say("follow-caught", stories=len(caught)) if shown else say("follow-caught-none")))
    lines += _headlines(shown, context)
    return Message(join(lines, "\n"), _buttons(follow, shown, say))


def one_story(followed: FollowedStory, reader: Destination, context: RenderContext) -> Message:
    """A story that is followed, or was until nothing more was reported."""
    say = context.say
    lines = [bold(text(say("follow-story-title", headline=clip(followed.headline, HEADLINE_UNITS))))]
    lines.append(text(say("follow-story-ended" if followed.ended else "follow-story-how")))
    if followed.alert and not followed.ended:
        lines.append(text(say("settings-paused") if reader.pause is not None else _alerting(reader, say)))
    opens = button(say("button-whole-story"), OpenStory(followed.story_id))
    drop = button(say("button-unfollow"), UnfollowStory(followed.number))
    words = say("button-follow-alert")
    alert = button(
        say("chosen", name=words) if followed.alert else words,
        SwitchStoryAlert(followed.number, not followed.alert),
    )
    does = (drop,) if followed.ended else (alert, drop)
    return Message(join(lines, "\n"), ((opens,), does, (button(say("button-follows"), OpenFollows()),)))


def follows_story(alert: bool | None, say: Say) -> str:
    """What a press on a story's own button has done.

    `alert`: news of it will be sent at once; None: it is no longer followed.
    """
    if alert is None:
        return say("follow-story-off")
    return say("follow-story-alerting" if alert else "follow-story-on")


def one_muted(mute: Mute, count: int, newest: Sequence[DigestItem], context: RenderContext) -> Message:
    """With how many stories it left out in a week, and the `newest` of them."""
    say = context.say
    lines = [bold(text(_muted_title(mute, say)))]
    if mute.written.excluded:
        lines.append(text(say("follow-except", words=", ".join(mute.written.excluded))))
    lines.append(text(say("mutes-how")))
    if mute.story_id is None:
        lines.append(text(say("mute-caught", stories=count) if count else say("follow-caught-none")))
        lines += _headlines(newest[:SHOWN_STORIES], context)
    back = button(say("button-unmute"), Unmute(mute.number))
    return Message(join(lines, "\n"), ((back,), (button(say("button-follows"), OpenFollows()),)))


def confirm_mute(words: str, number: int, say: Say) -> Message:
    """Asks whether news with these words should be left out; `number` is that of the words."""
    lines = [bold(text(say("mute-confirm", words=words))), text(say("mutes-how"))]
    does = (button(say("button-mute"), MuteWords(number)),)
    return Message(join(lines, "\n"), (does, (button(say("button-follows"), OpenFollows()),)))


def confirm_follow(words: str, number: int, say: Say) -> Message:
    """Asks whether news with these words should come first; `number` is that of the words."""
    lines = [bold(text(say("follow-confirm", words=words))), text(say("follows-how"))]
    does = (button(say("button-follow-words"), FollowSubject(number)),)
    return Message(join(lines, "\n"), (does, (button(say("button-follows"), OpenFollows()),)))


def ask_mute(say: Say, problem: str | None = None) -> Message:
    return _ask(say("mute-ask"), say, problem)


def ask(say: Say, problem: str | None = None) -> Message:
    return _ask(say("follow-ask"), say, problem)


def _ask(words: str, say: Say, problem: str | None) -> Message:
    lines = ([] if problem is None else [problem]) + [words]
    back = button(say("button-back"), OpenFollows())
    return Message(join(map(text, lines), "\n"), ((back,),))


def follows_button(words: Sequence[str], say: Say) -> Button:
    """A button in the settings that says what is followed now."""
    first = clip(words[0], SETTINGS_WORDS) if words else say("settings-follows-none")
    more = len(words) > 1
    shown = say("settings-more-topics", first=first, count=len(words) - 1) if more else first
    return button(say("settings-follows", words=shown), OpenFollows())


def mutes_button(muted: Sequence[Mute], say: Say) -> Button:
    """A button in the settings that says what is muted now."""
    first = clip(mute_name(muted[0], say), SETTINGS_WORDS) if muted else say("settings-follows-none")
    more = len(muted) > 1
    shown = say("settings-more-topics", first=first, count=len(muted) - 1) if more else first
    return button(say("settings-mutes", words=shown), OpenFollows())


def mute_name(mute: Mute, say: Say) -> str:
    """The topic's name, the words, or the story's headline."""
    return mute.written.words if mute.topic is None else say.topic(mute.topic)


def _story_label(followed: FollowedStory, say: Say) -> str:
    headline = clip(followed.headline, LABEL_UNITS)
    return say("button-ended-story" if followed.ended else "button-followed-story", headline=headline)


def _muted_label(mute: Mute, count: int, say: Say) -> str:
    if mute.story_id is not None:
        return clip(mute.written.words, LABEL_UNITS)
    words = clip(mute_name(mute, say), MUTED_UNITS)
    return say("button-muted", words=words, count=count)


def _muted_title(mute: Mute, say: Say) -> str:
    name = clip(mute_name(mute, say), HEADLINE_UNITS)
    if mute.topic is not None:
        return say("mute-topic-title", topic=name)
    if mute.story_id is not None:
        return say("mute-story-title", headline=name)
    return say("mute-words-title", words=name)


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
    surge = surge_button(follow.surge, SwitchFollowSurge(follow.number, not follow.surge), say)
    listed = button(say("button-follows"), OpenFollows())
    return tuple(row for row in (numbers, (alert, drop), (surge,), (listed,)) if row)
