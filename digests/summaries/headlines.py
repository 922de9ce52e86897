"""A headline: the given title, cleaned, or words of one sentence in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digests.models.texts import Language, ParsedText
from digests.summaries.clauses import (
    MAX_HEADLINE,
    MAX_LEAD,
    MAX_WHOLE,
    MIN_HEADLINE,
    shortest_whole,
    without_adjunct,
    without_dangling,
    without_last,
)
from digests.summaries.deletions import deletions, without_this_day
from digests.summaries.references import means_somebody, refers_back
from digests.summaries.shortening import shorten, without_connective
from digests.summaries.standalone import fault, is_half_quotation
from digests.summaries.statements import is_statement, is_verb
from digests.text.rules import words_by_section

MOST_READ, MOST_LOOKED_AT = 12, 6  # sentences
WEAK_DEMOTED, LEANS_DEMOTED = 2, 6  # places
MOST_OPENING = 4  # words
MOST_POINTING = 10  # words
MIN_CUT = 60  # letters of what is cut inside a clause
MAX_READ_FOR_HEADLINE = 1000
_STRAIGHT = re.compile(r'"([^"]+)"')
# Who passes on what follows.
_BY_WHOM = re.compile(
    r"\AКак (?:ранее |также )?(?:отмет|сообщ|заяв|рассказ|уточн|поясн|подчеркн|напомн|добав)[а-яё]{1,9} "
    r"[^,]{3,80}, |"
    r"\AПо (?:последним |предварительным |имеющимся )?(?:данным|информации|сведениям|сообщени(?:ю|ям))"
    r"[^,]{0,80}, |"
    r"\AПо словам [^,A-ZА-ЯЁ]{3,80}, |"
    r"\A[^,]{3,80} (?:мәліметінше|мәліметіне сүйенсек|деректерінше|дерегінше|хабарлауынша|ақпаратынша), |"
    r"\AAccording to [^,]{3,80}, "
)
# The first sentence of several that somebody said: "Абишев: «Мост открыт. Дорога закрыта»".
_SAID = re.compile(r"\A([^:«“\"]{3,60}): [«“\"]([^«»“”\".]{20,200})\. .*", re.DOTALL)
_LABEL = re.compile(
    r"\A([^:.!?]{3,80}: {1,3})[—–-] {1,3}(?=[A-ZА-ЯЁ])"
)  # of a list: "Другие заявления: — Мост"
_NAMES = re.compile(r"(?:[A-ZА-ЯЁ][\w-]{1,30} ){0,2}[A-ZА-ЯЁ][\w-]{1,30}: {1,3}")
_ANSWERED = re.compile(
    r"(?:Как|Кто|Что|Где|Когда|Чем) [^.!?]{10,400}(?:,| [—–-]) "
    r"(?:рассказ|объясн|поясн|ответ|узна|разбира|выясн|читайте|в (?:материал|интервью|нашем|обзор))"
)
_ALSO = re.compile(
    r"(?:[\w-]{2,30} ){1,3}(?:также|тоже|добавил[аио]?|сондай-ақ|сонымен|қосты|also|added|adds)\b",
    re.IGNORECASE,
)
# "Инцидент произошёл", but not "Проект «Степь»" nor "Документ Минфина"; "The drug is".
_THE_SAME = re.compile(r"([А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,14})(?= [а-яёәғқңөұүһі])|The ([a-z]{3,20}) ([a-z]{2,20})\b")
_WORD = re.compile(r"[\w’'-]+")
_LISTED = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[—–-]{1,2}\s+)")


@dataclass(frozen=True, slots=True)
class _Made:
    """A headline of a sentence, and whether it ends where a clause may."""

    text: str
    is_whole: bool


def make_headline(reading: ParsedText, sentences: Sequence[str], language: Language = "ru") -> str:
    """The title, or else a headline from the first of `sentences` (most news first) that makes one."""
    if reading.headline:
        return " ".join(reading.headline.split())
    made: list[str] = []
    cut: list[str] = []
    whole: list[str] = []
    for place, sentence in enumerate(_most_telling(sentences)):
        found = _headline_of(sentence, language, MAX_WHOLE if place else MAX_LEAD)
        stated = is_statement(found.text, language) or (not place and _names_event(found.text))
        if stated and found.is_whole:
            return found.text
        (cut if stated and language != "kk" else whole if found.is_whole else made).append(found.text)
    return (
        next(filter(None, cut + whole + made), "")
        or without_dangling(reading.body[:MAX_HEADLINE])
        or reading.body[:MAX_HEADLINE]
        or "—"
    )


def _most_telling(sentences: Sequence[str]) -> list[str]:
    """Those looked at, the most telling first."""
    readable = [sentence for sentence in sentences if fault(sentence) < 1] or sentences
    ranks = [(i + _demoted(sentence), i) for i, sentence in enumerate(readable[:MOST_READ])]
    return [readable[i] for _, i in sorted(ranks)[:MOST_LOOKED_AT]]


def _demoted(sentence: str) -> int:
    """Behind how many others a sentence stands that only announces, or leans on what came before it."""
    weak = bool(fault(sentence)) or _means_the_same(sentence) or _ALSO.match(sentence) is not None
    leans = refers_back(without_connective(sentence)) or means_somebody(sentence) or _asks(sentence)
    return WEAK_DEMOTED * weak + LEANS_DEMOTED * leans


def _asks(sentence: str) -> bool:
    """Whether it only says what is answered elsewhere: "Какую роль сыграет мост, рассказал аким"."""
    first = sentence.partition(" ")[0].lower()
    return first in words_by_section("headline_words.txt")["asks"] or _ANSWERED.match(sentence) is not None


def _means_the_same(sentence: str) -> bool:
    """Whether it tells of a thing that an earlier sentence named: "The drug is …", "these events"."""
    listed = words_by_section("headline_words.txt")
    words = [word.lower() for word in _WORD.findall(sentence.partition(", ")[0])[:MOST_POINTING]]
    pairs = pairwise(words[1:])
    points = any(one in listed["points back"] and other not in listed["time"] for one, other in pairs)
    found = _THE_SAME.match(sentence)
    same = found is not None and (
        found[1].lower() in listed["same thing"]
        if found[1]
        else found[2] not in listed["the only one"] and is_verb(found[3], "en")
    )
    return points or same


def from_sentence(sentence: str, language: Language = "ru") -> str:
    """At most `MAX_HEADLINE` letters of a sentence, what is missed least gone first, its end last.

    Where no whole clause is so short, its shortest up to `MAX_WHOLE`; where none is, it is cut inside.
    """
    return _headline_of(sentence, language).text


def _headline_of(sentence: str, language: Language, longest: int = MAX_WHOLE) -> _Made:
    sentence = _LISTED.sub("", sentence[:MAX_READ_FOR_HEADLINE])
    label = _LABEL.match(sentence)
    if label and not is_statement(label[0], language):
        speaker = label[1] if _NAMES.fullmatch(label[1]) else ""
        sentence = speaker + sentence[label.end() :]
    text = _bare(without_this_day(_SAID.sub(r"\1: \2", _BY_WHOM.sub("", shorten(sentence)))))
    for delete in deletions(language):
        if len(text) <= MAX_HEADLINE:
            break
        text = _bare(delete(text))
    fits = len(text) <= MAX_HEADLINE
    whole = text if fits else _shortened(text, language, longest)
    headline = whole or without_dangling(text[: _last_end(text)])
    if is_half_quotation(headline):
        headline = _before_quotation(headline)
    shown = _typographic(headline[:1].upper() + headline[1:], language)
    return _Made(shown, is_whole=whole is not None)


def _shortened(text: str, language: Language, longest: int) -> str | None:
    """The part that tells the news and reads whole."""
    return (
        without_last(text, language)
        or shortest_whole(text, language, longest)
        or without_adjunct(text, language)
    )


def _names_event(text: str) -> bool:
    """Whether it is a heading that names an event and its place: "Пожар на рынке в Семее"."""
    opening = {word.lower() for word in text.split()[:MOST_OPENING]}
    named = any(word[:1].isupper() for word in text.split()[1:])
    return named and not opening.isdisjoint(words_by_section("headline_words.txt")["event"])


def _last_end(text: str) -> int:
    """Where it is cut at the latest: before a comma, or else between words."""
    comma, space = (text[: MAX_HEADLINE + 1].rfind(sign) for sign in (", ", " "))
    end = comma if comma >= MIN_CUT else space
    return end if end > 0 else MAX_HEADLINE


def _typographic(text: str, language: Language) -> str:
    return _STRAIGHT.sub(r"«\1»", text) if language != "en" else text


def _before_quotation(text: str) -> str:
    opened = max(text.rfind(sign) for sign in '«“„"')
    return (
        without_dangling(text[:opened]) if opened >= MIN_HEADLINE else text.replace("«", "").replace('"', "")
    )


def _bare(text: str) -> str:
    return without_dangling(text.rstrip(" .;:,…"))
