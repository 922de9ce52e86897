"""/preview: an editor sees the digest as readers would get it, and nobody is told anything."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.editions.planner import Planner
from bot.playground.world.person import Person
from storage.rows import fetch_value
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.reader.test_digest import STORIES

ALMATY = ZoneInfo("Asia/Almaty")
MARK = "Предпросмотр · в ближайшие сутки дайджест придёт "


def without_mark(html: str) -> str:
    return re.sub(rf"\n\n{MARK}.*", "", html)


async def count(newsroom: Newsroom, table: str) -> int:
    async with newsroom.db.read() as db:
        return int(await fetch_value(db, f"SELECT count(*) FROM {table}"))  # noqa: S608


async def test_it_is_the_edition_that_a_reader_gets(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await newsroom.has(*STORIES)
    soon = newsroom.telegram.now().astimezone(ALMATY) + timedelta(minutes=2)
    await reader.writes(f"/subscribe {soon:%H:%M}")
    await reader.receives()
    await editor.writes("/preview")
    preview = await editor.receives()
    assert preview.text.endswith(f"{MARK}1 читателю")
    assert (await count(newsroom, "outbox"), await count(newsroom, "editions")) == (0, 0)
    now = newsroom.telegram.clock.move(timedelta(minutes=3))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
    async with newsroom.delivering():
        edition = await reader.receives()
    assert [line for line in without_mark(preview.html).split("\n") if "<i>" not in line] == [
        line for line in edition.html.split("\n") if "<i>" not in line
    ]
    assert preview.buttons == edition.buttons


async def test_what_the_editor_chose_for_themselves_does_not_matter(
    newsroom: Newsroom, editor: Person
) -> None:
    await newsroom.has(*STORIES)
    await editor.writes("/preview")
    before = (await editor.receives()).html
    for typed in ("/topics спорт", "/follow шахматы"):
        await editor.writes(typed)
        await editor.receives()
    await editor.writes("/preview")
    assert (await editor.receives()).html == before


async def test_its_stories_open_for_correction_and_lead_back(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has(*STORIES)
    await editor.writes("/preview 7d")
    preview = await editor.receives()
    before = preview.html
    await editor.presses("2")
    assert "Исправить" in str(preview.buttons)
    await editor.presses("К предпросмотру")
    assert preview.html == before
    await editor.presses("Ещё")
    listed = preview.text
    assert listed.startswith("Ещё новости\n6. ")
    await editor.presses("8")
    await editor.presses("К списку")
    assert preview.text == listed
    await editor.presses("К предпросмотру")
    assert preview.html == before


async def test_a_quiet_day_is_said_plainly(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("bridge")
    newsroom.telegram.clock.move(timedelta(days=2))
    await editor.writes("/preview")
    quiet = await editor.receives("без новостей дайджест не отправляется")
    await editor.presses("Неделя")
    assert quiet.text.endswith(f"{MARK}0 читателям")


@pytest.mark.parametrize("typed", ["/preview скоро", "/preview 31d", "/preview 0h"])
async def test_another_period_is_explained(newsroom: Newsroom, editor: Person, typed: str) -> None:
    await newsroom.has("bridge")
    await editor.writes(typed)
    answer = await editor.receives("/preview 3 дня, /preview неделя")
    await editor.presses("Сутки")
    assert MARK in answer.text


async def test_readers_may_not(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    await reader.writes("/preview")
    refused = await reader.receives("может только редакция")
    await reader.presses_data(refused, "1:preview:24")
    minute = int(newsroom.telegram.now().timestamp()) // 60
    await reader.presses_data(refused, f"1:shown:w24.{minute}")
    assert [message for message in reader.by_bot if MARK in message.text] == []


@pytest.mark.parametrize("data", ["1:shown:w24.29384756", "1:more:w24.29384756:0", "1:shown:m0.w24.29384756"])
async def test_who_is_no_editor_gets_no_preview_from_a_button(
    newsroom: Newsroom, reader: Person, data: str
) -> None:
    await newsroom.has(*STORIES)
    await reader.writes("/help")
    menu = await reader.receives()
    await reader.presses_data(menu, data)
    assert menu.text.startswith("Этого дайджеста больше нет")
