"""Finds the words of a sentence that the bot knows, by meaning; `data/requests` lists them by language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain, product
from typing import NamedTuple

from digests.text.edit_distance import edit_distance, gaps
from digests.text.rules import rule_lines
from digests.text.stemming import WORD, in_russian_letters
from digests.text.word_forms import typed_forms
from digests.text.word_rarity import counts, cut

FILES = ("requests/ru.txt", "requests/kk.txt", "requests/en.txt")
MIN_STEM = 4  # letters; a word with a shorter stem is compared as it stands
MIN_MISSPELT = 5  # letters of a word in which a slip is forgiven
EXACT = "="
OMITTED = "-"
SPELLING = "spelling"  # the section of words that are written otherwise in chats
_AS_SPELT = {"rude", "ok", "part_of_news"}  # sections in whose words no slip is forgiven
MIN_ASKED = 3  # letters of a verb before the endings of who asks
_LAST = (
    "around",
    "part_of_news",
    "ok",
    "hello",
    "mailing",
    "day",
    "half_day",
    "weekend",
    "part",
    "mistake",
)  # the least telling first
_POLITE = re.compile(r"(?:(?<=[а-яё])(?:[ыи]?н[ыи]з)?ш[ыи]|(?<=[а-яё])[ыи]?н[ыи]з|(?<=[июй])те)\Z")

Forms = frozenset[str]
Phrase = tuple[Forms, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number of a sentence, its position there, and what it may fold to."""

    text: str
    start: int
    end: int
    forms: Forms


class Known(NamedTuple):
    """The words from `first` to before `after`, which have the meaning of a section of the word list."""

    section: str
    first: int
    after: int


def words_of(said: str) -> list[Word]:
    return [Word(m[0], m.start(), m.end(), _forms(m[0])) for m in WORD.finditer(said)]


def known_in(words: Sequence[Word]) -> Iterator[Known]:
    """The known phrases from left to right, the longest that fits at each position."""
    at = 0
    while at < len(words):
        found = _longest(words, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.after


def respelt(word: Word) -> Word:
    """The known word that a mistyped one must be, or the word itself; words of the news stay as they are."""
    if len(word.text) < MIN_MISSPELT:
        return word
    in_news = any(cut(form.lstrip(EXACT)) in counts() for form in word.forms)
    for form in sorted(word.forms, key=len, reverse=True):
        near = {known for gap in gaps(form) for known in _by_gap().get(gap, ())}
        for known in sorted(near):
            same = cut(form.lstrip(EXACT)) == cut(known.lstrip(EXACT))
            if edit_distance(form, known) == 1 and (same or not in_news):
                return replace(word, forms=_spelt()[known])
    return word


def _longest(words: Sequence[Word], at: int) -> Known | None:
    found: tuple[int, int, str] | None = None
    for form in words[at].forms:
        for phrase, section in _phrases().get(form, ()):
            if _stands(phrase, words, at):
                better = (len(phrase), _LAST.index(section) if section in _LAST else len(_LAST), section)
                found = max(found, better) if found else better
    return None if found is None else Known(found[2], at, at + found[0])


def _stands(phrase: Phrase, words: Sequence[Word], at: int) -> bool:
    here = words[at : at + len(phrase)]
    return len(here) == len(phrase) and not any(
        word.forms.isdisjoint(forms) for word, forms in zip(here, phrase, strict=True)
    )


@lru_cache(maxsize=1 << 12)
def _forms(word: str) -> Forms:
    """Also the form of a request without endings of politeness: "көрсетіңізші" is "көрсет"."""
    meant = _spelling().get(in_russian_letters(word), word)
    letters = in_russian_letters(meant)
    asked = _POLITE.sub("", letters)
    exact = {EXACT + letters, EXACT + asked} if len(asked) >= MIN_ASKED else {EXACT + letters}
    return typed_forms(meant) | exact


@cache
def _spelling() -> Mapping[str, str]:
    """The usual word for each spelling used in chats, both in Russian letters."""
    lines = [
        rule.partition(" = ") for file in FILES for section, rule in rule_lines(file) if section == SPELLING
    ]
    return {in_russian_letters(other): usual for usual, _, others in lines for other in others.split()}


@cache
def _phrases() -> Mapping[str, list[tuple[Phrase, str]]]:
    """Each phrase with its section, by what its first word may fold to."""
    found: defaultdict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    for section, phrase in _listed():
        forms = tuple(frozenset().union(*map(_listed_forms, words)) for words in phrase)
        for form in forms[0]:
            found[form].append((forms, section))
    return found


def _listed() -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    for file in FILES:
        for section, rule in (each for each in rule_lines(file) if each[0] != SPELLING):
            for said in rule.split(","):
                for phrase in product(*map(_readings_of, said.split())):
                    if places := [*chain.from_iterable(phrase)]:
                        yield section, places


def _readings_of(said: str) -> list[list[tuple[str, ...]]]:
    """The words that one entry of a phrase stands for, in each of its readings.

    "one/other" is one word, "two_words" and a hyphenated word are two, and "-" is none.
    """
    options = [[*_marked(option)] for option in said.split("/") if option != OMITTED]
    single = tuple(words[0] for words in options if len(words) == 1)
    readings: list[list[tuple[str, ...]]] = [
        [(word,) for word in words] for words in options if len(words) > 1
    ]
    if single:
        readings.append([single])
    return [*readings, []] if OMITTED in said.split("/") else readings


def _marked(option: str) -> Iterator[str]:
    """A word that must match exactly keeps its sign."""
    for m in WORD.finditer(option):
        yield EXACT * option[: m.start()].endswith(EXACT) + m[0]


def _listed_forms(word: str) -> Forms:
    if word.startswith(EXACT):
        return frozenset((EXACT + in_russian_letters(word[1:]),))
    stems = (stem for stem in typed_forms(word) if len(stem) >= MIN_STEM)
    return frozenset((*stems, EXACT + in_russian_letters(word)))


@cache
def _spelt() -> Mapping[str, Forms]:
    """The known long words, as listed and as folded, with all their forms."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for section, phrase in _listed():
        if section in _AS_SPELT:
            continue
        for word in chain.from_iterable(phrase):
            forms = _listed_forms(word)
            for form in forms | {EXACT + in_russian_letters(word.removeprefix(EXACT))}:
                if len(form.removeprefix(EXACT)) >= MIN_MISSPELT:
                    found[form] |= forms
    return {form: frozenset(forms) for form, forms in found.items()}


@cache
def _by_gap() -> Mapping[str, set[str]]:
    """The known long words by what remains when one letter is left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form in _spelt():
        for gap in gaps(form):
            found[gap].add(form)
    return found
