"""Learn when two reports tell of one event: `python bench/learn_sameness.py DATA [--check]`, or `--smoke`.

Logistic regression over labelled pairs and over those within each topic of stories_en_ecb, which are many and
weigh little each. A pair's features are taken when its later report comes, in several orders, alone and among
a day's other news: so a word is rare or not as `analyse` and the bot see it.

With `--vectors=MODEL.jsonl`, which bench/embed.py writes, the weights for that model's vectors are learnt.

`--check` prints precision, recall and F1, cross-validated: the mean of several divisions into five folds
(pairs that share a text stay together, and topics too), first of the pairs alone, then of grouping each file
file greedily, where each report is placed by what the folds without it taught.
"""

# ruff: noqa: ANN001, ANN201, ANN202 -- arrays of numpy, which is no dependency of the project
from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from labelled import data_and_target

from digests.analysis import analyse
from digests.models.texts import Fingerprint, RawText
from digests.models.vectors import ModelVector, described
from digests.stories import grouping, same_event
from digests.stories.compared import Rarities
from digests.stories.same_event import Features
from digests.stories.term_rarity import RecentTerms

STREAM_OF = {
    "pairs_ru_sites": "stream_ru_sites",
    "pairs_ru_channels": "stream_ru_channels",
    "pairs_en_sites": "stream_en_sites",
    "pairs_ru_tg": "stream_ru_sites",
    "pairs_kkru": None,
}
CLUSTERS = "stories_en_ecb"
ORDERS = 2
CLUSTER_PAIR = 0.03  # what a pair of stories_en_ecb weighs against a labelled one
STIFFNESS = 0.75  # L2, on standardised features, towards what is expected
# Few labelled pairs show what parts a form filled in again for another day, place or count, and none English
# with another language. So some weights are by hand, and some drawn to what is expected, the rest to 0.
BY_HAND = {
    "other_measures": -0.5,
    "other_places": -3.5,
    "filled_in_again": -3.6,
    "other_letters": 3.6,
}
EXPECTED = {"other_weekdays": -1.5, "far_days": -4.0}
SURE = 4
FOLDS, DIVISIONS = 5, 4
NOW = datetime(2026, 1, 15, 9, tzinfo=UTC)
VECTORS = Path(next((a.partition("=")[2] for a in sys.argv if a.startswith("--vectors=")), ""))
MODEL = VECTORS.stem
TARGET = Path(__file__).parent.parent / "digests" / "data" / f"sameness{'-' * bool(MODEL)}{MODEL}.tsv"


@dataclass
class File:
    """Reports with what is known of them: which pairs are one event, and which reports share a fold."""

    name: str
    reports: list[Fingerprint]
    labels: dict[tuple[int, int], bool]
    groups: list[str]  # of each report
    others: list[Fingerprint]  # of the same day, unlabelled


@dataclass(frozen=True)
class Pairs:
    names: np.ndarray
    groups: np.ndarray
    importance: np.ndarray
    y: np.ndarray
    x: np.ndarray


def rows(data, name):
    return map(json.loads, (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


def print_of(title, text):
    found = analyse(RawText(text, title=title or None), now=NOW).fingerprint
    if not MODEL:
        return found
    return replace(found, vector=ModelVector(MODEL, vectors()[described(title or "", text)]))


@cache
def vectors():
    read = map(json.loads, VECTORS.read_text(encoding="utf-8").splitlines())
    return {row["text"]: bytes.fromhex(row["vector"]) for row in read}


def read_pairs(data, name, stream):
    listed = list(rows(data, name))
    reports = [print_of(row[f"title{side}"], row[f"text{side}"]) for row in listed for side in "12"]
    leader = list(range(len(listed)))

    def first(n):
        return n if leader[n] == n else first(leader[n])

    seen: dict[str, int] = {}
    for n, row in enumerate(listed):
        for side in "12":
            leader[first(n)] = first(seen.setdefault(row[f"text{side}"][:100], n))
    groups = [f"{name} {first(n)}" for n in range(len(listed)) for _ in "12"]
    labels = {(2 * n, 2 * n + 1): row["label"] == 1 for n, row in enumerate(listed)}
    others = [print_of(row.get("title"), row["text"]) for row in rows(data, stream)] if stream else []
    return File(name, reports, labels, groups, others)


def read_clusters(data):
    listed = list(rows(data, CLUSTERS))
    labels = {
        (a, b): listed[a]["cluster"] == listed[b]["cluster"]
        for a, b in combinations(range(len(listed)), 2)
        if listed[a]["topic"] == listed[b]["topic"]
    }
    reports = [print_of(row["title"], row["text"]) for row in listed]
    return File(CLUSTERS, reports, labels, [f"topic {row['topic']}" for row in listed], [])


def pairs_of(file, reports, order):
    """The features of the labelled pairs when the reports come in this order."""
    partners: dict[int, list[int]] = {}
    for one, other in file.labels:
        partners.setdefault(one, []).append(other)
        partners.setdefault(other, []).append(one)
    recent, here = RecentTerms(), set[int]()
    for number in order:
        recent.add(reports[number].terms)
        rarities = Rarities(recent)
        for other in here.intersection(partners.get(number, ())):
            label = file.labels[min(number, other), max(number, other)]
            yield file.groups[number], label, same_event.compare(reports[number], reports[other], rarities)
        here.add(number)


def labelled(files):
    found = []
    for file in files:
        chance = random.Random(5)
        for number in range(ORDERS + 1):
            among = file.others if number == ORDERS else []
            if file.name == CLUSTERS and number:
                continue
            reports = [*file.reports, *among]
            order = chance.sample(range(len(reports)), len(reports))
            weight = CLUSTER_PAIR if file.name == CLUSTERS else 1.0
            found += [(file.name, g, weight, y, x) for g, y, x in pairs_of(file, reports, order)]
    names, groups, importance, y, x = zip(*found, strict=True)
    return Pairs(
        np.array(names), np.array(groups), np.array(importance), np.array(y, float), np.array(x, float)
    )


def learn(pairs, kept):
    x, y, importance = pairs.x[kept], pairs.y[kept], pairs.importance[kept]
    spread = x.std(0)
    same = spread < 1e-9
    spread[same] = 1
    mean = np.where(same, 0, x.mean(0))
    standard = (x - mean) / spread
    expected = np.array([(EXPECTED | BY_HAND).get(name, 0.0) for name in Features._fields]) * spread
    stiff = np.array([STIFFNESS * (SURE if name in EXPECTED else 1) for name in Features._fields])
    stiff[[name in BY_HAND for name in Features._fields]] = 1e9
    stiff[0] = 1e-6
    weights = expected.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(standard @ weights, -30, 30)))
        curve = (standard * (importance * p * (1 - p))[:, None]).T @ standard + np.diag(stiff)
        slope = standard.T @ (importance * (p - y)) + stiff * (weights - expected)
        step = np.linalg.solve(curve, slope)
        weights -= step / max(1, np.abs(step).max())
    found = weights / spread
    found[0] -= (mean * found).sum() - mean[0] * found[0]
    return found


def rates(said, true):
    hits = (said & true).sum()
    precision, recall = hits / max(1, said.sum()), hits / max(1, true.sum())
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def grouped(file, among, fold_of, taught, chance):
    """Which of the labelled pairs come into one story, and which should."""
    reports = [*file.reports, *among]
    index, story = grouping.StoryIndex(), {}
    for number in chance.sample(range(len(reports)), len(reports)):
        fold = fold_of[file.groups[number]] if number < len(file.groups) else 0
        vars(same_event)["weights"] = lambda _model="", fold=fold: taught[fold]
        story[number] = index.assign(reports[number], None)
    every = combinations(range(len(file.reports)), 2) if file.name == CLUSTERS else file.labels
    said = [(story[a] == story[b], file.labels.get((a, b), False)) for a, b in every]
    return np.array([s for s, _ in said]), np.array([t for _, t in said])


def check(files, pairs) -> None:
    found: dict = {}
    for division in range(DIVISIONS):
        chance = random.Random(division)
        groups = sorted(set(pairs.groups) | {g for file in files for g in file.groups})
        fold_of = {group: n % FOLDS for n, group in enumerate(chance.sample(groups, len(groups)))}
        fold = np.array([fold_of[group] for group in pairs.groups])
        taught = [learn(pairs, fold != held) for held in range(FOLDS)]
        odds = np.array([x @ taught[held] for x, held in zip(pairs.x, fold, strict=True)])
        for file in files:
            of = pairs.names == file.name
            for least in (0.0, grouping.MIN_SAME_EVENT_SCORE):
                measured = rates(odds[of] > least, pairs.y[of] == 1)
                found.setdefault(f"{file.name} pairs over {least}", []).append(measured)
            for among in ("", "stream") if file.others else ("",):
                others = file.others if among else []
                measured = rates(*grouped(file, others, fold_of, taught, chance))
                found.setdefault(f"{file.name} grouped {among}", []).append(measured)
    for name, measured in found.items():
        precision, recall, f1 = 100 * np.mean(measured, 0)
        print(f"{name:40} precision {precision:.1f} recall {recall:.1f} f1 {f1:.1f}")


def main(data: Path, target: Path, checked: bool) -> None:
    files = [read_pairs(data, name, stream) for name, stream in STREAM_OF.items()]
    files.append(read_clusters(data))
    pairs = labelled(files)
    if checked:
        check(files, pairs)
    learnt = dict(zip(Features._fields, learn(pairs, np.full(len(pairs.y), True)), strict=True))
    lines = [f"# learnt by bench/learn_sameness.py from {', '.join([*STREAM_OF, CLUSTERS])}"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in learnt.items()]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given, "--check" in sys.argv)
