"""Guesses what was meant when nothing is found: another keyboard layout, a typing mistake, or fewer words."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from digests.search.layouts import other_layouts
from digests.search.queries import Query, read_query
from digests.search.search_text import Stems
from digests.search.spelling import near_in, near_stems, spelt_in_latin
from digests.text.stemming import tokenise
from digests.text.word_forms import typed_forms
from digests.text.word_rarity import cut, idf
from storage import article_search
from storage.database import Database

MAX_LETTERS = 24  # of a typed word in which a slip is looked for
MIN_LETTERS_AMONG_OTHERS = 4  # … where known words choose among its neighbours; alone it needs one more
MIN_LETTERS_OF_TWO_SLIPS = 8
SAME_LETTERS, MAX_BEGIN_ALIKE = 3, 1_000  # letters in which there is no slip, and words that begin with them
LEAST_KEPT = 0.55  # of how telling all the words are together
LEAST_KNOWN = 0.45  # … where no article has the others
OF_A_LETTER = 1.5  # of idf: so much a word of few letters tells at most
MAX_FEWER = 24  # queries with fewer words


def other_queries(said: str, today: date) -> Iterator[tuple[str, Query]]:
    """The text as the same keys give it on other keyboard layouts, with the query that each makes."""
    for text in other_layouts(said):
        query = read_query(text, today=today)
        if not query.is_empty:
            yield text, query


async def respelt(db: Database, query: Query, said: str) -> Query | None:
    """The query with each unknown word replaced by the known words that are one typing mistake away.

    That is the commonest of them, or all where other words of the query are known and choose among them. None
    when every word is known or none resembles a known one; a word that resembles none stays.
    """
    typed = _typed(said)
    unknown = await unknown_terms(db, query.terms)
    terms = [
        (await _near(db, typed.get(forms, ""), alone=len(unknown) == len(query.terms)) or forms)
        if forms in unknown
        else forms | await _in_latin(db, typed.get(forms, ""))
        for forms in query.terms
    ]
    return None if tuple(terms) == query.terms else replace(query, terms=tuple(terms))


def words_typed(said: str, terms: Stems) -> tuple[str, ...]:
    """How these terms were typed; a term that is not one typed word stays a stem."""
    typed = _typed(said)
    return tuple(typed.get(forms, min(forms)) for forms in terms)


def _typed(said: str) -> dict[frozenset[str], str]:
    return {forms: word for word in tokenise(said) for forms in read_query(word).terms}


async def unknown_terms(db: Database, terms: Stems) -> frozenset[frozenset[str]]:
    """Those of the terms that no article has a word of; phrases are not looked up."""
    known = await _known(db, {form for forms in terms for form in forms})
    return frozenset(
        forms for forms in terms if known.keys().isdisjoint(forms) and not any(" " in form for form in forms)
    )


async def _near(db: Database, word: str, *, alone: bool) -> frozenset[str]:
    """Its Latin spellings, and the known words one typing mistake away, preferably with the same beginning.

    With `alone`, only a Latin spelling or the commonest correction.
    """
    latin = await _in_latin(db, word)
    if (alone and latin) or not MIN_LETTERS_AMONG_OTHERS + alone <= len(word) <= MAX_LETTERS:
        return frozenset(latin)
    near = await asyncio.to_thread(near_stems, word)
    found = await _known(db, near.keys())
    if not found and not latin and len(word) >= MIN_LETTERS_OF_TWO_SLIPS:
        near = dict.fromkeys(await _two_slips_away(db, word), True)
        found = await _known(db, near.keys())
    if alone:
        return frozenset([max(found, key=lambda stem: (near[stem], found[stem], stem))] if found else ())
    alike = [stem for stem in found if near[stem]]
    return frozenset([*latin, *(alike if alike or len(word) == MIN_LETTERS_AMONG_OTHERS else found)])


async def _two_slips_away(db: Database, word: str) -> list[str]:
    """Of the words that begin as this one does, and are about as long."""
    own = {form for form in typed_forms(word) if len(form) >= MIN_LETTERS_OF_TWO_SLIPS}
    async with db.read() as reader:
        begin_alike = [
            each
            for start in sorted({form[:SAME_LETTERS] for form in own})
            for each in await article_search.words_beginning(reader, start, MAX_BEGIN_ALIKE)
        ]
    long = [each for each in begin_alike if len(each) >= MIN_LETTERS_OF_TWO_SLIPS]
    return await asyncio.to_thread(near_in, own, long, 2)


async def _in_latin(db: Database, word: str) -> frozenset[str]:
    if len(word) < MIN_LETTERS_AMONG_OTHERS:
        return frozenset()
    return frozenset(await _known(db, await asyncio.to_thread(spelt_in_latin, word)))


async def _known(db: Database, stems: Collection[str]) -> dict[str, int]:
    async with db.read() as reader:
        return await article_search.known_words(reader, stems)


def fewer(terms: Stems, unknown: frozenset[frozenset[str]]) -> Iterator[Stems]:
    """The words without some: first without those that no article has, then without the least informative.

    What stays carries at least `LEAST_KEPT` of the information, or `LEAST_KNOWN` where it is all that is
    known; of three or more words at least two stay.
    """
    fewest = min(2, len(terms) - 1)
    known = [forms for forms in terms if forms not in unknown]
    telling = {forms: _telling(forms) for forms in terms}
    total = sum(telling.values())
    if fewest <= len(known) < len(terms) and known and _sum(telling, known) >= LEAST_KNOWN * total:
        yield tuple(known)
    parts = [part for size in range(max(1, fewest), len(known)) for part in combinations(known, size)]
    enough = [part for part in parts if _sum(telling, part) >= LEAST_KEPT * total]
    yield from sorted(enough, key=lambda part: -_sum(telling, part))[:MAX_FEWER]


def _sum(telling: Mapping[frozenset[str], float], terms: Iterable[frozenset[str]]) -> float:
    return sum(telling[forms] for forms in terms)


def _telling(forms: frozenset[str]) -> float:
    """How informative a word is: the square of its idf, so that a name outweighs many common words.

    A short word is never very informative.
    """
    least = min(sum(idf(cut(word)) for word in form.split()) for form in forms)
    return min(least, OF_A_LETTER * max(map(len, forms))) ** 2


def changed(before: Stems, after: Stems) -> Stems:
    return tuple(forms for forms in after if forms not in before)
