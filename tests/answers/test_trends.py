"""Seven days read from the database, and the seven before them; a picture drawn where that can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.answers.chart import png_of
from bot.answers.trends import can_draw, draw, trends
from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.views.admin.trends import Trends, chart_of
from bot.worker.process import Worker
from digests.models.stories import Origin
from storage import articles, counts, destinations, message_texts, origins, outbox, stories
from storage.database import Database
from storage.destinations import Address
from storage.outbox import NewRow
from storage.rows import execute
from storage.statistics import ArticleFilter
from tests.editions.test_planner import HOUR, Newsroom, report
from tests.telegram.conftest import SameProcess
from tests.views.admin.test_trends import EMPTY, NONE, TRENDS

ALMATY = ZoneInfo("Asia/Almaty")
TODAY = datetime(2026, 11, 22, 15, tzinfo=ALMATY)
SPORT = frozenset({"sport"})
PNG = b"\x89PNG\r\n\x1a\n"


async def published(db: Database, at: datetime, topic: str, *sources: str, language: str = "ru") -> None:
    async with db.transaction() as tx:
        story_id = await stories.add(tx, at)
        found = replace(report("Мост", "Мост открыли.", topic), language=language)  # type: ignore[arg-type]
        article_id = await articles.add(tx, found, story_id, added=at, added_by=None)
        for source in sources:
            await origins.add(tx, article_id, Origin(source, None, at))


async def test_days_begin_at_midnight_there(db: Database) -> None:
    midnight = TODAY.replace(hour=0)
    for at in (midnight - timedelta(seconds=1), midnight, midnight + HOUR):
        await published(db, at, "sport", "Курьер")
    week = await trends(db, TODAY, "Asia/Almaty")
    assert week.articles.now == (0, 0, 0, 0, 0, 1, 2)
    finished = await trends(db, TODAY, "Asia/Almaty", finished=True)
    assert finished.articles.now == (0, 0, 0, 0, 0, 0, 1)
    assert (await trends(db, TODAY, "Europe/London")).articles.now == (0, 0, 0, 0, 0, 3, 0)


async def test_articles_are_counted_by_language_topic_and_source_against_the_week_before(
    db: Database,
) -> None:
    before = TODAY - timedelta(days=9)
    await published(db, before, "sport", "Курьер")
    await published(db, before, "sport", "Курьер")
    await published(db, TODAY, "economy", "Курьер", "Ертіс", language="kk")
    await published(db, TODAY, "sport", "Ертіс")
    await published(db, TODAY, "sport", "Ертіс", language="kk")
    await published(db, TODAY, "culture", "Ертіс")
    await published(db, TODAY - timedelta(days=14), "sport", "Курьер")  # a day too early
    async with db.transaction() as tx:
        await execute(tx, "UPDATE articles SET retracted_at = 1 WHERE id = 4")
        await execute(tx, "UPDATE articles SET held_until = 1 WHERE id = 6")  # nobody may know of it yet
    week = await trends(db, TODAY, "Asia/Almaty")
    assert week.articles.before == (0, 0, 0, 0, 2, 0, 0)
    assert week.languages == (("kk", (0, 0, 0, 0, 0, 0, 2)),)
    assert week.topics == (("sport", 1, 2), ("economy", 1, 0))
    assert week.sources == (("Ертіс", 2, 0), ("Курьер", 1, 2))


async def test_readers_and_what_they_do_are_counted(db: Database) -> None:
    async with db.transaction() as tx:
        for number, days in enumerate((20, 8, 1, 0, 0), 1):
            at = TODAY - timedelta(days=days)
            await destinations.add(tx, Address(number), "private", language="ru", zone="UTC", now=at)
        await destinations.add(tx, Address(-1), "channel", language="ru", zone="UTC", now=TODAY)
        for at in (TODAY, TODAY - timedelta(days=7)):
            await counts.add_tap(tx, 1, 0, at, "Asia/Almaty")
            await counts.add(tx, "saved", at, "Asia/Almaty")
    week = await trends(db, TODAY, "Asia/Almaty")
    assert (week.readers.now, sum(week.readers.before)) == ((0, 0, 0, 0, 0, 1, 2), 1)
    assert (week.taps.now, week.taps.before) == ((*NONE[1:], 1), (*NONE[1:], 1))
    assert week.done == {"saved": 1, "unsubscribed": 0, "blocked": 0}


async def test_deliveries_are_told_by_what_became_of_them(db: Database) -> None:
    reader = await Newsroom(db).subscribes()
    async with db.transaction() as tx:
        text = await message_texts.add(tx, "Мост", "[]")
        await outbox.add_all(tx, [NewRow("edition", 9, reader, text, TODAY)], TODAY - timedelta(days=7))
        rows = [NewRow("edition", ref, reader, text, TODAY + HOUR) for ref in range(6)]
        await outbox.add_all(tx, rows, TODAY)
        for number, (state, error) in enumerate(
            [("sent", None), ("sent", None), ("failed", "no"), ("unknown", "?"), ("cancelled", "expired")], 2
        ):
            await execute(tx, "UPDATE outbox SET state = ?, error = ? WHERE id = ?", state, error, number)
    week = await trends(db, TODAY, "Asia/Almaty")
    assert week.deliveries == {"sent": 2, "failed": 1, "unknown": 1, "late": 1, "pending": 1}


@pytest.mark.skipif(can_draw(), reason="the extra is installed")
async def test_without_the_extra_there_is_no_picture() -> None:
    assert await draw(SameProcess(), chart_of(TRENDS, speak("ru"))) is None


@pytest.mark.extra
@pytest.mark.parametrize("week", [TRENDS, EMPTY], ids=["full", "empty"])
async def test_a_picture_is_drawn_within_the_workers_bounds(week: Trends) -> None:
    worker = Worker()
    try:
        for language in INTERFACE_LANGUAGES:
            odd = replace(TRENDS, sources=(("新华社 📰 $x_1$ Әділет", 98765, 1), ("", 1, 98765)))
            for each in (week, odd):
                assert (await worker.run(png_of, chart_of(each, speak(language)))).startswith(PNG)
    finally:
        await worker.close()


@pytest.mark.parametrize(
    ("wanted", "articles", "sources"),
    [
        (ArticleFilter(), 4, ["Курьер", "Ертіс"]),
        (ArticleFilter(topics=SPORT), 2, ["Курьер", "Ертіс"]),
        (ArticleFilter(languages=frozenset({"kk"})), 1, ["Ертіс"]),
        (ArticleFilter(sources=frozenset({"Ертіс"})), 3, ["Курьер"]),
        (ArticleFilter(sources=frozenset({"Ертіс"}), only=True), 2, ["Ертіс"]),
        (
            ArticleFilter(frozenset({"sport"}), frozenset({"ru"}), frozenset({"Курьер"}), only=True),
            2,
            ["Курьер"],
        ),
    ],
)
async def test_a_chats_own_week_is_of_what_it_reads(
    db: Database, wanted: ArticleFilter, articles: int, sources: list[str]
) -> None:
    await published(db, TODAY, "sport", "Курьер")
    await published(db, TODAY, "sport", "Курьер", "Ертіс")
    await published(db, TODAY, "economy", "Курьер")
    await published(db, TODAY, "economy", "Ертіс", language="kk")
    week = await trends(db, TODAY, "Asia/Almaty", wanted=wanted)
    assert sum(week.articles.now) == articles
    assert [name for name, _, _ in week.sources] == sources
    assert not wanted.topics or {name for name, _, _ in week.topics} == wanted.topics
