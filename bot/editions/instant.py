"""Tells a story at once, ahead of editions, to those who want it and are awake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from bot.answers.digest import preferences_of
from bot.editions.posts import edition_rows, frame_of, posts_of
from bot.editions.rendering import Composition, RenderRequest, compose_all
from bot.i18n import Say, speak
from bot.views.common.context import HeaderFooter
from digests.composing.compose import visible_to
from digests.models.stories import Story
from digests.models.wishes import ToldStories
from storage import edition_contents, editions, message_texts, outbox, releases
from storage.database import Transaction
from storage.destinations import Destination
from storage.edition_contents import EditionStory
from storage.editions import NewEdition
from storage.outbox import BREAKING

INSTANT_USEFUL_FOR = timedelta(hours=2)

MakeHeading = Callable[[Say], str]
Alert = TypeVar("Alert")


class Recipient(NamedTuple):
    """A destination that is told the story, under its heading.

    `told` is what it knows of the story. `follows`: it follows this very story.
    """

    destination: Destination
    heading: MakeHeading
    told: ToldStories = ToldStories()
    follows: bool = False


def readable(destination: Destination, story: Story) -> Story | None:
    """What the destination may see of the story; None when it is paused, or reads none of the story's
    languages.
    """
    wish = preferences_of(destination)
    seen = visible_to(story, wish)
    if seen is None or destination.pause is not None:
        return None
    return seen if any(article.language in wish.languages for article in seen.articles) else None


def wakes(destination: Destination, now: datetime) -> datetime | None:
    """When the destination's quiet hours end; None when it is awake."""
    chosen, local = destination.preferences, now.astimezone(ZoneInfo(destination.zone))
    if chosen.awake_from <= local.hour < chosen.awake_to:
        return None
    morning = local.replace(hour=chosen.awake_from, minute=0, second=0, microsecond=0)
    return (morning if morning > local else morning + timedelta(days=1)).astimezone(UTC)


def compose_instant(
    story: Story, wanting: Sequence[Recipient], now: datetime, bot_username: str
) -> list[list[Composition]]:
    """The posts of each destination; those that receive the same share one object."""
    asked = [[_asked(post, each, story) for post in posts_of(each.destination)] for each in wanting]
    distinct = list(dict.fromkeys(each for posts in asked for each in posts))
    made = compose_all({story.id: story}, distinct, now, bot_username)
    composed = dict(zip(distinct, made, strict=True))
    posts = [[composed[each] for each in posts] for posts in asked]
    return [[post for post in each if isinstance(post, Composition)] for each in posts]


def _asked(post: Destination, recipient: Recipient, story: Story) -> RenderRequest:
    """The request for one post, without topics: these let the story through already, and so more requests are
    equal.
    """
    own, words = frame_of(post), recipient.heading(speak(post.language))
    frame = HeaderFooter(" · ".join(filter(None, (own.heading, words))), own.signature)
    stories = frozenset({story.id} if recipient.follows else ())
    wish = replace(preferences_of(post), topics=frozenset(), followed=stories, stories=stories)
    return RenderRequest(wish, (story.id,), recipient.told, post.language, post.zone, post.kind, frame)


async def store_instant(
    tx: Transaction,
    found: datetime,
    made: Sequence[tuple[Destination, list[Composition]]],
    now: datetime,
    until: datetime | None = None,
) -> int:
    """Store editions of the time `found` with their outbox rows, and return how many; equal texts are stored
    once.

    They are of use `until` then, or for `INSTANT_USEFUL_FOR` after `found`.
    """
    sent = [(destination, posts) for destination, posts in made if posts]
    distinct = {id(post): post for _, posts in sent for post in posts}
    issue_ids = {
        key: await edition_contents.add(tx, [EditionStory(*told) for told in post.stories])
        for key, post in distinct.items()
    }
    message_ids = {
        key: await message_texts.add(tx, post.text, post.buttons, post.contents)
        for key, post in distinct.items()
    }
    up_to = await releases.newest(tx)
    new = [
        NewEdition(destination.id, issue_ids[id(posts[0])], found, destination.covered, up_to, breaking=True)
        for destination, posts in sent
    ]
    numbers = await editions.add_all(tx, new, now)
    stored = [(number, *each) for number, each in zip(numbers, sent, strict=True) if number is not None]
    rows = [
        row
        for number, destination, posts in stored
        for row in edition_rows(
            number,
            destination,
            [message_ids[id(post)] for post in posts],
            until or found + INSTANT_USEFUL_FOR,
            priority=BREAKING,
            pin=False,
        )
    ]
    await outbox.add_all(tx, rows, now)
    return len(stored)


async def tell_all(
    alerts: Iterable[Alert],
    tell: Callable[[Alert, datetime], Awaitable[tuple[Alert | None, int]]],
    now: datetime,
    after_each: Callable[[], None] | None,
) -> int:
    """Tell each alert to its end, a batch in each commit; returns how many editions were made.

    `tell` tells one batch: it gives the alert as it goes on, None at its end, and the editions made.
    `after_each` is called after each batch that made any.
    """
    made = 0
    for alert in alerts:
        at: Alert | None = alert
        while at is not None:
            at, some = await tell(at, now)
            made += some
            if some and after_each:
                after_each()
    return made
