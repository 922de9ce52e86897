"""The rows of articles: stored, revised, and read by number or by story."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.stories import NO_EDITS, Article, EditedParts, Origin
from digests.models.texts import Analysis, Published, SummarySentence
from storage import origins, releases, text_hashes
from storage.article_terms import fingerprint_json
from storage.database import Reader, Transaction
from storage.rows import (
    dump_edited,
    epoch,
    execute,
    fetch_all,
    fetch_value,
    insert,
    load_edited,
    load_strings,
    moment,
    moment_or_none,
    to_json,
)

_COLUMNS = (
    "articles.id, story_id, headline, language, published_at, published_precision, added_at, "
    "summary, articles.topics, articles.names, picture"
)
_ALL = (
    f"SELECT {_COLUMNS}, body, author, added_by, retracted_at, archived, advertising, edited, headline_made,"
    " held_until, joins_id FROM articles LEFT JOIN article_texts ON article_id = articles.id"
)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with what only its own screen and its editors need.

    `headline_made`: its source gave no headline, so the bot made one. `edited` is what editors chose;
    `article` has it already. `thinned`: its full text was removed after its time, so `body` is empty.
    `held_until`: no reader sees it before then; None when it is not held. `joins`: the story that it joins
    when it is let go, as in `news.join_later`.
    """

    article: Article
    story_id: int
    body: str
    author: str | None
    added_by: int | None
    retracted_at: datetime | None
    archived: bool = False
    advertising: bool = False
    edited: EditedParts = NO_EDITS
    headline_made: bool = False
    thinned: bool = False
    held_until: datetime | None = None
    joins: int | None = None

    @property
    def withheld(self) -> bool:
        """Whether no reader sees it: it is retracted or held."""
        return self.retracted_at is not None or self.held_until is not None

    @property
    def kept_text(self) -> str:
        """The text or, of a thinned article, what is left: the sentences of its summary, a line each."""
        if not self.thinned:
            return self.body
        return "\n".join(s.text for s in sorted(self.article.summary, key=lambda s: s.position))


async def add(
    tx: Transaction,
    analysis: Analysis,
    story_id: int,
    *,
    added: datetime,
    added_by: int | None,
    archived: bool = False,
    retracted_at: datetime | None = None,
    held_until: datetime | None = None,
    news: bool = True,
    edited: EditedParts = NO_EDITS,
) -> int:
    """Store an article and return its number. `analysis` already has the `edited` parts.

    It gets a release, which makes it news, unless it is archived, retracted, held, or `news` is False because
    it was news long ago elsewhere.
    """
    live = news and not archived and retracted_at is None and held_until is None
    reading = analysis.reading
    published = reading.published
    article_id = await insert(
        tx,
        "INSERT INTO articles (story_id, headline, language, author, published_at, published_precision,"
        " added_at, added_by, archived, retracted_at, held_until, picture, release, advertising, edited,"
        " headline_made, text_hash, summary, topics, names)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        story_id,
        analysis.headline,
        analysis.language,
        reading.author,
        epoch(published.at) if published else None,
        published.precision if published else None,
        epoch(added),
        added_by,
        int(archived),
        None if retracted_at is None else epoch(retracted_at),
        None if held_until is None else epoch(held_until),
        reading.picture,
        await releases.add(tx, added) if live else 0,
        int(analysis.advertising),
        dump_edited(edited),
        int(reading.headline is None and edited.headline is None),
        *_derived(analysis),
    )
    await _put_text(tx, article_id, analysis)
    await text_hashes.keep(tx, article_id, analysis.text_hash)
    return article_id


async def revise(
    tx: Transaction, article_id: int, analysis: Analysis, edited: EditedParts = NO_EDITS
) -> None:
    """Give the article another text. An author, a date or a picture that the new text lacks stays as it was.

    `analysis` already has the `edited` parts. While the headline stays the same, so does who made it.
    """
    reading, published = analysis.reading, analysis.reading.published
    await execute(
        tx,
        "UPDATE articles SET headline = ?1, language = ?2, author = coalesce(?3, author),"
        " published_precision = iif(?5 IS NULL, published_precision, ?4),"
        " published_at = coalesce(?5, published_at), picture = coalesce(?6, picture),"
        " headline_made = iif(headline = ?1, headline_made, ?7), edited = ?8,"
        " text_hash = ?9, summary = ?10, topics = ?11, names = ?12 WHERE id = ?13",
        analysis.headline,
        analysis.language,
        reading.author,
        published.precision if published else None,
        epoch(published.at) if published else None,
        reading.picture,
        int(reading.headline is None and edited.headline is None),
        dump_edited(edited),
        *_derived(analysis),
        article_id,
    )
    await _put_text(tx, article_id, analysis)
    await text_hashes.keep(tx, article_id, analysis.text_hash)


async def set_parts(tx: Transaction, article: Article, edited: EditedParts) -> None:
    """Store the headline, topics, date and summary of this article, and which of them an editor chose."""
    published = article.published
    await execute(
        tx,
        "UPDATE articles SET headline = ?1, headline_made = iif(headline = ?1, headline_made, 0),"
        " topics = ?2, edited = ?3, published_at = ?4, published_precision = ?5,"
        " summary = ?6 WHERE id = ?7",
        article.headline,
        to_json(article.topics),
        dump_edited(edited),
        epoch(published.at) if published else None,
        published.precision if published else None,
        _dump_summary(article.summary),
        article.id,
    )


async def story_of(db: Reader, article_id: int) -> int:
    found: int = await fetch_value(db, "SELECT story_id FROM articles WHERE id = ?", article_id)
    return found


async def highest_id(db: Reader) -> int:
    """The highest number of an article that there ever was."""
    return await fetch_value(db, "SELECT seq FROM sqlite_sequence WHERE name = 'articles'") or 0


async def get(db: Reader, article_id: int) -> StoredArticle | None:
    rows = await fetch_all(db, f"{_ALL} WHERE articles.id = ?", article_id)
    return next(iter(await _stored(db, rows)), None)


async def list_after(db: Reader, after: int, limit: int) -> list[StoredArticle]:
    """The next articles by number, retracted ones too."""
    rows = await fetch_all(
        db,
        f"{_ALL} WHERE articles.id > ? ORDER BY articles.id LIMIT ?",
        after,
        limit,
    )
    return await _stored(db, rows)


async def list_newest(db: Reader, limit: int, before: int | None = None) -> list[StoredArticle]:
    """The newest articles first; `before` pages on from an article's number."""
    rows = await fetch_all(
        db,
        "SELECT id FROM articles WHERE id < ? ORDER BY id DESC LIMIT ?",
        before if before is not None else 1 << 62,
        limit,
    )
    found = [await get(db, row["id"]) for row in rows]
    return [stored for stored in found if stored is not None]


async def of_stories(db: Reader, story_ids: Sequence[int]) -> dict[int, list[Article]]:
    """The articles of these stories that readers see, in the order in which they were added."""
    rows = await fetch_all(
        db,
        f"SELECT {_COLUMNS} FROM articles"
        " WHERE story_id IN (SELECT value FROM json_each(?)) AND NOT withheld ORDER BY articles.id",
        to_json(story_ids),
    )
    seen = await origins.of_articles(db, [row["id"] for row in rows])
    found: dict[int, list[Article]] = {story_id: [] for story_id in story_ids}
    for row in rows:
        found[row["story_id"]].append(_article(row, seen[row["id"]]))
    return found


async def get_live(db: Reader, article_ids: Sequence[int]) -> dict[int, Article]:
    """Those of these articles that readers see."""
    rows = await fetch_all(
        db,
        f"SELECT {_COLUMNS} FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND NOT withheld",
        to_json(list(article_ids)),
    )
    seen = await origins.of_articles(db, [row["id"] for row in rows])
    return {row["id"]: _article(row, seen[row["id"]]) for row in rows}


async def added_between(
    db: Reader, article_ids: Sequence[int], since: datetime, until: datetime
) -> frozenset[int]:
    """Those of these articles that were added from `since` to before `until`."""
    rows = await fetch_all(
        db,
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " AND added_at >= ? AND added_at < ?",
        to_json(list(article_ids)),
        epoch(since),
        epoch(until),
    )
    return frozenset(row["id"] for row in rows)


async def bodies(db: Reader, article_ids: Sequence[int]) -> dict[int, str]:
    """The full texts of those of these articles that still have one."""
    rows = await fetch_all(
        db,
        "SELECT article_id, body FROM article_texts WHERE article_id IN (SELECT value FROM json_each(?))",
        to_json(list(article_ids)),
    )
    return {row["article_id"]: row["body"] for row in rows}


async def summaries_chosen(db: Reader, article_ids: Sequence[int]) -> frozenset[int]:
    """Those of these articles whose summary an editor chose, sentence by sentence."""
    rows = await fetch_all(
        db,
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " AND edited <> '{}' AND json_extract(edited, '$.sentences') IS NOT NULL",
        to_json(list(article_ids)),
    )
    return frozenset(row["id"] for row in rows)


async def headlines(db: Reader, article_ids: Sequence[int]) -> dict[int, str]:
    """The headlines of those of these articles that exist and are not held; retracted ones are included."""
    rows = await fetch_all(
        db,
        "SELECT id, headline FROM articles WHERE id IN (SELECT value FROM json_each(?))"
        " AND held_until IS NULL",
        to_json(list(article_ids)),
    )
    return {row["id"]: row["headline"] for row in rows}


async def live(db: Reader, article_ids: Sequence[int]) -> frozenset[int]:
    """Those of these numbers that are articles which readers see."""
    rows = await fetch_all(
        db,
        "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND NOT withheld",
        to_json(list(article_ids)),
    )
    return frozenset(row["id"] for row in rows)


async def newest_languages(db: Reader, limit: int) -> dict[str, int]:
    """How many of the newest `limit` articles that readers see are in each language."""
    rows = await fetch_all(
        db,
        """
        SELECT language, count(*) AS articles
        FROM (SELECT language FROM articles WHERE NOT withheld ORDER BY id DESC LIMIT ?)
        GROUP BY language
        """,
        limit,
    )
    return {row["language"]: row["articles"] for row in rows}


async def _stored(db: Reader, rows: Sequence[sqlite3.Row]) -> list[StoredArticle]:
    seen = await origins.of_articles(db, [row["id"] for row in rows])
    return [
        StoredArticle(
            article=_article(row, seen[row["id"]]),
            story_id=row["story_id"],
            body=row["body"] or "",
            author=row["author"],
            added_by=row["added_by"],
            retracted_at=moment_or_none(row["retracted_at"]),
            archived=bool(row["archived"]),
            advertising=bool(row["advertising"]),
            edited=load_edited(row["edited"]),
            headline_made=bool(row["headline_made"]),
            thinned=row["body"] is None,
            held_until=moment_or_none(row["held_until"]),
            joins=row["joins_id"],
        )
        for row in rows
    ]


def _article(row: sqlite3.Row, seen: tuple[Origin, ...]) -> Article:
    published = row["published_at"]
    return Article(
        id=row["id"],
        headline=row["headline"],
        language=row["language"],
        published=None if published is None else Published(moment(published), row["published_precision"]),
        added=moment(row["added_at"]),
        summary=_summary(row["summary"]),
        topics=load_strings(row["topics"]),
        names=load_strings(row["names"]),
        origins=seen,
        picture=row["picture"],
    )


async def _put_text(tx: Transaction, article_id: int, analysis: Analysis) -> None:
    await execute(
        tx,
        "INSERT OR REPLACE INTO article_texts (article_id, body, fingerprint) VALUES (?, ?, ?)",
        article_id,
        analysis.reading.body,
        fingerprint_json(analysis.fingerprint),
    )


def _derived(analysis: Analysis) -> tuple[str, ...]:
    """The columns text_hash, summary, topics and names."""
    return (
        analysis.text_hash,
        _dump_summary(analysis.summary),
        to_json(analysis.topics),
        to_json(analysis.names),
    )


def _dump_summary(summary: Sequence[SummarySentence]) -> str:
    return to_json([[s.text, s.position, s.rank] for s in summary])


def _summary(text: str) -> tuple[SummarySentence, ...]:
    """A summary stored without ranks is told in its order."""
    return tuple(SummarySentence(*stored) for stored in json.loads(text))
