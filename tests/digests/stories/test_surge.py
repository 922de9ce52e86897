"""What is far more than usual: by how many, from how many sources, against which days."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from digests.models.stories import Article, Origin, Story, StoryMention
from digests.models.texts import Published
from digests.stories.surge import (
    LEVEL,
    MIN_MENTIONS,
    Surge,
    chance,
    count_mentions,
    find_surge,
    first_told,
    is_surge,
)

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
QUIET = {1: [0] * 7, 3: [0] * 7}
SOME = {1: [2, 1, 3, 2, 1, 2, 1], 3: [5, 6, 4, 7, 5, 4, 5]}


def told(sources: Iterable[str], *, story: int = 1, ago: int = 10) -> list[StoryMention]:
    """A minute after another, the first so many minutes ago."""
    return [
        StoryMention(story, source, NOW - (ago - number) * MINUTE) for number, source in enumerate(sources)
    ]


@pytest.mark.parametrize(
    ("sources", "past", "surges"),
    [
        ("abcde", QUIET, True),
        ("abcd", QUIET, False),
        ("abcde", SOME, False),
        ("abcdefgh", SOME, False),
        ("abcdefghijkl", SOME, True),
        ("a" * 20, QUIET, False),  # one source
        ("a" * 20 + "b", QUIET, False),
        ("a" * 20 + "b" * 20, QUIET, False),
        ("a" * 20 + "bcd", QUIET, True),  # four sources write of what nobody wrote of
        ("a" * 20 + "bcd", SOME, False),  # where some do every day, one that repeats itself changes nothing
        ("abcdefghijkl", {1: [0, 0], 3: [0, 0]}, False),  # nobody knows yet what is usual
        (
            "abcdefghijkl",
            {1: [0, 40, 1, 0, 25, 1, 0], 3: [0, 60, 2, 0, 30, 2, 0]},
            False,
        ),  # it comes in bursts
    ],
)
def test_it_takes_many_sources_and_more_than_usual(
    sources: str, past: dict[int, Sequence[int]], surges: bool
) -> None:
    assert (find_surge(told(sources, ago=30), past, NOW) is not None) == surges


def test_it_says_how_many_against_how_many_and_which_story() -> None:
    mentions = [*told("abc", story=8, ago=20), *told("defg", story=5), *told("d" * 9, story=8)]
    assert find_surge(mentions, SOME, NOW) is None
    assert find_surge([*mentions, *told("hijk", story=5)], SOME, NOW) == Surge(1, 12, 11, 12 / 7, 5)


def test_what_rises_slowly_is_found_within_three_hours() -> None:
    slowly = [StoryMention(1, source, NOW - (20 * n + 1) * MINUTE) for n, source in enumerate("abcdefgh")]
    assert find_surge(slowly, {1: [1, 0, 1, 0, 0, 1, 0], 3: [1, 0, 1, 0, 0, 1, 0]}, NOW) == Surge(
        3, 8, 8, 3 / 7, 1
    )
    before = [StoryMention(1, each.source, each.at - 3 * HOUR) for each in slowly]
    assert find_surge(before, QUIET, NOW) is None


def test_a_source_counts_twice_at_most() -> None:
    assert count_mentions(told("aaaab")) == 3


@pytest.mark.parametrize("past", [[0] * 7, [2, 1, 3, 2, 1, 2, 1], [9, 30, 11, 14, 10, 12, 9], [1, 0, 0]])
def test_the_tail_is_that_of_a_negative_binomial(past: list[int]) -> None:
    """Worked out number by number: p(k + 1) = p(k) · (size + k) / (k + 1) · (1 - stays)."""
    mean = (sum(past) + 0.5) / len(past)
    variance = max(1.75 * mean, statistics.variance(past)) + mean / len(past)
    stays, size = mean / variance, mean**2 / (variance - mean)
    exactly, left = stays**size, 1.0
    for count in range(60):
        assert chance(count, past) == pytest.approx(left, abs=1e-9)
        left -= exactly
        exactly *= (size + count) / (count + 1) * (1 - stays)


def test_more_mentions_are_never_less_of_a_surge() -> None:
    for past in ([0] * 7, [1] * 7, [0, 0, 9, 0, 1, 2, 3], [300] * 7, [0, 0, 0]):
        tail = [chance(count, past) for count in range(0, 900, 25)]
        assert tail == sorted(tail, reverse=True)
        assert is_surge(2_000, past)
        assert not is_surge(4, past)


def test_usual_bursts_are_seldom_taken_for_a_surge() -> None:
    """News of which each third report brings another; a Poisson tail takes many of its hours for surges."""
    rng = random.Random(1)
    hours = [[burst(rng, mean) for _ in range(8)] for mean in (0.1, 0.5, 2, 8) for _ in range(500)]
    alarms = sum(is_surge(count, past) for count, *past in hours)
    of_poisson = sum(
        count >= MIN_MENTIONS and poisson(count, (sum(past) + 0.5) / 7) < LEVEL for count, *past in hours
    )
    assert alarms <= 5
    assert of_poisson > 4 * alarms
    assert sum(is_surge(count + 8 + 2 * max(past), past) for count, *past in hours) > 0.95 * len(hours)


def poisson(count: int, mean: float) -> float:
    """The chance of so many or more."""
    return 1 - sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count))


def burst(rng: random.Random, mean: float) -> int:
    """Reports of stories that come by chance, each followed by another with a third of a chance."""
    count, at = 0, rng.expovariate(mean * 2 / 3)
    while at < 1:
        count += 1
        while rng.random() < 1 / 3:
            count += 1
        at += rng.expovariate(mean * 2 / 3)
    return count


def article(number: int, published: Published | None, *seen: tuple[str, datetime]) -> Article:
    origins = tuple(Origin(source, None, at) for source, at in seen)
    return Article(number, "Мост открыт", "ru", published, seen[0][1], (), origins=origins)


def test_who_told_it_first() -> None:
    late = article(1, Published(NOW - 30 * MINUTE, "minute"), ("Курьер", NOW), ("Маяк", NOW + MINUTE))
    by_day = article(2, Published(NOW - 600 * MINUTE, "day"), ("Вестник", NOW - 10 * MINUTE))
    ahead = article(3, Published(NOW + 90 * MINUTE, "minute"), ("Время", NOW - 5 * MINUTE))
    story = Story(7, (ahead, by_day, late))
    assert first_told(story) == StoryMention(7, "Курьер", NOW - 30 * MINUTE)
    assert first_told(Story(7, (ahead, by_day))) == StoryMention(7, "Вестник", NOW - 10 * MINUTE)
