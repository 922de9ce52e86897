"""Learn how many texts hold a word: `python bench/learn_background.py DATA`, or `--smoke`."""

from __future__ import annotations

import json
import re
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
    "topics_en_bbc",
    "summaries_en_newsroom",
    "stream_en_sites",
    "texts_kk",
    "topics_kk_sib200",
]
LEAST = 3
READ = 500  # characters that show the letters
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
TARGET = Path(__file__).parent.parent / "digests" / "data" / "background.tsv"


def main(data: Path, target: Path) -> None:
    texts, seen = Counter[bool](), Counter[str]()
    for name in SOURCES:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for side in ("", "1", "2"):
                if text := row.get(f"text{side}"):
                    whole = f"{row.get(f'title{side}') or ''} {text}"
                    texts[CYRILLIC.search(whole[:READ]) is not None] += 1
                    seen.update({cut(word) for word in fold(whole)})
    common = sorted((key, times) for key, times in seen.items() if times >= LEAST and not key[0].isdigit())
    lines = [
        "# texts in Latin letters and in Cyrillic, then each key with how many texts hold it",
        f"# learnt by bench/learn_background.py from {', '.join(SOURCES)}",
    ]
    lines += [f"{texts[False]}\t{texts[True]}", *(f"{key}\t{times}" for key, times in common)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given)
