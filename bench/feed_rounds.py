"""A thousand feeds on loopback: what a round costs on one core, and what readers feel of it meanwhile.

Runs from bench/ingest.py, which writes the feeds; `--smoke` lets it write three.
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.main import GARBAGE_SOUGHT_AFTER
from bot.intake.feeds.adding import add_list
from bot.intake.feeds.check import Feeds
from bot.intake.feeds.loop import FeedLoop
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.web.fetcher import WebFetcher
from bot.worker.process import Worker
from digests.formats.opml import Outline
from storage import feeds, stories
from storage.database import Database

HOSTS = 50  # a host is asked one feed at a time
READER = """
import json, resource, sys, time
from reader import make_reader
reader = make_reader(sys.argv[1])
reader.enable_search()
for url in json.load(open(sys.argv[2])):
    reader.add_feed(url)
def timed(name, act):
    start, before = time.monotonic(), time.process_time()
    act()
    print(f"reader: {name}: {time.monotonic() - start:.1f} s, {time.process_time() - before:.1f} s of CPU")
timed("first round", reader.update_feeds)
timed("search index", reader.update_search)
timed("unchanged round", lambda: reader.update_feeds(scheduled=False))
print(f"reader: {reader.get_entry_counts().total:,} entries,"
      f" peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
"""


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at


def measure_rounds(folder: Path, count: int, reader: Path | None, *, asking: bool = True) -> None:
    server = subprocess.Popen(
        [sys.executable, __file__, str(folder / "feeds")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        port = int(server.stdout.readline())
        urls = [f"http://127.0.1.{1 + n % HOSTS}:{port}/{n}.xml" for n in range(count)]
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # the worker, and reader, inherit it
        asyncio.run(_rounds(folder / "feeds.db", urls, port, asking=asking))
        if reader:
            (folder / "urls.json").write_text(json.dumps(urls))
            command = [str(reader), "-c", READER, str(folder / "reader.db"), str(folder / "urls.json")]
            subprocess.run(command, check=True)
    finally:
        server.terminate()
        server.wait()


async def _rounds(path: Path, urls: list[str], port: int, *, asking: bool) -> None:
    logging.disable(logging.WARNING)
    gc.set_threshold(GARBAGE_SOUGHT_AFTER)
    clock, db, worker = Clock(), await Database.open(path), Worker()
    allowed = frozenset(f"127.0.1.{1 + n}:{port}" for n in range(HOSTS))
    fetcher = WebFetcher(clock, allowed=allowed)
    service = Feeds(db, fetcher, worker, Intake(db, worker), PageReader(fetcher, worker))
    loop = FeedLoop(db, service, clock)
    try:
        await add_list(db, tuple(Outline(url, f"Feed {n}") for n, url in enumerate(urls)), None, clock.now())
        await _round("first round", loop, db, clock, worker, asking=asking)
        for name in ("unchanged round", "unchanged round again"):
            clock.at += timedelta(hours=7)
            await _round(name, loop, db, clock, worker, asking=asking)
    finally:
        await fetcher.close()
        await worker.close()
        await db.close()


async def _round(
    name: str, loop: FeedLoop, db: Database, clock: Clock, worker: Worker, *, asking: bool
) -> None:
    """Until no feed is due; when `asking`, a reader asks for the day's stories every 50 ms meanwhile."""
    start, before, analysed = time.monotonic(), _cpu(worker), _worker_cpu(worker)
    waits: list[float] = []
    reader_asks = asyncio.create_task(_ask(db, clock.now(), waits)) if asking else None
    while True:
        async with db.read() as reader:
            due = await feeds.due(reader, clock.now(), 1)
        if not due:
            break
        await loop.tick()
        await loop.finish()
    if reader_asks:
        reader_asks.cancel()
    print(
        f"newsdigest: {name}: {time.monotonic() - start:.1f} s, {_cpu(worker) - before:.1f} s of CPU,"
        f" of them {_worker_cpu(worker) - analysed:.1f} in the worker;{_told(waits)}"
        f" peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB",
        flush=True,
    )


def _told(waits: list[float]) -> str:
    if not waits:
        return ""
    times = [wait * 1000 for wait in sorted(waits)]
    middle, most = times[len(times) // 2], times[int(len(times) * 0.99)]
    return f" replies of {middle:.0f} ms, 99 of 100 under {most:.0f}, at most {times[-1]:.0f};"


async def _ask(db: Database, now: datetime, waits: list[float]) -> None:
    while True:
        start = time.monotonic()
        async with db.read() as reader:
            found = await stories.top_story_ids(
                reader,
                since=now - timedelta(days=1),
                until=now,
                topics=("culture",),
                languages=("ru", "kk", "en"),
                limit=50,
            )
            await stories.get_many(reader, found[:10])
        waits.append(time.monotonic() - start)
        await asyncio.sleep(0.05)


def _cpu(worker: Worker) -> float:
    """Of this process and its worker."""
    return time.process_time() + _worker_cpu(worker)


def _worker_cpu(worker: Worker) -> float:
    """What parses feeds and analyses their entries."""
    process = worker._process
    if process is None:
        return 0.0
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _serve(bodies: dict[str, tuple[bytes, str]]) -> None:
    """Feeds with their ETags, until the process is ended."""
    from aiohttp import web

    async def answer(request: web.Request) -> web.Response:
        body, etag = bodies[request.match_info["name"]]
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(body=body, headers={"ETag": etag, "Content-Type": "application/rss+xml"})

    app = web.Application()
    app.router.add_get("/{name}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = 0
    for number in range(HOSTS):
        site = web.TCPSite(runner, f"127.0.1.{1 + number}", port)
        await site.start()
        port = runner.addresses[0][1]
    print(port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    if "--smoke" in sys.argv:
        from ingest import write_feeds

        with tempfile.TemporaryDirectory() as name:
            (Path(name) / "feeds").mkdir()
            write_feeds(Path(name) / "feeds", 3, 2)
            measure_rounds(Path(name), 3, None)
        sys.exit()
    files = {file.name: file.read_bytes() for file in Path(sys.argv[1]).glob("*.xml")}
    asyncio.run(_serve({name: (body, f'"{len(body)}"') for name, body in files.items()}))
