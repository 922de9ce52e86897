"""The sentences that tell an article's news, shortened at most by deletion."""

from __future__ import annotations

from collections.abc import Sequence

from digests.language import detect_language
from digests.models import Language, Reading, SummarySentence
from digests.newsworth import Sentence, news_of, parse
from digests.sentences import split_sentences
from digests.shortening import shorten

SENTENCES_READ = 200
REDUNDANCY = 0.8


def summarise(
    reading: Reading, limit: int = 3, *, language: Language | None = None
) -> tuple[SummarySentence, ...]:
    """At most `limit` sentences of the body in its order, all when there are fewer."""
    known = language or detect_language(reading.body).language
    sentences = parse(split_sentences(reading.body)[:SENTENCES_READ], known)
    return summarise_sentences(sentences, news_of(sentences, reading.headline, known), limit)


def summarise_sentences(
    sentences: Sequence[Sentence], news: Sequence[float], limit: int
) -> tuple[SummarySentence, ...]:
    chosen = choose(sentences, news, limit)
    return tuple(SummarySentence(shorten(sentence.text), sentence.position) for sentence in chosen)


def choose(sentences: Sequence[Sentence], news: Sequence[float], limit: int) -> list[Sentence]:
    """The sentences of most news that repeat each other least (maximal marginal relevance), in text order."""
    chosen: list[int] = []
    left = set(range(len(sentences)))
    overlap = [0.0] * len(sentences)
    while left and len(chosen) < limit:
        best = max(left, key=lambda i: (news[i] - REDUNDANCY * overlap[i], -i))
        left.remove(best)
        chosen.append(best)
        for i in left:
            overlap[i] = max(overlap[i], _overlap(sentences[i], sentences[best]))
    return [sentences[i] for i in sorted(chosen)]


def _overlap(one: Sentence, other: Sentence) -> float:
    shared = len(one.keys & other.keys)
    return shared / (1 + min(len(one.keys), len(other.keys)))
