"""Finds a person's office before the name in a Russian sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.names.mention import RUN
from digests.names.russian_endings import guessed
from digests.names.russian_morphology import parses
from digests.names.russian_people import find_person, first_name_forms, office_nouns
from digests.text.stemming import fold_word

_LOWER_WORD = re.compile(r"[^\W\d_][\w-]*")
MAX_OFFICE = 110


def offices(sentence: str) -> Iterator[tuple[int, int]]:
    """The offices that stand before a name: each from its first adjective to the first name."""
    for name in _first_names(sentence):
        before = [word for word in _LOWER_WORD.finditer(sentence[:name]) if name - word.start() < MAX_OFFICE]
        first = sentence[name:].split(" ", 1)[0]
        found = [
            at
            for at, word in enumerate(before)
            if fold_word(word[0]) in office_nouns()
            and _share_case(word[0], first)
            and _is_one_phrase(sentence[word.end() : name])
        ]
        if found:
            # "директор музея N и директор архива M": only the office of M.
            joined = [at for at in found if sentence[: before[at].start()].endswith(" и ")]
            at = joined[-1] if joined else found[0]
            yield _with_adjectives(before[:at], before[at].start()), name


def _first_names(sentence: str) -> Iterator[int]:
    """The positions of first names that are followed by a surname."""
    for run in RUN.finditer(sentence):
        words, at = run[0].split(" "), run.start()
        for i, word in enumerate(words):
            person = find_person(words[i:])
            if person and person[1]:
                yield at
            at += len(word) + 1


def _is_one_phrase(between: str) -> bool:
    """Whether neither punctuation nor a verb separates an office from its name."""
    if re.search(r"[,;:—–]", between):
        return False
    words = (word[0].lower() for word in _LOWER_WORD.finditer(between))
    return not any({"VERB", "INFN", "GRND"} & set(parses(word)[0].tag.grammemes) for word in words)


def _share_case(office: str, name: str) -> bool:
    cases = {form.case for form in first_name_forms(name) or guessed(name)}
    return any("sing" in parse.tag and parse.tag.case in cases for parse in parses(office.lower()))


def _with_adjectives(before: list[re.Match[str]], start: int) -> int:
    """The start of the adjectives right before `start`: "генеральный директор"."""
    for word in reversed(before):
        tag = parses(word[0].lower())[0].tag
        if start - word.end() != 1 or not {"ADJF", "PRTF"} & set(tag.grammemes):
            return start
        start = word.start()
    return start
