"""What messengers and word processors leave in a text: stamps, asterisks, bullets, emoji, hard line ends."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from digests.text.line_breaks import Line, rejoined
from digests.text.rules import rule_lines

_YEAR_WORD = r"(?:\s?(?:г|ж)\.)?"
_DATE = (
    rf"(?:\d{{1,4}}[./-]\s?\d{{1,2}}[./-]\s?\d{{1,4}}{_YEAR_WORD}"
    rf"|\d{{1,2}}\s[^\W\d_]{{3,9}}\.?,?\s\d{{4}}{_YEAR_WORD}|[^\W\d_]{{3,9}}\.?\s\d{{1,2}},\s\d{{4}}"
    r"|\d{4}\s(?:ж\.|жылғы|жылы)\s\d{1,2}\s[^\W\d_]{3,9}\.?)"
)
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[APap]\.?\s?[Mm]\.?)?"
_MOMENT = rf"(?:({_DATE}),?\s(?:(?:в|at|сағат)\s)?{_CLOCK}|{_CLOCK},\s({_DATE}))"
# [25.09.2025, 10:31] Айгуль: … · 25.09.2025, 10:31 - Айгуль: … · 9/25/25, 10:31 PM - Aigul: …
_HEAD = rf"(?:\[\s?{_MOMENT}\s?\]\s?|{_MOMENT}\s?[-–—]\s)"
_SENT = re.compile(_HEAD)
_STAMP = re.compile(rf"{_HEAD}[^:\n\[\]]{{1,50}}:(?:\s|$)")
# Айгуль, [25.09.2025 10:31] on a line of its own
_STAMP_LINE = re.compile(rf"[^\[\]\n]{{0,60}}\[{_MOMENT}\]:?$")
_FIGURES = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})[./-]\s?(\d{1,4})")
_LABEL = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]{0,30}(?:[ -][^\W\d_]{1,30}){0,2}\s?:\s")
_HYPHENATED = re.compile(r"[^\W_][-\u2010\u00ac]\Z")
_FORWARD = re.compile(
    r"\[?(?:переслано (?:от|из)|forwarded (?:from|message)|пересланное сообщение"
    r"|бағытталған хабар|қайта жіберілді:)(?!\w).{0,80}$"
    r"|\[?(?:в ответ на|in reply to)\b.{0,80}\]?$",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])([^*\n]*[^\s*])\*{1,3}(?![\w*])")
_UNDERLINES = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])([^_\n]*[^\s_])_{1,2}(?![\w_])")
_TILDES = re.compile(r"(?<![\w~])~{1,2}(?=[^\s~])([^~\n]*[^\s~])~{1,2}(?![\w~])")
_ANGLES = str.maketrans("‹›[]", "<><>")
_BULLETS = "•●▪■◆◦‣⁃∙·►▶➤➢❖✓✔☑→"
_EMOJI = (
    "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u203c\u2049\u2139\u200d\ufe0f\u20e3"
)
_LEADING = re.compile(rf"(?:[{_EMOJI}{_BULLETS}\s]|[0-9#*]\u20e3|[-*+]\s)+")
_TRAILING = re.compile(rf"[{_EMOJI}\s]")
_REACTION = re.compile(rf"[{_EMOJI}]{{1,4}}\s?\d[\d.,]{{0,8}}\s?[KkКк]?\s{{0,3}}")
_RULE = re.compile(r"[\s\-–—_=*~#.•·+]+")
MAX_WRAPPED_LINE = 100
MIN_WRAPPED_LINE = 30
MIN_IN_COLUMN = 10  # of lines that hyphens end
MAX_MESSENGER_LINE = 200


@dataclass(frozen=True, slots=True)
class TidyLine:
    """A line without litter; `stamp` is the date that a messenger had put before it."""

    text: str
    stamp: str | None = None


def tidy_lines(text: str) -> list[TidyLine]:
    """The lines that say something, in order, joined where a page or a mail program had cut a sentence."""
    lines = list(_joined([line.strip() for line in text.split("\n")]))
    exported = sum(_STAMP.match(line) is not None for line in lines) > 1
    return [tidy for line in lines if (tidy := _tidy(line, exported)).text or tidy.stamp]


def _tidy(line: str, exported: bool) -> TidyLine:
    stamp = _STAMP.match(line) or _STAMP_LINE.match(line)
    if stamp:
        message = _message(line[stamp.end() :])
        says = message or stamp.end() == len(line)
        return TidyLine(_plain(message), _date(next(filter(None, stamp.groups()))) if says else None)
    if exported and _SENT.match(line):
        return TidyLine("")  # by nobody: the messenger's own
    return TidyLine("" if _FORWARD.match(line) else _plain(_message(line)))


def _message(text: str) -> str:
    """What a person wrote of a message; nothing of what the messenger writes itself."""
    text = _lines("ending").sub("", text.strip())
    own = text.translate(_ANGLES) if len(text) <= MAX_MESSENGER_LINE else ""
    return "" if _lines("line").fullmatch(own) else text


def _date(written: str) -> str:
    """The day of a stamp with its whole year; empty where figures fit two days ("9/10/26")."""
    found = _FIGURES.match(written)
    if not found:
        return written
    first, sign, second, third = found.groups()
    if len(first) == 4:
        return f"{first}-{second}-{third}"
    if int(second) > 12:
        first, second = second, first
    elif sign == "/" and int(first) <= 12 and int(first) != int(second):
        return ""
    return f"{first}.{second}.{third if len(third) == 4 else '20' + third}"


@cache
def _lines(section: str) -> re.Pattern[str]:
    rules = [rule for kind, rule in rule_lines("chat_lines.txt") if kind == section]
    patterns = (re.escape(rule).replace(r"\*", ".{0,100}") for rule in rules)
    return re.compile(
        "(?:" + "|".join(patterns) + ")" + (r"\s*\Z" if section == "ending" else ""), re.IGNORECASE
    )


def _plain(line: str) -> str:
    if _RULE.fullmatch(line) or (_REACTION.match(line) and not _REACTION.sub("", line)):
        return ""
    for mark, pattern in (("*", _STARS), ("_", _UNDERLINES), ("~", _TILDES)):
        if mark in line and "://" not in line:
            line = pattern.sub(r"\1", line)
    leading = _LEADING.match(line)
    line = line[leading.end() :] if leading else line
    return line if line[-1:].isalnum() or line[-1:] in ".!?»" else line[: _trail(line)]


def _trail(line: str) -> int:
    """Where the emoji at the end of a line begin."""
    end = len(line)
    while end and _TRAILING.match(line[end - 1]):
        end -= 1
    return end


def _joined(lines: list[str]) -> Iterator[str]:
    """Lines put together where a page's width had cut them."""
    blocks = list(_blocks(lines))
    paragraphs = any(len(line) > MAX_WRAPPED_LINE and "://" not in line for line in lines)
    pairs = [pair for block in blocks for pair in pairwise(block)]
    width = math.inf if paragraphs else _width(pairs)
    for block in blocks:
        yield from rejoined([Line(line, width) for line in block])


def _width(pairs: list[tuple[str, str]]) -> float:
    """The width of the page that has cut most lines; infinite where that is not seen."""
    cut = [len(line) for line, following in pairs if _HYPHENATED.search(line) or following[:1].islower()]
    unended = sum(not line.endswith((".", "!", "?")) for line, _ in pairs)
    return max(cut) if len(cut) > 1 and 2 * len(cut) > unended else math.inf


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Neighbouring lines of which each is long enough to have been cut before the next."""
    hyphenated = sum(_splits_word(a, b) for a, b in pairwise(lines)) > 1
    shortest = MIN_IN_COLUMN if hyphenated else MIN_WRAPPED_LINE
    block: list[str] = []
    for line in lines:
        if block and not _may_go_on(block[-1], line, shortest):
            yield block
            block = []
        block.append(line)
    yield block


def _may_go_on(line: str, following: str, shortest: int) -> bool:
    if not following or _SENT.match(following) or _LABEL.match(following):
        return False
    return _splits_word(line, following) or shortest < len(line) <= MAX_WRAPPED_LINE


def _splits_word(line: str, following: str) -> bool:
    return _HYPHENATED.search(line) is not None and following[:1].islower()
