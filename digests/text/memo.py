"""What was worked out for a word, kept while the word keeps coming up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")


class WordCache(dict[str, V]):
    """`memo[word]` is `make(word)`, worked out once: a dictionary, because asking one is all it costs.

    After `most` words a new generation begins; words of the one before move over when they are asked for.
    """

    def __init__(self, make: Callable[[str], V], most: int = 1 << 15) -> None:
        super().__init__()
        self._make = make
        self._most = most
        self._older: dict[str, V] = {}

    def __missing__(self, word: str) -> V:
        value = self._older[word] if word in self._older else self._make(word)
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        self[word] = value
        return value
