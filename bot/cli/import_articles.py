"""`newsdigest import PATH…`: imports files into the database in batches, also while the bot runs."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.cli.files import FileFound, find_files
from bot.cli.import_files import IMPORTED_SUFFIXES, Content, FilePosition, read_path
from bot.intake.arrivals import IntakeRefusal
from bot.intake.feeds.adding import MAX_FEEDS, add_list
from bot.intake.grouping import ImportedStoryIds
from bot.intake.intake import Intake
from bot.intake.reindexing import begin_indexing
from bot.intake.store import StoreResult
from bot.ops.instance_lock import instance_lock
from bot.worker.process import Worker
from digests.formats.jsonl import BadLine, Record
from digests.formats.opml import Outline
from digests.models.texts import RawText
from storage.database import Database
from storage.identity import check_place

TEXTS_PER_BATCH = 64
CHARACTERS_PER_BATCH = 400_000  # the worker may take 30 seconds for them
MAX_UNFINISHED_BATCHES = 2  # one is analysed while the one before is stored
PAUSE_BETWEEN_BATCHES = 0.05  # after each batch, for the bot that works on the same file
REFUSALS = {
    IntakeRefusal.EMPTY: "has no text",
    IntakeRefusal.TOO_SHORT: "is too short for an article",
    IntakeRefusal.TOO_LONG: "is longer than 200,000 characters",
    IntakeRefusal.UNKNOWN_LANGUAGE: "is neither Russian, Kazakh nor English",
    IntakeRefusal.UNREADABLE: "could not be analysed",
    IntakeRefusal.PAST: "was here before and was removed",
}

Batch = list[tuple[FilePosition, RawText | Record]]

WIDTH = 30
SHOWN_EVERY_SECONDS = 0.1


@dataclass(slots=True)
class ImportCounts:
    """What an import has done so far, and how much it has read."""

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
    database: Path,
    paths: Sequence[Path],
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    zone: str = "UTC",
) -> int:
    """Import the files; the exit status is 1 when something was refused. `zone` is as in `Intake`."""
    out, errors = stdout or sys.stdout, stderr or sys.stderr
    tally = asyncio.run(Import(errors, zone).run(database, paths))
    out.write("\n".join(tally.lines()) + "\n")
    return int(tally.refused > 0)


class Import:
    def __init__(self, errors: TextIO, zone: str = "UTC") -> None:
        self._errors = errors
        self._zone = zone
        self._tally = ImportCounts()
        self._under_way: deque[tuple[Batch, asyncio.Task[list[StoreResult | IntakeRefusal]]]] = deque()

    async def run(self, database: Path, paths: Sequence[Path]) -> ImportCounts:
        found = list(find_files(paths, lambda path: path.suffix.lower() in IMPORTED_SUFFIXES))
        files = [one for one in found if isinstance(one, FileFound)]
        self._progress = ProgressLine(sum(file.size for file in files), self._errors)
        for one in found:
            if not isinstance(one, FileFound):
                self._refuse(FilePosition(one.path), one.reason)
        check_place(database)
        with instance_lock(database) as alone:
            pass  # only to know whether a bot is running, which may also start meanwhile
        db, worker = await Database.open(database), Worker()
        self._intake, self._db = Intake(db, worker, self._zone), db
        self._breath = 0.0 if alone else PAUSE_BETWEEN_BATCHES
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

    async def _take_file(self, file: FileFound, worker: Worker) -> None:
        told = ImportedStoryIds()  # numbers of stories mean something within one file
        batch: Batch = []
        async for place, content in read_path(file.path, file.size, worker):
            self._tally.read += place.read
            if isinstance(content, RawText | Record):
                batch.append((place, content))
            else:
                await self._take_other(place, content)
            if (
                len(batch) >= TEXTS_PER_BATCH
                or sum(len(text.text) for _, text in batch) > CHARACTERS_PER_BATCH
            ):
                await self._hand_over(batch, told)
                batch = []
        if batch:
            await self._hand_over(batch, told)
        while self._under_way:
            await self._settle()

    async def _take_other(self, place: FilePosition, content: Content) -> None:
        if isinstance(content, BadLine):
            self._refuse(place, content.reason)
        elif isinstance(content, tuple) and content:
            await self._take_feeds(place, content)

    async def _take_feeds(self, place: FilePosition, outlines: tuple[Outline, ...]) -> None:
        listed = await add_list(self._db, outlines, None, datetime.now(UTC))
        self._tally.feeds.update(added=listed.added, known=listed.known)
        if listed.left:
            self._refuse(place, f"{listed.left:,} feeds have no room: {MAX_FEEDS:,} are kept at most")

    async def _hand_over(self, batch: Batch, told: ImportedStoryIds) -> None:
        now = datetime.now(UTC)
        taken = self._intake.add_all([text for _, text in batch], now, told)
        self._under_way.append((batch, asyncio.create_task(taken)))
        if len(self._under_way) >= MAX_UNFINISHED_BATCHES:
            await self._settle()

    async def _settle(self) -> None:
        batch, task = self._under_way.popleft()
        for (place, _), result in zip(batch, await task, strict=True):
            if isinstance(result, IntakeRefusal):
                self._refuse(place, REFUSALS[result])
            else:
                self._tally.added += result.new
                self._tally.known += not result.new
        self._progress.show(self._tally.read, self._tally.added + self._tally.known)
        await asyncio.sleep(self._breath)

    def _refuse(self, place: FilePosition, reason: str) -> None:
        self._tally.refused += 1
        self._progress.clear()
        self._errors.write(f"{place}: {reason}\n")


class ProgressLine:
    """A line that is overwritten with the progress; silent where the output is a file or a pipe."""

    def __init__(self, whole: int, out: TextIO) -> None:
        self._whole = max(whole, 1)
        self._out = out
        self._shown = out.isatty()
        self._began = time.monotonic()
        self._last = 0.0

    def show(self, part: int, count: int) -> None:
        """Show that `part` of the whole has been read, in the same unit, and gave `count` articles."""
        now = time.monotonic()
        if not self._shown or now - self._last < SHOWN_EVERY_SECONDS:
            return
        self._last = now
        done = min(part / self._whole, 1.0)
        bar = "#" * int(done * WIDTH)
        rate = count / max(now - self._began, 0.001)
        self._out.write(f"\r[{bar:.<{WIDTH}}] {done:4.0%}  {count:,} articles  {rate:.0f}/s \x1b[K")
        self._out.flush()

    def clear(self) -> None:
        if self._shown:
            self._out.write("\r\x1b[K")
            self._out.flush()
