"""The dictionary of Russian words, asked once for each."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
Form = tuple[str, str, str]  # gender, case, base form


def capital(base: str, like: str) -> str:
    """`base` with the capitals of `like`: "санкт-петербург" like "Санкт-Петербурге"."""
    if like.isupper():
        return base.upper()
    parts = zip(base.split("-"), like.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if shape[:1].isupper() else part for part, shape in parts)


@lru_cache(maxsize=20_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word, by its likeliest reading."""
    return bool(parses(word)[0].is_known)


@lru_cache(maxsize=20_000)
def parses(word: str) -> list[Any]:
    parses: list[Any] = _analyser().parse(word)
    return parses


@cache
def _analyser() -> Any:  # noqa: ANN401 -- pymorphy3 has no types
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
