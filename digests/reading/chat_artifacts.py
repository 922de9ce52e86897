"""What messengers and word processors leave in a text: stamps, asterisks, bullets, emoji, hard line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap]\.?[Mm]\.?)?"
# [25.09.2025, 10:31] Айгуль: … · 25.09.2025, 10:31 - Айгуль: … · 9/25/25, 10:31 - Aigul: …
_STAMP = re.compile(rf"\[?({_DATE}),?\s{_CLOCK}(?:\]\s?|\s?[-–—]\s)[^:\n]{{1,50}}:(?:\s|$)")
# Айгуль, [25.09.2025 10:31] on a line of its own
_STAMP_LINE = re.compile(rf"[^\[\]\n]{{0,60}}\[({_DATE}),?\s{_CLOCK}\]:?$")
_FORWARD = re.compile(
    r"(?:переслано (?:от|из)|forwarded (?:from|message)|пересланное сообщение|бағытталған хабар)\b.{0,80}$"
    r"|\[?(?:в ответ на|in reply to)\b.{0,80}\]?$",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?<![\w*])\*{1,3}(?=[^\s*])([^*\n]*[^\s*])\*{1,3}(?![\w*])")
_UNDERLINES = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])([^_\n]*[^\s_])_{1,2}(?![\w_])")
_TILDES = re.compile(r"(?<![\w~])~{1,2}(?=[^\s~])([^~\n]*[^\s~])~{1,2}(?![\w~])")
_BULLETS = "•●▪■◆◦‣⁃∙·►▶➤➢❖✓✔☑→"
_EMOJI = (
    "\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u203c\u2049\u2139\u200d\ufe0f\u20e3"
)
_LEADING = re.compile(rf"(?:[{_EMOJI}{_BULLETS}\s]|[0-9#*]\u20e3|[-*+]\s)+")
_TRAILING = re.compile(rf"[{_EMOJI}\s]")
_RULE = re.compile(r"[\s\-–—_=*~#.•·+]+")
MAX_WRAPPED_LINE = 100


@dataclass(frozen=True, slots=True)
class TidyLine:
    """A line without litter; `stamp` is the date that a messenger had put before it."""

    text: str
    stamp: str | None = None


def tidy_lines(text: str) -> list[TidyLine]:
    """The lines that say something, in order, joined where a mail program had cut a sentence."""
    lines = [line.strip() for line in text.split("\n")]
    return [tidy for line in _joined(lines) if (tidy := _tidy(line)).text or tidy.stamp]


def _tidy(line: str) -> TidyLine:
    stamp = _STAMP.match(line) or _STAMP_LINE.match(line)
    if stamp:
        return TidyLine(_plain(line[stamp.end() :]), stamp[1])
    return TidyLine("" if _FORWARD.match(line) else _plain(line))


def _plain(line: str) -> str:
    if _RULE.fullmatch(line):
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
    """Lines put together where a short line broke off and the next goes on in a small letter."""
    whole: list[str] = []
    for line in lines:
        if whole and not _goes_on(whole[-1], line):
            yield " ".join(whole)
            whole = []
        whole.append(line)
    yield " ".join(whole)


def _goes_on(line: str, following: str) -> bool:
    broken = 30 < len(line) <= MAX_WRAPPED_LINE and line[-1] not in ".!?…:;"
    return broken and following[:1].islower()
