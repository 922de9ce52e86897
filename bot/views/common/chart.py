"""A chart as plain values; its words are translated already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """A part of each column, named in its own colour; parts are stacked."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each of some days, with a mark at the value of a week `before`.

    `labels` stand below the columns. `unfinished`: the last day is not over. `beside` the next panel it has
    half the width.
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
    """A bar for each (name, how many, how many a week before), the longest first; `rest` is a line below
    them.
    """

    title: str
    rows: tuple[tuple[str, int, int], ...]
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """`key`: what a bar and a mark mean; `empty`: the text of a panel without figures."""

    title: str
    key: tuple[str, str]
    empty: str
    panels: tuple[Columns | Ranks, ...]
