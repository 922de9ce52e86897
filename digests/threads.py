"""Stories of a period that continue each other: a flood, the search after it, the water that has gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digests.background import cut, idf
from digests.folding import fold
from digests.models import Article, Language, Story
from digests.telling import language_of

RARE = 5.0
RELATED = 15.0
COMMON_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Report:
    """An article with the story that it is of."""

    article: Article
    story: Story


@dataclass(frozen=True, slots=True)
class Thread:
    """Stories, the weightiest first, with their reports of a period in one language, the oldest first."""

    stories: tuple[Story, ...]
    language: Language
    reports: tuple[Report, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(report.article for report in self.reports)

    @property
    def whole(self) -> Story:
        """As if they were one story."""
        return Story(self.stories[0].id, tuple(a for story in self.stories for a in story.articles))


def threads_of(stories: Sequence[Story], languages: tuple[Language, ...], *, since: datetime) -> list[Thread]:
    """`stories` have articles and come the weightiest first; each joins the first that it is related to."""
    single = [_single(story, languages, since) for story in stories]
    keys = [_keys(thread.articles, thread.language) for thread in single]
    unspecific = _common(keys)
    heads: list[int] = []
    members: dict[int, list[Thread]] = {}
    for place, thread in enumerate(single):
        related = (head for head in heads if single[head].language == thread.language)
        head = next((h for h in related if _rarity((keys[h] & keys[place]) - unspecific) >= RELATED), place)
        if head == place:
            heads.append(head)
        members.setdefault(head, []).append(thread)
    return [_joined(members[head]) for head in heads]


def when(article: Article) -> tuple[datetime, int]:
    """A day without a time would be midnight; the time of adding is nearer the truth."""
    published = article.published
    return (published.at if published and published.precision == "minute" else article.added, article.id)


def _single(story: Story, languages: tuple[Language, ...], since: datetime) -> Thread:
    language = language_of(story, languages)
    told = sorted((a for a in story.articles if a.language == language), key=when)
    recent = [article for article in told if article.added >= since]
    return Thread((story,), language, tuple(Report(article, story) for article in recent or told))


def _joined(threads: Sequence[Thread]) -> Thread:
    reports = sorted((r for thread in threads for r in thread.reports), key=lambda r: when(r.article))
    return Thread(tuple(s for thread in threads for s in thread.stories), threads[0].language, tuple(reports))


def _keys(articles: Sequence[Article], language: Language) -> frozenset[str]:
    """The rare words of the headlines; of each name the last, so that a full name counts once."""
    known = None if language == "unknown" else language
    stems = [stem for article in articles for stem in fold(article.headline, known)]
    stems += [
        fold(name, known)[-1:][0] for article in articles for name in article.names if fold(name, known)
    ]
    return frozenset(key for key in map(cut, stems) if idf(key) >= RARE)


def _common(keys: Sequence[frozenset[str]]) -> set[str]:
    """What many of the stories have tells none of them apart."""
    counts = Counter(key for found in keys for key in found)
    return {key for key, count in counts.items() if count > max(8, COMMON_SHARE * len(keys))}


def _rarity(shared: Iterable[str]) -> float:
    return sum(map(idf, shared))
