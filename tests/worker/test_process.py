"""The worker process: results, failures, deaths and time limits, with a real child."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import resource
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable

import pytest

from bot.worker import process, tasks
from bot.worker.process import MEMORY_BYTES, TooMuchError, Worker, WorkerError
from digests.formats.entries import FeedProblem
from digests.models.texts import RawText
from tests.bombs import document_of


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


def compute() -> None:
    re.match("(a?){40}a{40}", "a" * 40)  # for ages, within one call of a library


def wait() -> str:
    time.sleep(0.2)  # as where other programs have the processor
    return "done"


kept: list[bytearray] = []


def keep(count: int) -> None:
    kept.append(bytearray(count))


def frozen() -> int:
    return gc.get_freeze_count()


def room_for_answers() -> int:
    import fcntl

    return fcntl.fcntl(1, fcntl.F_GETPIPE_SZ)


def chatter() -> int:
    print("a library speaks")  # noqa: T201
    return 1


def speak() -> None:
    logging.getLogger("library").error("of a document: %s", "\x1b[2J")
    logging.getLogger("bot.worker.tasks").warning("of a text: %s", "\x1b[2J\x9b")


def take(count: int) -> int:
    return len(bytearray(count))


def answer(count: int) -> bytes:
    return bytes(count)


async def test_values_go_in_and_come_out(worker: Worker) -> None:
    assert await worker.run(divmod, 7, 2) == (3, 1)


async def test_what_the_first_work_loads_is_collected_no_more(worker: Worker) -> None:
    before = await worker.run(frozen)
    assert await worker.run(frozen) > before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems choose a pipe's size")
async def test_an_answer_need_not_wait_until_it_is_read(worker: Worker) -> None:
    assert await worker.run(room_for_answers) >= 1 << 20


async def test_work_that_waits_begins_in_its_order(worker: Worker) -> None:
    assert await asyncio.gather(*(worker.run(divmod, number, 7) for number in range(20))) == [
        divmod(number, 7) for number in range(20)
    ]


async def test_it_is_another_process_and_stays_the_same_one(worker: Worker) -> None:
    first, second = await worker.run(os.getpid), await worker.run(os.getpid)
    assert first == second != os.getpid()


async def test_a_failure_comes_with_its_traceback(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="no such thing"):
        await worker.run(fail)
    assert await worker.run(abs, -1) == 1
    assert (worker.starts, worker.failures) == (1, {"error": 1})


@pytest.mark.parametrize("greedy", [take, answer])
async def test_no_more_memory_is_taken_than_allowed(worker: Worker, greedy: Callable[[int], object]) -> None:
    former = await worker.run(os.getpid)
    with pytest.raises(TooMuchError, match=greedy.__name__):
        await worker.run(greedy, MEMORY_BYTES)
    assert await worker.run(os.getpid) != former  # the memory that it had taken is free again
    assert await worker.run(take, MEMORY_BYTES // 2) == MEMORY_BYTES // 2
    assert (worker.starts, worker.failures) == (3, {"too-large": 1})


async def test_what_former_work_has_left_takes_no_memory_from_the_next(worker: Worker) -> None:
    half = MEMORY_BYTES * 6 // 10
    await worker.run(keep, half)
    assert await worker.run(take, half) == half
    assert (worker.starts, worker.failures) == (2, {})


async def test_what_waits_behind_a_greedy_one_is_done(worker: Worker) -> None:
    before, greedy, after = (
        asyncio.create_task(worker.run(take, count)) for count in (1, 2 * MEMORY_BYTES, 2)
    )
    results = await asyncio.gather(before, greedy, after, return_exceptions=True)
    assert results[0] == 1
    assert isinstance(results[1], TooMuchError)
    assert results[2] == 2


async def test_the_limit_is_the_worker_s_alone(worker: Worker) -> None:
    await worker.run(abs, -1)
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] != MEMORY_BYTES


async def test_a_small_document_that_unpacks_to_much_is_too_large(worker: Worker) -> None:
    content = document_of(b'<p a="b"/>', 1_500_000)
    assert len(content) < 100_000
    with pytest.raises(TooMuchError):
        await worker.run(tasks.read_file, "a.docx", content)
    assert await worker.run(tasks.read_file, "a.txt", "Новость".encode()) == RawText("Новость")


async def test_a_death_is_survived(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="die"):
        await worker.run(die)
    assert worker.failures == {"died": 1}
    assert await worker.run(abs, -1) == 1


async def test_too_long_is_cut_off_within_a_library_too() -> None:
    impatient = Worker(limit=0.2)
    with pytest.raises(TooMuchError, match="compute"):
        await impatient.run(compute)
    assert impatient.failures == {"too-long": 1}
    await impatient.close()


async def test_what_strangers_wrote_has_less_time() -> None:
    patient = Worker(limit=20, foreign=0.2)
    first = await patient.run(os.getpid)
    with pytest.raises(TooMuchError, match="compute"):
        await patient.read(compute)
    assert await patient.run(os.getpid) != first
    await patient.close()


async def test_what_waits_for_the_processor_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "CLOCK_FACTOR", 1000)
    patient = Worker(limit=20, foreign=0.1)
    await patient.run(wait)
    assert await patient.read(wait) == "done"
    await patient.close()


async def test_loading_libraries_is_not_counted_against_what_is_read() -> None:
    hurried = Worker(limit=60, foreign=0)  # in which nothing can be read

    async def read() -> object:
        return await hurried.read(tasks.read_feed, b"", "https://feeds.example/1", None)

    assert await read() is FeedProblem.NO_FEED
    with pytest.raises(WorkerError, match="read_feed"):
        await read()
    assert await read() is FeedProblem.NO_FEED  # by a new process
    await hurried.close()


async def test_what_computes_nothing_is_ended_by_the_clock() -> None:
    impatient = Worker(limit=0.02, foreign=20)
    with pytest.raises(WorkerError, match="hang"):
        await impatient.read(hang)
    await impatient.close()


async def test_a_print_does_not_break_the_answer(worker: Worker) -> None:
    assert await worker.run(chatter) == 1


async def test_nothing_that_strangers_wrote_moves_the_terminal(
    worker: Worker, capfd: pytest.CaptureFixture[str]
) -> None:
    await worker.run(speak)
    said = capfd.readouterr().err
    assert "of a text: [2J\n" in said
    assert "of a document" not in said


async def test_it_ends_when_idle_and_starts_again() -> None:
    idle = Worker(idle=0)
    first = await idle.run(os.getpid)
    for _ in range(2):
        await asyncio.sleep(0)  # the timer's turn
    second = await idle.run(os.getpid)
    await idle.close()
    assert first != second
