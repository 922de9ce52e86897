"""What was meant by words of which nothing is found: another keyboard layout, or a slip in a word."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace

from digests.search.layouts import other_layouts
from digests.search.queries import Query, read_query
from digests.search.search_text import Stems
from digests.search.spelling import near_stems
from digests.text.stemming import tokenise
from storage import article_search
from storage.database import Database

MIN_LETTERS, MAX_LETTERS = 5, 24  # of a typed word in which a slip is looked for


def other_queries(said: str) -> Iterator[tuple[str, Query]]:
    """The same keys on another layout, with what they then say."""
    for text in other_layouts(said):
        query = read_query(text)
        if not query.is_empty:
            yield text, query


async def respelt(db: Database, query: Query, said: str) -> Query | None:
    """The query with each word that no article has as the commonest known one that is a slip away.

    None when all its words are known or one of them is near to none.
    """
    async with db.read() as reader:
        known = await article_search.known_words(reader, {form for forms in query.terms for form in forms})
    typed = {forms: word for word in tokenise(said) for forms in read_query(word).terms}
    terms = list[frozenset[str]]()
    for forms in query.terms:
        if not known.keys().isdisjoint(forms) or any(" " in form for form in forms):
            terms.append(forms)
        elif near := await _nearest(db, typed.get(forms, "")):
            terms.append(frozenset((near,)))
        else:
            return None
    return None if tuple(terms) == query.terms else replace(query, terms=tuple(terms))


async def _nearest(db: Database, word: str) -> str | None:
    """The commonest; one that begins as the word does comes before all others."""
    if not MIN_LETTERS <= len(word) <= MAX_LETTERS:
        return None
    near = await asyncio.to_thread(near_stems, word)
    async with db.read() as reader:
        found = await article_search.known_words(reader, near.keys())
    return max(found, key=lambda stem: (near[stem], found[stem], stem), default=None)


def changed(before: Stems, after: Stems) -> Stems:
    return tuple(forms for forms in after if forms not in before)
