"""Which language a text is in: Russian, Kazakh, English, or none of them.

A linear model over the letters of the words (runs of one to four, learnt by `bench/train_language.py`)
weighs each language against "another one"; the first line of its data file names what it was learnt from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from digests.models import NEWS_LANGUAGES, Detection

SAMPLE = 1000  # characters looked at: half from the head, half from the middle of a longer text
LONGEST_RUN = 4
_UNSURE = Detection("unknown", 0.0)

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S++(?:://|@)\S++|\bwww\.\S++")
# A letter of no alphabet of ours tells that much, whichever it is.
_FOREIGN = re.compile(r"[^a-zа-яёәғқңөұүһі'’ʼ`‘-]")

# Three weights of a run share one integer, so that one addition adds all three.
_LANE = 32
_OFFSET = 1 << 12
_MASK = (1 << _LANE) - 1


@dataclass(frozen=True, slots=True)
class _Model:
    scale: float
    bias: tuple[float, ...]
    weights: Mapping[str, int]


def detect_language(text: str) -> Detection:
    runs = list(letter_runs(_sample(text)))
    if not runs:
        return _UNSURE
    model = _model()
    neutral = _packed((0, 0, 0))
    total = sum(model.weights.get(run, neutral) for run in runs)
    per_unit = model.scale / math.sqrt(len(runs))
    odds = [
        math.exp(min(50.0, bias + weight * per_unit))
        for weight, bias in zip(_unpacked(total, len(runs)), model.bias, strict=True)
    ]
    best = max(range(len(odds)), key=odds.__getitem__)
    if odds[best] <= 1:
        return Detection("unknown", round(1 / (1 + sum(odds)), 3))
    return Detection(NEWS_LANGUAGES[best], round(odds[best] / (1 + sum(odds)), 3))


def letter_runs(text: str) -> Iterator[str]:
    """The features: every run of up to four letters of a word between its borders, marked `_`."""
    for word in _WORD.findall(text.lower()):
        marked = f"_{_FOREIGN.sub('¤', word)}_"
        for start in range(len(marked)):
            for end in range(start + 1, min(start + LONGEST_RUN, len(marked)) + 1):
                yield marked[start:end]


def _sample(text: str) -> str:
    if len(text) > SAMPLE:
        middle = len(text) // 2
        text = f"{text[: SAMPLE // 2]} {text[middle : middle + SAMPLE // 2]}"
    return _ADDRESS.sub(" ", text)


@cache
def _model() -> _Model:
    """The data file: a comment, scale and biases, the runs, then their weights for each language."""
    lines = (files("digests") / "data" / "language.txt").read_text(encoding="utf-8").splitlines()
    scale, *bias = map(float, lines[1].split())
    columns = [map(int, line.split()) for line in lines[3:6]]
    weights = {
        run: _packed(row) for run, row in zip(lines[2].split(), zip(*columns, strict=True), strict=True)
    }
    return _Model(scale, tuple(bias), weights)


def _packed(weights: tuple[int, ...]) -> int:
    return sum((weight + _OFFSET) << (_LANE * lane) for lane, weight in enumerate(weights))


def _unpacked(total: int, count: int) -> list[int]:
    return [((total >> (_LANE * lane)) & _MASK) - count * _OFFSET for lane in range(len(NEWS_LANGUAGES))]
