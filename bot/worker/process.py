"""A process for heavy computing: values in, values out. It starts when it is needed and ends when it is idle.

It is a process and not a thread, because a busy Python thread would delay every query of the bot. It is a
child with pipes and not a process pool, because such a child ends with its parent, however that dies, and can
be killed when a text takes too long.

Its limits are of the processor's time, which the system itself enforces: on a busy machine a text takes
longer and is read all the same. What computes nothing, or on a system without such limits, the clock ends.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import re
import signal
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

IDLE_SECONDS = 120.0
LIMIT_SECONDS = 30.0  # of the processor, as the next
FOREIGN_SECONDS = 10.0  # for what strangers wrote and may have made to take long
CLOCK_FACTOR = 10  # so many times a limit may pass by the clock
EXIT_SECONDS = 5.0
MEMORY_BYTES = 400_000_000  # it uses 80 million, 150 million for the longest page
NICE = 10  # where both want the only processor, the bot answers first
_ROOT = str(Path(__file__).resolve().parent.parent.parent)
_START = "import sys; sys.path[:] = sys.argv[1:]; from bot.worker.process import main; main()"
_PASSED_ON = re.compile(  # of the environment: it has no use for the token and other secrets
    "PATH|HOME|USERPROFILE|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|VIRTUAL_ENV|(?:LD|DYLD)_.*|PYTHON.*",
    re.IGNORECASE,
)
_NO_MEMORY = pickle.dumps((False, None))  # a failure without a traceback
_PIPE_BYTES = 1 << 20  # an answer waits in the pipe, so that the next work begins before it is read
_REQUEST = struct.Struct(">If")  # the length of the work that follows, and the limit of its time
_LENGTH = struct.Struct(">I")
_OUT_OF_TIME = -getattr(signal, "SIGPROF", 27)  # the status of a process that its timer has ended


WorkerTrouble = Literal["too-long", "too-large", "died", "error"]


class WorkerError(Exception):
    """The computation failed or took too long, or the process died of it."""


class TooMuchError(WorkerError):
    """The computation needed more time or memory than allowed: its input is too large."""


class Worker:
    """Runs module-level functions, one at a time, in the order in which they are asked for."""

    def __init__(
        self, *, idle: float = IDLE_SECONDS, limit: float = LIMIT_SECONDS, foreign: float = FOREIGN_SECONDS
    ) -> None:
        self.starts = 0
        self.failures: Counter[WorkerTrouble] = Counter()
        self._idle = idle
        self._limit = limit
        self._foreign = foreign
        self._process: Process | None = None
        self._leaving: list[Process] = []
        self._turn = asyncio.Lock()
        self._end: asyncio.TimerHandle | None = None

    @property
    def state(self) -> Literal["busy", "ready", "asleep"]:
        """`asleep`: the process has ended and starts again with the next task."""
        if self._turn.locked():
            return "busy"
        return "asleep" if self._process is None else "ready"

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Raises WorkerError."""
        return await self._run(self._limit, function, *args, **kwargs)

    async def read(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that reads a feed, a page or a file, which must not delay others for long. Raises
        WorkerError.

        The first call in a new process gets the general limit, because loading libraries can take long on a
        slow server.
        """
        return await self._run(self._foreign, function, *args, **kwargs)

    async def _run(self, limit: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        work = pickle.dumps((function, args, kwargs))
        async with self._turn:
            self._keep()
            try:
                answer = await self._answer_to(work, limit)
            except (TimeoutError, asyncio.IncompleteReadError, OSError, asyncio.CancelledError) as error:
                status = await self._kill()
                if isinstance(error, asyncio.CancelledError):
                    raise
                too_long = isinstance(error, TimeoutError) or status == _OUT_OF_TIME
                self.failures["too-long" if too_long else "died"] += 1
                kind = TooMuchError if too_long else WorkerError
                raise kind(f"{function.__name__}: {error!r}") from error
            finally:
                self._end = asyncio.get_running_loop().call_later(self._idle, self._retire)
            if answer == _NO_MEMORY:
                await self._kill()  # what it has taken goes with it
                self.failures["too-large"] += 1
                raise TooMuchError(f"{function.__name__}: more than {MEMORY_BYTES:,} bytes of memory")
        await asyncio.sleep(0)  # who waits for a turn asks before this answer is unpacked
        good, result = pickle.loads(answer)
        if not good:
            self.failures["error"] += 1
            raise WorkerError(f"{function.__name__}: {result}")
        return cast("T", result)

    async def close(self) -> None:
        async with self._turn:
            self._keep()
            self._retire()
            while self._leaving:
                await self._leaving.pop().communicate()  # until its pipes have come to their end too

    def _runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def _answer_to(self, work: bytes, limit: float) -> bytes:
        """Ask a new process again when one that has worked before lacks memory, for it may hold too much."""
        worked_before = self._runs()
        answer = await self._ask(work, limit if worked_before else self._limit)
        if answer == _NO_MEMORY and worked_before:
            await self._kill()
            answer = await self._ask(work, self._limit)
        return answer

    async def _ask(self, work: bytes, limit: float) -> bytes:
        async with asyncio.timeout(limit * CLOCK_FACTOR):
            return await self._exchange(_REQUEST.pack(len(work), limit) + work)

    async def _exchange(self, request: bytes) -> bytes:
        if not self._runs():
            self.starts += 1
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", "-c", _START, *filter(None, sys.path), _ROOT),
                stdin=PIPE,
                stdout=PIPE,
                env={name: value for name, value in os.environ.items() if _PASSED_ON.fullmatch(name)},
            )
        process = cast("Process", self._process)
        stdin = cast("asyncio.StreamWriter", process.stdin)
        stdout = cast("asyncio.StreamReader", process.stdout)
        stdin.write(request)
        await stdin.drain()
        (size,) = _LENGTH.unpack(await stdout.readexactly(_LENGTH.size))
        return await stdout.readexactly(size)

    async def _kill(self) -> int | None:
        """Return the status with which the process ended, if there was one."""
        process, self._process = self._process, None
        if process is None:
            return None
        if cast("asyncio.StreamReader", process.stdout).at_eof():
            with suppress(TimeoutError):  # of one that is killed while it ends by itself the status is lost
                await asyncio.wait_for(process.wait(), EXIT_SECONDS)
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()
        return process.returncode

    def _keep(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None

    def _retire(self) -> None:
        process, self._process = self._process, None
        self._leaving = [each for each in self._leaving if each.returncode is None]
        if process is not None and process.stdin is not None:
            process.stdin.close()  # the child reads to the end and leaves
            self._leaving.append(process)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """The child's loop, until the parent closes the pipe or is gone."""
    settled = False
    while len(head := requests.read(_REQUEST.size)) == _REQUEST.size:
        size, limit = _REQUEST.unpack(head)
        _limit_time(limit)
        answer = _answer(requests.read(size))
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()
        if not settled:  # Python counts objects of its own as frozen from the start since 3.12
            settled = True
            gc.collect()
            gc.freeze()  # no collection need look at the tables that the first work has read: they stay


def _answer(request: bytes) -> bytes:
    try:
        return pickle.dumps(_compute(request))
    except MemoryError:
        return _NO_MEMORY


def _compute(request: bytes) -> tuple[bool, object]:
    try:
        function, args, kwargs = pickle.loads(request)
        return True, function(*args, **kwargs)
    except MemoryError:
        return False, None
    except Exception:  # noqa: BLE001  # the parent raises it as WorkerError, with this traceback
        import traceback

        return False, traceback.format_exc()


def _limit_time(seconds: float) -> None:
    """Let the system end the process when it has computed for so long from now, within a library too."""
    with suppress(AttributeError):  # a system without such timers
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory() -> None:
    """Limit what the process may allocate on top of its libraries, on systems that support it."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = MEMORY_BYTES if most == resource.RLIM_INFINITY else min(MEMORY_BYTES, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (allowed, most))


def _widen(pipe: BinaryIO) -> None:
    """Enlarge a pipe beyond Linux's 64 kB; other systems keep their size."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


class _Harmless(logging.Formatter):
    """What is in a text that failed moves no terminal."""

    def format(self, record: logging.LogRecord) -> str:
        from digests.text.characters import printable

        return printable(super().format(record))


def _let_only_us_speak() -> None:
    """To standard error. Libraries would repeat there what strangers wrote into a document."""
    logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.StreamHandler()
    ours.setFormatter(_Harmless())
    logging.getLogger("bot").addHandler(ours)


def main() -> None:
    """The child. It imports from where its parent does, never from the working directory."""
    _limit_memory()
    _let_only_us_speak()
    if hasattr(os, "nice"):
        os.nice(NICE)
    output = sys.stdout.buffer
    _widen(output)
    sys.stdout = sys.stderr  # a stray print must not break the frames
    with suppress(KeyboardInterrupt):
        serve(sys.stdin.buffer, output)
