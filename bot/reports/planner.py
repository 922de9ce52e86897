"""Makes the media reviews that are due; one commit stores the file, its outbox row and the next run."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.editions.planner import times
from bot.i18n import Say, speak
from bot.intake.custom_topics import CustomTopics
from bot.reports.making import MadeReview, make_review
from bot.reports.printing import Printing, subject_of
from bot.views.common.html import Html, bold, join, text
from bot.worker.process import Worker, WorkerError
from storage import destinations, documents, message_texts, outbox, review_requests
from storage.database import Database, StorageError
from storage.destinations import Destination
from storage.outbox import NewRow
from storage.review_requests import ReviewRequest

REVIEW_KIND = "review"
USEFUL_FOR = timedelta(days=1)
AT_A_TIME = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a destination gets: words, with or without a file."""

    words: Html
    file: MadeReview | None = None


class ReviewPlanner:
    def __init__(self, db: Database, worker: Worker, own_topics: CustomTopics) -> None:
        self._db = db
        self._worker = worker
        self._own_topics = own_topics

    async def step(self, now: datetime) -> int:
        """Make what is due; returns how many were answered. Raises StorageError."""
        async with self._db.read() as db:
            due = await review_requests.list_due(db, now, AT_A_TIME)
        return sum([await self._make(request, now) for request in due])

    async def _make(self, request: ReviewRequest, now: datetime) -> bool:
        at, following = _times(request, now)
        async with self._db.read() as db:
            to = await destinations.get(db, request.destination_id)
        useful = to is not None and to.receives(now) and now < at + USEFUL_FOR
        answer = await self._answer(request, to, at) if useful and to else None
        async with self._db.transaction() as tx:
            if not await review_requests.settle(tx, request, following) or answer is None:
                return False
            file, number = answer.file, None
            if file is not None:
                number = await documents.add(tx, request.destination_id, file.name, file.content, now)
            row = NewRow(
                REVIEW_KIND,
                await outbox.next_ref(tx, REVIEW_KIND, request.destination_id),
                request.destination_id,
                await message_texts.add(tx, answer.words, "[]"),
                now + USEFUL_FOR,
                silent=to is not None and to.preferences.silent,
                document_id=number,
            )
            await outbox.add_all(tx, [row], now)
        return True

    async def _answer(self, request: ReviewRequest, to: Destination, until: datetime) -> _Answer:
        wish, own = request.wish, await self._own_topics.every_one()
        say = speak(wish.language).knowing(own)
        if wish.topic is not None and wish.topic not in say.topics:
            return _Answer(text(say("clip-topic-gone")))
        period = _period(say, to.zone, until, wish.days)
        try:
            made = await make_review(
                self._db, self._worker, wish, own, zone=to.zone, until=until, chosen=to.preferences
            )
        except StorageError:
            raise
        except (WorkerError, ValueError, LookupError):
            log.exception("review request %d of destination %d", request.id, request.destination_id)
            return _Answer(text(say("clip-failed", subject=subject_of(wish, say))))
        if made is None:
            since, to_ = period
            return _Answer(text(say("clip-nothing", subject=subject_of(wish, say), since=since, until=to_)))
        words = [bold(text(say("clip-caption", subject=subject_of(wish, say)))), text(" – ".join(period))]
        return _Answer(join(words, "\n"), made)


def _times(request: ReviewRequest, now: datetime) -> tuple[datetime, datetime | None]:
    """The end of the reviewed period, and the time of the next run, if there is one."""
    at = request.time
    if at is None:
        return now, None
    found = times(at.local_time, at.weekdays, at.zone, at.next_run, now)
    return found.latest, found.following


def _period(say: Say, zone: str, until: datetime, days: int) -> tuple[str, str]:
    printing = Printing(say, zone, until)
    return printing.moment(until - timedelta(days=days)), printing.moment(until)
