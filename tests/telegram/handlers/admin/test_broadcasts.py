"""/broadcast: seen before it goes, sent once to every reader, watched and stopped; for admins alone."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import AsyncMock

import pytest

from bot.editions.broadcasts import Broadcasts
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram.shared import context
from bot.views.common.html import MAX_ENTITIES, MAX_UNITS
from storage import broadcasts, destinations, personal_data, preferences, updates
from storage.database import Database
from storage.destinations import Address
from storage.preferences import Preferences
from storage.rows import fetch_all, fetch_value
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running
from tests.telegram.handlers.owner.test_chats import connects

DAY = timedelta(days=1)


async def begins(newsroom: Newsroom, name: str) -> Person:
    person = newsroom.telegram.person(name, language="ru")
    await person.writes("/start")
    await person.receives()
    person.catch_up()
    return person


async def asked(editor: Person) -> Message:
    """The question below the message."""
    return await editor.sees("Так сообщение увид")


async def shown_and_asked(editor: Person) -> Message:
    """The question, which has just come."""
    await editor.receives("Завтра")
    return await editor.receives("Так сообщение увид")


async def queue(newsroom: Newsroom) -> int:
    return await Broadcasts(newsroom.db).step(newsroom.telegram.now())


async def test_it_looks_as_it_was_written_and_comes_so(newsroom: Newsroom, editor: Person) -> None:
    first, second = await begins(newsroom, "Айгуль"), await begins(newsroom, "Данияр")
    written = (
        "Друзья, <b>завтра <i>в 9</i></b> — 2 &lt; 3, "
        '<a href="https://example.org/?a=1&amp;b=2">тут</a> 👍 <u>да</u>'
    )
    await editor.writes(html=f"/broadcast {written}")
    look = await editor.receives("Друзья")
    assert look.html == written
    assert (await editor.receives("Так сообщение увидят 3 читателя")).buttons == ["Отправить", "Отмена"]
    assert await queue(newsroom) == 0
    await editor.presses("Отправить")
    progress = await editor.sees("Ждут отправки: 3")
    assert await queue(newsroom) == 3
    async with newsroom.delivering():
        for person in (first, second, editor):
            assert (await person.receives("Друзья")).html == written
    await newsroom.shows_progress()
    assert "Доставлено: 3\nЖдут отправки: 0\nНе дошло: 0" in progress.text
    assert "Отправка закончена." in progress.text
    assert progress.buttons == ["Управление"]
    await editor.presses_data(progress, "1:broadcaststop:1")
    assert "Отправка закончена." in progress.text


async def test_only_readers_who_may_be_written_to_get_it(newsroom: Newsroom, editor: Person) -> None:
    here, paused, blocked = [await begins(newsroom, name) for name in ("Айгуль", "Данияр", "Ержан")]
    await connects(here, newsroom.telegram.channel("Жаңалықтар", owner=here, bot="left"))
    await paused.writes("/pause")
    await paused.receives()
    blocked.blocks()
    await newsroom.idle()
    async with newsroom.db.transaction() as tx:
        now = newsroom.telegram.now()
        banned = await destinations.add(tx, Address(5), "private", language="ru", zone="UTC", now=now)
        await tx.execute("INSERT INTO banned VALUES (5, 0)")
    await editor.writes("/broadcast Завтра праздник")
    await editor.receives()
    await editor.receives("увидят 2 читателя")
    await editor.presses("Отправить")
    newsroom.telegram.clock.move(timedelta(minutes=1))
    await begins(newsroom, "Новенький")
    assert await queue(newsroom) == 2
    async with newsroom.db.read() as db:
        rows = await fetch_all(
            db, "SELECT chat_id FROM outbox JOIN destinations ON destination_id = destinations.id"
        )
    assert {row["chat_id"] for row in rows} == {here.id, editor.id}
    assert banned


async def test_a_second_press_sends_nothing_twice(newsroom: Newsroom, editor: Person) -> None:
    reader = await begins(newsroom, "Айгуль")
    await editor.writes("/broadcast Завтра праздник")
    question = await asked(editor)
    await editor.presses("Отправить")
    assert await queue(newsroom) == 2
    await editor.presses_data(question, "1:broadcastsend:1")
    await editor.presses_data(question, "1:broadcastdrop:1")
    assert "Ждут отправки: 2" in question.text
    assert await queue(newsroom) == 0
    async with newsroom.delivering():
        await reader.receives("Завтра праздник")
        await editor.receives("Завтра праздник")
    assert len([message for message in reader.by_bot if message.text == "Завтра праздник"]) == 1


async def test_what_waits_can_be_stopped(newsroom: Newsroom, editor: Person) -> None:
    await begins(newsroom, "Айгуль")
    await editor.writes("/broadcast Завтра праздник")
    question = await asked(editor)
    await editor.presses("Отправить")
    await queue(newsroom)
    await editor.presses("Остановить")
    for words in ("Доставлено: 0", "Ждут отправки: 0", "Не отправлено: 2", "Отправка остановлена."):
        assert words in question.text
    assert question.buttons == ["Управление"]
    async with newsroom.db.read() as db:
        assert await fetch_value(db, "SELECT count(*) FROM outbox WHERE state = 'pending'") == 0


async def test_stopped_before_it_was_queued_nobody_gets_it(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/broadcast Завтра праздник")
    question = await asked(editor)
    await editor.presses("Отправить")
    await editor.presses("Остановить")
    assert "Не отправлено: 1" in question.text
    assert await queue(newsroom) == 0


async def test_cancelled_it_is_gone(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/broadcast Завтра праздник")
    question = await asked(editor)
    await editor.presses("Отмена")
    assert question.text == "Сообщение не отправлено."
    await editor.presses_data(question, "1:broadcastsend:1")
    assert question.text == "Этого сообщения больше нет."
    assert await queue(newsroom) == 0


async def test_without_a_text_it_asks_for_one(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/broadcast")
    question = await editor.receives("Напишите текст сообщения")
    assert "кроме тех, кто поставил паузу" in question.text
    await editor.writes(html="Завтра <b>праздник</b>")
    assert (await editor.receives("Завтра")).html == "Завтра <b>праздник</b>"
    await asked(editor)
    await editor.writes("Синяя птица улетела")
    await editor.receives("ничего не нашлось")


async def test_another_command_takes_the_question_back(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/admin")
    await editor.receives()
    await editor.presses("Сообщение читателям")
    await editor.presses("Управление")
    await editor.writes("Это не сообщение")
    await editor.receives("ничего не нашлось")


async def test_what_goes_out_is_found_again(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/broadcast Завтра праздник")
    await asked(editor)
    await editor.presses("Отправить")
    await editor.writes("/broadcast")
    again = await editor.sees("Напишите текст сообщения")
    await editor.presses("Как идёт отправка")
    assert "Завтра праздник" in again.text
    assert "Ждут отправки: 1" in again.text
    newsroom.telegram.clock.move(DAY * 2)
    await editor.writes("/broadcast")
    assert (await editor.sees("Напишите текст сообщения")).buttons == ["Управление"]


async def test_the_fullest_message_goes_and_a_fuller_one_is_refused(
    newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes("/broadcast")
    await editor.receives()
    await editor.writes("я" * MAX_UNITS)
    assert (await editor.receives()).text == "я" * MAX_UNITS
    await asked(editor)
    await editor.writes("/broadcast")
    await editor.receives()
    await editor.writes(html=" ".join("<b>я</b>" for _ in range(95)))
    refused = await editor.receives("не помещается в одно сообщение")
    assert f"{MAX_ENTITIES} выделений" in refused.text


async def test_a_text_that_the_app_cut_is_refused_whole(newsroom: Newsroom, editor: Person) -> None:
    await editor.pastes("/broadcast " + "Слово. " * 1500)
    question = await asked(editor)
    await editor.receives("не помещается в одно сообщение")
    await newsroom.idle()
    assert len([message for message in editor.by_bot if "не помещается" in message.text]) == 1
    await editor.presses_data(question, "1:broadcastsend:1")
    assert question.text == "Этого сообщения больше нет."


@pytest.fixture
def replayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Updates stay as if the program had been killed before their end."""
    monkeypatch.setattr(updates, "finish", AsyncMock())


@pytest.mark.usefixtures("replayed")
async def test_handled_again_after_a_crash_it_is_the_same_draft(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    editor = telegram.person("Ержан", EDITOR, language="ru")
    async with running(db, telegram, settings, Gate()) as newsroom:
        await editor.writes("/broadcast Завтра праздник")
        first = await shown_and_asked(editor)
        await newsroom.idle()
    async with running(db, telegram, settings, Gate()) as newsroom:
        second = await shown_and_asked(editor)
        await newsroom.idle()
        assert second is not first
        for question in (first, second):
            await editor.presses_data(question, "1:broadcastsend:1")
            assert "Ждут отправки: 1" in question.text
        assert await queue(newsroom) == 1
        assert await count(db) == 1


async def test_a_text_that_was_asked_for_and_not_answered_is_answered_at_the_start(
    db: Database, telegram: Telegram, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = telegram.person("Ержан", EDITOR, language="ru")
    async with running(db, telegram, settings, Gate()) as newsroom:
        await editor.writes("/broadcast")
        await editor.receives("Напишите текст сообщения")
        await newsroom.idle()
        with monkeypatch.context() as killed:
            killed.setattr(updates, "finish", AsyncMock())
            killed.setattr(context, "reply", AsyncMock(side_effect=RuntimeError))
            await editor.writes("Завтра праздник")
            await newsroom.idle()
    async with running(db, telegram, settings, Gate()):
        await editor.receives("Завтра праздник")
        await asked(editor)
        assert await count(db) == 1


async def test_who_wrote_it_is_kept_no_longer_than_it_waits(newsroom: Newsroom, editor: Person) -> None:
    for words in ("Завтра праздник", "Завтра концерт"):
        await editor.writes(f"/broadcast {words}")
        await shown_and_asked(editor)
    async with newsroom.db.read() as db:
        kept = (await personal_data.export(db, editor.id))["unsent_messages_to_readers"]
    assert [row["text"] for row in kept] == ["Завтра праздник", "Завтра концерт"]
    await editor.presses("Отправить")
    async with newsroom.db.transaction() as tx:
        await personal_data.forget(tx, editor.id)
    async with newsroom.db.read() as db:
        (left,) = await fetch_all(db, "SELECT text, chat_id, message_id FROM broadcasts")
    assert tuple(left) == ("Завтра концерт", None, None)


async def test_the_rest_of_a_text_that_does_not_fit_is_no_article(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/broadcast")
    await editor.receives("Напишите текст сообщения")
    await editor.writes(html=f"{'<b>я</b> ' * 95}{'Слово. ' * 400}")
    await editor.writes("Слово. " * 40)
    await editor.receives("не помещается в одно сообщение")
    await newsroom.idle()
    assert "не помещается" in editor.by_bot[-1].text
    assert len(editor.by_bot) == 2
    newsroom.telegram.clock.move(DAY)
    await editor.writes("Синяя птица улетела")
    await editor.receives("ничего не нашлось")


def zone_where_it_is(local: int, hour: int) -> str:
    """When it is this hour in Greenwich."""
    east = (local - hour + 11) % 24 - 11
    return f"Etc/GMT{-east:+d}"


async def test_privacy_says_what_stays_of_it(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    for person, told in ((editor, True), (reader, False)):
        await person.writes("/privacy")
        screen = await person.receives("Что бот хранит о вас")
        assert ("отправили всем читателям, остаются у бота без вашего номера" in screen.text) is told


@pytest.mark.parametrize(("days", "ends"), [(41, " Они хранятся 41 день.\n"), (None, "\n")])
async def test_privacy_says_for_how_long(
    settings: Settings, newsroom: Newsroom, editor: Person, days: int | None, ends: str
) -> None:
    settings.retention_days = days
    await editor.writes("/privacy")
    screen = await editor.receives("Что бот хранит о вас")
    assert f"отправили всем читателям, остаются у бота без вашего номера.{ends}" in screen.text


async def test_it_is_silent_for_who_chose_so_and_at_night(newsroom: Newsroom, editor: Person) -> None:
    quiet, awake, asleep = [await begins(newsroom, name) for name in ("Айгуль", "Данияр", "Ержан")]
    hour = newsroom.telegram.now().hour
    async with newsroom.db.transaction() as tx:
        for person, local, silent in ((quiet, 12, True), (awake, 12, False), (asleep, 0, False)):
            found = await destinations.at(tx, Address(person.id))
            assert found is not None
            await destinations.set_zone(tx, found.id, zone_where_it_is(local, hour))
            await preferences.put(tx, found.id, Preferences(silent=silent))
    await editor.writes("/broadcast Завтра праздник")
    await asked(editor)
    await editor.presses("Отправить")
    await queue(newsroom)
    async with newsroom.db.read() as db:
        rows = await fetch_all(
            db, "SELECT chat_id, silent FROM outbox JOIN destinations ON destination_id = destinations.id"
        )
    silent_for = {row["chat_id"] for row in rows if row["silent"]}
    assert silent_for & {quiet.id, awake.id, asleep.id} == {quiet.id, asleep.id}


async def test_who_blocked_the_bot_is_counted_and_not_waited_for(newsroom: Newsroom, editor: Person) -> None:
    reader = await begins(newsroom, "Айгуль")
    await editor.writes("/broadcast Завтра праздник")
    question = await shown_and_asked(editor)
    await editor.presses("Отправить")
    await queue(newsroom)
    reader.chat.blocked = True  # Telegram has not told
    async with newsroom.delivering():
        await editor.receives("Завтра праздник")
        await newsroom.telegram.journal.wait("sendMessage", chat=reader.id, ok=False)
    await newsroom.idle()
    await newsroom.shows_progress()
    assert "Доставлено: 1\nЖдут отправки: 0\nНе дошло: 1" in question.text


@pytest.mark.parametrize("action", ["", "send:1", "drop:1", "look:1", "stop:1"])
async def test_nobody_else_may(newsroom: Newsroom, editor: Person, reader: Person, action: str) -> None:
    await editor.writes("/broadcast Завтра праздник")
    await asked(editor)
    await reader.writes("/broadcast Всем привет")
    refused = await reader.receives("Это может только администратор бота.")
    await reader.presses_data(refused, f"1:broadcast{action}")
    async with newsroom.db.read() as db:
        found = await broadcasts.get(db, 1)
    assert found is not None
    assert (found.sent, found.text) == (None, "Завтра праздник")
    assert await count(newsroom.db) == 1


async def count(db: Database) -> int:
    async with db.read() as reader:
        return int(await fetch_value(reader, "SELECT count(*) FROM broadcasts"))
