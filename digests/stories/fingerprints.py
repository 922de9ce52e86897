"""What of a text tells its event: terms that Kazakh and Russian texts share, and what each is to the text."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import filterfalse
from sys import intern

from digests.models.texts import Fingerprint, Language, Measure, SummarySentence
from digests.stories.term_rarity import is_number, is_year, rarity
from digests.text.memo import WordCache
from digests.text.rules import rule_lines, version_of
from digests.text.sentences import split_sentences
from digests.text.stemming import fold_name, fold_word, looks_kazakh, tokenise
from digests.text.word_rarity import counts, cut

MADE_OF = (
    "stories/fingerprints.py",
    "stories/term_rarity.py",
    "text/sentences.py",
    "text/stemming.py",
    "text/word_rarity.py",
    *(f"data/{name}.txt" for name in ("agencies", "aliases", "genitive_plurals", "name_terms", "site_names")),
    "data/background.tsv",
    "data/kazakh_words.tsv",
)
TITLE_WEIGHT = 3.0
READ, MOST_WORDS = 3000, 400  # characters and words of the body
OPENING, FIGURES = (
    300,
    450,
)  # characters of the body: whose words, and whose figures and days, say what is new
LONGEST_TITLE = 300
LEAST_RARITY = 1.2
INDEX_TERMS = 16
NAMES_FIRST = 1.5
RESPELLED_TERMS = 4
DECAYS = tuple(1 / (1 + 0.01 * position) for position in range(MOST_WORDS))
LAST_DAY = MONTH = 31
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_MONTHS = (
    "янв|қаңт|jan",
    "фев|ақп|feb",
    "март|нау|mar(?:ch)?\\b",
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
_DAY = re.compile(rf"([1-9](?<!\w.)\d?)(?:-го)?[ -]((?:{'|'.join(_MONTHS)})\w*)", re.IGNORECASE)
_ENGLISH_DAY = re.compile(
    r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.? ([1-9]\d?)(?:st|nd|rd|th)?\b"
    r"(?![:.,]\d)"
)
_WEEKDAYS = (
    r"понедельник\w*|monday|дүйсенбі\w*",
    r"вторник\w*|tuesday|сейсенбі\w*",
    r"сред[ауы]|wednesday|сәрсенбі\w*",
    r"четверг\w*|thursday|бейсенбі\w*",
    r"пятниц\w*|friday|жұма(?:да)?",
    r"суббот\w*|saturday|сенбі\w*",
    r"воскресень\w*|sunday|жексенбі\w*",
)
# Each of them holds one of these, which are quicker to look for.
_WEEKDAY_PARTS = (
    *("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень", "сенбі", "жұма"),
    "day",
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(f'({names})' for names in _WEEKDAYS)})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\S{0,80}https?://\S+")  # its words are none of the text, nor is what is glued to it
_NAME = re.compile(r" (?<=[^\W_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ] |[,;»)] )([^\W\d_a-zа-яёәғқңөұүһі][^\W\d_]+)")
_PLACE = re.compile(
    r"\b(?:[Вв]о?|[Нн]а|[Ии]з|[Пп]од|[Ii]n|[Aa]t|[Nn]ear|[Ff]rom) ([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+)"
)
_KAZAKH_PLACE = re.compile(r"\b([А-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]{2,}(?:да|де|та|те|нда|нде))\b")
_MEASURE = re.compile(
    r"(\d(?<!\d\d)\d{0,14}(?:[.,]\d{1,15}){0,3})\s?(%|[^\W\d_]{2,40})(?:\s([^\W\d_]{2,40}))?"
)
_BIG = ("тыс", "мың", "млн", "мил", "млр", "три", "трл", "tho", "mil", "bil", "tri")


def fingerprint(
    headline: str | None,
    body: str,
    language: Language | None = None,
    summary: Sequence[SummarySentence] = (),
) -> Fingerprint:
    """The fingerprint of a text.

    Without a headline the sentence of its summary that tells most counts as one, though for less; without a
    summary the first sentence.
    """
    body = _ADDRESS.sub(" ", body[: 2 * READ]) if "://" in body[:READ] else body
    known = language if language not in (None, "unknown") else ("kk" if looks_kazakh(body) else None)
    title = headline or _most_news(summary) or _first_sentence(body)
    read, start = f"{title}\n{body[:READ]}", f"{title}\n{body[:FIGURES]}"
    titled, told = _terms(title, known), _terms(body[:READ], known)[:MOST_WORDS]
    strengths = _strengths(titled, told, TITLE_WEIGHT if headline else 1.0, known)
    opening = _in(strengths, [*titled, *_terms(body[:OPENING], known)])
    capitalised = [name for name in _NAME.findall(read) if not name.isupper()]
    names = _in(strengths, _names(strengths, map(_memo(known).__getitem__, capitalised)))
    latin = not _CYRILLIC.search(start)
    respelled = _respelled(capitalised, strengths) if latin else ()
    days = list(_days_in(start))
    return Fingerprint(
        script="latin" if latin else "kazakh" if known == "kk" else "cyrillic",
        words=len(told),
        index=_index(strengths, frozenset(names), respelled),
        terms=tuple(strengths),
        title=_in(strengths, titled),
        only_titled=_in(strengths, filterfalse(frozenset(told).__contains__, titled)),
        opening=opening,
        names=names,
        places=_places(titled, names, start, known),
        numbers=_counts(opening, {str(day) for day, _ in days}),
        measures=tuple(dict.fromkeys(_measures_in(start))),
        days=tuple(dict.fromkeys(day + MONTH * (month - 1) for day, month in days)),
        weekdays=tuple(dict.fromkeys(_weekdays_in(start))),
        respelled=respelled,
    )


def fingerprints_version() -> str:
    """Another one whenever the same text may have another fingerprint."""
    return version_of(MADE_OF, "snowballstemmer")


def _most_news(summary: Sequence[SummarySentence]) -> str:
    return min(summary, key=lambda sentence: sentence.rank).text[:LONGEST_TITLE] if summary else ""


def _first_sentence(body: str) -> str:
    return next(iter(split_sentences(body[: 4 * LONGEST_TITLE])), "")[:LONGEST_TITLE]


def _strengths(
    titled: Iterable[str], told: Iterable[str], title_weight: float, language: Language | None
) -> dict[str, float]:
    """How much each term that is not too common tells of the text: its weighted count by its rarity."""
    counts: dict[str, float] = {}
    for term in titled:
        counts[term] = counts.get(term, 0.0) + title_weight
    for term, weight in zip(told, DECAYS, strict=False):
        counts[term] = counts.get(term, 0.0) + weight
    rarities = zip(counts.items(), map(_rarities(language == "kk").__getitem__, counts), strict=True)
    return {term: math.log1p(count) * rarity for (term, count), rarity in rarities if rarity}


def _in(strengths: Mapping[str, float], terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(strengths.__contains__, dict.fromkeys(terms)))


def _names(terms: Iterable[str], capitalised: Iterable[str]) -> Iterator[str]:
    """What the news mostly writes with a capital letter, and what it hardly knows and this text writes so."""
    always, sometimes = _capitals("names"), _capitals("sometimes names")
    here = set(capitalised)
    known = counts()
    for term in terms:
        if term in always or (term in here and (term in sometimes or term not in known)):
            yield term


def _places(
    titled: Iterable[str], names: Iterable[str], start: str, language: Language | None
) -> tuple[str, ...]:
    """What of the headline the news writes in, at or from, or this text does."""
    here = {_memo(language)[word] for word in _PLACE.findall(start)}
    if language == "kk":
        here |= {_memo(language)[word] for word in _KAZAKH_PLACE.findall(start)}
    known = here.union(_capitals("places").intersection(names))
    return tuple(term for term in dict.fromkeys(titled) if term in known)


def _respelled(capitalised: Iterable[str], strengths: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    """The names of a Latin text with the terms that they are in a Cyrillic one."""
    known = {name: _memo("en")[name] for name in dict.fromkeys(capitalised)}
    pairs = ((term, intern(cut(fold_name(name)))) for name, term in known.items() if term in strengths)
    return tuple(dict.fromkeys((term, other) for term, other in pairs if len(other) > 2))


def _index(
    strengths: Mapping[str, float], names: Collection[str], respelled: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """The strongest terms, names first: two reports of one event nearly always share at least two of them."""

    weighed = {**strengths, **{name: strengths[name] * NAMES_FIRST for name in names}}
    strongest = sorted(respelled, key=lambda pair: -weighed[pair[0]])
    in_cyrillic = dict(strongest[:RESPELLED_TERMS]).values()
    own = sorted(weighed, key=weighed.__getitem__, reverse=True)[: INDEX_TERMS - len(in_cyrillic)]
    return tuple(dict.fromkeys([*own, *in_cyrillic]))


def _counts(opening: Iterable[str], dated: Collection[str]) -> tuple[str, ...]:
    """The numbers that are neither years nor days of a date."""
    return tuple(t for t in opening if is_number(t) and t not in dated and not is_year(t))


def _measures_in(text: str) -> Iterator[Measure]:
    """Numbers with what they count: the next word's four letters, a million's with the word after it."""
    for number, word, after in _MEASURE.findall(text):
        unit = word.lower()
        if not is_year(number) and not _month(unit):
            key = unit[:3] + after.lower()[:4] if unit[:3] in _BIG else unit[:4]
            yield Measure(number.replace(",", "."), key)


def _days_in(text: str) -> Iterator[tuple[int, int]]:
    """(day, month) of the dates; the month from 1."""
    found = _DAY.findall(text) + [(day, month) for month, day in _ENGLISH_DAY.findall(text)]
    for day, month in found:
        if int(day) <= LAST_DAY and (number := _month(month.lower())):
            yield int(day), number


def _weekdays_in(text: str) -> Iterator[int]:
    """The weekdays, Monday 0."""
    lowered = text.lower()
    if any(map(lowered.__contains__, _WEEKDAY_PARTS)):
        yield from (found.lastindex - 1 for found in _WEEKDAY.finditer(text) if found.lastindex)


@lru_cache(maxsize=1 << 12)
def _month(word: str) -> int:
    return next((number for number, start in enumerate(_STARTS, 1) if start.match(word)), 0)


def _terms(text: str, language: Language | None) -> list[str]:
    return list(filter(None, map(_memo(language).__getitem__, tokenise(text))))


@cache
def _memo(language: Language | None) -> WordCache[str]:
    return WordCache(partial(_term, language=language))


def _term(word: str, language: Language | None) -> str:
    """The term of a word; none of a single letter, an agency or an outlet."""
    if word[0].isdigit():
        return intern(fold_word(word))
    term = cut(fold_word(word, language)) if len(word) > 1 else ""
    return "" if term in _media() else intern(term)


@cache
def _media() -> frozenset[str]:
    """Agencies and outlets of one word: they are in every report and in no event."""
    named = [tokenise(line) for name in ("agencies.txt", "site_names.txt") for _, line in rule_lines(name)]
    return frozenset(cut(fold_word(words[0])) for words in named if len(words) == 1)


@cache
def _rarities(kazakh: bool) -> WordCache[float]:
    return WordCache(partial(_telling, kazakh=kazakh))


def _telling(term: str, kazakh: bool) -> float:
    found = rarity(term, kazakh=kazakh)
    return found if found >= LEAST_RARITY else 0.0


@cache
def _capitals(section: str) -> frozenset[str]:
    return frozenset(line for found, line in rule_lines("name_terms.txt") if found == section)
