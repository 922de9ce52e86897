"""The owner of a channel gets the draft in private and decides by buttons; nobody else can."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.editions.approvals import ApprovalPlanner
from bot.editions.planner import Planner
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.playground.world.places import Place
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects


async def at(newsroom: Newsroom, hour: int, minute: int) -> None:
    """The next time the clock of Almaty shows this, with what is due then."""
    now = newsroom.telegram.now()
    wanted = now.replace(hour=hour - 5, minute=minute, second=0)
    now = newsroom.telegram.clock.move((wanted - now) % timedelta(days=1))
    await ApprovalPlanner(newsroom.db, SameProcess(), "newsdigest_bot").step(now)
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)


async def sees_a_draft(newsroom: Newsroom, owner: Person) -> tuple[Place, Message]:
    """A channel whose editions go only when its owner says so, and the draft of the one at 09:00."""
    channel = newsroom.telegram.channel("Жаңалықтар", owner=owner)
    await connects(owner, channel)
    for button in (
        "Когда выходит",
        "Черновик: не нужен",
        "без ответа не выйдет",
        "Время: не выбрано",
        "09:00",
    ):
        await owner.presses(button)
    await owner.writes("/pause")  # of their own digests
    await owner.receives("на паузе")
    await at(newsroom, 8, 0)
    await newsroom.has("bridge", "chess")
    await at(newsroom, 8, 30)
    async with newsroom.delivering():
        return channel, await owner.receives("Черновик для «Жаңалықтар»")


async def test_an_edition_goes_at_another_time(newsroom: Newsroom, reader: Person) -> None:
    channel, _ = await sees_a_draft(newsroom, reader)
    await reader.presses("В другое время")
    for useless in ("08:00", "18:00", "потом"):
        await reader.writes(useless)
        assert "до 11:00" in (await reader.receives("не подходит")).text
    await reader.writes("10:15")
    await reader.receives("выйдет в 10:15")
    await at(newsroom, 9, 30)
    assert channel.by_bot == []
    await at(newsroom, 10, 15)
    async with newsroom.delivering():
        await channel.receives()


async def test_the_owner_decides(newsroom: Newsroom, reader: Person) -> None:
    stranger = newsroom.telegram.person("Чужой", language="ru")
    channel, draft = await sees_a_draft(newsroom, reader)
    assert "Выйдет, только если вы его опубликуете." in draft.text
    assert draft.buttons == [
        "Опубликовать сейчас",
        "Опубликовать в 09:00",
        "В другое время",
        "Убрать новость",
        "Пропустить",
    ]
    await stranger.writes("/start")
    await stranger.receives()
    for data in ("1:proofdo:publish:1", "1:proofdrop:1:1", "1:proof:1"):
        assert (await stranger.presses_data(stranger.by_bot[-1], data)).text == ""
    assert len(stranger.by_bot) == 1
    await reader.presses("Пропустить")
    assert "не выйдет" in draft.text
    await reader.presses("Опубликовать в 09:00")
    assert draft.text.startswith("Выпуск для «Жаңалықтар» выйдет в 09:00.")
    await reader.presses("Убрать новость")
    assert [button[:2] for button in draft.buttons] == ["✕ ", "✕ ", "На"]
    await reader.presses("✕ ")
    assert len(draft.buttons) == 3
    await reader.presses("Вернуть все новости")
    await reader.presses("✕ ")
    await reader.presses("Назад")
    assert channel.by_bot == []
    await at(newsroom, 9, 0)
    async with newsroom.delivering():
        post = await channel.receives()
    assert "1 новость" in post.text
    await reader.presses_data(draft, "1:proofdo:skip:1")
    assert draft.text == "Выпуск для «Жаңалықтар» опубликован."


async def test_published_now_it_goes_before_its_time_and_once(newsroom: Newsroom, reader: Person) -> None:
    channel, draft = await sees_a_draft(newsroom, reader)
    now, at_nine = (row[0] for row in draft.inline_keyboard[:2])
    assert (now.get("style"), at_nine.get("style")) == ("success", None)
    await reader.presses("Опубликовать сейчас")
    assert draft.text == "Выпуск для «Жаңалықтар» публикуется."
    await at(newsroom, 8, 31)
    async with newsroom.delivering():
        assert "2 новости" in (await channel.receives()).text
    await at(newsroom, 9, 0)
    await at(newsroom, 9, 1)
    assert len(channel.by_bot) == 1


@pytest.mark.parametrize("approves", ["publish", "now"])
async def test_after_its_time_it_can_only_be_published_now(
    newsroom: Newsroom, reader: Person, approves: str
) -> None:
    channel, draft = await sees_a_draft(newsroom, reader)
    await at(newsroom, 9, 5)
    await reader.presses_data(draft, "1:proof:1")
    assert draft.buttons == ["Опубликовать сейчас", "Мои чаты"]
    await reader.presses_data(draft, f"1:proofdo:{approves}:1")
    assert draft.text == "Выпуск для «Жаңалықтар» публикуется."
    await at(newsroom, 9, 6)
    async with newsroom.delivering():
        assert "2 новости" in (await channel.receives()).text
