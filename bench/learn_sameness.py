"""Learn when two reports tell of one event: `python bench/learn_sameness.py DATA [--check]`, or `--smoke`.

Logistic regression over pairs: pairs_ru_tg, pairs_kkru, and those within each topic of stories_en_ecb, which
are many and weigh little each. `--check` prints cross-validated precision, recall and F1, the mean of several
divisions into five folds (pairs that share a text stay together, and so do topics), and for the stories what
grouping the held-out topics gives.
"""

# ruff: noqa: ANN001, ANN201 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, product
from pathlib import Path

import numpy as np
from labelled import data_and_target

from digests.analysis import analyse
from digests.models import RawText
from digests.stories import grouping, same_event

PAIRS = ("pairs_ru_tg", "pairs_kkru")
CLUSTERS = "stories_en_ecb"
CLUSTER_PAIR = 0.05
STIFFNESS = 0.3
OTHER_LETTERS = 2.8  # by hand: no labelled pairs of English with another language
FOLDS, DIVISIONS = 5, 6
NOW = datetime(2026, 1, 15, 9, tzinfo=UTC)
TARGET = Path(__file__).parent.parent / "digests" / "data" / "sameness.tsv"


def rows(data, name):
    return map(json.loads, (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def print_of(title, text):
    return analyse(RawText(text, title=title), now=NOW).fingerprint


def read_pairs(data):
    """Set, group, weight, label, features."""
    for name in PAIRS:
        first_seen: dict[str, int] = {}
        for number, row in enumerate(rows(data, name)):
            group = min(first_seen.setdefault(row[f"text{s}"][:100], number) for s in "12")
            first_seen |= {row[f"text{s}"][:100]: group for s in "12"}
            one, other = (same_event.terms_of(print_of(row[f"title{s}"], row[f"text{s}"])) for s in "12")
            yield name, f"{name} {group}", 1.0, row["label"], same_event.compare(one, other)


def read_clusters(data):
    """Topic → (cluster, fingerprint) of each article."""
    topics: dict = {}
    for row in rows(data, CLUSTERS):
        topics.setdefault(row["topic"], []).append((row["cluster"], print_of(row["title"], row["text"])))
    return topics


def cluster_pairs(topics):
    for topic, articles in topics.items():
        known = [(cluster, same_event.terms_of(found)) for cluster, found in articles]
        for (a, one), (b, other) in combinations(known, 2):
            yield CLUSTERS, f"topic {topic}", CLUSTER_PAIR, int(a == b), same_event.compare(one, other)


def learn(x, y, importance):
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        curve = (x * (importance * p * (1 - p))[:, None]).T @ x + STIFFNESS * np.eye(len(weights))
        weights -= np.linalg.solve(curve, x.T @ (importance * (p - y)) + STIFFNESS * weights)
    return weights


def rates(said, true):
    hits = (said & true).sum()
    precision, recall = hits / max(1, said.sum()), hits / true.sum()
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def grouped(articles, weights):
    """Which pairs of these articles come into one story by these weights, and which should."""
    vars(same_event)["weights"] = lambda: weights
    index = grouping.StoryIndex()
    order = random.Random(2026).sample(articles, len(articles))
    found = [(cluster, index.assign(fingerprint, NOW)) for cluster, fingerprint in order]
    pairs = [(a == b, s == t) for (a, s), (b, t) in combinations(found, 2)]
    return [said for _, said in pairs], [true for true, _ in pairs]


@dataclass(frozen=True)
class Labelled:
    """Pairs, a row each, and what the names of the columns are."""

    sets: np.ndarray
    groups: list[str]
    importance: np.ndarray
    y: np.ndarray
    x: np.ndarray
    names: list[str]

    def learnt(self, kept):
        return learn(self.x[kept], self.y[kept], self.importance[kept])


def labelled(pairs):
    sets, groups, importance, y, features = zip(*pairs, strict=True)
    names = list(features[0])
    x = np.array([[found[name] for name in names] for found in features])
    return Labelled(np.array(sets), list(groups), np.array(importance), np.array(y, float), x, names)


def held_out(pairs, topics, division):
    """Log odds of each pair by what the other folds taught, and how the held-out topics are grouped."""
    chance = random.Random(division)
    fold_of = {group: chance.randrange(FOLDS) for group in sorted(set(pairs.groups))}
    fold = np.array([fold_of[group] for group in pairs.groups])
    odds, said, true = np.zeros(len(pairs.y)), [], []
    for held in range(FOLDS):
        weights = pairs.learnt(fold != held)
        odds[fold == held] = pairs.x[fold == held] @ weights
        articles = [a for t, found in topics.items() if fold_of[f"topic {t}"] == held for a in found]
        more_said, more_true = grouped(articles, dict(zip(pairs.names, weights, strict=True)))
        said += more_said
        true += more_true
    return odds, np.array(said), np.array(true)


def check(pairs, topics) -> None:
    found: dict = {}
    for division in range(DIVISIONS):
        odds, said, true = held_out(pairs, topics, division)
        found.setdefault(f"{CLUSTERS} grouped", []).append(rates(said, true))
        for name, least in product((*PAIRS, CLUSTERS), (0.0, grouping.MIN_SAME_EVENT_SCORE, 1.0)):
            of = pairs.sets == name
            found.setdefault(f"{name} over {least}", []).append(rates(odds[of] > least, pairs.y[of] == 1))
    for name, measured in sorted(found.items()):
        precision, recall, f1 = 100 * np.mean(measured, 0)
        print(f"{name}: precision {precision:.1f} recall {recall:.1f} f1 {f1:.1f}")


def main(data: Path, target: Path, checked: bool) -> None:
    topics = read_clusters(data)
    pairs = labelled([*read_pairs(data), *cluster_pairs(topics)])
    if checked:
        check(pairs, topics)
    weights = pairs.learnt(np.full(len(pairs.y), True))
    learnt = {name: float(weight) for name, weight in zip(pairs.names, weights, strict=True)}
    # Across languages less is sure enough, cross-validated: precision 95 at half of what is asked within one.
    learnt["crossing"] += grouping.MIN_SAME_EVENT_SCORE / 2
    learnt["other_letters"] = OTHER_LETTERS
    lines = [f"# learnt by bench/learn_sameness.py from {', '.join(PAIRS)} and {CLUSTERS}"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in learnt.items()]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given, "--check" in sys.argv)
