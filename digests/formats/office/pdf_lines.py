"""The lines of a PDF's pages: without page numbers and running heads, put together into paragraphs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from digests.text.line_breaks import Line, rejoined

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_HEAD = 100  # characters of a running head
EDGE = 3  # lines at the top and at the foot of a page that may belong to it
SAME_SIZE = 1.1  # fonts that differ less are one
MOST_LEADING = 1.5  # times the usual space between two lines, within a paragraph
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:стр(?:аница)?\.?|с\.|page|бет)?\s?(\d{1,4})(?:\s?(?:/|из|of|-)\s?\d{1,4})?(?:\s?бет)?\W{0,3}",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", "…", "»")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line with its place on the page, in points: the size of its font and how far up it stands."""

    text: str
    size: float
    height: float


def page_lines(page: PageObject) -> list[PageLine]:
    """The lines of a page's text layer, in the order in which they are written."""
    pieces: list[tuple[str, float, float]] = []

    def see(text: str, view: Sequence[float], matrix: Sequence[float], _font: object, size: float) -> None:
        scale = math.hypot(matrix[1], matrix[3]) * math.hypot(view[1], view[3])
        pieces.append((text, size * scale, matrix[5] * view[3] + matrix[4] * view[1] + view[5]))

    page.extract_text(visitor_text=see)
    return list(_lines(pieces))


def paragraphs(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The text of all pages; a sentence goes on over the end of a page."""
    lines = [line for page in _without_edges(pages) for line in page]
    widest = max((len(line.text) * line.size for line in lines), default=0.0)
    leading = _leading(lines)
    return rejoined(
        [
            Line(line.text, widest / line.size if line.size else 0.0, apart=_apart(before, line, leading))
            for before, line in zip((None, *lines), lines, strict=False)
        ]
    )


def _lines(pieces: Sequence[tuple[str, float, float]]) -> Iterator[PageLine]:
    """Pieces put together up to the end of each line; its font is that of its longest piece."""
    text, longest, size, height = "", 0, 0.0, 0.0
    for piece, piece_size, piece_height in (*pieces, ("\n", 0.0, 0.0)):
        for index, part in enumerate(re.split(r"(\n)", piece)):
            if index % 2 == 0:
                text += part
                if len(part.strip()) > longest:
                    longest, size, height = len(part.strip()), piece_size, piece_height
            else:
                if text.strip():
                    yield PageLine(text.strip(), size, height)
                text, longest, size, height = "", 0, 0.0, 0.0


def _leading(lines: Sequence[PageLine]) -> float:
    gaps = [a.height - b.height for a, b in pairwise(lines) if a.height > b.height]
    return median(gaps) if gaps else 0.0


def _apart(before: PageLine | None, line: PageLine, leading: float) -> bool:
    """Whether a line stands apart from the one above it, by its font or by a space."""
    if before is None or not before.size or not line.size:
        return False
    small, large = sorted((before.size, line.size))
    return large > SAME_SIZE * small or before.height - line.height > MOST_LEADING * leading * large / small


def _without_edges(pages: Sequence[Sequence[PageLine]]) -> Iterator[Sequence[PageLine]]:
    """The pages without the numbers and the running heads at their edges."""
    heads = Counter(head for page in pages for head in _edges(page))
    numbers = Counter(
        number - index
        for index, page in enumerate(pages)
        for number in {_number(page[place]) for place, _ in _edges(page)}
        if number is not None
    )

    def is_furniture(index: int, head: tuple[int, str]) -> bool:
        number = _number(pages[index][head[0]])
        if number is not None and (number == index + 1 or numbers[number - index] > 1):
            return True
        running = len(head[1]) <= MAX_HEAD and not head[1].endswith(_SENTENCE_ENDS)
        return running and heads[head] > 1 and 3 * heads[head] >= len(pages)

    for index, page in enumerate(pages):
        edges = [is_furniture(index, head) for head in _edges(page)]
        start = next((place for place, goes in enumerate(edges[:EDGE]) if not goes), EDGE)
        end = next((place for place, goes in enumerate(reversed(edges)) if not goes), EDGE)
        yield page[start : max(start, len(page) - end)]


def _edges(page: Sequence[PageLine]) -> list[tuple[int, str]]:
    """The lines at the top and the foot of a page: where each stands and what it says, any figures in it."""
    places = [*range(min(EDGE, len(page))), *range(-min(EDGE, len(page)), 0)]
    return [(place, _DIGITS.sub("0", page[place].text)) for place in places]


def _number(line: PageLine) -> int | None:
    found = _PAGE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None
