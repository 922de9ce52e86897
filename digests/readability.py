"""What keeps a sentence from being read alone."""

from __future__ import annotations

import re

from digests.rules import words_by_section

_OPEN_QUOTES, _CLOSED_QUOTES = "«“„", "»”"
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")
_FIRST_WORD = re.compile(r"[^\w]*([\w-]+)(?:\s+([\w-]+))?")
MOSTLY = 0.6


def fault(text: str) -> float:
    """0 for a statement; 1 for a question, a call, half a quotation, or hardly more than one."""
    end = text.rstrip("»”\"') ")[-1:]
    return float(end in "?!" or is_half_quotation(text) or is_quotation(text))


def is_half_quotation(text: str) -> bool:
    opened = sum(map(text.count, _OPEN_QUOTES))
    closed = sum(map(text.count, _CLOSED_QUOTES))
    # “ closes „ in Russian and opens in English.
    if "„" in text:
        closed += text.count("“")
        opened -= text.count("“")
    return opened != closed or text.count('"') % 2 == 1


def is_quotation(text: str) -> bool:
    """Speech without who speaks, or with little else."""
    if text.startswith(("—", "–", "- ")):
        return True
    quoted = sum(len(found) for found in _QUOTED.findall(text))
    return text[:1] in '«“„"' and quoted > MOSTLY * len(text)


def refers_back(text: str) -> bool:
    """Whether the sentence begins with what only the one before it can resolve: "Она также…", "Это…"."""
    found = _FIRST_WORD.match(text.lower())
    if found is None:
        return False
    words = words_by_section("references.txt")
    return found[1] in words["first"] or (found[1] in words["before"] and (found[2] or "") in words["second"])
