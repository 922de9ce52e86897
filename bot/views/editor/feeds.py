"""What editors see of feeds: the list, one of them, a choice, and what went wrong in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import Say
from bot.views.common.buttons import Action, encode
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, join, link, text
from bot.views.common.message import Button, Message

FEEDS_PER_PAGE = 8
TITLE_UNITS = 80
BUTTON_UNITS = 40
SEVERAL_A_DAY = 14  # in a week
_FEED_PROBLEMS = ("no-feed", "dangerous", "no-preview")


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """A feed as its screen shows it; `error` names why the last check failed."""

    id: int
    url: str
    title: str
    on: bool
    error: str | None
    last_success: datetime | None
    next_check: datetime
    full_pages: bool
    articles: int = 0
    skipped: int = 0


def listing(feeds: Sequence[FeedInfo], more: bool, place: RenderContext) -> Message:
    """A page of the list by number; `more`: there is a next one."""
    say = place.say
    add = Button(say("button-add-feed"), encode(Action.FEED_ADD))
    channels = Button(say("button-source-channels"), encode(Action.CHANNELS))
    if not feeds:
        return Message(text(say("feeds-none")), ((add,), (channels,)))
    lines = [_line(feed, say) for feed in feeds]
    rows = [(Button(clip(feed.title, BUTTON_UNITS), encode(Action.FEED, feed.id)),) for feed in feeds]
    turns = []
    if feeds[0].id > 1:
        turns.append(Button(say("button-back"), encode(Action.FEEDS, 0)))
    if more:
        turns.append(Button(say("button-next"), encode(Action.FEEDS, feeds[-1].id)))
    export = Button(say("button-export-feeds"), encode(Action.FEEDS_EXPORT))
    whole = (*rows, tuple(turns), (add, export), (channels,))
    return Message(join([bold(text(say("feeds-title"))), *lines], "\n"), tuple(row for row in whole if row))


def one(feed: FeedInfo, place: RenderContext, note: str = "") -> Message:
    say = place.say
    state = say("feed-full-pages-on") if feed.full_pages else say("feed-full-pages-off")
    lines = [
        *([text(note)] if note else []),
        bold(link(text(clip(feed.title, TITLE_UNITS)), feed.url)),
        text(_state(feed, say)),
        *([text(say("feed-problem", problem=problem(feed.error, say)))] if feed.error else []),
        *([text(_at("feed-last-success", feed.last_success, place))] if feed.last_success else []),
        *([text(_at("feed-next", feed.next_check, place))] if feed.on else []),
        text(say("feed-articles", articles=feed.articles)),
        *(
            [text(say("feed-daily", count=round(feed.articles / 7)))]
            if feed.articles >= SEVERAL_A_DAY
            else []
        ),
        *([text(say("feed-skipped", skipped=feed.skipped))] if feed.skipped else []),
        text(state),
    ]
    again = say("button-check-now") if feed.on and not feed.error else say("button-try-again")
    pages = say("button-from-feed") if feed.full_pages else say("button-full-pages")
    remove = Button(say("button-remove"), encode(Action.FEED_ASK_REMOVE, feed.id))
    off = Button(say("button-switch-off"), encode(Action.FEED_OFF, feed.id))
    return Message(
        join(lines, "\n"),
        (
            (Button(again, encode(Action.FEED_CHECK, feed.id)),),
            (Button(pages, encode(Action.FEED_PAGES, feed.id, int(not feed.full_pages))),),
            (off, remove) if feed.on else (remove,),
            (feeds_button(say),),
        ),
    )


def choice(offers: Sequence[tuple[int, str]], say: Say) -> Message:
    """Feeds that a page offers, by the numbers of the offers."""
    rows = [(Button(clip(name, BUTTON_UNITS), encode(Action.FEED_OFFER, number)),) for number, name in offers]
    return Message(text(say("feed-choose")), (*rows, (feeds_button(say),)))


def ask_remove(feed: FeedInfo, say: Say) -> Message:
    yes = Button(say("button-remove-feed"), encode(Action.FEED_REMOVE, feed.id))
    back = Button(say("button-back"), encode(Action.FEED, feed.id))
    return Message(text(say("feed-ask-remove", title=clip(feed.title, TITLE_UNITS))), ((yes, back),))


def given_up(feed_id: int, title: str, error: str, say: Say) -> Message:
    """The one notice about a feed that was switched off."""
    title = clip(title, TITLE_UNITS)
    gone = error == "gone"
    words = (
        say("feed-ended", title=title)
        if gone
        else say("feed-given-up", title=title, problem=problem(error, say))
    )
    again = Button(say("button-try-again"), encode(Action.FEED_CHECK, feed_id))
    return Message(text(words), ((again, Button(say("button-feeds"), encode(Action.FEED, feed_id))),))


def listed(added: int, known: int, left: int, most: int, say: Say) -> str:
    """What became of a list of feeds."""
    words = say("feeds-listed", added=added, known=known)
    return f"{words} {say('feeds-listed-left', left=left, most=most)}" if left else words


def with_feeds(words: str, say: Say) -> Message:
    """A sentence with a way to the list."""
    return Message(text(words), ((feeds_button(say),),))


def problem(reason: str, say: Say) -> str:
    """Why a feed or an address gives nothing, in a sentence that says what to do."""
    return say(f"feed-problem-{reason}") if reason in _FEED_PROBLEMS else say(f"fetch-{reason}")


def page_problem(reason: str, say: Say) -> str:
    return say(f"page-{reason}")


def feeds_button(say: Say) -> Button:
    return Button(say("button-feeds"), encode(Action.FEEDS, 0))


def _line(feed: FeedInfo, say: Say) -> Html:
    return join([text(clip(feed.title, TITLE_UNITS)), text(_state(feed, say))], ": ")


def _state(feed: FeedInfo, say: Say) -> str:
    if not feed.on:
        return say("feed-off")
    if feed.error:
        return say("feed-failing")
    return say("feed-on") if feed.last_success else say("feed-new")


def _at(key: str, moment: datetime, place: RenderContext) -> str:
    date = place.say.date(moment, place.zone, now=place.now)
    time = place.say.time(moment, place.zone)
    if key == "feed-next":
        return place.say("feed-next", date=date, time=time)
    return place.say("feed-last-success", date=date, time=time)


def channels_screen(channels: Sequence[tuple[int, str]], say: Say) -> Message:
    """`channels` by (chat, title); a press on one removes it."""
    rows = [
        (Button(f"✕ {clip(title, BUTTON_UNITS - 2)}", encode(Action.CHANNEL_REMOVE, chat_id)),)
        for chat_id, title in channels
    ]
    connect = Button(say("button-connect-source"), encode(Action.CHANNEL_ADD))
    words = say("source-channels-how") if channels else say("source-channels-none")
    blocks = [bold(text(say("source-channels-title"))), text(words)]
    return Message(join(blocks, "\n"), (*rows, (connect,), (feeds_button(say),)))
