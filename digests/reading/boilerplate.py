"""Lines and ends of lines that belong to a page, not to its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice

from digests.text.rules import rule_lines, words_by_section
from digests.text.sentences import split_sentences

MAX_BOILERPLATE_LINE = 300  # longer lines tell something, whatever they mention
MIN_REPORT_LINE = 2  # sentences after a call
MAX_TAGS_LINE = 100

_WORD = re.compile(r"\d{1,12}(?:[ .,]\d{1,12}){0,4}(?!\w)|\w+|[:@■+©]")
_NUMBER = re.compile(r"(?<![\d .,])[\d .,]+\Z")
_ENDS = (".", "!", "?", "…", "»", '"', "”", ":", ";", ",")
_HASHTAGS = re.compile(r"(?<![#@\w.\s,;|])(?:[#@][\w.]++[\s,;|]*+)++\Z")
_ONLY_LINK = re.compile(r"(?:[\w ]{0,30}[:—–-]?\s{0,9})?https?://\S++[.\s]*+\Z")
_CELLS = re.compile(r"\|[^|]*+\|")  # a row of a table
_FIGURE = re.compile(
    r"(?:(?:цен[аы]|стоимость|бағасы|құны|price|cost):?\s)?[^\w\s(«\"-]?\s?\d[\d., ]{0,20}+[кkmм]?\s?"
    r"(?:[₸$€₽£]|тенге|теңге|тг|тнг|kzt|руб(?:л(?:ей|ь|я))?|usd|eur|rub|доллар(?:ов|а)?)?\.?\Z",
    re.IGNORECASE,
)
_POST_SIGNED = re.compile(r"[—–-]\s?[^.!?()]{1,60}\(@\w{1,40}\)")
_LISTED = re.compile(
    r"(?:\b\d{1,2}\s\w{3,9}(?:\s\d{4})?|сегодня|вчера|бүгін|кеше),?\s\d{1,2}:\d{2}(?:\s\d{1,6})?\Z",
    re.IGNORECASE,
)

_CUT_OFF = re.compile(r"\s{0,9}\[(?:…|\.{3}|&hellip;|&#8230;)\]\s*\Z")

_MICRODATA = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d\S{0,20}){1,3}https?://|[A-Z]{2,6}:\d{3,12}\W?\Z")
_SIGNS_OF_PAGES = (_HASHTAGS, _ONLY_LINK, _CELLS, _FIGURE, _POST_SIGNED)

_Phrase = tuple[str, ...]


def without_furniture(lines: Iterable[str]) -> list[str]:
    """The lines that belong to the article, without what hangs at their ends."""
    told = map(_without_tail, map(_without_call, lines))
    return _without_tags(list(_without_lists(told)))


def _without_call(line: str) -> str:
    """The line without a call before its report: "Подписывайтесь на наш канал! В Семее …"."""
    if len(line) > MAX_BOILERPLATE_LINE or not is_furniture(line):
        return line
    first, *rest = split_sentences(line)
    report = line[len(first) :].strip()
    call = len(rest) >= MIN_REPORT_LINE and ":" not in first and is_furniture(first)
    return report if call and not is_furniture(report) else line


def _without_tail(line: str) -> str:
    """The line without its last sentences that are the page's: "The post … appeared first on …", and what a
    site cut off before its "[…]".
    """
    cut = _CUT_OFF.search(line) if "[" in line else None
    sentences = split_sentences(line[: cut.start()] if cut else line) if cut or _may_hold_tail(line) else []
    if cut and len(sentences) > 1 and not sentences[-1].endswith(_ENDS):
        sentences.pop()
    while sentences and _is_tail(sentences[-1]):
        sentences.pop()
    if not sentences:
        return "" if _is_tail(line) else line
    last = sentences[-1]
    return line[: line.rindex(last) + len(last)]


def _may_hold_tail(line: str) -> bool:
    return any(map(line.lower().__contains__, _tail_openings()))


def _is_tail(sentence: str) -> bool:
    if len(sentence) > MAX_BOILERPLATE_LINE:
        return False
    words = f" {' '.join(_texts(sentence))} "
    return any(words.startswith(f" {first} ") and f" {held} " in words for first, held in _tails())


@cache
def _tail_openings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(first for first, _ in _tails()))


@cache
def _tails() -> tuple[tuple[str, str], ...]:
    """What a tail begins with and what it holds."""
    rules = (rule.partition(" … ") for section, rule in rule_lines("boilerplate.txt") if section == "tail")
    return tuple((first, held) for first, _, held in rules)


def is_furniture(line: str) -> bool:
    """Whether a line of its own says nothing of the article."""
    if _MICRODATA.match(line):
        return True
    return len(line) <= MAX_BOILERPLATE_LINE and _is_furniture(line)


@lru_cache(maxsize=64)  # a line is asked about where a headline may stand, before a report and in a list
def _is_furniture(line: str) -> bool:
    if _is_menu(line):
        return True
    if any(signs.match(line) for signs in _SIGNS_OF_PAGES) or _LISTED.search(line[-40:]):
        return True
    texts = _texts(line)
    plain = tuple(text for text in texts if text != ":")
    return (
        plain in _rules()["line"]
        or plain in _rules()["list"]
        or _begins(texts, 0, "start")
        or any(
            _begins(texts, at, "anywhere")
            for at, text in enumerate(texts)
            if text in _first_words("anywhere")
        )
    )


def _is_menu(line: str) -> bool:
    """Whether a line is a row of links of which one at least is furniture ("Новости | Реклама | …")."""
    parts = line.split("|") if line.count("|") > 1 and not line.endswith(_ENDS) else []
    return any(tuple(_texts(part)) in _rules()["line"] for part in parts)


def _without_lists(lines: Iterable[str]) -> Iterator[str]:
    """Drop furniture, and after a list's heading all that looks like a headline."""
    listing = False
    for line in lines:
        if _is_list_heading(line):
            listing = True
        elif is_furniture(line) or (listing and _looks_listed(line)):
            continue
        else:
            listing = False
            if kept := _cut(line):
                yield kept


def _is_list_heading(line: str) -> bool:
    return len(line) <= 60 and tuple(text for text in _texts(line) if text != ":") in _rules()["list"]


def _looks_listed(line: str) -> bool:
    return len(line) <= 160 and not line.endswith(_ENDS)


def _cut(line: str) -> str:
    """The line up to a phrase of `[cut]` that begins a sentence near its end."""
    lowered = line[-2 * MAX_BOILERPLATE_LINE :].lower()
    if not any(map(lowered.__contains__, _first_words("cut"))):
        return line
    texts = _texts(lowered)
    for at, text in enumerate(texts):
        if text not in _first_words("cut") or not _begins(texts, at, "cut"):
            continue
        start = next(islice(_WORD.finditer(lowered), at, None)).start()
        before = line[: max(0, len(line) - 2 * MAX_BOILERPLATE_LINE) + start].rstrip(" ■•|-–—")
        if len(line) - len(before) <= MAX_BOILERPLATE_LINE and (not before or before.endswith(_ENDS)):
            return before
    return line


def _without_tags(lines: list[str]) -> list[str]:
    """Without the bare words (tags, a rubric, a signature) under the last full sentence of a text."""
    end = len(lines)
    while end > 2 and end > len(lines) - 3 and _is_tags(lines[end - 1]):
        end -= 1
    closed = end > 1 and lines[end - 1].endswith((".", "!", "?", "…", "»", '"', "”"))
    return lines[:end] if closed else lines


def _is_tags(line: str) -> bool:
    """Whether a line is a row of names: mostly capitals, or none, and no word that ties a sentence."""
    if len(line) > MAX_TAGS_LINE or line.endswith(_ENDS) or any(sign.isdigit() for sign in line):
        return False
    words = line.replace(",", " ").split()
    capitals = sum(word[:1].isupper() for word in words)
    ties = words_by_section("sentence_starts.txt")["starts"]
    if any(word.casefold() in ties for word in words):
        return False
    return len(words) == 1 or capitals == 0 or 2 * capitals > len(words)


def _begins(texts: list[str], at: int, section: str) -> bool:
    phrases = _first_words(section).get(texts[at], ()) if texts else ()
    return any(_matches(texts, at, phrase) for phrase in phrases)


def _matches(texts: list[str], at: int, phrase: _Phrase) -> bool:
    """Whether the phrase stands at `at`; colons of the text count only where the phrase has them."""
    for wanted in phrase:
        while at < len(texts) and texts[at] == ":" and wanted != ":":
            at += 1
        if at >= len(texts) or texts[at] != wanted:
            return False
        at += 1
    return True


def _texts(line: str) -> list[str]:
    return [_plain(word) if word[0].isdecimal() else word for word in _WORD.findall(line.lower())]


def _plain(word: str) -> str:
    """0 for any number; what else begins with a figure, as it is."""
    return "0" if _NUMBER.match(word) else word


@cache
def _first_words(section: str) -> Mapping[str, tuple[_Phrase, ...]]:
    index: dict[str, tuple[_Phrase, ...]] = {}
    for phrase in _rules()[section]:
        index[phrase[0]] = (*index.get(phrase[0], ()), phrase)
    return index


@cache
def _rules() -> Mapping[str, frozenset[_Phrase]]:
    rules: dict[str, set[_Phrase]] = {}
    for section, rule in rule_lines("boilerplate.txt"):
        rules.setdefault(section, set()).add(tuple(re.findall(r"\w+|[:@■+©]", rule)))
    return {section: frozenset(phrases) for section, phrases in rules.items()}
