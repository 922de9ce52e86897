"""A step of the schema never changes, and a database of any earlier state becomes what a fresh one is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from bot.editions.planner import Planned, Planner
from bot.worker.process import Worker
from digests.models.wishes import ToldStories
from storage import destinations, editions, migrations
from storage.database import Database
from storage.migrations import repair

FOLDER = Path(migrations.__file__).parent
EARLIER = Path(__file__).parent / "earlier"
HASHES = Path(__file__).parent / "migration_hashes.txt"


@dataclass(frozen=True, slots=True)
class State:
    """Steps as a program of that day knew them: `worded` otherwise than now, or under another number."""

    version: int
    worded: dict[int, Path]


def earlier(version: int, **worded: str) -> State:
    return State(version, {int(number[1:]): EARLIER / f"{name}.sql" for number, name in worded.items()})


# Each wording that was ever committed, at the versions at which it makes a difference.
STATES = {
    "told without shown": earlier(1, _1="0001_told_without_shown"),
    "told": earlier(1, _1="0001_told"),
    "told for long": earlier(27, _1="0001_told"),
    "nothing expires": earlier(1, _1="0001_nothing_expires"),
    "nothing expires, later": earlier(2, _1="0001_nothing_expires"),
    "again": earlier(4, _4="0004_again"),
    "again, later": earlier(7, _4="0004_again"),
    "two steps with the number 8": State(8, {8: FOLDER / "0009_retention.sql"}),
    "two steps with the number 14": earlier(17, _14="0018_words_stay"),
    "words stay": earlier(18, _18="0018_words_stay"),
    "nothing retracted": earlier(21, _21="0021_nothing_retracted"),
    "two steps with the number 21": State(
        22, {21: EARLIER / "0021_nothing_retracted.sql", 22: EARLIER / "0023_by_time_alone.sql"}
    ),
    "by time alone": earlier(25, _23="0023_by_time_alone", _21="0021_nothing_retracted"),
    "whole posts": earlier(26, _26="0026_whole_posts"),
    "no place": earlier(27, _27="0027_no_place"),
    **{f"version {version}": State(version, {}) for version in range(1, repair.STEP)},
}

# By table; a column that the table does not have in a state is left out.
ROWS: dict[str, dict[str, object]] = {
    "people": {"id": 7, "role": "editor", "created_at": 1},
    "stories": {"id": 3, "created_at": 1, "newest_article_id": 5, "newest_added": 2, "article_count": 1},
    "articles": {
        "id": 5,
        "story_id": 3,
        "headline": "Flood",
        "body": "Water",
        "language": "en",
        "added_at": 2,
        "text_hash": "h",
        "summary": "[]",
        "topics": "[]",
        "names": "[]",
        "fingerprint": "[]",
    },
    "article_terms": {"term": "flood", "article_id": 5, "told_at": 2},
    "sources": {"id": 2, "name": "gov.kz"},
    "origins": {"id": 4, "article_id": 5, "source_id": 2, "seen_at": 2},
    "destinations": {
        "id": 9,
        "chat_id": 7,
        "kind": "private",
        "language": "en",
        "zone": "UTC",
        "created_at": 1,
    },
    "subscriptions": {"destination_id": 9, "topics": '["economy"]'},
    "schedules": {
        "id": 8,
        "destination_id": 9,
        "local_time": "09:00",
        "weekdays": 127,
        "zone": "UTC",
        "next_run_at": 90,
    },
    "issues": {"id": 12, "hash": "i"},
    "issue_stories": {"issue_id": 12, "story_id": 3, "newest_article_id": 5, "place": 0, "shown": 1},
    "editions": {
        "id": 12,
        "destination_id": 9,
        "issue_id": 12,
        "scheduled_at": 60,
        "period_start": 0,
        "created_at": 61,
    },
    "told": {
        "destination_id": 9,
        "story_id": 3,
        "edition_id": 12,
        "newest_article_id": 5,
        "place": 0,
        "shown": 1,
    },
    "messages": {"id": 6, "hash": "m", "text": "Flood", "buttons": "[]"},
    "outbox": {
        "id": 10,
        "kind": "edition",
        "ref": 12,
        "destination_id": 9,
        "part": 0,
        "message_id": 6,
        "not_before": 0,
        "expires_at": 99,
        "created_at": 61,
    },
    "revisions": {"id": 11, "article_id": 5, "kind": "revised", "created_at": 70, "body": "Wine", "upper": 4},
    "followed_words": {"id": 20, "words": "flood", "excluded": "[]", "key": "flood"},
    "follows": {"id": 21, "destination_id": 9, "words_id": 20, "written": "flood", "alert": 1},
    "follow_matches": {"article_id": 5, "words_id": 20, "excluded": 0},
    "follow_alerts": {"article_id": 5, "found_at": 3},
    "follow_waits": {"destination_id": 9, "article_id": 5, "wakes_at": 80},
    "uploads": {
        "person_id": 7,
        "message_id": 1,
        "part": 0,
        "batch": 1,
        "more": 0,
        "received_at": 2,
        "name": "a.txt",
        "result": "added",
        "number": 5,
        "words": "Flood",
    },
    "channel_sources": {"chat_id": -7, "title": "News", "added_by": 7, "created_at": 2},
    "channel_posts": {"chat_id": -7, "key": "5", "article_id": 5, "message_id": 5},
    "broadcasts": {"id": 14, "text": "Hello", "created_at": 5},
}
LAST_NUMBERS = {"articles": 50, "editions": 40, "revisions": 30, "broadcasts": 20}  # of rows that are gone


@pytest.mark.parametrize("name", STATES)
async def test_an_earlier_state_becomes_what_a_fresh_database_is(name: str, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build(path, STATES[name])
    kept = {table: row for table, row in rows_of(path).items() if table != "told"}
    assert kept["articles"]["headline"] == "Flood"

    await migrated(path)
    await migrated(tmp_path / "fresh.db")

    assert schema_of(path) == schema_of(tmp_path / "fresh.db")
    assert still_there(kept, rows_of(path)) == kept
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        last = dict(db.execute("SELECT name, seq FROM sqlite_sequence"))
    assert last.items() >= {table: LAST_NUMBERS[table] for table in LAST_NUMBERS if table in kept}.items()


@pytest.mark.parametrize("name", ["told without shown", "told", "told for long"])
async def test_what_was_told_is_not_told_again(name: str, tmp_path: Path) -> None:
    build(tmp_path / "news.db", STATES[name])
    database = await Database.open(tmp_path / "news.db")
    async with database.read() as reader:
        assert await editions.told_stories(reader, 9, [3]) == ToldStories(frozenset({5}))
    await database.close()


async def test_who_was_told_something_before_releases_is_told_the_rest_after_them(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build(path, State(29, {}))
    with closing(sqlite3.connect(path)) as db:
        for number, added in ((6, 70), (7, 71)):
            db.execute(
                "INSERT INTO stories (id, created_at, newest_added) VALUES (?, ?, ?)", (number, added, added)
            )
            db.execute(
                "INSERT INTO articles (id, story_id, headline, body, language, added_at, archived, text_hash,"
                " summary, topics, names, fingerprint) VALUES (?, ?, 'Fire', 'Smoke', 'en', ?, ?, ?,"
                " '[[\"Smoke rose.\", 0]]', '[\"economy\"]', '[]', '[]')",
                (number, number, added, number == 7, str(number)),
            )
        db.execute("UPDATE stories SET article_count = 1, languages = '[\"en\"]', topics = '[\"economy\"]'")
        db.commit()
    database = await Database.open(path)
    planned = await Planner(database, Worker(), "bot").plan_due(datetime.fromtimestamp(100, UTC))
    async with database.read() as reader:
        told = await editions.told_stories(reader, 9, [3, 6, 7])
        kept = await destinations.get(reader, 9)
    await database.close()
    assert planned == Planned(1, 1)
    assert told == ToldStories(frozenset({5, 6}))
    assert kept is not None
    assert kept.covered == 50  # the highest number that an article had


async def test_what_no_step_made_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    build(path, STATES["words stay"])
    with closing(sqlite3.connect(path)) as db:
        db.executescript("CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('mine')")
    await migrated(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT words FROM notes").fetchall() == [("mine",)]


def test_no_step_changes() -> None:
    """A new step gets a line of its own here; the lines of steps that were committed stay as they are."""
    assert HASHES.read_text() == "".join(
        f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(FOLDER.glob("*.sql"))
    )


def test_each_step_has_a_number_of_its_own() -> None:
    numbers = [number for number, _ in migrations.steps()]
    assert numbers == list(range(1, len(numbers) + 1))


async def migrated(path: Path) -> None:
    await (await Database.open(path)).close()


def build(path: Path, state: State) -> None:
    now = {int(file.name[:4]): file for file in FOLDER.glob("*.sql")}
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for number in range(1, state.version + 1):
            db.executescript(state.worded.get(number, now[number]).read_text())
        db.executescript(f"PRAGMA user_version = {state.version}")
        for table, row in ROWS.items():
            fits = {name: value for name, value in row.items() if name in columns_of(db, table)}
            if fits:
                marks = ", ".join("?" * len(fits))
                db.execute(f"INSERT INTO {table} ({', '.join(fits)}) VALUES ({marks})", [*fits.values()])  # noqa: S608
        for table, number in LAST_NUMBERS.items():
            db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (number, table))
        db.commit()


def columns_of(db: sqlite3.Connection, table: str) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def rows_of(path: Path) -> dict[str, dict[str, object]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return {table: dict(found[0]) for table in ROWS if (found := list(_all(db, table)))}


def _all(db: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    if columns_of(db, table):
        yield from db.execute(f"SELECT * FROM {table}")  # noqa: S608


def still_there(
    before: dict[str, dict[str, object]], after: dict[str, dict[str, object]]
) -> dict[str, dict[str, object]]:
    """`before` with the values of now, where a column of then is still there."""
    return {
        table: {name: after[table].get(name, value) for name, value in row.items()}
        for table, row in before.items()
    }


def schema_of(path: Path) -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {(kind, name): repair.normalised(sql) for kind, name, sql in found}
