"""Answers that are made together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest

from bot.answers.cache import MAX_ANSWERS_SIDE_BY_SIDE, MAX_KEPT_ANSWERS, answered_apart, answered_together
from storage import stories
from storage.database import READERS, Database
from tests.storage.conftest import NOW


class Oracle:
    """Notes what each round asks; the rounds end when `open` is set."""

    def __init__(self) -> None:
        self.rounds: list[list[str]] = []
        self.begun, self.open = asyncio.Event(), asyncio.Event()

    async def answer(self, _: Database, asked: Sequence[str]) -> dict[str, str]:
        self.rounds.append(list(asked))
        self.begun.set()
        await self.open.wait()
        if "?" in asked:
            raise LookupError("?")
        return {each: each.upper() for each in asked}


async def changes(db: Database) -> None:
    async with db.transaction() as tx:
        await stories.refresh(tx, await stories.add(tx, NOW))


async def everyone_has_read(db: Database) -> None:
    """Whoever asked for a connection before has had it: all of them are here now."""
    async with AsyncExitStack() as stack:
        for _ in range(READERS):
            await stack.enter_async_context(db.read())


@pytest.mark.parametrize(("changed", "second"), [(True, ["a", "b"]), (False, ["b", "c"])])
async def test_who_asks_while_a_round_runs_is_in_the_next_one(
    db: Database, changed: bool, second: list[str]
) -> None:
    """But for who asks what is being made already, and no story has changed."""
    oracle = Oracle()
    ask = answered_together(oracle.answer)
    first = asyncio.create_task(ask(db, "a"))
    await oracle.begun.wait()
    if changed:
        await changes(db)
    asked = ("a", "b", "a") if changed else ("a", "b", "a", "c")
    later = [asyncio.create_task(ask(db, each)) for each in asked]
    await asyncio.sleep(0)
    await everyone_has_read(db)
    oracle.open.set()
    assert await asyncio.gather(first, *later) == ["A", *(each.upper() for each in asked)]
    assert [sorted(each) for each in oracle.rounds] == [["a"], second]


async def test_an_answer_is_kept_until_a_story_changes(db: Database) -> None:
    oracle = Oracle()
    ask = answered_together(oracle.answer)
    oracle.open.set()
    assert [await ask(db, each) for each in ("a", "b", "a")] == ["A", "B", "A"]
    assert oracle.rounds == [["a"], ["b"]]
    await changes(db)
    assert await ask(db, "a") == "A"
    assert oracle.rounds == [["a"], ["b"], ["a"]]


async def test_only_the_last_answers_are_kept(db: Database) -> None:
    oracle = Oracle()
    ask = answered_together(oracle.answer)
    oracle.open.set()
    for number in (*range(MAX_KEPT_ANSWERS + 1), MAX_KEPT_ANSWERS, 0):
        await ask(db, str(number))
    assert oracle.rounds[-2:] == [[str(MAX_KEPT_ANSWERS)], ["0"]]


async def test_a_round_that_fails_fails_for_its_own_alone(db: Database) -> None:
    oracle = Oracle()
    ask = answered_together(oracle.answer)
    oracle.open.set()
    with pytest.raises(LookupError):
        await ask(db, "?")
    assert await ask(db, "a") == "A"


async def test_who_gives_up_does_not_take_the_answer_from_others(db: Database) -> None:
    oracle = Oracle()
    ask = answered_together(oracle.answer)
    one, other = (asyncio.create_task(ask(db, "a")) for _ in range(2))
    await oracle.begun.wait()
    one.cancel()
    oracle.open.set()
    assert await other == "A"


class Library:
    """Answers each question when it is `open`; notes what is asked."""

    def __init__(self, *closed: str) -> None:
        self.asked: list[str] = []
        self.open = {each: asyncio.Event() for each in closed}
        self.begun = asyncio.Semaphore(0)

    async def answer(self, _: Database, key: str) -> str:
        self.asked.append(key)
        self.begun.release()
        if key in self.open:
            await self.open[key].wait()
        if key == "?":
            raise LookupError(key)
        return key.upper()


async def test_a_long_search_keeps_nobody_waiting_but_its_own(db: Database) -> None:
    library = Library("long")
    ask = answered_apart(library.answer)
    first = asyncio.create_task(ask(db, "long"))
    await library.begun.acquire()
    second = asyncio.create_task(ask(db, "long"))
    assert await ask(db, "a") == "A"
    assert not first.done()
    library.open["long"].set()
    assert [await first, await second] == ["LONG", "LONG"]
    assert library.asked == ["long", "a"]


async def test_what_fails_beside_others_fails_alone_and_is_not_kept(db: Database) -> None:
    library = Library()
    ask = answered_apart(library.answer)
    found = await asyncio.gather(*(ask(db, each) for each in "a?b"), return_exceptions=True)
    assert [found[0], found[2]] == ["A", "B"]
    assert isinstance(found[1], LookupError)
    with pytest.raises(LookupError):
        await ask(db, "?")
    assert library.asked.count("?") == 2


async def test_who_asks_after_a_change_gets_nothing_read_before_it(db: Database) -> None:
    library = Library("a")
    ask = answered_apart(library.answer)
    first = asyncio.create_task(ask(db, "a"))
    await library.begun.acquire()
    await changes(db)
    second = asyncio.create_task(ask(db, "a"))
    await library.begun.acquire()
    library.open["a"].set()
    assert [await first, await second, await ask(db, "a")] == ["A", "A", "A"]
    assert library.asked == ["a", "a"]


async def test_answers_that_are_apart_are_kept_alike(db: Database) -> None:
    library = Library()
    ask = answered_apart(library.answer)
    for number in (*range(MAX_KEPT_ANSWERS + 1), MAX_KEPT_ANSWERS, 0):
        await ask(db, str(number))
    assert library.asked[-2:] == [str(MAX_KEPT_ANSWERS), "0"]


async def test_a_crowd_of_different_questions_leaves_a_connection_to_others(db: Database) -> None:
    now = most = 0

    async def reads(db: Database, key: int) -> int:
        nonlocal now, most
        now += 1
        most = max(most, now)
        for _ in range(9):
            async with db.read() as reader:
                await stories.changes(reader)
        now -= 1
        return key

    searches, overviews = answered_apart(reads), answered_apart(reads)
    asked = [kind(db, number) for number in range(6) for kind in (searches, overviews)]
    assert await asyncio.gather(*asked) == [number for number in range(6) for _ in range(2)]
    assert most == MAX_ANSWERS_SIDE_BY_SIDE < READERS


async def test_who_gives_up_takes_no_search_from_others(db: Database) -> None:
    library = Library("a")
    ask = answered_apart(library.answer)
    one = asyncio.create_task(ask(db, "a"))
    await library.begun.acquire()
    other = asyncio.create_task(ask(db, "a"))
    one.cancel()
    library.open["a"].set()
    assert await other == "A"
    assert library.asked == ["a"]
