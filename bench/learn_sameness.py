"""Learn when two reports tell of one event: `python bench/learn_sameness.py DATA [--check]`; needs numpy.

Logistic regression over pairs: pairs_ru_tg, pairs_kkru, and those within each topic of stories_en_ecb, which
are many and weigh little each. `--check` prints five-fold cross-validated precision, recall and F1.
"""

# ruff: noqa: ANN001, ANN201 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from digests.fingerprints import fingerprint
from digests.sameness import compare, terms_of
from digests.stories import LEAST

PAIRS = ("pairs_ru_tg", "pairs_kkru")
CLUSTERS = "stories_en_ecb"
CLUSTER_PAIR = 0.05
STIFFNESS = 0.3
OTHER_LETTERS = 1.0  # by hand: no labelled pairs of English with another language
FOLDS = 5
TARGET = Path(__file__).parent.parent / "digests" / "data" / "sameness.tsv"


def rows(data, name):
    return map(json.loads, (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def read(data):
    """Set, fold, weight, label, features."""
    for name in PAIRS:
        for number, row in enumerate(rows(data, name)):
            one, other = (terms_of(fingerprint(row[f"title{s}"], row[f"text{s}"])) for s in "12")
            yield name, number % FOLDS, 1.0, row["label"], compare(one, other)
    by_topic = {}
    for row in rows(data, CLUSTERS):
        by_topic.setdefault(row["topic"], []).append(
            (row["cluster"], terms_of(fingerprint(row["title"], row["text"])))
        )
    for topic, articles in by_topic.items():
        for (a, one), (b, other) in combinations(articles, 2):
            yield CLUSTERS, int(topic) % FOLDS, CLUSTER_PAIR, int(a == b), compare(one, other)


def learn(x, y, importance):
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (importance * p * (1 - p))[:, None]).T @ x + STIFFNESS * np.eye(len(weights))
        weights -= np.linalg.solve(curve, x.T @ (importance * (p - y)) + STIFFNESS * weights)
    return weights


def main(data: Path, checked: bool) -> None:
    pairs = list(read(data))
    names = list(pairs[0][4])
    x = np.array([[pair[4][name] for name in names] for pair in pairs])
    y = np.array([float(pair[3]) for pair in pairs])
    importance = np.array([pair[2] for pair in pairs])
    fold = np.array([pair[1] for pair in pairs])
    if checked:
        odds = np.zeros(len(y))
        for held in range(FOLDS):
            odds[fold == held] = x[fold == held] @ learn(
                x[fold != held], y[fold != held], importance[fold != held]
            )
        for name in (*PAIRS, CLUSTERS):
            of = np.array([pair[0] == name for pair in pairs])
            for least in (0.0, LEAST, 1.0):
                said, true = odds[of] > least, y[of] == 1
                hits = (said & true).sum()
                precision, recall = hits / said.sum(), hits / true.sum()
                f1 = 2 * precision * recall / (precision + recall)
                print(f"{name} over {least}: precision {precision:.3f} recall {recall:.3f} f1 {f1:.3f}")
    # Across languages even odds are sure enough, cross-validated.
    learnt = dict(zip(names, learn(x, y, importance), strict=True))
    learnt["crossing"] += LEAST
    learnt["other_letters"] = OTHER_LETTERS
    lines = [f"# learnt by bench/learn_sameness.py from {', '.join(PAIRS)} and {CLUSTERS}"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in learnt.items()]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv)
