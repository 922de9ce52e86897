"""The pace of calls, on a clock that the test moves itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TypeVar

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.services.outcomes import Wait
from bot.telegram.pacer import Pacer

T = TypeVar("T")


class Wire:
    """The far end of the middleware: notes when each call came, and refuses as told."""

    def __init__(self, *refusals: int) -> None:
        self.times: list[float] = []
        self._refusals = list(refusals)

    async def __call__(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Response[TelegramType]:
        self.times.append(asyncio.get_running_loop().time())
        if self._refusals and (seconds := self._refusals.pop(0)):
            raise TelegramRetryAfter(method=method, message="Too Many Requests", retry_after=seconds)
        return Response[TelegramType](ok=True)


class Timeline(asyncio.SelectorEventLoop):
    """Sleeps take no time: the clock jumps to the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.offset = 0.0

    def time(self) -> float:
        return self.offset

    def _run_once(self) -> None:
        if not self._ready:  # type: ignore[attr-defined]
            timers = (timer._when for timer in self._scheduled if not timer._cancelled)  # type: ignore[attr-defined]
            self.offset = max(self.offset, min(timers, default=self.offset))
        super()._run_once()  # type: ignore[misc]


BOT = Bot("42:TEST")


async def reply(pacer: Pacer, wire: Wire, chat_id: int) -> None:
    await pacer(wire, BOT, SendMessage(chat_id=chat_id, text="…"))


async def row(pacer: Pacer, wire: Wire, chat_id: int) -> Wait | None:
    """As the sender does: the outbox keeps few rows waiting, so they come one after the other."""
    async with pacer.bulk(chat_id) as refusal:
        if refusal is None:
            await wire(BOT, SendMessage(chat_id=chat_id, text="…"))
    return refusal


def play(scene: Callable[[], Coroutine[None, None, T]]) -> T:
    with asyncio.Runner(loop_factory=Timeline) as runner:
        return runner.run(scene())


def sent(*chats: int, refusals: tuple[int, ...] = ()) -> list[float]:
    """When replies to these chats, all asked for at once, go out."""
    wire = Wire(*refusals)

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        await asyncio.gather(*(reply(pacer, wire, chat) for chat in chats))

    play(scene)
    return wire.times


def rows_sent(count: int, rate: float, *, paid: bool = False) -> list[float]:
    """When rows for so many chats go out, eight of them waiting at a time."""
    wire = Wire()

    async def scene() -> None:
        pacer = Pacer(rate, paid=paid)
        numbers = iter(range(1, count + 1))

        async def lane() -> None:
            for number in numbers:
                assert await row(pacer, wire, number) is None

        await asyncio.gather(*(lane() for _ in range(8)))

    play(scene)
    return wire.times


def most_within(seconds: float, times: list[float]) -> int:
    return max(sum(start <= time < start + seconds for time in times) for start in times)


@pytest.mark.parametrize("rate", [5, 25, 29])
def test_rows_keep_to_their_rate_and_use_it(rate: int) -> None:
    times = rows_sent(250, rate)
    assert most_within(1, times) <= 30
    assert 250 / (times[-1] - times[0]) == pytest.approx(rate, rel=0.05)


def test_at_thirty_a_second_a_small_margin_stays() -> None:
    times = rows_sent(300, 30)
    assert most_within(1.004, times) == 30
    assert 300 / (times[-1] - times[0]) >= 0.95 * 30


def test_paid_rows_go_a_thousand_a_second_beside_thirty_replies() -> None:
    times = rows_sent(3000, 25, paid=True)
    assert most_within(1, times) <= 1000
    assert 3000 / (times[-1] - times[0]) >= 950


def test_replies_keep_to_the_overall_rate() -> None:
    times = sent(*range(1, 301))
    assert most_within(1, times) == 30
    assert times[-1] == pytest.approx(9 * 1.005)


def test_a_slow_answer_holds_its_place_while_telegram_may_count_it() -> None:
    """What the far end counts lies between the request and its answer."""
    counted: list[float] = []

    async def slow(bot: Bot, method: TelegramMethod[TelegramType]) -> Response[TelegramType]:
        await asyncio.sleep(0.09 if len(counted) % 2 else 0.01)
        counted.append(asyncio.get_running_loop().time())
        return Response[TelegramType](ok=True)

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        calls = (pacer(slow, BOT, SendMessage(chat_id=chat, text="…")) for chat in range(1, 200))
        await asyncio.gather(*calls)

    play(scene)
    assert most_within(1, counted) <= 30


def test_replies_go_before_rows() -> None:
    """All 30 places are wanted at once by rows and replies; who answers people is through first."""
    order: list[str] = []

    async def note(name: str, turn: Awaitable[object]) -> None:
        await turn
        order.append(name)

    async def scene() -> None:
        pacer, wire = Pacer(send_rate=30), Wire()
        await asyncio.gather(*(reply(pacer, wire, chat) for chat in range(100, 130)))
        rows = (note("row", row(pacer, wire, chat)) for chat in range(1, 6))
        replies = (note("reply", reply(pacer, wire, chat)) for chat in range(200, 205))
        await asyncio.gather(*rows, *replies)

    play(scene)
    assert order == ["reply"] * 5 + ["row"] * 5


def test_replies_do_not_starve_rows() -> None:
    async def scene() -> float:
        pacer, wire = Pacer(send_rate=25), Wire()
        flood = [asyncio.create_task(reply(pacer, wire, chat)) for chat in range(1, 600)]
        await asyncio.sleep(0)
        await row(pacer, wire, 1000)
        took = asyncio.get_running_loop().time()
        await asyncio.gather(*flood)
        return took

    assert play(scene) <= 20


def test_one_chat_gets_one_a_second_after_a_short_burst() -> None:
    times = sent(*[7] * 9)
    assert most_within(0.5, times) == 3
    assert most_within(3, times) == 3


def test_a_group_gets_twenty_a_minute() -> None:
    assert most_within(60, sent(*[-7] * 60)) == 20


def test_a_row_for_a_busy_chat_waits_elsewhere() -> None:
    async def scene() -> Wait | None:
        pacer, wire = Pacer(send_rate=25), Wire()
        for _ in range(20):
            assert await row(pacer, wire, -7) is None
        return await row(pacer, wire, -7)

    refusal = play(scene)
    assert refusal is not None
    assert not refusal.everywhere
    assert 50 < refusal.seconds <= 60.1


def test_a_reply_waits_out_a_refusal() -> None:
    assert sent(7, refusals=(5,)) == [0, 5]


def test_a_refusal_in_a_private_chat_slows_everybody() -> None:
    times = sent(7, 8, refusals=(5,))
    assert times[0] == 0
    assert times[-1] >= 5


def test_a_refusal_in_a_group_slows_that_group_alone() -> None:
    times = sent(-7, 8, -7, refusals=(5,))
    assert times == [0, 0, 5, 5]


def test_after_a_refusal_rows_are_told_how_long_to_wait() -> None:
    async def scene() -> Wait | None:
        pacer = Pacer(send_rate=25)
        pacer.pause(7, 30)
        return await row(pacer, Wire(), 8)

    assert play(scene) == Wait(30, everywhere=True)


def test_a_refusal_for_too_long_is_given_up() -> None:
    with pytest.raises(TelegramRetryAfter):
        sent(7, refusals=(3600,))


def test_chats_that_are_quiet_again_are_forgotten() -> None:
    async def scene() -> int:
        pacer, wire = Pacer(send_rate=25, paid=True), Wire()
        for chat in range(1, 5001):
            await row(pacer, wire, chat)
        return len(pacer._chats)

    assert play(scene) < 4800


def test_answers_to_buttons_are_not_paced() -> None:
    wire = Wire()

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        for _ in range(100):
            await pacer(wire, BOT, AnswerCallbackQuery(callback_query_id="1"))

    play(scene)
    assert wire.times == [0] * 100
