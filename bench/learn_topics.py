"""Learn topic weights: `python bench/learn_topics.py DATA [--check]`, or `--smoke`.

Softmax regression over the topics and "none". A row's label is a set of topics that are right, whose common
likelihood grows, and one that is most right where it is known. Weights are drawn to the lists, not to zero:
what a list says holds where the data are silent. `--check` prints cross-validated figures; near-copies are in
one fold.
"""

# ruff: noqa: ANN001, ANN201, ANN202 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import chain
from pathlib import Path

import numpy as np
from labelled import data_and_target
from scipy.optimize import minimize
from topic_rows import WEIGHTS, folds_of, matrix, read_rows

from digests.models.texts import NEWS_LANGUAGES, TOPICS
from digests.text.rules import words_by_section
from digests.text.stemming import fold_word
from digests.topics.classify import BIAS, LISTED_WEIGHT, TOPIC_LETTERS, choose
from digests.topics.word_lists import NO_TOPIC, listed

CLASSES = [*TOPICS, NO_TOPIC]
PULL = 0.13  # of weights towards the lists
BIAS_PULL = 20.0
EXACT_SHARE = 0.6  # of the loss, for rows whose best topic is known
LEAST_TEXTS = 2
MOST_OF_A_LANGUAGE = 0.15  # a word of more of its texts tells no topic
LEAST_WEIGHT = 0.24
FOLDS = 5
SHOWN = {
    "right": "news",
    "exact": "with best",
    "missing": "news",
    "second wrong": "second",
    "spurious": "no news",
}
TARGET = Path(__file__).parent.parent / "digests" / "data" / "topics.tsv"


def vocabulary_of(rows) -> dict[str, int]:
    """Listed words, and those of several texts: no first names, none that is everywhere in a language."""
    left_out = {fold_word(name, language) for name in _first_names() for language in (None, "kk")}
    for language in NEWS_LANGUAGES:
        told = [row.vector for row in rows if row.language == language]
        times = Counter(chain.from_iterable(told))
        left_out |= {key for key, found in times.items() if found > MOST_OF_A_LANGUAGE * len(told)}
    seen = Counter(key for row in rows for key in row.vector)
    learnt = {key for key, times in seen.items() if times >= LEAST_TEXTS} - left_out
    return {key: i for i, key in enumerate(sorted(learnt | (seen.keys() & listed().keys())))}


def _first_names() -> frozenset[str]:
    return words_by_section("names_words.txt")["first_name"]


def from_lists(vocabulary):
    start = np.zeros((len(CLASSES), len(vocabulary)))
    for key, topics in listed().items():
        for topic, weight in topics.items():
            if key in vocabulary:
                start[CLASSES.index(topic), vocabulary[key]] = LISTED_WEIGHT * weight
    return start


def labels_of(rows):
    accepted = np.array([[float(name in row.accepted) for name in CLASSES] for row in rows])
    best = np.array([[float(name == row.best) for name in CLASSES] for row in rows])
    weights = np.array([WEIGHTS[row.source] for row in rows])
    shared = accepted / accepted.sum(1, keepdims=True)
    mass = (shared * weights[:, None]).sum(0) + 1e-9
    balance = np.sqrt(weights.sum() / len(CLASSES) / mass)
    return accepted, best, weights * (shared @ balance)


def learn(texts, labels, start):
    accepted, best, importance = labels
    classes, size = start.shape
    exact = EXACT_SHARE * best.any(1) * importance
    loose = importance - exact

    def loss(point):
        weights, bias = point[: classes * size].reshape(classes, size), point[classes * size :]
        scores = texts @ weights.T + bias
        raised = np.exp(scores - scores.max(1, keepdims=True))
        share = raised / raised.sum(1, keepdims=True)
        value, slope = 0.0, np.zeros_like(share)
        for right, importance_of in ((accepted, loose), (best, exact)):
            likely = (share * right).sum(1, keepdims=True) + 1e-12
            value -= (np.log(likely[:, 0]) * importance_of).sum()
            slope += (share - share * right / likely) * importance_of[:, None]
        moved = weights - start
        value += PULL / 2 * (moved**2).sum() + BIAS_PULL / 2 * (bias**2).sum()
        return value, np.concatenate(
            [((texts.T @ slope).T + PULL * moved).ravel(), slope.sum(0) + BIAS_PULL * bias]
        )

    begin = np.concatenate([start.ravel(), np.zeros(classes)])
    point = minimize(loss, begin, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    return point[: classes * size].reshape(classes, size), point[classes * size :]


def check(rows, texts, labels, start) -> None:
    """Prints of each source how many first topics are right, are best, and what is said of no news."""
    fold = folds_of(texts, FOLDS)
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for held in range(FOLDS):
        train, test = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        weights, bias = learn(texts[train], [each[train] for each in labels], start)
        weights, bias = as_kept(weights - start) + start, np.round(bias, 1)
        for i, scores in zip(test, texts[test] @ weights.T + bias, strict=True):
            raised = np.exp(scores - scores.max())
            shares = dict(zip(CLASSES, raised / raised.sum(), strict=True))
            tally[rows[i].source].update(counts_of(rows[i], choose(shares)))
    for source, found in tally.items():
        shown = {name: f"{100 * found[name] / max(1, found[of]):.1f}" for name, of in SHOWN.items()}
        print(source, ", ".join(f"{name} {share}" for name, share in shown.items()))
        print("   ", ", ".join(f"{t} {found[f'{t} exact']}/{found[f'best {t}']}" for t in TOPICS))


def counts_of(row, answer) -> dict[str, int]:
    if row.accepted == {NO_TOPIC}:
        return {"no news": 1, "spurious": bool(answer)}
    first, more = answer[:1], answer[1:]
    return {
        "news": 1,
        "right": not row.accepted.isdisjoint(first),
        "missing": not answer,
        "with best": bool(row.best),
        "exact": first == (row.best,),
        "second": len(more),
        "second wrong": len(set(more) - row.accepted),
        f"best {row.best}": 1,
        f"{row.best} exact": first == (row.best,),
    }


def as_kept(moved):
    """Differences to the lists in tenths, as the table keeps them: the small ones are left out."""
    return np.where(np.abs(moved) >= LEAST_WEIGHT, np.round(moved, 1), 0.0)


def write(weights, bias, start, vocabulary, target) -> None:
    lines = [
        f"# weights around the lists in tenths, learnt by bench/learn_topics.py from {', '.join(WEIGHTS)}",
        f"{BIAS}\t{_written(bias)}",
    ]
    for feature, column in sorted(vocabulary.items()):
        if written := _written(as_kept(weights[:, column] - start[:, column])):
            lines.append(f"{feature}\t{written}")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _written(weights) -> str:
    tenths = zip(TOPIC_LETTERS, np.round(10 * weights).astype(int), strict=True)
    return "".join(f"{letter}{value}" for letter, value in tenths if value)


def main(data: Path, target: Path, checked: bool) -> None:
    rows = list(read_rows(data))
    vocabulary = vocabulary_of(rows)
    texts, start = matrix(rows, vocabulary), from_lists(vocabulary)
    labels = labels_of(rows)
    if checked:
        check(rows, texts, labels, start)
    weights, bias = learn(texts, labels, start)
    write(weights, bias, start, vocabulary, target)


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given, "--check" in sys.argv)
