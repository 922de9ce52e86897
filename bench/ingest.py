"""What taking in articles costs: an archive imported, many feeds asked, and `reader` with the same feeds.

    .venv/bin/python bench/ingest.py [--articles 100000] [--feeds 1000] [--entries 20] [--reader PYTHON]
    .venv/bin/python bench/ingest.py … --unasked
    .venv/bin/python bench/ingest.py --smoke

The articles are variations of the sample newsroom: other names, numbers and words, 55 a day.
`--reader` names the Python of an environment that has lemon24's `reader` installed; it updates the same feeds
from the same server, on one core too, and builds its search index. `--unasked`: what the rounds cost alone,
without the replies to somebody who reads meanwhile.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

from feed_rounds import measure_rounds

from bot.samples.newsroom import load_samples

A_DAY = 55  # so 100,000 are five years
STEPS = 10
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+")
ENDINGS = ("ов", "ин", "ский", "баев", "ова", "ина", "берг", "ченко")
SYLLABLES = tuple(a + b for a in "бвгджзклмнпрст" for b in "аеиоу")


def variations(count: int, chance: random.Random) -> Iterator[dict[str, str]]:
    """Every tenth is another report of the event of one of the last twenty; the others tell of their own."""
    now = datetime.now(UTC)
    samples = [sample.raw for sample in load_samples(now)]
    sentences = {
        raw.text: [s for line in raw.text.splitlines() for s in re.split(r"(?<=[.!?]) ", line) if s]
        for raw in samples
    }
    recent: list[tuple[dict[str, str], list[str]]] = []
    for number in range(count):
        published = now - timedelta(days=4 + (count - number) / A_DAY)
        if recent and chance.random() < 0.1:
            words, told = chance.choice(recent)
            told = [*told[1:], told[0]]
        else:
            words, one = {}, chance.choice(samples)
            told = chance.sample(sentences[one.text], k=min(len(sentences[one.text]), 8))
            recent = [*recent[-19:], (words, told)]
        text = " ".join(_varied(sentence, words, chance) for sentence in told)
        yield {
            "text": f"{text} № {number}.",
            "title": _varied(told[0][:90], words, chance),
            "published": published.isoformat(),
            "source": f"source-{number % 40}.example",
            "url": f"https://source-{number % 40}.example/news/{number}",
        }


def _varied(sentence: str, words: dict[str, str], chance: random.Random) -> str:
    """Names, numbers and a third of the long words become others, the same throughout an event."""

    def another(match: re.Match[str]) -> str:
        word = match[0]
        if word not in words:
            named = word[0].isupper() and match.start() > 0
            changed = named or (len(word) > 6 and chance.random() < 0.33)
            words[word] = _made(word, chance) if changed else word
        return words[word]

    varied = WORD.sub(another, sentence)
    return NUMBER.sub(lambda m: words.setdefault(m[0], str(chance.randint(2, 10 ** len(m[0])))), varied)


def _made(word: str, chance: random.Random) -> str:
    made = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))) + chance.choice(ENDINGS)
    return made.capitalize() if word[0].isupper() else made + word[-3:]


def measure_import(count: int, folder: Path) -> None:
    """Runs the command as a user would, and looks at its database from beside."""
    file, database = folder / "archive.jsonl", folder / "import.db"
    with file.open("w", encoding="utf-8") as out:
        for row in variations(count, random.Random(7)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{count:,} articles, {file.stat().st_size / count:.0f} bytes each")
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "import", str(file)],
        env={"DATABASE_PATH": str(database), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    rates, costs = _watch(process, database, count, start)
    spent = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(process.communicate()[0].strip())
    if len(rates) > 1:
        print(
            f"the last tenth at {rates[-1] / rates[1]:.0%} of the second ({costs[1] / costs[-1]:.0%} by CPU)"
        )
    print(
        f"import: {count / spent:.0f} articles/s,"
        f" {(used.ru_utime + used.ru_stime) / count * 1000:.1f} ms of CPU each,"
        f" peak {used.ru_maxrss // 1024} MB, file {database.stat().st_size / 1e6:.0f} MB"
    )


def _watch(
    process: subprocess.Popen[str], database: Path, count: int, start: float
) -> tuple[list[float], list[float]]:
    rates: list[float] = []
    costs: list[float] = []
    spent, before = (0.0, 0.0), 0
    next_step, last = count // STEPS, start
    while process.poll() is None:
        time.sleep(0.2)
        if not database.exists():
            continue
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            try:
                done = db.execute("SELECT ifnull(max(id), 0) FROM articles").fetchone()[0]
            except sqlite3.OperationalError:
                continue
        if done >= next_step and len(rates) < STEPS:
            now = time.monotonic()
            rates.append((done - (next_step - count // STEPS)) / (now - last))
            each = [(b - a) * 1000 / (done - before) for a, b in zip(spent, _spent(process.pid), strict=True)]
            spent, before = _spent(process.pid), done
            costs.append(max(each))
            print(
                f"{done:8,} stored  {rates[-1]:5.0f}/s  CPU {each[0]:.1f} + {each[1]:.1f} ms each,"
                f" so {1000 / max(each):.0f}/s on two free cores  resident {_resident(process.pid)} MB",
                flush=True,
            )
            next_step, last = (done // (count // STEPS) + 1) * (count // STEPS), now
    return rates, costs


def _spent(pid: int) -> tuple[float, float]:
    """Seconds of CPU that the process and its worker have had."""
    stats = [Path(f"/proc/{p}/stat").read_text().rsplit(")", 1)[1].split() for p in _both(pid)]
    seconds = [(int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") for fields in stats]
    return seconds[0], sum(seconds[1:])


def _both(pid: int) -> list[int]:
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _resident(pid: int) -> int:
    """Of the process and its worker, in MB."""
    lines = (line for p in _both(pid) for line in Path(f"/proc/{p}/status").read_text().splitlines())
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def write_feeds(folder: Path, feeds: int, entries: int) -> None:
    """Feeds as RSS files."""
    rows = variations(feeds * entries, random.Random(11))
    now = datetime.now(UTC)
    for number in range(feeds):
        text = feed(f"Feed {number}", itertools.islice(rows, entries), now)
        (folder / f"{number}.xml").write_text(text, encoding="utf-8")


def feed(title: str, rows: Iterable[dict[str, str]], now: datetime) -> str:
    """RSS whose entries are a minute apart, the newest first."""
    items = "".join(
        f"<item><title>{escape(row['title'])}</title><link>{row['url']}</link><guid>{row['url']}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=minute))}</pubDate>"
        f"<description>{escape(row['text'])}</description></item>"
        for minute, row in enumerate(rows)
    )
    return f'<rss version="2.0"><channel><title>{escape(title)}</title>{items}</channel></rss>'


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--feeds", type=int, default=1_000)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--unasked", action="store_true", help="no reader asks anything meanwhile")
    parser.add_argument("--smoke", action="store_true", help="few articles and feeds")
    options = parser.parse_args()
    if options.smoke:
        options.articles, options.feeds, options.entries = 30, 3, 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.articles:
            measure_import(options.articles, folder)
        if options.feeds:
            (folder / "feeds").mkdir()
            write_feeds(folder / "feeds", options.feeds, options.entries)
            measure_rounds(folder, options.feeds, options.reader, asking=not options.unasked)


if __name__ == "__main__":
    main()
