"""Makes a media review, from the gathered articles to the bytes of a file; the worker does the slow part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.i18n import Say, speak
from bot.reports.gathering import Gathered, gather, stories_in, texts_of
from bot.reports.layout import lay_out
from bot.reports.printing import subject_of
from bot.timing.zones import zone_name
from bot.worker.process import Worker
from digests.models.reports import MediaReview, ReviewWish
from digests.models.wishes import OwnTopic
from digests.text.characters import printable
from storage.database import Database
from storage.preferences import USUAL, Preferences

MAX_NAME = 80  # characters of a file's name
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\n]')


@dataclass(frozen=True, slots=True)
class ReviewJob:
    """Everything that a review is written from; `texts` are full texts by the numbers of their articles."""

    wish: ReviewWish
    gathered: Gathered
    own: tuple[OwnTopic, ...]
    zone: str
    since: datetime
    until: datetime
    texts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MadeReview:
    name: str
    content: bytes


async def make_review(
    db: Database,
    worker: Worker,
    wish: ReviewWish,
    own: Sequence[OwnTopic],
    *,
    zone: str,
    until: datetime,
    chosen: Preferences = USUAL,
) -> MadeReview | None:
    """None when nothing was published in the days before `until`. Raises WorkerError."""
    job = await prepare(db, wish, own, zone=zone, until=until, chosen=chosen)
    if not job.gathered.articles:
        return None
    if wish.texts:
        told = await worker.run(articles_told, job)
        job = replace(job, texts=await texts_of(db, told))
    return MadeReview(file_name(job), await worker.run(write_review, job))


async def prepare(
    db: Database,
    wish: ReviewWish,
    own: Sequence[OwnTopic],
    *,
    zone: str,
    until: datetime,
    chosen: Preferences = USUAL,
) -> ReviewJob:
    since = until - timedelta(days=wish.days)
    gathered = await gather(db, wish, own, since=since, until=until, chosen=chosen)
    return ReviewJob(wish, gathered, tuple(own), zone, since, until)


def articles_told(job: ReviewJob) -> list[int]:
    """The articles whose full text such a review contains, in its order."""
    review = _review(job)
    stories = [*review.stories, *(report for source in review.by_source for report in source.reports)]
    return list(dict.fromkeys(story.mentions[0].article_id for story in stories))


def write_review(job: ReviewJob) -> bytes:
    """The bytes of the file."""
    say = _speaks(job)
    named = zone_name(job.zone, job.wish.language, job.until)
    document = lay_out(_review(job), job.wish, say, zone=job.zone, zone_name=named, texts=job.texts)
    if job.wish.kind == "html":
        from digests.reports.html import write_html

        return write_html(document)
    from digests.reports.docx import write_docx

    return write_docx(document, job.until)


def file_name(job: ReviewJob) -> str:
    """For example "Обзор СМИ Культура 2026-09-26.docx"."""
    say = _speaks(job)
    words = say("review-file", subject=subject_of(job.wish, say))
    plain = " ".join(_NOT_IN_NAMES.sub(" ", printable(words)).strip(". ").split())[:MAX_NAME].strip()
    return f"{plain} {job.until:%Y-%m-%d}.{job.wish.kind}"


def _speaks(job: ReviewJob) -> Say:
    return speak(job.wish.language).knowing(job.own)


def _review(job: ReviewJob) -> MediaReview:
    from digests.reports.media_review import media_review

    return media_review(
        stories_in(job.gathered.batches),
        job.wish,
        job.gathered.before,
        zone=job.zone,
        since=job.since,
        until=job.until,
        capped=job.gathered.capped,
    )
