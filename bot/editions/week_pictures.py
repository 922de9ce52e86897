"""The statistics that stand above a review of the week as a picture, where the chat's owner wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answers.digest import preferences_of
from bot.answers.trends import can_draw, draw, trends
from bot.i18n import speak
from bot.views.admin.trends import article_lines, chart_of, trends_title
from bot.views.common.html import Html, bold, join, text
from bot.worker.process import Worker
from digests.models.texts import Language
from storage import documents, message_texts
from storage.database import Database, Transaction
from storage.destinations import Destination
from storage.outbox import ABOVE_EDITION, NewRow
from storage.statistics import ArticleFilter

NO_BUTTONS = "[]"
NAME = "week.png"


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """A picture as PNG; `caption` says in words what it shows, as HTML."""

    png: bytes
    caption: Html


@dataclass(frozen=True, slots=True)
class _Asked:
    """Equal for chats that get the same."""

    wanted: ArticleFilter
    language: Language
    zone: str


async def draw_weeks(
    db: Database, worker: Worker, chats: Sequence[tuple[Destination, str]], now: datetime
) -> list[WeekPicture | None]:
    """A picture for each chat, whose days begin in its zone; None without the extra `charts`, or without any
    article.
    """
    if not can_draw():
        return [None for _ in chats]
    asked = [_asked(*each) for each in chats]
    drawn = {each: await _draw(db, worker, each, now) for each in dict.fromkeys(asked)}
    return [drawn[each] for each in asked]


def wants_week_picture(chat: Destination) -> bool:
    """Whether the chat's owner chose the picture; only groups and channels get it."""
    return chat.kind != "private" and chat.preferences.picture == "week"


async def picture_row(
    tx: Transaction, number: int, chat: Destination, shown: WeekPicture, *, expires: datetime, now: datetime
) -> NewRow:
    """The outbox row that sends the picture silently before the edition of this number."""
    document_id = await documents.add(tx, chat.id, NAME, shown.png, now)
    message_id = await message_texts.add(tx, shown.caption, NO_BUTTONS)
    return NewRow(ABOVE_EDITION, number, chat.id, message_id, expires, silent=True, document_id=document_id)


def _asked(chat: Destination, zone: str) -> _Asked:
    wish = preferences_of(chat)
    wanted = ArticleFilter(
        wish.topics, frozenset(wish.languages), wish.only or wish.hidden, only=bool(wish.only)
    )
    return _Asked(wanted, chat.language, zone)


async def _draw(db: Database, worker: Worker, asked: _Asked, now: datetime) -> WeekPicture | None:
    week = await trends(db, now, asked.zone, finished=True, wanted=asked.wanted)
    say = speak(asked.language)
    picture = await draw(worker, chart_of(week, say, public=True)) if any(week.articles.now) else None
    if picture is None:
        return None
    lines = [bold(text(trends_title(week, say))), *(text(line) for line in article_lines(week, say))]
    return WeekPicture(picture, join([*lines, text(say("stats-before"))], "\n"))
