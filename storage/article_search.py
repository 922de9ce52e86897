"""Articles found by the folded stems of what people type, by month, topic and source."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from digests.models.texts import Language, SearchText
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, to_json

Stems = Sequence[Collection[str]]

TERM_PREFIX = "\ue000"  # what marks of months, topics and sources begin with
MAX_MONTHS = 60
MAX_USES_COUNTED = 200
NO_UPPER_BOUND = 1 << 62
# Of this many newest hits of hidden sources, those that other sources told too are found.
MAX_HITS_OF_HIDDEN = 5_000
# Of this many newest hits of a topic, those in the languages asked for are found.
MAX_HITS_OF_TOPICS = 5_000
SearchFields = Literal["headline", "headline about", "headline about body"]


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """What articles are searched for.

    They have all of `terms` and none of `without`. A term is a set of forms, any of which will do; a form of
    several stems is a phrase. They are dated from `since` to before `until`, are on the topic, and come from
    one of the `sources` if any are named. What only `hidden` sources told is left out.
    """

    terms: Stems = ()
    without: Stems = ()
    since: datetime | None = None
    until: datetime | None = None
    topic: str | None = None
    sources: Sequence[int] = ()
    hidden: Sequence[int] = ()

    @property
    def match(self) -> str:
        """The FTS5 expression for articles without any hidden source; empty when the query asks for no words
        or marks.
        """
        return _but(match([*self.terms, *self._marks()]), [*self.without, *self._of_hidden()])

    @property
    def match_hidden(self) -> str:
        """The FTS5 expression for articles with a hidden source, which others may have told too."""
        return _but(match([*self.terms, *self._marks(), *self._of_hidden()]), self.without)

    def match_in(self, place: SearchFields) -> str:
        """The FTS5 expression for articles that have all the terms in these fields, whatever is hidden or
        excluded.
        """
        return " AND ".join([f"{{{place}}} : ({match(self.terms)})", *filter(None, [match(self._marks())])])

    def _marks(self) -> list[set[str]]:
        marks = [{f"{TERM_PREFIX}t{self.topic}"}] if self.topic else []
        marks += [_of_sources(self.sources)] if self.sources else []
        return [*marks, months] if (months := self._months()) else marks

    def _of_hidden(self) -> list[set[str]]:
        return [_of_sources(self.hidden)] if self.hidden else []

    def _months(self) -> set[str]:
        """The marks of the months of the period; none when there are too many of them to narrow the search
        down.
        """
        if self.since is None or self.until is None:
            return set()
        first, last = (12 * at.year + at.month - 1 for at in (self.since, self.until))
        if last - first > MAX_MONTHS:
            return set()
        return {f"{TERM_PREFIX}m{month // 12}{month % 12 + 1:02}" for month in range(first, last + 1)}


class Hit(NamedTuple):
    """`dated`: seconds since 1970."""

    article_id: int
    story_id: int
    dated: int


async def add(tx: Transaction, article_id: int, text: SearchText) -> None:
    """Index an article that has been stored; its origins may come after it."""
    await execute(
        tx,
        "INSERT INTO article_search (rowid, headline, about, body, marks)"
        " SELECT ?1, ?2, ?3, ?4, marks FROM article_marks WHERE article_id = ?1",
        article_id,
        text.headline,
        text.about,
        text.body,
    )


async def replace(tx: Transaction, article_id: int, text: SearchText) -> None:
    """Index the article's new text in place of the former one."""
    await execute(tx, "DELETE FROM article_search WHERE rowid = ?", article_id)
    await add(tx, article_id, text)


async def set_told(tx: Transaction, article_id: int, headline: str, about: str) -> None:
    """Index an article's new headline, and its new summary with names (`about`); both are folded already."""
    await execute(
        tx, "UPDATE article_search SET headline = ?, about = ? WHERE rowid = ?", headline, about, article_id
    )


async def compact(tx: Transaction, pages: int, *, anew: bool) -> bool:
    """Rewrite about so many pages of the index, without the words of texts that were removed.

    Returns False when nothing is left to do. `anew` begins with the whole index.
    """
    before = await fetch_value(tx, "SELECT total_changes()")
    await execute(
        tx,
        "INSERT INTO article_search (article_search, rank) VALUES ('merge', ?)",
        -pages if anew else pages,
    )
    # so FTS5's documentation tells work from none
    return bool(await fetch_value(tx, "SELECT total_changes()") - before >= 2)


async def stories_about(
    db: Reader, stems: Stems, *, since: datetime, until: datetime, limit: int
) -> list[int]:
    """Stories of the newest `limit` articles of the period that name all of these, the newest first.

    `stems` has a set of forms for each word, any of which will do. Only headlines, names and summaries count:
    a mention in passing does not.
    """
    if not stems:
        return []
    rows = await fetch_all(
        db,
        "SELECT story_id FROM article_search JOIN articles ON articles.id = article_search.rowid"
        " WHERE article_search MATCH ?"
        "  AND article_search.rowid >="
        "   (SELECT min(id) FROM articles INDEXED BY articles_by_added WHERE added_at >= ?)"
        "  AND NOT withheld AND added_at BETWEEN ? AND ?"
        " ORDER BY article_search.rowid DESC LIMIT ?",
        f"{{headline about}} : ({match(stems)})",
        epoch(since),
        epoch(since),
        epoch(until),
        limit,
    )
    return list(dict.fromkeys(row["story_id"] for row in rows))


async def newest_of_topics(
    db: Reader, topics: Collection[str], languages: Sequence[Language], *, until: datetime, limit: int
) -> list[int]:
    """Stories of the newest articles on any of the topics, the newest first, archived ones last."""
    rows = await fetch_all(
        db,
        "SELECT story_id FROM (SELECT rowid FROM article_search WHERE article_search MATCH ?"
        "  ORDER BY rowid DESC LIMIT ?) AS found CROSS JOIN articles ON articles.id = found.rowid"
        " WHERE NOT withheld AND added_at <= ? AND language IN (SELECT value FROM json_each(?))"
        " ORDER BY archived, articles.id DESC LIMIT ?",
        match([{f"{TERM_PREFIX}t{topic}" for topic in topics}]),
        MAX_HITS_OF_TOPICS,
        epoch(until),
        to_json(list(languages)),
        limit,
    )
    return list(dict.fromkeys(row["story_id"] for row in rows))


async def list_newest(db: Reader, sought: ArticleQuery, limit: int, below: int = NO_UPPER_BOUND) -> list[Hit]:
    """The newest articles (highest numbers first) that the query finds, with numbers under `below`."""
    if not (wanted := sought.match):
        return []
    rows = await fetch_all(
        db,
        "SELECT article_search.rowid AS id, story_id, dated_at FROM article_search"
        " CROSS JOIN articles INDEXED BY articles_found ON articles.id = article_search.rowid"
        " WHERE article_search MATCH ? AND article_search.rowid < ? AND NOT withheld"
        "  AND dated_at >= ? AND dated_at < ? ORDER BY article_search.rowid DESC LIMIT ?",
        wanted,
        below,
        *_dates(sought),
        limit,
    )
    hits = [Hit(*row) for row in rows]
    mixed = await _told_by_others_too(db, sought, below) if sought.hidden else []
    return sorted([*hits, *mixed], key=lambda hit: -hit.article_id)[:limit] if mixed else hits


async def list_held(db: Reader, sought: ArticleQuery, limit: int) -> list[int]:
    """The newest held articles that the query finds; only editors are shown them."""
    if not (wanted := sought.match):
        return []
    rows = await fetch_all(
        db,
        "SELECT rowid AS id FROM article_search WHERE article_search MATCH ?"
        " AND rowid IN (SELECT id FROM articles WHERE held_until IS NOT NULL AND retracted_at IS NULL)"
        " ORDER BY rowid DESC LIMIT ?",
        wanted,
        limit,
    )
    return [row["id"] for row in rows]


async def _told_by_others_too(db: Reader, sought: ArticleQuery, below: int) -> list[Hit]:
    """Of the newest `MAX_HITS_OF_HIDDEN` hits of hidden sources, those that another source told as well."""
    rows = await fetch_all(
        db,
        "SELECT found.rowid AS id, story_id, dated_at FROM (SELECT rowid FROM article_search"
        "  WHERE article_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) AS found"
        " CROSS JOIN articles INDEXED BY articles_found ON articles.id = found.rowid"
        " WHERE NOT withheld AND dated_at >= ? AND dated_at < ?"
        "  AND EXISTS (SELECT 1 FROM origins WHERE article_id = articles.id"
        "   AND source_id NOT IN (SELECT value FROM json_each(?)))",
        sought.match_hidden,
        below,
        MAX_HITS_OF_HIDDEN,
        *_dates(sought),
        to_json(list(sought.hidden)),
    )
    return [Hit(*row) for row in rows]


def _dates(sought: ArticleQuery) -> tuple[int, int]:
    since, until = sought.since, sought.until
    return (
        -NO_UPPER_BOUND if since is None else epoch(since),
        NO_UPPER_BOUND if until is None else epoch(until),
    )


async def among(db: Reader, sought: ArticleQuery, article_ids: Sequence[int]) -> list[Hit]:
    """Those of these articles whose date, topic and sources the query allows and that have none of its
    `without`.

    Its `terms` do not matter.
    """
    rows = await fetch_all(
        db,
        "SELECT id, story_id, dated_at FROM articles WHERE id IN (SELECT value FROM json_each(?1))"
        " AND NOT withheld AND dated_at >= ?2 AND dated_at < ?3"
        " AND (?4 IS NULL OR ?4 IN (SELECT value FROM json_each(topics)))"
        " AND EXISTS (SELECT 1 FROM origins WHERE article_id = articles.id"
        "  AND source_id NOT IN (SELECT value FROM json_each(?5))"
        "  AND (?6 = '[]' OR source_id IN (SELECT value FROM json_each(?6))))",
        to_json(list(article_ids)),
        *_dates(sought),
        sought.topic,
        to_json(list(sought.hidden)),
        to_json(list(sought.sources)),
    )
    unwanted = await _having(db, sought.without, article_ids) if sought.without else set()
    return [Hit(*row) for row in rows if row["id"] not in unwanted]


async def _having(db: Reader, terms: Stems, article_ids: Sequence[int]) -> set[int]:
    """Those of these articles that have any of the terms."""
    rows = await fetch_all(
        db,
        "SELECT rowid FROM article_search WHERE article_search MATCH ?"
        " AND rowid IN (SELECT value FROM json_each(?))",
        _any(terms),
        to_json(list(article_ids)),
    )
    return {row[0] for row in rows}


async def naming(db: Reader, sought: ArticleQuery, place: SearchFields, numbers: tuple[int, int]) -> set[int]:
    """Those of the articles numbered from the first to the second, both included, that have all the terms
    here.
    """
    if not sought.terms:
        return set()
    rows = await fetch_all(
        db,
        "SELECT rowid FROM article_search WHERE article_search MATCH ? AND rowid BETWEEN ? AND ?",
        sought.match_in(place),
        *numbers,
    )
    return {row[0] for row in rows}


async def known_words(db: Reader, stems: Collection[str]) -> dict[str, int]:
    """How often each of the stems stands in articles, counted up to `MAX_USES_COUNTED`; unknown ones are left
    out.

    Held articles do not count: nobody is to learn from a suggestion what they say.
    """
    rows = await fetch_all(
        db,
        "SELECT stem, uses FROM (SELECT value AS stem, (SELECT count(*) FROM"
        "   (SELECT 1 FROM search_words WHERE term = value"
        "    AND doc NOT IN (SELECT id FROM articles WHERE held_until IS NOT NULL) LIMIT ?)) AS uses"
        "  FROM json_each(?))"
        " WHERE uses > 0",
        MAX_USES_COUNTED,
        to_json(sorted(stems)),
    )
    return {row["stem"]: row["uses"] for row in rows}


async def words_beginning(db: Reader, letters: str, limit: int) -> list[str]:
    """The stems that stand in articles and begin with these letters, in the order of the alphabet."""
    rows = await fetch_all(
        db,
        "WITH RECURSIVE word(term) AS (SELECT (SELECT term FROM search_words WHERE term >= ?1 LIMIT 1)"
        " UNION ALL SELECT (SELECT term FROM search_words WHERE term >= word.term || char(1) LIMIT 1)"
        "  FROM word WHERE word.term < ?2 LIMIT ?3)"
        " SELECT term FROM word WHERE term < ?2",
        letters,
        f"{letters}\U0010ffff",
        limit,
    )
    return [row["term"] for row in rows]


def match(stems: Stems) -> str:
    """An FTS5 expression in which each stem is quoted, so that nothing in it is syntax."""
    return " AND ".join(f"({_any([forms])})" for forms in stems)


def _of_sources(sources: Sequence[int]) -> set[str]:
    return {f"{TERM_PREFIX}s{source}" for source in sources}


def _but(wanted: str, without: Stems) -> str:
    return f"({wanted}) NOT ({_any(without)})" if wanted and without else wanted


def _any(stems: Stems) -> str:
    return " OR ".join(_quoted(form) for forms in stems for form in sorted(forms))


def _quoted(stem: str) -> str:
    return '"' + stem.replace('"', '""') + '"'
