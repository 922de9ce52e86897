"""The admins' screens: an overview that leads to everything, the figures, and the bot's health."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.i18n import Say
from bot.views.admin.buttons import (
    AskBroadcast,
    BackUp,
    OpenAdmin,
    OpenBanned,
    OpenEditors,
    OpenFailures,
    OpenHealth,
    OpenStats,
)
from bot.views.admin.trends import Trends, trends_lines, trends_title
from bot.views.common.buttons import OpenChats, OpenFeeds, OpenOwnTopics, button
from bot.views.common.context import RenderContext
from bot.views.common.html import bold, join, text
from bot.views.common.message import Button, Message

LITTLE_DISK_BYTES = 500_000_000  # bytes
WorkerState = Literal["busy", "ready", "asleep"]


@dataclass(frozen=True, slots=True)
class Stats:
    """The pairs are (all, some of them): readers who receive editions, articles of today, feeds that fail."""

    readers: tuple[int, int]
    chats: int
    editions: int
    messages: int
    articles: tuple[int, int]
    feeds: tuple[int, int]
    size: int


@dataclass(frozen=True, slots=True)
class MeaningInfo:
    """How many articles can be found by meaning, and how many wait for that; `away`: the server fails."""

    known: int
    waiting: int
    away: bool


@dataclass(frozen=True, slots=True)
class HealthInfo:
    """`ticked`: when the jobs last looked for work; `late`: too long ago. `free`: bytes left on the disk.

    `meaning` is None where no model is set up for it.
    """

    ticked: datetime | None
    late: bool
    worker: WorkerState
    waiting: int
    free: int
    meaning: MeaningInfo | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a model was asked today. `troubles` counts failures by their names.

    `rests`: for how many minutes its server is left alone, and why; None when it is not.
    """

    calls: int
    most_calls: int
    tokens: int
    most_tokens: int
    waiting: int
    troubles: Mapping[str, int]
    rests: tuple[int, str] | None = None


def admin_screen(waiting: int, failed: int, model: ModelInfo | None, say: Say) -> Message:
    """`model` is None where none is set up."""
    rows = (
        (button(say("button-failures", count=str(failed)), OpenFailures()),),
        (
            button(say("button-stats"), OpenStats()),
            button(say("button-health"), OpenHealth()),
        ),
        (button(say("button-own-topics"), OpenOwnTopics()),),
        (button(say("button-all-chats"), OpenChats()),),
        (
            button(say("button-feeds"), OpenFeeds()),
            button(say("button-backup"), BackUp()),
        ),
        (button(say("button-broadcast"), AskBroadcast()),),
        (button(say("button-editors"), OpenEditors()),),
        (button(say("button-banned"), OpenBanned()),),
    )
    lines = [say("admin-waiting", count=waiting), *(_model_lines(model, say) if model else ())]
    return Message(join([bold(text(say("admin-title"))), text("\n".join(lines))], "\n\n"), rows)


def _model_lines(model: ModelInfo, say: Say) -> Iterator[str]:
    yield ""
    yield say(
        "model-today",
        calls=str(model.calls),
        most=str(model.most_calls),
        tokens=str(model.tokens),
        limit=str(model.most_tokens),
    )
    yield say("model-waiting", count=str(model.waiting))
    if model.troubles:
        troubles = (
            say("model-trouble", why=say(f"model-why-{why}"), count=str(count))
            for why, count in model.troubles.items()
        )
        yield say("model-troubles", troubles=", ".join(troubles))
    if model.rests:
        minutes, why = model.rests
        yield say("model-rests", why=say(f"model-why-{why}"), minutes=str(minutes))


def stats_screen(stats: Stats, week: Trends, say: Say, *, drawable: bool = True) -> Message:
    """`drawable`: the packages for drawing charts are installed."""
    lines = [
        say("stats-readers", count=stats.readers[0], active=stats.readers[1]),
        say("stats-chats", count=stats.chats),
        say("stats-today", editions=stats.editions, messages=stats.messages),
        say("stats-articles", count=stats.articles[0], today=stats.articles[1]),
        say("stats-feeds", count=stats.feeds[0], failing=stats.feeds[1]),
        say("stats-size", size=size_in_words(stats.size, say)),
    ]
    parts = [
        bold(text(say("stats-title"))),
        text("\n".join(lines)),
        join([bold(text(trends_title(week, say))), text("\n".join(trends_lines(week, say)))], "\n"),
        text(say("stats-before")),
    ]
    parts += [] if drawable else [text(say("stats-no-picture"))]
    return Message(join(parts, "\n\n"), ((_back(say),),))


def health_screen(health: HealthInfo, place: RenderContext) -> Message:
    say = place.say
    lines = [
        _tick(health, place),
        say(f"health-worker-{health.worker}"),
        say("admin-waiting", count=health.waiting),
        say(
            "health-disk" if health.free >= LITTLE_DISK_BYTES else "health-disk-little",
            free=size_in_words(health.free, say),
        ),
        *_meaning(health.meaning, say),
    ]
    return Message(join([bold(text(say("health-title"))), text("\n".join(lines))], "\n\n"), ((_back(say),),))


def backup_made(path: str, size: int, say: Say, *, daily: bool) -> Message:
    """Where it is and how big; the file itself is sent to no chat. `daily`: copies are made daily too."""
    lines = [text(say("backup-done", size=size_in_words(size, say))), text(path)]
    lines.append(text(say("backup-stays" if daily else "backup-not-daily")))
    return Message(join(lines, "\n"), ((_back(say),),))


def backup_failed(say: Say) -> Message:
    return Message(text(say("backup-failed")), ((_back(say),),))


def size_in_words(size: int, say: Say) -> str:
    """Rounded to whole megabytes, or to a tenth of a gigabyte."""
    if size < 1_000_000_000:
        return say("size-megabytes", count=str(max(1, round(size / 1_000_000))))
    return say("size-gigabytes", count=say.decimal(size / 1_000_000_000))


def _tick(health: HealthInfo, place: RenderContext) -> str:
    if health.ticked is None:
        return place.say("health-tick-none")
    at = place.say.time(health.ticked, place.zone)
    return place.say("health-tick-late" if health.late else "health-tick", at=at)


def _meaning(info: MeaningInfo | None, say: Say) -> Iterator[str]:
    if info is not None:
        yield say("health-meaning", known=str(info.known), waiting=str(info.waiting))
        if info.away:
            yield say("health-meaning-away")


def _back(say: Say) -> Button:
    return button(say("button-admin"), OpenAdmin())
