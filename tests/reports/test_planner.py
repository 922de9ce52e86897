"""Reviews that are due become files for the outbox: once each, whatever happens meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import docx
import pytest

from bot.intake.custom_topics import CustomTopics
from bot.ops.retention import DOCUMENTS_KEPT, prune_expired
from bot.reports import requests
from bot.reports.planner import ReviewPlanner
from bot.reports.requests import MAX_SCHEDULED, MAX_WAITING
from bot.subscribers import chats, subscriptions
from digests.models.reports import ReviewWish
from digests.models.stories import Origin
from digests.models.texts import Analysis, Published
from digests.search.search_text import search_text
from storage import article_search, destinations, documents, origins, preferences, review_requests
from storage.database import Database
from storage.destinations import Destination
from storage.preferences import USUAL
from storage.rows import fetch_all, fetch_value
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

WEEK = ReviewWish(days=7)
QUICK = replace(WEEK, kind="html")  # which takes a tenth of the time
MINUTE = timedelta(minutes=1)


class Desk:
    """A person who wants reviews, in a newsroom with a bridge."""

    def __init__(self, db: Database, me: Destination) -> None:
        self.db = db
        self.me = me
        self.worker = SameProcess()
        self.planner = ReviewPlanner(db, self.worker, CustomTopics(db))

    async def has(self, found: Analysis, added: datetime = NOW - HOUR) -> None:
        """A report that search finds."""
        story_id = await Newsroom(self.db).reports(found, added=added)
        text = search_text(found.headline, (), (), found.reading.body, "ru")
        async with self.db.transaction() as tx:
            article_id = await fetch_value(tx, "SELECT max(id) FROM articles WHERE story_id = ?", story_id)
            await article_search.add(tx, article_id, text)

    async def received(self) -> list[tuple[str, str | None]]:
        """The words of each row of the outbox, and the name of its file."""
        async with self.db.read() as reader:
            rows = await fetch_all(
                reader,
                "SELECT text, name FROM outbox JOIN messages ON messages.id = message_id"
                " LEFT JOIN documents ON documents.id = document_id WHERE outbox.kind = 'review'"
                " ORDER BY outbox.id",
            )
        return [(row["text"], row["name"]) for row in rows]

    async def newest(self) -> str:
        """The text of the newest file."""
        async with self.db.read() as reader:
            found = await documents.get(reader, await fetch_value(reader, "SELECT max(id) FROM documents"))
        assert found is not None
        read = docx.Document(BytesIO(found.content))
        cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(p.text for p in read.paragraphs), *cells])

    async def waits(self) -> int:
        async with self.db.read() as reader:
            return int(await fetch_value(reader, "SELECT count(*) FROM review_requests"))


@pytest.fixture
async def desk(db: Database) -> Desk:
    newsroom = Newsroom(db)
    number = await newsroom.subscribes()
    async with db.read() as reader:
        me = await destinations.get(reader, number)
    assert me is not None
    desk = Desk(db, me)
    await desk.has(BRIDGE)
    return desk


async def test_a_review_is_made_once(desk: Desk) -> None:
    assert await requests.ask(desk.db, desk.me, WEEK)
    assert [await desk.planner.step(NOW) for _ in range(2)] == [1, 0]
    ((words, name),) = await desk.received()
    assert words == "<b>Обзор СМИ: Все новости</b>\n23 февраля 2026, 09:00 – 2 марта 2026, 09:00"
    assert name == "Обзор СМИ Все новости 2026-03-02.docx"
    assert "1. Мост открыт" in await desk.newest()
    assert await desk.waits() == 0


async def test_one_that_is_cut_off_is_made_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by a kill: what it had made before its commit is gone."""

    async def dies(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    await requests.ask(desk.db, desk.me, WEEK)
    with monkeypatch.context() as patch:
        patch.setattr("storage.outbox.add_all", dies)
        with pytest.raises(KeyboardInterrupt):
            await desk.planner.step(NOW)
    async with desk.db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM documents") == 0
    assert await desk.planner.step(NOW) == 1
    assert len(await desk.received()) == 1


async def test_every_morning_and_every_monday(desk: Desk) -> None:
    for daily in (True, False):
        assert await requests.schedule(desk.db, desk.me, QUICK, "09:00", NOW - DAY, daily=daily)
    assert [await desk.planner.step(NOW + number * DAY) for number in range(8)] == [2, 1, 1, 1, 1, 1, 1, 2]
    assert await desk.waits() == 2


async def test_a_review_that_is_late_ends_at_its_time_and_one_that_is_very_late_is_left_out(
    desk: Desk,
) -> None:
    await requests.schedule(desk.db, desk.me, QUICK, "09:00", NOW - DAY, daily=False)
    await desk.planner.step(NOW + 3 * HOUR)
    assert "2 марта 2026, 09:00" in (await desk.received())[0][0]
    assert await desk.planner.step(NOW + 7 * DAY + 30 * HOUR) == 0
    assert len(await desk.received()) == 1
    assert await desk.planner.step(NOW + 14 * DAY) == 1


async def test_nothing_published_is_said_in_a_sentence(desk: Desk) -> None:
    await requests.ask(desk.db, desk.me, replace(WEEK, words="Нарния <b>"))
    assert await desk.planner.step(NOW) == 1
    ((words, name),) = await desk.received()
    assert words.startswith("Обзор СМИ («Нарния &lt;b&gt;»): с 23 февраля 2026, 09:00 по 2 марта 2026, 09:00")
    assert name is None


async def test_what_cannot_be_made_is_said_and_asked_no_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("digests.reports.docx.write_docx", lambda *_: 1 / 0)
    await requests.ask(desk.db, desk.me, WEEK)
    assert await desk.planner.step(NOW) == 1
    assert "составить не удалось" in (await desk.received())[0][0]
    assert "review request 1 of destination" in caplog.text
    assert await desk.waits() == 0


async def test_a_topic_that_is_gone_is_said(desk: Desk) -> None:
    await requests.ask(desk.db, desk.me, replace(WEEK, topic="t99"))
    await desk.planner.step(NOW)
    assert (await desk.received())[0][0].startswith("Этой темы больше нет")


async def test_words_find_what_search_finds_and_hidden_sources_stay_out(desk: Desk) -> None:
    await desk.has(BRIDGE_LATER)
    async with desk.db.transaction() as tx:
        await origins.add(tx, 1, Origin("Видный", "https://v.example/1", NOW - HOUR))
        await preferences.put(tx, desk.me.id, replace(USUAL, sources=("Курьер",)))
    await requests.ask(desk.db, desk.me, replace(WEEK, words="мостом"))
    assert await desk.planner.step(NOW) == 1
    told = await desk.newest()
    assert "Видный" in told
    assert "Курьер" not in told
    assert "Мост закрыт" not in told


@pytest.mark.parametrize(
    "withheld", ["UPDATE articles SET retracted_at = 1", "UPDATE articles SET held_until = 4102444800"]
)
async def test_retracted_and_held_articles_and_those_of_another_time_stay_out(
    desk: Desk, withheld: str
) -> None:
    async with desk.db.transaction() as tx:
        await tx.execute(withheld)
    await desk.has(BRIDGE_LATER, added=NOW + DAY)
    await requests.ask(desk.db, desk.me, WEEK)
    await desk.planner.step(NOW)
    assert "публикаций не было" in (await desk.received())[0][0]


@pytest.mark.parametrize(
    ("published", "added", "morning"),
    [
        (Published(NOW - 30 * MINUTE), NOW + 10 * MINUTE, 1),  # seen after the review was made
        (Published(NOW.replace(hour=0), "day"), NOW + 6 * HOUR, 1),  # a press release of that day
        (Published(NOW - 30 * MINUTE), NOW - 20 * MINUTE, 0),
        (Published(NOW + 2 * MINUTE), NOW - MINUTE, 1),  # by a clock that is ahead
        (Published(NOW - 9 * DAY), NOW - HOUR, None),  # from an archive
    ],
)
async def test_of_the_reviews_of_each_morning_one_has_it(
    desk: Desk, published: Published, added: datetime, morning: int | None
) -> None:
    later = replace(BRIDGE_LATER, reading=replace(BRIDGE_LATER.reading, published=published))
    await requests.schedule(
        desk.db, desk.me, replace(QUICK, days=1, words="трещин"), "09:00", NOW - DAY, daily=True
    )
    came = []
    for day in range(-1, 3):
        now = NOW + day * DAY
        if now - DAY < added <= now:
            await desk.has(later, added)
        await desk.planner.step(now)
        came.append(len([name for _, name in await desk.received() if name]))
    assert [day for day in range(3) if came[day + 1] > came[day]] == ([] if morning is None else [morning])


async def test_full_texts_come_with_it(desk: Desk) -> None:
    async with desk.db.transaction() as tx:
        await tx.execute("UPDATE article_texts SET body = 'Первый абзац.' || char(10) || 'Второй абзац.'")
    await requests.ask(desk.db, desk.me, replace(WEEK, texts=True))
    await desk.planner.step(NOW)
    assert "Полный текст: Курьер\nПервый абзац.\nВторой абзац." in await desk.newest()


async def test_nobody_gets_more_than_there_may_be(desk: Desk) -> None:
    asked = [await requests.ask(desk.db, desk.me, WEEK) for _ in range(MAX_WAITING + 1)]
    assert asked == [True] * MAX_WAITING + [False]
    made = [
        await requests.schedule(desk.db, desk.me, replace(WEEK, words=f"мост {n}"), "09:00", NOW, daily=True)
        for n in range(MAX_SCHEDULED + 1)
    ]
    assert made[-1] is None
    again = await requests.schedule(desk.db, desk.me, replace(WEEK, words="мост 1"), "08:00", NOW, daily=True)
    assert again is not None


async def test_a_zone_moves_it_and_a_chat_that_is_let_go_has_none(desk: Desk) -> None:
    await requests.schedule(desk.db, desk.me, QUICK, "09:00", NOW, daily=True)
    await subscriptions.set_zone(desk.db, desk.me.id, "Europe/Moscow")
    (found,) = await requests.scheduled(desk.db, [desk.me.id])
    assert found.time is not None
    assert (found.time.zone, found.time.next_run) == ("Europe/Moscow", NOW + DAY + 2 * HOUR)
    await chats.disconnect(desk.db, desk.me.id)
    assert await requests.scheduled(desk.db, [desk.me.id]) == []


async def test_a_paused_chat_gets_none_and_keeps_its_schedule(desk: Desk) -> None:
    await requests.schedule(desk.db, desk.me, QUICK, "09:00", NOW - DAY, daily=True)
    await subscriptions.pause(desk.db, desk.me.id, NOW)
    assert await desk.planner.step(NOW) == 0
    (found,) = await requests.scheduled(desk.db, [desk.me.id])
    assert found.time is not None
    assert found.time.next_run == NOW + DAY


async def test_a_file_is_kept_for_days_and_its_row_for_longer(desk: Desk) -> None:
    await requests.ask(desk.db, desk.me, WEEK)
    await desk.planner.step(NOW)
    await prune_expired(desk.db, NOW + DOCUMENTS_KEPT)
    async with desk.db.read() as reader:
        assert await documents.get(reader, 1) is not None
    await prune_expired(desk.db, NOW + DOCUMENTS_KEPT + timedelta(seconds=1))
    async with desk.db.read() as reader:
        assert await documents.get(reader, 1) is None
        assert len(await desk.received()) == 1


async def test_a_request_that_was_removed_meanwhile_is_not_answered(desk: Desk) -> None:
    number = await requests.schedule(desk.db, desk.me, QUICK, "09:00", NOW - DAY, daily=True)
    async with desk.db.read() as reader:
        (request,) = await review_requests.list_due(reader, NOW, 9)
    assert await requests.remove(desk.db, number or 0, [desk.me.id + 1]) is None
    assert await requests.remove(desk.db, number or 0, [desk.me.id]) is not None
    async with desk.db.transaction() as tx:
        assert not await review_requests.settle(tx, request, NOW + DAY)
