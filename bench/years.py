"""How large the file of some years is, and how much smaller without full texts past their time.

    nice .venv/bin/python bench/years.py [--articles 365000] [--kept 45000] [--texts FILE.jsonl] [--smoke]

Articles, the samples unless others are given, are taken in as `newsdigest import` does; then their rows are
copied until there are as many as asked, and all but about the newest `--kept` lose their full texts. Figures
are bytes in use for an article, and CPU milliseconds of the process for each commit: the median, and what all
but one in a hundred stay under.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cli.import_articles import run_import
from bot.ops import retention
from bot.samples.newsroom import load_samples
from storage.database import Database, Transaction

START = datetime(2026, 1, 1, tzinfo=UTC)
AT = int(START.timestamp())
COPIED = ("article_texts", "article_terms", "text_hashes", "origins", "article_search")
OWN = {
    "id": "id + {by}",
    "rowid": "rowid + {by}",
    "article_id": "article_id + {by}",
    "story_id": "story_id + {by}",
}
OWN |= {
    "added_at": f"{AT} + {{by}}",
    "told_at": f"{AT} + {{by}}",
    "hash": "hash || {by}",
    "link": "link || {by}",
}


def taken_in(path: Path, texts: Path | None) -> int:
    """How many articles the file holds then."""
    if texts is None:
        texts = path.with_suffix(".jsonl")
        found = (sample.raw for sample in load_samples(START))
        texts.write_text("\n".join(json.dumps({"title": raw.title, "text": raw.text}) for raw in found))
    run_import(path, [texts])
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def multiply(path: Path, count: int, wanted: int) -> None:
    """Copy the rows of the first `count` articles; each copy is added a second after the one before."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA synchronous = OFF")
        first = db.execute("SELECT max(id) FROM articles").fetchone()[0]
        for by in range(first, first * (wanted // count), first):
            for table in ("stories", "articles", *COPIED):
                _copy(db, table, first, by)
            db.commit()


def _copy(db: sqlite3.Connection, table: str, first: int, by: int) -> None:
    names = [name for _, name, *_ in db.execute(f"PRAGMA table_info({table})")]
    if table == "origins":
        names.remove("id")
    if table == "article_search":
        names.append("rowid")
    key = "article_id" if "article_id" in names else "id" if "id" in names else "rowid"
    values = ", ".join(OWN.get(name, name).format(by=by) for name in names)
    db.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE {key} <= {first}"
    )


def in_use(path: Path, count: int) -> str:
    with closing(sqlite3.connect(path)) as db:
        pages, free, size = (
            db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
    used = (pages - free) * size
    return f"{used / 1e9:.2f} GB in use, {used // count:,} bytes an article"


class Timed(Database):
    """Keeps what each commit cost."""

    spent: list[float]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with super().transaction() as tx:
            start = time.process_time()
            yield tx
            self.spent.append((time.process_time() - start) * 1000)


async def thin(path: Path, before: datetime) -> None:
    db = await Timed.open(path)
    db.spent = []
    thinned = await retention.thin(db, before)
    print(f"{thinned:,} thinned: {_figures(db.spent)}")
    db.spent = []
    await retention.compact_index(db, datetime.now(UTC))
    print(f"the index anew: {_figures(db.spent)}")
    await db.close()


def _figures(spent: list[float]) -> str:
    ranked = sorted(spent)
    median, most = ranked[len(ranked) // 2], ranked[len(ranked) * 99 // 100]
    return f"{len(ranked):,} commits, {median:.1f} and {most:.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=365_000)
    parser.add_argument("--kept", type=int, default=45_000)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    wanted, kept = (600, 100) if options.smoke else (options.articles, options.kept)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        multiply(path, taken_in(path, options.texts), wanted)
        with closing(sqlite3.connect(path)) as db:
            (count,) = db.execute("SELECT count(*) FROM articles").fetchone()
            (bound,) = db.execute(
                "SELECT added_at FROM articles ORDER BY id DESC LIMIT 1 OFFSET ?", (kept,)
            ).fetchone()
        print(f"{count:,} articles: {in_use(path, count)}")
        asyncio.run(thin(path, datetime.fromtimestamp(bound, UTC) + timedelta(seconds=1)))
        print(f"then {in_use(path, count)}")


if __name__ == "__main__":
    main()
