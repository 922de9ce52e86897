"""Paragraphs and sentences, each a verbatim piece of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from digests.text.rules import words_by_section

# A quotation of several sentences stays whole up to this length; a longer one is split like any text.
MAX_QUOTATION = 300
# "В 2024 г." is no sentence: the abbreviation for a year ends one of more words than this.
MIN_BEFORE_YEAR = 3
MIN_SURNAME = 3  # letters: a surname has more
MAX_ENGLISH_WORD = 60  # letters

# A run of stops with its closing quotes, before a space or glued to the next sentence ("договор.Стороны").
# Possessive, and tried only at the head of a run, so that a line of a hundred thousand dots stays linear.
_SMALL, _CAPITAL = "а-яёәғқңөұүһі", "А-ЯЁӘҒҚҢӨҰҮҺІ"
_GLUED = (
    rf"(?:(?<=[{_SMALL}a-z]{{2}}[.!?…])|(?<=[{_SMALL}a-z]{{2}}\.\.\.)|(?<=[A-Z{_CAPITAL}0-9]{{2}}[.!?])|(?<=[»”\"%)°][.!?])|"
    r"(?<=[.!?…][»”\"]))"
    rf"(?=[“„]?[{_CAPITAL}][{_SMALL}]|[“„]?[АВИКОСУЯ]\s|«|[“„]?[A-Z])"
)
_END = re.compile(rf"(?<![.!?…])[.!?…]++[»”\"'’)\]]*+(?:\[\d{{1,3}}\])?+(?:(?=\s)|{_GLUED})")
_LAST_WORD = re.compile(r"(?<![\w.’'/°·-])[\w.’'/°·-]+\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.-?){0,9}[^\W\d_]\Z")
_BEFORE_INITIALS = re.compile(r"([\w’'-]{1,40})\s((?:[^\W\d_]\.\s?){0,2})[^\W\d_]\Z")
_APART = re.compile(r"(?<!\S)(\w{1,3})\.\s?\Z")
_NEXT = re.compile(r"\s*+([«“„\"'’(\[—–+-]*)\s*([\w’'-]*\.?)(.?)")
_ENGLISH_WORD = re.compile(r"(?<![\w.’'/°·@-])[a-z]{3,20}(?:[’'-][a-z]{1,20}){0,3}\Z")
_IN_ADDRESSES, _CLOSES_GLUED = ("@", "/", "="), ')%"»”°'
_MARKER = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[а-яёa-z])\.\Z")
_NUMBER = re.compile(r"(?:\d\)?|[IVXLІХ]|гг\.|жж\.|\bс\.)\Z")
_HESITATES = re.compile(
    r"(?<!\w)(?:в|во|на|с|со|к|ко|о|об|и|а|но|для|из|от|до|по|при|мен|және|the|an?|of|to|with|and)\Z",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"\d[°º]?\Z")
_CONTINUES = ("", ",", ";", ":", ".", "!", "?", "…", ")", "]", "»", "”", "/")
_SECTIONS = ("before", "number", "unit", "after", "either")
_OPENING = "«“„"
_CLOSING = {"«": "»", "“": "”", "„": "“”"}
_CLOSERS = "»”\"'’"


def split_paragraphs(text: str) -> list[str]:
    return [stripped for line in text.splitlines() if (stripped := line.strip())]


def split_sentences(text: str) -> list[str]:
    return [sentence for line in split_paragraphs(text) for sentence in _sentences_of(line)]


def read_sentences(text: str) -> Iterator[str]:
    """The sentences one by one, for who needs only the first."""
    return (sentence for line in split_paragraphs(text) for sentence in _sentences(line))


@lru_cache(maxsize=8)  # what signs a text is sought in its last paragraph before all of it is split
def _sentences_of(line: str) -> tuple[str, ...]:
    return tuple(_sentences(line))


def _sentences(line: str) -> Iterator[str]:
    quotations = _Quotations(line)
    start = 0
    for end in _END.finditer(line):
        at = _end_of(line, start, end)
        if _is_border(line, start, end) and not quotations.hold(at):
            yield line[start:at].strip()
            start = at
    if rest := line[start:].strip():
        yield rest


def _end_of(line: str, start: int, end: re.Match[str]) -> int:
    """Where the sentence ends: a straight quote glued to both is of the second one if none is open."""
    at = end.end()
    if line[at - 1] != '"' or not line[at : at + 1].isalpha():
        return at
    return at - (line.count('"', start, at) % 2)


def _is_border(line: str, start: int, end: re.Match[str]) -> bool:
    following = _NEXT.match(line, end.end())
    marks, word, sign = following.groups() if following else ("", "", "")
    if word[:1].islower() or (not word and sign in _CONTINUES):
        return False
    if word[:1].isascii() and line[end.end()].isalpha() and not _is_parted(line, end, word, sign):
        return False
    closed = end[0][-1] in _CLOSERS
    if marks[:1] in ("—", "–", "-") and closed:
        return False  # «…!» — сказал он
    if end[0] in ("…", "...") and _goes_on(line, start, end, word):
        return False
    if end[0] != ".":
        return True
    return _dot_ends(line[max(start, end.start() - 40) : end.start()], word, first=start, at=end.start())


def _goes_on(line: str, start: int, dots: re.Match[str], word: str) -> bool:
    """Whether dots stand inside a sentence: "со… Степаном", "+3…+5"."""
    if _HESITATES.search(line, max(start, dots.start() - 8), dots.start()):
        return True
    return word[:1].isdigit() and _DEGREES.search(line[dots.start() - 2 : dots.start()]) is not None


def _is_parted(line: str, end: re.Match[str], word: str, sign: str) -> bool:
    """Whether an English word glued to a stop begins a sentence: "oil.Prices rose", not "Booking.Com"."""
    domains = words_by_section("abbreviations.txt")["domains"]
    if sign in _IN_ADDRESSES or "_" in word or word.casefold() in domains:
        return False
    if end[0][-1] in _CLOSERS or line[end.start() - 1] in _CLOSES_GLUED:
        return True
    before = line[max(0, end.start() - MAX_ENGLISH_WORD) : end.start()]
    return _ENGLISH_WORD.search(before) is not None or (_starts_sentence(word) and not word.isupper())


def _dot_ends(before: str, word: str, *, first: int, at: int) -> bool:
    """Whether a lone full stop after `before` and ahead of `word` ends a sentence."""
    found = _LAST_WORD.search(before, before.rfind(" ") + 1)
    if found is None:
        return True
    opens_line = at - first == len(found[0]) + _leading_space(before)
    if opens_line and _MARKER.match(f"{found[0]}."):
        return False  # "1. Первое" opens a list item
    apart = _APART.search(before, 0, found.start()) if "." in before else None
    return _ends_behind(_kind(found[0], apart), before[: found.start()], before, word)


def _ends_behind(kind: str, ahead: str, before: str, word: str) -> bool:
    """Whether the sentence ends behind a word of this kind; `ahead`: what stands before that word."""
    match kind:
        case "":
            return True
        case "before":
            return False
        case "number":
            return _after_number(ahead) and not word[:1].isdigit()
        case "unit":
            return ahead.rstrip()[-1:].isdigit() and not word[:1].isdigit()
        case "after":
            return not word[:1].isdigit()
        case "either":
            return _starts_sentence(word)
    return _starts_sentence(word) or _ends_with_initials(before, word)


def _starts_sentence(word: str) -> bool:
    return word.casefold() in words_by_section("sentence_starts.txt")["starts"]


def _ends_with_initials(before: str, word: str) -> bool:
    """Whether initials belong to what stands before them, not to the word behind them."""
    found = _BEFORE_INITIALS.search(before)
    if found is None or not word[:1].isupper() or word.endswith(".") or _is_surname(word, maybe=True):
        return False
    unnamed = found[1].casefold() in words_by_section("abbreviations.txt")["unnamed"]
    return unnamed or (found[1][:1].isupper() and _is_surname(found[1], maybe=bool(found[2])))


def _is_surname(word: str, *, maybe: bool) -> bool:
    """Whether a word ends like a surname, or `maybe` like a town just as well."""
    return len(word) > MIN_SURNAME and word.casefold().endswith(_surname_endings(maybe))


@cache
def _surname_endings(maybe: bool) -> tuple[str, ...]:
    sections = words_by_section("abbreviations.txt")
    return tuple(sections["surnames"] | sections["towns too"] if maybe else sections["surnames"])


def _kind(word: str, apart: re.Match[str] | None) -> str:
    """The section of abbreviations.txt for a word before a full stop; `apart` is one before it."""
    if apart and (kind := _abbreviations().get(f"{apart[1]}.{word}".casefold())):
        return kind
    if word[-1:].isupper() and _INITIAL.match(word):
        return "initial"
    if word.isalpha() and word.isupper():
        return ""  # "ВС", "США" are not abbreviated with a full stop
    folded = word.strip("’'-").casefold()
    return _abbreviations().get(folded, "")


@cache
def _abbreviations() -> Mapping[str, str]:
    """Each abbreviation's section, the first that has it."""
    sections = words_by_section("abbreviations.txt")
    return {word: section for section in reversed(_SECTIONS) for word in sections[section]}


def _leading_space(before: str) -> int:
    return len(before) - len(before.lstrip())


def _after_number(before: str) -> bool:
    """Whether an abbreviation stands behind a number well inside its sentence (not "В 2024 г. Завод …")."""
    words = before.split()
    return len(words) > MIN_BEFORE_YEAR and _NUMBER.search(words[-1]) is not None


class _Quotations:
    """The stretches of a line that lie inside a quotation short enough to stay whole."""

    def __init__(self, line: str) -> None:
        spans = [(a, b) for a, b in _quotation_spans(line) if b - a <= MAX_QUOTATION]
        self._starts = [a for a, _ in spans]
        self._ends = [b for _, b in spans]

    def hold(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and self._starts[index] < position <= self._ends[index]


def _quotation_spans(line: str) -> Iterator[tuple[int, int]]:
    """Outermost quotations, in order. Straight quotes open after a space and close before one."""
    opened: int | None = None
    closing, depth, mark = "", 0, ""
    for match in re.finditer(r"[«»“”„\"]", line):
        sign, at = match[0], match.start()
        if opened is None:
            if sign in _OPENING or (sign == '"' and (at == 0 or not line[at - 1].isalnum())):
                opened, mark, depth = at, sign, 1
                closing = _CLOSING.get(sign, '"')
        elif sign in closing and (sign != '"' or _closes(line, at)):
            depth -= 1
            if depth == 0:
                yield opened, at
                opened = None
        elif sign == mark:
            depth += 1


def _closes(line: str, at: int) -> bool:
    """A straight quote closes before a space, or behind a stop glued to the next sentence: 'конец."Потом'."""
    following = line[at + 1 : at + 2]
    return not following.isalnum() or (following.isupper() and line[at - 1] in ".!?…")
