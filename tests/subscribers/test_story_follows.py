"""Planning with followed stories: what is new comes first, whatever its topic, once, until a quiet week."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.answers import digest as digest_answers
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.planner import Planned
from bot.intake import story_edits
from bot.ops import retention
from bot.subscribers import mutes, story_follows
from digests.composing.story_text import summarise_story
from digests.models.texts import NEWS_LANGUAGES
from digests.search.follow_index import FollowProblem
from storage import articles, destinations, followed_stories, news, stories
from storage.database import Database
from storage.followed_stories import FollowedStory
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom, report
from tests.storage.conftest import NOW
from tests.subscribers.test_follows import MATCH, MUSEUM, messages, wants_sport

MARK = "Вы следите: Мост закрыт"
REPAIRED = report("Мост чинят", "Ремонт моста через Урал поручили компании из Актау за 3 миллиарда тенге.")
WEEK = 7 * DAY


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def follow(newsroom: Newsroom, reader: int, story_id: int, now: datetime = NOW) -> None:
    async with newsroom.db.read() as db:
        story = await stories.get(db, story_id)
    assert story is not None
    told = summarise_story(story, NEWS_LANGUAGES)
    assert told is not None
    assert not isinstance(await story_follows.follow(newsroom.db, reader, told, now), FollowProblem)


async def following(newsroom: Newsroom, *, readers: int = 1) -> int:
    """Readers of sports alone who follow the story of the bridge, and its number."""
    story_id = await newsroom.reports(BRIDGE)
    for chat in range(1, readers + 1):
        reader = await newsroom.subscribes(chat)
        await wants_sport(newsroom, reader)
        await follow(newsroom, reader, story_id)
    return story_id


async def followed(newsroom: Newsroom, reader: int = 1) -> list[FollowedStory]:
    async with newsroom.db.read() as db:
        return await followed_stories.of_destination(db, reader)


async def test_what_is_new_comes_first_whatever_its_topic_and_once(newsroom: Newsroom) -> None:
    story_id = await following(newsroom)
    await newsroom.reports(MATCH)
    await newsroom.planner.plan_due(NOW)
    (first,) = await newsroom.texts()
    assert "Мост" not in first  # all of it was known when the follow began
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + HOUR)
    await newsroom.reports(report("Финал", "«Тарлан» вышел в финал кубка страны.", "sport"), added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    second = (await newsroom.texts())[-1]
    assert MARK in second
    assert second.index("Мост закрыт") < second.index("Финал")
    assert "12 трещин" in second
    assert "700 метров" not in second
    assert await newsroom.planner.plan_due(NOW + 2 * DAY) == Planned(runs=1, editions=0)


async def test_only_what_has_news_divides_a_group(newsroom: Newsroom) -> None:
    museum = await newsroom.reports(MUSEUM)
    story_id = await following(newsroom, readers=3)
    await newsroom.planner.plan_due(NOW)
    await follow(newsroom, 1, museum)
    async with newsroom.db.transaction() as tx:
        await followed_stories.remove_story(tx, 3, story_id)
    await newsroom.reports(MATCH, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert await messages(newsroom) == [[1, 2, 3]]
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + DAY + HOUR)
    await newsroom.planner.plan_due(NOW + 2 * DAY)
    assert await messages(newsroom) == [[1, 2, 3], [1, 2]]


@pytest.mark.parametrize(("quiet", "told"), [(WEEK - HOUR, True), (WEEK, False)])
async def test_it_ends_for_good_after_seven_quiet_days(
    newsroom: Newsroom, quiet: timedelta, told: bool
) -> None:
    story_id = await following(newsroom)
    await FollowAlerts(newsroom.db, "newsdigest_bot").step(NOW + quiet)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + WEEK)
    await newsroom.planner.plan_due(NOW + WEEK + HOUR)
    assert [MARK in text for text in await newsroom.texts()] == ([True] if told else [])
    assert [each.ended for each in await followed(newsroom)] == [not told]


async def test_a_story_that_goes_on_is_followed_on_and_an_ended_one_leaves_the_list(
    newsroom: Newsroom,
) -> None:
    story_id = await following(newsroom)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + 5 * DAY)
    telling = FollowAlerts(newsroom.db, "newsdigest_bot")
    await telling.step(NOW + 11 * DAY)
    assert [each.ended for each in await followed(newsroom)] == [False]
    await telling.step(NOW + 12 * DAY)
    assert [each.ended for each in await followed(newsroom)] == [True]
    await retention.prune_expired(newsroom.db, NOW + 18 * DAY)
    assert len(await followed(newsroom)) == 1
    await retention.prune_expired(newsroom.db, NOW + 20 * DAY)
    assert await followed(newsroom) == []


async def test_a_merge_takes_the_follow_along_and_parting_gives_it_back(newsroom: Newsroom) -> None:
    older = await newsroom.reports(MUSEUM)
    story_id = await following(newsroom)
    merged = await story_edits.merge(newsroom.db, story_id, older)
    assert merged is not None
    assert merged.kept == older
    assert [each.story_id for each in await followed(newsroom)] == [older]
    await newsroom.planner.plan_due(NOW)  # what the other story had told is new to who follows
    await newsroom.reports(BRIDGE_LATER, story_id=older, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert MARK in (await newsroom.texts())[-1]
    await story_edits.unmerge(newsroom.db, merged.gone)
    assert [each.story_id for each in await followed(newsroom)] == [story_id]


async def test_two_followed_stories_that_become_one_are_one_follow(newsroom: Newsroom) -> None:
    other = await newsroom.reports(MUSEUM)
    story_id = await following(newsroom)
    await follow(newsroom, 1, other)
    merged = await story_edits.merge(newsroom.db, story_id, other)
    assert merged is not None
    (one,) = await followed(newsroom)
    await story_follows.remove(newsroom.db, 1, one.number)
    assert await followed(newsroom) == []


@pytest.mark.parametrize("parted", [0, 1])
async def test_a_split_leaves_the_follow_with_the_report_by_which_it_began(
    newsroom: Newsroom, parted: int
) -> None:
    story_id = await following(newsroom)
    await newsroom.reports(MUSEUM, story_id=story_id)
    async with newsroom.db.read() as db:
        both = (await articles.of_stories(db, [story_id]))[story_id]
    own = await story_edits.split(newsroom.db, both[parted].id)
    assert own is not None
    with_bridge = story_id if parted else own
    assert [each.story_id for each in await followed(newsroom)] == [with_bridge]


async def test_a_retracted_story_is_followed_no_longer_until_it_is_restored(newsroom: Newsroom) -> None:
    story_id = await following(newsroom)
    async with newsroom.db.transaction() as tx:
        await news.retract(tx, 1, NOW)
        await stories.refresh(tx, story_id)
    assert await followed(newsroom) == []
    await newsroom.planner.plan_due(NOW)
    assert await newsroom.texts() == []
    async with newsroom.db.transaction() as tx:
        await news.restore(tx, 1, NOW)
        await stories.refresh(tx, story_id)
    assert [each.story_id for each in await followed(newsroom)] == [story_id]


async def test_a_muted_word_or_topic_keeps_no_followed_story_back(newsroom: Newsroom) -> None:
    story_id = await following(newsroom)
    await mutes.mute(newsroom.db, 1, "мост, общество", (), NOW)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert [MARK in text for text in await newsroom.texts()] == [True]


async def test_to_mute_a_story_ends_its_follow_and_the_other_way_round(newsroom: Newsroom) -> None:
    story_id = await following(newsroom)
    await mutes.set_story(newsroom.db, 1, story_id, "Мост", muted=True)
    assert await followed(newsroom) == []
    await follow(newsroom, 1, story_id)
    async with newsroom.db.read() as db:
        own = await destinations.get(db, 1)
    assert own is not None
    assert own.mutes.stories == frozenset()


async def test_no_more_can_be_followed_than_one_reads(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    numbers = [
        await newsroom.reports(report("Мост", f"Мост {number} открыт."))
        for number in range(story_follows.MAX_STORIES + 1)
    ]
    for story_id in numbers[:-1]:
        await follow(newsroom, reader, story_id)
    async with newsroom.db.read() as db:
        *_, last = await stories.get_many(db, numbers)
    told = summarise_story(last, NEWS_LANGUAGES)
    assert told is not None
    full = FollowProblem("many", limit=story_follows.MAX_STORIES)
    assert await story_follows.follow(newsroom.db, reader, told, NOW) == full
    await follow(newsroom, reader, numbers[0])  # it is followed already


async def test_an_answer_begins_with_what_is_followed(newsroom: Newsroom) -> None:
    await newsroom.reports(MATCH)
    story_id = await following(newsroom)
    async with newsroom.db.read() as db:
        own = await destinations.get(db, 1)
    assert own is not None
    told = await digest_answers.digest(newsroom.db, own, period=DAY, now=NOW)
    assert [(item.story.id, item.followed) for item in told.items] == [(story_id, True), (1, False)]
