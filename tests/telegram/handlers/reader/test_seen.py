"""What /digest has shown in private is not told in full by the next edition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.editions.planner import Planner
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.settings import Settings
from storage import updates
from storage.database import Database, Transaction
from storage.rows import fetch_value
from tests.telegram.conftest import Gate, Newsroom, SameProcess, running
from tests.telegram.handlers.editor.test_corrected_editions import Desk
from tests.telegram.handlers.reader.test_digest import STORIES
from tests.telegram.handlers.reader.test_privacy import sent_file

SEEN, ONLY_SEEN = "Вы это уже видели", "Нового пока нет. Эти новости вы уже видели:"


async def looks(newsroom: Newsroom, reader: Person, typed: str = "/digest") -> Message:
    await reader.writes(typed)
    digest = await reader.receives("новост")
    await newsroom.idle()
    return digest


async def next_edition(newsroom: Newsroom, reader: Person, later: timedelta = timedelta(hours=20)) -> Message:
    """The one of this hour tomorrow, or later."""
    at = newsroom.telegram.clock.move(later)
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(at)
    async with newsroom.delivering():
        return await reader.receives("новост")


async def subscribes(newsroom: Newsroom, reader: Person) -> None:
    """For twenty hours from now."""
    local = newsroom.telegram.now() + timedelta(hours=24)
    await reader.writes(f"/subscribe {local:%H}:00")
    await reader.receives()


@pytest.mark.parametrize(
    ("language", "seen"), [("ru", SEEN), ("kk", "Бұларды көргенсіз"), ("en", "You have already seen these")]
)
async def test_the_morning_tells_what_is_new_and_names_what_the_evening_showed(
    newsroom: Newsroom, reader: Person, language: str, seen: str
) -> None:
    await reader.writes(f"/language {language}")
    await reader.receives()
    await subscribes(newsroom, reader)
    await newsroom.has("bridge")
    await reader.writes("/digest")
    await reader.receives()
    await newsroom.idle()
    await newsroom.has("chess")
    at = newsroom.telegram.clock.move(timedelta(hours=20))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(at)
    async with newsroom.delivering():
        edition = await reader.receives(seen)
    fresh, _, below = edition.text.partition(seen)
    assert fresh.startswith("1. ")
    assert below.strip().startswith("2. ")
    assert len(below.splitlines()) < 5
    await reader.presses("2")
    assert edition.text.startswith(below.strip().splitlines()[0].removeprefix("2. ").split(" (")[0])


async def test_an_edition_of_what_was_seen_comes_as_links(newsroom: Newsroom, reader: Person) -> None:
    await subscribes(newsroom, reader)
    await newsroom.has("bridge", "chess")
    await looks(newsroom, reader)
    edition = await next_edition(newsroom, reader)
    assert edition.text.startswith(f"{ONLY_SEEN}\n1. ")
    assert {link.rpartition("=")[2] for link in edition.links} == {"s1", "s2"}
    assert edition.buttons == ["1", "2", "Настроить"]


async def test_what_stands_behind_more_is_told_in_full(newsroom: Newsroom, reader: Person) -> None:
    await subscribes(newsroom, reader)
    await newsroom.has(*STORIES)
    digest = await looks(newsroom, reader)
    await reader.presses("Ещё")
    behind = digest.text.splitlines()[1].removeprefix("8. ")
    edition = await next_edition(newsroom, reader)
    assert behind in edition.text.partition(SEEN)[0]


async def test_a_group_asks_for_itself(newsroom: Newsroom, reader: Person) -> None:
    await subscribes(newsroom, reader)
    await newsroom.has("bridge", "chess")
    group = newsroom.telegram.group("Читатели", owner=reader)
    await reader.writes("/digest@newsdigest_bot", place=group)
    await group.receives("новост")
    await newsroom.idle()
    edition = await next_edition(newsroom, reader)
    assert "видели" not in edition.text


async def test_the_digest_of_the_first_minute_is_seen(newsroom: Newsroom) -> None:
    await newsroom.has("bridge", "chess")
    newcomer = newsroom.telegram.person("Асель", language="ru")
    await newcomer.writes("/start")
    await newcomer.receives()
    await newcomer.presses("Русский")
    await newcomer.presses("Пропустить")
    await newcomer.presses("09:00")
    await newcomer.receives("1. ")
    await newsroom.idle()
    edition = await next_edition(newsroom, newcomer, timedelta(days=1))
    assert edition.text.startswith(ONLY_SEEN)


async def test_an_answer_that_did_not_arrive_was_not_seen(newsroom: Newsroom, reader: Person) -> None:
    await subscribes(newsroom, reader)
    await newsroom.has("bridge")
    newsroom.telegram.faults.add("refused", method="sendMessage", times=1, description="Bad Request: no")
    await reader.writes("/digest")
    await newsroom.idle()
    edition = await next_edition(newsroom, reader)
    assert "видели" not in edition.text


async def test_what_was_seen_is_sent_and_forgotten_with_all_else(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    await looks(newsroom, reader)
    await reader.writes("/export")
    (seen,) = (await sent_file(reader))["seen_in_answers"]
    assert seen["articles"]
    assert seen["seen_at"].endswith("+00:00")
    await reader.writes("/forget")
    await reader.receives()
    await reader.presses("Да, удалить всё")
    assert await rows(newsroom.db) == 0


async def test_a_correction_changes_the_headline_of_what_was_seen(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    desk = Desk(newsroom, editor)
    await subscribes(newsroom, reader)
    await newsroom.has("bridge")
    added = [each.article for each in await newsroom.has("chess")]
    await looks(newsroom, reader)
    edition = await next_edition(newsroom, reader)
    named = next(each for each in added if each.article.headline in edition.text)
    await desk.writes(f"/edit {named.article.id} Шахматы: исправлено\n\n{named.body}", "испр")
    await desk.follows()
    await desk.edits()
    assert "Шахматы: исправлено" in edition.text
    await desk.writes("/retract 1", "снята")
    await desk.follows()
    await desk.edits()
    assert edition.text.startswith(f"{ONLY_SEEN}\n1. ")


async def test_the_same_update_again_leaves_one_row(
    db: Database, telegram: Telegram, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill before the end of its handler was stored."""
    reader = telegram.person("Айгуль", language="ru", started=True)
    with monkeypatch.context() as killed:
        killed.setattr("storage.updates.finish", _nothing)
        async with running(db, telegram, settings, Gate()) as newsroom:
            await newsroom.has("bridge")
            await looks(newsroom, reader)
    async with running(db, telegram, settings, Gate()) as newsroom:
        await reader.receives("новост")
        await newsroom.idle()
    assert await rows(db) == 1
    async with db.read() as kept:
        assert await updates.unfinished(kept) == []


async def _nothing(_tx: Transaction, _ids: Sequence[int]) -> None:
    pass


async def rows(db: Database) -> int:
    async with db.read() as reader:
        found: int = await fetch_value(reader, "SELECT count(*) FROM seen")
    return found
