"""Learn topic weights: `python bench/learn_topics.py DATA [--check]`, or `--smoke`.

Softmax regression over the topics and "none". A label of the data stands for a set of topics (society for
society, incidents, health and politics), and its likelihood grows. Weights are drawn to the lists, not
to zero: what a list says holds where the data are silent. `--check` prints five-fold cross-validated figures:
percent right of what has a topic / percent answered of what has none.
"""

# ruff: noqa: ANN001, ANN201, ANN202 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from labelled import data_and_target
from scipy.optimize import minimize

from digests.models import TOPICS
from digests.topics.classify import (
    LISTED_WEIGHT,
    MIN_TOPIC_SHARE,
    NO_TOPIC,
    SURER_THAN_NONE,
    features,
    listed,
)

SIB200 = {
    "science/technology": {"science", "technology"},
    "politics": {"politics", "world"},
    "sports": {"sport"},
    "health": {"health"},
    "entertainment": {"culture"},
}
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
    "topics_ru_lenta_headlines": {
        "Экономика": {"economy"},
        "Силовые структуры": {"incidents"},
        "Наука и техника": {"science", "technology"},
        "Спорт": {"sport"},
        "Культура": {"culture"},
        "Мир": {"world"},
        "Интернет и СМИ": {"technology", "culture", "society"},
    },
    "topics_ru_sib200": SIB200,
    "topics_kk_sib200": SIB200,
    "topics_en_sib200": SIB200,
}
CLASSES = [*TOPICS, NO_TOPIC]
PULL = 0.2  # towards the lists
HEADLINE_SETS_WEIGHT = 0.5
LEAST_TEXTS = 2
LEAST_WEIGHT = 0.35
FOLDS = 5
ALSO_RIGHT = {"Мир": {"world", "politics"}}  # what is asked for is stricter than what is right
TARGET = Path(__file__).parent.parent / "digests" / "data" / "topics.tsv"


def read(data: Path) -> list[tuple[str, int, dict[str, float], set[str], set[str] | None]]:
    """Set, fold (one for a sentence in all its languages), features, asked topics, what is right too."""
    found = []
    for name, labels in LABELS.items():
        lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for position, row in enumerate(map(json.loads, lines)):
            vector = features(row.get("title") or "", row["text"], row["lang"])
            found.append(
                (
                    name,
                    position * 7919 % FOLDS,
                    vector,
                    labels.get(row.get("category"), {NO_TOPIC}),
                    ALSO_RIGHT.get(row.get("category")),
                )
            )
    return found


def matrices(rows, vocabulary):
    indices = [
        (i, vocabulary[k], v) for i, row in enumerate(rows) for k, v in row[2].items() if k in vocabulary
    ]
    at, columns, values = zip(*indices, strict=True)
    accepted = np.array([[float(name in row[3]) for name in CLASSES] for row in rows])
    weights = np.array([HEADLINE_SETS_WEIGHT if "headlines" in row[0] else 1.0 for row in rows])
    return sp.csr_matrix((values, (at, columns)), shape=(len(rows), len(vocabulary))), accepted, weights


def from_lists(vocabulary):
    start = np.zeros((len(CLASSES), len(vocabulary)))
    for stem, topics in listed().items():
        for topic, weight in topics.items():
            if stem in vocabulary:
                start[CLASSES.index(topic), vocabulary[stem]] = LISTED_WEIGHT * weight
    return start


def bounds(start):
    """What a list says holds: its words keep half their weight and never speak for "none"."""
    listed_none = (start > 0).any(0)
    lower = np.where(start > 0, start / 2, -np.inf)
    upper = np.full(start.shape, np.inf)
    upper[-1, listed_none] = 0.0
    free = [(None, None)] * start.shape[0]
    return [*zip(lower.ravel(), upper.ravel(), strict=True), *free]


def learn(texts, accepted, importance, start):
    classes, size = start.shape

    def loss(point):
        weights, bias = point[: classes * size].reshape(classes, size), point[classes * size :]
        scores = texts @ weights.T + bias
        raised = np.exp(scores - scores.max(1, keepdims=True))
        share = raised / raised.sum(1, keepdims=True)
        right = (share * accepted).sum(1, keepdims=True) + 1e-12
        wrong = (share - share * accepted / right) * importance[:, None]
        moved = weights - start
        value = (
            -(np.log(right[:, 0]) * importance).sum()
            + PULL / 2 * (moved**2).sum()
            + PULL / 200 * (bias**2).sum()
        )
        slope = [((texts.T @ wrong).T + PULL * moved).ravel(), wrong.sum(0) + PULL / 100 * bias]
        return value, np.concatenate(slope)

    begin = np.concatenate([start.ravel(), np.zeros(classes)])
    point = minimize(
        loss, begin, jac=True, method="L-BFGS-B", bounds=bounds(start), options={"maxiter": 80}
    ).x
    return point[: classes * size].reshape(classes, size), point[classes * size :]


def check(rows, texts, accepted, importance, start) -> None:
    fold = np.array([row[1] for row in rows])
    tally: dict[str, Counter[str]] = {}
    for held in range(FOLDS):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        weights, bias = learn(texts[train], accepted[train], importance[train], start)
        for i, scores in zip(test, texts[test] @ weights.T + bias, strict=True):
            best = int(scores[:-1].argmax())
            raised = np.exp(scores - scores.max())
            likely = raised[best] / raised.sum() > MIN_TOPIC_SHARE
            surer = scores[best] - scores[-1] > np.log(SURER_THAN_NONE)
            answer = CLASSES[best] if likely and surer else None
            kind = "none" if rows[i][3] == {NO_TOPIC} else "some"
            tally.setdefault(rows[i][0], Counter()).update(
                {
                    kind: 1,
                    f"{kind} hit": answer in (rows[i][4] or rows[i][3])
                    if kind == "some"
                    else answer is not None,
                }
            )
    for name, found in tally.items():
        right, spurious = found["some hit"] / found["some"], found["none hit"] / max(1, found["none"])
        print(f"{name}: {100 * right:.1f} / {100 * spurious:.0f}")


def write(weights, bias, start, vocabulary, target) -> None:
    lines = [f"# weights around the lists, learnt by bench/learn_topics.py from {', '.join(LABELS)}"]
    lines.append(
        "\t".join(["bias", *(f"{name}:{value:.2f}" for name, value in zip(CLASSES, bias, strict=True))])
    )
    for feature, column in sorted(vocabulary.items()):
        moved = weights[:, column] - start[:, column]
        pairs = [f"{name}:{v:.1f}" for name, v in zip(CLASSES, moved, strict=True) if abs(v) >= LEAST_WEIGHT]
        if pairs:
            lines.append("\t".join([feature, *pairs]))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(data: Path, target: Path, checked: bool) -> None:
    rows = read(data)
    seen = Counter(key for row in rows for key in row[2])
    keys = sorted(key for key, times in seen.items() if times >= LEAST_TEXTS or key in listed())
    vocabulary = {key: i for i, key in enumerate(keys)}
    texts, accepted, importance = matrices(rows, vocabulary)
    start = from_lists(vocabulary)
    if checked:
        check(rows, texts, accepted, importance, start)
    weights, bias = learn(texts, accepted, importance, start)
    write(weights, bias, start, vocabulary, target)


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given, "--check" in sys.argv)
