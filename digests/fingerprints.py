"""What a text is about as a vector of terms that Kazakh and Russian texts share.

A term is a folded word, cut to five letters when Cyrillic. Signs before it: `^` a name, `#` a number, `#=` a
number of the headline, `%` a day of a month. `@kk` and `@en` (weight 0) mark a Kazakh text and one in Latin
letters, whose names stand in Cyrillic too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat

from digests.background import cut, idf
from digests.folding import fold_name, fold_word, looks_kazakh, tokenise
from digests.models import Fingerprint, Language

TITLE_WEIGHT = 3.0
WORDS = 300
TERMS = 110
INDEX_TERMS = 16
LEAST_IDF = 1.5
NUMBER_IDF = 5.0
NAMES_FIRST = 1.5
DECAY = 0.01
KAZAKH, LATIN = "@kk", "@en"
RESPELLED = 0.7
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_MONTHS = (
    "янв|қаңт|jan",
    "фев|ақп|feb",
    "мар|нау",
    "апр|сәу|apr",
    "ма[йя]|мам|may",
    "июн|мау|jun",
    "июл|шіл|jul",
    "авг|там|aug",
    "сен|қыр|sep",
    "окт|қаз|oct",
    "ноя|қар|nov",
    "дек|жел|dec",
)
_DAY = re.compile(rf"\b([1-9]|[12]\d|3[01])[ -]((?:{'|'.join(_MONTHS)})\w*)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ] |[,;»)] )([^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]+)")


def fingerprint(headline: str, body: str, language: Language | None = None) -> Fingerprint:
    """The `TERMS` strongest terms of a headline and the first `WORDS` words or so, as a unit vector."""
    known = language if language not in (None, "unknown") else ("kk" if looks_kazakh(body) else None)
    start = body[: WORDS * 8]
    titled = _terms(headline, known)
    latin = not _CYRILLIC.search(headline + start)
    names = _names(headline, start, known)
    counts = _counts(titled, _terms(start, known))
    if latin:
        names |= _respell(_NAME.findall(f"{headline} {start}"), counts)
    weighted = [(term, _weight(term, count)) for term, count in counts.items()]
    strongest = sorted((-weight, term) for term, weight in weighted if weight > 0)[:TERMS]
    norm = math.sqrt(sum(weight * weight for weight, _ in strongest)) or 1.0
    signs = set(titled)
    terms = [(_signed(term, names, signs), round(-weight / norm, 4)) for weight, term in strongest]
    mark = LATIN if latin else KAZAKH if known == "kk" else None
    return Fingerprint((*terms, (mark, 0.0)) if mark and terms else tuple(terms))


def index_terms(found: Fingerprint) -> tuple[str, ...]:
    """The strongest terms, names first: two reports of one event nearly always share at least two of them."""
    latin = found.terms[-1:] == ((LATIN, 0.0),)
    ranked = sorted(found.terms, key=lambda term: -term[1] * _lift(term[0], latin=latin))
    return tuple(bare(term) for term, weight in ranked[:INDEX_TERMS] if weight)


def _lift(term: str, *, latin: bool) -> float:
    if term[0] != "^":
        return 1.0
    return NAMES_FIRST / RESPELLED if latin and not term.isascii() else NAMES_FIRST


def _names(headline: str, start: str, language: Language | None) -> set[str]:
    return {cut(fold_word(name, language)) for text in (headline, start) for name in _NAME.findall(text)}


def _respell(names: list[str], counts: dict[str, float]) -> set[str]:
    """Add the names as Russian spells them to `counts`; the terms added."""
    found = {cut(fold_name(name)): counts.get(cut(fold_word(name)), 0.0) for name in names}
    counts.update({term: RESPELLED * count for term, count in found.items() if len(term) > 2})
    return set(found)


def _counts(titled: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """How often each term stands, the headline's and the first ones weighing most."""
    counts: dict[str, float] = {}
    for term in titled:
        counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
    for position, term in enumerate(told):
        counts[term] = counts.get(term, 0.0) + 1 / (1 + DECAY * position)
    return counts


def bare(term: str) -> str:
    """The term without what it is to its own text."""
    return term.replace("#=", "#").removeprefix("^")


def _signed(term: str, names: set[str], titled: set[str]) -> str:
    if term[0] == "#":
        return f"#={term[1:]}" if term in titled else term
    return f"^{term}" if term in names else term


def _terms(text: str, language: Language | None) -> list[str]:
    days = [f"%{day}.{_month(month)}" for day, month in _DAY.findall(text)]
    return days + list(filter(None, map(_term, tokenise(text), repeat(language))))


@lru_cache(maxsize=1 << 15)
def _term(word: str, language: Language | None) -> str:
    """The term of a word; none of a single letter."""
    if word[0].isdigit():
        return "#" + fold_word(word)
    return cut(fold_word(word, language)) if len(word) > 1 else ""


def _weight(term: str, count: float) -> float:
    rarity = NUMBER_IDF if term[0] in "#%" else idf(term)
    return math.log1p(count) * rarity if rarity >= LEAST_IDF else 0.0


def _month(word: str) -> str:
    return next((str(number) for number, stem in enumerate(_MONTHS, 1) if re.match(stem, word.lower())), "")
