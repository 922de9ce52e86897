"""Warnings of surges: counted by sources against the last days, told once a day to who is awake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.editions.surges import LOOKED_FOR_EVERY, Surges
from bot.ops.clock_repair import repair, repair_at_start
from bot.ops.retention import prune_expired
from bot.subscribers import chats, follows
from digests.models.stories import Origin
from digests.models.texts import Published
from storage import articles, destinations, feeds, follow_matches, mutes, news, origins, stories, surges
from storage.database import Database
from storage.preferences import Preferences
from storage.rows import fetch_all, fetch_value
from tests.editions.test_planner import DAY, HOUR, Newsroom, chooses, report
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)
NIGHT = NOW - 4 * HOUR  # 05:00
MORNING = NOW - HOUR
SOURCES = ("Курьер", "Маяк", "Вестник", "Время", "Столица", "Экран", "Степь", "Парус", "Ветер")
WHO = "Тлендиев"


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def tells(
    newsroom: Newsroom,
    sources: Iterable[str],
    at: datetime,
    *,
    story_id: int | None = None,
    published: datetime | None = None,
    topic: str = "culture",
    words: str = WHO,
) -> int:
    """Each source tells the story in words of its own, a minute after the one before it."""
    named = list(sources)
    async with newsroom.db.transaction() as tx:
        story_id = story_id or await stories.add(tx, at)
        known = {
            row["words"]: row["id"] for row in await fetch_all(tx, "SELECT id, words FROM followed_words")
        }
        for number, source in enumerate(named):
            added = at - (len(named) - number) * MINUTE
            found = report("Музей Тлендиева", "В Алматы открыли музей композитора.", topic)
            if published:
                reading = replace(found.reading, published=Published(published, "minute"))
                found = replace(found, reading=reading)
            article_id = await articles.add(tx, found, story_id, added=added, added_by=None)
            await origins.add(tx, article_id, Origin(source, None, added))
            if words in known:
                await follow_matches.add(tx, article_id, {known[words]: False})
        await stories.refresh(tx, story_id)
    return story_id


async def works(newsroom: Newsroom, now: datetime = NOW, days: int = 7) -> None:
    """The newsroom took in something else in the hour on each of the days before."""
    for day in range(1, days + 1):
        await tells(newsroom, ["Курьер"], now - day * DAY, words="", topic="sport")


async def follow(newsroom: Newsroom, chat: int = 1, words: str = WHO, *, surge: bool = True) -> int:
    reader = await newsroom.subscribes(chat)
    made = await follows.follow(newsroom.db, reader, words, NOW)
    assert isinstance(made, list)
    await follows.set_surge(newsroom.db, reader, made[0].number, surge=surge)
    return reader


def warning(newsroom: Newsroom) -> Surges:
    return Surges(newsroom.db, "newsdigest_bot")


async def told(newsroom: Newsroom) -> list[int]:
    async with newsroom.db.read() as db:
        return [row[0] for row in await fetch_all(db, "SELECT destination_id FROM outbox ORDER BY 1")]


async def test_it_says_how_many_against_how_many_and_who_was_first(newsroom: Newsroom) -> None:
    reader = await follow(newsroom)
    await follow(newsroom, 2, surge=False)
    await works(newsroom)
    for day in (1, 2, 4):
        await tells(newsroom, ["Курьер"], NOW - day * DAY)
    await tells(newsroom, SOURCES, NOW)
    assert await warning(newsroom).step(NOW) == 1
    assert await told(newsroom) == [reader]
    (text,) = await newsroom.texts()
    assert text.startswith(
        "<b>Всплеск: Тлендиев · 9 упоминаний в 9 источниках за час, обычно ни одного · раньше всех — Курьер,"
        " 08:51</b>\n\n<b>Музей Тлендиева</b>"
    )


async def test_one_source_that_repeats_itself_is_no_surge(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, ["Курьер"] * 20, NOW)
    assert await warning(newsroom).step(NOW) == 0


async def test_the_same_text_at_many_sources_is_one(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, ["Курьер"], NOW - 10 * MINUTE)
    async with newsroom.db.transaction() as tx:
        number = await fetch_value(tx, "SELECT max(id) FROM articles")
        for place, source in enumerate(SOURCES[1:]):
            await origins.add(tx, number, Origin(source, None, NOW - place * MINUTE))
    assert await warning(newsroom).step(NOW) == 1


async def test_what_is_usual_at_this_hour_is_no_surge(newsroom: Newsroom) -> None:
    await follow(newsroom)
    for day in range(8):
        await tells(newsroom, SOURCES, NOW - day * DAY)
    assert await warning(newsroom).step(NOW) == 0


@pytest.mark.parametrize(("days", "editions"), [(2, 0), (3, 1)])
async def test_a_newsroom_that_has_just_begun_knows_nothing_usual(
    newsroom: Newsroom, days: int, editions: int
) -> None:
    await follow(newsroom)
    await works(newsroom, days=days)
    await tells(newsroom, SOURCES, NOW)
    assert await warning(newsroom).step(NOW) == editions


async def test_a_newsroom_that_writes_at_other_hours_was_at_work(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom, NOW - 8 * HOUR)
    await tells(newsroom, SOURCES, NOW)
    assert await warning(newsroom).step(NOW) == 1


async def test_words_that_many_articles_had_when_they_were_new_have_no_past(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the newest were looked for, so that the days before only seem empty."""
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, SOURCES, NOW)
    monkeypatch.setattr("bot.editions.surges.MAX_CANDIDATE_FOLLOWS", len(SOURCES))
    assert await warning(newsroom).step(NOW) == 0


async def test_what_comes_in_late_counts_for_when_it_was_published(newsroom: Newsroom) -> None:
    """As after hours in which no feed could be read."""
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, SOURCES, NOW, published=NOW - 5 * HOUR)
    assert await warning(newsroom).step(NOW) == 0


@pytest.mark.parametrize(("days", "editions"), [(2, 0), (4, 1), (-300, 1)])
async def test_feeds_that_were_connected_lately_raise_nothing(
    newsroom: Newsroom, days: int, editions: int
) -> None:
    """Many at once, as from a list, would make all that is followed rise; the clock may have been ahead."""
    await follow(newsroom)
    await works(newsroom)
    async with newsroom.db.transaction() as tx:
        for source in SOURCES:
            at = NOW - days * DAY
            await feeds.add(tx, f"https://{source}/", source, site=None, added_by=None, now=at, interval=900)
    await tells(newsroom, SOURCES, NOW)
    assert await warning(newsroom).step(NOW) == editions


async def test_what_is_retracted_archived_or_excluded_does_not_count(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, SOURCES[:7], NOW)
    async with newsroom.db.transaction() as tx:
        last: int = await fetch_value(tx, "SELECT max(id) FROM articles")
        await news.retract(tx, last, NOW)
        await news.archive(tx, last - 1)
        await follow_matches.replace(tx, last - 2, {1: True})
    assert await warning(newsroom).step(NOW) == 0


async def test_it_comes_once_a_day_for_a_story_whatever_happens(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    story_id = await tells(newsroom, SOURCES, NOW)
    looking = warning(newsroom)
    assert [await looking.step(NOW), await looking.step(NOW + MINUTE)] == [1, 0]
    await tells(newsroom, SOURCES, NOW + 10 * MINUTE, story_id=story_id)
    assert await looking.step(NOW + 10 * MINUTE) == 0
    assert await warning(newsroom).step(NOW + 10 * MINUTE) == 0  # after a start
    assert await warning(newsroom).step(NOW - 50 * MINUTE) == 0  # the clock was set back
    await tells(newsroom, SOURCES, NOW + 20 * MINUTE)
    assert await looking.step(NOW + 20 * MINUTE) == 1  # another story


async def test_who_follows_two_things_of_one_story_is_warned_once(newsroom: Newsroom) -> None:
    reader = await follow(newsroom)
    await follow(newsroom, 1, "композитор")
    await follow(newsroom, 2, "композитор")
    await works(newsroom)
    story_id = await tells(newsroom, SOURCES, NOW)
    await tells(newsroom, SOURCES, NOW, story_id=story_id, words="композитор")
    assert await warning(newsroom).step(NOW) == 2
    assert await told(newsroom) == [reader, 2]


@pytest.mark.parametrize(
    ("kind", "topics", "editions"),
    [
        ("private", {"culture"}, 1),
        ("channel", {"culture"}, 1),
        ("private", set(), 1),
        ("group", {"world"}, 0),
    ],
)
async def test_topics_are_watched_for_readers_and_chats(
    newsroom: Newsroom, kind: destinations.ChatKind, topics: set[str], editions: int
) -> None:
    number = await newsroom.subscribes(kind=kind)
    await chats.set_surge(newsroom.db, number, wanted=True)
    await newsroom.subscribes(2)
    async with newsroom.db.transaction() as tx:
        await destinations.set_topics(tx, number, frozenset(topics))
    await works(newsroom)
    await tells(newsroom, SOURCES, NOW)
    assert await warning(newsroom).step(NOW) == editions
    assert await told(newsroom) == [number] * editions
    assert all(text.startswith("<b>Всплеск: Культура · 9 упоминаний") for text in await newsroom.texts())


async def test_who_mutes_it_or_has_paused_is_not_warned(newsroom: Newsroom) -> None:
    muting, pausing = await follow(newsroom, 1), await follow(newsroom, 2)
    await works(newsroom)
    story_id = await tells(newsroom, SOURCES, NOW)
    async with newsroom.db.transaction() as tx:
        await mutes.add(tx, muting, written="Музей", story_id=story_id)
        await destinations.pause(tx, pausing, "asked", NOW)
    assert await warning(newsroom).step(NOW) == 0


@pytest.mark.parametrize(("after", "editions"), [(timedelta(), 1), (119 * MINUTE, 1), (2 * HOUR, 0)])
async def test_who_sleeps_is_warned_in_the_morning(
    newsroom: Newsroom, after: timedelta, editions: int
) -> None:
    reader = await follow(newsroom)
    awake = await follow(newsroom, 2)
    await chooses(newsroom, awake, Preferences(awake_from=0, awake_to=24))
    await works(newsroom, NIGHT)
    await tells(newsroom, SOURCES, NIGHT)
    looking = warning(newsroom)
    assert await looking.step(NIGHT) == 1
    assert await told(newsroom) == [awake]
    assert await looking.step(MORNING + after) == editions
    assert await told(newsroom) == [reader, awake][1 - editions :]
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM surge_waits") == 0


@pytest.mark.parametrize("repairing", [repair, repair_at_start])
async def test_nobody_waits_for_a_year_because_the_clock_went_back(
    newsroom: Newsroom, repairing: Callable[[Database, datetime], Awaitable[object]]
) -> None:
    reader = await follow(newsroom)
    await works(newsroom, NIGHT)
    await tells(newsroom, SOURCES, NIGHT)
    looking = warning(newsroom)
    await looking.step(NIGHT)
    async with newsroom.db.transaction() as tx:
        await surges.add_waits(tx, 1, {reader: NOW + 365 * DAY})
    await repairing(newsroom.db, NIGHT)
    assert [await looking.step(NIGHT), await looking.step(MORNING)] == [0, 1]


async def test_it_goes_on_where_a_killed_process_was(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chat in range(1, 6):
        await follow(newsroom, chat)
    await works(newsroom)
    await tells(newsroom, SOURCES, NOW)
    monkeypatch.setattr("bot.editions.surges.DESTINATIONS_PER_BATCH", 2)
    from bot.editions.instant import store_instant as store

    calls = 0

    async def dies(*given: object) -> int:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt
        return await store(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.editions.surges.store_instant", dies)
    with pytest.raises(KeyboardInterrupt):
        await warning(newsroom).step(NOW)
    assert await told(newsroom) == [1, 2]
    assert await warning(newsroom).step(NOW + MINUTE) == 3
    assert await told(newsroom) == [1, 2, 3, 4, 5]


async def test_it_looks_again_after_some_minutes_whichever_way_the_clock_is_set(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    looking = warning(newsroom)
    await looking.step(NOW + 9 * DAY)
    await tells(newsroom, SOURCES, NOW)
    assert [await looking.step(NOW), await looking.step(NOW + LOOKED_FOR_EVERY)] == [1, 0]


async def test_many_wait_for_the_next_step(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"Слово{number}" for number in range(3)]
    await works(newsroom)
    for chat, each in enumerate(words, 1):
        await follow(newsroom, chat, each)
        await tells(newsroom, SOURCES, NOW, words=each)
    monkeypatch.setattr("bot.editions.surges.SUBJECTS_PER_STEP", 2)
    looking = warning(newsroom)
    assert [await looking.step(NOW) for _ in range(3)] == [2, 1, 0]


async def test_no_other_edition_has_its_time_and_old_ones_go(newsroom: Newsroom) -> None:
    await follow(newsroom)
    await works(newsroom)
    await tells(newsroom, SOURCES, NOW)
    await warning(newsroom).step(NOW)
    assert (await newsroom.planner.plan_due(NOW)).runs == 1
    await prune_expired(newsroom.db, NOW + 2 * DAY)
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM surges") == 1
    await prune_expired(newsroom.db, NOW + 4 * DAY)
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM surges") == 0


@pytest.mark.parametrize("kind", ["words", "topic"])
async def test_counting_finds_its_rows_by_an_index(db: Database, kind: surges.Kind) -> None:
    async with db.read() as reader:
        for sql, values in ((surges.RECENT[kind], 5), (surges.PAST[kind], 6)):
            plan = await fetch_all(reader, f"EXPLAIN QUERY PLAN {sql}", *[None] * values)
            details = [step["detail"] for step in plan]
            virtual = ("VIRTUAL TABLE", "(subquery")  # JSON, and what the inner query has found
            scans = [each for each in details if each.startswith("SCAN")]
            assert [each for each in scans if not any(known in each for known in virtual)] == []
            assert any("SEARCH articles USING INTEGER PRIMARY KEY" in each for each in details)
