"""A picture of figures as plain values: what its bars mean is said in words, which are translated already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """A part of each column, named in its own colour; the parts stand on each other."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each of some days, with a mark at what it was a week `before`.

    `labels` stand below the columns. `unfinished`: the last day is not over. `beside` the next panel, it is
    half as wide.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    before: tuple[int, ...]
    unfinished: bool = False
    beside: bool = False

    @property
    def values(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(each.values for each in self.series), strict=True)))


@dataclass(frozen=True, slots=True)
class Ranks:
    """A bar for each (name, how many, how many a week before), the longest first; `rest` is a line below."""

    title: str
    rows: tuple[tuple[str, int, int], ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`key`: what a bar and what a mark means; `empty`: what stands in a panel without any figure."""

    title: str
    key: tuple[str, str]
    empty: str
    panels: tuple[Columns | Ranks, ...]
