"""Gathers seven days of the newsroom and the seven before them, and has a chart of them drawn."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from zoneinfo import ZoneInfo

from bot.answers.chart import png_of
from bot.timing.zones import day_in
from bot.views.admin.trends import DAYS, Daily, Trends
from bot.views.common.chart import Chart
from bot.worker.process import Worker, WorkerError
from storage import counts, statistics
from storage.database import Database
from storage.statistics import ALL_ARTICLES, ArticleFilter

log = logging.getLogger(__name__)


async def trends(
    db: Database,
    now: datetime,
    zone: str,
    *,
    finished: bool = False,
    wanted: ArticleFilter = ALL_ARTICLES,
) -> Trends:
    """The seven days up to today in the zone (`finished`: up to yesterday), of articles that are `wanted`."""
    local = now.astimezone(ZoneInfo(zone))
    last = local.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=finished)
    days = [(last - timedelta(days=back)).date() for back in reversed(range(2 * DAYS))]
    since, middle, until = (last + timedelta(days=days) for days in (1 - 2 * DAYS, 1 - DAYS, 1))
    async with db.read() as reader:
        articles = await statistics.articles_by_slot(reader, since, until, wanted)
        readers = await statistics.readers_by_slot(reader, since, until)
        taps = await counts.taps_by_day(reader, days[0], days[-1])
        topics = await statistics.topics_of(reader, since, middle, until, wanted)
        sources = await statistics.sources_of(reader, since, middle, until, wanted)
        deliveries = await statistics.deliveries(reader, middle, until)
        done = await counts.done(reader, days[DAYS], days[-1])
    by_language: dict[str, Counter[date]] = {}
    for at, language, many in articles:
        by_language.setdefault(language, Counter())[day_in(zone, at)] += many
    return Trends(
        last=last,
        zone=zone,
        unfinished=not finished,
        articles=_daily(_by_day(((at, many) for at, _, many in articles), zone), days),
        languages=_languages(by_language, days[DAYS:]),
        topics=tuple(topics),
        sources=tuple(sources),
        readers=_daily(_by_day(readers, zone), days),
        taps=_daily(taps, days),
        deliveries=deliveries,
        done=done,
    )


def can_draw() -> bool:
    """Whether the extra `charts` is installed."""
    return find_spec("matplotlib") is not None


async def draw(worker: Worker, chart: Chart) -> bytes | None:
    """The chart as a PNG; None where the extra is not installed or drawing fails, which is logged."""
    if not can_draw():
        return None
    try:
        return await worker.run(png_of, chart)
    except WorkerError:
        log.exception("the picture of the statistics was not drawn")
        return None


def _languages(
    found: Mapping[str, Counter[date]], days: list[date]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The most frequent first."""
    counted = [(language, tuple(by_day[day] for day in days)) for language, by_day in found.items()]
    used = [each for each in counted if any(each[1])]
    return tuple(sorted(used, key=lambda each: (-sum(each[1]), each[0])))


def _by_day(found: Iterable[tuple[datetime, int]], zone: str) -> Counter[date]:
    by_day: Counter[date] = Counter()
    for at, many in found:
        by_day[day_in(zone, at)] += many
    return by_day


def _daily(by_day: Mapping[date, int], days: list[date]) -> Daily:
    values = tuple(by_day.get(day, 0) for day in days)
    return Daily(values[DAYS:], values[:DAYS])
