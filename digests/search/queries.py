"""What somebody types to search: words, "phrases", -words to leave out, a date, a topic, a source."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.search.left_out import with_minus
from digests.search.said_days import Days, cut_said_days, words_of_counting
from digests.search.same_words import either_words, other_spellings, with_same
from digests.search.search_text import Stems, stems_of
from digests.text.dates import month_number, month_pattern
from digests.text.periods import split_period
from digests.text.rules import rule_lines
from digests.text.stemming import fold_word, fold_words, in_cyrillic, tokenise
from digests.topics.topic_names import topic_named

MAX_QUERY_TERMS = 8
MAX_QUERY_PERIOD = timedelta(days=3_650)
PHRASE_WORDS = 12
PERIOD_WORDS = 4  # of a period before what is looked for
MIN_NAME_LETTERS = 4
_READINGS: tuple[Language | None, ...] = (None, "kk")
_QUOTED = r"\"[^\"]*\"|«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]"
_QUOTES = '"«»“”„'
_PART = re.compile(rf"(?P<minus>[-−–])?(?:(?P<key>[^\W\d_]{{3,12}}):\s?)?(?P<said>{_QUOTED}|[^\s{_QUOTES}]+)")


@dataclass(frozen=True, slots=True)
class Query:
    """All `terms` and none of `without`: each has forms, and a form of several stems is a phrase.

    `when` is a period back from now or certain days. `source` is a part of a source's name, in small letters.
    """

    terms: Stems = ()
    without: Stems = ()
    when: timedelta | Days | None = None
    topic: str | None = None
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: what must not be there is not enough."""
        return not (self.terms or self.topic or self.source or self.when)

    @property
    def has_phrase(self) -> bool:
        return any(all(" " in form for form in forms) for forms in self.terms)


def read_query(said: str, own: Sequence[OwnTopic] = (), today: date | None = None) -> Query:
    """Anything can be read; `own` are the editors' topics. Without `today` "yesterday" is a word as any."""
    when, rest = _cut_when(with_minus(_with_source_key(said)), today)
    plain: list[str] = []
    phrases, without = list[frozenset[str]](), list[frozenset[str]]()
    topic, source = None, ""
    for part in _PART.finditer(rest):
        words, key = part["said"].strip(_QUOTES), _keys().get((part["key"] or "").lower())
        if key == "source" and not source:
            source = words.lower()
        elif key == "topic" and topic is None and (found := topic_named(words, own)):
            topic = found
        elif (
            key == "date"
            and when is None
            and (split := split_period(words, MAX_QUERY_PERIOD))
            and not split.words
        ):
            when = split.period
        elif part["minus"]:
            without += _forms(words, _READINGS[:1])  # nothing goes for what it might mean in Kazakh
        elif part["said"][0] in _QUOTES:
            phrases += _forms(words, _READINGS)
        else:
            plain.append(words if key else f"{part['key'] or ''} {words}")
    terms = tuple(dict.fromkeys([*_plain(plain), *phrases]))
    return Query(
        terms[:MAX_QUERY_TERMS], tuple(dict.fromkeys(without))[:MAX_QUERY_TERMS], when, topic, source
    )


def named_source(said: str) -> tuple[str, str] | None:
    """The name of a source before a colon, and what is looked for there: "from the Guardian: budget"."""
    found = _named_source().match(said)
    return (found["after"] or found["before"], said[found.end() :]) if found else None


def _with_source_key(said: str) -> str:
    named = named_source(said)
    return f'source:"{named[0]}" {named[1]}' if named else said


def _cut_when(said: str, today: date | None) -> tuple[timedelta | Days | None, str]:
    """The first date outside quotes, else a period at an end, else days without their year; and the rest."""
    when, rest = _cut_dates(said)
    if when:
        return when, rest
    if (split := split_period(rest, MAX_QUERY_PERIOD)) and split.sure:
        return split.period, re.sub(rf"{_key_of_date()}\s*\Z", "", split.words, flags=re.IGNORECASE)
    period, rest = _cut_first_period(rest)
    return cut_said_days(rest, today) if period is None and today else (period, rest)


def _plain(said: Sequence[str]) -> list[frozenset[str]]:
    """The telling words, each with what means the same and its other spellings."""
    words = [word for word in tokenise(" ".join(said)) if len(word) > 1 or word.isascii()]
    telling = frozenset(stems_of(" ".join(words)))
    terms = list[frozenset[str]]()
    either = False
    for part, same in with_same(words):
        if part[0].lower() in either_words() and terms:
            either = True
            continue
        own = stems_of(part[0]) if len(part) == 1 else ()
        if (
            term := same.union(*own)
            if same
            else own[0] | _spelt(part[0])
            if own and own[0] in telling
            else None
        ):
            terms[-1:] = [terms[-1] | term] if either else [*terms[-1:], term]
            either = False
    return terms


def _spelt(word: str) -> frozenset[str]:
    spellings = [*other_spellings(word), *(_in_cyrillic(word) if _may_be_name(word) else [])]
    return frozenset(fold_word(each, reading) for each in spellings for reading in _READINGS)


def _in_cyrillic(word: str) -> list[str]:
    """A first "e" is either letter: Erevan and Elton."""
    spelt = in_cyrillic(word)
    return [spelt, f"э{spelt[1:]}"] if spelt.startswith("е") else [spelt]


def _may_be_name(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) >= MIN_NAME_LETTERS


def _forms(said: str, readings: Sequence[Language | None]) -> list[frozenset[str]]:
    """A word or a phrase as it may stand in a text; nothing when it has no word."""
    words = tokenise(said)[:PHRASE_WORDS]
    return [frozenset(" ".join(fold_words(words, reading)) for reading in readings)] if words else []


def _cut_dates(said: str) -> tuple[Days | None, str]:
    """The first date outside quotes, and the rest."""
    quoted = [(match.start(), match.end()) for match in re.finditer(_QUOTED, said)]
    for match in _dates().finditer(said.lower() if len(said.lower()) == len(said) else said):
        inside = any(start < match.start() < end for start, end in quoted)
        if not inside and (days := _days(match)):
            return days, f"{said[: match.start()]} {said[match.end() :]}"
    return None, said


def _cut_first_period(said: str) -> tuple[timedelta | None, str]:
    """A period that the text begins with, unless it is counted from something: "за день до выборов"."""
    words = said.split(maxsplit=PERIOD_WORDS)
    for size in range(min(PERIOD_WORDS, len(words) - 1), 1, -1):
        split = split_period(" ".join(words[:size]), MAX_QUERY_PERIOD)
        if (
            split
            and split.sure
            and not split.words
            and words[size].split()[0].lower() not in words_of_counting()
        ):
            return split.period, " ".join(words[size:])
    return None, said


def _days(match: re.Match[str]) -> Days | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    year = int(parts["y"])
    word = parts.get("m", "")
    month = int(word) if word.isdigit() else month_number(word.rstrip(".")) if word else 0
    try:
        if "d" in parts:
            day = date(year, month, int(parts["d"]))
            return Days(day, day)
        return Days(date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1]))
    except ValueError:
        return None


@cache
def _dates() -> re.Pattern[str]:
    """ "март 2026", "15 марта 2026 года", "2026 жылғы наурыз", "2026-03", "15.03.2026", "дата:2026"."""
    year, month, day = r"(?:19|20)\d\d", month_pattern(), r"\d{1,2}"
    of_year = r"(?:\s?(?:года|год|году|г\.|г|жылғы|жылдың|жылы|жыл|ж\.|ж)(?!\w))?"
    key = _key_of_date()
    before = rf"(?<![\w.,:-])(?:{key}|(?:за|в|во|на|от|in|on)\s)?"
    return re.compile(
        rf"(?<![\w.,:-]){key}(?P<y0>{year})(?![\w-]){of_year}"
        rf"|{before}(?:(?P<d1>{day})\s)?(?P<m1>{month})\s(?P<y1>{year})(?!\d){of_year}"
        rf"|{before}(?P<y2>{year}){of_year}\s(?:(?P<d2>{day})\s)?(?P<m2>{month})"
        rf"|{before}(?P<y3>{year})-(?P<m3>\d\d)(?:-(?P<d3>\d\d))?(?![\w-])"
        rf"|{before}(?P<d4>{day})\.(?P<m4>{day})\.(?P<y4>{year})(?!\d)"
        rf"|(?<![\w.,:-])(?:за|во?|in)\s(?P<y5>{year})(?![\w-])(?:\s(?:год|году|г\.?)(?!\w))?"
        rf"|(?<![\w.,:-])(?P<y6>{year})\s(?:год|жылы|жыл)(?!\w)"
    )


@cache
def _key_of_date() -> str:
    return rf"(?:(?:{'|'.join(word for word, what in _keys().items() if what == 'date')}):\s?)"


@cache
def _named_source() -> re.Pattern[str]:
    before, behind = ("|".join(_listed(section)) for section in ("before a source", "behind a source"))
    name = r"[^\W_][\w.'’-]{1,30}(?:\s[\w.'’-]{1,30}){0,3}"
    return re.compile(
        rf"(?:(?:{before})\s(?P<after>{name})|(?P<before>{name})\s(?:{behind})):\s?", re.IGNORECASE
    )


def _listed(section: str) -> list[str]:
    """What stands between the commas of the section, the longest first."""
    lines = (rule for name, rule in rule_lines("search_keys.txt") if name == section)
    return sorted((each.strip() for line in lines for each in line.split(",")), key=len, reverse=True)


@cache
def _keys() -> dict[str, str]:
    lines = [rule.split() for section, rule in rule_lines("search_keys.txt") if section == "key"]
    return {word: what for what, *words in lines for word in (what, *words)}
