"""The owner of a channel gets the draft in private and decides by buttons; nobody else can."""

from __future__ import annotations

from datetime import timedelta

from bot.editions.approvals import ApprovalPlanner
from bot.editions.planner import Planner
from bot.playground.world.person import Person
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects


async def at(newsroom: Newsroom, hour: int, minute: int) -> None:
    """The next time the clock of Almaty shows this, with what is due then."""
    now = newsroom.telegram.now()
    wanted = now.replace(hour=hour - 5, minute=minute, second=0)
    now = newsroom.telegram.clock.move((wanted - now) % timedelta(days=1))
    await ApprovalPlanner(newsroom.db, SameProcess(), "newsdigest_bot").step(now)
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)


async def test_the_owner_decides(newsroom: Newsroom, reader: Person) -> None:
    channel = newsroom.telegram.channel("Жаңалықтар", owner=reader)
    stranger = newsroom.telegram.person("Чужой", language="ru")
    await connects(reader, channel)
    for button in (
        "Когда выходит",
        "Черновик: не нужен",
        "без ответа не выйдет",
        "Время: не выбрано",
        "09:00",
    ):
        await reader.presses(button)
    await reader.writes("/pause")  # of their own digests
    await reader.receives("на паузе")
    await at(newsroom, 8, 0)
    await newsroom.has("bridge", "chess")
    await at(newsroom, 8, 30)
    async with newsroom.delivering():
        draft = await reader.receives("Черновик для «Жаңалықтар»")
    assert "Выйдет, только если вы нажмёте «Опубликовать в 09:00»." in draft.text
    assert draft.buttons == ["Опубликовать в 09:00", "Убрать новость", "Пропустить"]
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
