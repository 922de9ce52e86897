"""A day of rows as the bot takes them in, each at its own time, and the digest of the next morning."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.answers.digest import digest
from bot.intake.arrivals import IntakeRefusal
from bot.intake.intake import Intake
from bot.intake.rereading import Rereader
from bot.worker.process import Worker
from digests.formats.jsonl import read_row
from digests.models.digest import Digest
from digests.models.stories import Article
from digests.models.texts import Language, RawText
from storage import articles, destinations
from storage.database import Database
from storage.destinations import Address

MORNING = timedelta(hours=4)  # 9 o'clock in Almaty


@dataclass(frozen=True, slots=True)
class Report:
    """An article as the bot has it after the day, with the row that brought it."""

    row: str
    source: str
    raw: str
    article: Article


@dataclass(frozen=True, slots=True)
class Day:
    """A day's reports, the digest of all of it, and the rows of each article by its number."""

    name: str
    texts: tuple[tuple[str, str], ...]
    reports: tuple[Report, ...]
    digest: Digest
    rows: dict[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Still:
    """A clock that stands."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    raw: RawText
    at: datetime


def _row(given: dict[str, Any]) -> _Row | None:
    raw = read_row(given)
    if not isinstance(raw, RawText) or raw.published is None:
        return None
    return _Row(str(given["id"]), raw, raw.published.at)


def live_through(path: Path, language: Language) -> Day:
    """Rows without a text or a time are left out."""
    given = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    rows = sorted((row for one in given if (row := _row(one))), key=lambda row: row.at)
    return asyncio.run(_live_through(path.stem, rows, language))


async def _live_through(name: str, rows: list[_Row], language: Language) -> Day:
    morning = rows[-1].at.replace(hour=0, minute=0, second=0) + timedelta(days=1) + MORNING
    worker = Worker()
    with TemporaryDirectory() as folder:
        db = await Database.open(Path(folder) / "day.db")
        try:
            came = await _take_in(db, worker, rows, morning)
            composed = await _compose(db, language, morning - rows[0].at, morning)
            reports = await _reports(db, rows, came)
        finally:
            await worker.close()
            await db.close()
    texts = tuple((row.raw.carrier, row.raw.text) for row in rows)
    return Day(name, texts, tuple(reports), composed, came)


async def _take_in(db: Database, worker: Worker, rows: list[_Row], morning: datetime) -> dict[int, list[str]]:
    intake = Intake(db, worker)
    came: dict[int, list[str]] = {}
    for row in rows:
        (entered,) = await intake.add_all([row.raw], row.at)
        if not isinstance(entered, IntakeRefusal):
            came.setdefault(entered.article_id, []).append(row.id)
    rereader = Rereader(db, intake, _Still(morning))
    while await rereader.step():
        pass
    return came


async def _compose(db: Database, language: Language, period: timedelta, morning: datetime) -> Digest:
    async with db.transaction() as tx:
        number = await destinations.add(
            tx, Address(1), "private", language=language, zone="Asia/Almaty", now=morning
        )
    async with db.read() as reader:
        reading = await destinations.get(reader, number)
    assert reading is not None
    return await digest(db, reading, period=period, now=morning)


async def _reports(db: Database, rows: list[_Row], came: dict[int, list[str]]) -> list[Report]:
    by_id = {row.id: row for row in rows}
    async with db.read() as reader:
        live = await articles.get_live(reader, sorted(came))
    firsts = ((by_id[came[number][0]], article) for number, article in live.items())
    return [Report(row.id, row.raw.carrier, row.raw.text, article) for row, article in firsts]
