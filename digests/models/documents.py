"""A document to be read on paper, as blocks one below the other; who writes it decides about the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digests.models.texts import Language

ParagraphKind = Literal["body", "told", "title", "byline", "entry", "note", "text"]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that looks alike; `link` is a web address."""

    text: str
    link: str | None = None
    strong: bool = False
    faint: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 or 2; the contents lead to it. A first level begins a page where `page` says so."""

    text: str
    level: int = 1
    page: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`language` is that of its text where it is not the document's. `told` never stands apart from what
    follows it.
    """

    runs: Runs
    style: ParagraphKind = "body"
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A title and, of all headings of the document, a line each that leads there."""

    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a table, as long as its `share`, 0 to 1, of the widest."""

    share: float


Cell = Runs | Bar


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is its share of the page's, all together 1."""

    title: str
    width: float
    side: Side = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """`total`: the last row sums up."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure in large type, what it counts, and how it compares."""

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
    """`kicker` stands above the title, `lines` below it; `header` on each page, and at its foot `page` with
    the numbers of the page and of the last one in the place of {page} and {pages}.
    """

    title: str
    kicker: str
    lines: tuple[str, ...]
    header: str
    page: str
    language: Language
    blocks: tuple[Block, ...]
