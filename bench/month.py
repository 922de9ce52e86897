"""A month of the service in minutes: is an edition lost or sent twice, does memory grow?

    nice .venv/bin/python bench/month.py [--days 31] [--readers 2000] [--chats 10] [--feeds 12]

The bot is a process of its own against the playground's Telegram and feeds on loopback. Its clocks are moved
from one hour in which something happens to the next, as if the time between had passed. Some days have
faults of Telegram or of feeds; others a kill -9 or a stop in the middle of the editions; once the system's
clock goes back by ten hours and is set right again, and once ahead by three days. Each reader and chat is
owed one edition on each local day. Ends with status 1 when one is lost, when one came twice on a day on which
nothing was killed and no answer was lost, or when memory, descriptors or tasks grow.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import signal
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from aiohttp import web
from ingest import feed, variations
from month_scene import FIRST, PATIENCE, PLANS, Gauge, Month, bot, prepare
from moved import TASKS, Clocks

from bot.playground.api.faults import Kind
from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram
from storage import feeds, outbox, schedules
from storage.database import Database

ASKERS = 50_000
HOURS = (2.7, 3, 6, 7, 12, 20)  # UTC: feeds, Almaty's editions, Berlin's in summer and winter, noon, UTC's
FEEDS_AT, EDITIONS_AT, NOON = HOURS[0], HOURS[1], HOURS[4]
ENTRIES = 3  # of each feed, a day
FAULTS: dict[int, tuple[Kind, ...]] = {
    2: ("500", "429"),
    4: ("down",),
    8: ("hang", "502"),
    11: ("lost",),
    20: ("truncated", "reset", "entities"),
    25: ("429", "500", "502", "reset"),
}
SICK_FEEDS = {6: 500, 7: 404, 21: 503}
KILLS = {2: signal.SIGKILL, 5: signal.SIGTERM, 9: signal.SIGKILL, 12: signal.SIGTERM, 14: signal.SIGKILL}
BACK, AHEAD = 17, 22
WITHOUT_NEWS = 7  # hours until the evening; a feed that brings none is asked every six
REPEATING = {"lost", "truncated"}  # the message is there, its answer is not
OUTAGE_SECONDS, NOTICED_SECONDS = 4, 3


async def live(month: Month, db: Database, server: Server, hosts: str, days: int) -> None:
    """Day by day. A process that is killed or stopped has a successor at once."""
    rows = variations(10**6, random.Random(31))
    day, hours = 1, list(HOURS)
    while day <= days:
        async with bot(month, server, hosts) as process:
            await idle(month, db)
            while day <= days:
                hour = hours.pop(0)
                month.pass_until(FIRST + timedelta(days=day - 1, hours=hour, seconds=1))
                process.send_signal(signal.SIGUSR1)
                if hour == FEEDS_AT:
                    publish(month, rows, day)
                if hour == EDITIONS_AT:
                    go_wrong(month, day)
                    if day in KILLS and await ended(month, process, KILLS[day]):
                        break
                await idle(month, db)
                month.telegram.faults.clear()
                if hour == NOON:
                    await noon(month, db, day)
                if not hours:
                    month.gauges.append(await gauge(month, process))
                    print(f"day {day}: {month.gauges[-1]}", flush=True)
                    day, hours = day + 1, list(HOURS)


def publish(month: Month, rows: Iterator[dict[str, str]], day: int) -> None:
    for path in month.bodies:
        month.bodies[path] = feed(path, itertools.islice(rows, ENTRIES), month.now())
    month.sick = {"/0.xml": SICK_FEEDS[day]} if day in SICK_FEEDS else {}


def go_wrong(month: Month, day: int) -> None:
    for kind in FAULTS.get(day, ()):
        if kind == "down":
            month.telegram.faults.add(kind)
            asyncio.get_running_loop().call_later(OUTAGE_SECONDS, month.telegram.faults.clear)
        else:
            month.telegram.faults.add(kind, method="sendMessage", probability=0.05)


async def ended(month: Month, process: Process, number: signal.Signals) -> bool:
    """In the middle of the editions."""
    owed = sum(zone == PLANS[0][0] for zone in month.zones.values())
    before = month.arrived.total()
    async with asyncio.timeout(PATIENCE):
        while month.arrived.total() < before + owed // 3:  # noqa: ASYNC110  # Telegram's side only counts
            await asyncio.sleep(0.002)
        process.send_signal(number)
        await process.wait()
    month.restarted.append(len(month.gauges))
    return True


async def idle(month: Month, db: Database) -> None:
    """Until no edition and no feed is due and nothing waits in the outbox."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with db.read() as reader:
                due = await schedules.list_due(reader, month.now(), 1) or await feeds.due(
                    reader, month.now(), 1
                )
                if not due and not await outbox.count_unfinished(reader):
                    return
            await asyncio.sleep(0.1)


async def noon(month: Month, db: Database, day: int) -> None:
    """People ask, and once the clock is set wrong and right again."""
    asker = month.telegram.person(f"Asker {day}", ASKERS + day, started=True)
    for command in ("/digest", "/settings", "/search мост"):
        await asker.writes(command)
        await asker.receives(within=PATIENCE)
    if day == BACK:
        await set_back(month, 10 * 3600)
        await idle(month, db)
        asked = month.asked
        for _ in range(WITHOUT_NEWS):
            month.pass_until(month.now() + timedelta(hours=1))
            await idle(month, db)
        asked = month.asked - asked
        print(f"the clock went back by ten hours: feeds were asked {asked} times in {WITHOUT_NEWS}")
        await set_back(month, -10 * 3600)
    if day == AHEAD:
        await set_back(month, -3 * 86400)
        await idle(month, db)
        await set_back(month, 3 * 86400)
    await idle(month, db)


async def set_back(month: Month, by: float) -> None:
    month.set_back(by)
    await asyncio.sleep(NOTICED_SECONDS)


async def gauge(month: Month, process: Process) -> Gauge:
    month.clocks.put(TASKS, 0)
    process.send_signal(signal.SIGUSR1)
    async with asyncio.timeout(PATIENCE):
        while not (tasks := int(month.clocks.get(TASKS))):  # noqa: ASYNC110  # the other end is a process
            await asyncio.sleep(0.01)
    return Gauge(*held(process.pid), tasks)


def held(pid: int) -> tuple[float, int]:
    """Megabytes and descriptors."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024, len(list(Path(f"/proc/{pid}/fd").iterdir()))


def may_repeat(day: int) -> bool:
    return KILLS.get(day) == signal.SIGKILL or not REPEATING.isdisjoint(FAULTS.get(day, ()))


def report(month: Month, days: int) -> bool:
    """Whether all is well."""
    owed = {(chat, (FIRST + timedelta(days=day)).date()) for chat in month.zones for day in range(days)}
    lost = [each for each in owed if not month.arrived[each]]
    twice = [each for each in owed if month.arrived[each] > 1]
    unsure = {FIRST.date() + timedelta(days=day - 1) for day in range(days + 1) if may_repeat(day)}
    unexplained = [each for each in twice if each[1] not in unsure]
    beside = sum(count for each, count in month.arrived.items() if each not in owed)
    print(
        f"{days} days: {len(owed)} editions due, {len(owed) - len(lost)} arrived, {len(lost)} lost,"
        f" {len(twice)} twice ({len(unexplained)} of them for no reason), {beside} on other days"
    )
    for name, wrong in (("lost", lost), ("twice", twice)):
        for day, count in sorted(Counter(day for _, day in wrong).items()):
            print(f"  {name} on {day}: {count}, e.g. chat {next(c for c, d in wrong if d == day)}")
    first = month.gauges[month.restarted[-1] + 1 if month.restarted else 0 :][:1] or month.gauges[-1:]
    last, start = month.gauges[-1], month.gauges[0]
    growth = last.megabytes / first[0].megabytes - 1
    print(
        f"memory: {start.megabytes:.0f} MB after the first day, {last.megabytes:.0f} at the end;"
        f" {growth:+.1%} since the first whole day of the last process;"
        f" descriptors {first[0].descriptors} to {last.descriptors}, tasks {first[0].tasks} to {last.tasks}"
    )
    return not lost and not unexplained and growth < 0.1


async def main(options: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as name:
        month = Month(Path(name), Clocks(Path(name) / "clocks"), Telegram(history=20))
        month.pass_until(FIRST)
        month.watch()
        month.bodies = {f"/{number}.xml": feed("", (), FIRST) for number in range(options.feeds)}
        application = web.Application()
        application.router.add_get("/{name}", month.answer)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        hosts = f"127.0.0.1:{runner.addresses[0][1]}"
        await prepare(
            month, options.readers, options.chats, [f"http://{hosts}{path}" for path in month.bodies]
        )
        async with serve(month.telegram) as server:
            began = time.monotonic()
            db = await Database.open(month.path)
            try:
                await live(month, db, server, hosts, options.days)
            finally:
                await db.close()  # its threads would wait for ever
            print(f"in {time.monotonic() - began:.0f} s")
        await runner.cleanup()
        return report(month, options.days)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--readers", type=int, default=2000)
    parser.add_argument("--chats", type=int, default=10)
    parser.add_argument("--feeds", type=int, default=12)
    parser.add_argument("--smoke", action="store_true", help="two days, few readers")
    given = parser.parse_args()
    if given.smoke:
        given.days, given.readers, given.chats, given.feeds = 2, 30, 2, 2
    sys.exit(0 if asyncio.run(main(given)) else 1)
