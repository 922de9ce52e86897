"""A document to be printed, as blocks one below the other. The writers in `formats` decide how each looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digests.models.texts import Language

ParagraphKind = Literal["body", "told", "title", "byline", "entry", "note", "text"]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; `link` is a web address."""

    text: str
    link: str | None = None
    strong: bool = False
    faint: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 or 2; the table of contents links to both. With `page`, a level 1 begins a new page."""

    text: str
    level: int = 1
    page: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`language` is given where it differs from the document's.

    A paragraph of style `told` is never separated by a page break from what follows.
    """

    runs: Runs
    style: ParagraphKind = "body"
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: its title, and a line for each heading that links to it."""

    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a table; `share`, 0 to 1, is its length relative to the longest."""

    share: float


Cell = Runs | Bar


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is the column's share of the page's width; those of a table add up to 1."""

    title: str
    width: float
    side: Side = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """`total`: the last row is a sum."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in large type, what it counts, and how it compares with the period before."""

    figure: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures beside each other."""

    tiles: tuple[Tile, ...]


Block = Heading | Paragraph | Contents | Table | Tiles


@dataclass(frozen=True, slots=True)
class Document:
    """`kicker` stands above the title, `lines` below it; `header` is repeated on each page.

    `page` is the footer: {page} and {pages} in it become the page's number and the number of pages.
    """

    title: str
    kicker: str
    lines: tuple[str, ...]
    header: str
    page: str
    language: Language
    blocks: tuple[Block, ...]
