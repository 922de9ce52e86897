"""What signs a text goes, and what a colon leads in stays with it."""

from __future__ import annotations

import pytest

from digests.reading.lead_ins import with_lead_ins
from digests.reading.signatures import without_signatures
from tests.digests.rows import cells_of


def paragraphs(cell: str) -> list[str]:
    return cell.replace("¦", "|").split(" ¶ ")


@pytest.mark.parametrize(("given", "left"), cells_of("signatures.txt"))
def test_what_signs_a_text_goes(given: str, left: str) -> None:
    assert without_signatures(paragraphs(given), "Степь-информ") == paragraphs(left)


@pytest.mark.parametrize(("given", "joined"), cells_of("lead_ins.txt"))
def test_a_lead_in_is_one_with_what_it_leads_in(given: str, joined: str) -> None:
    assert with_lead_ins(paragraphs(given)) == paragraphs(joined)


def test_a_long_line_leads_in_nothing() -> None:
    assert with_lead_ins(["слово " * 60 + ":", "Мост."]) == ["слово " * 60 + ":", "Мост."]
