"""One mention of a name in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from digests.folding import fold_word

Kind = Literal["person", "place", "organisation"]
INITIAL = r"[^\W\d_a-zа-яёәғқңөұүһі]\."
CAPITAL = r"[^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]*(?:[-’'][^\W\d_]+)*"
RUN = re.compile(rf"(?:{INITIAL} ?){{0,2}}{CAPITAL}(?: {CAPITAL})*")
_OPENING = re.compile(r"(?:^|[.!?:…]\s|\n)[\s«“\"„(—–-]*$|[«“\"„]$")


@dataclass(frozen=True, slots=True)
class Mention:
    """In base form: `first` a first name, initials or nothing; `last` a surname, or all of another name."""

    kind: Kind
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
        return fold_word(self.last.split()[-1]) if self.last else ""

    @property
    def key(self) -> tuple[str, str]:
        return (fold_word(self.first.split()[0]) if self.first else "", self.stem)

    def agrees(self, full: Mention) -> bool:
        """Whether this shorter mention can be `full`: its initial, if any, is the same."""
        return not self.first or self.first[0] == full.first[:1]


def opens_sentence(text: str, at: int) -> bool:
    """Whether what stands at `at` begins a sentence or a quotation, where any word has a capital."""
    return _OPENING.search(text[max(0, at - 6) : at]) is not None
