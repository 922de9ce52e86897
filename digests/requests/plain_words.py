"""What somebody asks for in a sentence of their own, in Russian, Kazakh or English, without any model.

Every word must have its place: a word that no list knows is what is asked about, so a headline or a name that
only looks like a wish stays words to look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digests.models.wishes import OwnTopic
from digests.requests.asked import Opens, Request, Searches, WantsFollow, WantsTimes, WantsWithout
from digests.requests.phrases import respelt, words_of
from digests.requests.sentence import PlainSentence, Reading
from digests.requests.wishes import wish
from digests.search.layouts import other_layouts
from digests.text.stemming import in_cyrillic

MAX_WORDS, MAX_CHARACTERS = 16, 200  # of a wish; a longer text is words to look for
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def read_request(said: str, own: Sequence[OwnTopic] = ()) -> Request:
    """Also where a word has a slip, where it is typed in Latin letters or on another keyboard layout.

    `own` are the editors' topics.
    """
    if not any(sign.isalnum() for sign in said):
        return Opens("menu")
    if len(said) <= MAX_CHARACTERS and len(words_of(said)) <= MAX_WORDS:
        found = [_request(reading, own) for reading in _readings(said)]
        whole = (request for request, is_whole in found if request and is_whole)
        others = (request for request, _ in found if request)
        if request := next(whole, None) or next(others, None):
            return request
    return Searches(" ".join(said.split()))


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


def _request(reading: Reading, own: Sequence[OwnTopic]) -> tuple[Request | None, bool]:
    """What the reading asks for, and whether all its words are known, but for a topic's."""
    words = words_of(reading.text)
    sentence = PlainSentence(reading, words, own)
    respelt_words = [respelt(word) if place in sentence.unknown else word for place, word in enumerate(words)]
    if respelt_words != words:
        mended = PlainSentence(reading, respelt_words, own)
        if (mended.rest is None or mended.topic) and (request := wish(mended)):
            return request, True
    request = wish(sentence)
    whole = (
        sentence.rest is None
        or bool(sentence.topic)
        or isinstance(request, WantsTimes | WantsWithout | WantsFollow)
    )
    sure = whole or "news" in sentence.kinds or not reading.guessed
    return (request if sure else None), whole
