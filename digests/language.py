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
from itertools import repeat

from digests.models import NEWS_LANGUAGES, Detection

SAMPLE = 1000  # characters looked at: half from the head, half from the middle of a longer text
PIECE = 250  # characters judged together
LONGEST_RUN = 4
UNKNOWN_ODDS = 1.0

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S++(?:://|@)\S++|\bwww\.\S++")
_CYRILLIC = re.compile("[\u0400-\u052f]")
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
    neutral: int
    weights: Mapping[str, int]


def detect_language(text: str) -> Detection:
    """The language of most of the text; `confidence` is its share, so that a quotation costs some of it."""
    pieces = [shares for piece in _pieces(_sample(text)) if (shares := _shares(piece))]
    if not pieces:
        return Detection("unknown", 0.0)
    means = [sum(column) / len(pieces) for column in zip(*pieces, strict=True)]
    best = max(range(len(means)), key=means.__getitem__)
    return Detection((*NEWS_LANGUAGES, "unknown")[best], round(means[best], 3))


def _shares(piece: str) -> list[float]:
    """The probability of each language of ours and, last, of none of them; empty when there are no words."""
    runs = list(letter_runs(piece))
    if not runs:
        return []
    model = _model()
    total = sum(map(model.weights.get, runs, repeat(model.neutral)))
    per_unit = model.scale / math.sqrt(len(runs))
    lanes = zip(_unpacked(total, len(runs)), model.bias, strict=True)
    odds = [math.exp(min(50.0, bias + weight * per_unit)) for weight, bias in lanes]
    whole = sum(odds) + UNKNOWN_ODDS
    return [odd / whole for odd in (*odds, UNKNOWN_ODDS)]


def letter_runs(text: str) -> Iterator[str]:
    """The features: every run of up to four letters of a word between its borders, marked `_`."""
    for word in _own_script(_WORD.findall(text.lower())):
        marked = f"_{_FOREIGN.sub('¤', word)}_"
        for start in range(len(marked)):
            for end in range(start + 1, min(start + LONGEST_RUN, len(marked)) + 1):
                yield marked[start:end]


def _own_script(words: list[str]) -> list[str]:
    """Without the Latin words of a Cyrillic text: those are names ("Utah Jazz") and tell nothing of it."""
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    return cyrillic if 3 * sum(map(len, cyrillic)) >= sum(map(len, words)) else words


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of whole words."""
    start = 0
    while start < len(text):
        end = text.find(" ", start + PIECE)
        end = len(text) if end < 0 or len(text) - end < PIECE // 2 else end
        yield text[start:end]
        start = end


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
    return _Model(scale, tuple(bias), _packed((0, 0, 0)), weights)


def _packed(weights: tuple[int, ...]) -> int:
    return sum((weight + _OFFSET) << (_LANE * lane) for lane, weight in enumerate(weights))


def _unpacked(total: int, count: int) -> list[int]:
    return [((total >> (_LANE * lane)) & _MASK) - count * _OFFSET for lane in range(len(NEWS_LANGUAGES))]
