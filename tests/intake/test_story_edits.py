"""Split and merge: the articles, the numbers, and what each destination was told."""

from __future__ import annotations

from datetime import timedelta

from bot.intake.story_edits import (
    ArticleMoved,
    StoriesMerged,
    StoryPlaced,
    join,
    merge,
    move,
    put,
    split,
    unmerge,
)
from digests.models.wishes import ToldStories
from storage import articles, editions, revisions, stories, story_joins
from storage.database import Database
from storage.editor_actions import ByEditor
from tests.editions.test_planner import DAY, Newsroom, report
from tests.storage.conftest import NOW

FLOOD = "Из Аягоза вывезли 540 человек, вода дошла до улицы Абая."
FIRE = "На складе в Семее сгорело 300 тонн муки, пострадавших нет."


async def told_two(newsroom: Newsroom) -> tuple[int, int, int]:
    """A destination that was told two stories: its number and theirs."""
    destination_id = await newsroom.subscribes()
    one = await newsroom.reports(report("Паводок", FLOOD))
    other = await newsroom.reports(report("Пожар", FIRE))
    await newsroom.planner.plan_due(NOW)
    return destination_id, one, other


async def test_merged_stories_keep_the_older_number_and_lead_to_each_other(db: Database) -> None:
    _, one, other = await told_two(Newsroom(db))
    assert await merge(db, other, one) == StoriesMerged(one, other)
    async with db.read() as reader:
        story = await stories.get(reader, other)
    assert story is not None
    assert story.id == one
    assert len(story.articles) == 2


async def test_what_was_told_of_either_story_is_told_of_the_merged_one(db: Database) -> None:
    newsroom = Newsroom(db)
    destination_id, one, other = await told_two(newsroom)
    await merge(db, one, other)
    async with db.read() as reader:
        told = await editions.told_stories(reader, destination_id, [one, other])
        both = (await articles.of_stories(reader, [one]))[one]
    assert told == ToldStories(frozenset(article.id for article in both))
    assert (await newsroom.planner.plan_due(NOW + DAY)).editions == 0


async def test_a_merged_story_keeps_the_place_that_either_had(db: Database) -> None:
    _, one, other = await told_two(Newsroom(db))
    assert await put(db, other, "first", NOW, 7) == StoryPlaced(other, "free")
    await merge(db, one, other)
    async with db.read() as reader:
        (story,) = await stories.get_many(reader, [one])
    assert story.placed(NOW) == "first"
    assert await put(db, other, "free", NOW, 7) == StoryPlaced(one, "first")
    assert await put(db, 99, "free", NOW, 7) is None


async def test_a_story_that_is_put_first_is_read_whatever_else_there_is(db: Database) -> None:
    _, one, other = await told_two(Newsroom(db))
    await put(db, other, "first", NOW, 7)
    await put(db, one, "last", NOW, 7)
    async with db.read() as reader:
        found = await stories.top_story_ids(
            reader, since=NOW - DAY, until=NOW, topics=(), languages=("ru",), limit=1
        )
        activity = await stories.list_activity(reader, 0, 99)
    assert found == [other]
    assert [each.story_id for each in activity] == [other, one]


async def test_a_split_story_is_not_told_again(db: Database) -> None:
    newsroom = Newsroom(db)
    await newsroom.subscribes()
    story_id = await newsroom.reports(report("Паводок", FLOOD))
    await newsroom.reports(report("Пожар", FIRE), story_id=story_id)
    await newsroom.planner.plan_due(NOW)
    async with db.read() as reader:
        moved = (await articles.of_stories(reader, [story_id]))[story_id][1].id
    own = await split(db, moved)
    assert own is not None
    assert own != story_id
    async with db.read() as reader:
        assert [a.id for a in (await articles.of_stories(reader, [own]))[own]] == [moved]
    assert (await newsroom.planner.plan_due(NOW + DAY)).editions == 0
    await newsroom.reports(
        report("Пожар потушен", "Пожар в Семее потушили за 14 часов 60 человек."),
        story_id=own,
        added=NOW + DAY + timedelta(hours=2),
    )
    assert (await newsroom.planner.plan_due(NOW + 2 * DAY)).editions == 1


async def test_an_article_that_is_moved_is_told_nobody_again(db: Database) -> None:
    newsroom, by = Newsroom(db), ByEditor(7, NOW)
    await newsroom.subscribes()
    one = await newsroom.reports(report("Паводок", FLOOD))
    await newsroom.reports(report("Пожар", FIRE), story_id=one)
    other = await newsroom.reports(report("Мост", "В Атырау открыли мост через Урал длиной 700 метров."))
    await newsroom.planner.plan_due(NOW)
    async with db.read() as reader:
        fire = (await articles.of_stories(reader, [one]))[one][1].id
    moved = await move(db, fire, other, was=one, seen=0, by=by)
    assert moved == ArticleMoved(one, other, 1)
    async with db.read() as reader:
        here = await articles.of_stories(reader, [one, other])
        assert await story_joins.are_parted(reader, one, other)
    assert [len(here[number]) for number in (one, other)] == [1, 2]
    assert (await newsroom.planner.plan_due(NOW + DAY)).editions == 0
    assert await move(db, fire, one, was=other, seen=1, by=by) == ArticleMoved(other, one, 2)
    assert (await newsroom.planner.plan_due(NOW + 2 * DAY)).editions == 0


async def test_an_article_stays_where_it_cannot_be_moved(db: Database) -> None:
    newsroom, by = Newsroom(db), ByEditor(7, NOW)
    one = await newsroom.reports(report("Паводок", FLOOD))
    other = await newsroom.reports(report("Пожар", FIRE))
    async with db.transaction() as tx:
        (alone,) = (await articles.of_stories(tx, [one]))[one]
        await revisions.add(tx, alone.id, "revised", person_id=8, now=NOW, part="headline", former="Вода")
    assert await move(db, alone.id, other, was=one, seen=0, by=by) is None, "another editor came between"
    for story, was in ((0, one), (one, one), (99, one), (other, other)):
        assert await move(db, alone.id, story, was=was, seen=1, by=by) is None
    assert await move(db, 99, other, was=one, seen=1, by=by) is None
    async with db.read() as reader:
        assert await articles.story_of(reader, alone.id) == one


async def test_what_cannot_be_split_or_merged_stays(db: Database) -> None:
    newsroom = Newsroom(db)
    story_id = await newsroom.reports(report("Паводок", FLOOD))
    async with db.read() as reader:
        (alone,) = (await articles.of_stories(reader, [story_id]))[story_id]
    assert await split(db, alone.id) is None
    assert await split(db, 10_000) is None
    assert await merge(db, story_id, story_id) is None
    assert await merge(db, story_id, 10_000) is None


async def test_merged_stories_come_apart_again_and_are_not_told_twice(db: Database) -> None:
    newsroom = Newsroom(db)
    _, one, other = await told_two(newsroom)
    await merge(db, one, other)
    assert await unmerge(db, other) == one
    async with db.read() as reader:
        assert [story.id for story in await stories.get_many(reader, [one, other])] == [one, other]
        found = await articles.of_stories(reader, [one, other])
    assert [len(found[number]) for number in (one, other)] == [1, 1]
    assert (await newsroom.planner.plan_due(NOW + DAY)).editions == 0


async def test_what_is_not_merged_does_not_come_apart(db: Database) -> None:
    _, one, other = await told_two(Newsroom(db))
    assert await unmerge(db, other) is None
    assert await unmerge(db, 10_000) is None
    await merge(db, one, other)
    assert await unmerge(db, other) == one
    assert await unmerge(db, other) is None


async def test_an_article_that_was_split_off_meanwhile_stays_where_it_is(db: Database) -> None:
    _, one, other = await told_two(Newsroom(db))
    async with db.read() as reader:
        (moved,) = (await articles.of_stories(reader, [other]))[other]
    await merge(db, one, other)
    own = await split(db, moved.id)
    assert own is not None
    assert await unmerge(db, other) is None
    async with db.read() as reader:
        assert [a.id for a in (await articles.of_stories(reader, [own]))[own]] == [moved.id]


async def told_of_two_that_are_joined(newsroom: Newsroom) -> tuple[int, int, int]:
    """A destination that was told the first of two stories; both became one. Its number and theirs."""
    destination_id = await newsroom.subscribes()
    one = await newsroom.reports(report("Паводок", FLOOD))
    await newsroom.planner.plan_due(NOW)
    other = await newsroom.reports(report("Пожар", FIRE), added=NOW + timedelta(hours=1))
    async with newsroom.db.transaction() as tx:
        assert await join(tx, one, other, NOW) == StoriesMerged(one, other)
    return destination_id, one, other


async def test_a_join_alone_is_no_development(db: Database) -> None:
    newsroom = Newsroom(db)
    _, one, _ = await told_of_two_that_are_joined(newsroom)
    assert (await newsroom.planner.plan_due(NOW + DAY)).editions == 0
    await newsroom.reports(
        report("Пожар потушен", "Пожар в Семее потушили за 14 часов 60 человек."),
        story_id=one,
        added=NOW + DAY + timedelta(hours=2),
    )
    assert (await newsroom.planner.plan_due(NOW + 2 * DAY)).editions == 1


async def test_what_an_editor_parted_is_not_joined(db: Database) -> None:
    newsroom = Newsroom(db)
    _, one, other = await told_of_two_that_are_joined(newsroom)
    assert await unmerge(db, other) == one
    async with db.transaction() as tx:
        assert await join(tx, other, one, NOW) is None
    assert await merge(db, one, other) == StoriesMerged(one, other)


async def test_what_was_split_off_is_not_joined_also_after_more_merging(db: Database) -> None:
    newsroom = Newsroom(db)
    story_id = await newsroom.reports(report("Паводок", FLOOD))
    await newsroom.reports(report("Пожар", FIRE), story_id=story_id)
    third = await newsroom.reports(report("Мост", "В Семее открыли мост длиной 900 метров."))
    async with db.read() as reader:
        moved = (await articles.of_stories(reader, [story_id]))[story_id][1].id
    own = await split(db, moved)
    assert own is not None
    await merge(db, third, own)
    async with db.transaction() as tx:
        assert await join(tx, story_id, third, NOW) is None


async def test_a_story_knows_what_it_was_joined_of(db: Database) -> None:
    _, one, other = await told_of_two_that_are_joined(Newsroom(db))
    async with db.read() as reader:
        (story,) = await stories.get_many(reader, [one])
    assert [joined.gone for joined in story.joins] == [other]
    assert story.known(frozenset({story.articles[0].id})) == {article.id for article in story.articles}
    assert story.known(frozenset()) == frozenset()
    await unmerge(db, other)
    async with db.read() as reader:
        (story,) = await stories.get_many(reader, [one])
    assert story.joins == ()
