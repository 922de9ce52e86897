"""Shortens a sentence by deletion alone, so that it reads well away from its neighbours."""

from __future__ import annotations

import re
from functools import cache

from digests.text.rules import rule_lines, words_by_section

MIN_SHORTENED = 25
MAX_SENTENCE = 3000  # a longer "sentence" is no prose
MAX_PARENTHESIS = 300
MAX_SUM = 40
MAX_NAME_WORDS = 3  # words; more of them in quotation marks are somebody's words
_PARENTHESIS = re.compile(rf"(?<!\s)\s*\([^()]{{2,{MAX_PARENTHESIS}}}\)")
# Verbs of reporting alone: what a person "заявил" or "считает" stays theirs.
_REPORT_RU = (
    r"(?:об этом\s{1,3})?(?:также\s{1,3})?(?:как\s{1,3})?(?:сообщ(?:ает|ают|ил[аио]?|ается|алось)|"
    r"переда[её]т|передают|передал[аи]?|пишет|пишут|информиру[ею]т|проинформировал[аи]?|следует из|говорится|"
    r"сказано|свидетельствуют данные)"
)
_ANY = r"(?:[^.!?]|\.(?=\w))"  # also the dot of "Dala.kz"
_TAIL_RU = re.compile(
    rf"[,;]?\s{{0,3}}[–—-]?\s{{0,3}}[,–—-]\s{{0,3}}{_REPORT_RU}\b(?:(?!,\s(?:а|но|и|что|однако|хотя)\b){_ANY}){{0,160}}(?=[.!?…]?$)",
    re.IGNORECASE,
)
_TAIL_KK = re.compile(
    r"(?:,|[,;]?\s[–—-])\s{0,3}(?:деп|дейді|деді)\b"
    r"(?:\s{1,3}(?:хабарлайды|жазады|мәлімдеді|хабарлады|жеткізді|атап өтті))?"
    rf"{_ANY}{{0,120}}(?=[.!?…]?$)",
    re.IGNORECASE,
)
_TAIL_EN = re.compile(
    r",\s{0,3}(?:(?:according to|as reported by)\b[^,.!?\"”]{2,80}|[^,.!?\"”]{2,60}\s(?:reports|reported))"
    r"(?=[.!?…]?$)",
    re.IGNORECASE,
)
_CUT_TAIL_KK = re.compile(
    r"\.[a-z]{2,5}(?:-\w{1,3}| \w{3,12})? сілтеме жасап(?=[.!?…]?$)"
)  # the agency's name is gone
# Each with what it cannot do without, which is quicker to look for.
_TAILS = (
    (_TAIL_RU, ("сообщ", "переда", "пиш", "информир", "следует из", "говорится", "сказано", "свидетельств")),
    (_TAIL_KK, ("деп", "дейді", "деді")),
    (_CUT_TAIL_KK, ("сілтеме жасап",)),
    (_TAIL_EN, ("according to", "as reported by", "reports", "reported")),
)
LINK_INSIDE = re.compile(r"(?<=[\w,]) https?://[^\s]{4,300}(?= [a-zа-яё])")
_SPEECH = re.compile(r"[«“„\"]([^«“„\"]*)[»”\"]$")
_WORDS = re.compile(r"[\w-]+")
_LETTERS = re.compile(r"[^\W_]*")


def shorten(sentence: str) -> str:
    """The sentence without its leading connective, its parentheses and its trailing attribution."""
    text = " ".join(sentence.split())
    if len(text) > MAX_SENTENCE:
        return text
    opened = text
    for step in (without_link, without_connective, without_parentheses, without_attribution):
        shorter = step(text)
        if len(shorter) >= MIN_SHORTENED:
            text = shorter
    return text if opened.startswith(text[:1]) else text[:1].upper() + text[1:]


def without_link(text: str) -> str:
    """Without a bare link that stands inside a sentence."""
    return LINK_INSIDE.sub("", text) if "://" in text else text


def without_connective(text: str) -> str:
    """Without the openings of `connectives.txt`, one after another."""
    for _ in range(3):
        opening = _connectives().match(text) if _may_open(text) else None
        if opening is None or not text[opening.end() :].strip():
            return text
        text = text[opening.end() :].lstrip(" ,:—–-")
    return text


def _may_open(text: str) -> bool:
    """Whether the first word begins any opening at all: looking them all up takes long."""
    return (_LETTERS.match(text) or [""])[0].casefold().replace("ё", "е") in _first_words()


@cache
def _first_words() -> frozenset[str]:
    found = (_LETTERS.match(rule) for _, rule in rule_lines("connectives.txt"))
    return frozenset((word or [""])[0].casefold().replace("ё", "е") for word in found)


def without_parentheses(text: str) -> str:
    """Without what stands in parentheses, but a sum or a share: "($70 million)"."""
    if "(" not in text:
        return text
    return _PARENTHESIS.sub(lambda found: found[0] if _is_sum(found[0]) else "", text)


def _is_sum(parenthesis: str) -> bool:
    words = re.findall(r"[^\W\d_]+|[%$€£¥₸₽]", parenthesis.casefold())
    kept = words_by_section("units.txt")["kept in parentheses"]
    return len(parenthesis) <= MAX_SUM and bool(re.search(r"\d", parenthesis)) and not kept.isdisjoint(words)


def without_attribution(text: str) -> str:
    """Without a trailing ", сообщает агентство" that only names the source; speech keeps its speaker."""
    lowered = text.lower()
    for tail, verbs in _TAILS:
        if any(map(lowered.__contains__, verbs)) and (found := tail.search(text)):
            told = text[: found.start()].rstrip(" ,—–-")
            kept = _ends_with_speech(told) or names_claimant(found[0])
            return text if kept else told + (text[found.end() :] or ".")
    return text


def names_claimant(tail: str) -> bool:
    """Whether an attribution says who claims it, a person, and not who passes it on."""
    words = [word.casefold() for word in _WORDS.findall(tail)]
    listed = words_by_section("attributions.txt")
    passed_on = any(word.startswith(tuple(listed["medium"])) for word in words)
    return not passed_on and any(word.startswith(tuple(listed["claimant"])) for word in words)


def _ends_with_speech(text: str) -> bool:
    found = _SPEECH.search(text)
    return found is not None and len(found[1].split()) > MAX_NAME_WORDS


@cache
def _connectives() -> re.Pattern[str]:
    openings = sorted((rule for _, rule in rule_lines("connectives.txt")), key=len, reverse=True)
    return re.compile("|".join(f"(?:{_pattern(rule)})" for rule in openings), re.IGNORECASE)


def _pattern(rule: str) -> str:
    words = re.escape(rule.rstrip("~^")).replace("е", "[её]")
    if rule.endswith("^"):
        return words + r"\s{1,3}(?=(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ\d]))"
    return words + (r"\s{0,3},\s{0,3}" if rule.endswith("~") else r"(?:,?\s{1,3}|$)")
