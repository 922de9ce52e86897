"""`newsdigest export [FILE]`: writes all articles as JSON lines."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import TextIO

from digests.formats.jsonl import Record, write_record
from storage import articles
from storage.articles import StoredArticle
from storage.database import Database
from storage.files import make_private
from storage.identity import check_place

ARTICLES_PER_QUERY = 200


def run_export(database: Path, target: Path | None, stdout: TextIO | None = None) -> int:
    """Writes to the file, which appears only when it is complete, or to standard output. Returns the exit
    status.
    """
    if not database.exists():
        sys.stderr.write(f"{database} does not exist, so there is nothing to export\n")
        return 1
    check_place(database)
    if target is None:
        asyncio.run(_write(database, stdout or sys.stdout))
        return 0
    unfinished = target.with_name(target.name + ".part")
    try:
        make_private(unfinished)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            count = asyncio.run(_write(database, file))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        sys.stderr.write(f"{target} cannot be written: {error.strerror}\n")
        return 1
    sys.stderr.write(f"{count:,} articles\n")
    return 0


async def _write(database: Path, out: TextIO) -> int:
    db = await Database.open(database)
    count = 0
    try:
        async with aclosing(records(db)) as found:  # before the database, also when nobody reads on
            async for record in found:
                out.write(write_record(record) + "\n")
                count += 1
    finally:
        await db.close()
    return count


async def records(db: Database) -> AsyncGenerator[Record]:
    """All articles by number, as they were at one moment.

    Stories are numbered anew, so that the export of a copy is the same.
    """
    async with db.read() as reader:
        after, stories = 0, dict[int, int]()
        while page := await articles.list_after(reader, after, ARTICLES_PER_QUERY):
            for stored in page:
                yield _record(stored, stories.setdefault(stored.story_id, len(stories) + 1))
            after = page[-1].article.id


def _record(stored: StoredArticle, story: int) -> Record:
    article = stored.article
    return Record(
        headline=article.headline,
        text=stored.kept_text,
        author=stored.author,
        published=article.published,
        added=article.added,
        added_by=stored.added_by,
        archived=stored.archived,
        retracted=stored.retracted_at,
        origins=article.origins,
        picture=article.picture,
        story=story,
        thinned=stored.thinned,
        held_until=stored.held_until,
    )
