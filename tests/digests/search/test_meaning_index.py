"""What is near in meaning, by vectors made for the purpose."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import pytest

from digests.models.vectors import DESCRIBED_BY, cosine, described, mean_of, quantised
from digests.search.meaning_index import MeaningIndex, Samples

SIZE = 384


def of(*subjects: int, common: float = 20.0) -> bytes:
    """A vector of some subjects, most of which is what all have in common, as some models make them."""
    numbers = [0.0] * SIZE
    numbers[0] = common
    for subject in subjects:
        numbers[subject] += 1.0
    return quantised(numbers)


def index(*texts: bytes) -> MeaningIndex:
    made = MeaningIndex(Samples(tuple(of(n) for n in range(1, 60)), tuple(of(n) for n in range(1, 60))))
    for number, vector in enumerate(texts, 1):
        made.add(number, made.signs(vector))
    return made


def test_a_byte_a_number_keeps_the_cosine() -> None:
    chance = random.Random(1)
    for size in (64, 384, 1536):
        one, other = ([chance.gauss(0.4, 1) for _ in range(size)] for _ in "12")
        exact = sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)
        assert cosine(quantised(one), quantised(other)) == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize("numbers", [[0.0, 0.0], [], [math.inf, 1.0], [math.nan, 1.0]])
def test_what_has_no_direction_is_no_vector(numbers: Sequence[float]) -> None:
    assert quantised(numbers) == b""


def test_a_mean_is_between() -> None:
    both = mean_of([of(70, common=0), of(71, common=0)])
    assert cosine(both, of(70, common=0)) == pytest.approx(cosine(both, of(71, common=0)))


def test_what_all_have_in_common_is_no_likeness() -> None:
    """Each two of these have a cosine over 0.99."""
    texts = [of(70, 71), of(70, 72), of(80, 81)]
    made = index(*texts)
    assert made.nearest(made.of_question(of(70)), dict(enumerate(texts, 1)), 0.2) == [1, 2]


def test_what_is_far_under_the_best_is_left_out() -> None:
    texts = [of(70), of(70, 71, 72, 73, 74, 75)]
    made = index(*texts)
    assert made.nearest(made.of_text(of(70)), dict(enumerate(texts, 1)), 0.1) == [1]


def test_the_nearest_are_among_the_candidates() -> None:
    chance = random.Random(2)
    base = [[chance.gauss(0, 1) for _ in range(SIZE)] for _ in range(400)]
    texts = [quantised(numbers) for numbers in base]
    made = index(*texts)
    for number in range(1, 401, 40):
        near = quantised([x + chance.gauss(0, 1.0) for x in base[number - 1]])
        found = made.candidates(made.of_text(near), 20)
        assert number in found
        assert 20 <= len(found) < 60


def test_only_so_many_are_kept_the_newest() -> None:
    made = index(*(of(n) for n in range(1, 11)))
    made.keep(3)
    assert sorted(made.candidates(made.of_text(of(1)), 100)) == [8, 9, 10]


def test_a_headline_made_of_the_text_is_not_said_twice() -> None:
    assert described("Мост закрыт", "Мост закрыт. До осени.") == "Мост закрыт. До осени."
    assert described("Мост", "До осени. " * 100) == "Мост\n" + ("До осени. " * 100)[:DESCRIBED_BY].strip()
