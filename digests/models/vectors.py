"""The meaning of texts as vectors of a model, stored with one byte for each number."""

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
    """The meaning of a text to the model of this name; `signs`, where known, are the key that an index finds
    it by.
    """

    model: str
    numbers: Vector
    signs: bytes = b""


def described(headline: str, body: str) -> str:
    """The text that a model gets for an article: its headline (unless made from the text) and the beginning
    of its text.
    """
    beginning = body[:DESCRIBED_BY]
    return beginning if headline in beginning else f"{headline}\n{beginning}".strip()


def quantised(numbers: Sequence[float]) -> Vector:
    """A vector in the direction of these numbers; empty if all are zero or any is not a number."""
    length = math.sqrt(sum(map(mul, numbers, numbers)))
    if not length or not math.isfinite(length):
        return b""
    scale = STEPS * math.sqrt(len(numbers)) / length
    return array("b", [max(-127, min(127, round(scale * number))) for number in numbers]).tobytes()


def cosine(one: Vector, other: Vector) -> float:
    """Of two vectors of one model: 1 for the same direction, 0 for what has nothing in common."""
    return float(sum(map(mul, numbers_of(one), numbers_of(other)))) / (STEPS**2 * len(one))


def mean_of(several: Sequence[Vector]) -> Vector:
    """The average direction of several vectors."""
    return quantised([sum(column) for column in zip(*map(numbers_of, several), strict=True)])


def numbers_of(vector: Vector) -> memoryview:
    return memoryview(vector).cast("b")
