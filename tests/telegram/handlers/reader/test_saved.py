"""Saved stories, and past digests opened as they were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answers import saved
from bot.editions.planner import Planner
from bot.intake import story_edits
from bot.ops.retention import prune
from bot.playground.world.person import Person
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.reader.test_digest import STORIES


async def test_a_story_is_saved_listed_and_taken_out(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    await reader.writes("/saved")
    await reader.receives("Пока ничего не сохранено.")
    await reader.writes("/start s1")
    story = await reader.receives()
    await reader.presses("Сохранить")
    assert "Не сохранять" in story.buttons
    await reader.writes("/saved")
    listed = await reader.receives("Сохранённые новости (1)")
    assert listed.buttons == ["1", "Прошлые дайджесты", "Дайджест", "Темы"]
    await reader.presses("1")
    await reader.presses("Не сохранять")
    await reader.presses("К сохранённым")
    assert listed.text.startswith("Пока ничего не сохранено.")


async def test_the_list_survives_merging_and_retention(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge", "chess")
    await reader.writes("/start s2")
    await reader.receives()
    await reader.presses("Сохранить")
    await reader.sees("Не сохранять")
    assert await story_edits.merge(newsroom.db, 1, 2)
    await reader.writes("/saved")
    await reader.receives("Сохранённые новости (1)")
    await reader.presses("1")
    await reader.sees("Не сохранять")
    assert await story_edits.unmerge(newsroom.db, 2) == 1
    await reader.writes("/saved")
    await reader.receives("Сохранённые новости (2)")
    await prune(newsroom.db, newsroom.telegram.now() + timedelta(days=1))
    await reader.writes("/saved")
    await reader.receives("Сохранённые новости (2)")


async def test_there_is_room_for_so_many(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "MAX_SAVED", 1)
    await newsroom.has("bridge", "chess")
    for number in (1, 2):
        await reader.writes(f"/start s{number}")
        await reader.receives()
        await reader.presses("Сохранить")
    await reader.receives("Можно сохранить не больше 1 ")
    await reader.presses("Сохранённое")
    await reader.sees("1")


async def receives_a_digest(newsroom: Newsroom, reader: Person) -> None:
    local = newsroom.telegram.now() + timedelta(hours=5, minutes=-1)
    await reader.writes("/language ru")
    await reader.receives()
    await reader.writes(f"/subscribe {local:%H:%M}")
    await reader.receives()
    newsroom.telegram.clock.move(timedelta(hours=2))
    await newsroom.has(*STORIES)
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(tomorrow)
    async with newsroom.delivering():
        await reader.receives("новост")


async def test_a_past_digest_opens_as_it_was(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/history")
    await reader.receives("Вам ещё не приходил ни один дайджест.")
    await receives_a_digest(newsroom, reader)
    edition = reader.by_bot[-1].text
    newsroom.telegram.clock.move(timedelta(days=40))
    await reader.writes("/history")
    past = await reader.receives("Прошлые дайджесты\n1. ")
    listed = past.html
    assert past.buttons == ["1", "Сохранённое", "Дайджест", "Темы"]
    await reader.presses("1")
    assert past.text == edition
    await reader.presses("1")
    await reader.presses("К дайджесту")
    assert past.text == edition
    await reader.presses("Прошлые дайджесты")
    assert past.html == listed


async def test_what_was_retracted_since_stays_out(newsroom: Newsroom, editor: Person) -> None:
    await receives_a_digest(newsroom, editor)
    assert "из 12 статей" in editor.by_bot[-1].text
    await editor.writes("/retract 1")
    await editor.receives("Статья 1 снята.")
    await editor.writes("/history")
    past = await editor.receives("Прошлые дайджесты\n1. ")
    await editor.presses("1")
    assert "из 11 статей" in past.text


async def test_nobody_opens_anothers_digest(newsroom: Newsroom, reader: Person) -> None:
    await receives_a_digest(newsroom, reader)
    stranger = newsroom.telegram.person("Ержан", 99, language="ru")
    await stranger.writes("/search")
    message = await stranger.receives("Что найти?")
    await stranger.presses_data(message, "1:shown:p1")
    assert message.text.startswith("Этого дайджеста больше нет")
