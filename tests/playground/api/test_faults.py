"""What goes wrong on demand."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter

from bot.playground.api.faults import Faults, Kind
from bot.playground.api.limits import Limits
from bot.playground.errors import Refusal
from bot.playground.telegram import Telegram
from bot.playground.world.chats import Chat
from tests.playground.conftest import Api


async def test_too_many_requests(telegram: Telegram, bot: Bot) -> None:
    reader = telegram.person("Айгерим", started=True)
    telegram.faults.add("429", method="sendMessage", times=1, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(reader.id, "x")
    assert refused.value.retry_after == 7
    await bot.send_message(reader.id, "x")
    assert telegram.journal.count("sendMessage") == 1
    assert telegram.journal.count("sendMessage", ok=False) == 1


@pytest.mark.parametrize("kind", ["500", "502", "truncated"])
async def test_answers_that_are_no_json(telegram: Telegram, bot: Bot, kind: Kind) -> None:
    reader = telegram.person("Айгерим", started=True)
    telegram.faults.add(kind, times=1)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(reader.id, "x")
    assert len(reader.screen) == (1 if kind == "truncated" else 0)


@pytest.mark.parametrize(("kind", "stored"), [("reset", 0), ("lost", 1), ("down", 0)])
async def test_cut_connections(telegram: Telegram, bot: Bot, kind: Kind, stored: int) -> None:
    reader = telegram.person("Айгерим", started=True)
    telegram.faults.add(kind, times=1)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(reader.id, "x")
    assert len(reader.screen) == telegram.journal.count("sendMessage") == stored


async def test_a_hanging_answer(telegram: Telegram, api: Api) -> None:
    reader = telegram.person("Айгерим", started=True)
    telegram.faults.add("hang", times=1, seconds=60)
    hanging = asyncio.create_task(api.result("sendMessage", chat_id=reader.id, text="x"))
    await telegram.idle.until(lambda: telegram.in_flight)
    assert await api.result("sendMessage", chat_id=reader.id, text="y")
    assert [message.text for message in reader.screen] == ["y"]
    hanging.cancel()


async def test_a_call_is_done_though_the_caller_gave_up(telegram: Telegram, api: Api) -> None:
    reader = telegram.person("Айгерим", started=True)
    telegram.faults.add("hang", times=1, seconds=0.05)
    calling = asyncio.create_task(api("sendMessage", chat_id=reader.id, text="x"))
    await telegram.idle.until(lambda: telegram.in_flight)
    calling.cancel()
    assert (await reader.receives()).text == "x"


async def test_a_poller_that_is_gone_polls_no_more(telegram: Telegram, api: Api) -> None:
    polling = asyncio.create_task(api("getUpdates", timeout=50))
    await telegram.settled()
    polling.cancel()
    await telegram.idle.until(lambda: not telegram.updates.polled)
    with pytest.raises(AssertionError, match=r"not settled .* polling: False"):
        await telegram.settled(within=0.01)


async def test_downloads_fail_too(telegram: Telegram, bot: Bot) -> None:
    sent = await telegram.person("Айгерим").uploads("a.txt", b"x")
    assert sent.document is not None
    telegram.faults.add("down")
    with pytest.raises(aiohttp.ClientError):
        await bot.download_file(sent.document.path)


async def test_faults_of_one_chat(telegram: Telegram, api: Api) -> None:
    first, second = (telegram.person(name, started=True) for name in ("Айгерим", "Болат"))
    telegram.faults.add("429", chat=first.id)
    assert (await api("sendMessage", chat_id=first.id, text="x"))["error_code"] == 429
    assert (await api("sendMessage", chat_id=second.id, text="x"))["ok"]
    telegram.faults.clear()
    assert (await api("sendMessage", chat_id=first.id, text="x"))["ok"]


async def test_a_server_that_is_down_takes_polls_with_it(telegram: Telegram, api: Api) -> None:
    telegram.faults.add("reset")
    assert await api.result("getUpdates") == []
    telegram.faults.add("down")
    with pytest.raises(aiohttp.ClientError):
        await api("getUpdates")


def test_the_same_seed_gives_the_same_faults() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add("500", probability=0.3)
        return [faults.take("sendmessage", 1) is not None for _ in range(50)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 5 < sum(strikes(1)) < 25


async def test_the_journal_is_awaited(telegram: Telegram, api: Api) -> None:
    reader = telegram.person("Айгерим", started=True)
    waiting = asyncio.create_task(telegram.journal.wait("sendMessage", 2, chat=reader.id, text="л"))
    for text in ("алма", "жоқ", "бала"):
        await api("sendMessage", chat_id=reader.id, text=text)
    assert [entry.params["text"] for entry in await waiting] == ["алма", "бала"]
    with pytest.raises(
        AssertionError, match=r"no 1 × editMessageText within 0\.01 s; there were: sendMessage"
    ):
        await telegram.journal.wait("editMessageText", within=0.01)


class Ticking:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def refused_at(limits: Limits, clock: Ticking, chat: Chat, every: float, times: int) -> list[int]:
    """The numbers of the messages that were one too many."""
    refused = []
    for number in range(times):
        try:
            limits.admit(chat)
        except Refusal:
            refused.append(number)
        clock.now += every
    return refused


def test_published_limits() -> None:
    clock = Ticking()
    limits = Limits(True, clock)
    reader, group = Chat(1, "private", "Айгерим"), Chat(-1, "supergroup", "Редакция")
    assert refused_at(limits, clock, reader, 1.0, 60) == []
    assert refused_at(limits, clock, group, 3.0, 60) == []
    clock.now += 100
    assert refused_at(limits, clock, group, 1.0, 30) == list(range(20, 30))
    clock.now += 100
    assert refused_at(limits, clock, reader, 0.0, 5) == [3, 4]
    with pytest.raises(Refusal) as refused:
        limits.admit(reader)
    assert refused.value.parameters == {"retry_after": 3}


def test_thirty_a_second_in_all() -> None:
    clock = Ticking()
    limits = Limits(True, clock)
    for number in range(1, 31):
        limits.admit(Chat(number, "private", "x"))
    with pytest.raises(Refusal, match="retry after 1"):
        limits.admit(Chat(31, "private", "x"))
    limits.admit(Chat(31, "private", "x"), paid=True)
    limits.enforced = False
    limits.admit(Chat(32, "private", "x"))
