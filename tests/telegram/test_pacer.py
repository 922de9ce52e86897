"""The pace of calls, on a clock that the test moves itself."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, Response, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.pacer import Limit, Pacer, bulk


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
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.offset = max(self.offset, self._scheduled[0]._when)  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


BOT = Bot("42:TEST")


async def send(pacer: Pacer, wire: Wire, chat_id: int, *, in_bulk: bool = False) -> None:
    method = SendMessage(chat_id=chat_id, text="…")
    if in_bulk:
        with bulk():
            await pacer(wire, BOT, method)
    else:
        await pacer(wire, BOT, method)


def sent(*chats: int, in_bulk: bool = False, refusals: tuple[int, ...] = ()) -> list[float]:
    """When messages to these chats, all asked for at once, go out."""
    wire = Wire(*refusals)

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        await asyncio.gather(*(send(pacer, wire, chat, in_bulk=in_bulk) for chat in chats))

    with asyncio.Runner(loop_factory=Timeline) as runner:
        runner.run(scene())
    return wire.times


def most_within(seconds: float, times: list[float]) -> int:
    return max(sum(start <= time < start + seconds for time in times) for start in times)


def test_bulk_keeps_to_its_rate_and_uses_it() -> None:
    times = sent(*range(1, 251), in_bulk=True)
    assert most_within(1, times) <= 26
    assert times[-1] == pytest.approx(249 / 25, rel=0.01)


def test_replies_keep_to_the_overall_rate() -> None:
    times = sent(*range(1, 301))
    assert most_within(1, times) == 30
    assert times[-1] == pytest.approx(9 * 1.05)


def test_one_chat_gets_one_a_second_after_a_short_burst() -> None:
    times = sent(*[7] * 9)
    assert most_within(0.5, times) == 3
    assert most_within(3, times) == 3


def test_a_group_gets_twenty_a_minute() -> None:
    assert most_within(60, sent(*[-7] * 60)) == 20


def test_a_reply_waits_out_a_refusal() -> None:
    assert sent(7, refusals=(5,)) == [0, 5]


def test_a_refusal_in_a_private_chat_slows_everybody() -> None:
    times = sent(7, *[8] * 1, refusals=(5,))
    assert times[0] == 0
    assert times[-1] >= 5


def test_a_bulk_refusal_is_the_callers() -> None:
    with pytest.raises(TelegramRetryAfter):
        sent(7, in_bulk=True, refusals=(5,))


def test_a_refusal_for_too_long_is_given_up() -> None:
    with pytest.raises(TelegramRetryAfter):
        sent(7, refusals=(3600,))


def test_answers_to_buttons_are_not_paced() -> None:
    wire = Wire()

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        for _ in range(100):
            await pacer(wire, BOT, AnswerCallbackQuery(callback_query_id="1"))

    with asyncio.Runner(loop_factory=Timeline) as runner:
        runner.run(scene())
    assert wire.times == [0] * 100


def test_a_limit_gives_back_what_was_not_used() -> None:
    limit = Limit(2, 1)
    assert [limit.reserve(0), limit.reserve(0), limit.reserve(0)] == [0, 0, 1]
    assert limit.reserve(100) == 100
