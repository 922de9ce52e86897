"""Learn which words in -ов and -ев are plurals.

`python bench/learn_genitive_plurals.py DATA`, or `--smoke`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from labelled import data_and_target

SOURCES = (
    "headlines_ru_ria",
    "summaries_ru_gazeta400",
    "summaries_ru_rbc",
    "texts_ru_ria_2022",
    "topics_ru_ria",
    "pairs_ru_tg",
)
WORD = re.compile(r"\b[а-яё]{3,}[ое]в\b")
TARGET = Path(__file__).parent.parent / "digests" / "data" / "genitive_plurals.txt"


def main(data: Path, target: Path) -> None:
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer()
    seen: Counter[str] = Counter()
    for name in SOURCES:
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            seen.update(
                WORD.findall(
                    " ".join(str(row.get(key, "")) for key in ("title", "text", "title1", "text1", "text2"))
                )
            )
    words = sorted(
        word.replace("ё", "е")
        for word, times in seen.items()
        if times >= 1
        and {"gent", "plur"} <= set(analyser.parse(word)[0].tag.grammemes)
        and analyser.parse(word)[0].normal_form.replace("ё", "е") + "в" != word
        and not analyser.parse(word)[0].normal_form.endswith(("ова", "ево", "ово", "ева"))
    )
    header = (
        f"# Russian genitive plurals, learnt by bench/learn_genitive_plurals.py from {', '.join(SOURCES)}\n"
    )
    target.write_text(header + "\n".join(dict.fromkeys(words)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with data_and_target(TARGET) as given:
        main(*given)
