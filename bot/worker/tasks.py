"""What the worker process computes. Each function loads its libraries itself, so that the bot does not."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from digests.models.texts import Analysis, Fingerprint, ParsedText, RawText, SearchText, Text
from digests.models.wishes import OwnTopic

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from digests.formats.discovery import FeedOffer
    from digests.formats.entries import Feed, FeedProblem
    from digests.formats.files import FileProblem
    from digests.formats.jsonl import Record
    from digests.formats.opml import Outline
    from digests.formats.web_page import PageProblem


def analyse(
    raw: RawText | Record, now: datetime, own: Sequence[OwnTopic] = (), repeated: Collection[int] = ()
) -> Analysis:
    """`own` are the topics that editors defined, `repeated` the lines that the text's source repeats.

    A text that is a record keeps its headline and its text.
    """
    from digests.analysis import analyse as analyse_text
    from digests.analysis import analyse_reading
    from digests.topics.custom import with_own

    if isinstance(raw, RawText):
        found = analyse_text(raw, now=now, repeated=repeated)
    else:
        reading = ParsedText(
            raw.headline, raw.text, author=raw.author, published=raw.published, picture=raw.picture
        )
        found = replace(analyse_reading(reading), headline=raw.headline)
    topics = with_own(found.topics, found.headline, found.reading.body, found.language, own)
    return replace(found, topics=topics)


def analyse_all(
    texts: Sequence[RawText | Record],
    now: datetime,
    own: Sequence[OwnTopic],
    known: Mapping[str, Mapping[int, int]],
) -> list[Analysis | None]:
    """The analyses of these texts, None for one that fails.

    `known` says, for each of the texts' sources, in how many articles each line was. Lines repeated among
    these texts are learnt first.
    """
    from digests.reading.repeated_lines import SourceLines

    sources = SourceLines(known)
    lines = [sources.learn(text.carrier, text.text) for text in texts]
    found = [_analysis(text, now, own, sources.repeated_by(text.carrier)) for text in texts]
    return [one and replace(one, lines=its) for one, its in zip(found, lines, strict=True)]


def _analysis(
    text: RawText | Record, now: datetime, own: Sequence[OwnTopic], repeated: Collection[int]
) -> Analysis | None:
    try:
        return analyse(text, now, own, repeated)
    except Exception:
        log.exception("a text of %d characters could not be analysed", len(text.text))
        return None


def own_topics(texts: Sequence[Text], own: Sequence[OwnTopic]) -> list[tuple[str, ...]]:
    """The editors' topics of each text."""
    from digests.topics.custom import with_own

    return [with_own((), text.headline, text.body, text.language, own) for text in texts]


def built_in_topics(texts: Sequence[Text]) -> list[tuple[str, ...]]:
    from digests.topics.classify import classify

    return [classify(text.headline, text.body, text.language) for text in texts]


def search_texts(texts: Sequence[Text]) -> list[SearchText]:
    from digests.search.search_text import search_text

    return [search_text(t.headline, t.names, t.summary, t.body, t.language) for t in texts]


def fingerprints(texts: Sequence[Text]) -> list[Fingerprint]:
    """The fingerprint of each text; a headline that also stands in the text was made from it."""
    from digests.stories.fingerprints import fingerprint

    return [
        fingerprint(None if t.headline in t.body else t.headline, t.body, t.language, t.summary)
        for t in texts
    ]


def read_file(name: str, content: bytes) -> RawText | FileProblem:
    from digests.formats.files import read_file as read

    return read(name, content)


def read_feed(content: bytes, url: str, charset: str | None) -> Feed | FeedProblem:
    from digests.formats.feeds import read_feed as read

    return read(content, url=url, charset=charset)


def feeds_of_page(content: bytes, url: str) -> tuple[FeedOffer, ...]:
    from digests.formats.discovery import offered_feeds
    from digests.formats.pages.article import MAX_PAGE
    from digests.text.encodings import decode

    return offered_feeds((decode(content[:MAX_PAGE]) or "")[:MAX_PAGE], url)


def read_web_page(content: bytes, url: str, charset: str | None) -> RawText | PageProblem:
    from digests.formats.web_page import read_web_page as read

    return read(content, url, charset)


def read_opml(content: bytes) -> tuple[Outline, ...] | None:
    from digests.formats.opml import read_opml as read

    return read(content)
