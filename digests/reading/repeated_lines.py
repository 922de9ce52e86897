"""Lines, tails of lines and last sentences that one source repeats from article to article: its footer, in
any wording, and what it says at the end of all reports on one matter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from digests.models.texts import LEARNT, TextLine
from digests.reading.chat_artifacts import tidy_lines
from digests.text.characters import clean_characters, letters_of
from digests.text.links import clean_links
from digests.text.sentences import split_sentences

MAX_LINE = 600  # characters
MAX_LINES = 60  # of a text, the first and the last
MAX_TAILS = 6  # of a line
MIN_LETTERS = 3
MIN_PROSE = 25  # letters of a tail that is a sentence as others are
LAST_LINES, LAST_SENTENCES = 3, 12  # of a text, of each of which the last sentences may be standing ones
MIN_STANDING = 40  # letters of a sentence inside a line
MIN_OWN = 20  # letters of an article that its source has not told before; else it is a copy
MAX_SOURCE_LINES = 1000  # remembered of one source, as the bot does
MAX_SOURCES = 2000

_SIGNS = "@#|•·■►▶→👉🔗"
_SYMBOL = f"{_SIGNS}\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_SENTENCE_BREAK = re.compile(r"\s(?<=[.!?…»”\")]\s)\s{0,8}(?=\S)")
_BREAK = re.compile(
    rf"{_SENTENCE_BREAK.pattern}|\s{{0,9}}(?=(?<![\w{_SYMBOL}])[{_SYMBOL}])|\s{{1,9}}(?=https?://|t\.me/)"
)
_MARKED = re.compile(rf"[{_SYMBOL}]|https?://|t\.me/")
_LOOSE_END = re.compile(rf"(?<![\s{_SYMBOL}\ufe0f\u200d–—-])[\s{_SYMBOL}\ufe0f\u200d–—-]+\Z")


def lines_of(text: str) -> tuple[TextLine, ...]:
    """What of a text as it came in another article of its source may repeat, each once."""
    lines = [tidy.text for tidy in tidy_lines(clean_links(clean_characters(text))) if tidy.text]
    if len(lines) > MAX_LINES:
        lines = lines[: MAX_LINES // 2] + lines[-MAX_LINES // 2 :]
    found = {one.hash: one for line in lines for one in _parts(line)}
    for at, line in list(enumerate(lines))[-LAST_LINES:]:
        for sentence in _standing(line, opens=at == 0):
            letters = _letters(sentence)
            found.setdefault(_hash_of(letters), TextLine(_hash_of(letters), len(letters), whole=False))
    return tuple(found.values())


def is_told_anew(lines: Iterable[TextLine], times: Mapping[int, int]) -> bool:
    """Whether an article says something that its source had not said, or is a copy, whose lines don't count.

    `times`: in how many articles of the source each hash was.
    """
    return sum(line.letters for line in lines if line.whole and not times.get(line.hash)) >= MIN_OWN


def without_repeated(lines: Iterable[str], repeated: Collection[int]) -> list[str]:
    """The lines without those, and without tails, of which the hash is in `repeated`."""
    if not repeated:
        return list(lines)
    left = [kept for line in lines if (kept := _kept(line, repeated))]
    for at, line in list(enumerate(left))[-LAST_LINES:]:
        left[at] = _without_standing(line, repeated, opens=at == 0)
    return [line for line in left if line]


class SourceLines:
    """What sources repeat, learnt of their articles as they come; what was long unseen is forgotten.

    `known`: of sources in how many articles each hash was.
    """

    def __init__(self, known: Mapping[str, Mapping[int, int]] = MappingProxyType({})) -> None:
        self._times = {source: dict(times) for source, times in known.items()}

    def learn(self, source: str, text: str) -> tuple[TextLine, ...]:
        """The lines that were learnt of; nothing is learnt where no source is named."""
        lines = lines_of(text) if source else ()
        times = self._times.pop(source, {})
        if is_told_anew(lines, times):
            for line in lines:
                times[line.hash] = times.pop(line.hash, 0) + 1
            for line_hash in list(times)[:-MAX_SOURCE_LINES]:
                del times[line_hash]
        self._times[source] = times
        for forgotten in list(self._times)[:-MAX_SOURCES]:
            del self._times[forgotten]
        return lines

    def repeated_by(self, source: str) -> frozenset[int]:
        return frozenset(line for line, times in self._times.get(source, {}).items() if times >= LEARNT)


def _kept(line: str, repeated: Collection[int]) -> str:
    if not line or _hash(line) in repeated:
        return ""
    for at, part in _tails(line):
        if part.hash in repeated:
            return _LOOSE_END.sub("", line[:at])
    return line


def _standing(line: str, *, opens: bool) -> list[str]:
    """The last sentences of a line that may be the source's own; what `opens` the text is the article's."""
    sentences = split_sentences(line)[opens:]
    return [each for each in sentences[-LAST_SENTENCES:] if len(each) >= MIN_STANDING]


def _without_standing(line: str, repeated: Collection[int], *, opens: bool) -> str:
    for sentence in _standing(line, opens=opens):
        if _hash(sentence) in repeated:
            line = line.replace(sentence, "").replace("  ", " ").strip()
    return line


def _parts(line: str) -> Iterator[TextLine]:
    letters = _letters(line) if len(line) <= MAX_LINE else ""
    if len(letters) >= MIN_LETTERS:
        yield TextLine(_hash_of(letters), len(letters), whole=True)
    for _, part in _tails(line):
        yield part


def _tails(line: str) -> Iterator[tuple[int, TextLine]]:
    """The tails that may be a source's own, with where they begin, the longest first."""
    start = max(0, len(line) - MAX_LINE)
    marked = _MARKED.search(line, start) is not None
    breaks = list((_BREAK if marked else _SENTENCE_BREAK).finditer(line, start))[-MAX_TAILS:]
    ends = [found.end() for found in breaks]
    letters = [_letters(line[one:next_one]) for one, next_one in pairwise([*ends, len(line)])]
    for at, found in enumerate(breaks):
        told = "".join(letters[at:])
        if found.end() and len(told) >= (_least(line, found.end()) if marked else _least_of_prose(line)):
            yield found.start(), TextLine(_hash_of(told), len(told), whole=False)


def _least(line: str, at: int) -> int:
    """Letters that a tail must have: many where it is a sentence like others."""
    return MIN_LETTERS if _MARKED.search(line, at) else _least_of_prose(line)


def _least_of_prose(line: str) -> int:
    return MIN_PROSE if line[-1] in ".!?…»" else MIN_LETTERS


def _hash(line: str) -> int:
    return _hash_of(_letters(line))


def _letters(line: str) -> str:
    return letters_of(line).replace("ё", "е")


def _hash_of(letters: str) -> int:
    return int.from_bytes(hashlib.blake2b(letters.encode(), digest_size=7).digest())
