"""The two sides of the marked-up lines of a data file."""

from __future__ import annotations

from tests.digests.rows import rows_of


def pairs_of(name: str) -> list[tuple[str, str]]:
    """The rows of a data file, cut at `=>`."""
    return [(left.strip(), right.strip()) for left, right in (row.split("=>") for row in rows_of(name))]
