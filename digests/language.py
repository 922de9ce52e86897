"""Which language a text is in: Russian, Kazakh, English, or none of them.

A linear model over the letters of the words (runs of one to four, learnt by `bench/train_language.py`)
weighs each language against "another one"; the first line of its data file names what it was learnt from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from digests.models import NEWS_LANGUAGES, Detection

SAMPLE = 1000  # characters looked at: half from the head, half from the middle of a longer text
PIECE = 250  # characters judged together
LONGEST_RUN = 4
TELLING_WEIGHT = 4
UNKNOWN_ODDS = 0.5  # the odds that a text is in none of ours when its letters say nothing of it

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`‘-][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S++|(?<![\w.+-])[\w.+-]++@[\w.-]++")
_TELLING = re.compile("[ыэъёщәғқңөұүһі¤]")
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
    weighed = [_weigh(word) for word in words_of(piece)]
    count = sum(runs for _, runs in weighed)
    if not count:
        return []
    model = _model()
    per_unit = model.scale / math.sqrt(count)
    lanes = zip(_unpacked(sum(weight for weight, _ in weighed), count), model.bias, strict=True)
    odds = [math.exp(min(50.0, bias + weight * per_unit)) for weight, bias in lanes]
    whole = sum(odds) + UNKNOWN_ODDS
    return [odd / whole for odd in (*odds, UNKNOWN_ODDS)]


@lru_cache(maxsize=4096)
def _weigh(word: str) -> tuple[int, int]:
    """The packed weights of a word's runs, and how many runs it has."""
    model = _model()
    runs = word_runs(word)
    return sum(model.weights.get(run, model.neutral) for run in runs), len(runs)


def words_of(text: str) -> list[str]:
    """The words in small letters, without the Latin ones of a Cyrillic text: those are names."""
    words = _WORD.findall(text.lower())
    cyrillic = [word for word in words if _CYRILLIC.search(word)]
    return cyrillic if 3 * sum(map(len, cyrillic)) >= sum(map(len, words)) else words


def word_runs(word: str) -> list[str]:
    """The features: every run of up to four letters of a word between its borders, marked `_`.

    A letter that not all alphabets have counts several times more: one "ї" tells more than a run of "на".
    """
    marked = f"_{_FOREIGN.sub('¤', word)}_"
    runs = [
        marked[start : start + length]
        for length in range(1, LONGEST_RUN + 1)
        for start in range(len(marked) - length + 1)
    ]
    return runs + [f"!{letter}" for letter in _TELLING.findall(marked)] * TELLING_WEIGHT


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
