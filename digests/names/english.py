"""Names in English texts: runs of capitalised words that the text does not also write in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.names.mention import CAPITAL, RUN, Mention, opens_sentence
from digests.text.rules import rule_lines

MAX_NAME_WORDS = 4
_ACRONYM = re.compile(r"[A-Z]{3,6}|US|UK|EU|UN")
_SMALL = re.compile(r"(?<![A-Za-z'’-])[a-z]{3,}")
_OF = re.compile(r" (?:of(?: the)?|for) (?=[A-Z])")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Sgt|Lt|Capt|St)\.\s$")


def mentions(sentences: Sequence[str]) -> Iterator[Mention]:
    small = {word for sentence in sentences for word in _SMALL.findall(sentence)}
    for sentence in sentences:
        # In a title every word has a capital.
        words = _SMALL.findall(sentence)
        if (words and sentence.endswith(".")) or any(len(word) > 3 for word in words):
            yield from _in_sentence(sentence, small)


def _in_sentence(sentence: str, small: set[str]) -> Iterator[Mention]:
    at = 0
    for run in RUN.finditer(sentence):
        if run.start() < at:
            continue
        opening = opens_sentence(sentence, run.start()) and not _TITLE_BEFORE.search(sentence[: run.start()])
        words, tail = run[0].split(" "), ""
        if _base(words[-1]) in _words("of") and (of := _OF.match(sentence, run.end())):
            rest = RUN.match(sentence, of.end())
            tail, at = (of[0] + _base(rest[0]), rest.end()) if rest else ("", run.end())
        elif surname := _surname_after(sentence, run.end()):
            words[-1] += surname[0]
            at = surname.end()
        for part in _parts(words, opening, small):
            opening = opening and part[0] == _base(words[0])
            mention = _named(part, tail if part[-1] == _base(words[-1]) else "", opening, small)
            if mention:
                yield mention
            opening = False


def _surname_after(sentence: str, end: int) -> re.Match[str] | None:
    """The rest of a name whose surname begins with a lower-case word: "Robin van Persie"."""
    return _particle().match(sentence, end)


@cache
def _particle() -> re.Pattern[str]:
    return re.compile(rf" (?:(?:{'|'.join(_words('particle'))}) ){{1,2}}{CAPITAL}(?!\w)")


def _parts(words: Sequence[str], opening: bool, small: set[str]) -> Iterator[list[str]]:
    """The names in a run of capitalised words, split at titles, days, acronyms and hyphenated words."""
    part: list[str] = []
    if sum(map(str.isupper, words)) > 1:
        words = [word for word in words if not word.isupper()]
    for i, word in enumerate(words):
        base = _base(word)
        numeral = part and base in _words("numeral")  # "Formula One"
        skipped = (base.capitalize() in _words("not_first") and not numeral) or (
            opening and i == 0 and len(words) > 1 and base.lower() in small
        )
        if skipped or not _is_name_shape(base):
            yield from [part] if part else []
            part = []
        elif _ACRONYM.fullmatch(base):
            yield from [part, [base]] if part else [[base]]
            part = []
        else:
            part.append(base)
            if base != word:
                yield part
                part = []
    yield from [part] if part else []


def _named(words: list[str], tail: str, opening: bool, small: set[str]) -> Mention | None:
    while words and (words[0] in _words("people") if len(words) != 2 else words == ["South", "Korean"]):
        words = words[1:]
    while len(words) > 1 and words[-1] in _words("company_form"):
        words = words[:-1]
    if (
        not words
        or len(words) > MAX_NAME_WORDS
        or (len(words) > 1 and all(word in _words("people") for word in words))
    ):
        return None
    if tail:
        return Mention("organisation", f"{' '.join(words)}{tail}")
    words = " ".join(words).split(" ")
    if len(words) == 2 and words[0].lower() in _words("particle"):
        return Mention("person", " ".join(words))
    if len(words) > 1:
        return Mention("person", words[-1], " ".join(words[:-1]))
    return _single(words[0], opening, small)


def _single(word: str, opening: bool, small: set[str]) -> Mention | None:
    if _ACRONYM.fullmatch(word):
        return None if word in _words("acronym") or word.lower() in small else Mention("organisation", word)
    if len(word) < 3 or word.isupper() or word.lower() in small or word in _words("no_name_en"):
        return None
    if word in _words("places_en"):
        return Mention("place", word)
    return Mention("unsure" if opening else "person", word)


def _base(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").removesuffix("s'")


def _is_name_shape(word: str) -> bool:
    """Not "Australian-style", "I'm" or a cry of six capitals; but "O'Driscoll", "Jean-Claude", "al-Assad"."""
    if word.isupper():
        return bool(_ACRONYM.fullmatch(word))
    parts = re.split("[-’']", word)
    return all(part[:1].isupper() for part in parts) and len(parts[-1]) > 1


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())
