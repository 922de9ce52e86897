"""Headlines by which no story is told while another report has a better one."""

from __future__ import annotations

import pytest

from digests.models.texts import Language
from digests.summaries.weak_headlines import POOR, REFUSED, weakness
from tests.digests.rows import cells_of

WEAKNESS = {"refused": REFUSED, "poor": POOR, "tells": 0}


@pytest.mark.parametrize(("kind", "language", "headline"), cells_of("weak_headlines.txt"))
def test_a_headline_tells_an_event_or_is_weak(kind: str, language: Language, headline: str) -> None:
    assert weakness(headline, language) == WEAKNESS[kind]
