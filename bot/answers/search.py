"""Searches the archive by words, dates, topics and sources: the newest hits are ranked, older ones go by
date.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.answers.cache import answered_apart
from bot.answers.respelling import changed, fewer, other_queries, respelt, unknown_terms, words_typed
from bot.answers.topic import recall, remember
from bot.model.meaning import Meaning
from bot.timing.zones import day_in
from bot.views.reader.search import FoundStory, Hint, SearchedWords, SearchResults
from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.search.left_out import possibly_left_out
from digests.search.queries import Query, named_source, read_query
from digests.search.said_days import Days
from digests.search.search_text import Stems
from digests.search.snippets import hit_sentence, mark
from digests.text.stemming import tokenise
from digests.text.word_forms import typed_forms
from storage import article_search, articles, sources
from storage.article_search import ArticleQuery, Hit
from storage.articles import StoredArticle
from storage.database import Database, Reader
from storage.destinations import Destination
from storage.preferences import SourceRule

STORIES_PER_PAGE = 5
MAX_RANKED_HITS = 5_000
IN_HEADLINE, IN_SUMMARY, TOGETHER = 2.0, 1.0, 0.5
HALF_LIFE_SECONDS = 30 * 86_400  # seconds
MAX_QUERY_CHARACTERS = 200
MAX_SOURCES_NAMED = 50
SOURCES_READ = 5_000
MAX_HITS_READ = 6  # of a story's hits, among which one in the reader's language is looked for
MIN_HEADLINE_TERMS = 5  # so many words may be a headline, in which "today" is a word as any
_NO_SOURCE = 0  # a source that nobody has heard of has no articles


@dataclass(frozen=True, slots=True)
class RankedHits:
    """Hits, the best first. `many`: there may be more, with numbers below `lowest`."""

    hits: Sequence[Hit]
    lowest: int = 0
    many: bool = False


SearchQuestion = tuple[SearchedWords, Query]


async def ask(
    db: Database, said: str, now: datetime, zone: str, own: Sequence[OwnTopic]
) -> SearchQuestion | None:
    """The question that a text asks, stored so that a button can refer to it by number.

    None when it has no word to look for. Days are counted from today in the `zone`.
    """
    words = " ".join(said.split())[:MAX_QUERY_CHARACTERS]
    query = await asyncio.to_thread(read_query, words, own, day_in(zone, now))
    if query.is_empty:
        return None
    return SearchedWords(await remember(db, words, now), words, tuple(_hints(query))), query


async def asked_again(
    db: Database, number: int, now: datetime, zone: str, own: Sequence[OwnTopic]
) -> SearchQuestion | None:
    """The question with this number; None when it is not kept any more."""
    words = await recall(db, number, now)
    query = await asyncio.to_thread(read_query, words or "", own, day_in(zone, now))
    return (SearchedWords(number, words, tuple(_hints(query))), query) if words else None


@dataclass(frozen=True, slots=True)
class _SearchKey:
    """A page of results, and everything about the reader that they depend on."""

    query: Query
    page: int
    size: int
    now: datetime
    zone: str
    language: Language
    source_rule: SourceRule
    sources: tuple[str, ...]
    said: str = ""
    near: tuple[int, ...] = ()  # articles near in meaning, the nearest first


async def find(
    db: Database,
    query: Query,
    destination: Destination,
    *,
    page: int,
    now: datetime,
    size: int = STORIES_PER_PAGE,
    said: str = "",
    meaning: Meaning | None = None,
) -> SearchResults:
    """A page, counted from 0, of what the question finds. Stories that only hidden sources told are left out.

    Days are those of the zone. Where nothing is found, the text `said` is read as if it had a typing mistake
    or came from another keyboard layout. Results that are near in `meaning` follow those that have the words.
    """
    chosen = destination.preferences
    asked = _SearchKey(
        query,
        page,
        size,
        now.replace(second=0, microsecond=0),  # who asks the same in one minute is answered alike
        destination.zone,
        destination.language,
        chosen.source_rule,
        chosen.sources,
        said,
    )
    found = await _cached_search(db, asked)
    if meaning is None or found.more or found.count is None or not query.terms or query.has_phrase:
        return found
    near = await meaning.near(said)
    return await _cached_search(db, replace(asked, near=near)) if near else found


async def find_held(
    db: Database, query: Query, destination: Destination, now: datetime
) -> list[StoredArticle]:
    """The held articles that the question finds, for an editor."""
    asked = _SearchKey(query, 0, 0, now, destination.zone, destination.language, "only", ())
    sought = await _sought(db, asked)
    async with db.read() as reader:
        found = await article_search.list_held(reader, sought, STORIES_PER_PAGE)
        stored = [await articles.get(reader, number) for number in found]
    return [each for each in stored if each is not None]


async def _search(db: Database, asked: _SearchKey) -> SearchResults:
    found = await _without(db, asked) or await _exactly(db, asked)
    if found.by_words != 0 or not asked.said:
        return found
    return await _otherwise(db, asked) or found


async def _otherwise(db: Database, asked: _SearchKey) -> SearchResults | None:
    """What is found when the text is read in another way; None when nothing is."""
    for text, query in _other_readings(asked):
        if (other := await _exactly(db, replace(asked, query=query))).by_words != 0:
            return replace(other, instead=(text,) if text != asked.said else ())
    mended = await respelt(db, asked.query, asked.said)
    if mended is not None:
        other = await _exactly(db, replace(asked, query=mended))
        if other.by_words != 0:
            return _told_instead(other, asked.query, mended)
    if asked.near:
        return None
    return await _any_day(db, asked) or await _with_fewer(db, asked, mended or asked.query)


async def _any_day(db: Database, asked: _SearchKey) -> SearchResults | None:
    """The same words on any day, where "yesterday" or "in May" was meant loosely; a named year is taken at
    its word.
    """
    when = asked.query.when
    if when is None or not asked.query.terms or when == read_query(asked.said).when:
        return None
    found = await _exactly(db, replace(asked, query=replace(asked.query, when=None)))
    return replace(found, any_day=True) if found.by_words != 0 else None


def _other_readings(asked: _SearchKey) -> Iterator[tuple[str, Query]]:
    """The name of a source as words like the others, a headline word by word, "today" included, and what
    other keyboard layouts give.
    """
    if named := named_source(asked.said):
        yield asked.said, read_query(" ".join(named), today=day_in(asked.zone, asked.now))
    literal = read_query(asked.said)
    if isinstance(asked.query.when, Days) and len(literal.terms) >= MIN_HEADLINE_TERMS:
        yield asked.said, literal
    yield from other_queries(asked.said, day_in(asked.zone, asked.now))


async def _without(db: Database, asked: _SearchKey) -> SearchResults | None:
    """What is found for "без воды" ("without water") where articles say so, else what is found without the
    word.

    None where neither finds anything, or where the text says nothing of the kind.
    """
    for text in possibly_left_out(asked.said) or ():
        query = read_query(text, today=day_in(asked.zone, asked.now))
        if query.is_empty:
            continue
        found = await _exactly(db, replace(asked, query=query))
        if found.by_words != 0:
            return replace(found, instead=(text,)) if query.without else found
    return None


async def _with_fewer(db: Database, asked: _SearchKey, query: Query) -> SearchResults | None:
    """What is found with most of the words, when nothing has all of them."""
    typed = dict(zip(query.terms, asked.query.terms, strict=True))
    unknown = await unknown_terms(db, query.terms)
    for terms in fewer(query.terms, unknown):
        kept = replace(query, terms=terms)
        found = await _exactly(db, replace(asked, query=kept))
        if found.by_words != 0:
            told = _told_instead(found, asked.query, kept)
            missing = tuple(typed[forms] for forms in query.terms if forms not in terms)
            return replace(told, left_out=words_typed(asked.said, missing))
    return None


def _told_instead(found: SearchResults, asked: Query, kept: Query) -> SearchResults:
    return replace(found, instead=_words_of(found.stories, changed(asked.terms, kept.terms)))


def _words_of(stories: Sequence[FoundStory], terms: Stems) -> tuple[str, ...]:
    """For each term a word of its that stands in the results, else its stem."""
    said = [piece.text for each in stories for piece in (*each.headline, *each.sentence) if piece.found]
    forms = {word: typed_forms(word) for text in said for word in tokenise(text)}
    return tuple(
        next((word for word, its in forms.items() if not its.isdisjoint(term)), min(term)) for term in terms
    )


async def _exactly(db: Database, asked: _SearchKey) -> SearchResults:
    sought = await _sought(db, asked)
    best = await ranked(db, sought, now=asked.now)
    hits = _of_stories(best.hits)
    first, after = asked.page * asked.size, (asked.page + 1) * asked.size
    if best.many and after >= len(hits):
        async with db.read() as reader:
            older = await article_search.list_newest(reader, sought, MAX_RANKED_HITS, best.lowest)
        hits = _of_stories([*best.hits, *older])
    with_words = len(hits)
    if asked.near and not best.many:
        hits = _of_stories([*best.hits, *await _near(db, sought, asked.near)])
    async with db.read() as reader:
        stored = [await _best_read(reader, each, asked.language) for each in hits[first:after]]
    told = await asyncio.to_thread(_told, [each for each in stored if each is not None], asked.query)
    count = None if best.many else len(hits)
    return SearchResults(told, count, after < len(hits), near=len(hits) - with_words if count else 0)


async def _near(db: Database, sought: ArticleQuery, near: Sequence[int]) -> list[Hit]:
    """Those articles, in this order, that the question's dates, topic and sources let through."""
    async with db.read() as reader:
        hits = await article_search.among(reader, sought, near)
    return sorted(hits, key=lambda hit: near.index(hit.article_id))


_cached_search = answered_apart(_search)


async def ranked(db: Database, sought: ArticleQuery, *, now: datetime) -> RankedHits:
    """A word found in the headline counts more than one in the summary; words that stand together count
    extra.
    """
    phrase = [{" ".join(min(forms) for forms in sought.terms)}] if len(sought.terms) > 1 else []
    together = replace(sought, terms=phrase)
    async with db.read() as reader:
        hits = await article_search.list_newest(reader, sought, MAX_RANKED_HITS)
        if not hits:
            return RankedHits(())
        numbers = hits[-1].article_id, hits[0].article_id
        in_headline = await article_search.naming(reader, sought, "headline", numbers)
        in_summary = await article_search.naming(reader, sought, "headline about", numbers)
        close = await article_search.naming(reader, together, "headline about body", numbers)

    today = int(now.timestamp())

    def worth(hit: Hit) -> float:
        number = hit.article_id
        place = IN_HEADLINE if number in in_headline else IN_SUMMARY if number in in_summary else 0.0
        age = (today - hit.dated) / HALF_LIFE_SECONDS if hit.dated < today else 0.0
        return place + TOGETHER * (number in close) + 2**-age

    return RankedHits(sorted(hits, key=worth, reverse=True), numbers[0], len(hits) == MAX_RANKED_HITS)


def _of_stories(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits grouped by story, in the order of each story's best hit."""
    stories: dict[int, list[Hit]] = {}
    for hit in hits:
        stories.setdefault(hit.story_id, []).append(hit)
    return list(stories.values())


async def _best_read(reader: Reader, hits: Sequence[Hit], language: Language) -> StoredArticle | None:
    """The best hit of a story, or one nearly as good in the reader's language."""
    stored = [await articles.get(reader, hit.article_id) for hit in hits[:MAX_HITS_READ]]
    known = [each for each in stored if each is not None]
    return next((each for each in known if each.article.language == language), next(iter(known), None))


def _told(stored: Sequence[StoredArticle], query: Query) -> tuple[FoundStory, ...]:
    return tuple(
        FoundStory(
            each.story_id,
            each.article,
            tuple(mark(each.article.headline, query.terms, each.article.language)),
            hit_sentence(each.kept_text, query.terms, each.article.language),
        )
        for each in stored
    )


async def _sought(db: Database, asked: _SearchKey) -> ArticleQuery:
    since, until = _bounds(asked.query, asked.zone, asked.now)
    async with db.read() as reader:
        sought = await readable(reader, asked.query, asked.source_rule, asked.sources)
    return replace(sought, since=since, until=until)


async def readable(
    reader: Reader, query: Query, rule: SourceRule = "hide", chosen: Sequence[str] = ()
) -> ArticleQuery:
    """The question's filter, whatever its dates, within what a reader with this rule on `chosen` sources may
    read.
    """
    named = await _sources_named(reader, query.source) if query.source else None
    picked = [source.id for source in await sources.named(reader, chosen)]
    hidden = picked if rule == "hide" else []
    if chosen and rule == "only":
        named = picked if named is None else [source for source in named if source in picked]
    among = () if named is None else named or (_NO_SOURCE,)
    return ArticleQuery(query.terms, query.without, topic=query.topic, sources=among, hidden=hidden)


async def _sources_named(reader: Reader, part: str) -> Sequence[int]:
    """A site is also found by its bare name: "lenta.ru" finds "Lenta"."""
    listed = await sources.list_all(reader, SOURCES_READ)
    site = part.removeprefix("www.").rpartition(".")[0]
    named = [source.id for source in listed if part in source.name.lower()]
    if not named and site:
        named = [source.id for source in listed if site in source.name.lower().replace(" ", "")]
    return named[:MAX_SOURCES_NAMED]


def _bounds(query: Query, zone: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Days are those of the reader's zone."""
    if isinstance(query.when, timedelta):
        return now - query.when, now + timedelta(days=1)
    if isinstance(query.when, Days):
        first, after = query.when.first, query.when.last + timedelta(days=1)
        return _midnight(first, zone), _midnight(after, zone)
    return None, None


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _hints(query: Query) -> Iterator[Hint]:
    yield "spelling"
    if len(query.terms) > 1:
        yield "fewer"
    if query.has_phrase:
        yield "phrase"
    if query.without:
        yield "without"
    if query.when or query.topic:
        yield "wider"
    if query.source:
        yield "source"
