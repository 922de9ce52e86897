"""Learn digests/data/requests/learnt.txt.gz, or measure how well that works.

    python bench/learn_requests.py DATA [--check], or --smoke

The wishes come from bench/data/requests and tests/telegram/plain_words.tsv; DATA is the folder of labelled
news, whose headlines are what people look for and no wishes. `--check` cross-validates, all sentences of one
line of the examples on one side.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled import data_and_target
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from digests.requests.learnt import NOTHING, OFFSET, signs_of, whole
from digests.text.stemming import WORD, in_cyrillic, in_russian_letters

HERE = Path(__file__).parent
EXAMPLES = HERE / "data" / "requests"
ROWS = HERE.parent / "tests" / "telegram" / "plain_words.tsv"
MODEL = HERE.parent / "digests" / "data" / "requests" / "learnt.txt.gz"
LEAST_OF_A_LINE, MOST = 24, 60  # sentences
HEADLINES = {
    "ru": ("topics_ru_lenta_headlines", "headlines_ru_ria", "stream_ru_sites"),
    "kk": ("texts_kk", "topics_kk_sib200", "topics_news_kk"),
    "en": ("stream_en_sites", "stories_en_ecb", "topics_en_bbc", "topics_en_sib200"),
}
OF_A_LANGUAGE = 2500  # headlines
MAX_WORDS = 14
SIGNS = 14_000
STRENGTH = 20.0
STEPS, LEAST = 15, 2  # of a weight in the file, and what the greatest of a feature must be
SLIPS = 0.15  # share of the sentences that have one
LISTS = ("subjects", "places")  # sections that hold no sentences
SAID_OF = {"time": "times", "topic": "about", "search": NOTHING}  # what the test calls otherwise
ROUNDS = 100
FOLDS = 5
SURE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    wish: str
    group: str  # rows of one group never stand on both sides of a test
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """Of the examples."""

    language: str
    wish: str
    text: str


def lines_of(language: str) -> Iterator[Line]:
    wish = ""
    for line in (EXAMPLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            wish = line.strip("[]")
        elif line and not line.startswith("#"):
            yield Line(language, wish, line)


def sentences(line: Line, subjects: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Some of all that the line says: each of its words stands in at least three of them."""
    options = [part.split("/") for part in re.sub(r"\{[^}]*\}", "{}", line.text).split()]
    count = min(MOST, max(3 * max(map(len, options)), min(LEAST_OF_A_LINE, math.prod(map(len, options)))))
    columns = [(each * (count // len(each) + 1))[:count] for each in options]
    for column in columns:
        rng.shuffle(column)
    for words in zip(*columns, strict=True):
        said = " ".join(word for word in words if word != "-").replace("_", " ")
        while "{}" in said:
            said = said.replace("{}", rng.choice(subjects), 1)
        yield dressed(said, line.wish, rng)


def dressed(said: str, wish: str, rng: random.Random) -> str:
    """As people type: with a capital or without, a mark at the end, a slip of a finger."""
    how = rng.random()
    if how < 0.4:
        said = said[:1].upper() + said[1:]
    elif how < 0.6:
        said = said.lower()
    said += rng.choice(("", "", "", "", ".", "!", "?" if wish == NOTHING else ""))
    return slipped(said, rng) if rng.random() < SLIPS else said


def slipped(said: str, rng: random.Random) -> str:
    """A letter is left out, doubled, or swapped with the one before."""
    inside = [at for at in range(1, len(said) - 1) if said[at].isalpha() and said[at - 1].isalpha()]
    if not inside:
        return said
    at = rng.choice(inside)
    before, letter, after = said[:at], said[at], said[at + 1 :]
    swapped = before[:-1] + letter + before[-1] + after
    return rng.choice((before + after, before + 2 * letter + after, swapped))


def headlines(data: Path, language: str) -> list[str]:
    """Titles and single sentences, short enough to be taken for a wish."""
    found = []
    for name in HEADLINES[language]:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.get("title") or re.split(r"(?<=[.!?])\s", row["text"])[0]
            found.append(" ".join(text.split()))
    random.Random(5).shuffle(found)
    return [each for each in found if 1 <= len(each.split()) <= MAX_WORDS][:OF_A_LANGUAGE]


def subjects_of(texts: Sequence[str], rng: random.Random) -> list[str]:
    """Words that stand side by side in headlines, as what a wish may be about."""
    found = []
    for text in texts:
        words = WORD.findall(text)
        long = [at for at in range(len(words)) if len(words[at]) > 3]
        if long:
            at = rng.choice(long)
            found.append(" ".join(words[at : at + rng.choice((1, 1, 1, 2, 2, 3))]))
    return found


def tested(wishes: set[str]) -> Iterator[Row]:
    """The rows of the test: each is a group of its own."""
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        said, happens = line.split("\t")
        kind, _, what = happens.partition(" ")
        wish = what if kind in ("open", "greet") else SAID_OF.get(kind, kind)
        if wish in wishes and not (kind == "search" and what):
            yield Row(said, wish, f"test {said}", "tests-none" if wish == NOTHING else "tests")


def all_rows(data: Path, rng: random.Random) -> tuple[list[Row], set[str]]:
    """With the words that the examples say of wishes."""
    rows: list[Row] = []
    said = set[str]()
    for language in HEADLINES:
        news = headlines(data, language)
        lines = list(lines_of(language))
        subjects = {each: named(each, lines) for each in LISTS}
        found = subjects_of(news, rng)
        subjects["subjects"] = [*found, *subjects["subjects"] * max(1, len(found) // 150)]
        for line in lines:
            rows += rows_of(line, subjects["places" if line.wish == "zone" else "subjects"], rng)
        rows += [row for text in news for row in whole_and_part(text, language, rng)]
        wished = (line.text for line in lines if line.wish not in (NOTHING, *LISTS))
        carriers = " ".join(re.sub(r"\{[^}]*\}", " ", text).replace("_", " ") for text in wished)
        said.update(in_russian_letters(word) for word in WORD.findall(carriers))
    return [*rows, *tested({row.wish for row in rows})], said


def named(section: str, lines: Sequence[Line]) -> list[str]:
    """What stands between the commas of the section."""
    return [each.strip() for line in lines if line.wish == section for each in line.text.split(",")]


def rows_of(line: Line, subjects: Sequence[str], rng: random.Random) -> Iterator[Row]:
    """English is learnt in Cyrillic letters too, as what is read wrongly so."""
    if line.wish in LISTS:
        return
    group = f"{line.language} {line.text}"
    for text in sentences(line, subjects, rng):
        yield Row(text, line.wish, group, f"{line.language}-{line.wish}")
        if line.language == "en":
            yield Row(in_cyrillic(text), NOTHING, group, "misread")


def whole_and_part(text: str, language: str, rng: random.Random) -> Iterator[Row]:
    """A headline and a few words of it."""
    words = text.split()
    at = rng.randrange(max(1, len(words) - 2))
    for said in (text, " ".join(words[at : at + rng.choice((1, 2, 3, 4))])):
        yield Row(said, NOTHING, f"{language} {text}", f"{language}-headline")


def vectors(rows: Sequence[Row], index: dict[str, int]) -> csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        known = [index[sign] for sign in signs_of(row.text) if sign in index]
        columns += known
        data += [1 / max(1, len(known)) ** 0.5] * len(known)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(index)), dtype=np.float64)


def telling_signs(rows: Sequence[Row], said: set[str]) -> list[str]:
    """Those of wishes whose share differs most between one and the rest; all the words of wishes."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        signs = signs_of(row.text)
        counts[row.wish].update(signs)
        for sign in signs:
            if len(groups[sign]) < 3:
                groups[sign].add(row.group)
    of = Counter(row.wish for row in rows)
    words = {whole(word) for word in said}
    strength = {}
    for sign, seen in groups.items():
        if len(seen) < 2 and sign not in words:
            continue
        if sign.startswith("=") and sign not in words:
            continue
        shares = {wish: (counts[wish][sign] + 0.2) / (n + 8) for wish, n in of.items()}
        mean = sum(shares.values()) / len(shares)
        strength[sign] = max(abs(share - mean) * abs(np.log(share / mean)) for share in shares.values())
    best = sorted(strength, key=strength.__getitem__, reverse=True)
    kept = {sign for sign in words if sign in strength}
    return [*sorted(kept), *[sign for sign in best if sign not in kept][: SIGNS - len(kept)]]


def weights_of(rows: Sequence[Row]) -> list[float]:
    """A line of the examples counts at most as much as 12 sentences; a tested row as several."""
    of = Counter((row.wish, row.group) for row in rows)
    tested = {"tests": 3.0, "tests-none": 6.0}
    return [tested.get(row.kind, min(1.0, 12 / of[row.wish, row.group])) for row in rows]


def learn(rows: Sequence[Row], said: set[str]) -> tuple[dict[str, int], LogisticRegression]:
    index = {sign: at for at, sign in enumerate(telling_signs(rows, said))}
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS)
    return index, model.fit(vectors(rows, index), [row.wish for row in rows], weights_of(rows))


def check(rows: Sequence[Row], said: set[str]) -> None:
    groups = sorted({row.group for row in rows})
    random.Random(1).shuffle(groups)
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    right: Counter[tuple[str, float]] = Counter()
    seen: Counter[str] = Counter()
    wrong: dict[str, list[str]] = defaultdict(list)
    for held_out in range(FOLDS):
        index, model = learn([row for row in rows if fold[row.group] != held_out], said)
        held = [row for row in rows if fold[row.group] == held_out and row.kind != "misread"]
        shares = model.predict_proba(vectors(held, index))
        for row, share in zip(held, shares, strict=True):
            best = int(np.argmax(share))
            seen[row.kind] += 1
            for sure in SURE:
                answer = model.classes_[best] if share[best] >= sure else NOTHING
                right[row.kind, sure] += answer == row.wish
            if model.classes_[best] != row.wish:
                wrong[row.kind].append(f"{share[best]:.2f} {model.classes_[best]}: {row.text[:70]}")
        print("fold", held_out, flush=True)
    for kind in sorted(seen):
        shown = "  ".join(f"{sure}: {100 * right[kind, sure] / seen[kind]:.1f}" for sure in SURE)
        print(f"{kind} ({seen[kind]}): {shown}")
        print(*(f"      {line}" for line in sorted(wrong[kind], reverse=True)[:5]), sep="\n")
    for what in ("none", "headline", "wishes"):
        kinds = [kind for kind in seen if what in kind or (what == "wishes" and not is_nothing(kind))]
        total = sum(seen[kind] for kind in kinds)
        shares = (f"{sure}: {100 * sum(right[kind, sure] for kind in kinds) / total:.1f}" for sure in SURE)
        print(what, total, "  ".join(shares))


def is_nothing(kind: str) -> bool:
    return "none" in kind or "headline" in kind


def write(index: dict[str, int], model: LogisticRegression, target: Path) -> None:
    """A comment, the wishes, scale and biases, the features, and their weights as bytes."""
    coefficients = model.coef_ - model.coef_.mean(axis=0)
    scale = float(np.percentile(np.abs(coefficients), 99.95) / STEPS)
    lanes = np.clip(np.rint(coefficients / scale), -STEPS, STEPS).astype(int).T + OFFSET
    signs = list(index)
    strong = np.abs(lanes - OFFSET).max(axis=1) >= LEAST
    telling = [at for at, sign in enumerate(signs) if strong[at] or sign.startswith("=")]
    lines = [
        "# Learnt by bench/learn_requests.py from bench/data/requests and headlines.",
        " ".join(model.classes_),
        " ".join(f"{number:.5f}" for number in (scale, *model.intercept_)),
        "\t".join(signs[at] for at in telling),
        bytes(int(lane) for at in telling for lane in lanes[at]).hex(),
    ]
    target.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(len(telling), "features,", target.stat().st_size, "bytes")


def main() -> None:
    warnings.simplefilter("ignore", ConvergenceWarning)  # so many rounds are enough
    with data_and_target(MODEL) as (data, target):
        rows, said = all_rows(data, random.Random(7))
        rows = rows[::40] if "--smoke" in sys.argv else rows
        print(len(rows), Counter(row.wish for row in rows))
        if "--check" in sys.argv:
            check(rows, said)
        else:
            write(*learn(rows, said), target)


if __name__ == "__main__":
    main()
