"""The review of a week: /digest 7d, and an edition on Sundays for who wants it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.editions.planner import Planner
from bot.i18n import speak
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.view import View
from digests.models.texts import Language
from storage.rows import fetch_all, moment
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_corrected_editions import CORRECTED, NEW, OLD, Desk
from tests.telegram.handlers.owner.test_chats import connects
from tests.telegram.handlers.reader.test_digest import STORIES

WEEK, DAY = timedelta(days=7), timedelta(days=1)


def week_of(last: datetime, language: Language = "ru") -> str:
    return speak(language).days(last - 6 * DAY, last, "Asia/Almaty")


async def sunday(newsroom: Newsroom) -> datetime:
    """The bot's clock when the review is due."""
    async with newsroom.db.read() as db:
        (row,) = await fetch_all(db, "SELECT next_run_at FROM schedules WHERE review")
    clock = newsroom.telegram.clock
    return clock.move(moment(row["next_run_at"]) - clock.now())


async def review_arrives(newsroom: Newsroom, view: View, now: datetime) -> Message:
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
    async with newsroom.delivering():
        return await view.receives(week_of(now))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("Обзор недели: нет", "Обзор недели: вс в 09:00", "Неделя: ")),
        ("kk", ("Апта шолуы: жоқ", "Апта шолуы: жс 09:00", "Апта: ")),
        ("en", ("Week in review: no", "Week in review: Sun 09:00", "The week: ")),
    ],
)
async def test_a_reader_switches_the_review_on_and_gets_it_on_sunday(
    newsroom: Newsroom, reader: Person, language: Language, words: tuple[str, str, str]
) -> None:
    off, on, title = words
    await reader.writes(f"/language {language}")
    await reader.receives()
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses(off)
    await reader.sees(on)
    now = await sunday(newsroom)
    await newsroom.has(*STORIES)
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
    async with newsroom.delivering():
        review = await reader.receives(title)
    days = week_of(now, language)
    assert review.text.startswith(f"{title}{days}\n\n1. ")
    assert review.text.splitlines()[-1].startswith(f"{days} · ")
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses(on)
    await reader.sees(off)
    async with newsroom.db.read() as db:
        assert await fetch_all(db, "SELECT 1 FROM schedules") == []


async def test_a_double_tap_switches_it_once(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    settings = await reader.receives()
    for _ in range(2):
        await reader.presses_data(settings, "1:choose:review:1:s")
    async with newsroom.db.read() as db:
        assert len(await fetch_all(db, "SELECT 1 FROM schedules WHERE review")) == 1


async def test_the_review_opens_pages_and_stands_in_the_history(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Обзор недели: нет")
    await reader.sees("Обзор недели: вс в 09:00")
    now = await sunday(newsroom)
    await newsroom.has(*STORIES)
    review = await review_arrives(newsroom, reader, now)
    before = review.html
    await reader.presses("1")
    assert review.html != before
    await reader.presses("К дайджесту")
    assert review.html == before
    await reader.presses("Ещё")
    assert review.text.startswith("Ещё новости\n6. ")
    await reader.presses("К дайджесту")
    assert review.html == before
    await reader.writes("/history")
    past = await reader.receives()
    await reader.presses(past.buttons[0])
    assert past.text == review.text


async def test_a_channel_has_its_review_beside_its_digests(newsroom: Newsroom, reader: Person) -> None:
    channel = newsroom.telegram.channel("Жаңалықтар", owner=reader)
    await connects(reader, channel)
    await reader.presses("Время: не выбрано")
    await reader.presses("18:00")
    await reader.sees("✓ 18:00")
    await reader.presses("Назад")
    await reader.presses("Когда выходит")
    await reader.presses("Обзор недели: нет")
    await reader.sees("Обзор недели: вс в 18:00")
    now = await sunday(newsroom)
    await newsroom.has("bridge", "chess")
    review = await review_arrives(newsroom, channel, now)
    assert review.text.startswith(f"Неделя: {week_of(now)}\n\n")
    assert review.buttons == ["Получать лично"]
    texts = [post.text for post in channel.by_bot]
    assert [text.startswith("Неделя") for text in texts].count(True) == 1


async def test_an_answer_of_seven_days_is_a_review(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has(*STORIES)
    newsroom.telegram.clock.move(3 * DAY)
    await reader.writes("/digest 7d")
    review = await reader.receives(week_of(newsroom.telegram.now()))
    assert review.text.startswith("Неделя: ")
    before = review.html
    await reader.presses("2")
    await reader.presses("К дайджесту")
    assert review.html == before
    await reader.presses("Ещё")
    assert review.text.startswith("Ещё новости")
    await reader.presses("К дайджесту")
    assert review.html == before
    await reader.writes("/digest 30d")
    await reader.receives("Главное за ")


async def test_a_review_follows_corrections(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    desk = Desk(newsroom, editor)
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Обзор недели: нет")
    await reader.sees("Обзор недели: вс в 09:00")
    now = await sunday(newsroom)
    await newsroom.has("bridge")
    number = (
        (await desk.writes(f"/add {MUSEUM}", "Добавлено")).text.split("статья ")[1].split()[0].rstrip(".")
    )
    review = await review_arrives(newsroom, reader, now)
    assert OLD in review.text
    await desk.writes(f"/edit {number} {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert NEW in review.text
    assert review.text.startswith(f"Неделя: {week_of(now)}\n\n")
    await desk.writes(f"/retract {number}", "снята")
    await desk.follows()
    await desk.edits()
    assert NEW not in review.text
    assert "Новость отозвана редакцией" in review.text
    assert review.text.startswith(f"Неделя: {week_of(now)}\n\n")


async def test_an_editors_preview_of_a_week_is_a_review(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("bridge", "chess")
    await editor.writes("/preview 7d")
    await editor.receives("Неделя: ")
