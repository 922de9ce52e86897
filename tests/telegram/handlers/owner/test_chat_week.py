"""Taps on the links of a channel's posts and the reactions under them are counted; nobody is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.editions.planner import Planner
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from storage.rows import fetch_all
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects


async def publishes(newsroom: Newsroom, owner: Person) -> tuple[Channel, Message]:
    """A channel and its post of this morning, which tells of the bridge and the chess."""
    telegram = newsroom.telegram
    channel = telegram.channel("Жаңалықтар", owner=owner)
    await connects(owner, channel)
    await owner.presses("Время: не выбрано")
    await owner.presses("09:00")
    await owner.sees("✓ 09:00")
    await newsroom.has("bridge", "chess")
    morning = (telegram.now() + timedelta(days=1)).replace(hour=4, minute=0)
    telegram.clock.move(morning - telegram.now())
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(morning)
    async with newsroom.delivering():
        return channel, await channel.receives()


async def counted(newsroom: Newsroom) -> list[tuple[int, int]]:
    """(edition, times) of what was tapped."""
    async with newsroom.db.read() as reader:
        rows = await fetch_all(reader, "SELECT edition_id, sum(times) FROM story_taps GROUP BY 1 ORDER BY 1")
    return [tuple(row) for row in rows]


def story_link(post: Message) -> str:
    return next(link for link in post.links if "start=s" in link)


async def test_an_owner_sees_taps_and_reactions_of_the_week(newsroom: Newsroom, reader: Person) -> None:
    channel, post = await publishes(newsroom, reader)
    link = story_link(post)
    assert link.endswith("e1")
    other = newsroom.telegram.person("Асель", language="ru")
    for person in (other, other, newsroom.telegram.person("Марат", language="ru")):
        await person.opens(link)
        await person.receives("мост")
    channel.shows_reactions(post, **{"👍": 3, "❤": 1})
    await newsroom.idle()
    channel.shows_reactions(post, **{"👍": 5, "❤": 1})  # as many as there are now, not so many more
    await newsroom.idle()
    await reader.writes("/chats")
    await reader.presses("Жаңалықтар")
    await reader.presses("Как читают")
    screen = await reader.sees("Как читали посты за 7 дней")
    assert "Выпусков: 1\nПереходов к новостям: 3\nРеакций: 6" in screen.text
    assert "мост" in screen.text.partition("Чаще открывали")[2].partition("По выпускам")[0]
    assert "09:00: 3 перехода, 6 реакций" in screen.text


async def test_a_link_of_a_private_edition_names_none_and_is_counted_for_all(
    newsroom: Newsroom, reader: Person
) -> None:
    await newsroom.has("bridge")
    for payload in ("s1", "s1e1", "s999", "s1e"):
        await reader.writes(f"/start {payload}")
        await reader.receives()
    assert await counted(newsroom) == [(0, 2)]  # s1 and s1e1: no edition has that number


async def test_a_private_edition_is_a_persons_so_its_number_is_not_kept(
    newsroom: Newsroom, reader: Person
) -> None:
    local = newsroom.telegram.now() + timedelta(hours=5, minutes=-1)
    await reader.writes(f"/subscribe {local:%H:%M}")
    await reader.receives()
    await newsroom.has("bridge")
    tomorrow = newsroom.telegram.clock.move(timedelta(days=1))
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(tomorrow)
    async with newsroom.delivering():
        edition = await reader.receives("статей")
    assert [link for link in edition.links if "start=s" in link and "e" in link.partition("start=s")[2]] == []
    await reader.writes("/start s1e1")  # of the edition that is theirs
    await reader.receives("мост")
    assert await counted(newsroom) == [(0, 1)]


@pytest.mark.parametrize("kinds", [None, ["message"]], ids=["by default", "other kinds"])
async def test_reactions_are_told_only_to_who_asks(
    newsroom: Newsroom, reader: Person, kinds: list[str] | None
) -> None:
    telegram = newsroom.telegram
    assert "message_reaction_count" in newsroom.inbox.kinds
    assert "message_reaction" not in newsroom.inbox.kinds
    channel = telegram.channel("Жаңалықтар", owner=reader)
    post = channel.posts("Доброе утро")
    await newsroom.idle()
    before = telegram.updates.next_id
    telegram.updates.allow(kinds or [])
    channel.shows_reactions(post, **{"👍": 1})
    assert telegram.updates.next_id == before


async def test_a_chat_without_editions_says_so(newsroom: Newsroom, reader: Person) -> None:
    await connects(reader, newsroom.telegram.channel("Жаңалықтар", owner=reader))
    await reader.presses("Как читают")
    await reader.sees("выпусков не было")
