"""The rows of the marked-up data files of these tests."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> list[str]:
    """The lines of a data file without comments and empty ones."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("# ")]


def cells_of(name: str) -> list[list[str]]:
    """The rows of a data file, cut at `|`."""
    return [[cell.strip() for cell in row.split("|")] for row in rows_of(name)]
