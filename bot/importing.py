"""`newsdigest import PATH…`: files into the database, a batch at a time, beside a running bot too."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.arriving_files import ENDINGS, Content, Place, read_path
from bot.disk import Found, find_files
from bot.instance import instance_lock
from bot.progress import Progress
from bot.services.arrivals import Entered
from bot.services.chores import begin_indexing
from bot.services.feed_adding import MOST_FEEDS, add_list
from bot.services.grouping import Stories
from bot.services.intake import Intake, Refusal
from bot.worker import Worker
from digests.models import RawText
from digests.opml import Outline
from digests.records import BadLine, Record
from storage.database import Database
from storage.identity import check_place

BATCH = 64
BATCH_CHARACTERS = 400_000  # the worker may take 30 seconds for them
UNDER_WAY = 2  # one is analysed while the one before is stored
BREATH_SECONDS = 0.05  # after each batch, for the bot that works on the same file
REFUSALS = {
    Refusal.EMPTY: "has no text",
    Refusal.TOO_SHORT: "is too short for an article",
    Refusal.TOO_LONG: "is longer than 200,000 characters",
    Refusal.UNKNOWN_LANGUAGE: "is neither Russian, Kazakh nor English",
    Refusal.UNREADABLE: "could not be analysed",
    Refusal.PAST: "was here before and was removed",
}

Batch = list[tuple[Place, RawText | Record]]


@dataclass(slots=True)
class Tally:
    """What an import came to, and how much it has read."""

    added: int = 0
    known: int = 0
    feeds: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    read: int = 0

    def lines(self) -> list[str]:
        count = f"{self.added:,} added, {self.known:,} known, {self.refused:,} refused"
        feeds = f"feeds: {self.feeds['added']:,} added, {self.feeds['known']:,} known"
        return [count, feeds] if self.feeds else [count]


def run_import(
    database: Path, paths: Sequence[Path], stdout: TextIO | None = None, stderr: TextIO | None = None
) -> int:
    """The exit status: 1 when something was refused."""
    out, errors = stdout or sys.stdout, stderr or sys.stderr
    tally = asyncio.run(Import(errors).run(database, paths))
    out.write("\n".join(tally.lines()) + "\n")
    return int(tally.refused > 0)


class Import:
    def __init__(self, errors: TextIO) -> None:
        self._errors = errors
        self._tally = Tally()
        self._under_way: deque[tuple[Batch, asyncio.Task[list[Entered | Refusal]]]] = deque()

    async def run(self, database: Path, paths: Sequence[Path]) -> Tally:
        found = list(find_files(paths, lambda path: path.suffix.lower() in ENDINGS))
        files = [one for one in found if isinstance(one, Found)]
        self._progress = Progress(sum(file.size for file in files), self._errors)
        for one in found:
            if not isinstance(one, Found):
                self._refuse(Place(one.path), one.reason)
        check_place(database)
        with instance_lock(database) as alone:
            pass  # only to know whether a bot is running, which may also start meanwhile
        db, worker = await Database.open(database), Worker()
        self._intake, self._db = Intake(db, worker), db
        self._breath = 0.0 if alone else BREATH_SECONDS
        try:
            await begin_indexing(db)
            await self._intake.own_topics.every_one()
            for file in files:
                await self._take_file(file, worker)
        finally:
            for _, task in self._under_way:  # what is stored stays; the same command goes on with the rest
                task.cancel()
            await asyncio.gather(*(task for _, task in self._under_way), return_exceptions=True)
            self._progress.clear()
            await worker.close()
            await db.close()
        return self._tally

    async def _take_file(self, file: Found, worker: Worker) -> None:
        told = Stories()  # numbers of stories mean something within one file
        batch: Batch = []
        async for place, content in read_path(file.path, file.size, worker):
            self._tally.read += place.read
            if isinstance(content, RawText | Record):
                batch.append((place, content))
            else:
                await self._take_other(place, content)
            if len(batch) >= BATCH or sum(len(text.text) for _, text in batch) > BATCH_CHARACTERS:
                await self._hand_over(batch, told)
                batch = []
        if batch:
            await self._hand_over(batch, told)
        while self._under_way:
            await self._settle()

    async def _take_other(self, place: Place, content: Content) -> None:
        if isinstance(content, BadLine):
            self._refuse(place, content.reason)
        elif isinstance(content, tuple) and content:
            await self._take_feeds(place, content)

    async def _take_feeds(self, place: Place, outlines: tuple[Outline, ...]) -> None:
        listed = await add_list(self._db, outlines, None, datetime.now(UTC))
        self._tally.feeds.update(added=listed.added, known=listed.known)
        if listed.left:
            self._refuse(place, f"{listed.left:,} feeds have no room: {MOST_FEEDS:,} are kept at most")

    async def _hand_over(self, batch: Batch, told: Stories) -> None:
        now = datetime.now(UTC)
        taken = self._intake.add_all([text for _, text in batch], now, told)
        self._under_way.append((batch, asyncio.create_task(taken)))
        if len(self._under_way) >= UNDER_WAY:
            await self._settle()

    async def _settle(self) -> None:
        batch, task = self._under_way.popleft()
        for (place, _), result in zip(batch, await task, strict=True):
            if isinstance(result, Refusal):
                self._refuse(place, REFUSALS[result])
            else:
                self._tally.added += result.new
                self._tally.known += not result.new
        self._progress.show(self._tally.read, self._tally.added + self._tally.known)
        await asyncio.sleep(self._breath)

    def _refuse(self, place: Place, reason: str) -> None:
        self._tally.refused += 1
        self._progress.clear()
        self._errors.write(f"{place}: {reason}\n")
