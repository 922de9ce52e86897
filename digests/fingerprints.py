"""What a text is about as a vector of terms that Kazakh and Russian texts share.

A term is a folded word, cut to five letters when Cyrillic. Signs before it: `^` a name, `#` a number, `#=`
one of the headline's, `%` a day of a month. `@kk` (weight 0) marks a Kazakh text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from digests.background import cut, idf
from digests.folding import fold_word, looks_kazakh, tokenise
from digests.models import Fingerprint, Language

TITLE_WEIGHT = 3.0
WORDS = 300
TERMS = 110
INDEX_TERMS = 16
LEAST_IDF = 1.5
NUMBER_IDF = 5.0
NAMES_FIRST = 1.5
DECAY = 0.01
KAZAKH = "@kk"
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
    titled = set(_terms(headline, known))
    counts = _counts(headline, start, known)
    weighted = [(term, _weight(term, count)) for term, count in counts.items()]
    strongest = sorted((-weight, term) for term, weight in weighted if weight > 0)[:TERMS]
    norm = math.sqrt(sum(weight * weight for weight, _ in strongest)) or 1.0
    names = {cut(fold_word(name, known)) for text in (headline, start) for name in _NAME.findall(text)}
    terms = [(_signed(term, names, titled), round(-weight / norm, 4)) for weight, term in strongest]
    return Fingerprint((*terms, (KAZAKH, 0.0)) if known == "kk" else tuple(terms))


def index_terms(found: Fingerprint) -> tuple[str, ...]:
    """The strongest terms, names first: two reports of one event nearly always share at least two of them."""
    ranked = sorted(found.terms, key=lambda term: -term[1] * (NAMES_FIRST if term[0][0] == "^" else 1.0))
    return tuple(bare(term) for term, weight in ranked[:INDEX_TERMS] if weight)


def _counts(headline: str, start: str, language: Language | None) -> dict[str, float]:
    """How often each term stands, the headline's and the first ones weighing most."""
    counts: dict[str, float] = {}
    for term in _terms(headline, language):
        counts[term] = counts.get(term, 0.0) + TITLE_WEIGHT
    for position, term in enumerate(_terms(start, language)):
        counts[term] = counts.get(term, 0.0) + 1 / (1 + DECAY * position)
    return counts


def bare(term: str) -> str:
    """The term without what it is to its own text."""
    return term.replace("#=", "#").removeprefix("^")


def _signed(term: str, names: set[str], titled: set[str]) -> str:
    if term[0] == "#":
        return f"#={term[1:]}" if term in titled else term
    return f"^{term}" if term in names else term


def _terms(text: str, language: Language | None) -> Iterator[str]:
    for day, month in _DAY.findall(text):
        yield f"%{day}.{_month(month)}"
    for word in tokenise(text):
        if word[0].isdigit():
            yield "#" + fold_word(word)
        elif len(word) > 1:
            yield cut(fold_word(word, language))


def _weight(term: str, count: float) -> float:
    rarity = NUMBER_IDF if term[0] in "#%" else idf(term)
    return math.log1p(count) * rarity if rarity >= LEAST_IDF else 0.0


def _month(word: str) -> str:
    return next((str(number) for number, stem in enumerate(_MONTHS, 1) if re.match(stem, word.lower())), "")
