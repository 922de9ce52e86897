"""Messages that tell how far something has come change by themselves, and end."""

from __future__ import annotations

from datetime import timedelta

from bot.editions.broadcasts import Broadcasts
from bot.editions.progress_messages import KEPT, PAUSE
from bot.intake.feeds.loop import FeedLoop
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.settings import Settings
from storage.database import Database
from storage.rows import fetch_value
from tests.loopback_web import Web
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running
from tests.telegram.handlers.editor.test_feeds import feed

NOTHING_LATER = timedelta()


async def broadcasts_something(newsroom: Newsroom, editor: Person) -> Message:
    """The message that tells how far it has come."""
    await editor.writes("/broadcast Завтра праздник")
    await editor.receives("Завтра праздник")  # as readers will see it
    progress = await editor.receives("Так сообщение увид")
    await editor.presses("Отправить")
    await newsroom.idle()
    await Broadcasts(newsroom.db).step(newsroom.telegram.now())
    return progress


async def kept(db: Database) -> int:
    async with db.read() as reader:
        found: int = await fetch_value(reader, "SELECT count(*) FROM progress_messages")
    return found


def edits(newsroom: Newsroom) -> int:
    return len(newsroom.telegram.journal.calls("editMessageText", ok=None))


async def arrives(newsroom: Newsroom, editor: Person) -> None:
    async with newsroom.delivering():
        await editor.receives("Завтра праздник")


async def test_it_changes_until_it_has_ended(newsroom: Newsroom, editor: Person) -> None:
    progress = await broadcasts_something(newsroom, editor)
    assert "Ждут отправки: 1" in progress.text
    assert "Сообщение обновляется само." in progress.text
    assert progress.buttons == ["Остановить", "Управление"]
    await arrives(newsroom, editor)
    assert await newsroom.shows_progress() == 1
    assert "Отправка закончена." in progress.text
    assert "обновляется" not in progress.text
    assert progress.buttons == ["Управление"]
    assert await kept(newsroom.db) == 0
    assert await newsroom.shows_progress() == 0


async def test_what_has_not_changed_is_not_edited(newsroom: Newsroom, editor: Person) -> None:
    await broadcasts_something(newsroom, editor)
    before = edits(newsroom)
    for _ in range(3):
        assert await newsroom.shows_progress() == 0
    assert edits(newsroom) == before
    assert await kept(newsroom.db) == 1


async def test_two_edits_of_a_message_are_seconds_apart(newsroom: Newsroom, editor: Person) -> None:
    await broadcasts_something(newsroom, editor)
    await arrives(newsroom, editor)
    for _ in range(3):
        assert await newsroom.shows_progress(NOTHING_LATER) == 0
    assert await newsroom.shows_progress(PAUSE) == 1


async def test_what_goes_on_for_long_is_looked_at_more_rarely(newsroom: Newsroom, editor: Person) -> None:
    await broadcasts_something(newsroom, editor)
    await newsroom.shows_progress(timedelta(minutes=10))
    await arrives(newsroom, editor)
    assert await newsroom.shows_progress(timedelta(seconds=15)) == 0
    assert await newsroom.shows_progress(timedelta(seconds=20)) == 1


async def test_another_screen_in_its_place_stays(newsroom: Newsroom, editor: Person) -> None:
    progress = await broadcasts_something(newsroom, editor)
    await editor.presses("Управление")
    await newsroom.idle()
    await arrives(newsroom, editor)
    assert await newsroom.shows_progress() == 0
    assert "Ждут отправки" not in progress.text
    assert await kept(newsroom.db) == 0


async def test_a_message_that_was_deleted_is_left_alone(newsroom: Newsroom, editor: Person) -> None:
    progress = await broadcasts_something(newsroom, editor)
    newsroom.telegram.remove(progress)
    await arrives(newsroom, editor)
    assert await newsroom.shows_progress() == 0
    assert await kept(newsroom.db) == 0
    assert "Отправка закончена." not in [message.text for message in editor.by_bot]


async def test_after_two_days_it_is_left_as_it_is(newsroom: Newsroom, editor: Person) -> None:
    await broadcasts_something(newsroom, editor)
    await newsroom.shows_progress(KEPT)
    assert await kept(newsroom.db) == 0


async def test_a_clock_that_went_back_stops_nothing(newsroom: Newsroom, editor: Person) -> None:
    progress = await broadcasts_something(newsroom, editor)
    await arrives(newsroom, editor)
    assert await newsroom.shows_progress(-timedelta(days=300)) == 1
    assert "Отправка закончена." in progress.text


async def test_it_goes_on_after_a_restart(
    db: Database, telegram: Telegram, settings: Settings, gate: Gate
) -> None:
    editor = telegram.person("Ержан", EDITOR, language="ru")
    async with running(db, telegram, settings, gate) as newsroom:
        await editor.writes("/start")
        await editor.receives()
        progress = await broadcasts_something(newsroom, editor)
    async with running(db, telegram, settings, gate) as newsroom:
        await arrives(newsroom, editor)
        assert await newsroom.shows_progress() == 1
    assert "Отправка закончена." in progress.text


async def test_it_is_forgotten_with_the_person(newsroom: Newsroom, editor: Person) -> None:
    await broadcasts_something(newsroom, editor)
    await editor.writes("/forget")
    await editor.presses("Да, удалить всё")
    await newsroom.idle()
    assert await kept(newsroom.db) == 0
    assert await newsroom.shows_progress() == 0


async def test_a_new_feed_says_by_itself_that_it_was_checked(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    added = await editor.receives("Ещё не проверялась")
    await newsroom.idle()
    assert await newsroom.shows_progress() == 0
    loop = FeedLoop(newsroom.db, newsroom.feeds, newsroom.telegram.clock)
    await loop.tick()
    await loop.finish()
    assert await newsroom.shows_progress() == 1
    assert "Лента «Вести <степи>» добавлена" in added.text
    assert "За неделю: 1 статья" in added.text
    assert await kept(newsroom.db) == 0
