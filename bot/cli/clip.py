"""`newsdigest clip [WORDS…]`: writes a media review of the articles in the database to a file."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.reports.gathering import texts_of
from bot.reports.making import articles_told, file_name, prepare, write_review
from digests.models.reports import ReviewWish
from digests.models.texts import Language
from digests.text.periods import split_period
from digests.topics.topic_names import topic_named
from storage import custom_topics
from storage.database import Database
from storage.files import make_private
from storage.identity import check_place


def run_clip(
    database: Path,
    said: str,
    *,
    zone: str,
    language: Language,
    by_source: bool = False,
    texts: bool = False,
    html: bool = False,
    target: Path | None = None,
    now: datetime | None = None,
) -> int:
    """`said` is a topic or words, and a period; '' means all news of a week. Returns the exit status."""
    if not database.exists():
        sys.stderr.write(f"{database} does not exist, so there is nothing to review\n")
        return 1
    check_place(database)
    split = split_period(said)
    wish = ReviewWish(
        words=" ".join((split.words if split else said).split()),
        days=max(1, split.period // timedelta(days=1)) if split else 7,
        language=language,
        grouping="source" if by_source else "story",
        texts=texts,
        kind="html" if html else "docx",
    )
    made = asyncio.run(_make(database, wish, zone, now or datetime.now(UTC)))
    if made is None:
        sys.stderr.write("nothing was published in this period\n")
        return 1
    name, content = made
    place = target or Path(name)
    try:
        make_private(place)
        place.write_bytes(content)
    except OSError as error:
        sys.stderr.write(f"{place} cannot be written: {error.strerror}\n")
        return 1
    sys.stderr.write(f"{place}\n")
    return 0


async def _make(database: Path, wish: ReviewWish, zone: str, now: datetime) -> tuple[str, bytes] | None:
    db = await Database.open(database)
    try:
        async with db.read() as reader:
            own = await custom_topics.list_all(reader)
        if topic := topic_named(wish.words, own):
            wish = replace(wish, topic=topic, words="")
        job = await prepare(db, wish, own, zone=zone, until=now)
        if not job.gathered.articles:
            return None
        if wish.texts:
            job = replace(job, texts=await texts_of(db, articles_told(job)))
        return file_name(job), write_review(job)
    finally:
        await db.close()
