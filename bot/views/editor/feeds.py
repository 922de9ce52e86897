"""Feeds as editors see them: the list, each of them, offers, and what went wrong in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.i18n import Say
from bot.views.common.buttons import OpenFeeds, button
from bot.views.common.context import RenderContext
from bot.views.common.html import Html, bold, clip, join, link, text
from bot.views.common.message import Button, Message, ProgressOf, in_rows
from bot.views.editor.feed_buttons import (
    AddOfferedFeed,
    AskFeed,
    AskRemoveFeed,
    CheckFeed,
    ConnectPublisher,
    ConnectPublishers,
    ExportFeeds,
    OpenFeed,
    OpenPublishers,
    OpenSourceChannels,
    PickSourceChannel,
    RemoveFeed,
    RemoveSourceChannel,
    SwitchFeedOff,
    SwitchFullPages,
)
from digests.models.texts import PublishersLanguage

if TYPE_CHECKING:
    from storage.channel_sources import ChannelSource
    from storage.feed_entries import EntryCounts
    from storage.feeds import StoredFeed

FEEDS_PER_PAGE = 8
TITLE_UNITS = 80
BUTTON_UNITS = 40
HALF_ROW_UNITS = 18
SEVERAL_A_DAY = 14  # in a week
_FEED_PROBLEMS = ("no-feed", "dangerous", "no-preview")


def listing(feeds: Sequence[StoredFeed], more: bool, say: Say) -> Message:
    """A page of the list by number; `more`: there is a next page."""
    add = button(say("button-add-feed"), AskFeed())
    channels = button(say("button-source-channels"), OpenSourceChannels())
    if not feeds:
        return Message(text(say("feeds-none")), ((add,), publishers_row(say), (channels,)))
    lines = [_line(feed, say) for feed in feeds]
    rows = [(button(clip(feed_title(feed), BUTTON_UNITS), OpenFeed(feed.id)),) for feed in feeds]
    turns = []
    if feeds[0].id > 1:
        turns.append(button(say("button-back"), OpenFeeds()))
    if more:
        turns.append(button(say("button-next"), OpenFeeds(feeds[-1].id)))
    export = button(say("button-export-feeds"), ExportFeeds())
    whole = (*rows, tuple(turns), (add, export), (channels,))
    return Message(join([bold(text(say("feeds-title"))), *lines], "\n"), tuple(row for row in whole if row))


def one(feed: StoredFeed, counts: EntryCounts | None, place: RenderContext, note: str = "") -> Message:
    """`counts`: the entries of the last week, None for a new feed; `note` comes first."""
    say, on = place.say, feed.state == "on"
    articles, skipped = (counts.articles, counts.skipped) if counts else (0, 0)
    state = say("feed-full-pages-on") if feed.full_pages else say("feed-full-pages-off")
    lines = [
        *([text(note)] if note else []),
        bold(link(text(clip(feed_title(feed), TITLE_UNITS)), feed.url)),
        text(_state(feed, say)),
        *([text(say("feed-problem", problem=problem(feed.error, say)))] if feed.error else []),
        *([text(_at("feed-last-success", feed.last_success, place))] if feed.last_success else []),
        *([text(_at("feed-next", feed.next_check, place))] if on else []),
        *([text(say("feed-articles", articles=articles))] if feed.last_success else []),
        *([text(say("feed-daily", count=round(articles / 7)))] if articles >= SEVERAL_A_DAY else []),
        *([text(say("feed-skipped", skipped=skipped))] if skipped else []),
        text(state),
    ]
    again = say("button-check-now") if on and not feed.error else say("button-try-again")
    pages = say("button-from-feed") if feed.full_pages else say("button-full-pages")
    remove = button(say("button-remove"), AskRemoveFeed(feed.id))
    off = button(say("button-switch-off"), SwitchFeedOff(feed.id))
    return Message(
        join(lines, "\n"),
        (
            (button(again, CheckFeed(feed.id)),),
            (button(pages, SwitchFullPages(feed.id, not feed.full_pages)),),
            (off, remove) if on else (remove,),
            (feeds_button(say),),
        ),
        progress=ProgressOf("feed", feed.id, note) if on and not (feed.error or feed.last_success) else None,
    )


def choice(offers: Sequence[tuple[int, str]], say: Say) -> Message:
    """The feeds that a page offers, by the numbers of the offers."""
    rows = [(button(clip(name, BUTTON_UNITS), AddOfferedFeed(number)),) for number, name in offers]
    return Message(text(say("feed-choose")), (*rows, (feeds_button(say),)))


def publishers_row(say: Say) -> tuple[Button, Button]:
    """Buttons to the lists of publishers in Kazakh and in Russian."""
    return (
        button(say("button-publishers-kk"), OpenPublishers("kk")),
        button(say("button-publishers-ru"), OpenPublishers("ru")),
    )


def publishers_list(language: PublishersLanguage, titles: Sequence[str], say: Say) -> Message:
    """A button for each, and one for all of them."""
    every = button(say("button-publishers-all", count=len(titles)), ConnectPublishers(language))
    each = [
        button(clip(title, HALF_ROW_UNITS), ConnectPublisher(language, at)) for at, title in enumerate(titles)
    ]
    rows = ((every,), *in_rows(each, 2), (feeds_button(say),))
    return Message(text(say("publishers-how")), rows)


def publishers_tried(
    language: PublishersLanguage, connected: int, known: int, silent: Sequence[tuple[str, str]], say: Say
) -> Message:
    """What became of those that were tried. `silent`: the titles of failed ones and what went wrong."""
    lines = [text(say("publishers-connected", count=connected))] if connected else []
    lines += [text(say("publishers-known", count=known))] if known else []
    lines += [text(say("publishers-silent", count=len(silent)))] if silent else []
    lines += [text(f"• {title}: {problem(why, say)}") for title, why in silent]
    more = button(say("button-back"), OpenPublishers(language))
    return Message(join(lines, "\n"), ((more, feeds_button(say)),))


def ask_remove(feed: StoredFeed, say: Say) -> Message:
    yes = button(say("button-remove-feed"), RemoveFeed(feed.id), style="danger")
    back = button(say("button-back"), OpenFeed(feed.id))
    return Message(text(say("feed-ask-remove", title=clip(feed_title(feed), TITLE_UNITS))), ((yes, back),))


def given_up(feed: StoredFeed, say: Say) -> Message:
    """The only notice about a feed that was switched off."""
    title, error = clip(feed_title(feed), TITLE_UNITS), feed.error or ""
    gone = error == "gone"
    words = (
        say("feed-ended", title=title)
        if gone
        else say("feed-given-up", title=title, problem=problem(error, say))
    )
    again = button(say("button-try-again"), CheckFeed(feed.id))
    return Message(text(words), ((again, button(say("button-feeds"), OpenFeed(feed.id))),))


def listed(added: int, known: int, left: int, most: int, say: Say) -> str:
    """What became of a list of feeds."""
    words = say("feeds-listed", added=added, known=known)
    return f"{words} {say('feeds-listed-left', left=left, most=most)}" if left else words


def with_feeds(words: str, say: Say) -> Message:
    """A sentence with a button to the list of feeds."""
    return Message(text(words), ((feeds_button(say),),))


def problem(reason: str, say: Say) -> str:
    """Why a feed or an address gives nothing, and what to do about it."""
    return say(f"feed-problem-{reason}") if reason in _FEED_PROBLEMS else say(f"fetch-{reason}")


def page_problem(reason: str, say: Say) -> str:
    return say(f"page-{reason}")


def page_of_many(offer: int, say: Say) -> Message:
    """A page is a list of articles; offers to add its feed."""
    add = button(say("button-add-feed"), AddOfferedFeed(offer))
    return Message(text(page_problem("list", say)), ((add,), (feeds_button(say),)))


def feeds_button(say: Say) -> Button:
    return button(say("button-feeds"), OpenFeeds())


def _line(feed: StoredFeed, say: Say) -> Html:
    return join([text(clip(feed_title(feed), TITLE_UNITS)), text(_state(feed, say))], ": ")


def feed_title(feed: StoredFeed) -> str:
    """Its name, or its address as long as the name is not known."""
    return feed.title or feed.url


def _state(feed: StoredFeed, say: Say) -> str:
    if feed.state == "off":
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


def channels_screen(channels: Sequence[ChannelSource], say: Say) -> Message:
    """A press on a channel removes it."""
    rows = [
        (button(f"✕ {clip(channel.title, BUTTON_UNITS - 2)}", RemoveSourceChannel(channel.chat_id)),)
        for channel in channels
    ]
    connect = button(say("button-connect-source"), PickSourceChannel())
    words = say("source-channels-how") if channels else say("source-channels-none")
    blocks = [bold(text(say("source-channels-title"))), text(words)]
    return Message(join(blocks, "\n"), (*rows, (connect,), (feeds_button(say),)))
