"""Draws a chart in the worker process; only there is matplotlib (the extra `charts`) loaded."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from bot.views.common.chart import Chart, Columns, Ranks

WIDTH, MARGIN, HEAD = 1080, 48, 168  # pixels; three to a point of a phone
COLUMNS_HEIGHT, NAMES_HEIGHT, TITLE_HEIGHT, LABELS_HEIGHT = 300, 44, 52, 46
ROW, GAP = 52, 40
DOTS_PER_INCH = 100
PAPER, INK, QUIET = "#FBFAF7", "#20252B", "#5C646D"
COLOURS = ("#2F6FB3", "#C87519", "#2F8973", "#8A6BB1")  # told apart by the colour-blind too
HUGE, LARGE, SMALL = 28, 22, 19  # points
NAMES_SHARE, NUMBER_WIDTH = 0.36, 130
COLUMN_SHARE, MARK_SHARE = 0.68, 0.86  # of the room that a day has
UNFINISHED = 0.5  # opacity


def png_of(chart: Chart) -> bytes:
    """The chart as a PNG, 1080 pixels wide, on a background that suits light and dark chats.

    All columns and bars start at zero. Letters that the font does not have are left out.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each thread takes memory, and none is needed
    from matplotlib import rc_context

    rows = list(_rows(chart))
    with rc_context({"font.family": "DejaVu Sans", "text.parse_math": False}):
        page = _Page(HEAD + sum(_height(row) + GAP for row in rows))
        _head(page, chart)
        top = HEAD
        for row in rows:
            width = (WIDTH - 2 * MARGIN - (len(row) - 1) * MARGIN) / len(row)
            for place, panel in enumerate(row):
                _panel(page, panel, chart.empty, (MARGIN + place * (width + MARGIN), top, width))
            top += _height(row) + GAP
        return page.png()


class _Page:
    """A drawing in pixels, counted from the left and from the top."""

    def __init__(self, height: int) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import findfont, get_font

        inches = WIDTH / DOTS_PER_INCH, height / DOTS_PER_INCH
        self._figure: Any = Figure(figsize=inches, dpi=DOTS_PER_INCH, facecolor=PAPER)
        self._canvas: Any = FigureCanvasAgg(self._figure)
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
        self._axes.axis("off")
        self._letters = get_font(findfont("DejaVu Sans")).get_charmap()

    def words(self, x: float, y: float, said: str, size: float = SMALL, **look: str) -> float:
        """Write from `x` on, vertically centred on `y`; returns where the words end."""
        written = self._axes.text(x, y, self._known(said), size=size, va="center", **{"color": INK, **look})
        return float(written.get_window_extent().x1)

    def width(self, said: str) -> float:
        """The width of these words in the small size."""
        written = self._axes.text(0, 0, self._known(said), size=SMALL)
        extent = written.get_window_extent()
        written.remove()
        return float(extent.width)

    def fitting(self, said: str, width: float) -> str:
        """As much of the text as fits the width."""
        if self.width(said) <= width:
            return said
        while said and self.width(f"{said}…") > width:
            said = said[:-1].rstrip()
        return f"{said}…"

    def _known(self, said: str) -> str:
        """The text without letters that the font does not have."""
        letters = "".join(each if ord(each) in self._letters else " " for each in said)
        return " ".join(letters.split())

    def bar(
        self, corner: tuple[float, float], width: float, height: float, colour: str, alpha: float = 1
    ) -> None:
        """A bar with this upper left corner."""
        x, y = corner
        self._axes.bar(x, height, width, bottom=y, align="edge", color=colour, alpha=alpha, linewidth=0)

    def line(self, x: Sequence[float], y: Sequence[float], colour: str = INK, width: float = 3.5) -> None:
        self._axes.plot(x, y, color=colour, linewidth=width, solid_capstyle="butt")

    def png(self) -> bytes:
        written = BytesIO()
        self._canvas.print_png(written)
        return written.getvalue()


def _rows(chart: Chart) -> Iterator[list[Columns | Ranks]]:
    panels = list(chart.panels)
    while panels:
        panel = panels.pop(0)
        together = isinstance(panel, Columns) and panel.beside and panels
        yield [panel, panels.pop(0)] if together else [panel]


def _height(row: list[Columns | Ranks]) -> int:
    return TITLE_HEIGHT + max(_inner_height(panel) if _has_figures(panel) else ROW for panel in row)


def _inner_height(panel: Columns | Ranks) -> int:
    if isinstance(panel, Ranks):
        return ROW * (len(panel.rows) + bool(panel.rest))
    return COLUMNS_HEIGHT + (NAMES_HEIGHT if _is_named(panel) else 0)


def _is_named(panel: Columns) -> bool:
    return any(each.name for each in panel.series)


def _has_figures(panel: Columns | Ranks) -> bool:
    if isinstance(panel, Ranks):
        return any(now or before for _, now, before in panel.rows)
    return any((*panel.values, *panel.before))


def _head(page: _Page, chart: Chart) -> None:
    page.words(MARGIN, 54, chart.title, HUGE, weight="bold")
    page.bar((MARGIN, 98), 30, 26, COLOURS[0])
    end = page.words(MARGIN + 44, 111, chart.key[0], color=QUIET) + 44
    page.line((end, end + 36), (111, 111))
    page.words(end + 50, 111, chart.key[1], color=QUIET)


def _panel(page: _Page, panel: Columns | Ranks, empty: str, box: tuple[float, float, float]) -> None:
    left, top, width = box
    page.words(left, top + 14, panel.title, LARGE, weight="bold")
    top += TITLE_HEIGHT
    if not _has_figures(panel):
        page.words(left, top + 10, empty, color=QUIET)
    elif isinstance(panel, Ranks):
        _ranks(page, panel, (left, top, width))
    else:
        if _is_named(panel):
            _names(page, panel, left, top + 6)
            top += NAMES_HEIGHT
        _columns(page, panel, (left, top, width))


def _names(page: _Page, panel: Columns, left: float, y: float) -> None:
    """The legend: the name of each part of the columns, in its colour."""
    for series, colour in zip(panel.series, COLOURS, strict=False):
        left = page.words(left, y, series.name, color=colour, weight="bold") + 30


def _columns(page: _Page, panel: Columns, box: tuple[float, float, float]) -> None:
    left, top, width = box
    room, zero = width / len(panel.values), top + COLUMNS_HEIGHT - LABELS_HEIGHT
    highest = max(*panel.values, *panel.before)
    scale = (zero - top - LABELS_HEIGHT) / highest
    for place, label in enumerate(panel.labels):
        middle = left + (place + 0.5) * room
        last = panel.unfinished and place == len(panel.labels) - 1
        _column(page, panel, place, (middle, zero, room, scale), UNFINISHED if last else 1)
        page.words(middle, zero + 26, label, color=QUIET, ha="center")
    page.line((left, left + width), (zero, zero), QUIET, 1.5)
    _numbers(page, panel, box, scale)


def _column(
    page: _Page, panel: Columns, place: int, at: tuple[float, float, float, float], alpha: float
) -> None:
    middle, zero, room, scale = at
    y = zero
    for series, colour in zip(panel.series, COLOURS, strict=False):
        height = series.values[place] * scale
        y -= height
        page.bar((middle - room * COLUMN_SHARE / 2, y), room * COLUMN_SHARE, height, colour, alpha)
    if before := panel.before[place]:
        half = room * MARK_SHARE / 2
        page.line((middle - half, middle + half), (zero - before * scale, zero - before * scale))


def _numbers(page: _Page, panel: Columns, box: tuple[float, float, float], scale: float) -> None:
    """The numbers above the columns, or only above the highest where they would overlap."""
    left, top, width = box
    room, zero = width / len(panel.values), top + COLUMNS_HEIGHT - LABELS_HEIGHT
    fits = max(page.width(_number(value)) for value in panel.values) < room - 6
    for place, (value, before) in enumerate(zip(panel.values, panel.before, strict=True)):
        if fits or value == max(panel.values):
            y = zero - value * scale - 20
            mark = zero - before * scale
            if before and y - 18 < mark < y + 22:  # the mark would cross it
                y = mark - 22
            page.words(left + (place + 0.5) * room, y, _number(value), ha="center")


def _ranks(page: _Page, panel: Ranks, box: tuple[float, float, float]) -> None:
    left, top, width = box
    names = width * NAMES_SHARE
    scale = (width - names - NUMBER_WIDTH) / max(max(now, before) for _, now, before in panel.rows)
    for place, (name, now, before) in enumerate(panel.rows):
        middle = top + (place + 0.5) * ROW - 8
        page.words(left, middle, page.fitting(name, names - 20))
        page.bar((left + names, middle - ROW * 0.3), now * scale, ROW * 0.6, COLOURS[0])
        if before:
            mark = left + names + before * scale
            page.line((mark, mark), (middle - ROW * 0.38, middle + ROW * 0.38))
        page.words(left + names + max(now, before) * scale + 16, middle, _number(now))
    if panel.rest:
        page.words(left, top + (len(panel.rows) + 0.5) * ROW - 8, panel.rest, color=QUIET)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")
