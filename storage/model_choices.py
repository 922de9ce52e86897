"""What a model chose for stories, and the queue of stories about which it is to be asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.models.stories import ModelChoice, PickedSentence
from digests.models.texts import Language
from storage.database import Reader, Transaction
from storage.rows import epoch, execute, fetch_all, fetch_one, fetch_value, to_json


@dataclass(frozen=True, slots=True)
class QueuedStory:
    """A story to ask about, in one language. `mark` changes when the story does; `tries` is how often no
    answer came.
    """

    story_id: int
    language: Language
    mark: int
    tries: int


async def switch(tx: Transaction, *, on: bool) -> None:
    """Switch the model on or off. While it is off nothing is queued, and its choices are not used."""
    await execute(tx, "UPDATE model_switch SET is_on = ?", int(on))
    await execute(tx, "DELETE FROM model_queue")


async def is_on(db: Reader) -> bool:
    return bool(await fetch_value(db, "SELECT is_on FROM model_switch"))


async def enqueue(tx: Transaction, story_id: int) -> None:
    """Queue a story that has changed, in each of its languages; nothing while the model is off."""
    await execute(
        tx,
        "INSERT INTO model_queue (story_id, language, mark)"
        " SELECT stories.id, value, (SELECT number FROM changes) FROM stories, json_each(languages)"
        " WHERE stories.id = ? AND (SELECT is_on FROM model_switch)"
        " ON CONFLICT DO UPDATE SET mark = excluded.mark, tries = 0",
        story_id,
    )


async def enqueue_recent(tx: Transaction, since: datetime) -> None:
    """Queue all stories that gained an article since then; nothing while the model is off."""
    await execute(
        tx,
        "INSERT OR IGNORE INTO model_queue (story_id, language, mark)"
        " SELECT stories.id, value, (SELECT number FROM changes) FROM stories, json_each(languages)"
        " WHERE newest_added >= ? AND article_count > 0 AND (SELECT is_on FROM model_switch)",
        epoch(since),
    )


async def next_due(db: Reader, since: datetime) -> QueuedStory | None:
    """The queued story to ask about next; None when none is left that gained an article since then.

    Stories with fewer failed tries come first, then those of more sources, then newer ones.
    """
    row = await fetch_one(
        db,
        "SELECT story_id, language, mark, tries FROM model_queue JOIN stories ON stories.id = story_id"
        " WHERE newest_added >= ? AND article_count > 0 AND NOT extracted"
        " ORDER BY tries, source_count DESC, newest_added DESC, story_id DESC LIMIT 1",
        epoch(since),
    )
    return QueuedStory(*row) if row else None


async def waiting(db: Reader) -> int:
    found: int = await fetch_value(db, "SELECT count(*) FROM model_queue")
    return found


async def remove_from_queue(tx: Transaction, queued: QueuedStory) -> None:
    """Remove a story from the queue, unless it has changed meanwhile."""
    await execute(
        tx,
        "DELETE FROM model_queue WHERE story_id = ? AND language = ? AND mark = ?",
        queued.story_id,
        queued.language,
        queued.mark,
    )


async def try_later(tx: Transaction, queued: QueuedStory) -> None:
    """Put a story behind the others because no answer came."""
    await execute(
        tx,
        "UPDATE model_queue SET tries = tries + 1 WHERE story_id = ? AND language = ? AND mark = ?",
        queued.story_id,
        queued.language,
        queued.mark,
    )


async def put(
    tx: Transaction,
    queued: QueuedStory,
    version: str,
    choice: ModelChoice | None,
    now: datetime,
    *,
    refused: str = "",
) -> None:
    """Keep what was chosen for this version of a story; with `choice` None, why nothing was (`refused`)."""
    await execute(
        tx,
        "INSERT OR REPLACE INTO model_choices (story_id, language, version, choice, refused, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        queued.story_id,
        queued.language,
        version,
        _dump(choice) if choice else None,
        refused,
        epoch(now),
    )


async def version_asked(db: Reader, queued: QueuedStory) -> str | None:
    """The version of the story about which the model was asked last; None when it never was."""
    found: str | None = await fetch_value(
        db,
        "SELECT version FROM model_choices WHERE story_id = ? AND language = ?",
        queued.story_id,
        queued.language,
    )
    return found


async def of_stories(db: Reader, story_ids: Sequence[int]) -> dict[int, tuple[ModelChoice, ...]]:
    """By story, what the model chose for it; empty while the model is off."""
    if not await is_on(db):
        return {}
    rows = await fetch_all(
        db,
        "SELECT story_id, language, version, choice, extracted"
        " FROM model_choices JOIN stories ON stories.id = story_id"
        " WHERE story_id IN (SELECT value FROM json_each(?)) AND choice IS NOT NULL",
        to_json(list(story_ids)),
    )
    found: dict[int, tuple[ModelChoice, ...]] = {}
    for row in rows:
        found[row["story_id"]] = (*found.get(row["story_id"], ()), _load(row))
    return found


async def refused_since(db: Reader, since: datetime) -> dict[str, int]:
    """How many stories got no choice since then, by the reason."""
    rows = await fetch_all(
        db,
        "SELECT refused, count(*) AS many FROM model_choices WHERE made_at >= ? AND refused <> ''"
        " GROUP BY refused ORDER BY many DESC",
        epoch(since),
    )
    return {row["refused"]: row["many"] for row in rows}


async def remove_older(tx: Transaction, queued: datetime, made: datetime) -> None:
    """Forget queued stories without an article since `queued`, and choices made before `made`."""
    await execute(
        tx,
        "DELETE FROM model_queue WHERE story_id IN"
        " (SELECT story_id FROM model_queue JOIN stories ON stories.id = story_id WHERE newest_added < ?)",
        epoch(queued),
    )
    await execute(tx, "DELETE FROM model_choices WHERE made_at < ?", epoch(made))


async def set_extracted(tx: Transaction, story_id: int, *, extracted: bool) -> None:
    """Choose whether the story is told without the model's choice."""
    await execute(tx, "UPDATE stories SET extracted = ? WHERE id = ?", int(extracted), story_id)


def _dump(choice: ModelChoice) -> str:
    picks = [[each.article, each.position, each.cuts, each.checksum] for each in choice.sentences]
    return to_json([choice.headline, picks])


def _load(row: sqlite3.Row) -> ModelChoice:
    headline, picks = json.loads(row["choice"])
    sentences = (PickedSentence(article, place, tuple(cuts), crc) for article, place, cuts, crc in picks)
    return ModelChoice(
        row["language"], row["version"], headline, tuple(sentences), set_aside=bool(row["extracted"])
    )
