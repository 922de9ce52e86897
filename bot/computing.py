"""What the worker process computes; each function loads its libraries there, not in the bot."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from digests.models import Analysis, OwnTopic, ParsedText, RawText, SearchText, Story, Text

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from bot.services.compositions import Composition, CompositionFailed, RenderRequest
    from digests.feed_discovery import FeedOffer
    from digests.feed_entries import Feed, FeedProblem
    from digests.files import FileProblem
    from digests.opml import Outline
    from digests.records import Record
    from digests.web_pages import PageProblem


def analyse(raw: RawText | Record, now: datetime, own: Sequence[OwnTopic] = ()) -> Analysis:
    """`own` are the topics that editors defined. A record keeps its headline."""
    from digests.analysis import analyse as analyse_text
    from digests.analysis import analyse_reading
    from digests.own_topics import with_own

    if isinstance(raw, RawText):
        found = analyse_text(raw, now=now)
    else:
        reading = ParsedText(
            raw.headline, raw.text, author=raw.author, published=raw.published, picture=raw.picture
        )
        found = replace(analyse_reading(reading), headline=raw.headline)
    topics = with_own(found.topics, found.headline, found.reading.body, found.language, own)
    return replace(found, topics=topics)


def analyse_all(
    texts: Sequence[RawText | Record], now: datetime, own: Sequence[OwnTopic]
) -> list[Analysis | None]:
    """None for a text of which the analysis fails."""
    return [_analysis(text, now, own) for text in texts]


def _analysis(text: RawText | Record, now: datetime, own: Sequence[OwnTopic]) -> Analysis | None:
    try:
        return analyse(text, now, own)
    except Exception:
        log.exception("a text of %d characters could not be analysed", len(text.text))
        return None


def own_topics(texts: Sequence[Text], own: Sequence[OwnTopic]) -> list[tuple[str, ...]]:
    """Of each text the editors' topics."""
    from digests.own_topics import with_own

    return [with_own((), text.headline, text.body, text.language, own) for text in texts]


def search_texts(texts: Sequence[Text]) -> list[SearchText]:
    from digests.searching import search_text

    return [search_text(t.headline, t.names, t.summary, t.body, t.language) for t in texts]


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    from digests.files import read_file as read

    return read(name, content)


def read_feed(content: bytes, url: str, charset: str | None) -> Feed | FeedProblem:
    from digests.feeds import read_feed as read

    return read(content, url=url, charset=charset)


def feeds_of_page(content: bytes, url: str) -> tuple[FeedOffer, ...]:
    from digests.encodings import decode
    from digests.feed_discovery import offered_feeds
    from digests.pages import MAX_PAGE

    return offered_feeds((decode(content[:MAX_PAGE]) or "")[:MAX_PAGE], url)


def compose_all(
    stories: Mapping[int, Story], asked: Sequence[RenderRequest], now: datetime, bot_username: str
) -> list[Composition | CompositionFailed | None]:
    from bot.services.compositions import compose_all as compose

    return compose(stories, asked, now, bot_username)


def read_web_page(content: bytes, url: str, charset: str | None) -> RawText | PageProblem:
    from digests.web_pages import read_web_page as read

    return read(content, url, charset)


def read_opml(content: bytes) -> tuple[Outline, ...] | None:
    from digests.opml import read_opml as read

    return read(content)
