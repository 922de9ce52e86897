"""Learn how common words are in Kazakh news: `python bench/learn_kazakh_words.py DATA`, or `--smoke`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from labelled import data_and_target

from digests.text.rules import rule_lines
from digests.text.stemming import fold
from digests.text.word_rarity import cut

SOURCES = [f"found_topics/kk_{name}" for name in ("tengri_unlabelled", "tengri_themes", "inform_sections")]
LEAST = 0.005  # of the texts
TARGET = Path(__file__).parent.parent / "digests" / "data" / "kazakh_words.tsv"


def main(data: Path, target: Path) -> None:
    names = {term for _, term in rule_lines("name_terms.txt")}  # how common one is changes by the day
    texts, seen = 0, Counter[str]()
    for source in SOURCES:
        for line in filter(None, (data / f"{source}.jsonl").read_text(encoding="utf-8").split("\n")):
            row = json.loads(line)
            texts += 1
            seen.update({cut(word) for word in fold(f"{row['title']} {row['text']}", "kk")})
    common = {term: times for term, times in seen.items() if times >= LEAST * texts and term.isalpha()}
    lines = [
        "# how many Kazakh news there were, then each term that is no name with how many of them hold it",
        f"# learnt by bench/learn_kazakh_words.py from {', '.join(SOURCES)}",
        str(texts),
        *(
            f"{term}\t{times}"
            for term, times in sorted(common.items())
            if term not in names and not term.isascii()
        ),
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given)
