"""The sentences that tell an article's news, shortened at most by deletion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.models import Language, ParsedText, SummarySentence
from digests.summaries.sentence_scores import Sentence, news_of, parse
from digests.summaries.shortening import shorten, without_connective
from digests.summaries.standalone import fault, inside_speech, refers_back
from digests.text.language import detect_language
from digests.text.sentences import split_sentences

SENTENCES_READ = 200
REDUNDANCY = 0.8
REPETITION_PENALTY = 4.0  # an overlap above any other
UNRESOLVED_PENALTY = 2.0
FAULT_PENALTY = 2.0
LEADS_UP_BONUS = 0.5
_NUMBER_OR_NAME = re.compile(r"\d|[^\W_] [«\"“„(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


def summarise(
    reading: ParsedText, limit: int = 3, *, language: Language | None = None
) -> tuple[SummarySentence, ...]:
    """At most `limit` sentences of the body in its order, all when there are fewer."""
    known = language or detect_language(reading.body).language
    sentences = parse(split_sentences(reading.body)[:SENTENCES_READ], known)
    return summarise_sentences(sentences, news_of(sentences, reading.headline, known), limit)


def summarise_sentences(
    sentences: Sequence[Sentence], news: Sequence[float], limit: int
) -> tuple[SummarySentence, ...]:
    ranks = {sentence.position: rank for rank, sentence in enumerate(choose(sentences, news, limit))}
    return tuple(
        SummarySentence(shorten(sentence.text), sentence.position, ranks[sentence.position])
        for sentence in sentences
        if sentence.position in ranks
    )


def choose(sentences: Sequence[Sentence], news: Sequence[float], limit: int) -> list[Sentence]:
    """The sentences of most news that repeat each other least (maximal marginal relevance), the best first.

    A sentence that refers back gains when the one before it is chosen, and hardly comes without it.
    """
    spoken = inside_speech([sentence.text for sentence in sentences])
    worth = [
        value - FAULT_PENALTY * max(fault(sentence.text), float(inside))
        for value, sentence, inside in zip(news, sentences, spoken, strict=True)
    ]
    for i in range(max(range(len(worth)), key=worth.__getitem__, default=0)):
        worth[i] -= LEADS_UP_BONUS * _names_nothing(sentences[i].text)
    loose = [refers_back(without_connective(sentence.text)) for sentence in sentences]
    overlap = [0.0] * len(sentences)
    chosen: list[int] = []
    left = set(range(len(sentences)))
    while left and len(chosen) < limit:
        best = max(left, key=lambda i: (_gain(i, worth, overlap, loose, chosen), -i))
        left.remove(best)
        chosen.append(best)
        for i in left if len(chosen) < limit else ():
            overlap[i] = max(overlap[i], _overlap(sentences[i], sentences[best]))
    return [sentences[i] for i in chosen]


def _names_nothing(text: str) -> bool:
    """Whether it has neither a number nor a name: before the news such a sentence leads up to it."""
    return not _NUMBER_OR_NAME.search(text)


def _gain(
    i: int, worth: Sequence[float], overlap: Sequence[float], loose: Sequence[bool], chosen: Sequence[int]
) -> float:
    unresolved = loose[i] and i - 1 not in chosen
    return worth[i] - REDUNDANCY * overlap[i] - UNRESOLVED_PENALTY * unresolved


def _overlap(one: Sentence, other: Sentence) -> float:
    if one.keys == other.keys:
        return REPETITION_PENALTY
    shared = len(one.keys & other.keys)
    return shared / (1 + min(len(one.keys), len(other.keys)))
