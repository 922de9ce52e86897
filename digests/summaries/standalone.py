"""What keeps a sentence from being read alone."""

from __future__ import annotations

import re

from digests.text.rules import words_by_section

_OPEN_QUOTES, _CLOSED_QUOTES = "«“„", "»”"
_QUOTES = _OPEN_QUOTES + _CLOSED_QUOTES + '"'
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")
_TWO_WORDS = re.compile(r"[\W\d_]{0,40}([^\W\d_]{1,40})[\W\d_]{1,40}([^\W\d_]{1,40})")
_FIRST_WORD = re.compile(r"[^\w]{0,40}([\w-]{1,40})(?:\s{1,9}([\w-]{1,40}))?")
_WORD = re.compile(r"[^\W\d_]+")
MOSTLY_QUOTED_SHARE = 0.6
MAX_ATTRIBUTION = 25


def fault(text: str) -> float:
    """0 for a statement; 1 for a question, a call, half a quotation or little more, a bare attribution."""
    end = text.rstrip("»”\"') ")[-1:]
    return float(end in "?!" or is_half_quotation(text) or is_quotation(text) or only_attributes(text))


def only_attributes(text: str) -> bool:
    """Whether it only says who told what the sentence before it tells: "Об этом сообщил…"."""
    listed = words_by_section("attributions.txt")
    opening = _TWO_WORDS.match(text)
    if opening is None or "_".join(opening.groups("")).casefold() not in listed["opening"]:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    return (
        len(words) <= MAX_ATTRIBUTION
        and not listed["verb"].isdisjoint(words)
        and not listed["tells more"].intersection(words[2:])
    )


def is_half_quotation(text: str) -> bool:
    if not any(map(text.__contains__, _QUOTES)):
        return False
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
    return text[:1] in '«“„"' and sum(map(len, _QUOTED.findall(text))) > MOSTLY_QUOTED_SHARE * len(text)


def refers_back(text: str) -> bool:
    """Whether the sentence begins with what only the one before it can resolve: "Она также…", "Это…"."""
    found = _FIRST_WORD.match(text)
    if found is None:
        return False
    first, second = found[1].lower(), (found[2] or "").lower()
    words = words_by_section("references.txt")
    return first in words["first"] or (first in words["before"] and second in words["second"])
