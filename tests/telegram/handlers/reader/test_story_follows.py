"""Readers follow one story until it is quiet: from its screen and from a message that tells it alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.editions.follow_alerts import FollowAlerts
from bot.editions.planner import Planner
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from digests.models.texts import RawText
from storage import stories
from storage.rows import fetch_value
from tests.telegram.conftest import Newsroom, SameProcess

FLOOD = (
    "В Атырау паводок затопил село Жанбай, 120 жителей вывезли в школу, сообщили в акимате области."
    " Дамбу прорвало ночью. Дорогу в село закрыли до субботы."
)
FLOOD_LATER = (
    "В селе Жанбай под Атырау дамбу восстановили, 120 жителей вернулись домой, сообщили в акимате"
    " области. Ущерб от паводка оценили в 400 миллионов тенге. Дорогу в село открыли."
)


async def another_report(newsroom: Newsroom) -> None:
    """Of the same story, whatever the grouping would say."""
    await newsroom.adds(RawText(FLOOD_LATER))
    async with newsroom.db.transaction() as tx:
        if await fetch_value(tx, "SELECT count(DISTINCT story_id) FROM articles") > 1:
            await stories.merge(tx, 2, 1)
            await stories.refresh(tx, 1)
            await stories.refresh(tx, 2)


async def opens_the_story(newsroom: Newsroom, reader: Person) -> Message:
    await newsroom.adds(RawText(FLOOD))
    await reader.writes("/start s1")
    return await reader.receives("затопил село")


async def test_it_is_followed_listed_and_taken_back(newsroom: Newsroom, reader: Person) -> None:
    story = await opens_the_story(newsroom, reader)
    said = await reader.presses("Следить за историей")
    assert said.text == "Новое об этой истории придёт сразу, пока она не затихнет на неделю."
    assert "✓ Следить за историей" in story.buttons
    assert "затопил село" in story.text
    await reader.writes("/settings")
    await reader.receives("Настройки")
    await reader.sees("Следить: В Атырау")
    await reader.writes("/follow")
    listed = await reader.receives("За чем вы следите\nНовое об истории стоит в вашем дайджесте первым")
    assert "Пока ни за чем" not in listed.text
    await reader.presses(listed.buttons[0])
    assert listed.text.startswith("Вы следите за историей: В Атырау паводок затопил село")
    assert listed.buttons == ["Вся новость", "✓ Сразу сообщать", "Убрать", "За чем вы следите"]
    await reader.presses("✓ Сразу сообщать")
    assert listed.buttons[1] == "Сразу сообщать"
    await reader.presses("Убрать")
    assert listed.text.startswith("Вы больше не следите за историей: В Атырау паводок")
    assert "Пока ни за чем" in listed.text


async def test_a_second_press_takes_it_back(newsroom: Newsroom, reader: Person) -> None:
    story = await opens_the_story(newsroom, reader)
    await reader.presses("Следить за историей")
    said = await reader.presses("✓ Следить за историей")
    assert said.text == "Вы больше не следите за этой историей."
    assert "Следить за историей" in story.buttons


async def test_who_receives_no_editions_is_told_at_once_only_what_is_new(
    newsroom: Newsroom, reader: Person
) -> None:
    await opens_the_story(newsroom, reader)
    await reader.presses("Следить за историей")
    reader.catch_up()
    await another_report(newsroom)
    telling = FollowAlerts(newsroom.db, "newsdigest_bot")
    newsroom.telegram.clock.move(timedelta(minutes=1))
    assert await telling.step(newsroom.telegram.clock.now()) == 1
    async with newsroom.delivering():
        told = await reader.receives("Вы следите: ")
    assert "400 миллионов" in told.text
    assert "прорвало ночью" not in told.text
    assert "✓ Следить за историей" in told.buttons
    assert await telling.step(newsroom.telegram.clock.now()) == 0
    said = await reader.presses("✓ Следить за историей")
    assert said.text == "Вы больше не следите за этой историей."


async def test_the_next_edition_tells_what_is_new(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 21:00")
    await reader.receives()
    await reader.writes("/topics спорт")
    await reader.receives()
    await opens_the_story(newsroom, reader)
    said = await reader.presses("Следить за историей")
    assert said.text == "Новое об этой истории придёт в вашем выпуске первым, пока она не затихнет на неделю."
    reader.catch_up()
    await another_report(newsroom)
    newsroom.telegram.clock.move(timedelta(hours=10))
    now = newsroom.telegram.clock.now()
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(now) == 0
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
    async with newsroom.delivering():
        edition = await reader.receives("Вы следите: ")
    assert "400 миллионов" in edition.text


async def test_who_leaves_follows_nothing(newsroom: Newsroom, reader: Person) -> None:
    await opens_the_story(newsroom, reader)
    await reader.presses("Следить за историей")
    await reader.writes("/forget")
    await reader.receives()
    await reader.presses("Да, удалить всё")
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM followed_stories") == 0


@pytest.mark.parametrize("said", ["следи за этой историей", "/follow", "/follow https://t.me/news?start=s1"])
async def test_a_reply_to_a_story_or_its_link_opens_it(newsroom: Newsroom, reader: Person, said: str) -> None:
    story = await opens_the_story(newsroom, reader)
    await reader.writes(said, reply_to=None if "start=" in said else story)
    opened = await reader.receives("затопил село")
    assert opened.id != story.id
    assert "Следить за историей" in opened.buttons


async def test_without_a_story_the_list_says_how(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "match-second")
    await reader.writes("/digest")
    several = await reader.receives("2 новости")
    await reader.writes("следи за этой историей", reply_to=several)
    await reader.receives("откройте её и нажмите «Следить за историей»")
