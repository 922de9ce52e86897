"""Runs ../shared/score.py and prints what was asked and what is reached.

python bench/quality.py [NAME … | --smoke]

A NAME is a file of the data without its ending; without one, all asked for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCORE = ROOT.parent / "shared" / "score.py"
FLOOR, CEILING = "at least", "at most"
# file, figure, which side of the number is good, the number
ASKED: tuple[tuple[str, str, str, float], ...] = (
    ("summaries_ru_gazeta400", "rouge1", FLOOR, 26.0),
    ("summaries_ru_gazeta400", "not in the source", CEILING, 0),
    ("summaries_ru_rbc", "rouge1", FLOOR, 25.2),
    ("summaries_ru_rbc", "not in the source", CEILING, 0),
    ("summaries_ru_openings", "rouge1", FLOOR, 24.5),
    ("headlines_ru_ria", "rouge1", FLOOR, 35.0),
    ("headlines_ru_ria", "too long", CEILING, 0),
    ("headlines_ru_ria", "dangling", CEILING, 0),
    ("headlines_ru_ria", "not in the source", CEILING, 0),
    ("topics_ru_lenta_headlines", "accuracy", FLOOR, 66),  # nothing is learnt from it
    *(("language", f"{language} full", FLOOR, 99.9) for language in ("ru", "kk", "en")),
    *(("language", f"{language} 4 words", FLOOR, 99.0) for language in ("ru", "kk", "en")),
    ("language", "unknown full", FLOOR, 95.0),
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*")
    parser.add_argument("--smoke", action="store_true", help="the smallest file alone")
    given = parser.parse_args()
    wanted = ["pairs_kkru"] if given.smoke else given.names or list(dict.fromkeys(row[0] for row in ASKED))
    if not SCORE.exists():
        print(f"The labelled news is not here: {SCORE} is missing. `make test` checks our own articles.")
        return 0
    reached = _scored(wanted)
    for name, figure, side, asked in ASKED:
        if (value := reached.get(name, {}).get(figure)) is not None:
            good = value >= asked if side == FLOOR else value <= asked
            print(
                f"{name:28} {figure:30} asked {side} {asked:<6} reached {value:<7} {'' if good else 'MISSED'}"
            )
    return 0


def _scored(names: list[str]) -> dict[str, dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "figures.json"
        command = f"{sys.executable} -m bot analyse"
        run = [sys.executable, str(SCORE), "--command", command, "--json", str(answer), *names]
        subprocess.run(run, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        figures: dict[str, dict[str, Any]] = json.loads(answer.read_text(encoding="utf-8"))
    return figures


if __name__ == "__main__":
    sys.exit(main())
