"""How much text is an article."""

from __future__ import annotations

MAX_CHARACTERS = 200_000  # a longer text is refused before any analysis
MIN_WORDS = 10  # a shorter one tells no news
