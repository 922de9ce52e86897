"""Counts the voices that tell a story. One house is one voice whatever its channels; a copy counts less."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from digests.models.stories import Article
from digests.text.stemming import fold_word, tokenise
from digests.text.word_rarity import cut, idf

COPY = 0.5
TELLING_NAME = 6.5  # rarity of the first words of a source's name that tell its house
SHORTEST_WORD = 3
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]{1,60}\.){1,4})[a-z]{2,10}(?:/\S{0,200})?")
_REGISTRIES = frozenset(("com", "co", "org", "net", "gov", "edu", "ac"))  # co.uk, com.ua
_ARTICLES = frozenset(("the", "and", "for"))


@lru_cache(maxsize=4096)
def house_of(source: str) -> str:
    """What the names of one house's sources begin with: as many first words as make it distinctive.

    "Topor Live" and "Topor+" are of one house, "Moscow Live" and "Moscow Today" are not. A host gives its own
    name.
    """
    if host := _HOST.fullmatch(source.strip().lower()):
        labels = [label for label in host[1].rstrip(".").split(".") if label not in _REGISTRIES]
        return labels[-1] if labels else host[1]
    words = [w for w in map(str.lower, tokenise(source)) if len(w) >= SHORTEST_WORD and w not in _ARTICLES]
    rarity, house = 0.0, ""
    for word in words:
        rarity, house = rarity + idf(cut(fold_word(word))), house + word
        if rarity >= TELLING_NAME:
            break
    return house or source.casefold()


def independent_sources(articles: Iterable[Article]) -> int:
    """How many houses tell it in words of their own; at least 1."""
    return max(1, len(set(_beginnings(articles).values())))


def voices(articles: Iterable[Article]) -> float:
    """How many houses tell it, where one that copies another counts `COPY`; at least 1."""
    beginnings = _beginnings(articles)
    own = len(set(beginnings.values()))
    return max(1.0, own + COPY * (len(beginnings) - own))


def _beginnings(articles: Iterable[Article]) -> dict[str, str]:
    """The first sentence of each house's first report, by house."""
    found: dict[str, str] = {}
    for article in articles:
        beginning = article.summary[0].text.casefold() if article.summary else article.headline.casefold()
        for source in [origin.source for origin in article.origins] or [f"#{article.id}"]:
            found.setdefault(house_of(source), beginning)
    return found
