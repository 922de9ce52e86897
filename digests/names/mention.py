"""One mention of a name in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from digests.text.stemming import fold_word

# `unsure`: told only if the text has the same name in full.
MentionKind = Literal["person", "place", "organisation", "unsure"]
_UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĽŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽА-ЯЁӘҒҚҢӨҰҮҺІЇЄЎҐ]"
INITIAL = rf"{_UPPER}\."
_REST = r"[^\W\d_]*(?:[-’'][^\W\d_]+)*"
CAPITAL = _UPPER + _REST
# Begins with a fixed class: most of a text's characters fail on it at once.
RUN = re.compile(rf"{_UPPER}(?<!\w.)(?:\. ?(?:{INITIAL} ?)?{_UPPER})?{_REST}(?: {CAPITAL})*")
INITIALS = re.compile(rf"^((?:{INITIAL} ?){{1,2}})(.+)$")
_AFTER = re.compile(r" ([^\W\d_]+)")
_SKIPPED = frozenset(' \u00a0«“"„(—–-')
_QUOTES = frozenset('«“"„')
_STOPS = frozenset(".!?:…\n")


@dataclass(frozen=True, slots=True)
class Mention:
    """In base form: `first` is a first name, initials or ''; `last` a surname, or all of another name."""

    kind: MentionKind
    last: str
    first: str = ""

    @property
    def text(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def has_initial(self) -> bool:
        return self.first.endswith(".")

    @property
    def stem(self) -> str:
        return _stem(self.last)

    @property
    def key(self) -> tuple[str, str]:
        return (fold_word(self.first.split()[0]) if self.first else "", self.stem)

    def agrees(self, full: Mention) -> bool:
        """Whether this mention can mean `full`: its first name or initial, if it has any, is the same."""
        if self.first and not self.has_initial:
            return self.key == full.key
        return not self.first or self.first[0] == full.first[:1]


@lru_cache(maxsize=20_000)
def _stem(surname: str) -> str:
    return fold_word(surname.replace("-", " ").rpartition(" ")[2]) if surname else ""


def opens_sentence(text: str, at: int) -> bool:
    """Whether a sentence or quotation begins at `at`, where any word is capitalised."""
    if at and text[at - 1] in _QUOTES:
        return True
    while at and text[at - 1] in _SKIPPED:
        at -= 1
    return at == 0 or text[at - 1] in _STOPS


def word_before(text: str, at: int) -> str:
    """The word right before `at`, separated by one space, or ''."""
    if at < 2 or text[at - 1] != " ":
        return ""
    word = text[text.rfind(" ", 0, at - 1) + 1 : at - 1]
    return word if word.isalpha() else ""


def word_after(text: str, at: int) -> str:
    """The word right after `at`, separated by one space, or ''."""
    found = _AFTER.match(text, at)
    return found[1] if found else ""
