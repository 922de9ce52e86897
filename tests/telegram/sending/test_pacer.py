"""The pace of calls, on a clock that the test moves itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetChatMember,
    GetUpdates,
    PinChatMessage,
    Response,
    SendChatAction,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

from bot.delivery.outcomes import Wait
from bot.telegram.sending.pacer import Pacer

T = TypeVar("T")


class Wire:
    """The far end of the middleware: notes when each call came; refuses as told, in turn or by chat."""

    def __init__(self, *refusals: int, chats: dict[int, int] | None = None) -> None:
        self.times: list[float] = []
        self.calls: list[tuple[float, str, int | None]] = []
        self._refusals = list(refusals)
        self._chats = dict(chats or {})

    async def __call__(self, bot: Bot, method: TelegramMethod[TelegramType]) -> Response[TelegramType]:
        now, chat_id = asyncio.get_running_loop().time(), getattr(method, "chat_id", None)
        self.times.append(now)
        self.calls.append((now, method.__api_method__, chat_id))
        seconds = self._refusals.pop(0) if self._refusals else self._chats.pop(chat_id or 0, 0)
        if seconds:
            raise TelegramRetryAfter(method=method, message="Too Many Requests", retry_after=seconds)
        return Response[TelegramType](ok=True)

    def times_in(self, chat_id: int) -> list[float]:
        return [time for time, _, chat in self.calls if chat == chat_id]


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
PRESS = AnswerCallbackQuery(callback_query_id="1")
PIN = PinChatMessage(chat_id=7, message_id=1)
GET = GetChatMember(chat_id=7, user_id=1)


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


@pytest.mark.parametrize("refused", [7, -7])
def test_a_refusal_holds_its_chat_alone(refused: int) -> None:
    wire = Wire(chats={refused: 25})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        await asyncio.gather(*(reply(pacer, wire, chat) for chat in (refused, 8, -8)))
        assert await row(pacer, wire, 9) is None

    play(scene)
    assert wire.times_in(refused) == [0, 25]
    assert [wire.times_in(chat) for chat in (8, -8, 9)] == [[0], [0], [25]]


@pytest.mark.parametrize("call", [EditMessageText(chat_id=7, message_id=1, text="…"), PIN, GET])
def test_whatever_is_refused_in_a_chat_holds_what_is_written_there(call: TelegramMethod[Any]) -> None:
    wire = Wire(chats={7: 25})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        held = asyncio.create_task(pacer(wire, BOT, call))
        await asyncio.sleep(1)
        await asyncio.gather(held, reply(pacer, wire, 7), reply(pacer, wire, 8))

    play(scene)
    assert wire.times_in(8) == [1]
    assert wire.times_in(7) == [0, 25, 25]


def test_one_chat_refused_again_and_again_holds_nobody_else() -> None:
    wire = Wire()

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        for _ in range(5):
            pacer.refused(7, 25)
        await reply(pacer, wire, 8)

    play(scene)
    assert wire.times_in(8) == [0]


def test_several_chats_refused_in_a_row_hold_everybody_for_the_shortest_time_asked() -> None:
    wire = Wire(chats={1: 20, 2: 10, 3: 30})

    async def scene() -> Wait | None:
        pacer = Pacer(send_rate=25)
        held = [asyncio.create_task(reply(pacer, wire, chat)) for chat in (1, 2, 3)]
        await asyncio.sleep(1)
        refusal = await row(pacer, wire, 8)
        await asyncio.gather(*held, reply(pacer, wire, 9))
        return refusal

    assert play(scene) == Wait(9, everywhere=True)
    assert wire.times_in(9) == [10]
    assert [wire.times_in(chat)[1] for chat in (1, 2, 3)] == [20, 10, 30]


def test_chats_refused_between_others_that_are_served_hold_themselves_alone() -> None:
    """As groups in slow mode among many readers."""
    wire = Wire(chats=dict.fromkeys((-1, -2, -3), 3600))

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        for chat in (-1, 1, -2, 2, -3, 3):
            with suppress(TelegramRetryAfter):
                await reply(pacer, wire, chat)

    play(scene)
    assert [wire.times_in(chat) for chat in (1, 2, 3)] == [[0], [0], [0]]


def test_chats_refused_long_after_each_other_hold_themselves_alone() -> None:
    wire = Wire(chats={1: 50, 2: 50, 3: 50})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        held = []
        for chat in (1, 2, 3):
            held.append(asyncio.create_task(reply(pacer, wire, chat)))
            await asyncio.sleep(4)
        await asyncio.gather(*held, reply(pacer, wire, 4))

    play(scene)
    assert wire.times_in(4) == [12]


def test_a_refusal_of_a_call_without_a_chat_holds_everybody() -> None:
    wire = Wire(5)

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        refused = asyncio.create_task(pacer(wire, BOT, SetMyCommands(commands=[])))
        await asyncio.sleep(1)
        await asyncio.gather(refused, reply(pacer, wire, 8))

    play(scene)
    assert wire.times == [0, 5, 5]


@pytest.mark.parametrize("urgent", [PRESS, GetUpdates()])
def test_presses_and_the_long_poll_wait_for_nobody_else(urgent: TelegramMethod[Any]) -> None:
    wire = Wire(chats={0: 20, 7: 20})

    async def scene() -> float:
        pacer = Pacer(send_rate=25)
        held = [
            asyncio.create_task(pacer(wire, BOT, call))
            for call in (SetMyCommands(commands=[]), SendMessage(chat_id=7, text="…"))
        ]
        await asyncio.sleep(1)
        await asyncio.gather(*(pacer(wire, BOT, urgent) for _ in range(40)))
        answered = asyncio.get_running_loop().time()
        await asyncio.gather(*held)
        return answered

    assert play(scene) == 1


def test_a_refused_answer_to_a_press_is_given_when_it_may() -> None:
    wire = Wire(5)

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        first = asyncio.create_task(pacer(wire, BOT, PRESS))
        await asyncio.sleep(1)
        await asyncio.gather(first, pacer(wire, BOT, PRESS), reply(pacer, wire, 8))

    play(scene)
    assert wire.times == [0, 5, 5, 5]


def test_who_is_held_sees_no_typing() -> None:
    wire = Wire(chats={7: 30})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        held = asyncio.create_task(reply(pacer, wire, 7))
        await asyncio.sleep(1)
        with pytest.raises(TelegramRetryAfter):
            await pacer(wire, BOT, SendChatAction(chat_id=7, action="typing"))
        await held

    play(scene)
    assert [name for _, name, _ in wire.calls] == ["sendMessage", "sendMessage"]


def test_questions_about_a_held_chat_are_asked() -> None:
    """Who sets a group up in private does not wait for the group."""
    wire = Wire(chats={-7: 30})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        held = asyncio.create_task(reply(pacer, wire, -7))
        await asyncio.sleep(1)
        await pacer(wire, BOT, GET.model_copy(update={"chat_id": -7}))
        await held

    play(scene)
    assert wire.times_in(-7) == [0, 1, 30]


def test_rows_for_a_held_chat_go_back_and_hold_up_nobody() -> None:
    wire = Wire(chats={7: 30})

    async def scene() -> list[Wait | None]:
        pacer = Pacer(send_rate=25)
        held = asyncio.create_task(reply(pacer, wire, 7))
        await asyncio.sleep(1)
        waits = await asyncio.gather(*(row(pacer, wire, chat) for chat in (7, 7, 7, 7, 7, 8)))
        held.cancel()
        return waits

    assert play(scene) == [Wait(29, everywhere=False)] * 5 + [None]
    assert wire.times_in(8) == [1]


def test_a_row_that_waits_for_its_turn_goes_back_when_its_chat_is_held_meanwhile() -> None:
    wire = Wire(0, 0, 0, 3600)

    async def scene() -> tuple[Wait | None, float]:
        pacer = Pacer(send_rate=25)
        await asyncio.gather(*(reply(pacer, wire, 7) for _ in range(3)))
        await asyncio.sleep(2.5)
        refused = asyncio.create_task(reply(pacer, wire, 7))
        waiting = asyncio.create_task(row(pacer, wire, 7))
        with pytest.raises(TelegramRetryAfter):
            await refused
        return await waiting, asyncio.get_running_loop().time()

    refusal, came_back = play(scene)
    assert came_back < 4
    assert refusal is not None
    assert refusal.seconds > 3590


def test_places_that_a_held_chat_did_not_need_are_free_for_others() -> None:
    """Thirty in a second are left to those who may be written to."""
    wire = Wire(chats={7: 50})

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        flood = [asyncio.create_task(reply(pacer, wire, 7)) for _ in range(40)]
        await asyncio.sleep(2)
        await asyncio.gather(*(reply(pacer, wire, chat) for chat in range(100, 130)))
        for task in flood:
            task.cancel()

    play(scene)
    assert [time for time, _, chat in wire.calls if chat != 7] == [2] * 30


def test_a_wait_of_more_than_a_minute_is_told_at_once_without_asking_telegram_again() -> None:
    wire = Wire(3600)

    async def scene() -> list[int]:
        pacer = Pacer(send_rate=25)
        told = []
        for pause in (0, 600):
            await asyncio.sleep(pause)
            with pytest.raises(TelegramRetryAfter) as refused:
                await reply(pacer, wire, 7)
            told.append(refused.value.retry_after)
        return told

    assert play(scene) == [3600, 3000]
    assert wire.times == [0]


def test_edits_in_private_are_paced_with_what_is_sent_there() -> None:
    wire = Wire()

    async def scene() -> None:
        pacer = Pacer(send_rate=25)
        edits = (pacer(wire, BOT, EditMessageText(chat_id=7, message_id=n, text="…")) for n in range(9))
        await asyncio.gather(*edits, reply(pacer, wire, 7))

    play(scene)
    assert most_within(3, wire.times) == 3


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
            await pacer(wire, BOT, PRESS)

    play(scene)
    assert wire.times == [0] * 100
