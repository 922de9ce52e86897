"""The list of what is kept about a person leaves out no table, and finds all of it by an index."""

from __future__ import annotations

import re

from storage.database import Database
from storage.personal_data import COUNTS, PERSONAL_TABLES
from storage.rows import fetch_all
from tests.storage.test_query_plans import SCAN, growing

OF_NO_PERSON = {  # what else a column may name
    *("story_id", "newest_article_id", "successor_id", "article_id", "source_id", "feed_id", "issue_id"),
    *("message_id", "thread_id", "words_id", "received_source_id", "other_id"),
}
OF_CHANNELS = {"channel_sources.chat_id", "channel_posts.chat_id"}
OF_NO_PRIVATE_CHAT = {"hook_events"}  # of groups and channels alone
WITH_THE_UPDATE = {"updates"}  # what Telegram handed over, until its handler has ended


async def test_every_table_that_names_a_person_or_a_chat_is_listed(db: Database) -> None:
    async with db.read() as reader:
        tables = [
            row["name"] for row in await fetch_all(reader, "PRAGMA table_list") if row["type"] == "table"
        ]
        naming = set()
        for table in tables:
            for column in await fetch_all(reader, f"PRAGMA table_info({table})"):
                name = column["name"]
                known = name in OF_NO_PERSON or f"{table}.{name}" in OF_CHANNELS
                if re.search(r"_(id|by|person|reader|destination)$", name) and not known:
                    naming.add(table)
    listed = {kept.table for kept in PERSONAL_TABLES}
    of_the_next_chat = {"alerts", "follow_alerts", "surges"}
    others = of_the_next_chat | set(COUNTS) | OF_NO_PRIVATE_CHAT
    assert naming - listed - others == set(), "name them in storage/personal_data.py"
    assert set(tables) >= WITH_THE_UPDATE


async def test_what_is_counted_names_no_person_and_no_chat(db: Database) -> None:
    async with db.read() as reader:
        kept = {
            row["name"] for each in COUNTS for row in await fetch_all(reader, f"PRAGMA table_info({each})")
        }
    assert kept == {"day", "what", "times", "edition_id", "part", "reactions", "story_id"}


async def test_what_goes_with_the_chat_hangs_on_it(db: Database) -> None:
    alone = {kept.table for kept in PERSONAL_TABLES if kept.forgotten is None}
    async with db.read() as reader:
        for table in alone:
            keys = await fetch_all(reader, f"PRAGMA foreign_key_list({table})")
            assert ("destinations", "CASCADE") in [(key["table"], key["on_delete"]) for key in keys], table


async def test_no_statement_reads_a_growing_table_in_full(db: Database) -> None:
    async with db.read() as reader:
        tables, partial = await growing(reader)
        for kept in PERSONAL_TABLES:
            for sql in filter(None, (kept.shown, kept.forgotten)):
                for step in await fetch_all(reader, f"EXPLAIN QUERY PLAN {sql}", 1):
                    scan = SCAN.match(step["detail"])
                    assert not (scan and scan[1] in tables and scan[2] not in partial), (
                        kept.name,
                        step["detail"],
                    )
