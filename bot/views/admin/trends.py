"""Seven days of the newsroom in figures, as lines and as a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.i18n import Say
from bot.views.common.chart import Chart, Columns, Ranks, Series
from bot.views.common.html import clip
from bot.views.common.sources import named

SHOWN_TOPICS, SHOWN_SOURCES = 6, 5
NAME_UNITS = 40
DAYS = 7


@dataclass(frozen=True, slots=True)
class Daily:
    """The figures of each of the seven days and of the seven before them."""

    now: tuple[int, ...]
    before: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """The days up to `last`, which is `unfinished` if it is today; days begin in the `zone`.

    `languages` are the articles', the most frequent first. `topics` and `sources` are (name, now, before),
    the largest now first. `deliveries` and `done` (and `before`) count messages by what became of them, and
    what readers did.
    """

    last: datetime
    zone: str
    unfinished: bool
    articles: Daily
    languages: tuple[tuple[str, tuple[int, ...]], ...]
    topics: tuple[tuple[str, int, int], ...]
    sources: tuple[tuple[str, int, int], ...]
    readers: Daily
    taps: Daily
    deliveries: Mapping[str, int]
    done: Mapping[str, int]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple((self.last - timedelta(days=back)).date() for back in reversed(range(DAYS)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        daily = (self.articles, self.readers, self.taps)
        return not any(sum(each.now) + sum(each.before) for each in daily)


def trends_title(trends: Trends, say: Say) -> str:
    return say("stats-week", days=say.days(trends.last - timedelta(days=DAYS - 1), trends.last, trends.zone))


def trends_lines(trends: Trends, say: Say) -> list[str]:
    """The figures of the chart, and those for which it has no room."""
    return [
        *article_lines(trends, say),
        say("stats-new-readers", **_both(trends.readers)),
        say("stats-taps", **_both(trends.taps)),
        say("stats-done", **trends.done),
        say("stats-deliveries", **trends.deliveries),
    ]


def article_lines(trends: Trends, say: Say) -> list[str]:
    """The figures that anybody may know."""
    lines = [say("stats-articles-week", **_both(trends.articles))]
    if any(trends.articles.now):
        lines += [_peak(trends, say), _languages(trends, say)]
    if any(many for _, many, _ in trends.topics):
        lines.append(say("stats-topics", names=_named(trends.topics[:SHOWN_TOPICS], say.topic_within, say)))
    if any(many for _, many, _ in trends.sources):
        lines.append(_sources(trends, say))
    return lines


def chart_of(trends: Trends, say: Say, *, public: bool = False) -> Chart:
    """`public` leaves out what readers do."""
    panels: tuple[Columns | Ranks, ...] = _article_panels(trends, say)
    if not public:
        taps, readers = sum(trends.taps.now), sum(trends.readers.now)
        panels += (
            _daily_panel(say("stats-chart-taps", count=taps), trends.taps, trends, say),
            _daily_panel(say("stats-chart-readers", count=readers), trends.readers, trends, say),
        )
    key = (say("stats-key-now"), say("stats-key-before"))
    return Chart(trends_title(trends, say), key, say("stats-empty"), panels)


def _article_panels(trends: Trends, say: Say) -> tuple[Columns | Ranks, ...]:
    labels = [f"{name} {day.day}" for name, day in zip(_weekdays(trends, say), trends.days, strict=True)]
    if trends.unfinished:
        labels[-1] = say("stats-today-label")
    topics = tuple((say.topic(name), now, before) for name, now, before in trends.topics[:SHOWN_TOPICS])
    sources = tuple((named(name, say), now, before) for name, now, before in trends.sources[:SHOWN_SOURCES])
    parts = tuple(Series(_language(each, say), each[1]) for each in trends.languages)
    return (
        Columns(
            say("stats-chart-articles", count=sum(trends.articles.now)),
            tuple(labels),
            parts or (Series("", trends.articles.now),),
            trends.articles.before,
            trends.unfinished,
        ),
        Ranks(say("stats-chart-topics"), topics),
        Ranks(say("stats-chart-sources"), sources, _other_sources(trends, say)),
    )


def _daily_panel(title: str, daily: Daily, trends: Trends, say: Say) -> Columns:
    labels, parts = tuple(_weekdays(trends, say)), (Series("", daily.now),)
    return Columns(title, labels, parts, daily.before, trends.unfinished, beside=True)


def _weekdays(trends: Trends, say: Say) -> list[str]:
    return [format_date(day, "EEE", locale=say.language) for day in trends.days]


def _both(daily: Daily) -> dict[str, int]:
    return {"count": sum(daily.now), "before": sum(daily.before)}


def _peak(trends: Trends, say: Say) -> str:
    count = max(trends.articles.now)
    day = trends.days[trends.articles.now.index(count)]
    return say("stats-peak", day=format_date(day, "EEEE", locale=say.language), count=count)


def _languages(trends: Trends, say: Say) -> str:
    return say("stats-languages", names=", ".join(_language(each, say) for each in trends.languages))


def _language(counted: tuple[str, tuple[int, ...]], say: Say) -> str:
    return f"{say(f'language-{counted[0]}')} {_number(sum(counted[1]), say)}"


def _number(value: int, say: Say) -> str:
    return str(format_decimal(value, locale=say.language))


def _sources(trends: Trends, say: Say) -> str:
    names = _named(trends.sources[:SHOWN_SOURCES], lambda name: clip(named(name, say), NAME_UNITS), say)
    rest = _other_sources(trends, say)
    return say("stats-sources", names=f"{names}; {rest}" if rest else names)


def _named(rows: Sequence[tuple[str, int, int]], name_of: Callable[[str], str], say: Say) -> str:
    counted = [
        f"{name_of(name)} {_number(now, say)} ({_number(before, say)})" for name, now, before in rows if now
    ]
    return ", ".join(counted)


def _other_sources(trends: Trends, say: Say) -> str:
    others = [many for _, many, _ in trends.sources[SHOWN_SOURCES:] if many]
    return say("stats-other-sources", count=len(others), articles=sum(others)) if others else ""
