"""Reads what somebody asks for in a sentence of their own, in Russian, Kazakh or English.

Word lists come first. Every word must have a place, and a word that is in no list is the subject, so that a
headline or a name that only looks like a wish remains a search. Where the lists find nothing, a model learnt
from examples decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digests.models.wishes import OwnTopic
from digests.requests.asked import Opens, Request, Searches, WantsFollow, WantsTimes, WantsWithout
from digests.requests.likely import ByRule, is_talk, weighed
from digests.requests.phrases import respelt, words_of
from digests.requests.sentence import PlainSentence, Reading
from digests.requests.wishes import wish
from digests.search.layouts import other_layouts
from digests.text.rules import rule_lines
from digests.text.stemming import WORD, in_cyrillic

MAX_WORDS, MAX_CHARACTERS = 16, 200  # of a wish; a longer text is words to look for
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def read_request(said: str, own: Sequence[OwnTopic] = ()) -> Request:
    """Also with a typing mistake, in Latin letters or on another keyboard layout.

    `own` are the editors' topics.
    """
    if not any(sign.isalnum() for sign in said):
        return Opens("menu")
    words = " ".join(said.split())
    if len(said) > MAX_CHARACTERS:
        return Searches(words)
    sentences = [PlainSentence(reading, words_of(reading.text), own) for reading in _readings(said)]
    if len(sentences[0].words) > MAX_WORDS:
        return Searches(words)
    return _wish(sentences) or Searches(words, is_talk=is_talk(sentences[0]))


def takes_back(said: str) -> bool:
    """Whether a whole answer says that nothing is to be done after all, or the name of a command does."""
    return " ".join(WORD.findall(said.casefold())) in _taken_back()


@cache
def _taken_back() -> frozenset[str]:
    lines = (rule for _, rule in rule_lines("requests/taken_back.txt"))
    return frozenset(each.strip() for line in lines for each in line.split(","))


def _wish(sentences: Sequence[PlainSentence]) -> Request | None:
    found = [each for each in map(_by_rule, sentences) if each]
    by_rule = next((each for each in found if each.is_whole), None) or next(iter(found), None)
    return weighed(by_rule, sentences)


def _readings(said: str) -> Iterator[Reading]:
    yield Reading(said, said, guessed=False)
    if not _CYRILLIC.search(said):
        yield Reading(in_cyrillic(said), said, guessed=True)
        if "j" in said.lower():
            yield Reading(in_cyrillic(said.replace("j", "zh").replace("J", "Zh")), said, guessed=True)
        parts = said.lower().split("ts")  # "ц" in Russian names, not so in "sportsyz"
        if len(parts) > 1:
            yield Reading("тс".join(map(in_cyrillic, parts)), said, guessed=True)
    for text in other_layouts(said):
        yield Reading(text, text, guessed=True)


def _by_rule(sentence: PlainSentence) -> ByRule | None:
    words = sentence.words
    respelt_words = [respelt(word) if place in sentence.unknown else word for place, word in enumerate(words)]
    if respelt_words != words:
        mended = sentence.with_words(respelt_words)
        if (mended.rest is None or mended.topic) and (request := wish(mended)):
            return ByRule(request, is_whole=True, is_sure=True)
    request = wish(sentence)
    if request is None:
        return None
    is_sure = sentence.rest is None or bool(sentence.topic) or isinstance(request, WantsTimes)
    is_whole = is_sure or isinstance(request, WantsWithout | WantsFollow)
    known = is_whole or "news" in sentence.kinds or not sentence.is_guessed
    return ByRule(request, is_whole=is_whole, is_sure=is_sure) if known else None
