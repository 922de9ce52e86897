"""Shortens a sentence by deletion alone, so that it reads well away from its neighbours."""

from __future__ import annotations

import re
from functools import cache

from digests.rules import rule_lines

SHORTEST = 25
LONGEST = 3000  # a longer "sentence" is no prose
LONGEST_PARENTHESIS = 300
_PARENTHESIS = re.compile(rf"\s*\([^()]{{2,{LONGEST_PARENTHESIS}}}\)")
# Verbs of reporting alone: what a person "заявил" or "считает" stays theirs.
_REPORT_RU = (
    r"(?:об этом\s+)?(?:также\s+)?(?:как\s+)?(?:сообщ(?:ает|ают|ил[аи]?|или|ается|алось)|"
    r"переда[её]т|передают|передал[аи]?|пишет|пишут|информиру[ею]т|проинформировал[аи]?|следует из|говорится|"
    r"сказано|свидетельствуют данные)"
)
_TAIL_RU = re.compile(rf"[,;]?\s*[–—-]?\s*[,–—-]\s*{_REPORT_RU}\b[^.!?]{{0,160}}(?=[.!?…]?$)", re.IGNORECASE)
_TAIL_KK = re.compile(
    r"[,;]?\s*[–—-]?\s*\b(?:деп|дейді|деді)\b"
    r"(?:\s+(?:хабарлайды|жазады|мәлімдеді|хабарлады|жеткізді|атап өтті))?"
    r"[^.!?]{0,120}(?=[.!?…]?$)",
    re.IGNORECASE,
)
_TAIL_EN = re.compile(
    r",\s*(?:(?:according to|as reported by)\b[^,.!?\"”]{2,80}|[^,.!?\"”]{2,60}\s(?:reports|reported))"
    r"(?=[.!?…]?$)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")


def shorten(sentence: str) -> str:
    """The sentence without its leading connective, its parentheses and its trailing attribution."""
    text = _SPACE.sub(" ", sentence).strip()
    if len(text) > LONGEST:
        return text
    opened = text
    for step in (without_connective, without_parentheses, without_attribution):
        shorter = step(text)
        if len(shorter) >= SHORTEST:
            text = shorter
    return text if opened.startswith(text[:1]) else text[:1].upper() + text[1:]


def without_connective(text: str) -> str:
    """Without the openings of `connectives.txt`, one after another."""
    for _ in range(3):
        opening = _connectives().match(text)
        if opening is None or not text[opening.end() :].strip():
            return text
        text = text[opening.end() :].lstrip(" ,:—–-")
    return text


def without_parentheses(text: str) -> str:
    return _PARENTHESIS.sub("", text)


def without_attribution(text: str) -> str:
    """Without a trailing ", сообщает агентство" that only names the source."""
    for tail in (_TAIL_RU, _TAIL_KK, _TAIL_EN):
        if found := tail.search(text):
            return text[: found.start()].rstrip(" ,—–-") + (text[found.end() :] or ".")
    return text


@cache
def _connectives() -> re.Pattern[str]:
    openings = sorted((rule for _, rule in rule_lines("connectives.txt")), key=len, reverse=True)
    return re.compile("|".join(f"(?:{_pattern(rule)})" for rule in openings), re.IGNORECASE)


def _pattern(rule: str) -> str:
    words = re.escape(rule.rstrip("~")).replace("е", "[её]")
    return words + (r"\s*,\s*" if rule.endswith("~") else r"(?:\s+|$)")
