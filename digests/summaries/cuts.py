"""What may be taken out of a told sentence: numbered cuts, offered by the rules that shorten headlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from digests.models.texts import Language
from digests.summaries.clauses import without_clause
from digests.summaries.deletions import without_aside, without_date, without_office
from digests.summaries.references import refers_back
from digests.summaries.shortening import MIN_SHORTENED
from digests.summaries.standalone import fault
from digests.summaries.statements import is_statement
from digests.text.rules import words_by_section

_Rule = Callable[[str, Language], str]
# A cut's number is its place here, which never changes: choices are kept by it.
_RULES: tuple[_Rule, ...] = (
    lambda text, _: without_date(text),
    lambda text, language: without_office(text) if language == "ru" else text,
    lambda text, language: without_aside(text, language) if language != "kk" else text,
    without_clause,
)
DATE, ASIDE, LAST = 0, 2, 3
# A clause or a participle that says which ones are meant, unless it stands behind a name.
_WHICH = re.compile(
    r"(?:[а-яё]{1,3} |согласно |благодаря )?(?:котор[а-яё]{2,4}|где|куда|откуда|чей|чья|чьи|кто|кому)\b|"
    r"[а-яё]{3,20}(?:[юуая]щ|вш|[ае]нн|[иеая]м|ят|ут)"
    r"(?:ий|ый|ая|ое|ее|ие|ые|его|ого|ей|ой|ему|ому|им|ым|их|ых|ую|юю|ем|ом|ими|ыми)(?:ся)?\b"
)
_ANNOUNCED = frozenset(
    {"том", "то", "тем", "того", "тому", "так", "такой", "такие", "таким", "those", "such"}
)
# Who says or thinks it stays, whoever it is.
_SAYS = re.compile(
    r"(?i:\b(?:утвержда|счита|полага|увер[ея]|заяв|отмет|отмеча|сообщ|расска|сказа|говор|подч[её]рк|добав|пиш|переда|"
    r"слов|мнени|данны|деді|дейді|айтт|хабар|мәлімде|sa(?:id|ys?)|told|tells?|report|claim|believ|according|"
    r"add(?:s|ed|ing)|cit(?:es|ed|ing)|announc|warn|argu))"
)
_ENDS = ".!?…"
_OPENS = 3  # words in which a part says what it is


def cuts_of(text: str, language: Language) -> tuple[tuple[int, str], ...]:
    """The cuts that a sentence offers: the number of each and the words that go."""
    found = ((number, _cut(text, number, language)) for number in range(len(_RULES)))
    return tuple((number, cut[1]) for number, cut in found if cut)


def without(text: str, cuts: Iterable[int], language: Language) -> str | None:
    """The sentence without all of these; None where it does not offer them, or not together."""
    for number in sorted(cuts):
        cut = _cut(text, number, language)
        if cut is None:
            return None
        text = cut[0]
    return text


def _cut(text: str, number: int, language: Language) -> tuple[str, str] | None:
    """What is left and what goes: one stretch of words, behind which a whole statement is left."""
    if not 0 <= number < len(_RULES):
        return None
    left = _RULES[number](text, language).strip()
    end = text[-1:] if text[-1:] in _ENDS and left[-1:] not in _ENDS else ""
    left = left.rstrip(" ,;:–—-") + end if end else left
    gone = _stretch(text, left)
    if not gone or _turns(gone) or _SAYS.search(gone) or _is_needed(text, gone, number):
        return None
    left = left[:1].upper() + left[1:]
    stands = len(left) >= MIN_SHORTENED and fault(left) < 1 and not refers_back(left)
    return (left, gone) if stands and is_statement(left.rstrip(_ENDS), language) else None


def _stretch(text: str, left: str) -> str:
    """The one stretch that the text has more; empty where what is left is no part of it."""
    more = len(text) - len(left)
    start = next((i for i, pair in enumerate(zip(text, left, strict=False)) if pair[0] != pair[1]), len(left))
    taken = text[start : start + more]
    return taken.strip(" ,;:–—-") if more > 0 and text[:start] + text[start + more :] == left else ""


def _is_needed(text: str, gone: str, number: int) -> bool:
    """Whether the rest would tell of another day, of others than are meant, or nothing whole.

    A headline bears what a sentence among others does not.
    """
    listed = words_by_section("headline_words.txt")
    if number == DATE:
        return gone.lower() not in listed["this day"]
    if number < ASIDE:
        return False
    before = text[: text.find(gone)].rstrip()
    names = before.rstrip(",").rpartition(" ")[2][:1]
    which = _WHICH.match(gone) and not (names.isupper() or before.endswith(("»,", "”,")))
    opening = text.partition(" ")[0].lower().strip(",")
    begun = opening in listed["subordinate opening"] | listed["begins a clause"] or text.startswith(
        "В то время"
    )
    unsaid = before.rstrip(",").rpartition(" ")[2] in _ANNOUNCED
    aside = before.count(",") > 1  # the predicate may be behind it
    return bool(which or not before.endswith(",") or (number == LAST and (begun or unsaid or aside)))


def _turns(gone: str) -> bool:
    """Whether it says when the rest holds, or that it does not quite."""
    opening = {word.strip(",.").lower() for word in gone.split()[:_OPENS]}
    return not opening.isdisjoint(words_by_section("headline_words.txt")["turns"])
