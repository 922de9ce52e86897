"""A story that continues a followed one is followed with it, told as it is, and ends with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.editions.continuations import Continuations
from bot.editions.follow_alerts import FollowAlerts
from bot.subscribers import mutes, story_follows
from digests.models.stories import Article
from digests.models.texts import Fingerprint
from storage import article_terms, followed_stories
from storage.database import Database
from storage.rows import fetch_value
from tests.digests.composing.test_affairs import ANNOUNCED, LIFTED, VISIT, VOTED
from tests.editions.test_planner import DAY, HOUR, Newsroom
from tests.editions.test_steps import as_analysis
from tests.storage.conftest import NOW
from tests.subscribers.test_follows import wants_sport
from tests.subscribers.test_story_follows import follow, followed

SHARED = ("валеев", "корвания")
TOLD = f"Вы следите: {VOTED.headline}"


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def comes_in(newsroom: Newsroom, told: Article, added: datetime) -> int:
    """With its words, by which stories find each other."""
    found = as_analysis(told.headline, *(sentence.text for sentence in told.summary))
    story_id = await newsroom.reports(
        replace(found, fingerprint=Fingerprint(terms=SHARED, index=SHARED)), added=added
    )
    async with newsroom.db.transaction() as tx:
        await article_terms.add(tx, await fetch_value(tx, "SELECT max(id) FROM articles"), SHARED)
    return story_id


async def following(newsroom: Newsroom, *, readers: int = 1) -> int:
    """Readers of sports alone who follow what began the affair, and its number."""
    story_id = await comes_in(newsroom, ANNOUNCED, NOW - HOUR)
    for chat in range(1, readers + 1):
        await wants_sport(newsroom, await newsroom.subscribes(chat))
        await follow(newsroom, chat, story_id)
    return story_id


async def has(newsroom: Newsroom, story_id: int, reader: int = 1) -> bool:
    async with newsroom.db.read() as db:
        return await followed_stories.has(db, reader, story_id)


async def test_what_continues_it_is_told_and_what_only_shares_a_name_is_not(newsroom: Newsroom) -> None:
    await following(newsroom)
    looking = Continuations(newsroom.db)
    voted = await comes_in(newsroom, VOTED, NOW + HOUR)
    visit = await comes_in(newsroom, VISIT, NOW + HOUR)
    await looking.step(NOW + HOUR)
    assert (await has(newsroom, voted), await has(newsroom, visit)) == (True, False)
    lifted = await comes_in(newsroom, LIFTED, NOW + 5 * HOUR)
    await looking.step(NOW + 5 * HOUR)
    assert await has(newsroom, lifted)
    await newsroom.planner.plan_due(NOW + DAY)
    (text,) = await newsroom.texts()
    assert f"Вы следите: {LIFTED.headline}" in text
    assert TOLD in text
    assert VISIT.headline not in text
    assert len(await followed(newsroom)) == 1  # one line of the list


async def test_it_is_told_at_once_to_who_wants_it_so(newsroom: Newsroom) -> None:
    await following(newsroom, readers=2)
    await story_follows.set_alert(newsroom.db, 1, (await followed(newsroom))[0].number, alert=True)
    await comes_in(newsroom, VOTED, NOW + HOUR)
    telling = FollowAlerts(newsroom.db, "newsdigest_bot")
    assert await telling.step(NOW + HOUR) == 1
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW + HOUR) == 0
    (text,) = await newsroom.texts()
    assert TOLD in text
    await newsroom.planner.plan_due(NOW + DAY)
    assert [TOLD in text for text in await newsroom.texts()] == [True, True]  # the other reader's edition


async def test_all_of_it_ends_together_and_is_taken_back_together(newsroom: Newsroom) -> None:
    first = await following(newsroom)
    voted = await comes_in(newsroom, VOTED, NOW + HOUR)
    await Continuations(newsroom.db).step(NOW + HOUR)
    await story_follows.end_quiet(newsroom.db, NOW + 7 * DAY)
    assert (await has(newsroom, first), await has(newsroom, voted)) == (True, True)
    await story_follows.end_quiet(newsroom.db, NOW + 7 * DAY + HOUR)
    assert (await has(newsroom, first), await has(newsroom, voted)) == (False, False)
    await follow(newsroom, 1, first)
    assert (await has(newsroom, first), await has(newsroom, voted)) == (True, False)


async def test_what_is_muted_is_left_out_alone(newsroom: Newsroom) -> None:
    first = await following(newsroom)
    voted = await comes_in(newsroom, VOTED, NOW + HOUR)
    await Continuations(newsroom.db).step(NOW + HOUR)
    await mutes.set_story(newsroom.db, 1, voted, VOTED.headline, muted=True)
    await Continuations(newsroom.db).step(NOW + HOUR)
    assert (await has(newsroom, first), await has(newsroom, voted)) == (True, False)


async def test_what_had_begun_before_the_follow_is_not_followed(newsroom: Newsroom) -> None:
    voted = await comes_in(newsroom, VOTED, NOW - HOUR)
    await following(newsroom)
    await Continuations(newsroom.db).step(NOW)
    assert not await has(newsroom, voted)


async def test_much_that_comes_in_is_looked_at_in_steps(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.editions.continuations.MAX_STORIES_PER_STEP", 1)
    await following(newsroom)
    looking = Continuations(newsroom.db)
    await looking.step(NOW)
    await comes_in(newsroom, VISIT, NOW + HOUR)
    voted = await comes_in(newsroom, VOTED, NOW + HOUR)
    await looking.step(NOW + HOUR)
    assert not await has(newsroom, voted)
    await looking.step(NOW + HOUR)
    assert await has(newsroom, voted)
