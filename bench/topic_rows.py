"""Labelled news as the learner of topics reads it: features, the topics that are right, and folds."""

# ruff: noqa: ANN001, ANN201, ANN202 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from digests.analysis import analyse
from digests.models.texts import RawText
from digests.reading.read_text import read_text
from digests.text.language import detect_language
from digests.topics.features import features

SIB200 = {
    "science/technology": {"science", "technology"},
    "politics": {"politics", "world"},
    "sports": {"sport"},
    "health": {"health"},
    "entertainment": {"culture"},
}
# Rows with other labels than these say nothing.
LABELS = {
    "topics_ru_ria": {
        "economy": {"economy"},
        "culture": {"culture"},
        "society": {"society", "incidents", "health", "politics"},
    },
    "topics_en_bbc": {
        "business": {"economy"},
        "sport": {"sport"},
        "politics": {"politics"},
        "entertainment": {"culture"},
        "tech": {"technology"},
    },
    "topics_ru_sib200": SIB200,
    "topics_kk_sib200": SIB200,
    "topics_en_sib200": SIB200,
}
HAND = ("topics_news_ru", "topics_news_kk", "topics_news_en")
FOUND = {
    "kk_inform_sections": 0.7,
    "kk_tengri_themes": 0.7,
    "ru_lenta_texts": 0.4,
    "ru_ria_day": 1.0,
    "ru_ria_sections": 0.3,
    "ru_tengri_hashtags": 0.7,
    "ru_tengri_headlines": 0.5,
    "ruen_tgcontest": 1.0,
}
WEIGHTS = {**dict.fromkeys(LABELS, 0.3), **dict.fromkeys(HAND, 5.0), **FOUND}
NEAR_COPY = 0.5
MANY_TEXTS = 300  # a word of more texts tells no copies apart
NOW = datetime(2026, 1, 15, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A text; `best` is the one topic that is most right, or empty where only a set is known."""

    source: str
    id: str
    language: str
    vector: dict[str, float]
    accepted: frozenset[str]
    best: str


def read_rows(data: Path) -> Iterator[Row]:
    for source in WEIGHTS:
        path = data / f"{source}.jsonl" if source not in FOUND else data / "found_topics" / f"{source}.jsonl"
        for row in map(json.loads, path.read_text(encoding="utf-8").strip().split("\n")):
            best, accepted = _labels(source, row)
            if accepted:
                yield Row(source, row["id"], row["lang"], _vector(row), frozenset(accepted), best)


def _labels(source, row):
    if source in HAND:
        return row["best"], {row["best"], *row["also"]}
    accepted = LABELS[source].get(row["category"], set()) if source in LABELS else set(row["accepted"])
    return next(iter(accepted)) if len(accepted) == 1 else "", accepted


def _vector(row):
    """Of the headline and the text that the product sees, which makes a headline where there is none."""
    raw = RawText(row["text"], title=row.get("title") or None)
    reading = read_text(raw, now=NOW)
    headline = reading.headline or analyse(raw, now=NOW, sentences=1).headline
    return features(headline, reading.body, detect_language(reading.body or headline).language)


def matrix(rows, vocabulary):
    cells = [
        (i, vocabulary[k], v) for i, row in enumerate(rows) for k, v in row.vector.items() if k in vocabulary
    ]
    at, columns, values = zip(*cells, strict=True)
    return sp.csr_matrix((values, (at, columns)), shape=(len(rows), len(vocabulary)))


def folds_of(texts, count):
    """A fold for each row; near-copies, and what they are near-copies of, are in one."""
    few = texts[:, np.asarray((texts > 0).sum(0)).ravel() <= MANY_TEXTS]
    near = few @ few.T
    near.data[near.data < NEAR_COPY] = 0
    near.eliminate_zeros()
    _, group = connected_components(near, directed=False)
    order = np.random.default_rng(7).permutation(group.max() + 1)
    return order[group] % count
