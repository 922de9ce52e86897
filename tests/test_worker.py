"""The worker process: results, failures, deaths and time limits, with a real child."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator

import pytest

from bot import computing
from bot.worker import Worker, WorkerError
from digests.feed_entries import FeedProblem


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    made = Worker(limit=20)
    yield made
    await made.close()


def fail() -> None:
    raise LookupError("no such thing")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    time.sleep(60)  # in the child, which is killed


def chatter() -> int:
    print("a library speaks")  # noqa: T201
    return 1


async def test_values_go_in_and_come_out(worker: Worker) -> None:
    assert await worker.run(divmod, 7, 2) == (3, 1)


async def test_it_is_another_process_and_stays_the_same_one(worker: Worker) -> None:
    first, second = await worker.run(os.getpid), await worker.run(os.getpid)
    assert first == second != os.getpid()


async def test_a_failure_comes_with_its_traceback(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="no such thing"):
        await worker.run(fail)
    assert await worker.run(abs, -1) == 1


async def test_a_death_is_survived(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="die"):
        await worker.run(die)
    assert await worker.run(abs, -1) == 1


async def test_too_long_is_cut_off() -> None:
    impatient = Worker(limit=0.2)
    with pytest.raises(WorkerError, match="hang"):
        await impatient.run(hang)
    await impatient.close()


async def test_what_strangers_wrote_has_less_time() -> None:
    patient = Worker(limit=20, foreign=0.2)
    first = await patient.run(os.getpid)
    with pytest.raises(WorkerError, match="hang"):
        await patient.read(hang)
    assert await patient.run(os.getpid) != first
    await patient.close()


async def test_loading_libraries_is_not_counted_against_what_is_read() -> None:
    hurried = Worker(limit=60, foreign=0)  # in which nothing can be read

    async def read() -> object:
        return await hurried.read(computing.read_feed, b"", "https://feeds.example/1", None)

    assert await read() is FeedProblem.NO_FEED
    with pytest.raises(WorkerError, match="read_feed"):
        await read()
    assert await read() is FeedProblem.NO_FEED  # by a new process
    await hurried.close()


async def test_a_start_that_hangs_ends_too() -> None:
    impatient = Worker(limit=0.2, foreign=20)
    with pytest.raises(WorkerError, match="hang"):
        await impatient.read(hang)
    await impatient.close()


async def test_a_print_does_not_break_the_answer(worker: Worker) -> None:
    assert await worker.run(chatter) == 1


async def test_it_ends_when_idle_and_starts_again() -> None:
    idle = Worker(idle=0)
    first = await idle.run(os.getpid)
    for _ in range(2):
        await asyncio.sleep(0)  # the timer's turn
    second = await idle.run(os.getpid)
    await idle.close()
    assert first != second
