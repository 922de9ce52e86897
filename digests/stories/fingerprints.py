"""What a text is about as a vector of terms that Kazakh and Russian texts share.

A term is a folded word, cut to five letters when Cyrillic. Signs before it: `+` the text opens with it, `^` a
name, `#` a number, `#=` a number of the headline, `%` a day of a month. `@kk` and `@en` (weight 0) mark a
Kazakh text and one in Latin letters, whose names stand in Cyrillic too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache, partial
from operator import mul

from digests.models import Fingerprint, Language
from digests.text.memo import WordCache
from digests.text.stemming import fold_name, fold_word, looks_kazakh, tokenise
from digests.text.word_rarity import cut, idf

TITLE_WEIGHT = 3.0
MAX_READ_FOR_FINGERPRINT = 2400  # characters
MAX_FINGERPRINT_TERMS = 110
INDEX_TERMS = 16
MIN_TERM_IDF = 1.5
NUMBER_IDF = 5.0
NAMES_FIRST = 1.5
DECAYS = tuple(1 / (1 + 0.01 * position) for position in range(MAX_READ_FOR_FINGERPRINT))
LEAD, OPENING = 180, 450  # letters of the body: whose words, and whose numbers and days, say what is new
KAZAKH, LATIN = "@kk", "@en"
RESPELLED = 0.7
MAX_NAME_LIFT = NAMES_FIRST / RESPELLED
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
_STARTS = tuple(re.compile(months) for months in _MONTHS)
# What is looked for begins both: a search for a digit or a space is much quicker than one behind a border.
_DAY = re.compile(rf"([1-9](?<!\w.)\d?)[ -]((?:{'|'.join(_MONTHS)})\w*)", re.IGNORECASE)
_ENGLISH_DAY = re.compile(
    r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.? ([1-9]\d?)(?:st|nd|rd|th)?\b"
    r"(?![:.,]\d)"
)
_NAME = re.compile(r" (?<=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ] |[,;»)] )([^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]+)")
LAST_DAY = 31


def fingerprint(
    headline: str, body: str, language: Language | None = None, named: Sequence[str] = ()
) -> Fingerprint:
    """The `MAX_FINGERPRINT_TERMS` strongest terms of a headline and the first words, as a unit vector.

    `named`: whom and what the text names, for names that only begin a sentence.
    """
    known = language if language not in (None, "unknown") else ("kk" if looks_kazakh(body) else None)
    start = body[:MAX_READ_FOR_FINGERPRINT]
    titled = _terms(headline, known)
    latin = not _CYRILLIC.search(headline + start)
    names = set(map(_memo(known).__getitem__, _NAME.findall(f"{headline}\n{start}")))
    counts = _counts(titled, _terms(start, known))
    if latin:
        names |= _respell(_NAME.findall(f"{headline} {start}"), counts)
    if named:
        found = map(_memo(known).__getitem__, tokenise(" ".join(named)))
        names.update(term for term in found if term in counts)
    weights = map(mul, map(math.log1p, counts.values()), map(_RARITIES.__getitem__, counts))
    strongest = sorted((-weight, term) for term, weight in zip(counts, weights, strict=True) if weight)[
        :MAX_FINGERPRINT_TERMS
    ]
    norm = math.sqrt(sum(weight * weight for weight, _ in strongest)) or 1.0
    signed = {name: f"^{name}" for name in names}
    signed |= {term: f"#={term[1:]}" for term in titled if term[0] == "#"}
    signed |= {term: f"+{signed.get(term, term)}" for term in _opening(titled, start, known)}
    terms = [(signed.get(term, term), round(-weight / norm * 1e4) / 1e4) for weight, term in strongest]
    mark = LATIN if latin else KAZAKH if known == "kk" else None
    return Fingerprint((*terms, (mark, 0.0)) if mark and terms else tuple(terms))


def index_terms(found: Fingerprint) -> tuple[str, ...]:
    """The strongest terms, names first: two reports of one event nearly always share at least two of them."""
    latin = found.terms[-1:] == ((LATIN, 0.0),)
    last = found.terms[:INDEX_TERMS][-1:]
    least = last[0][1] / MAX_NAME_LIFT if last else 0.0  # what is weaker cannot come among them
    able = [term for term in found.terms if term[1] >= least]
    ranked = sorted(able, key=lambda term: -term[1] * _lift(term[0].removeprefix("+"), latin=latin))
    return tuple(bare(term) for term, weight in ranked[:INDEX_TERMS] if weight)


def _lift(term: str, *, latin: bool) -> float:
    if term[0] != "^":
        return 1.0
    return MAX_NAME_LIFT if latin and not term.isascii() else NAMES_FIRST


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
    for term, weight in zip(told, DECAYS, strict=False):
        counts[term] = counts.get(term, 0.0) + weight
    return counts


def _opening(titled: Sequence[str], start: str, language: Language | None) -> set[str]:
    """The headline, the first words, and the numbers and days soon after them."""
    figures = (term for term in _terms(start[:OPENING], language) if term[0] in "#%")
    return {*titled, *_terms(start[:LEAD], language), *figures}


def bare(term: str) -> str:
    """The term without what it is to its own text."""
    return term.removeprefix("+").replace("#=", "#").removeprefix("^")


def _terms(text: str, language: Language | None) -> list[str]:
    """Days of a month first; the number of such a day is none of its own."""
    found = _DAY.findall(text)
    if language == "en":
        found += [(day, month) for month, day in _ENGLISH_DAY.findall(text)]
        text = _ENGLISH_DAY.sub(r"\1", text)
    days = [f"%{day}.{_month(month)}" for day, month in found if int(day) <= LAST_DAY]
    told = _DAY.sub(r" \2", text) if days else text
    return days + list(filter(None, map(_memo(language).__getitem__, tokenise(told))))


@cache
def _memo(language: Language | None) -> WordCache[str]:
    return WordCache(partial(_term, language=language))


def _term(word: str, language: Language | None) -> str:
    """The term of a word; none of a single letter."""
    if word[0].isdigit():
        return "#" + fold_word(word)
    return cut(fold_word(word, language)) if len(word) > 1 else ""


def _rarity(term: str) -> float:
    rarity = NUMBER_IDF if term[0] in "#%" else idf(term)
    return rarity if rarity >= MIN_TERM_IDF else 0.0


_RARITIES = WordCache(_rarity)


def _month(word: str) -> str:
    lowered = word.lower()
    return next((str(number) for number, start in enumerate(_STARTS, 1) if start.match(lowered)), "")
