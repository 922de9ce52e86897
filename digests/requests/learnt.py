"""Predicts what a sentence wants by a model learnt from examples, for words that are in no list.

It is a linear model (multinomial logistic regression) over the letters and words of a short text in any of
our languages; `bench/learn_requests.py` trains it on `bench/data/requests`.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from digests.text.stemming import WORD, in_russian_letters

RUNS = range(3, 6)  # letters
STEM = 5  # letters of each word of a pair
LANE_BYTES = 3  # the weights for all wishes share one integer, so that one addition adds them all
OFFSET = 1 << 7
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class _Weights:
    wishes: tuple[str, ...]
    scale: float
    bias: tuple[float, ...]
    weights: Mapping[str, int]


def likeliest_wish(text: str) -> tuple[str, float]:
    """The name of the wish, as in the examples, and its probability, 0 to 1; "none" is no wish."""
    shares = _shares(text)
    wish = max(shares, key=shares.__getitem__)
    return wish, shares[wish]


def share_of_nothing(text: str) -> float:
    """The probability, 0 to 1, that it is no wish but something to search for."""
    return _shares(text)[NOTHING]


def is_of_wishes(word: str) -> bool:
    """Whether the examples use the word to express wishes rather than as the subject of one."""
    return whole(in_russian_letters(word)) in _model().weights


def signs_of(text: str) -> set[str]:
    """The features: runs of letters, words, pairs of words, the beginning, and whether it is a question."""
    said = WORD.findall(text)
    words = ["#" if word[0].isdigit() else in_russian_letters(word) for word in said]
    found = {run for word in words for run in _runs(word)}
    found.update(f"{one[:STEM]} {other[:STEM]}" for one, other in pairwise(["", *words, ""]))
    found.add(f"*{min(len(words), 9)}")
    if "?" in text:
        found.add("?")
    if any(word[0].isupper() for word in said[1:]):
        found.add("*A")
    return found


def whole(word: str) -> str:
    """The feature of a whole word in Russian letters."""
    return f"={word}"


def _shares(text: str) -> dict[str, float]:
    """The probability of each wish; together 1."""
    model = _model()
    found = [weight for each in signs_of(text) if (weight := model.weights.get(each))]
    if not found:
        return {NOTHING: 1.0}
    scores = _scores(model, sum(found), len(found))
    highest = max(scores)
    odds = [math.exp(score - highest) for score in scores]
    return {wish: each / sum(odds) for wish, each in zip(model.wishes, odds, strict=True)}


def _runs(word: str) -> Iterator[str]:
    marked = f"_{word}_"
    yield whole(word)
    for length in RUNS:
        yield from (marked[at : at + length] for at in range(len(marked) - length + 1))


def _scores(model: _Weights, total: int, count: int) -> Sequence[float]:
    content = total.to_bytes(LANE_BYTES * len(model.bias) + 1, "little")
    lanes = (
        int.from_bytes(content[at : at + LANE_BYTES], "little")
        for at in range(0, len(content) - 1, LANE_BYTES)
    )
    per_unit = model.scale / math.sqrt(count)
    return [bias + (lane - count * OFFSET) * per_unit for bias, lane in zip(model.bias, lanes, strict=True)]


@cache
def _model() -> _Weights:
    """The data file: a comment, the wishes, scale and biases, the features, and their weights as bytes."""
    packed = (files("digests") / "data" / "requests" / "learnt.txt.gz").read_bytes()
    _, wishes, numbers, signs, lanes = gzip.decompress(packed).decode("utf-8").split("\n")
    scale, *bias = map(float, numbers.split())
    content, size = bytes.fromhex(lanes), len(bias)
    weights = {
        sign: _packed(content[size * at : size * (at + 1)]) for at, sign in enumerate(signs.split("\t"))
    }
    return _Weights(tuple(wishes.split()), scale, tuple(bias), weights)


def _packed(weights: bytes) -> int:
    wide = bytearray(LANE_BYTES * len(weights))
    wide[::LANE_BYTES] = weights
    return int.from_bytes(wide, "little")
