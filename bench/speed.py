"""Milliseconds an article by stage, and articles a second, on one core.

    .venv/bin/python bench/speed.py [FILE.jsonl …]     lines with "text"; without a file the sample newsroom

With sumy installed, also its LexRank on the same articles in the same run.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.samples import load_samples
from digests.analysis import analyse
from digests.duplicates import text_hash
from digests.fingerprints import fingerprint
from digests.language import detect_language
from digests.models import RawText
from digests.names import find_names
from digests.reading import read_text
from digests.sentences import split_sentences
from digests.summaries import summarise
from digests.topics import classify

NOW = datetime.now(UTC)


def texts(paths: list[str]) -> list[str]:
    if not paths:
        return [sample.raw.text for sample in load_samples(NOW)]
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def each(name: str, work: Callable[[int], object], count: int) -> float:
    start = time.perf_counter()
    for number in range(count):
        work(number)
    milliseconds = (time.perf_counter() - start) * 1000 / count
    print(f"{name:22} {milliseconds:7.2f} ms   {1000 / milliseconds:8.0f} a second", flush=True)
    return milliseconds


def lexrank(bodies: list[str]) -> Callable[[int], object] | None:
    try:
        from sumy.nlp.tokenizers import Tokenizer
        from sumy.parsers.plaintext import PlaintextParser
        from sumy.summarizers.lex_rank import LexRankSummarizer
    except ImportError:
        return None
    tokenizer, summariser = Tokenizer("english"), LexRankSummarizer()
    return lambda n: summariser(PlaintextParser.from_string(bodies[n], tokenizer).document, 3)


def main() -> None:
    raws = [RawText(text) for text in texts(sys.argv[1:])]
    warm = raws[: len(raws) // 4 or 1]
    each("everything, cold", lambda n: analyse(warm[n], now=NOW), len(warm))
    count = len(raws)
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
    each("everything", lambda n: analyse(raws[n], now=NOW), count)
    if rank := lexrank(bodies):
        theirs = each("LexRank (sumy)", rank, count)
        print(f"summaries are {theirs / ours:.1f} times as fast as sumy's LexRank")


if __name__ == "__main__":
    main()
