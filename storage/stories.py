"""Stories: figures that are asked for without reading their articles, updated in the same commit as these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.stories import Placement, Story, StoryPlace
from digests.models.texts import Language
from digests.models.wishes import ReadingPreferences
from storage import articles, model_choices, releases, story_joins
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_value, insert, load_strings, moment, to_json

MAX_LOOKED_THROUGH = 5_000
_PLACED: dict[StoryPlace, int] = {"first": 1, "free": 0, "last": -1}


@dataclass(frozen=True, slots=True)
class StoryActivity:
    """A story that gained an article, with what decides who may want it."""

    story_id: int
    topics: frozenset[str]
    languages: frozenset[str]

    def is_wanted(self, wish: ReadingPreferences) -> bool:
        on_topic = not wish.topics or not wish.topics.isdisjoint(self.topics)
        wanted = on_topic or self.story_id in wish.followed
        return wanted and self.story_id not in wish.muted and not self.languages.isdisjoint(wish.languages)


async def add(tx: Transaction, created: datetime) -> int:
    return await insert(
        tx,
        "INSERT INTO stories (created_at, newest_added, began) VALUES (?1, ?1, ?2)",
        epoch(created),
        await releases.newest(tx),
    )


async def refresh(tx: Transaction, story_id: int) -> None:
    """Count a story's live articles, sources, topics and languages anew; call it after every change of any of
    them.

    A story of archived articles alone gets the time 0, so that it belongs to no period, and no release.
    """
    await execute(
        tx,
        """
        WITH live AS (SELECT * FROM articles WHERE story_id = ?1 AND NOT withheld)
        UPDATE stories SET
            article_count = (SELECT count(*) FROM live),
            newest_article_id = coalesce((SELECT max(id) FROM live), 0),
            newest_added = iif(EXISTS (SELECT 1 FROM live),
                coalesce((SELECT max(added_at) FROM live WHERE archived = 0), 0), newest_added),
            newest_release = coalesce((SELECT max(release) FROM live), 0),
            source_count = (SELECT count(DISTINCT source_id) FROM origins JOIN live ON live.id = article_id),
            topics = (SELECT json_group_array(DISTINCT topic.value)
                FROM live, json_each(live.topics) AS topic),
            languages = (SELECT json_group_array(DISTINCT language) FROM live)
        WHERE id = ?1
        """,
        story_id,
    )
    await touch(tx)
    await model_choices.enqueue(tx, story_id)


async def touch(tx: Transaction) -> None:
    """Count a change of stories, which makes answers that were kept out of date."""
    await execute(tx, "UPDATE changes SET number = number + 1")


async def changes(db: Reader) -> int:
    """A number that grows with each change of any story."""
    found: int = await fetch_value(db, "SELECT number FROM changes")
    return found


async def split_off(tx: Transaction, story_id: int) -> int:
    """A new story as old as this one: editions may have told of it before the split."""
    return await insert(
        tx,
        "INSERT INTO stories (created_at, newest_added, began)"
        " SELECT created_at, newest_added, began FROM stories WHERE id = ?",
        story_id,
    )


async def began(db: Reader, story_ids: Sequence[int]) -> int:
    """The newest release before the oldest of these stories: no edition up to it told any of them."""
    found: int | None = await fetch_value(
        db,
        "SELECT min(began) FROM stories WHERE id IN (SELECT value FROM json_each(?))",
        to_json(list(story_ids)),
    )
    return found or 0


async def get(db: Reader, story_id: int) -> Story | None:
    """The story of this number or its successor's; None when it has no live article."""
    current = await current_id(db, story_id)
    if current is None:
        return None
    return next(iter(await get_many(db, [current])), None)


async def current_id(db: Reader, story_id: int) -> int | None:
    found: int | None = await fetch_value(
        db,
        """
        WITH RECURSIVE chain (id, successor_id) AS (
            SELECT id, successor_id FROM stories WHERE id = ?
            UNION SELECT stories.id, stories.successor_id
            FROM stories JOIN chain ON stories.id = chain.successor_id
        ) SELECT id FROM chain WHERE successor_id IS NULL
        """,
        story_id,
    )
    return found


async def get_many(db: Reader, story_ids: Sequence[int]) -> list[Story]:
    """These stories in this order, without those that have no live article."""
    found = await articles.of_stories(db, story_ids)
    joins = await story_joins.of_stories(db, story_ids)
    placed = await _placements(db, story_ids)
    choices = await model_choices.of_stories(db, story_ids)
    return [
        Story(
            story_id,
            tuple(found[story_id]),
            joins.get(story_id, ()),
            placed.get(story_id),
            choices.get(story_id, ()),
        )
        for story_id in story_ids
        if found[story_id]
    ]


async def put(tx: Transaction, story_id: int, place: StoryPlace, now: datetime) -> None:
    """Put a story first or last in digests from `now` on, or `free` it again."""
    await execute(
        tx,
        "UPDATE stories SET placed = ?, placed_at = ? WHERE id = ?",
        _PLACED[place],
        None if place == "free" else epoch(now),
        story_id,
    )
    await touch(tx)


async def _placements(db: Reader, story_ids: Sequence[int]) -> dict[int, Placement]:
    rows = await fetch_all(
        db,
        "SELECT id, placed, placed_at FROM stories"
        " WHERE id IN (SELECT value FROM json_each(?)) AND placed <> 0",
        to_json(list(story_ids)),
    )
    return {row["id"]: Placement(row["placed"] > 0, moment(row["placed_at"])) for row in rows}


async def top_story_ids(
    db: Reader,
    *,
    since: datetime,
    until: datetime,
    topics: Sequence[str],
    languages: Sequence[Language],
    limit: int,
    only: Sequence[str] = (),
    muted: Sequence[int] = (),
) -> list[int]:
    """Stories that gained an article in the period: those that an editor put first, then those of most
    sources.

    Of equal ones the newest come first. No `topics` means all, and so does no source in `only`; `muted`
    stories are left out. The order is rough: the caller ranks the first `limit`, which bounds what has to be
    read.
    """
    rows = await fetch_all(
        db,
        "SELECT id FROM stories WHERE newest_added >= ? AND newest_added <= ? AND article_count > 0"
        " AND (? OR EXISTS (SELECT 1 FROM json_each(topics) WHERE value IN (SELECT value FROM json_each(?))))"
        " AND EXISTS (SELECT 1 FROM json_each(languages) WHERE value IN (SELECT value FROM json_each(?)))"
        " AND (? OR EXISTS (SELECT 1 FROM articles JOIN origins ON origins.article_id = articles.id"
        "  JOIN sources ON sources.id = source_id WHERE story_id = stories.id AND NOT withheld"
        "  AND name IN (SELECT value FROM json_each(?))))"
        " AND id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY placed DESC, source_count DESC, newest_added DESC LIMIT ?",
        epoch(since),
        epoch(until),
        not topics,
        to_json(list(topics)),
        to_json(list(languages)),
        not only,
        to_json(list(only)),
        to_json(list(muted)),
        limit,
    )
    return [row["id"] for row in rows]


async def newest_ids(db: Reader, languages: Sequence[Language], *, until: datetime, limit: int) -> list[int]:
    """The `limit` stories that gained an article last, the newest first, among the newest
    `MAX_LOOKED_THROUGH`.
    """
    rows = await fetch_all(
        db,
        "SELECT id FROM (SELECT id, languages, newest_added FROM stories"
        "  WHERE article_count > 0 AND newest_added <= ? ORDER BY newest_added DESC LIMIT ?)"
        " WHERE EXISTS (SELECT 1 FROM json_each(languages) WHERE value IN (SELECT value FROM json_each(?)))"
        " ORDER BY newest_added DESC, id DESC LIMIT ?",
        epoch(until),
        MAX_LOOKED_THROUGH,
        to_json(list(languages)),
        limit,
    )
    return [row["id"] for row in rows]


async def list_activity(db: Reader, after: int, up_to: int) -> list[StoryActivity]:
    """All stories whose newest release is above `after`, up to `up_to`; ordered as `top_story_ids`."""
    rows = await fetch_all(
        db,
        "SELECT id, topics, languages FROM stories"
        " WHERE newest_release > ? AND newest_release <= ? AND article_count > 0"
        " ORDER BY placed DESC, source_count DESC, newest_added DESC",
        after,
        up_to,
    )
    return [_gained(*row) for row in rows]


async def begun(db: Reader, since: datetime, after: int, limit: int) -> list[tuple[int, int, int]]:
    """(story, newest article, newest release) of stories begun since then with a release above `after`.

    The first `limit` by their newest release.
    """
    rows = await fetch_all(
        db,
        "SELECT id, newest_article_id, newest_release FROM stories"
        " WHERE newest_release > ? AND article_count > 0 AND created_at >= ?"
        " ORDER BY newest_release LIMIT ?",
        after,
        epoch(since),
        limit,
    )
    return [(row["id"], row["newest_article_id"], row["newest_release"]) for row in rows]


async def of_sources(db: Reader, story_ids: Sequence[int], names: Sequence[str]) -> set[int]:
    """Those of the stories with a live article that was seen at one of these sources."""
    rows = await fetch_all(
        db,
        "SELECT value FROM json_each(?) AS story WHERE EXISTS (SELECT 1 FROM articles"
        "  JOIN origins ON origins.article_id = articles.id JOIN sources ON sources.id = source_id"
        "  WHERE story_id = story.value AND NOT withheld"
        "  AND name IN (SELECT value FROM json_each(?)))",
        to_json(list(story_ids)),
        to_json(list(names)),
    )
    return {row["value"] for row in rows}


async def move_articles(tx: Transaction, article_ids: Sequence[int], story_id: int) -> None:
    await execute(
        tx,
        "UPDATE articles SET story_id = ? WHERE id IN (SELECT value FROM json_each(?))",
        story_id,
        to_json(list(article_ids)),
    )


async def merge(tx: Transaction, story_id: int, into: int) -> None:
    """Move all articles of a story to another; from now on its number leads there."""
    await execute(
        tx,
        "UPDATE stories SET successor_id = ?2,"
        " gave = (SELECT json_group_array(id) FROM articles WHERE story_id = ?1) WHERE id = ?1",
        story_id,
        into,
    )
    await execute(tx, "UPDATE articles SET story_id = ? WHERE story_id = ?", into, story_id)
    await execute(
        tx,
        "UPDATE stories SET began = min(stories.began, gone.began),"
        " placed = iif(stories.placed, stories.placed, gone.placed),"
        " placed_at = iif(stories.placed, stories.placed_at, gone.placed_at),"
        " extracted = max(stories.extracted, gone.extracted)"
        " FROM (SELECT began, placed, placed_at, extracted FROM stories WHERE id = ?) AS gone WHERE id = ?",
        story_id,
        into,
    )


async def unmerge(tx: Transaction, story_id: int, successor: int) -> int:
    """Give a merged story back the articles that it brought and that are still with its `successor`.

    Returns how many came back; with 0 nothing has changed.
    """
    back = await execute(
        tx,
        "UPDATE articles SET story_id = ?1 WHERE story_id = ?2"
        " AND id IN (SELECT value FROM json_each((SELECT gave FROM stories WHERE id = ?1)))",
        story_id,
        successor,
    )
    if back:
        await execute(tx, "UPDATE stories SET successor_id = NULL, gave = NULL WHERE id = ?", story_id)
    return back


def _gained(story_id: int, topics: str, languages: str) -> StoryActivity:
    return StoryActivity(story_id, frozenset(load_strings(topics)), frozenset(load_strings(languages)))
