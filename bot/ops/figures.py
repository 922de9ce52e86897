"""Metrics of the present state, read when Prometheus asks. Events are counted in `bot/metrics.py`.

No query reads a table that grows: they use numbers that were assigned, partial indexes, and the first row of
a queue.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from prometheus_client import Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from bot.alarms import LINES
from bot.delivery.loop import OutboxLoop
from bot.delivery.outcomes import Outcome, name_of
from bot.intake.feeds.check import CheckResult
from bot.metrics import (
    ALARMS,
    ARRIVALS,
    ARTICLE_DELAY,
    DELIVERIES,
    FEED_CHECKS,
    HOOK_POSTS,
    MODEL_CALLS,
    MODEL_CHOICES,
    MODEL_TOKENS,
    REGISTRY,
    UPDATE_TIMES,
    ArrivalKind,
    ArrivalResult,
    ChoiceResult,
    UpdateKind,
)
from bot.model.client import Fault
from bot.ops.backups import last_daily
from bot.outlets.hook_loop import HookOutcome
from bot.timing.clock import Clock
from bot.worker.process import Worker, WorkerTrouble
from storage import outbox, outbox_failures, statistics
from storage.database import Database
from storage.files import beside
from storage.model_usage import Purpose


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A registry of one moment in the form that the Prometheus client renders."""

    figures: tuple[Metric, ...]

    def collect(self) -> Iterable[Metric]:
        yield from REGISTRY.collect()
        yield from self.figures


class Figures:
    def __init__(
        self,
        db: Database,
        loop: OutboxLoop,
        worker: Worker,
        clock: Clock,
        *,
        database: Path,
        backups: Path | None,
    ) -> None:
        """`database` and `backups` are where the file and its daily copies lie."""
        _begin()
        self._db = db
        self._loop = loop
        self._worker = worker
        self._clock = clock
        self._database = database
        self._backups = backups

    async def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        kept = await self._kept()
        files = await asyncio.to_thread(self._files)
        return generate_latest(Snapshot((*kept, *files, *self._running())))

    async def _kept(self) -> list[Metric]:
        now = self._clock.now()
        async with self._db.read() as db:
            made = await statistics.made(db)
            due = await outbox.due_since(db, now)
            return [
                _counter("newsdigest_articles_total", "Articles that were ever stored.", made["articles"]),
                _counter("newsdigest_stories_total", "Stories that were ever begun.", made["stories"]),
                _counter("newsdigest_editions_total", "Editions that were ever made.", made["editions"]),
                _gauge(
                    "newsdigest_last_article_timestamp_seconds",
                    "When the newest article was stored; 0 without any.",
                    _seconds(await statistics.newest_article(db, now)),
                ),
                _gauge(
                    "newsdigest_outbox_waiting",
                    "Messages on their way or waiting, those of paused chats too.",
                    await outbox.count_unfinished(db),
                ),
                _gauge(
                    "newsdigest_outbox_oldest_seconds",
                    "For how long the first message that may go has been due.",
                    0 if due is None else (now - due).total_seconds(),
                ),
                _gauge(
                    "newsdigest_outbox_failed",
                    "Messages that are kept as refused, or as perhaps not arrived.",
                    await outbox_failures.count_all(db),
                ),
                _gauges(
                    "newsdigest_feeds", "Feeds by how they are.", "state", await statistics.feed_states(db)
                ),
            ]

    def _running(self) -> list[Metric]:
        failures = CounterMetricFamily(
            "newsdigest_worker_failures_total",
            "Work that the worker did not bring to an end.",
            labels=["reason"],
        )
        for reason in get_args(WorkerTrouble):
            failures.add_metric([reason], self._worker.failures[reason])
        return [
            _gauge("newsdigest_outbox_in_flight", "Messages that are being sent now.", self._loop.in_flight),
            _counter(
                "newsdigest_worker_starts_total",
                "Starts of the worker, which ends when idle.",
                self._worker.starts,
            ),
            failures,
        ]

    def _files(self) -> list[Metric]:
        copied = None if self._backups is None else last_daily(self._backups)
        free = shutil.disk_usage(self._database.parent).free
        return [
            _gauges("newsdigest_info", "1, with the version.", "version", {version("newsdigest"): 1}),
            _gauge("newsdigest_database_bytes", "Size of the database file.", _size(self._database)),
            _gauge(
                "newsdigest_database_wal_bytes",
                "Size of the log in which SQLite keeps what is not in the file yet.",
                _size(beside(self._database, "-wal")),
            ),
            _gauge("newsdigest_disk_free_bytes", "Room on the disk of the database.", free),
            _gauge(
                "newsdigest_last_backup_timestamp_seconds",
                "When the newest daily copy was made; 0 without any.",
                _seconds(copied),
            ),
        ]


def _begin() -> None:
    """Create every series at the start: one that appears with its first event shows no increase."""
    for outcome in get_args(Outcome):
        DELIVERIES.labels(name_of(outcome))
    for result in CheckResult:
        FEED_CHECKS.labels(result.value)
    for handed in HookOutcome:
        HOOK_POSTS.labels(handed.value)
    for trouble in LINES:
        ALARMS.labels(trouble)
    for kind in get_args(UpdateKind):
        UPDATE_TIMES.labels(kind)
    for source in get_args(ArrivalKind):
        ARTICLE_DELAY.labels(source)
        for became in get_args(ArrivalResult):
            ARRIVALS.labels(source, became)
    _begin_models()


def _begin_models() -> None:
    for purpose in get_args(Purpose):
        MODEL_TOKENS.labels(purpose)
        for outcome in ("answered", *get_args(Fault)):
            MODEL_CALLS.labels(purpose, outcome)
    for result in (*get_args(ChoiceResult), *get_args(Fault)):
        MODEL_CHOICES.labels(result)


def _counter(name: str, what: str, value: float) -> Metric:
    return CounterMetricFamily(name, what, value=value)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)


def _gauges(name: str, what: str, label: str, values: Mapping[str, float]) -> Metric:
    found = GaugeMetricFamily(name, what, labels=[label])
    for value, many in values.items():
        found.add_metric([value], many)
    return found


def _seconds(moment: datetime | None) -> float:
    return 0 if moment is None else moment.timestamp()


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
