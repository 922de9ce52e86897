"""Names in English texts: runs of capital words inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from digests.mentions import RUN, Mention, opens_sentence
from digests.rules import rule_lines

_ACRONYM = re.compile(r"[A-Z]{2,6}")
MOST_WORDS = 3


def mentions(sentence: str) -> list[Mention]:
    return [mention for run in RUN.finditer(sentence) for mention in _in_run(sentence, run)]


def _in_run(sentence: str, run: re.Match[str]) -> Iterator[Mention]:
    words = run[0].removesuffix("'s").removesuffix("’s").split(" ")
    opening = opens_sentence(sentence, run.start())
    while words and words[0] in _words("not_first"):
        words, opening = words[1:], False
    words = [word for word in words if "'" not in word and "’" not in word]
    if not words or len(words) > MOST_WORDS or words[-1] in _words("not_first"):
        return
    if len(words) == 1:
        word = words[0]
        if _ACRONYM.fullmatch(word) and word not in _words("acronym"):
            yield Mention("organisation", word)
        elif not opening and len(word) > 2 and not word.isupper():
            yield Mention("person", word)
    elif not any(word.isupper() and len(word) > 3 for word in words):
        yield Mention("person", words[-1], " ".join(words[:-1]))


@cache
def _words(section: str) -> frozenset[str]:
    found = (rule for name, rule in rule_lines("names_words.txt") if name == section)
    return frozenset(word for rule in found for word in rule.split())
