"""Delivery against the playground's Bot API: speed, regularity, losses, repeats, and replies meanwhile.

    .venv/bin/python bench/delivery.py pace   [--rate 25] [--seconds 30] [--flood 0]
    .venv/bin/python bench/delivery.py paid   [--messages 10000]
    .venv/bin/python bench/delivery.py faults [--messages 2000] [--share 0.1]
    .venv/bin/python bench/delivery.py kills  [--rounds 10] [--messages 5000] [--free]
    .venv/bin/python bench/delivery.py --smoke

`faults` lets a share of all calls fail somehow, `kills` kills the bot with -9 at random moments of a fan-out.
Both lift the playground's limits, to be done sooner. The playground runs in this process, on the same cores;
the bot is a process of its own, as `newsdigest run`, on a database made for the run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.playground.api.faults import Kind
from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Message
from storage import destinations, message_texts, outbox
from storage.database import Database
from storage.destinations import Address
from storage.outbox import NewRow

FIRST_CHAT = 100_000
ASKER = 50_000
FAULTS: tuple[Kind, ...] = ("429", "500", "502", "truncated", "reset", "lost", "hang", "entities")
TEXT = "<b>Новости дня</b>\n" + "В Атырау открыли мост через Жайык, движение началось утром. " * 12


async def until(condition: Callable[[], object], within: float, *, every: float = 0.1) -> None:
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110  # the other end is another process
            await asyncio.sleep(every)


@dataclass
class Scene:
    """A database with messages that wait, a Telegram, and what it saw."""

    path: Path
    telegram: Telegram
    count: int
    arrived: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def watch(self) -> None:
        post = self.telegram.post

        def noting(message: Message) -> Message:
            if message.chat.id >= FIRST_CHAT:
                self.arrived[message.chat.id] += 1
                self.times.append(time.monotonic())
            return post(message)

        self.telegram.post = noting  # type: ignore[method-assign]

    @property
    def lost(self) -> int:
        return self.count - len(self.arrived)

    @property
    def repeats(self) -> int:
        return sum(self.arrived.values()) - len(self.arrived)

    async def all_there(self, within: float) -> None:
        await until(lambda: not self.lost, within)

    def unfinished(self) -> int:
        with closing(sqlite3.connect(self.path)) as db:
            (found,) = db.execute(
                "SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')"
            ).fetchone()
        return int(found)

    async def idle(self, within: float) -> None:
        await until(lambda: not self.unfinished(), within)


async def prepare(folder: Path, count: int, *, limits: bool) -> Scene:
    telegram = Telegram(enforce_limits=limits, history=20)
    path = folder / "news.db"
    db = await Database.open(path)
    now = datetime.now(UTC)
    async with db.transaction() as tx:
        message_id = await message_texts.add(tx, TEXT, '[[["Ещё","1:more:e:0",null]]]')
        rows = []
        for chat_id in range(FIRST_CHAT, FIRST_CHAT + count):
            telegram.person("Reader", chat_id, started=True)
            destination_id = await destinations.add(
                tx, Address(chat_id), "private", language="ru", zone="UTC", now=now
            )
            rows.append(NewRow("bench", chat_id, destination_id, message_id, now + timedelta(hours=6)))
        await outbox.add_all(tx, rows, now)
    await db.close()
    scene = Scene(path, telegram, count)
    scene.watch()
    return scene


@asynccontextmanager
async def bot(server: Server, path: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={
            **os.environ,
            "BOT_TOKEN": server.telegram.token,
            "ADMIN_IDS": "1",
            "TELEGRAM_API_URL": server.url,
            "DATABASE_PATH": str(path),
            "LOG_LEVEL": "ERROR",
            **settings,
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def ask(telegram: Telegram, stop: asyncio.Event) -> list[float]:
    """How long /help takes, asked every 1.5 seconds (one chat takes one message a second)."""
    reader = telegram.person("Asker", ASKER, started=True)
    times = []
    while True:
        start = time.monotonic()
        await reader.writes("/help")
        await reader.receives(within=60)
        times.append(time.monotonic() - start)
        if stop.is_set():
            return times
        await asyncio.sleep(1.5)


async def flood(telegram: Telegram, stop: asyncio.Event, rate: float) -> None:
    """So many other people a second write /help."""
    people = [telegram.person("Passer-by", ASKER + 1 + number, started=True) for number in range(200)]
    number = 0
    while rate and not stop.is_set():
        await people[number % len(people)].writes("/help")
        number += 1
        await asyncio.sleep(1 / rate)


def refused(telegram: Telegram) -> int:
    return sum("Too Many" in call.error for call in telegram.journal.calls(ok=False))


async def pace(rate: float, seconds: int, flood_rate: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scene = await prepare(Path(folder), int(rate * seconds), limits=True)
        stop = asyncio.Event()
        async with serve(scene.telegram) as server, bot(server, scene.path, SEND_RATE=str(rate)):
            await until(lambda: scene.times, 60)
            asking = asyncio.create_task(ask(scene.telegram, stop))
            flooding = asyncio.create_task(flood(scene.telegram, stop, flood_rate))
            await scene.all_there(seconds * 4 + 60)
            stop.set()
            replies = await asking
            await flooding
        reached = (len(scene.times) - 1) / (scene.times[-1] - scene.times[0])
        print(
            f"SEND_RATE {rate:g}: {reached:.2f} a second, {reached / rate:.1%}; lost {scene.lost}, "
            f"repeats {scene.repeats}, 429s {refused(scene.telegram)}; "
            f"replies {flood_rate + 0.7:.1f} a second, "
            f"{statistics.median(replies) * 1000:.0f} ms median, {max(replies) * 1000:.0f} most"
        )


async def paid(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scene = await prepare(Path(folder), count, limits=True)
        stop = asyncio.Event()
        fast = {"PAID_BROADCAST": "true"}
        async with serve(scene.telegram) as server, bot(server, scene.path, **fast) as process:
            await until(lambda: scene.times, 60)
            cpu, start = cpu_of(process.pid), time.process_time()
            asking = asyncio.create_task(ask(scene.telegram, stop))
            await scene.all_there(600)
            stop.set()
            cpu, own = max(cpu_of(process.pid) - cpu, 0.01), time.process_time() - start
            replies = await asking
        reached = (len(scene.times) - 1) / (scene.times[-1] - scene.times[0])
        print(
            f"paid: {reached:.0f} a second; lost {scene.lost}, repeats {scene.repeats}, "
            f"429s {refused(scene.telegram)}; replies {statistics.median(replies) * 1000:.0f} ms median, "
            f"{max(replies) * 1000:.0f} most; CPU a message: bot {cpu / count * 1000:.2f} ms "
            f"({count / cpu:.0f} a second on a core of its own), Telegram's side {own / count * 1000:.2f} ms"
        )


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def faults(count: int, share: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scene = await prepare(Path(folder), count, limits=False)
        for kind in FAULTS:
            scene.telegram.faults.add(
                kind, method="sendMessage", probability=share / len(FAULTS), retry_after=1, seconds=2
            )
        async with serve(scene.telegram) as server, bot(server, scene.path, PAID_BROADCAST="true"):
            await scene.idle(900)
        struck = sum(scene.telegram.journal.refused.values())
        print(
            f"faults in {share:.0%} of all calls: {count} messages, lost {scene.lost}, "
            f"repeats {scene.repeats} (their answers were lost), {struck} refusals"
        )


async def kills(rounds: int, count: int, *, paid_broadcast: bool) -> None:
    window = 128 if paid_broadcast else 64
    chance = random.Random()
    lost, repeats, took = 0, [], time.monotonic()
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            scene = await prepare(Path(folder), count, limits=False)
            speed = {"PAID_BROADCAST": "true"} if paid_broadcast else {"SEND_RATE": "30"}
            async with serve(scene.telegram) as server:
                async with bot(server, scene.path, **speed) as process:
                    wanted = chance.randrange(1, count)
                    await until(lambda: len(scene.arrived) >= wanted, count / 20 + 60, every=0.002)  # noqa: B023
                    await asyncio.sleep(chance.random() * 0.05)
                    process.kill()
                    await process.wait()
                async with bot(server, scene.path, **speed):
                    await scene.idle(count / 20 + 60)
            lost += scene.lost
            repeats.append(scene.repeats)
            print(f"round {number + 1}: killed after {wanted}, lost {scene.lost}, repeats {scene.repeats}")
    print(
        f"{rounds} rounds of {count}: lost {lost}, repeats {statistics.median(repeats):.0f} median, "
        f"{max(repeats)} most (allowed {window}), {time.monotonic() - took:.0f} s"
    )


async def smoke() -> None:
    await pace(25, 1, 0)
    await paid(50)
    await faults(20, 0.1)
    await kills(1, 40, paid_broadcast=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("pace", "paid", "faults", "kills"))
    parser.add_argument("--smoke", action="store_true", help="few messages of each kind")
    parser.add_argument("--rate", type=float, default=25)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--flood", type=float, default=0)
    parser.add_argument("--messages", type=int)
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--free", action="store_true", help="kills: at 30 a second, window 64")
    options = parser.parse_args()
    match options.what:
        case None:
            if not options.smoke:
                parser.error("what is to be measured?")
            asyncio.run(smoke())
        case "pace":
            asyncio.run(pace(options.rate, options.seconds, options.flood))
        case "paid":
            asyncio.run(paid(options.messages or 10_000))
        case "faults":
            asyncio.run(faults(options.messages or 2000, options.share))
        case "kills":
            asyncio.run(kills(options.rounds, options.messages or 5000, paid_broadcast=not options.free))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB here at most")


if __name__ == "__main__":
    main()
