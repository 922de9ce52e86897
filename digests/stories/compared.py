"""Fingerprints prepared for comparing them with many: terms as sets, and how rare each is lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from digests.models.texts import Fingerprint, Measure
from digests.stories.term_rarity import RecentTerms, rarity


class Rarities(dict[str, float]):
    """How rare each term is among recent texts, the compared one included; computed once for each term.

    Without recent texts only the background counts. It is valid for as long as no other text comes in.
    """

    def __init__(self, *recent: RecentTerms, kazakh: bool = False) -> None:
        super().__init__()
        self._recent = recent
        self._kazakh = kazakh
        self._counts = [counts for each in recent for counts in each.counts() if counts]
        self._texts = sum(each.texts for each in recent)
        self._sides: dict[int, Side] = {}

    def __missing__(self, term: str) -> float:
        others = -1
        for counts in self._counts:
            others += counts.get(term, 0)
        found = self[term] = rarity(term, max(0, others), self._texts, kazakh=self._kazakh)
        return found

    @cached_property
    def to_kazakh(self) -> Rarities:
        """How rare each is where one of the texts is Kazakh."""
        return Rarities(*self._recent, kazakh=True)

    def side(self, found: Fingerprint) -> Side:
        """The fingerprint prepared for comparing, once for all that it is compared with."""
        known = self._sides.get(id(found))
        if known is None:  # it keeps the fingerprint, so that no other gets its number
            known = self._sides[id(found)] = Side(found)
        return known


class Side:
    """A fingerprint prepared for comparing; it keeps the rarities with which it was first asked."""

    __slots__ = ("_measured", "_rarity", "found", "names", "opening", "terms", "title", "title_names")

    def __init__(self, found: Fingerprint) -> None:
        self.found = found
        self.terms = frozenset(found.terms)
        self.title = frozenset(found.title)
        self.opening = frozenset(found.opening)
        self.names = frozenset(found.names)
        self.title_names = self.title & self.names
        self._measured: dict[str, set[str]] | None = None
        self._rarity: tuple[float, float] | None = None

    @property
    def measured(self) -> dict[str, set[str]]:
        """The numbers in the opening, by what they count."""
        if self._measured is None:
            self._measured = by_unit(self.found.measures)
        return self._measured

    def rarity(self, rarities: Mapping[str, float]) -> tuple[float, float]:
        """The rarities of the headline's terms and of the opening's terms, each summed up."""
        if self._rarity is None:
            title, opening = (map(rarities.__getitem__, each) for each in (self.title, self.opening))
            self._rarity = sum(title), sum(opening)
        return self._rarity


def by_unit(measures: Iterable[Measure]) -> dict[str, set[str]]:
    """The numbers of measures, by their units."""
    found: dict[str, set[str]] = {}
    for measure in measures:
        found.setdefault(measure.unit, set()).add(measure.number)
    return found
