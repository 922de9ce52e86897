"""A line that ends in a colon is one with what it leads in: a speaker's words, the first point of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_LEAD_IN = 200  # letters of the sentence that ends in a colon
_SENTENCE_END = re.compile(r"[.!?…]\s")


def with_lead_ins(lines: Iterable[str]) -> list[str]:
    """The lines, those that end in a colon joined with the next."""
    joined: list[str] = []
    for line in lines:
        if joined and _leads_in(joined[-1]):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _leads_in(line: str) -> bool:
    return line.endswith(":") and len(_SENTENCE_END.split(line)[-1]) <= MAX_LEAD_IN
