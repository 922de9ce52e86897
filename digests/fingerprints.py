"""What a text is about as a vector of terms: folded words, names (^) and numbers (#), comparable across languages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from digests.background import cut, idf
from digests.folding import fold_word, looks_kazakh, tokenise
from digests.models import Fingerprint, Language

TITLE_WEIGHT = 3.0
WORDS = 300
TERMS = 96
INDEX_TERMS = 16
LEAST_IDF = 1.5
NUMBER_IDF = 5.0


def fingerprint(headline: str, body: str, language: Language | None = None) -> Fingerprint:
    """The `TERMS` strongest terms of a text, of its headline and first `WORDS` words, as a unit vector."""
    known = language if language != "unknown" else None
    known = known or ("kk" if looks_kazakh(body) else None)
    counts: Counter[str] = Counter()
    for term in _terms(headline, known):
        counts[term] += TITLE_WEIGHT  # type: ignore[assignment]  # a Counter of floats
    counts.update(_terms(body[: WORDS * 8], known))
    weighted = {term: _weight(term, count) for term, count in counts.items()}
    strongest = sorted(((t, w) for t, w in weighted.items() if w > 0), key=lambda item: (-item[1], item[0]))[
        :TERMS
    ]
    norm = math.sqrt(sum(weight * weight for _, weight in strongest)) or 1.0
    return Fingerprint(tuple((term, round(weight / norm, 4)) for term, weight in strongest))


def index_terms(found: Fingerprint) -> tuple[str, ...]:
    """The strongest terms: two reports of one event nearly always share at least two of them."""
    return tuple(term for term, _ in found.terms[:INDEX_TERMS])


def _terms(text: str, language: Language | None) -> Iterator[str]:
    for word in tokenise(text):
        if word[0].isdigit():
            yield "#" + fold_word(word)
        elif len(word) > 1:
            yield cut(fold_word(word, language))


def _weight(term: str, count: float) -> float:
    rarity = NUMBER_IDF if term[0] == "#" else idf(term)
    return (1 + math.log(count)) * rarity if rarity >= LEAST_IDF else 0.0
