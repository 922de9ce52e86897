"""Which articles are near in meaning, by the vectors of a model."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import mul, sub
from statistics import fmean

from digests.models.vectors import Vector, numbers_of

NOT_FAR = 0.6  # of the best cosine


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
            [fmean(column) for column in zip(*map(numbers_of, each), strict=True)]
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
        return list(map(sub, numbers_of(vector), self._texts))

    def of_question(self, vector: Vector) -> list[float]:
        """What parts it from other questions."""
        return list(map(sub, numbers_of(vector), self._questions))

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


def _signs(numbers: Sequence[float]) -> int:
    return int("".join(["1" if number > 0 else "0" for number in numbers]), 2)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    length = math.sqrt(sum(map(mul, one, one)) * sum(map(mul, other, other)))
    return float(sum(map(mul, one, other))) / length if length else 0.0
