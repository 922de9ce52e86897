"""Whether what stands of a sentence is a statement: a clause with its predicate."""

from __future__ import annotations

import re
from itertools import dropwhile

from digests.models.texts import Language
from digests.summaries.standalone import ends_kazakh_clause
from digests.text.rules import words_by_section

MANY = 99  # words
KAZAKH_CASE = 2  # letters of an accusative ending, which looks like a past: "жұмысты"
_PREDICATE_RU = re.compile(
    r"(?![а-яё]{1,40}(?:[аия]тели|смен)\Z)[а-яё]{2,40}(?:л|ла|ло|ли|[ае]н|[ае]н[аоы]|лся|лась|лось|лись|[еёи]т|[юуяа]т|тся|[аеиуя]ть|ться|(?:кры|ня|ча|взя|уби)т[аоы]?)|"
    r"умер|погиб|вырос|возрос|смог|помог|спас|достиг|исчез|отверг|подверг|опроверг|"
    r"(?:при|пере|на|вы|в|у|за|про)(?:нес|нёс|вез|вёз)|нет|есть|был|была|было|были|можно|нужно|готов\w*|должн\w*|против"
)
_NAMED = re.compile(r"\b[А-ЯЁ]{2,20}\b|(?<=[^.!?] )[«\"“„]?[А-ЯЁ][а-яё]{1,30}")
_NAMED_EN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{1,30}ed\b")  # "the United States"
_BEGINNING_RU = re.compile(
    r"\b(?:с|от|до|после|для|дня|даты|момента|около|из-за|без|самого|против|срок[а-я]{0,3}|врем[а-я]{1,4}) "
    r"(?:самого )?начала\b"
)
_PAST_RU = re.compile(r"[а-яё]{2,40}(?:л|ла|ло|ли)(?:с[ья])?")
_ANNOUNCES_RU = re.compile(
    r"(?:заяв|сообщ|отме|подчерк|счита|расска|напомн|увер|пояс|объяс|добав|уточ|говор|сказа)\w+|"
    r"те|тем|теми|тех|тот|того|то|такой|этот|этой|этого|так|также|один|одного"
)
_FINITE_EN = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|says?|said)\b"
)
_SAYS_OF_WHOM = re.compile(
    r"\b(?:said|says|added|claimed|claims|insisted|revealed|believes|told)(?: that)?"
    r"(?: (?:the )?[A-Z][\w.’'-]{0,40}){1,5}(?:, (?:the|an?)\b[^,]*)?$"
)
_ANNOUNCES_EN = re.compile(r"\b[Tt]he following\b")
_CLAIM_EN = re.compile(r"\b(?:said|says|added|claimed|claims|insisted|revealed|believes|announced) that (.*)")
# "The mayor, Ann Park said": what she said is missing, but not in "The port is shut, police said".
_SAID_LAST = re.compile(r"(?:, |\A)[^,]{2,80} (?:said|says|added|adds|wrote|tweeted|explained|noted)\Z")
_MAY_BE_VERB = re.compile(r"\b[a-z]{3,20}[^us]s\b")  # "raises"
_ADVERBS_EN = frozenset({"just", "also", "now", "then", "later", "soon", "again"})
_PARTICIPLE_FIRST = re.compile(
    r"[A-Z][a-z]{2,20}ed (?:on|in|at|by|with|to|for|from|about|as)\b"
)  # "Based on"
# "A climber who survived two nights": what was to be said of the climber is missing.
_WHO = re.compile(r"(?:\w[\w’'-]{0,30} ){1,6}(?:who|which|that) (?=[a-z])")
_HALF_EN = re.compile(r"\bnot (?:only|just|merely|simply) (?!.{0,200}\bbut\b)")
_BEING = re.compile(r" (?:being|having been) [a-z]{2,20}")
_TOOK_TO = re.compile(r"\btook to [\w’' ]{3,40}$")  # what was said there is the news
_PRESENT_EN = re.compile(r"([A-Z][\w’'-]{0,30}) ([a-z]{3,20}s)\b")
_PEOPLE = re.compile(
    r"(?!(?:re)?(?:off|ent|ord|cov|suff|deliv|consid|remem|discov|gath|low|pow|trigg|answ|wond|hov|fost|both|regist|pref|"
    r"diff|transf|count|surrend|alt|fear|mast|match)(?:b|f)?ers)[a-z]{2,18}(?:ers|ors)"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_RELATIVE = re.compile(
    r", (?:[а-яё]{1,14} ){0,2}(?:котор[а-яё]{2,4}|где|когда|куда|откуда|чей|чья|чьи|чьё)(?![а-яё])"
    r"(?:(?! [–—-] )[^,])*(?:,| [–—-] |$)"
)
_THAT_RU = re.compile(r", что,? ")
_RELATIVE_EN = re.compile(r", (?:which|who|whose|where|whom)\b[^,]*(?:,|$)")
_PREDICATE_EN = re.compile(
    r"is|are|was|were|has|have|had|will|would|can|cannot|could|may|might|must|should|does|do|did|[a-z]{2,40}ed|"
    r"(?:is|are|was|were|has|have|had|wo|would|ca|could|should|does|do|did)n|"
    r"(?:say|want|plan|play|remain|continue|join|win|lead|call|warn|face|make|take|get|see|seek|find|show|need|"
    r"expect|urge|hope|fear|report|hit|set|cut|put|agree|seem|look|reveal|claim|insist|believe|think)s?"
)
# Half of what comes in two: "не просто встреча, а шаг".
_BUT_WHAT = re.compile(r", (?:а|но) (?:друг|втор|треть|остальн|иногда|порой)[^,]{0,40}$")
_ONE_HALF = re.compile(r"\bне (?:просто|только|столько|как)\b", re.IGNORECASE)
_OTHER_HALF = re.compile(r", (?:а|но)\b", re.IGNORECASE)
_APPOSITION = re.compile(r"(?:[\w'’.-]{1,40} ){0,4}[\w'’.-]{1,40}, (?:a|an|the|who|whose|which|where)\b[^,]*")


def is_statement(text: str, language: Language) -> bool:
    """Whether it has a predicate, by the endings of its words, and announces no other at its end."""
    words = _LETTERS.findall(text.lower())
    if len(words) < 3 or not words_by_section("headline_words.txt")["announcing"].isdisjoint(words):
        return False
    if language == "kk":
        return ends_kazakh_clause(words[-1]) and words[-1][:-KAZAKH_CASE] not in words
    opening = words_by_section("headline_words.txt")["subordinate opening"]
    if words[0] in opening and "," not in text:
        return False
    if language == "en":
        return _opens_news(text, words[0]) and (
            words[0] in opening or (not _APPOSITION.fullmatch(text) and _is_told(text))
        )
    if _BUT_WHAT.search(text) and not _has_predicate(text.rpartition(", ")[2].lower()):
        return False
    told = _THAT_RU.split(_RELATIVE.sub(" ", _NAMED.sub("", text).lower()))
    return not _is_half(text) and all(map(_has_predicate, told)) and not _ANNOUNCES_RU.fullmatch(words[-1])


def _is_told(text: str) -> bool:
    """Whether an English text has a predicate, and not only an aside that says which one is meant: "The
    tour of the north, which was put off in March".
    """
    first, *others = _RELATIVE_EN.sub(", ", _BEING.sub(" ", text)).replace(" - ", ", ").split(", ")
    asides = words_by_section("headline_words.txt")["opens an aside"]
    told = [first, *(each for each in others if not _opens_aside(each.split(" ", 2), asides))]
    return any(says(each, "en", first=MANY) or _names_doer(each) for each in told)


def _opens_news(text: str, first: str) -> bool:
    """Whether an English text is more than an adverbial, or than who said what comes next."""
    if first.endswith("ing") and len(first) > 4 and not _FINITE_EN.search(text):
        return False
    if _PARTICIPLE_FIRST.match(text) and ", " not in text:
        return False
    adverbial = first in words_by_section("headline_words.txt")["opens an adverbial"]
    if adverbial and not _goes_beyond(text):
        return False
    if _is_said_last(text) or _is_of_whom(text) or _TOOK_TO.search(text) or _ANNOUNCES_EN.search(text):
        return False
    claim = _CLAIM_EN.search(text)
    told = claim is None or says(claim[1], "en", first=MANY) or _names_doer(claim[1])
    return told and not _HALF_EN.search(text)


def _is_said_last(text: str) -> bool:
    """Whether it ends with who said what has not been told."""
    found = _SAID_LAST.search(text)
    return bool(_SAYS_OF_WHOM.search(text)) or (found is not None and not _tells(text[: found.start()]))


def _tells(text: str) -> bool:
    return _is_told(text) or _MAY_BE_VERB.search(text) is not None


def _is_of_whom(text: str) -> bool:
    """Whether a clause that says who is meant is all that it has: "A climber who survived two nights"."""
    found = _WHO.match(text)
    if found is None or _has_verb(found[0]):
        return False
    words = _LETTERS.findall(text[found.end() :])
    rest = list(dropwhile(lambda word: is_verb(word, "en") or word == "been" or word.endswith("ly"), words))
    verbs = [at for at, word in enumerate(rest) if is_verb(word, "en")]
    aimed = any(rest[at - 1] in _ADVERBS_EN or rest[at - 1].endswith("ly") for at in verbs if at)
    return not (aimed or len(verbs) > 1 or _FINITE_EN.search(" ".join(rest)))


def _has_verb(text: str) -> bool:
    return any(is_verb(word, "en") for word in _LETTERS.findall(text)[1:])


def _goes_beyond(text: str) -> bool:
    """Whether more than the adverbial that opens a text is told: "In a book read by many, he says"."""
    return ", " in text or _FINITE_EN.search(text) is not None


def _opens_aside(words: list[str], asides: frozenset[str]) -> bool:
    """Whether a piece opens like "a farmer", "lauding workers", "manufactured by"."""
    participle = words[0].endswith("ed") and words[1:2] in (["by"], ["in"], ["at"], ["as"], ["from"], ["for"])
    verbal = words[0].islower() and words[0].endswith("ing") and words[0] != "king"
    return words[0].lower() in asides or verbal or participle


def _names_doer(text: str) -> bool:
    """Whether a name stands before what may be a verb: "Roy accepts"."""
    starts = words_by_section("sentence_starts.txt")["starts"]
    return any(
        found[1].casefold() not in starts and not _PEOPLE.fullmatch(found[2])
        for found in _PRESENT_EN.finditer(text)
    )


def _is_half(text: str) -> bool:
    """Whether the last "not only" has no "but"."""
    *_, half = (None, *_ONE_HALF.finditer(text))
    return half is not None and _OTHER_HALF.search(text, half.end()) is None


def _has_predicate(clause: str) -> bool:
    nouns = words_by_section("headline_words.txt")["no predicate"]
    words = _LETTERS.findall(_BEGINNING_RU.sub(" ", clause))
    return "это" in words[1:] or any(_PREDICATE_RU.fullmatch(word) and word not in nouns for word in words)


def says(clause: str, language: Language, *, first: int = 3) -> bool:
    """Whether a piece between commas has a predicate of its own and opens no other clause."""
    words = _LETTERS.findall((_NAMED_EN if language == "en" else _NAMED).sub("", clause).lower())
    if not words or words[0] in words_by_section("headline_words.txt")["opens a clause"]:
        return False
    if language == "en":
        return any(is_verb(word, "en") for word in words[:first])
    return _has_predicate(" ".join(words[: first + 2]))


def is_verb(word: str, language: Language) -> bool:
    if language == "en":
        irregular = words_by_section("headline_words.txt")["irregular"]
        return word in irregular or _PREDICATE_EN.fullmatch(word) is not None
    return _PAST_RU.fullmatch(word) is not None


def ends_with_verb(text: str) -> bool:
    last = _LETTERS.findall(text.lower())[-1]
    if last in words_by_section("references.txt")["person"]:
        return True
    return bool(_PREDICATE_RU.fullmatch(last) or is_verb(last, "en") or last.endswith("ing"))
