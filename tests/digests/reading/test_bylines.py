"""Lines above and below an article, and datelines before its first words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.models.texts import Published
from digests.reading.bylines import read_byline, take_picture_credit
from digests.reading.datelines import read_dateline
from tests.digests.rows import cells_of

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


def day(published: Published | None) -> str:
    return published.at.date().isoformat() if published else "-"


@pytest.mark.parametrize("cells", cells_of("bylines.txt"))
def test_bylines(cells: list[str]) -> None:
    found = read_byline(cells[0].replace("¦", "|"), now=NOW)
    if cells[1] == "no":
        assert found is None
    else:
        assert found
        assert [day(found.published), found.author or "-", found.credit or "-"] == cells[1:]


@pytest.mark.parametrize("cells", cells_of("datelines.txt"))
def test_datelines(cells: list[str]) -> None:
    if cells[0] == "no":
        assert read_dateline(cells[1], now=NOW) is None
    else:
        paragraph = f"{cells[0]} {cells[2]}"
        found = read_dateline(paragraph, now=NOW)
        assert found
        assert [day(found.published), paragraph[found.end :]] == cells[1:]
        assert cells[0].startswith(found.text)


def test_an_agency_between_strokes_is_a_dateline() -> None:
    paragraph = "Semey, North Korvania | AFP |\u00a0 The minister opened a show."
    found = read_dateline(paragraph, now=NOW)
    assert found
    assert paragraph[found.end :] == "The minister opened a show."
    assert read_dateline("Semey, North Korvania | The minister opened a show.", now=NOW) is None


def test_a_credit_in_brackets_leaves_its_paragraph() -> None:
    assert take_picture_credit("Зал открыт (фото: Музей степи).") == ("Зал открыт.", "Музей степи")
    assert take_picture_credit("Зал открыт (в мае).") == ("Зал открыт (в мае).", None)
