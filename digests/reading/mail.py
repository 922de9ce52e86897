"""What mail programs put around a letter that is forwarded: its head, the marks of a quotation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from digests.text.rules import rule_lines

MIN_HEAD = 2  # labelled lines: one alone ("Тема: музыка") is text
MAX_HEAD = 30
_QUOTED = re.compile(r"(?:\s{0,3}>)+ ?")
_LABELLED = re.compile(
    r"[*_]{0,2}([^\W\d_]{1,30}(?:[ -][^\W\d_]{1,30}){0,2})[*_]{0,2}\s?:[*_]{0,2}(?:\s{1,9}(.*))?\Z"
)
_ADDRESSED = re.compile(r"<[^<>\s]{1,99}@|\d{1,2}:\d{2}")
_TAG = re.compile(r"\A\s*\[[A-Z_ -]{2,20}\]\s*")
_ADDRESS_ENDS = re.compile(r"\d{1,2}:\d{2},? .{0,99}<[^<>\s]{1,99}@[^<>\s]{1,99}>:\Z")
_PREFIX = re.compile(r"\s{0,9}([\w.]{1,6})(?:\[\d{1,2}\])?\s?:\s{0,9}")
_AROUND = " \t-–—_=*:>"


@dataclass(frozen=True, slots=True)
class Letter:
    """A text without the heads of its letters; `subject` and `date` as the innermost head gives them."""

    lines: Sequence[str]
    subject: str | None = None
    date: str | None = None


def open_letter(lines: Sequence[str]) -> Letter:
    """The letter that the lines hold, or the lines as they are where they hold none."""
    lines = _unquoted(lines)
    kept: list[str] = []
    head: dict[str, str] = {}
    at = 0
    while at < len(lines):
        found = _head(lines, at)
        if found:
            head |= {kind: value for kind, value in found if value}
            at += len(found)
        else:
            if not _is_mark(lines[at]):
                kept.append(lines[at])
            at += 1
    return Letter(kept, _subject(head.get("subject", "")), head.get("date"))


def _unquoted(lines: Sequence[str]) -> Sequence[str]:
    """The lines without the marks of a quotation, where more than one has them."""
    if sum(line.startswith(">") for line in lines) < MIN_HEAD:
        return lines
    return [line[found.end() :] if (found := _QUOTED.match(line)) else line for line in lines]


def _head(lines: Sequence[str], at: int) -> list[tuple[str, str]]:
    """The kind and value of each line of the head that begins there; empty when none does."""
    found: list[tuple[str, str]] = []
    for line in lines[at : at + MAX_HEAD]:
        labelled = _LABELLED.match(line)
        kind = _labels().get(labelled[1].casefold().strip()) if labelled else None
        if labelled and kind:
            found.append((kind, (labelled[2] or "").strip(" *_")))
        elif found and found[-1][0] == "other" and "@" in line:
            found.append(("other", line))  # a long list of addressees goes on
        else:
            break
    addressed = any(kind in ("sender", "other") for kind, _ in found)
    return found if len(found) >= MIN_HEAD and addressed else []


def _is_mark(line: str) -> bool:
    """Whether a line says that a letter is forwarded, or whom one quotes."""
    words = line.strip(_AROUND).casefold()
    if words in _marks("forwarded") or (line.endswith(">:") and _ADDRESS_ENDS.search(line)):
        return True
    return words.endswith(_marks("quoting")) and _ADDRESSED.search(line) is not None


def _subject(subject: str) -> str | None:
    """What a letter is about, without what answering, forwarding and filters put before it."""
    subject = _TAG.sub("", subject)
    while (found := _PREFIX.match(subject)) and found[1].casefold() in _marks("prefix"):
        subject = subject[found.end() :]
    return subject.strip() or None


@cache
def _labels() -> Mapping[str, str]:
    kinds = ("subject", "sender", "date", "other")
    return {label: kind for kind, label in rule_lines("mail_heads.txt") if kind in kinds}


@cache
def _marks(section: str) -> tuple[str, ...]:
    return tuple(rule for kind, rule in rule_lines("mail_heads.txt") if kind == section)
