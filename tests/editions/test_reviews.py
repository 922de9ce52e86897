"""The review of the week: an edition of its own, which the daily ones know nothing of."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.answers.digest import digest
from bot.delivery.outcomes import Rejected
from bot.delivery.settle import settle
from bot.editions.planner import Planned
from bot.ops.clock_repair import repair
from bot.subscribers import subscriptions
from bot.timing.next_run import next_run
from bot.views.common.html import Html, plain_text, units
from digests.models.wishes import ToldStories
from storage import breaking_alerts, destinations, editions, outbox, preferences, schedules, stories
from storage.database import Database
from storage.destinations import ChatKind
from storage.preferences import Preferences
from storage.rows import fetch_all, fetch_value
from storage.schedules import SUNDAY
from tests.editions.test_planner import BRIDGE, DAY, HOUR, Newsroom, report
from tests.storage.conftest import NOW

WEEK = 7 * DAY
SUNDAY_RUN = next_run("09:00", SUNDAY, "Asia/Almaty", NOW)
OPENED = report("В Атырау открыли мост", "В Атырау открыли мост через Урал длиной 700 метров.")
CRACKED = report("Движение остановлено из-за трещин", "На мосту нашли 12 трещин, водителей пустят в мае.")
MATCH = report("Матч окончен", "«Сункар» обыграл «Тарлан» со счётом 4:1.", "sport")


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def wants_review(
    newsroom: Newsroom, chat_id: int = 1, kind: ChatKind = "private", run: datetime = SUNDAY_RUN
) -> int:
    """A digest and a review on Sunday at nine."""
    reader = await newsroom.subscribes(chat_id, run=run, kind=kind)
    await subscriptions.set_review(newsroom.db, reader, NOW, wanted=True)
    return reader


async def has_a_week(newsroom: Newsroom) -> int:
    """A bridge that was opened five days ago and closed yesterday; the number of its story."""
    old = report("Старое", "Акимат утвердил бюджет города на 2026 год.")
    await newsroom.reports(old, added=SUNDAY_RUN - 8 * DAY)
    story = await newsroom.reports(OPENED, added=SUNDAY_RUN - 5 * DAY)
    await newsroom.reports(MATCH, added=SUNDAY_RUN - 3 * DAY)
    await newsroom.reports(CRACKED, story_id=story, added=SUNDAY_RUN - DAY)
    return story


async def reviews(newsroom: Newsroom) -> list[str]:
    return [text for each in await newsroom.texts() if (text := plain_text(Html(each))).startswith("Неделя")]


async def test_a_review_tells_what_came_of_the_week_the_newest_first(newsroom: Newsroom) -> None:
    await wants_review(newsroom)
    await has_a_week(newsroom)
    assert await newsroom.planner.plan_due(SUNDAY_RUN) == Planned(runs=2, editions=2)
    (review,) = await reviews(newsroom)
    days = "2–8 марта"
    assert review.startswith(f"Неделя: {days}\n\n1. Движение остановлено из-за трещин\n7 марта: На мосту")
    assert "3 марта: В Атырау открыли мост" in review
    assert "2. Матч окончен\n5 марта: «Сункар»" in review
    assert "бюджет" not in review
    assert review.endswith(f"{days} · 2 новости из 3 статей")


@pytest.mark.parametrize("first", ["digest", "review"])
async def test_the_digest_and_the_review_know_nothing_of_each_other(newsroom: Newsroom, first: str) -> None:
    """Both come in full, whichever is planned first, and the digest's period goes on where it was."""
    reader = await newsroom.subscribes(run=SUNDAY_RUN if first == "digest" else SUNDAY_RUN + HOUR)
    await subscriptions.set_review(newsroom.db, reader, NOW, wanted=True)
    story = await newsroom.reports(BRIDGE, added=SUNDAY_RUN - HOUR)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    if first == "review":
        async with newsroom.db.read() as db:
            assert await editions.told_stories(db, reader, [story]) == ToldStories()
            assert await breaking_alerts.already_told(db, story, [reader]) == set()
            found = await destinations.get(db, reader)
            assert found is not None
            assert found.covered is None
        await newsroom.planner.plan_due(SUNDAY_RUN + HOUR)
    texts = await newsroom.texts()
    assert [("700 метров" in text) for text in texts] == [True, True]
    assert len(await reviews(newsroom)) == 1
    assert await newsroom.planner.plan_due(SUNDAY_RUN + DAY) == Planned(1, 0)


async def test_a_review_that_fails_moves_no_period_back(newsroom: Newsroom) -> None:
    reader = await wants_review(newsroom)
    await newsroom.reports(BRIDGE, added=SUNDAY_RUN - HOUR)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    async with newsroom.db.transaction() as tx:
        number = await fetch_value(tx, "SELECT id FROM editions WHERE review")
        rows = await outbox.claim(tx, "me", now=SUNDAY_RUN, lease_until=SUNDAY_RUN + HOUR, limit=9)
        await settle(tx, [(row, Rejected("never")) for row in rows if row.ref == number], SUNDAY_RUN)
        found = await destinations.get(tx, reader)
    assert found is not None
    assert found.covered == 1
    assert await newsroom.planner.plan_due(SUNDAY_RUN + DAY) == Planned(1, 0)


async def test_a_weeks_news_comes_again_the_next_week_only_if_there_is_more(newsroom: Newsroom) -> None:
    await wants_review(newsroom)
    await newsroom.reports(BRIDGE, added=SUNDAY_RUN - HOUR)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    for day in range(1, 8):
        await newsroom.planner.plan_due(SUNDAY_RUN + day * DAY)
    assert len(await reviews(newsroom)) == 1


async def test_a_review_is_made_once_whatever_the_clock_does(newsroom: Newsroom) -> None:
    await wants_review(newsroom)
    await has_a_week(newsroom)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    await repair(newsroom.db, SUNDAY_RUN - 2 * HOUR)
    assert await newsroom.planner.plan_due(SUNDAY_RUN) == Planned(2, 0)
    assert len(await reviews(newsroom)) == 1


async def test_after_the_clock_was_ahead_the_review_comes_on_the_next_sunday(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await subscriptions.set_review(newsroom.db, reader, NOW + 365 * DAY, wanted=True)
    await repair(newsroom.db, NOW)
    assert await review_run(newsroom, reader) == SUNDAY_RUN


async def review_run(newsroom: Newsroom, reader: int) -> datetime:
    async with newsroom.db.read() as db:
        (found,) = await schedules.of_destination(db, reader, review=True)
    return found.next_run


async def test_who_moves_has_the_review_at_the_same_hour_there(newsroom: Newsroom) -> None:
    reader = await wants_review(newsroom)
    await subscriptions.set_zone(newsroom.db, reader, "Europe/Berlin")
    assert await review_run(newsroom, reader) == SUNDAY_RUN + 4 * HOUR


async def test_the_review_comes_at_the_hour_of_the_first_digest(newsroom: Newsroom) -> None:
    reader = await wants_review(newsroom)
    await subscriptions.add_times(newsroom.db, reader, ["08:00"], NOW)
    assert await review_run(newsroom, reader) == SUNDAY_RUN - HOUR
    await subscriptions.remove_time(newsroom.db, reader, "08:00", NOW)
    assert await review_run(newsroom, reader) == SUNDAY_RUN
    await subscriptions.set_only_times(newsroom.db, reader, ["12:00"], NOW)
    assert await review_run(newsroom, reader) == SUNDAY_RUN + 3 * HOUR
    await subscriptions.set_only_times(newsroom.db, reader, [], NOW)
    assert await review_run(newsroom, reader) == SUNDAY_RUN


async def test_who_ends_the_subscription_has_no_review(newsroom: Newsroom) -> None:
    reader = await wants_review(newsroom)
    await subscriptions.unsubscribe(newsroom.db, reader, NOW)
    async with newsroom.db.read() as db:
        assert await fetch_all(db, "SELECT 1 FROM schedules") == []


async def test_who_paused_has_no_review_and_keeps_its_time(newsroom: Newsroom) -> None:
    reader = await wants_review(newsroom)
    await has_a_week(newsroom)
    await subscriptions.pause(newsroom.db, reader, NOW)
    assert await newsroom.planner.plan_due(SUNDAY_RUN) == Planned(2, 0)
    assert await review_run(newsroom, reader) == SUNDAY_RUN + WEEK


@pytest.mark.parametrize(("late", "made"), [(HOUR, 2), (3 * HOUR, 0)])
async def test_a_channels_review_is_of_use_for_two_hours(
    newsroom: Newsroom, late: timedelta, made: int
) -> None:
    await wants_review(newsroom, -5, "channel")
    await has_a_week(newsroom)
    assert await newsroom.planner.plan_due(SUNDAY_RUN + late) == Planned(2, made)


async def test_a_channels_review_has_its_frame_two_languages_and_no_pin(newsroom: Newsroom) -> None:
    channel = await newsroom.subscribes(-5, run=SUNDAY_RUN + DAY, kind="channel")
    await subscriptions.set_review(newsroom.db, channel, NOW, wanted=True)
    chosen = Preferences(
        heading="Вести", signature="Подпись", pinned=True, second_language="kk", draft="skip"
    )
    async with newsroom.db.transaction() as tx:
        await preferences.put(tx, channel, chosen)
    await has_a_week(newsroom)
    assert await newsroom.planner.plan_due(SUNDAY_RUN) == Planned(1, 1)
    russian, kazakh = map(plain_text, map(Html, await newsroom.texts()))
    assert russian.startswith("Вести · Неделя: 2–8 марта\n\nДвижение")
    assert russian.endswith("Подпись")
    assert kazakh.startswith("Вести · Апта: 2–8 наурыз\n\n")
    async with newsroom.db.read() as db:
        assert await fetch_all(db, "SELECT 1 FROM outbox WHERE operation <> 'send'") == []


async def test_readers_with_one_wish_share_a_review_whatever_they_were_told(newsroom: Newsroom) -> None:
    await wants_review(newsroom, 1)
    await has_a_week(newsroom)
    await newsroom.planner.plan_due(SUNDAY_RUN - DAY)
    await wants_review(newsroom, 2)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    async with newsroom.db.read() as db:
        found = await fetch_value(
            db,
            "SELECT count(DISTINCT message_id) FROM outbox JOIN editions ON editions.id = ref WHERE review",
        )
    assert found == 1


async def test_a_review_is_at_most_a_screen_and_a_half(newsroom: Newsroom) -> None:
    await wants_review(newsroom)
    built = (
        "набережную с фонтанами, площадь у вокзала, детскую библиотеку, районную больницу на триста мест,"
        " стадион с крытыми трибунами, мастерскую для обувщиков, теплицу за рекой, котельную, аптеку,"
        " музыкальную школу, автостанцию, пекарню, типографию и мост, по которому поедут трамваи"
    )
    for number in range(12):
        told = f"В городе {number} построили {number + 20} домов, {built}."
        await newsroom.reports(report(f"Новость {number}", told), added=SUNDAY_RUN - DAY)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    (review,) = await reviews(newsroom)
    assert units(review) <= 2500
    assert 3 <= review.count("построили") < 12


async def test_a_headline_that_nothing_adds_to_has_its_day_behind_it(newsroom: Newsroom) -> None:
    await wants_review(newsroom)
    said = "Новая школа открылась в Актобе"
    await newsroom.reports(report(said, f"{said}."), added=SUNDAY_RUN - 2 * DAY)
    await newsroom.planner.plan_due(SUNDAY_RUN)
    (review,) = await reviews(newsroom)
    assert review.startswith(f"Неделя: 2–8 марта\n\n{said} (6 марта) · Вся новость")


async def test_an_answer_of_a_week_is_a_review(newsroom: Newsroom) -> None:
    reader = await newsroom.subscribes()
    await has_a_week(newsroom)
    async with newsroom.db.read() as db:
        who = await destinations.get(db, reader)
        assert who is not None
        assert len(await stories.get_many(db, [1, 2, 3])) == 3
    asked = [await digest(newsroom.db, who, period=days * DAY, now=SUNDAY_RUN) for days in (6, 7, 30)]
    assert [each.days for each in asked] == [0, 7, 30]
    assert len(asked[1].main) == 2
