"""What texts mean, as a model's vectors: kept as a byte a number."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from operator import mul
from typing import NamedTuple

STEPS = 21  # a byte's steps in the mean size of a number; what is six times as large is cut off
DESCRIBED_BY = 400  # characters of a body, after its headline
Vector = bytes


class ModelVector(NamedTuple):
    """What a text means to the model of this name; `signs`, where they are known, are what finds it."""

    model: str
    numbers: Vector
    signs: bytes = b""


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
    return float(sum(map(mul, numbers_of(one), numbers_of(other)))) / (STEPS**2 * len(one))


def mean_of(several: Sequence[Vector]) -> Vector:
    """What several vectors say together."""
    return quantised([sum(column) for column in zip(*map(numbers_of, several), strict=True)])


def numbers_of(vector: Vector) -> memoryview:
    return memoryview(vector).cast("b")
