"""Recognises pages that show only a question about cookies."""

from __future__ import annotations

import re
from functools import cache

from digests.text.rules import rule_lines
from digests.text.sentences import split_sentences

MAX_NOTICE_WORDS = 500  # words; a text that is longer tells something besides
_SIGNS = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\d+")


def is_consent_notice(text: str) -> bool:
    """Whether most of a text is what a site asks its visitor before showing anything."""
    if len(text.split()) > MAX_NOTICE_WORDS or not phrases("consent.txt", "subject").search(
        plain_words(text)
    ):
        return False
    sentences = [plain_words(one) for line in text.splitlines() for one in split_sentences(line)]
    asking = sum(len(one) for one in sentences if phrases("consent.txt", "asking").search(one))
    return 2 * asking > sum(map(len, sentences))


def plain_words(text: str) -> str:
    """The words in lower case with single spaces between them."""
    return _NUMBER.sub("0", _SIGNS.sub(" ", text.casefold().replace("ё", "е")))


@cache
def phrases(name: str, section: str) -> re.Pattern[str]:
    """Matches, in `plain_words`, what begins with a line from a section of the data file `name`."""
    rules = (rule.replace(" ", r"\w* ") for found, rule in rule_lines(name) if found == section)
    return re.compile(rf"\b(?:{'|'.join(rules)})")
