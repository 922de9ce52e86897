"""What texts mean, as a model's vectors: kept as a byte a number, and found by what is near them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import mul, sub
from statistics import fmean

STEPS = 21  # a byte's steps in the mean size of a number; what is six times as large is cut off
DESCRIBED_BY = 400  # characters of a body, after its headline
NOT_FAR = 0.6  # of the best cosine
Vector = bytes


def described(headline: str, body: str) -> str:
    """What a model is asked for: the headline, unless it was made of what follows, and the beginning."""
    beginning = body[:DESCRIBED_BY]
    return beginning if headline in beginning else f"{headline}\n{beginning}".strip()


def quantised(numbers: Sequence[float]) -> Vector:
    """A vector of the direction of these numbers; empty for zeros alone and for what is no number."""
    length = math.sqrt(sum(map(mul, numbers, numbers)))
    if not length or not math.isfinite(length):
        return b""
    scale = STEPS * math.sqrt(len(numbers)) / length
    return array("b", [max(-127, min(127, round(scale * number))) for number in numbers]).tobytes()


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors of one model: 1 for the same direction, 0 for what has nothing in common."""
    return float(sum(map(mul, _numbers(one), _numbers(other)))) / (STEPS**2 * len(one))


def mean_of(several: Sequence[Vector]) -> Vector:
    """What several vectors say together."""
    return quantised([sum(column) for column in zip(*map(_numbers, several), strict=True)])


@dataclass(frozen=True, slots=True)
class Samples:
    """A model's vectors of texts of many subjects, and of questions after them.

    Their means are what all texts and all questions have in common, and tells nothing: some models know no
    cosine under 0.7. Without it one bound goes for all models.
    """

    texts: tuple[Vector, ...]
    questions: tuple[Vector, ...]


class MeaningIndex:
    """Articles by the signs of their vectors: whether each number is over that of the samples' mean."""

    def __init__(self, samples: Samples) -> None:
        self._texts, self._questions = (
            [fmean(column) for column in zip(*map(_numbers, each), strict=True)]
            for each in (samples.texts, samples.questions)
        )
        self._signs: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._signs)

    @property
    def size(self) -> int:
        """How many numbers each vector has."""
        return len(self._texts)

    def of_text(self, vector: Vector) -> list[float]:
        """What parts it from other texts."""
        return list(map(sub, _numbers(vector), self._texts))

    def of_question(self, vector: Vector) -> list[float]:
        """What parts it from other questions."""
        return list(map(sub, _numbers(vector), self._questions))

    def signs(self, vector: Vector) -> bytes:
        """A bit a number."""
        return _signs(self.of_text(vector)).to_bytes(-(-self.size // 8), "big")

    def add(self, number: int, signs: bytes) -> None:
        self._signs[number] = int.from_bytes(signs, "big")

    def keep(self, most: int) -> None:
        """Forget those of the lowest numbers when there are more."""
        if len(self._signs) > most:
            for number in sorted(self._signs)[: len(self._signs) - most]:
                del self._signs[number]

    def candidates(self, sought: Sequence[float], most: int) -> list[int]:
        """The numbers of some that may be nearest: about as many, in no order."""
        bits = _signs(sought)
        known = self._signs.copy()  # others are added meanwhile
        distances = [(bits ^ signs).bit_count() for signs in known.values()]
        if len(distances) <= most:
            return list(known)
        limit = sorted(distances)[most - 1]
        return list(compress(known, [distance <= limit for distance in distances]))

    def nearest(self, sought: Sequence[float], among: Mapping[int, Vector], least: float) -> list[int]:
        """The numbers of those whose cosine with it, without what all have in common, is at least so much and
        not far under the best; the nearest first.
        """
        near = {number: _cosine(sought, self.of_text(vector)) for number, vector in among.items()}
        bound = max(least, NOT_FAR * max(near.values(), default=0.0))
        return sorted((number for number in near if near[number] >= bound), key=lambda n: (-near[n], n))


def _numbers(vector: Vector) -> memoryview:
    return memoryview(vector).cast("b")


def _signs(numbers: Sequence[float]) -> int:
    return int("".join(["1" if number > 0 else "0" for number in numbers]), 2)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    length = math.sqrt(sum(map(mul, one, one)) * sum(map(mul, other, other)))
    return float(sum(map(mul, one, other))) / length if length else 0.0
