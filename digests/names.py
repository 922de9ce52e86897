"""People, organisations and places of a text in their base form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from digests.folding import fold_word
from digests.models import Language
from digests.rules import rule_lines, words_by_section

MOST_NAMES = 12
CHARACTERS = 20_000
_WORD = r"[^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]*(?:['’-][^\W\d_]+)*"
_RUN = re.compile(rf"(?:[^\W\d_]\.\s?)?(?:[^\W\d_]\.\s?)?{_WORD}(?: {_WORD})*")
_STARTS = re.compile(r"(?:^|[.!?…:»”\"]\s+|[«“\"„(—–-]\s*|\n\s*)$")


def find_names(sentences: Sequence[str], language: Language) -> tuple[str, ...]:
    """The names of a text, most often told first, each once; precise rather than many."""
    return ()
