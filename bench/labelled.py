"""What the learners read, and where they write: `python bench/learn_….py DATA [--check]`, or `--smoke`.

DATA is the folder of labelled news beside the project. `--smoke` lets a learner work on a few of the sample
newsroom's articles under all those names and throws away what it learnt.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.samples.newsroom import load_samples
from digests.analysis import analyse
from digests.models.texts import TOPICS

NOW = datetime(2026, 1, 15, 9, tzinfo=UTC)
OF_A_LANGUAGE = 6
CATEGORIES = ("economy", "culture", "business", "sport", "Экономика", "Спорт", "health", "weather")
LETTERS = "абвгдежзиклмнопрстуфх"


@contextmanager
def data_and_target(target: Path) -> Iterator[tuple[Path, Path]]:
    """The folder to learn from and the file to write."""
    if "--smoke" not in sys.argv:
        yield Path(sys.argv[1]), target
        return
    with tempfile.TemporaryDirectory() as name:
        write_sample(Path(name))
        yield Path(name), Path(name) / target.name


def write_sample(folder: Path) -> None:
    rows = list(sample_rows())
    names = (Path(__file__).parent / "data" / "labelled.txt").read_text(encoding="utf-8").split()
    for name in names:
        language = next((each for each in ("ru", "kk", "en") if f"_{each}" in name), None)
        chosen = [row for row in rows if language in (None, row["lang"])]
        lines = [json.dumps(row, ensure_ascii=False) for row in chosen]
        (folder / f"{name}.jsonl").parent.mkdir(exist_ok=True)
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sample_rows() -> Iterator[dict[str, str | int | list[str]]]:
    """Each with all that any of the sets has: a summary, a category, a second report, a story."""
    raws = [sample.raw for sample in load_samples(NOW)]
    found = [(raw, analyse(raw, now=NOW)) for raw in raws[:40]]
    for language in ("ru", "kk", "en"):
        texts = [(raw, one) for raw, one in found if one.language == language][:OF_A_LANGUAGE]
        for number, (raw, one) in enumerate(texts):
            other = texts[number - number % 2][0]
            yield {
                "id": f"{language}-{number}",
                "lang": language,
                "title": one.headline,
                "text": raw.text,
                "summary": " ".join(sentence.text for sentence in one.summary),
                "category": CATEGORIES[number % len(CATEGORIES)],
                "best": TOPICS[number % len(TOPICS)],
                "also": [],
                "accepted": [TOPICS[number % len(TOPICS)]],
                "title1": one.headline,
                "text1": raw.text,
                "title2": other.title or one.headline,
                "text2": other.text,
                "label": int(number % 4 == 0),
                "topic": str(number % 6),
                "cluster": f"{language}-{number // 2}",
            }


def write_other_languages(folder: Path) -> None:
    """Pages of languages that are none of ours, and lists of their words: made up."""
    chance = random.Random(3)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(5000)]
    (folder / "de.txt").write_text("".join(f"{word} {5001 - n}\n" for n, word in enumerate(words)), "utf-8")
    said = "".join(f"<p>{' '.join(chance.choices(words, k=9))}</p>\n" for _ in range(12))
    (folder / "ukr.html").write_text(said, encoding="utf-8")
