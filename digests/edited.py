"""Applies what editors chose for an article; their choice stands whatever the analysis finds in the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from digests.models.stories import Article, EditedParts
from digests.models.texts import MAX_SUMMARY, TOPICS, Analysis, Language, ParsedText, SummarySentence
from digests.summaries.shortening import shorten
from digests.summaries.summarise import SENTENCES_READ
from digests.text.sentences import split_sentences
from digests.text.stemming import fold

MAX_READ = 40_000  # characters


def with_edits(analysis: Analysis, edited: EditedParts) -> Analysis:
    """The analysis with the chosen parts in place of its own; search finds it by the chosen headline too."""
    if edited.topics is not None:
        analysis = replace(analysis, topics=edited.topics)
    if edited.published is not None:
        analysis = replace(analysis, reading=replace(analysis.reading, published=edited.published))
    if edited.sentences is not None and (told := _summary(analysis.reading.body, edited.sentences)):
        about = folded_about(analysis.names, told, analysis.language)
        analysis = replace(analysis, summary=told, search=replace(analysis.search, about=about))
    if edited.headline is None:
        return analysis
    search = replace(analysis.search, headline=folded(edited.headline, analysis.language))
    return replace(analysis, headline=edited.headline, search=search)


def article_with(article: Article, body: str, edited: EditedParts) -> Article:
    """The article of this text with the chosen parts in place of those that it has."""
    return replace(
        article,
        headline=article.headline if edited.headline is None else edited.headline,
        topics=article.topics if edited.topics is None else edited.topics,
        published=edited.published or article.published,
        summary=_summary(body, edited.sentences or ()) or article.summary,
    )


def sentences_of(body: str) -> list[str]:
    """The sentences of a text from which a summary can be made; a position is a place in this list."""
    return [" ".join(sentence.split()) for sentence in split_sentences(body[:MAX_READ])[:SENTENCES_READ]]


def switched(topics: Sequence[str], topic: str, *, on: bool) -> tuple[str, ...]:
    """The topics with this one or, not `on`, without it: built-in ones in their order, then editors' own."""
    wanted = {*topics, topic} if on else {*topics} - {topic}
    own = sorted(each for each in wanted if each not in TOPICS)
    return (*(each for each in TOPICS if each in wanted), *own)


def switched_sentences(
    summary: Sequence[SummarySentence], body: str, position: int, *, on: bool
) -> tuple[str, ...]:
    """The sentences of the summary with the one at this position of the text or, not `on`, without it.

    They stay as they are where none would be left, or more than `MAX_SUMMARY`.
    """
    now = {sentence.position for sentence in summary}
    wanted = now | {position} if on else now - {position}
    if not 0 < len(wanted) <= MAX_SUMMARY:
        wanted = now
    return tuple(text for at, text in enumerate(sentences_of(body)) if at in wanted)


def _summary(body: str, chosen: Collection[str]) -> tuple[SummarySentence, ...]:
    """Those of the chosen sentences that the text still has, the first of which tells most."""
    if not chosen:
        return ()
    found = [(at, text) for at, text in enumerate(sentences_of(body)) if text in chosen]
    return tuple(SummarySentence(shorten(text), at, rank) for rank, (at, text) in enumerate(found))


def folded_about(names: Iterable[str], summary: Iterable[SummarySentence], language: Language) -> str:
    """The names and the summary as the search's index stores them."""
    return folded(" ".join([*names, *(sentence.text for sentence in summary)]), language)


def folded(text: str, language: Language) -> str:
    """The text as the search's index stores it."""
    return " ".join(fold(text, None if language == "unknown" else language))


def said_anew(edited: EditedParts, reading: ParsedText) -> EditedParts:
    """What stays chosen when an editor sends a whole new text: its own headline and date replace those chosen
    before.
    """
    if edited.published and reading.published:
        edited = replace(edited, published=reading.published)
    if edited.headline is None or reading.headline is None:
        return edited
    return replace(edited, headline=" ".join(reading.headline.split()))
