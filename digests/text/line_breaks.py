"""Lines that a page or a mail program has cut become paragraphs again, and words that it hyphenated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from digests.text.rules import words_by_section

NEARLY_FULL = 0.9  # of the width: letters are not equally wide
_HYPHENS = "-\u2010\u00ad\u00ac"
_BROKEN = re.compile(rf"(?<![^\W_])([^\W_]++)[{_HYPHENS}]\Z")
_FIRST_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){1,6}(?![^\W\d_])")
_ENDED = re.compile(r"[.!?…:;][»”\"')\]]*\Z")
_LISTED = re.compile(r"[•●▪■◦‣·*]\s|[-–—]\s|\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `width` is how many characters fit on it; `apart`: set off from the line above it."""

    text: str
    width: float
    apart: bool = False


def rejoined(lines: Sequence[Line]) -> list[str]:
    """The paragraphs, in order. Lines stay as they are where none was cut."""
    if not any(_is_cut(a, b) for a, b in pairwise(lines)):
        return [line.text for line in lines]
    hyphenated = frozenset(word.casefold() for line in lines for word in _HYPHENATED.findall(line.text))
    paragraphs: list[list[str]] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None and _goes_on(before, line):
            paragraphs[-1][-1] = _joined(before.text, line.text, hyphenated)
            paragraphs[-1].append(line.text)
        else:
            paragraphs.append([line.text])
    return ["".join(parts) for parts in paragraphs]


def _is_cut(line: Line, following: Line) -> bool:
    """Whether a line surely goes on in the next one."""
    if _BROKEN.search(line.text):
        return _FIRST_WORD.match(following.text) is not None
    return bool(line.text) and not _ENDED.search(line.text) and following.text[:1].islower()


def _goes_on(line: Line, following: Line) -> bool:
    if not line.text or not following.text:
        return False
    if _is_cut(line, following):
        return True
    if following.apart or _LISTED.match(following.text):
        return False
    needed = len(line.text) + 1 + len(following.text.split()[0])
    return needed > NEARLY_FULL * line.width


def _joined(text: str, following: str, hyphenated: frozenset[str]) -> str:
    """A line as it stands before the one that it goes on in: with a space, with its hyphen, or without."""
    broken, word = _BROKEN.search(text), _FIRST_WORD.match(following)
    if not broken or not word:
        return f"{text} "
    if text[-1] in "-\u2010" and _stays(broken[1], word[0], hyphenated):
        return f"{text[:-1]}-"
    return text[:-1]


def _stays(head: str, tail: str, hyphenated: frozenset[str]) -> bool:
    """Whether a word is written with its hyphen wherever the line ends."""
    if head[-1].isdigit() or tail[0].isdigit() or (tail[0].isupper() and not head.isupper()):
        return True
    word = f"{head}-{tail}".casefold()
    return word in hyphenated or _kept().fullmatch(word) is not None


@cache
def _kept() -> re.Pattern[str]:
    words = words_by_section("hyphens.txt")[""]
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w{0,40}") for word in sorted(words)))
