"""Topics that editors define by a few words: reading what they type, and finding the topics of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from digests.models.texts import Language
from digests.models.wishes import OwnTopic
from digests.text.stemming import tokenise
from digests.text.word_forms import Forms, is_telling, text_forms, typed_forms

MAX_CUSTOM_TOPICS = 20
NAME_CHARACTERS = 30  # a button shows it
MAX_WORDS_OF_TOPIC = 20
WORD_CHARACTERS = 60
MIN_CUSTOM_TOPIC_SCORE = 0.5
HEADLINE_WEIGHT_OF_CUSTOM = 2.0
LEAD, LEAD_WORDS = 1.0, 60
LATER_MENTION_WEIGHT = 0.5
_SEPARATORS = re.compile(r"[,;\n]+")

Phrase = tuple[Forms, ...]
Stems = Sequence[Forms]
Words = Mapping[str, Sequence[tuple[str, Phrase]]]
TopicProblemKind = Literal[
    "name-empty", "name-long", "name-signs", "name-taken",
    "words-none", "words-long", "words-many", "words-common", "many",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TopicProblem:
    """Why what was typed cannot be a topic: of which word, over which limit."""

    kind: TopicProblemKind
    word: str = ""
    limit: int = 0


def read_name(said: str) -> str | TopicProblem:
    name = " ".join(said.split())
    if not tokenise(name):
        return TopicProblem("name-empty")
    if len(name) > NAME_CHARACTERS:
        return TopicProblem("name-long", limit=NAME_CHARACTERS)
    return TopicProblem("name-signs") if re.search("[,:;]", name) else name


def read_words(said: str) -> tuple[str, ...] | TopicProblem:
    """Words and phrases between commas or line ends, each once."""
    given = (" ".join(part.split()).strip("«»\"' .") for part in _SEPARATORS.split(said))
    words = {word.casefold(): word for word in given if tokenise(word)}
    if not words:
        return TopicProblem("words-none")
    if len(words) > MAX_WORDS_OF_TOPIC:
        return TopicProblem("words-many", limit=MAX_WORDS_OF_TOPIC)
    for word in words.values():
        if len(word) > WORD_CHARACTERS:
            return TopicProblem("words-long", word[:WORD_CHARACTERS], WORD_CHARACTERS)
        if not any(map(is_telling, tokenise(word))):
            return TopicProblem("words-common", word)
    return tuple(words.values())


def own_topics_of(
    headline: str, body: str, language: Language, topics: Sequence[OwnTopic]
) -> tuple[tuple[str, float], ...]:
    """(topic, confidence) of the topics whose words the text has in any inflection, the surest first.

    A word in the headline or the lead is enough, later on it takes two.
    """
    if not topics:
        return ()
    known = None if language == "unknown" else language
    words = _by_first(tuple(topics))
    titled = _places(text_forms(headline, known), words)
    told = _places(text_forms(body, known), words)
    found = [(topic.id, _confidence(bool(titled[topic.id]), told[topic.id])) for topic in topics]
    return tuple(
        sorted((pair for pair in found if pair[1] >= MIN_CUSTOM_TOPIC_SCORE), key=lambda pair: -pair[1])
    )


def with_own(
    found: Sequence[str], headline: str, body: str, language: Language, topics: Sequence[OwnTopic]
) -> tuple[str, ...]:
    """A text's built-in topics and, after them, the editors' own."""
    return (*found, *(topic for topic, _ in own_topics_of(headline, body, language, topics)))


def _confidence(titled: bool, places: Iterable[int]) -> float:
    """`places` are those of the topic's words in the body, from 1."""
    strength = HEADLINE_WEIGHT_OF_CUSTOM * titled + sum(
        LEAD if place <= LEAD_WORDS else LATER_MENTION_WEIGHT for place in places
    )
    return float(1 - 0.5**strength)


def _places(stems: Stems, words: Words) -> defaultdict[str, set[int]]:
    """Where each topic's words stand, from 1."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, forms in enumerate(stems, 1):
        for stem in forms:
            for topic, rest in words.get(stem, ()):
                if _follow(stems[place : place + len(rest)], rest):
                    found[topic].add(place)
    return found


def _follow(stems: Stems, rest: Phrase) -> bool:
    """Whether these are the other words of a phrase."""
    return len(stems) == len(rest) and not any(a.isdisjoint(b) for a, b in zip(stems, rest, strict=True))


@lru_cache(maxsize=8)
def _by_first(topics: tuple[OwnTopic, ...]) -> Words:
    """Stem → the topics that have a phrase which begins with it, and the rest of the phrase."""
    found: defaultdict[str, list[tuple[str, Phrase]]] = defaultdict(list)
    for topic in topics:
        for word in topic.words:
            first, *rest = map(typed_forms, tokenise(word))
            for stem in first:
                found[stem].append((topic.id, tuple(rest)))
    return dict(found)
