"""Retention: what is past its time goes, what is still of use stays, and nothing gets an old number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.delivery.outcomes import Sent
from bot.delivery.settle import settle
from bot.intake.arrivals import IntakeRefusal
from bot.intake.intake import ArticleAdded, Intake
from bot.ops.retention import give_back, prune
from digests.models.texts import RawText
from storage import editor_actions, outbox, stories
from storage.database import Database
from storage.editor_actions import ByEditor
from storage.rows import fetch_all, fetch_value
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM

KEPT = {"text_hashes": 1, "destinations": 1, "subscriptions": 1, "schedules": 1}
TABLES = ("outbox", "messages", "editions", "issues", "issue_stories", "articles", "origins", "stories")
YEAR = timedelta(days=365)


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def rows(db: Database, *tables: str) -> dict[str, int]:
    async with db.read() as reader:
        return {table: await fetch_value(reader, f"SELECT count(*) FROM {table}") for table in tables}  # noqa: S608


async def deliver(db: Database, limit: int = 99) -> None:
    async with db.transaction() as tx:
        claimed = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + HOUR, limit=limit)
        await settle(tx, [(row, Sent(row.id)) for row in claimed], NOW)


async def test_all_of_an_old_edition_goes_and_its_texts_stay_known(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await deliver(newsroom.db)
    assert await prune(newsroom.db, NOW - DAY) == 0
    assert await prune(newsroom.db, NOW + DAY) > 0
    assert await rows(newsroom.db, *TABLES) == dict.fromkeys(TABLES, 0)
    assert await rows(newsroom.db, *KEPT) == KEPT


async def test_what_still_waits_stays_with_its_text(newsroom: Newsroom) -> None:
    for chat_id in (1, 2):
        await newsroom.subscribes(chat_id)
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await deliver(newsroom.db, limit=1)
    await prune(newsroom.db, NOW + DAY)
    assert await rows(newsroom.db, "outbox", "messages") == {"outbox": 1, "messages": 1}


async def test_a_story_that_developed_keeps_what_it_began_with(newsroom: Newsroom) -> None:
    story_id = await newsroom.reports(BRIDGE)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + 40 * DAY)
    await prune(newsroom.db, NOW + 30 * DAY)
    assert await rows(newsroom.db, "articles", "stories") == {"articles": 2, "stories": 1}


async def test_an_issue_that_somebody_was_told_later_stays(newsroom: Newsroom) -> None:
    await newsroom.subscribes(1)
    await newsroom.subscribes(2, run=NOW + HOUR)
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    await newsroom.planner.plan_due(NOW + HOUR)
    await prune(newsroom.db, NOW + HOUR)
    assert await rows(newsroom.db, "editions", "issues") == {"editions": 1, "issues": 1}


async def test_a_merged_story_goes_with_the_one_that_it_leads_to(newsroom: Newsroom) -> None:
    one, two = await newsroom.reports(BRIDGE), await newsroom.reports(BRIDGE_LATER)
    async with newsroom.db.transaction() as tx:
        await stories.merge(tx, one, into=two)
        for story_id in (one, two):
            await stories.refresh(tx, story_id)
    await prune(newsroom.db, NOW + DAY)
    await prune(newsroom.db, NOW + DAY)
    assert await rows(newsroom.db, "articles", "stories") == {"articles": 0, "stories": 0}


async def test_an_old_text_is_known_to_feeds_and_may_be_brought_again(db: Database) -> None:
    intake = Intake(db, SameProcess())
    first = await intake.add(RawText(MUSEUM), added_by=None, now=NOW)
    await prune(db, NOW + DAY)
    assert await intake.add(RawText(MUSEUM), added_by=None, now=NOW + YEAR) is IntakeRefusal.PAST
    again = await intake.add(RawText(MUSEUM), added_by=7, now=NOW + YEAR)
    assert isinstance(first, ArticleAdded)
    assert isinstance(again, ArticleAdded)
    assert again.article.article.id > first.article.article.id
    assert again.story.id > first.story.id
    known = await intake.add(RawText(MUSEUM), added_by=None, now=NOW + YEAR)
    assert not isinstance(known, IntakeRefusal)
    assert known.article.article.id == again.article.article.id


async def test_what_an_editor_did_is_told_as_long(db: Database) -> None:
    async with db.transaction() as tx:
        await editor_actions.add(tx, "feed-removed", ByEditor(7, NOW), words="Вести")
    assert await prune(db, NOW) == 0
    assert await prune(db, NOW + DAY) == 1
    async with db.read() as reader:
        assert await editor_actions.list_newest(reader, 9) == []


async def test_the_file_shrinks(db: Database) -> None:
    async with db.transaction() as tx:
        await fetch_all(tx, "CREATE TABLE ballast (text TEXT)")
        await tx.executemany("INSERT INTO ballast VALUES (?)", [("x" * 4000,)] * 700)
    async with db.transaction() as tx:
        await fetch_all(tx, "DROP TABLE ballast")
        full = await fetch_value(tx, "PRAGMA page_count")
    await give_back(db)
    async with db.read() as reader:
        assert await fetch_value(reader, "PRAGMA freelist_count") == 0
        assert await fetch_value(reader, "PRAGMA page_count") < full / 2


async def test_every_table_that_refers_to_what_goes_is_thought_of(db: Database) -> None:
    """A new one must go with it (ON DELETE CASCADE), keep it from going, or go before."""
    async with db.read() as reader:
        tables = [
            row["name"] for row in await fetch_all(reader, "PRAGMA table_list") if row["type"] == "table"
        ]
        refer = {
            (table, key["table"])
            for table in tables
            for key in await fetch_all(reader, f"PRAGMA foreign_key_list({table})")
            if key["table"] in TABLES and key["on_delete"] != "CASCADE"
        }
    assert refer == {
        ("articles", "stories"),
        ("stories", "stories"),
        ("issue_stories", "stories"),
        ("editions", "issues"),
        ("outbox", "messages"),
        ("drafts", "articles"),
    }
