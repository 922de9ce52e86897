"""No text, whoever wrote it, makes one of our regular expressions take more than its length."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from time import thread_time
from typing import Any

import pytest

from tests.patterns import every_pattern, hostile_texts

SHORT, LONG = 2_048, 8_192
AT_ONCE = 0.0003  # seconds of CPU for SHORT characters; a square takes longer
FOR_EVER = 1  # seconds of CPU
MOST_GROWTH = 9  # of a text four times as long; 16 is a square


class EndlessError(Exception):
    """The search has not ended in time."""


@contextmanager
def ending(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def searched(pattern: re.Pattern[Any], text: str | bytes) -> None:
    for _ in pattern.finditer(text):
        pass


def cost(use: Callable[[str | bytes], object], text: str | bytes, times: int = 1) -> float:
    """Seconds of CPU, the least of some tries."""
    found = []
    for _ in range(times):
        began = thread_time()
        use(text)
        found.append(thread_time() - began)
    return min(found)


def grows(use: Callable[[str | bytes], object], short: str | bytes, long: str | bytes) -> bool:
    """Whether it takes far more than four times as long for four times the text, whatever else runs here."""
    least = cost(use, short)
    if least < AT_ONCE or cost(use, long) <= MOST_GROWTH * min(least, cost(use, short)):
        return False
    return all(cost(use, long) > MOST_GROWTH * cost(use, short, 3) for _ in range(2))


def slow_texts(pattern: re.Pattern[Any]) -> Iterator[str]:
    for begin, pump in hostile_texts(pattern):
        texts = [begin + (pump * (size // len(pump) + 1))[:size] + "\0" for size in (SHORT, LONG)]
        sized = [t.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else t for t in texts]
        for use in (partial(searched, pattern), pattern.fullmatch):
            try:
                with ending(FOR_EVER):
                    slow = grows(use, sized[0], sized[1])
            except EndlessError:
                slow = True
            if slow:
                yield f"{begin[:20]!r} and {pump[:20]!r} again and again"


@pytest.mark.parametrize("pattern", [r"(a|a)*b", r"\s+$", r".*,.*x", "(<i>.+ · .+</i>)"])
def test_a_slow_pattern_is_seen(pattern: str) -> None:
    assert next(slow_texts(re.compile(pattern)), None)


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s+$", r"<[^<>]*>", r"\bthe \w{1,40}ed\b", "(?<!a)a++b"])
def test_a_good_pattern_is_none(pattern: str) -> None:
    assert list(slow_texts(re.compile(pattern))) == []


def test_every_pattern_takes_a_time_that_grows_with_the_text_alone() -> None:
    patterns = every_pattern()
    assert len(patterns) > 200
    slow = {name: next(slow_texts(pattern), None) for name, pattern in patterns.items()}
    assert {name: text for name, text in slow.items() if text} == {}
