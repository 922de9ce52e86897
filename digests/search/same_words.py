"""What means the same as a typed word: "МВД" is "министерство внутренних дел", "млн" is "миллион"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from digests.text.rules import rule_lines, words_by_section
from digests.text.stemming import fold_words, tokenise
from digests.text.word_forms import typed_forms

Forms = frozenset[str]
MIN_RESPELT = 6  # letters of a word that may be spelt in the British or the American way


def with_same(words: Sequence[str]) -> Iterator[tuple[Sequence[str], Forms]]:
    """The words in order, the longest known phrase at each place as one, each with the forms of what means
    the same, of which those of several stems are phrases.
    """
    at = 0
    forms = [typed_forms(word) for word in words]
    while at < len(words):
        size, same = _longest(forms, at)
        yield words[at : at + size], same
        at += size


def other_spellings(word: str) -> Iterator[str]:
    """An English word as Britain or America spells it: "neighborhood" is "neighbourhood"."""
    if word.isascii() and len(word) >= MIN_RESPELT:
        for one, other in _endings():
            for here, there in ((one, other), (other, one)):
                if here in word[2:]:
                    yield word[:2] + word[2:].replace(here, there, 1)


def either_words() -> frozenset[str]:
    """Between two words of which one is enough."""
    return words_by_section("same_words.txt")["either"]


def _longest(forms: Sequence[Forms], at: int) -> tuple[int, Forms]:
    for phrase, group in _by_first(forms[at]):
        here = forms[at : at + len(phrase)]
        if len(here) == len(phrase) and not any(
            typed.isdisjoint(known) for typed, known in zip(here, phrase, strict=True)
        ):
            return len(phrase), group
    return 1, frozenset()


def _by_first(forms: Forms) -> list[tuple[tuple[Forms, ...], Forms]]:
    """Phrases that begin with one of the forms, the longest first."""
    found = {phrase: group for form in forms for phrase, group in _phrases().get(form, ())}
    return sorted(found.items(), key=lambda each: -len(each[0]))


@cache
def _phrases() -> dict[str, list[tuple[tuple[Forms, ...], Forms]]]:
    """By each form of its first word: the phrase, and the forms of all its group."""
    found: dict[str, list[tuple[tuple[Forms, ...], Forms]]] = {}
    for section, line in rule_lines("same_words.txt"):
        if section:
            continue
        names = [tokenise(name) for name in line.split("=")]
        group = frozenset(" ".join(fold_words(name, reading)) for name in names for reading in (None, "kk"))
        for name in names:
            phrase = tuple(typed_forms(word) for word in name)
            for form in phrase[0]:
                found.setdefault(form, []).append((phrase, group))
    return found


@cache
def _endings() -> tuple[tuple[str, ...], ...]:
    """How Britain and America write one ending."""
    return tuple(tuple(line.split(" = ")) for name, line in rule_lines("same_words.txt") if name == "endings")
