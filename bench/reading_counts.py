"""What is badly told in a digest, by rules of its own: those of the code that is judged are not asked."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log, sqrt
from pathlib import Path

WORDS = Path(__file__).with_name("data") / "reading_words.txt"
IN_ARTICLES = 3  # a line that so many articles of a source have is the source's own
SAID_TWICE = 0.5  # ROUGE-L
ONE_EVENT = 0.25  # cosine
MOST_COMMON = 0.06  # a word that a larger share of the day's items has tells none of them apart
PREFIX = 5  # letters by which forms of one word are alike
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")
_PAIRED = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
_NAME = re.compile(r"(?<=[^\W_] )[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\w+")
_AFTER_A_WORD = re.compile(r"\s(\w[\w-]*)")


@cache
def phrases(section: str) -> re.Pattern[str]:
    """The phrases of a section of the words, each as whole words."""
    lines = WORDS.read_text(encoding="utf-8").split(f"[{section}]\n")[1].split("\n[")[0].split("\n")
    wanted = (re.escape(line).replace(r"\*", r"\w{0,30}") for line in lines if line)
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(wanted, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def letters(text: str) -> str:
    return "".join(_WORD.findall(text)).casefold()


def repeated_lines(rows: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Of each source the lines and sentences, as letters, that at least `IN_ARTICLES` of its articles have.

    `rows` are sources and texts. Articles that begin alike are one that was published again.
    """
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for source, text in rows:
        texts[source].setdefault(letters(text[:200])[:60], text)
    counts = {source: Counter(u for t in of.values() for u in set(_units(t))) for source, of in texts.items()}
    return {source: frozenset(u for u, n in of.items() if n >= IN_ARTICLES) for source, of in counts.items()}


def _units(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from filter(None, map(letters, (line, *_SENTENCE_END.split(line))))


def furniture(text: str, source: str, repeated: frozenset[str]) -> str | None:
    """Why a headline or a sentence of this source is no news: one word; None where it may be."""
    own = letters(text)
    if own in repeated or any(len(line) > 8 and own.endswith(line) for line in repeated):
        return "repeated"
    if own == letters(source) or phrases("furniture alone").fullmatch(text.strip(" .—-()")):
        return "name"
    if text.rstrip().endswith(":"):
        return "colon"
    said = phrases("furniture anywhere").search(text) or phrases("furniture at the start").match(text)
    return "phrase" if said else None


def teases(sentence: str) -> bool:
    """A question that nobody in it asks: without quotation marks."""
    return sentence.rstrip().endswith("?") and not any(sign in sentence for sign in '«»"“”')


def rouge_l(one: str, other: str) -> float:
    """The longest common subsequence of lower-cased words, as a share of the shorter of the two."""
    a, b = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    row = [0] * (len(b) + 1)
    for word in a:
        diagonal = 0
        for j, given in enumerate(b):
            longest = diagonal + 1 if word == given else max(row[j + 1], row[j])
            diagonal, row[j + 1] = row[j + 1], longest
    return row[-1] / min(len(a), len(b)) if a and b else 0.0


def said_twice(headline: str, sentences: Sequence[str]) -> tuple[float, str, str] | None:
    """The two that are most alike with how much, if that is over `SAID_TWICE`."""
    told = (headline, *sentences)
    pairs = [(rouge_l(a, b), a, b) for i, a in enumerate(told) for b in told[i + 1 :]]
    most = max(pairs, default=(0.0, "", ""))
    return most if most[0] > SAID_TWICE else None


def ends_inside(headline: str, texts: Iterable[str]) -> str | None:
    """Why a headline ends inside a clause; None of a whole one. `texts`: those that it may be cut out of."""
    said = headline.rstrip()
    last = re.split(r"[\s«“(]", said)[-1]
    if last.islower() and phrases("hangs").fullmatch(last):
        return "hangs"
    if re.search(r"[,:;–—…(«“-]$|\.\.\.$", said):
        return "open"
    if any(said.count(opens) > said.count(closes) for opens, closes in _PAIRED):
        return "unpaired"
    return "cut" if any(_is_cut(said, text) for text in texts) else None


def _is_cut(headline: str, text: str) -> bool:
    """It goes on, in the same line, with a word that begins no part of its own."""
    at = text.find(headline) if len(headline) > 20 else -1
    found = _AFTER_A_WORD.match(text, at + len(headline)) if at >= 0 else None
    return found is not None and "\n" not in found[0] and not phrases("goes on well").match(found[1])


def leans(sentence: str) -> bool:
    """Whether it begins with what refers to another sentence."""
    return bool(phrases("leans").match(sentence.lstrip(" —–-«“\"'")))


def one_event(texts: Mapping[int, str]) -> list[tuple[float, int, int]]:
    """Pairs of items, by number, that share a name and are alike: TF-IDF of words cut to `PREFIX` letters."""
    counted = {n: Counter(w[:PREFIX] for w in _WORD.findall(text.lower())) for n, text in texts.items()}
    spread = Counter(word for words in counted.values() for word in words)
    most = max(3.0, MOST_COMMON * len(texts))
    weights = {n: _normal(words, spread, most, len(texts)) for n, words in counted.items()}
    named = {n: {name[:PREFIX].lower() for name in _NAME.findall(text)} for n, text in texts.items()}
    numbers = sorted(weights)
    pairs = [
        (sum(v * weights[b].get(word, 0.0) for word, v in weights[a].items()), a, b)
        for i, a in enumerate(numbers)
        for b in numbers[i + 1 :]
        if named[a] & named[b]
    ]
    return sorted((pair for pair in pairs if pair[0] >= ONE_EVENT), reverse=True)


def _normal(words: Counter[str], spread: Counter[str], most: float, of: int) -> dict[str, float]:
    weighed = {w: (1 + log(n)) * log(of / spread[w] + 1) for w, n in words.items() if spread[w] <= most}
    length = sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {word: value / length for word, value in weighed.items()}
