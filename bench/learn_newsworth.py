"""Learn what carries news: `python bench/learn_newsworth.py DATA [--check]`, or `--smoke`.

First, which sentences are news at all: articles behind openings of our own (bench/data/openings.txt) against
those openings. Then what each sentence adds to a summary: its words that the human summary has, less what its
length costs. The sets are learnt with their openings and without. `--check` prints five-fold cross-validated
rouge1; summaries_ru_openings has openings that the training never sees.
"""

# ruff: noqa: ANN001, ANN201 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
import random
import re
import sys
import zlib
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
from labelled import data_and_target

from digests.models.texts import RawText
from digests.reading.read_text import read_text
from digests.summaries.sentence_scores import (
    CONTENT_FEATURES,
    FEATURES,
    content_features,
    parse,
    position_features,
)
from digests.summaries.sentence_scores import worth as worth_of
from digests.summaries.shortening import shorten
from digests.summaries.summarise import choose
from digests.text.sentences import split_sentences

SETS = {"summaries_ru_gazeta400": 3, "summaries_ru_rbc": 2, "summaries_en_newsroom": 1}
CHECKED = {**SETS, "summaries_ru_openings": 3}
NOW = datetime(2026, 1, 15, tzinfo=UTC)
COST, PAIRS, ALONE = 0.13, 0.25, 0.15  # of a word; worth of a pair of words; share of the sentence's own F1
SCALE = 10.0
FOLDS = 5
TOPICAL = 0.4
# What is news must show in the sentence itself: generalities about the article's subject share its words.
SAID = [
    "one",
    "names",
    "name",
    "no_country",
    "past",
    "abstract",
    "number",
    "numbers",
    "question",
    "call",
    "rarity",
    "starts_with_reference",
    "has_we",
    "has_event",
    "has_when",
    "has_say",
    "has_general",
    "share_we",
    "share_reference",
    "share_general",
    "share_event",
]
HERE = Path(__file__).parent
TARGET = HERE.parent / "digests" / "data" / "newsworth.tsv"
OPENINGS = HERE / "data" / "openings.txt"


def words(text):
    return re.findall(r"\w+", text.lower())


def f1(got, want):
    hits = sum((Counter(got) & Counter(want)).values())
    return 2 * hits / (len(got) + len(want)) if hits else 0.0


def worth(sentence, reference):
    said, pairs = words(sentence), list(pairwise(words(sentence)))
    wanted_pairs = list(pairwise(reference))
    hits = sum((Counter(said) & Counter(reference)).values())
    pair_hits = sum((Counter(pairs) & Counter(wanted_pairs)).values())
    alone = f1(said, reference) + f1(pairs, wanted_pairs)
    return (hits + PAIRS * pair_hits - COST * len(said)) / len(reference) + ALONE * alone


def openings():
    found: dict[str, list[str]] = {}
    language = ""
    for line in OPENINGS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(language, []).append(line)
    return found


def opening(opened, row, chance):
    """One to four sentences, some of them about what the article is about."""
    names = Counter(re.findall(r"(?<=[а-яa-zәғқңөұүһі,] )[А-ЯA-ZӘҒҚҢӨҰҮҺІ]\w{3,}", row["text"]))
    common = Counter(word for word in words(row["text"]) if len(word) > 6)
    slots = {"name": (names or common).most_common(1)[0][0], "word": chance.choice(common.most_common(3))[0]}
    said = []
    for _ in range(chance.randint(1, 4)):
        topical = chance.random() < TOPICAL
        line = chance.choice(opened[row["lang"] + (" topical" if topical else "")]).format(**slots)
        said.append(line)
    return list(dict.fromkeys(said))


def read(data, name, opened=None):
    chance = random.Random(5)
    for row in map(json.loads, (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
        said = opening(opened, row, chance) if opened else []
        title = None if opened else row.get("title")
        reading = read_text(RawText(" ".join([*said, row["text"]]), title=title), now=NOW)
        sentences = split_sentences(reading.body)[:200]
        reference = words(row["summary"])
        parsed = parse(sentences, row["lang"])
        short = [shorten(sentence) for sentence in sentences]
        yield {
            "set": name + ("+openings" if opened else ""),
            "limit": CHECKED[name],
            "fold": zlib.crc32(row["id"].removesuffix("-o").encode()) % FOLDS,
            "parsed": parsed,
            "short": short,
            "rows": content_features(parsed, reading.headline, row["lang"]),
            "worth": np.array([worth(sentence, reference) for sentence in short]),
            "is_news": [not any(s in sentence for s in said) for sentence in sentences] if opened else None,
            "reference": reference,
        }


def matrix(rows, names):
    return np.array([[row[FEATURES.index(name)] for name in names] for row in rows])


def learn_news(articles, names):
    """Logistic regression by Newton's method."""
    opened = [article for article in articles if article["is_news"]]
    x = matrix([row for article in opened for row in article["rows"]], names)
    y = np.array([float(news) for article in opened for news in article["is_news"]])
    even = np.where(y == 1, (1 - y).sum() / y.sum(), 1.0)
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (even * p * (1 - p))[:, None]).T @ x + np.eye(len(names))
        weights -= np.linalg.solve(curve, x.T @ (even * (p - y)) + weights)
    return weights


def with_standing(article, names, weights):
    before, rows = 0.0, []
    for position, row in enumerate(article["rows"]):
        news = float(1 / (1 + np.exp(-np.dot(matrix([row], names)[0], weights))))
        rows.append(row + position_features(position, before, news))
        before += news
    return rows


def learn(articles):
    """Both tables as {name: weight}."""
    names = [name for name in CONTENT_FEATURES if name in SAID]
    news = learn_news(articles, names)
    rows, goals, shares = [], [], []
    for article in articles:
        found = with_standing(article, names, news)
        rows += found
        goals += list(article["worth"] - article["worth"].mean()) if found else []
        shares += [1 / len(found)] * len(found)
    columns = list(FEATURES)
    x, share = matrix(rows, columns), np.array(shares)
    choice = np.linalg.solve(
        (x * share[:, None]).T @ x + 0.5 * np.eye(len(columns)), (x * share[:, None]).T @ goals
    )
    return dict(zip(names, news, strict=True)), dict(zip(columns, choice * SCALE, strict=True))


def score(article, news, choice):
    rows = with_standing(article, list(news), list(news.values()))
    values = [worth_of(row, list(choice.values())) for row in rows]
    chosen = sorted(choose(article["parsed"], values, article["limit"]), key=lambda s: s.position)
    return 100 * f1(words(" ".join(article["short"][s.position] for s in chosen)), article["reference"])


def check(articles, unseen):
    found: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        tables = learn([article for article in articles if article["fold"] != fold])
        for article in [*articles, *unseen]:
            if article["fold"] == fold:
                found.setdefault(article["set"], []).append(score(article, *tables))
    for name, scores in found.items():
        print(f"{name}: {np.mean(scores):.1f}")


def main(data: Path, target: Path, checked: bool) -> None:
    opened = openings()
    articles = [a for name in SETS for kind in (None, opened) for a in read(data, name, kind)]
    if checked:
        check(articles, list(read(data, "summaries_ru_openings")))
    lines = [f"# learnt by bench/learn_newsworth.py from {', '.join(SETS)} and bench/data/openings.txt"]
    for section, table in zip(("news", "choice"), learn(articles), strict=True):
        lines += [f"[{section}]", *(f"{name}\t{weight:.3f}" for name, weight in table.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given, "--check" in sys.argv)
