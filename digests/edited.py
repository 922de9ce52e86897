"""What an editor chose for an article holds whatever is found in its text."""

from __future__ import annotations

from dataclasses import replace

from digests.models import Analysis, Article, EditedParts, Language, ParsedText
from digests.text.stemming import fold


def with_edits(analysis: Analysis, edited: EditedParts) -> Analysis:
    """The analysis with the chosen parts in place of its own; it is found by the chosen headline."""
    if edited.topics is not None:
        analysis = replace(analysis, topics=edited.topics)
    if edited.published is not None:
        analysis = replace(analysis, reading=replace(analysis.reading, published=edited.published))
    if edited.headline is None:
        return analysis
    search = replace(analysis.search, headline=folded(edited.headline, analysis.language))
    return replace(analysis, headline=edited.headline, search=search)


def article_with(article: Article, edited: EditedParts) -> Article:
    """The article with the chosen parts in place of those that it has."""
    return replace(
        article,
        headline=article.headline if edited.headline is None else edited.headline,
        topics=article.topics if edited.topics is None else edited.topics,
        published=edited.published or article.published,
    )


def folded(text: str, language: Language) -> str:
    """As the search's index keeps it."""
    return " ".join(fold(text, None if language == "unknown" else language))


def said_anew(edited: EditedParts, reading: ParsedText) -> EditedParts:
    """What stays chosen when an editor gives it a whole text: the text's own headline and date are newer."""
    if edited.published and reading.published:
        edited = replace(edited, published=reading.published)
    if edited.headline is None or reading.headline is None:
        return edited
    return replace(edited, headline=" ".join(reading.headline.split()))
