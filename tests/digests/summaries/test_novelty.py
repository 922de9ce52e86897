"""What was told is not told again with its amount rounded."""

from __future__ import annotations

import pytest

from digests.summaries.novelty import tells_new
from tests.digests.rows import cells_of


@pytest.mark.parametrize(("kind", "told", "text"), cells_of("told_again.txt"))
def test_an_amount_that_was_told_is_not_told_again_rounded(kind: str, told: str, text: str) -> None:
    assert tells_new(text, [told]) == (kind == "new")
