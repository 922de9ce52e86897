"""Milliseconds an article by stage, articles a second, and the memory of `newsdigest analyse`, on one core.

    .venv/bin/python bench/speed.py [--memory COUNT] [--smoke] [FILE.jsonl …]

FILE holds lines with "text"; without one the samples are read. With sumy and numpy also sumy's LexRank on
the same articles in the same run. `--memory 100000` lets `analyse` read as many variations of samples.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.samples.newsroom import load_samples
from digests.analysis import analyse
from digests.models.texts import RawText
from digests.names.find_names import find_names
from digests.reading.read_text import read_text, text_hash
from digests.stories.fingerprints import fingerprint
from digests.stories.grouping import StoryIndex, story_time
from digests.summaries.summarise import summarise
from digests.text.language import detect_language
from digests.text.sentences import split_sentences
from digests.topics.classify import classify

NOW = datetime.now(UTC)
ROUNDS = 3  # the quickest counts: others use this machine too
AN_HOUR = 500  # articles that `--memory` lets come, so that 100,000 span more than the stories' window
LANGUAGES = {"ru": "russian", "en": "english"}


def raw_texts(paths: list[str]) -> list[RawText]:
    if not paths:
        return [sample.raw for sample in load_samples(NOW)]
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [RawText(row["text"], title=row.get("title")) for row in map(json.loads, lines)]


def each(name: str, work: Callable[[int], object], count: int) -> float:
    milliseconds = min(_round(work, count) for _ in range(ROUNDS))
    print(f"{name:24} {milliseconds:7.2f} ms   {1000 / milliseconds:8.0f} a second", flush=True)
    return milliseconds


def _round(work: Callable[[int], object], count: int) -> float:
    start = time.process_time()
    for number in range(count):
        work(number)
    return (time.process_time() - start) * 1000 / count


class PlainTokenizer:
    """For sumy, whose own tokenizer needs a model of nltk to download."""

    def to_sentences(self, text: str) -> list[str]:
        return [part.strip() for part in re.split(r"(?<=[.!?…])\s+", text) if part.strip()]

    def to_words(self, sentence: str) -> list[str]:
        return re.findall(r"[^\W\d_]+", sentence)


def lexrank(bodies: list[str], languages: list[str], stemmed: bool) -> Callable[[int], object] | None:
    """sumy's LexRank with its own stemmer where it has one for the language, or with none: its default."""
    try:
        import numpy  # noqa: F401 -- sumy asks for it only when it begins to rank
        from sumy.nlp.stemmers import Stemmer, null_stemmer
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.summarizers.lex_rank import LexRankSummarizer
    except ImportError:
        return None
    known = {code: Stemmer(name) for code, name in LANGUAGES.items()} if stemmed else {}
    ranks = [LexRankSummarizer(known.get(language, null_stemmer)) for language in languages]
    return lambda n: ranks[n](PlaintextParser.from_string(bodies[n], PlainTokenizer()).document, 3)


def stages(raws: list[RawText]) -> None:
    count = len(raws)
    analyse(raws[0], now=NOW)  # tables are read once
    start = time.process_time()
    for raw in raws:
        analyse(raw, now=NOW)
    print(f"{'everything, words new':24} {(time.process_time() - start) * 1000 / count:7.2f} ms")
    readings = [read_text(raw, now=NOW) for raw in raws]
    bodies = [reading.body for reading in readings]
    languages = [detect_language(body).language for body in bodies]
    sentences = [split_sentences(body) for body in bodies]
    each("reading", lambda n: read_text(raws[n], now=NOW), count)
    each("language", lambda n: detect_language(bodies[n]), count)
    each("sentences", lambda n: split_sentences(bodies[n]), count)
    ours = each("summary", lambda n: summarise(readings[n]), count)
    each("topics", lambda n: classify(readings[n].headline or "", bodies[n], languages[n]), count)
    each("names", lambda n: find_names(sentences[n], languages[n]), count)
    each("fingerprint", lambda n: fingerprint(readings[n].headline or "", bodies[n], languages[n]), count)
    each("hash", lambda n: text_hash(bodies[n]), count)
    found = [analyse(raw, now=NOW) for raw in raws]
    index = StoryIndex()
    each("story", lambda n: index.assign(found[n].fingerprint, story_time(readings[n].published)), count)
    each("everything", lambda n: analyse(raws[n], now=NOW), count)
    for stemmed, name in ((True, "LexRank (sumy), stemmed"), (False, "LexRank (sumy), plain")):
        if rank := lexrank(bodies, list(languages), stemmed):
            theirs = each(name, rank, count)
            print(f"    summaries are {theirs / ours:.1f} times as fast")
        else:
            print(f"{name}: skipped, it needs sumy and numpy")


def varied(count: int) -> Iterable[bytes]:
    """The sample newsroom over and over, other numbers and names in each, as the hours go by."""
    samples = [sample.raw for sample in load_samples(NOW)]
    for number in range(count):
        raw = samples[number % len(samples)]
        at = NOW - timedelta(hours=(count - number) / AN_HOUR)
        text = re.sub(r"\d+", lambda found, n=number: str(int(found[0][:9]) + n), raw.text)  # type: ignore[misc]
        text += f" {raw.text.split()[number % 40].title()}{number} {number * 7919}."
        row = {"id": number, "text": text, "title": raw.title, "published": at.isoformat()}
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode()


def memory(count: int) -> None:
    """The most that a process of `newsdigest analyse` holds while it reads, every tenth part of the way."""
    child = subprocess.Popen(
        [sys.executable, "-m", "bot", "analyse"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert child.stdin is not None
    start = time.perf_counter()
    for number, line in enumerate(varied(count), 1):
        child.stdin.write(line)
        if number % max(1, count // 10) == 0:
            child.stdin.flush()
            peak, spent = _peak(child.pid), time.perf_counter() - start
            print(f"{number:8} articles  {peak:5.0f} MB  {number / spent:6.0f} a second", flush=True)
    child.stdin.close()
    assert child.wait() == 0


def _peak(process: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--memory", type=int, default=0, metavar="COUNT")
    parser.add_argument("--smoke", action="store_true", help="a few articles")
    options = parser.parse_args()
    stages(raw_texts(options.files)[: 5 if options.smoke else None])
    if options.memory or options.smoke:
        memory(options.memory or 10)


if __name__ == "__main__":
    main()
