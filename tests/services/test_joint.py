"""Answers that are made together."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.services.joint import KEPT, Joint
from storage import stories
from storage.database import Database
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


@pytest.mark.parametrize(("changed", "second"), [(True, ["a", "b"]), (False, ["b"])])
async def test_who_asks_while_a_round_runs_is_in_the_next_one(
    db: Database, changed: bool, second: list[str]
) -> None:
    oracle = Oracle()
    joint = Joint(oracle.answer)
    first = asyncio.create_task(joint.ask(db, "a"))
    await oracle.begun.wait()
    later = [asyncio.create_task(joint.ask(db, each)) for each in ("a", "b", "a")]
    if changed:
        await changes(db)
    await asyncio.sleep(0)
    oracle.open.set()
    assert await asyncio.gather(first, *later) == ["A", "A", "B", "A"]
    assert oracle.rounds == [["a"], second]


async def test_an_answer_is_kept_until_a_story_changes(db: Database) -> None:
    oracle = Oracle()
    joint = Joint(oracle.answer)
    oracle.open.set()
    assert [await joint.ask(db, each) for each in ("a", "b", "a")] == ["A", "B", "A"]
    assert oracle.rounds == [["a"], ["b"]]
    await changes(db)
    assert await joint.ask(db, "a") == "A"
    assert oracle.rounds == [["a"], ["b"], ["a"]]


async def test_only_the_last_answers_are_kept(db: Database) -> None:
    oracle = Oracle()
    joint = Joint(oracle.answer)
    oracle.open.set()
    for number in (*range(KEPT + 1), KEPT, 0):
        await joint.ask(db, str(number))
    assert oracle.rounds[-2:] == [[str(KEPT)], ["0"]]


async def test_a_round_that_fails_fails_for_its_own_alone(db: Database) -> None:
    oracle = Oracle()
    joint = Joint(oracle.answer)
    oracle.open.set()
    with pytest.raises(LookupError):
        await joint.ask(db, "?")
    assert await joint.ask(db, "a") == "A"


async def test_who_gives_up_does_not_take_the_answer_from_others(db: Database) -> None:
    oracle = Oracle()
    joint = Joint(oracle.answer)
    one, other = (asyncio.create_task(joint.ask(db, "a")) for _ in range(2))
    await oracle.begun.wait()
    one.cancel()
    oracle.open.set()
    assert await other == "A"
