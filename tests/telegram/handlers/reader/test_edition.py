"""A scheduled digest arrives, and its stories open and page like those of an answer."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.editions.planner import Planner
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects
from tests.telegram.handlers.reader.test_digest import STORIES


async def test_an_edition_opens_and_pages(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/language kk")
    await reader.receives()
    local = newsroom.telegram.now() + timedelta(hours=5, minutes=-1)
    await reader.writes(f"/subscribe {local:%H:%M}")
    await reader.receives()
    newsroom.telegram.clock.move(timedelta(hours=2))
    await newsroom.has(*STORIES)
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(tomorrow)
    async with newsroom.delivering():
        edition = await reader.receives("мақаладан")
    before = edition.html
    await reader.presses("1")
    assert edition.html != before
    await reader.presses("Дайджестке оралу")
    assert edition.html == before
    await reader.presses("Тағы")
    assert edition.text.startswith("Қалған жаңалықтар\n8. ")
    more = edition.html
    await reader.presses("8")
    await reader.presses("Тізімге оралу")
    assert edition.html == more
    await reader.presses("Дайджестке оралу")
    assert edition.html == before


async def test_a_channels_edition_is_pinned_silently_in_place_of_yesterdays(
    newsroom: Newsroom, reader: Person
) -> None:
    telegram, planner = newsroom.telegram, Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    channel = telegram.channel("Жаңалықтар", owner=reader)
    await connects(reader, channel)
    await reader.presses("Как выглядит")
    await reader.presses("Закреплять: нет")
    await reader.sees("Закреплять: да")
    await reader.presses("Назад")
    await reader.presses("Время: не выбрано")
    await reader.presses("09:00")
    await reader.sees("✓ 09:00")
    await newsroom.has("bridge")
    posts: list[Message] = []
    for story in ("chess", "salt"):
        morning = (telegram.now() + timedelta(days=1)).replace(hour=4, minute=0)
        await planner.plan_due(telegram.clock.move(morning - telegram.now()))
        async with newsroom.delivering():
            posts.append(await channel.receives())
            await channel.chat.changed.until(partial(pinned_alone, channel, posts))
        telegram.clock.move(timedelta(hours=2))
        await newsroom.has(story)
    assert [(post.pinned, post.silent) for post in posts] == [(False, False), (True, False)]
    assert channel.by_bot == posts
    calls = [call.params for call in telegram.journal.calls("pinChatMessage")]
    assert [call["disable_notification"] for call in calls] == ["true", "true"]


def pinned_alone(channel: Channel, posts: list[Message]) -> bool:
    """And nothing says so in the channel."""
    return [post.pinned for post in posts] == [False] * (len(posts) - 1) + [True] and channel.by_bot == posts


async def test_a_channels_members_are_led_to_their_own_digest(newsroom: Newsroom, reader: Person) -> None:
    telegram = newsroom.telegram
    channel = telegram.channel("Жаңалықтар", owner=reader)
    await connects(reader, channel)
    await reader.presses("Время: не выбрано")
    await reader.presses("09:00")
    morning = (telegram.now() + timedelta(days=1)).replace(hour=4, minute=0)
    telegram.clock.move(morning - telegram.now() - timedelta(hours=1))
    await newsroom.has("bridge")
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(
        telegram.clock.move(timedelta(hours=1))
    )
    async with newsroom.delivering():
        post = await channel.receives()
    (link,) = [link for link in post.links if link.endswith("start=digest")]
    member = telegram.person("Подписчик", language="ru")
    await member.opens(link)
    assert "Русский" in (await member.receives()).buttons
    await member.writes("/topics экономика")
    await member.receives()
    await member.opens(link)
    await member.receives("мост через Иртыш")
