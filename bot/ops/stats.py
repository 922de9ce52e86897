"""What admins see of the bot as a whole: its figures and its health."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from math import ceil
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.model.calls import Calls
from bot.model.meaning import Meaning
from bot.model.question import ANSWERS_REFUSED
from bot.views.admin.admin import HealthInfo, MeaningInfo, ModelInfo, Stats
from bot.worker.process import Worker
from storage import model_choices, model_usage, outbox, statistics, vectors
from storage.database import Database

LATE_SECONDS = 60.0


class LastTick:
    """When the jobs last looked for work, by the wall clock and by one that nobody sets; `ticked` is None
    before.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.ticked: datetime | None = None
        self._monotonic = monotonic
        self._beaten = monotonic()

    def beat(self, now: datetime) -> None:
        self.ticked, self._beaten = now, self._monotonic()

    @property
    def late(self) -> bool:
        """Whether no tick has come for a minute."""
        return self._monotonic() - self._beaten > LATE_SECONDS


async def stats(db: Database, now: datetime, zone: str) -> Stats:
    """The figures of the newsroom; today begins at midnight in the zone."""
    today = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    async with db.read() as reader:
        return Stats(
            readers=await statistics.readers(reader),
            chats=await statistics.chats(reader),
            editions=await statistics.editions_since(reader, today),
            messages=await statistics.sent_since(reader, today),
            articles=await statistics.articles(reader, today),
            feeds=await statistics.feeds(reader),
            size=await statistics.file_bytes(reader),
        )


async def model_info(db: Database, calls: Calls, now: datetime) -> ModelInfo:
    """How the model was used, by UTC days, and what came of it."""
    async with db.read() as reader:
        used = await model_usage.of_day(reader, now)
        waiting = await model_choices.waiting(reader)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        refused = await model_choices.refused_since(reader, midnight)
    troubles = Counter({why: count for why, count in refused.items() if why in ANSWERS_REFUSED})
    for use in used:
        if use.outcome != "answered":
            troubles[use.outcome] += use.calls
    rest, fault = calls.breaker.remaining, calls.breaker.fault
    return ModelInfo(
        sum(use.calls for use in used),
        calls.limit.calls,
        sum(use.tokens for use in used),
        calls.limit.tokens,
        waiting,
        troubles,
        (ceil(rest / 60), fault) if rest and fault else None,
    )


async def health_info(
    db: Database, worker: Worker, last_tick: LastTick, path: Path, meaning: Meaning | None = None
) -> HealthInfo:
    async with db.read() as reader:
        waiting = await outbox.count_unfinished(reader)
        without_vector = await vectors.count_waiting(reader)
    usage = await asyncio.to_thread(shutil.disk_usage, _existing(path))
    found = MeaningInfo(meaning.known, without_vector, meaning.fault is not None) if meaning else None
    return HealthInfo(last_tick.ticked, last_tick.late, worker.state, waiting, usage.free, found)


def _existing(path: Path) -> Path:
    return next((place for place in path.absolute().parents if place.exists()), Path("/"))
