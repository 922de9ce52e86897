"""Above a chat's review of the week stand its statistics as a picture, where the owner wants them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answers.trends import can_draw
from bot.editions.planner import Planner
from bot.editions.week_pictures import WeekPicture, picture_row
from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from bot.views.common.html import Html
from storage import destinations, message_texts, outbox, preferences, schedules
from storage.outbox import NewRow
from storage.preferences import Preferences
from storage.rows import fetch_all
from storage.schedules import SUNDAY
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects

PNG = b"\x89PNG\r\n\x1a\n"
REFUSED = "Bad Request: not enough rights to send photos to the chat"


async def reviewed(newsroom: Newsroom, owner: Person, chosen: Preferences) -> Channel:
    """A channel whose review of the week is due in a day."""
    channel = newsroom.telegram.channel("Жаңалықтар", owner=owner)
    await connects(owner, channel)
    due = newsroom.telegram.now() + timedelta(days=1)
    async with newsroom.db.transaction() as tx:
        (found,) = await destinations.owned(tx, owner.id, 9)
        await preferences.put(tx, found.id, chosen)
        await schedules.put(
            tx, found.id, "09:00", weekdays=SUNDAY, zone="Asia/Almaty", next_run=due, review=True
        )
    return channel


async def plans(newsroom: Newsroom) -> None:
    planner = Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    await planner.plan_due(newsroom.telegram.now())


async def waits(newsroom: Newsroom, owner: Person) -> Channel:
    """A post of an edition waits, and a picture that goes before it."""
    channel = newsroom.telegram.channel("Жаңалықтар", owner=owner)
    await connects(owner, channel)
    now = newsroom.telegram.now()
    until = now + timedelta(hours=1)
    async with newsroom.db.transaction() as tx:
        (chat,) = await destinations.owned(tx, owner.id, 9)
        text = await message_texts.add(tx, "Неделя", "[]")
        shown = WeekPicture(PNG, Html("<b>7 дней</b>"))
        above = await picture_row(tx, 5, chat, shown, expires=until, now=now)
        await outbox.add_all(tx, [NewRow("edition", 5, chat.id, text, until), above], now)
    return channel


async def test_it_goes_first_without_a_sound(newsroom: Newsroom, reader: Person) -> None:
    channel = await waits(newsroom, reader)
    async with newsroom.delivering():
        await channel.receives("Неделя")
    picture, post = channel.by_bot
    assert picture.photo is not None
    assert (picture.photo.content, picture.text, picture.silent) == (PNG, "7 дней", True)
    assert (post.text, post.silent) == ("Неделя", False)


async def test_where_photos_are_not_allowed_the_review_comes_alone(
    newsroom: Newsroom, reader: Person
) -> None:
    channel = await waits(newsroom, reader)
    newsroom.telegram.faults.add("refused", method="sendPhoto", description=REFUSED)
    async with newsroom.delivering():
        await channel.receives("Неделя")
    assert [post.text for post in channel.by_bot] == ["Неделя"]
    async with newsroom.db.read() as db:
        (found,) = await destinations.owned(db, reader.id, 9)
        states = [row["state"] for row in await fetch_all(db, "SELECT state FROM outbox ORDER BY id")]
    assert found.pause is None
    assert sorted(states) == ["failed", "sent"]


@pytest.mark.skipif(can_draw(), reason="the extra is installed")
async def test_without_the_extra_it_is_not_offered_and_the_review_comes_alone(
    newsroom: Newsroom, reader: Person
) -> None:
    channel = await reviewed(newsroom, reader, Preferences(picture="week"))
    await newsroom.has("bridge", "chess")
    newsroom.telegram.clock.move(timedelta(days=1, minutes=1))
    await plans(newsroom)
    async with newsroom.delivering():
        await channel.receives("Неделя")
    assert [post.photo for post in channel.by_bot] == [None]
    await reader.presses("Как выглядит")
    await reader.presses("Картинка")
    screen = await reader.sees("Какая картинка")
    assert not any("статистика" in each for each in screen.buttons[:2])


@pytest.mark.extra
@pytest.mark.parametrize("picture", ["week", "story"])
async def test_the_picture_is_of_the_chats_own_topics(
    newsroom: Newsroom, reader: Person, picture: str
) -> None:
    channel = await reviewed(newsroom, reader, Preferences(picture=picture))  # type: ignore[arg-type]
    await newsroom.has("bridge", "chess")
    newsroom.telegram.clock.move(timedelta(days=1, minutes=1))
    await plans(newsroom)
    async with newsroom.delivering():
        await channel.receives("Неделя")
    photos = [post for post in channel.by_bot if post.photo]
    assert len(photos) == (picture == "week")
    if photos:
        assert photos[0].photo is not None
        assert photos[0].photo.content.startswith(PNG)
        assert "Новые статьи: " in photos[0].text
        assert "Новые читатели" not in photos[0].text
