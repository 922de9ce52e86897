"""Stories to show: small, with sources of every kind."""

from __future__ import annotations

from datetime import UTC, datetime

from digests.models.digest import DigestItem, ToldSentence
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Language, Published, SummarySentence

NOW = datetime(2025, 9, 26, 5, 0, tzinfo=UTC)


def article(
    number: int,
    *sentences: str,
    source: str = "gov.kz",
    link: str | None = "https://gov.kz/1",
    language: Language = "ru",
    headline: str = "Музей открылся",
) -> Article:
    return Article(
        id=number,
        headline=headline,
        language=language,
        published=Published(NOW),
        added=NOW,
        summary=tuple(SummarySentence(text, place) for place, text in enumerate(sentences)),
        origins=(Origin(source, link, NOW),),
    )


def item(
    number: int, *articles: Article, headline: str = "Музей открылся", update: bool = False
) -> DigestItem:
    sentences = tuple(ToldSentence(s.text, each) for each in articles for s in each.summary)
    return DigestItem(Story(number, articles), headline, articles[0].language, sentences, update)
