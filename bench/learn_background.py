"""Learn how many texts hold a word: `python bench/learn_background.py DATA`, or `--smoke`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from labelled import data_and_target

from digests.text.stemming import fold
from digests.text.word_rarity import cut

SOURCES = [
    "headlines_ru_ria",
    "summaries_ru_gazeta400",
    "summaries_ru_rbc",
    "texts_ru_ria_2022",
    "pairs_ru_tg",
    "pairs_kkru",
    "stories_en_ecb",
    "topics_en_bbc",
    "summaries_en_newsroom",
    "texts_kk",
    "topics_kk_sib200",
]
LEAST = 3
TARGET = Path(__file__).parent.parent / "digests" / "data" / "background.tsv"


def main(data: Path, target: Path) -> None:
    texts, seen = 0, Counter[str]()
    for name in SOURCES:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for side in ("", "1", "2"):
                if text := row.get(f"text{side}"):
                    texts += 1
                    seen.update({cut(word) for word in fold(f"{row.get(f'title{side}', '')} {text}")})
    common = sorted((key, times) for key, times in seen.items() if times >= LEAST and not key[0].isdigit())
    lines = [f"# key and texts that hold it, learnt by bench/learn_background.py from {', '.join(SOURCES)}"]
    lines += [str(texts), *(f"{key}\t{times}" for key, times in common)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given)
