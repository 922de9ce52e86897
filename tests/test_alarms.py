"""Many alarms of a kind are one word, then ever fewer; what is over is said once."""

from __future__ import annotations

import asyncio

import pytest

from bot.alarms import LINES, MAX_LOOKS_FOR_A_WORD, Alarms, Trouble
from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.playground.world.signals import PATIENCE
from tests.delivery.test_storage_trouble import Told


async def looks(alarms: Alarms, trouble: Trouble, *came: int) -> None:
    """Ten minutes each, in which it came so often."""
    for times in came:
        for _ in range(times):
            alarms.sound(trouble)
        alarms.look(trouble)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_a_storm_is_one_word_and_a_count() -> None:
    told = Told()
    await looks(Alarms(told.tell), "database-locked", 1000)
    assert told.troubles == ["database-locked"]
    assert told.said[1:] == ["The database is locked: 999 more times in the last 10 minutes."]


async def test_what_goes_on_is_told_ever_more_seldom() -> None:
    told = Told()
    await looks(Alarms(told.tell), "database-full", 4, *[2] * 99)
    minutes = [said.split(" in the last ")[1] for said in told.said[1:]]
    assert minutes[:4] == ["10 minutes.", "20 minutes.", "40 minutes.", "80 minutes."]
    assert minutes[-1] == f"{MAX_LOOKS_FOR_A_WORD * 10} minutes."
    assert len(told.said) == 1 + 7


async def test_what_is_over_is_said_once_and_may_begin_anew() -> None:
    told = Told()
    alarms = Alarms(told.tell)
    await looks(alarms, "telegram-away", 3, 0)
    await looks(alarms, "telegram-away", 1)
    assert told.troubles == ["telegram-away"] * 2
    assert [said for said in told.said if "seems to be over" in said] == [
        "Telegram does not answer: it seems to be over. Nothing for 10 minutes; it happened 3 times in all.",
        "Telegram does not answer: it seems to be over. Nothing for 10 minutes; it happened once in all.",
    ]


async def test_an_event_has_no_end_but_all_of_it_is_told() -> None:
    told = Told()
    alarms = Alarms(told.tell)
    await looks(alarms, "messages-failed", 1)
    assert len(told.said) == 1
    await looks(alarms, "messages-failed", 2, 1, 0)
    assert told.said[2:] == [
        "Telegram refused a message: once more in the last 10 minutes.",
        "Telegram refused a message: once more in the last 20 minutes.",
    ]


@pytest.mark.parametrize("trouble", sorted(LINES))
async def test_every_trouble_has_its_words(trouble: Trouble) -> None:
    for language in INTERFACE_LANGUAGES:
        say = speak(language)
        assert len(say(f"alert-{trouble}")) > len(say(f"trouble-{trouble}")) > 5


async def test_each_kind_has_its_own_count() -> None:
    told = Told()
    alarms = Alarms(told.tell)
    for trouble in ("database-full", "telegram-away", "database-full"):
        alarms.sound(trouble)
    await looks(alarms, "database-full", 0)
    assert sorted(told.troubles) == ["database-full", "telegram-away"]
    assert told.said[2:] == ["The disk is full: once more in the last 10 minutes."]


async def test_a_chat_that_cannot_be_told_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def fails(_: object) -> None:
        raise OSError("no connection")

    alarms = Alarms(fails)
    await looks(alarms, "clock-back", 1)
    assert not await alarms.tell(str)
    assert await Alarms().tell(str)
    assert "the operators' chat could not be told" in caplog.text


async def test_looks_come_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.alarms.QUIET_SECONDS", 0.001)
    told, over = Told(), asyncio.Event()

    async def tell(words: object) -> None:
        await told.tell(words)  # type: ignore[arg-type]
        if len(told.said) == 2:
            over.set()

    Alarms(tell).sound("database-locked")
    async with asyncio.timeout(PATIENCE):
        await over.wait()
    assert "seems to be over" in told.said[1]
