"""Unrequested reports to operators: the figures of a week, and that no articles come in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import Say
from bot.views.admin.admin import size_in_words
from bot.views.admin.trends import Trends, trends_lines, trends_title


@dataclass(frozen=True, slots=True)
class Week:
    """`free`: bytes left on the disk; `backup_hours`: the age of the newest daily copy, None if there is
    none.

    `backups`: whether daily copies are made at all.
    """

    editions: int
    undelivered: int
    free: int
    backups: bool
    backup_hours: int | None
    calm: bool


@dataclass(frozen=True, slots=True)
class ArticleSources:
    """Where articles come from automatically: feeds that are read, those of them that fail, and channels."""

    feeds: int
    failing: int
    channels: int


def week_in_figures(week: Week, trends: Trends, say: Say) -> str:
    lines = [
        say("week-calm") if week.calm else say("week-title"),
        trends_title(trends, say),
        *trends_lines(trends, say),
        say("stats-before"),
        say("week-editions", count=week.editions),
        say("week-undelivered", count=week.undelivered),
        say("health-disk", free=size_in_words(week.free, say)),
        _backup(week, say),
    ]
    return "\n".join(lines)


def no_articles(sources: ArticleSources, say: Say) -> str:
    return f"{say('silence-told')} {_reason(sources, say)}"


def _reason(sources: ArticleSources, say: Say) -> str:
    """The likely reason."""
    if not sources.feeds and not sources.channels:
        return say("silence-none")
    if sources.failing:
        return say("silence-failing", count=sources.failing, feeds=str(sources.feeds))
    return say("silence-quiet")


def _backup(week: Week, say: Say) -> str:
    if not week.backups:
        return say("week-no-backups")
    if week.backup_hours is None:
        return say("week-backup-missing")
    return say("week-backup", count=week.backup_hours)
