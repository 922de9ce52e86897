"""The sentences that tell an article's news, shortened at most by deletion."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from digests.models.texts import Language, ParsedText, SummarySentence
from digests.summaries.loose_lines import loose_lines
from digests.summaries.references import refers_back
from digests.summaries.sentence_scores import Sentence, news_of, parse
from digests.summaries.shortening import shorten, without_connective
from digests.summaries.standalone import breaks_off, fault, inside_speech, is_quotation
from digests.text.language import language_of
from digests.text.sentences import split_sentences

SENTENCES_READ = 200
REDUNDANCY = 0.8
REPETITION_PENALTY = 4.0  # an overlap above any other
FAULT_PENALTY = 2.0
LEADS_UP_BONUS = 0.5
NAME_LETTERS = 5  # in which "Алматы" and "Алматыда" agree
_NAME = re.compile(r"(?<=[^\W_] )[«\"“„(]?([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{2,40})")
_DASHES = ("—", "–")
_NUMBER_OR_NAME = re.compile(r"\d|[^\W_] [«\"“„(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


def summarise(
    reading: ParsedText, limit: int = 3, *, language: Language | None = None
) -> tuple[SummarySentence, ...]:
    """At most `limit` sentences of the body in its order, all when there are fewer."""
    known = language or language_of(reading.body)
    sentences = parse(split_sentences(reading.body)[:SENTENCES_READ], known)
    loose = loose_lines(reading.body, titled=reading.headline is not None)
    return summarise_sentences(sentences, news_of(sentences, reading.headline, known), limit, loose)


def summarise_sentences(
    sentences: Sequence[Sentence], news: Sequence[float], limit: int, loose: Set[str] = frozenset()
) -> tuple[SummarySentence, ...]:
    """The same of sentences whose news is known; `loose` are lines that are none."""
    chosen = choose(sentences, news, limit, loose)
    ranks = {sentence.position: rank for rank, sentence in enumerate(chosen)}
    return tuple(
        SummarySentence(shorten(sentence.text), sentence.position, ranks[sentence.position])
        for sentence in sentences
        if sentence.position in ranks
    )


def choose(
    sentences: Sequence[Sentence], news: Sequence[float], limit: int, loose: Set[str] = frozenset()
) -> list[Sentence]:
    """The sentences of most news that repeat each other least (maximal marginal relevance), the best first.

    What cannot be read alone comes only where nothing else is; a sentence that refers back, with the one
    before it.
    """
    faults = _faults([sentence.text for sentence in sentences], loose)
    worth = [value - FAULT_PENALTY * each for value, each in zip(news, faults, strict=True)]
    leading = range(max(range(len(worth)), key=worth.__getitem__, default=0))
    named = names_in(sentences) if leading else frozenset()
    for i in leading:
        worth[i] -= LEADS_UP_BONUS * names_nothing(sentences[i], named)
    leaning = _leaning([sentence.text for sentence in sentences])
    overlap = [0.0] * len(sentences)
    chosen: list[int] = []
    left = set(range(len(sentences)))
    while len(chosen) < limit:
        readable = [i for i in left if faults[i] < 1 and (not leaning[i] or i - 1 in chosen)]
        if not readable and (chosen or not left):
            break
        best = max(readable or left, key=lambda i: (worth[i] - REDUNDANCY * overlap[i], -i))
        left = {i for i in left if sentences[i].text != sentences[best].text}
        chosen.append(best)
        for i in left if len(chosen) < limit else ():
            overlap[i] = max(overlap[i], _overlap(sentences[i], sentences[best]))
    return [sentences[i] for i in chosen]


def _faults(texts: Sequence[str], loose: Set[str]) -> list[float]:
    """Of each sentence what keeps it from being read alone, from 0 to 1."""
    cut = len(texts) > 1 and breaks_off(texts[-1])
    spoken = inside_speech(texts, cut=cut)
    found = [
        max(fault(text), float(inside or text in loose)) for text, inside in zip(texts, spoken, strict=True)
    ]
    if cut:
        found[-1] = 1.0
    return [
        0.0 if _is_announced(texts, i) and is_quotation(texts[i]) else found[i] for i in range(len(texts))
    ]


def _leaning(texts: Sequence[str]) -> list[bool]:
    """Of each sentence whether it needs the one before it."""
    return [
        refers_back(without_connective(text)) or (_is_announced(texts, i) and is_quotation(text))
        for i, text in enumerate(texts)
    ]


def _is_announced(texts: Sequence[str], i: int) -> bool:
    """Whether the sentence before it says who speaks: "Минобороны:"; or one before that, of a list."""
    while i > 0 and texts[i - 1].startswith(_DASHES) and texts[i].startswith(_DASHES):
        i -= 1
    return i > 0 and texts[i - 1].endswith(":")


def names_in(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The beginnings of the names that stand inside sentences, where a capital tells them."""
    return frozenset(name[:NAME_LETTERS] for each in sentences for name in _NAME.findall(each.text))


def names_nothing(sentence: Sentence, named: frozenset[str]) -> bool:
    """Whether it has neither a number nor a name: before the news such a sentence leads up to it."""
    opening = sentence.words[0][:NAME_LETTERS] if sentence.words else ""
    return opening not in named and not _NUMBER_OR_NAME.search(sentence.text)


def _overlap(one: Sentence, other: Sentence) -> float:
    if one.keys == other.keys:
        return REPETITION_PENALTY
    shared = len(one.keys & other.keys)
    return shared / (1 + min(len(one.keys), len(other.keys)))
