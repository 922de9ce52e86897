"""The line is away for a while: what was accepted is answered when it is back, once and in its order."""

from __future__ import annotations

import logging

import pytest

from bot.playground.api.faults import Kind
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram.shared.retrying import LAST_PAUSE, MAX_RETRY_SECONDS
from storage import articles, people
from storage.database import Database
from tests.telegram.conftest import Gate, Newsroom, running
from tests.telegram.handlers.editor.test_adding import MUSEUM

PASSING: tuple[Kind, ...] = ("reset", "500", "502", "truncated", "429")
SEVERAL = 8  # failures in a row


@pytest.mark.parametrize("kind", PASSING)
@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/help", "/digest"),
        ("/subscribe 09:00", "09:00"),
        ("/topics спорт", "Темы вашего дайджеста"),
        ("/follow Тлендиев", "Тлендиев"),
        ("/timezone Берлин", "Берлин"),
        ("непонятное", "Что умеет бот"),
    ],
)
async def test_a_command_is_answered_when_the_line_is_back(
    newsroom: Newsroom, reader: Person, kind: Kind, typed: str, answer: str
) -> None:
    newsroom.telegram.faults.add(kind, method="sendMessage", times=SEVERAL)
    await reader.writes(typed)
    assert answer in (await reader.receives()).text


async def test_what_passes_by_itself_leaves_no_traceback(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.telegram.faults.add("502", method="sendMessage", times=SEVERAL)
    await reader.writes("/help")
    await reader.receives()
    (line,) = [
        record for record in caplog.records if record.levelno >= logging.INFO and "again" in record.msg
    ]
    assert line.exc_info is None


@pytest.mark.parametrize("kind", PASSING)
async def test_a_press_is_done_and_answered_when_the_line_is_back(
    newsroom: Newsroom, reader: Person, kind: Kind
) -> None:
    await reader.writes("/settings")
    await reader.receives("Настройки")
    for method in ("editMessageText", "answerCallbackQuery"):
        newsroom.telegram.faults.add(kind, method=method, times=SEVERAL)
    await reader.presses("Темы: все")
    await reader.sees("Темы вашего дайджеста")


async def test_a_press_that_is_too_old_to_be_answered_is_no_failure(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await reader.writes("/settings")
    menu = await reader.receives("Настройки")
    press = newsroom.telegram.callbacks.open(reader.account, menu, "1:topics:s")
    newsroom.telegram.callbacks.expire(press)
    newsroom.telegram.updates.add("callback_query", press.api())
    await reader.sees("Темы вашего дайджеста")
    await newsroom.idle()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("kind", [*PASSING, "lost"])
async def test_what_was_added_is_added_once_and_said_so(
    newsroom: Newsroom, editor: Person, kind: Kind
) -> None:
    """Pastes have a timer of their own, so that the next part can come meanwhile."""
    newsroom.telegram.faults.add(kind, method="sendMessage", times=4)
    await editor.writes(f"/add {MUSEUM}")
    for _ in range(20):
        newsroom.gate.two_seconds_pass()
        await newsroom.telegram.settled()
    await editor.receives("Добавлено, статья 1")
    async with newsroom.db.read() as db:
        assert await articles.highest_id(db) == 1


async def test_a_topic_that_an_editor_makes_is_made_once_and_said_so(
    newsroom: Newsroom, editor: Person
) -> None:
    """To do all of it again would find that the name is taken."""
    newsroom.telegram.faults.add("reset", method="sendMessage", times=SEVERAL)
    await editor.writes("/topic_new Мосты: мост, переправа")
    await editor.receives("Тема добавлена")


async def test_one_persons_answers_keep_their_order_and_nobody_else_waits(
    newsroom: Newsroom, reader: Person
) -> None:
    other = newsroom.telegram.person("Болат", language="ru")
    newsroom.gate.rested.clear()
    newsroom.telegram.faults.add("reset", method="sendMessage", chat=reader.id, times=SEVERAL)
    await reader.writes("/help")
    await reader.writes("/settings")
    await other.writes("/help")
    await other.receives("/digest")
    assert reader.by_bot == []
    newsroom.gate.rested.set()
    await reader.receives("/digest")
    await reader.receives("Настройки")


async def test_an_editor_whose_paste_cannot_be_answered_holds_up_no_other(
    newsroom: Newsroom, editor: Person
) -> None:
    other = newsroom.telegram.person("Болат", language="ru")
    async with newsroom.db.transaction() as tx:
        await people.add(tx, other.id, newsroom.telegram.now())
        await people.set_role(tx, other.id, "editor")
    newsroom.gate.rested.clear()
    newsroom.telegram.faults.add("reset", method="sendMessage", chat=editor.id)
    await editor.writes(f"/add {MUSEUM}")
    await other.writes(f"/add {MUSEUM.replace('Семее', 'Таразе')}")
    await other.receives("Добавлено")
    newsroom.gate.rested.set()


async def test_the_pauses_grow_and_end_after_five_minutes_with_one_traceback(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await reader.writes("/help")
    await reader.receives()
    newsroom.telegram.faults.add("reset", method="sendMessage")
    await reader.writes("/settings")
    await newsroom.idle()
    rests = newsroom.gate.rests
    assert rests == sorted(rests)
    assert MAX_RETRY_SECONDS - LAST_PAUSE - 5 <= sum(rests) <= MAX_RETRY_SECONDS
    failures = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [bool(record.exc_info) for record in failures] == [True]
    newsroom.telegram.faults.clear()
    await reader.writes("/help")
    await reader.receives("/digest")


async def test_a_chat_that_telegram_tells_to_wait_is_answered_after_that(
    newsroom: Newsroom, reader: Person
) -> None:
    newsroom.telegram.faults.add("429", method="sendMessage", times=1, retry_after=90)
    await reader.writes("/help")
    await reader.receives("/digest")
    assert newsroom.gate.rests == [90]


async def test_the_first_update_after_a_start_survives_its_getme(newsroom: Newsroom, reader: Person) -> None:
    newsroom.telegram.faults.add("reset", method="getMe", times=SEVERAL)
    await reader.writes("/start")
    await reader.receives()


async def test_what_was_not_answered_when_the_program_ended_is_answered_by_the_next(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    person = telegram.person("Айгуль", language="ru", started=True)
    gate = Gate()
    gate.rested.clear()
    telegram.faults.add("reset", method="sendMessage")
    async with running(db, telegram, settings, gate):
        await person.writes("/subscribe 09:00")
        await person.writes("/help")
        await telegram.settled()
    telegram.faults.clear()
    async with running(db, telegram, settings, Gate()):
        await person.receives("09:00")
        await person.receives("/digest")


async def test_an_answer_to_a_question_is_one_at_the_next_start_too(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    person = telegram.person("Айгуль", language="ru", started=True)
    async with running(db, telegram, settings, Gate()) as newsroom:
        await person.writes("/subscribe")
        await person.receives("Когда присылать дайджест")
        await person.presses("Другое время")
        await newsroom.idle()
    gate = Gate()
    gate.rested.clear()
    telegram.faults.add("reset", method="sendMessage")
    async with running(db, telegram, settings, gate):
        await person.writes("19:45")
        await telegram.settled()
    telegram.faults.clear()
    async with running(db, telegram, settings, Gate()):
        screen = await person.receives("19:45")
    assert "Дайджест приходит каждый день в 19:45." in screen.text


async def test_who_is_turned_away_is_told_when_the_line_is_back(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    settings.access = "invite"
    telegram.faults.add("502", method="sendMessage", times=SEVERAL)
    stranger = telegram.person("Айгуль", language="ru")
    async with running(db, telegram, settings, Gate()):
        await stranger.writes("/start")
        await stranger.receives("приглаш")
