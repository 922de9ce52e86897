"""What hangs at the ends of a text and its paragraphs: who signs it, captions, questions to the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from digests.reading.boilerplate import is_furniture
from digests.text.characters import letters_of
from digests.text.rules import rule_lines
from digests.text.sentences import split_sentences

MAX_SIGNATURE = 70  # letters of a name with a call to subscribe
MAX_CALL = 4  # words
MAX_TEASER = 200  # letters of the questions that end a text
MAX_CREDIT = 90
MAX_CAPTION = 160
OPENING = 3  # paragraphs; in one of them an agency names itself

_ENDED = '.!?…»”"'
_ACCOUNTS = re.compile(r"(?<=[.!?…»”\")])\s{1,3}[@#]\w{2,40}(?:[\s,|]{1,3}[@#]\w{2,40}){0,9}\Z")
_PARTS = re.compile(r"\s{0,3}[.|•·—–:/]\s{0,3}|\s-\s")
_QUOTES = '«»“”„"'


def without_last_calls(lines: Sequence[str]) -> list[str]:
    """The lines of a text without those at its end in which a channel names itself and calls to subscribe."""
    end = len(lines)
    while end > 1 and _is_signature(lines[end - 1]):
        end -= 1
    return list(lines[:end])


def without_signatures(paragraphs: Sequence[str], source: str | None = None) -> list[str]:
    """The paragraphs without what signs them; `source` is what theirs calls itself. All, when all does."""
    lines = [kept for line in paragraphs if (kept := _without_tail(line))]
    while len(lines) > 1 and (_is_signature(lines[-1]) or _is_named(lines[-1], source)):
        lines.pop()
    lines = _without_teaser(_without_last_furniture(lines))
    named = [_without_name(line, source if at == 0 else None) for at, line in enumerate(lines[:OPENING])]
    return [*named, *lines[OPENING:]] or list(paragraphs)


def _without_last_furniture(lines: list[str]) -> list[str]:
    sentences = split_sentences(lines[-1]) if lines else []
    told = len(sentences)
    while told > 1 and is_furniture(sentences[told - 1]):
        told -= 1
    if told == len(sentences):
        return lines
    return [*lines[:-1], lines[-1][: lines[-1].rindex(sentences[told])].rstrip()]


def _without_tail(line: str) -> str:
    """The paragraph without accounts, the credit and the caption of a picture behind its last sentence."""
    line = _ACCOUNTS.sub("", line) if "@" in line or "#" in line else line
    sentences = split_sentences(line) if _may_end_in_caption(line) else []
    while sentences and (_is_caption(sentences[-1]) or _is_credit(sentences[-1])):
        sentences.pop()
        line = line[: line.rindex(sentences[-1]) + len(sentences[-1])] if sentences else ""
    return line


def _may_end_in_caption(line: str) -> bool:
    return _has_caption(line, max(0, len(line) - 2 * MAX_CAPTION)) or _is_open(line)


def _has_caption(line: str, start: int) -> bool:
    lowered = line[start:].lower()
    return any(map(lowered.__contains__, _shown())) and _captions().search(line, start) is not None


def _is_open(line: str) -> bool:
    return line[-1:] not in _ENDED and "/" in line[-MAX_CREDIT:]


def _is_caption(sentence: str) -> bool:
    return len(sentence) <= MAX_CAPTION and bool(_captions().match(sentence))


def _is_credit(sentence: str) -> bool:
    """ "GETTY IMAGES/AFP/Asel Bek": names with strokes between them, one of an agency of pictures."""
    parts = [part.strip(" .©()").casefold() for part in re.split(r"[/|]", sentence)]
    agency = any(part.startswith(name) for part in parts for name in _rules("agency"))
    return len(parts) > 1 and len(sentence) <= MAX_CREDIT and agency and sentence[-1:] not in "!?…"


def _is_signature(line: str) -> bool:
    """A name with a call to subscribe or a dash behind it: "Степной вестник. Подписаться"."""
    if len(line) > MAX_SIGNATURE:
        return False
    parts = (part.strip(" !.") for part in _PARTS.split(line.casefold()))
    return line.endswith(("—", "–", "|", "•")) or any(map(_is_call, parts))


def _is_call(words: str) -> bool:
    return words in _rules("call") or (words.startswith(_to_subscribe()) and words.count(" ") < MAX_CALL)


@cache
def _to_subscribe() -> tuple[str, ...]:
    return tuple(f"{rule} " for rule in _rules("call to"))


def _is_named(line: str, source: str | None) -> bool:
    return bool(source) and letters_of(line) == letters_of(source or "")


def _without_name(line: str, source: str | None) -> str:
    """Without what a report opens with beside its dateline: "Степь-информ. В Таразе …"."""
    name, stop, report = line.partition(". ")
    named = _is_named(name, source) or name.casefold().startswith(_agencies())
    return report if stop and named and len(name) <= MAX_SIGNATURE else line


@cache
def _agencies() -> tuple[str, ...]:
    return tuple(f"{kind} «" for kind in _rules("agency kind"))


def _without_teaser(lines: list[str]) -> list[str]:
    """Without the questions to the reader that end a text; in an interview others are asked."""
    if not lines or not lines[-1].endswith("?") or any(line.endswith("?") for line in lines[:-1]):
        return lines
    sentences = split_sentences(lines[-1])
    told = len(sentences)
    while told and sentences[told - 1].endswith("?") and not any(map(sentences[told - 1].count, _QUOTES)):
        told -= 1
    asked = sentences[told:]
    if not asked or sum(map(len, asked)) > MAX_TEASER or not (told or lines[:-1]):
        return lines
    last = lines[-1][: lines[-1].rindex(asked[0])].rstrip() if told else ""
    return [*lines[:-1], *filter(None, [last])]


@cache
def _shown() -> tuple[str, ...]:
    return tuple({rule.split()[-1] for rule in _rules("caption")})


@cache
def _rules(section: str) -> frozenset[str]:
    return frozenset(rule for kind, rule in rule_lines("signatures.txt") if kind == section)


@cache
def _captions() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _rules("caption")), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s[–—-]\s|\s?:\s?)", re.IGNORECASE)
