"""Removes what a site says to people who have not paid."""

from __future__ import annotations

from digests.formats.pages.cookie_notice import phrases, plain_words
from digests.text.sentences import split_sentences

MAX_CALL = 400  # characters; a longer paragraph tells something besides


def without_paywall(text: str) -> str:
    """The text without paragraphs that are mostly a request to subscribe."""
    return "\n".join(line for line in text.splitlines() if not _asks(line))


def _asks(line: str) -> bool:
    asking = phrases("paywall.txt", "asking")
    if len(line) > MAX_CALL or not asking.search(plain_words(line)):
        return False
    sentences = [plain_words(sentence) for sentence in split_sentences(line)]
    told = sum(len(sentence) for sentence in sentences if not asking.search(sentence))
    return 2 * told < sum(map(len, sentences))
