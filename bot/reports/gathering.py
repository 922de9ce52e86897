"""The material of a media review: the articles that search would find, and the number of those before."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.answers.search import readable
from digests.models.reports import PeriodFigures, ReviewWish
from digests.models.stories import Article, Origin, Story
from digests.models.texts import OLD_AFTER
from digests.models.wishes import OwnTopic
from digests.search.queries import Query, read_query
from storage import article_search, articles, origins
from storage.article_search import NO_UPPER_BOUND, ArticleQuery, Hit
from storage.database import Database, Reader
from storage.preferences import USUAL, Preferences

MAX_ARTICLES = 5_000
ARTICLES_PER_QUERY, HITS_PER_QUERY = (
    100,
    500,
)  # rows become values on the event loop, where others wait for their turn


@dataclass(frozen=True, slots=True)
class Gathered:
    """`batches` are pickled articles, each with the number of its story, in pieces small enough to delay
    nobody.

    `capped`: there were more than these `articles`.
    """

    batches: tuple[bytes, ...]
    articles: int
    before: PeriodFigures
    capped: bool


def stories_in(batches: Sequence[bytes]) -> list[Story]:
    """The stories of what was gathered, each with only its gathered articles."""
    found: dict[int, list[Article]] = {}
    for batch in batches:
        for story_id, article in pickle.loads(batch):  # noqa: S301  # made by `gather`
            found.setdefault(story_id, []).append(article)
    return [
        Story(number, tuple(sorted(some, key=lambda article: article.id))) for number, some in found.items()
    ]


async def count(
    db: Database,
    wish: ReviewWish,
    own: Sequence[OwnTopic],
    *,
    since: datetime,
    until: datetime,
    chosen: Preferences = USUAL,
) -> int:
    """How many articles a review of this period would have; `MAX_ARTICLES` + 1 stands for more."""
    async with db.read() as reader:
        sought = await _sought(reader, wish, chosen, own)
        return len(await _hits(reader, sought, since, until))


async def gather(
    db: Database,
    wish: ReviewWish,
    own: Sequence[OwnTopic],
    *,
    since: datetime,
    until: datetime,
    chosen: Preferences = USUAL,
) -> Gathered:
    """The newest `MAX_ARTICLES` from `since` to before `until`, without those that the reader's choice of
    sources hides.
    """
    batches = []
    async with db.read() as reader:
        sought = await _sought(reader, wish, chosen, own)
        hits = await _hits(reader, sought, since, until)
        for some in _portions(hits[:MAX_ARTICLES]):
            batches.append(pickle.dumps(await _articles(reader, some, chosen)))
            await asyncio.sleep(0)
        before = await _before(reader, sought, since - (until - since), since, chosen)
    capped = len(hits) > MAX_ARTICLES
    return Gathered(tuple(batches), min(len(hits), MAX_ARTICLES), before, capped)


async def texts_of(db: Database, article_ids: Sequence[int]) -> dict[int, str]:
    """Full texts, '' of an article whose text is kept no longer."""
    found = dict.fromkeys(article_ids, "")
    for start in range(0, len(article_ids), ARTICLES_PER_QUERY):
        async with db.read() as reader:
            found |= await articles.bodies(reader, article_ids[start : start + ARTICLES_PER_QUERY])
    return found


async def _sought(
    reader: Reader, wish: ReviewWish, chosen: Preferences, own: Sequence[OwnTopic]
) -> ArticleQuery:
    query = Query(topic=wish.topic) if wish.topic else replace(read_query(wish.words, own), when=None)
    return await readable(reader, query, chosen.source_rule, chosen.sources)


async def _hits(reader: Reader, sought: ArticleQuery, since: datetime, until: datetime) -> list[Hit]:
    """The newest by number, one more than `MAX_ARTICLES` when there are more.

    What came in during the period belongs to it even if its date is slightly earlier, as with a press release
    that has only a day; so exactly one of each morning's reviews has it.
    """
    bounded = replace(sought, since=since - OLD_AFTER, until=until)
    found: list[Hit] = []
    below = NO_UPPER_BOUND
    while len(found) <= MAX_ARTICLES:
        some = await article_search.list_newest(reader, bounded, HITS_PER_QUERY, below)
        early = [hit.article_id for hit in some if hit.dated < since.timestamp()]
        late = await articles.added_between(reader, early, since, until)
        found += [hit for hit in some if hit.dated >= since.timestamp() or hit.article_id in late]
        if len(some) < HITS_PER_QUERY:
            break
        below = some[-1].article_id
    return found[: MAX_ARTICLES + 1]


def _portions(hits: Sequence[Hit]) -> list[Sequence[Hit]]:
    return [hits[start : start + ARTICLES_PER_QUERY] for start in range(0, len(hits), ARTICLES_PER_QUERY)]


async def _articles(reader: Reader, hits: Sequence[Hit], chosen: Preferences) -> list[tuple[int, Article]]:
    read = await articles.get_live(reader, [hit.article_id for hit in hits])
    seen = [(hit.story_id, read[hit.article_id]) for hit in hits if hit.article_id in read]
    shown = [(number, replace(each, origins=_shown(each.origins, chosen))) for number, each in seen]
    return [(number, each) for number, each in shown if each.origins]


def _shown(found: Sequence[Origin], chosen: Preferences) -> tuple[Origin, ...]:
    if not chosen.sources:
        return tuple(found)
    hides = chosen.source_rule == "hide"
    return tuple(origin for origin in found if (origin.source in chosen.sources) != hides)


async def _before(
    reader: Reader, sought: ArticleQuery, since: datetime, until: datetime, chosen: Preferences
) -> PeriodFigures:
    hits = await _hits(reader, sought, since, until)
    counted, mentions, sources = hits[:MAX_ARTICLES], 0, set[str]()
    for some in _portions(counted):
        found = await origins.of_articles(reader, [hit.article_id for hit in some])
        shown: list[Collection[Origin]] = [_shown(each, chosen) for each in found.values()]
        mentions += sum(map(len, shown))
        sources.update(origin.source for each in shown for origin in each)
        await asyncio.sleep(0)
    stories = len({hit.story_id for hit in counted})
    return PeriodFigures(mentions, stories, len(sources), capped=len(hits) > MAX_ARTICLES)
