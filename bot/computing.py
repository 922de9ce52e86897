"""What the worker process computes; each function loads its libraries there, not in the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from digests.models import Analysis, RawText, Story

if TYPE_CHECKING:
    from bot.services.compositions import Asked, Composition, Failed
    from digests.feed_discovery import Offer
    from digests.feeds import Feed, FeedProblem
    from digests.files import FileProblem


def analyse(raw: RawText, now: datetime) -> Analysis:
    from digests.analysis import analyse as analyse_text

    return analyse_text(raw, now=now)


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    from digests.files import read_file as read

    return read(name, content)


def read_feed(content: bytes, url: str, charset: str | None) -> Feed | FeedProblem:
    from digests.feeds import read_feed as read

    return read(content, url=url, charset=charset)


def feeds_of_page(content: bytes, url: str) -> tuple[Offer, ...]:
    from digests.encodings import decode
    from digests.feed_discovery import offered_feeds
    from digests.pages import LONGEST_PAGE

    return offered_feeds((decode(content[:LONGEST_PAGE]) or "")[:LONGEST_PAGE], url)


def compose_all(
    stories: Mapping[int, Story], asked: Sequence[Asked], now: datetime, bot_username: str
) -> list[Composition | Failed | None]:
    from bot.services.compositions import compose_all as compose

    return compose(stories, asked, now, bot_username)
