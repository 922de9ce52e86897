"""What keeps a sentence from being read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.summaries.phrases import phrases_in
from digests.text.rules import words_by_section

_OPEN_QUOTES, _CLOSED_QUOTES = "«“„", "»”"
_QUOTES = _OPEN_QUOTES + _CLOSED_QUOTES + '"'
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]*[»”\"]")
_TWO_WORDS = re.compile(r"[\W\d_]{0,40}([^\W\d_]{1,40})[\W\d_]{1,40}([^\W\d_]{1,40})")
_FIRST_WORD = re.compile(r"[^\w]{0,40}([\w-]{1,40})(?:\s{1,9}([\w-]{1,40}))?(?:\s{1,9}([\w-]{1,40}))?")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_LINK = re.compile(r"https?://|\bt\.me/|\bwww\.")
_LABELLED = re.compile(r"[^\w]{0,3}[\w ()]{2,30}:\s\S[^:]{0,60}(?<![.!?…»”])\Z")
_SPEAKER = re.compile(
    r"[»”\",]\s?[—–-]\s?\w|[,”\"]\s(?:\w+\s){0,4}(?:said|says|added|told|tweeted|wrote|explained)\b"
)
MOSTLY_QUOTED_SHARE = 0.6
FEW_WORDS = 4
ROW_SHARE = 0.3  # of digits among the letters and digits of a row of a table
WEAK = 0.5
MAX_SPEECH = 12  # sentences; a quotation that is open longer was never closed
MAX_ATTRIBUTION = 25


def fault(text: str) -> float:
    """0 for a statement; 1 for a question, a call, half a quotation or little more, a bare attribution, a row
    of a table or a link; `WEAK` for what only announces, evaluates or speaks for somebody who is not named.
    """
    end = text.rstrip("»”\"') ")[-1:]
    if end in "?!" or is_half_quotation(text) or is_quotation(text) or only_attributes(text):
        return 1.0
    if _LINK.search(text) or is_row(text):
        return 1.0
    return WEAK if end == ":" or is_weak(text) or speaks_unnamed(text) else 0.0


def is_row(text: str) -> bool:
    """Whether it is a row of a table, a bare number or a value behind its label."""
    digits = sum(sign.isdigit() for sign in text)
    letters = sum(sign.isalpha() for sign in text)
    rows = digits > ROW_SHARE * (digits + letters) and text.rstrip()[-1:] not in ".!?…"
    return rows or letters < FEW_WORDS or _LABELLED.match(text) is not None


def is_weak(text: str) -> bool:
    """Whether a phrase of `weak_sentences.txt` stands in it; a courtesy beside a number or a deed is none."""
    found = phrases_in("weak_sentences.txt", text)
    if found != {"courtesies"}:
        return bool(found)
    return not (_DIGIT.search(text) or "deed" in phrases_in("telling_words.txt", text))


def speaks_unnamed(text: str) -> bool:
    """Whether it says "I" or "we" outside quotation marks and names nobody who does."""
    outside = _QUOTED.sub(" ", text) if any(map(text.__contains__, _QUOTES)) else text
    words = {word.casefold() for word in _WORD.findall(outside)}
    if words.isdisjoint(words_by_section("references.txt")["speaker"]):
        return False
    return not (_SPEAKER.search(text) or words & words_by_section("attributions.txt")["verb"])


def inside_speech(sentences: Sequence[str]) -> list[bool]:
    """Of each sentence whether it goes on, or ends, what somebody said in an earlier one."""
    found = [False] * len(sentences)
    opened: int | None = None
    for at, text in enumerate(sentences):
        balance = _balance(text)
        if opened is not None and at - opened > MAX_SPEECH:
            opened = None
        if opened is not None and balance < 0:
            found[opened + 1 : at + 1] = [True] * (at - opened)
            opened = None
        elif opened is None and balance > 0:
            opened = at
    return found


def _balance(text: str) -> int:
    """Quotations that it opens less those that it closes; a straight quote opens where a word begins."""
    straight = sum(1 for found in re.finditer('"', text) if text[found.end() : found.end() + 1].isalnum())
    closing = text.count('"') - straight
    opened = sum(map(text.count, _OPEN_QUOTES)) + straight
    return opened - sum(map(text.count, _CLOSED_QUOTES)) - closing


def only_attributes(text: str) -> bool:
    """Whether it only says who told what the sentence before it tells: "Об этом сообщил…"."""
    listed = words_by_section("attributions.txt")
    opening = _TWO_WORDS.match(text)
    if opening is None or "_".join(opening.groups("")).casefold() not in listed["opening"]:
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    return (
        len(words) <= MAX_ATTRIBUTION
        and not listed["verb"].isdisjoint(words)
        and not listed["tells more"].intersection(words[2:])
    )


def is_half_quotation(text: str) -> bool:
    if not any(map(text.__contains__, _QUOTES)):
        return False
    opened = sum(map(text.count, _OPEN_QUOTES))
    closed = sum(map(text.count, _CLOSED_QUOTES))
    # “ closes „ in Russian and opens in English.
    if "„" in text:
        closed += text.count("“")
        opened -= text.count("“")
    return opened != closed or text.count('"') % 2 == 1


def is_quotation(text: str) -> bool:
    """Speech without who speaks, or with little else."""
    if text.startswith(("—", "–", "- ")):
        return True
    return text[:1] in '«“„"' and sum(map(len, _QUOTED.findall(text))) > MOSTLY_QUOTED_SHARE * len(text)


def refers_back(text: str) -> bool:
    """Whether the sentence begins with what only the one before it can resolve: "Она также…", "Это…"."""
    found = _FIRST_WORD.match(text)
    if found is None:
        return False
    first, second, third = found[1].lower(), (found[2] or "").lower(), (found[3] or "").lower()
    words = words_by_section("references.txt")
    if first in words["first"] or f"{first}_{second}" in words["phrases"]:
        return True
    if first in words["offices"] or (first in ("в", "во") and second in words["offices"]):
        return (third if first in ("в", "во") else second) in words["says"]
    return first in words["before"] and second in words["second"]
