"""Which report's headline a story is told by."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import timedelta

from digests.models import Article
from digests.summaries.novelty import is_new, keys_of, shared
from digests.summaries.states import ended, ends_of, overtaken, parts, told_at
from digests.summaries.weak_headlines import REFUSED, weakness
from digests.text.word_rarity import rarity

NEWS_AGAIN_AFTER = timedelta(hours=12)
HEADLINES_SHARE = 2.0  # what a word that another headline has counts, where one of its summary counts 1
SHORT_HEADLINE = 8.0  # the rarity by which a short headline, easily borne out, counts less
LATE_NEWS, LATEST_NEWS = 0.15, 5  # what each sentence before the news costs a report, up to so many
MAX_VOTES = 40  # the newest reports


def lead_of(articles: Sequence[Article]) -> Article:
    """The article whose headline tells the event as most others do, by its latest state.

    Where a story developed, only its latest reports are asked. A question, a list, a quotation and the like
    lead only where nothing else does; of equals it is one that opens with its news.
    """
    return leading(articles, overtaken(articles))


def leading(articles: Sequence[Article], stale: Set[str]) -> Article:
    """As `lead_of`, where it is known what is `stale`."""
    asked = latest(articles) or list(articles)
    asked = [article for article in asked if article.headline not in stale] or asked
    over = ended(articles) if stale else frozenset()
    voters = sorted(articles, key=told_at)[-MAX_VOTES:]

    def rank(article: Article) -> tuple[float, ...]:
        weak = weakness(article.headline, article.language)
        ends = bool(over) and weak < REFUSED and not over.isdisjoint(ends_of(article.headline))
        return (
            -float(weak),
            float(ends),
            round(_support(article, voters) * (1 - LATE_NEWS * min(opening(article), LATEST_NEWS)), 1),
            -float(opening(article)),
            article.added.timestamp(),
            float(article.id),
        )

    return max(asked, key=rank)


def latest(articles: Sequence[Article]) -> list[Article]:
    """Reports of the last `NEWS_AGAIN_AFTER` with a headline that says what no earlier report said.

    None where less than half of the last reports have such a one: then it is a side of the same news.
    """
    since = max(map(told_at, articles)) - NEWS_AGAIN_AFTER
    earlier = [part for article in articles if told_at(article) < since for part in parts(article)]
    recent = [article for article in articles if told_at(article) >= since]
    news = [article for article in recent if earlier and is_new(article.headline, earlier)]
    return news if 2 * len(news) >= len(recent) else []


def opening(article: Article) -> int:
    """How many sentences stand before the one that tells most: several in a commentary."""
    best = min(article.summary, key=lambda sentence: (sentence.rank, sentence.position), default=None)
    return best.position if best else 0


def _support(article: Article, voters: Sequence[Article]) -> float:
    """How much of the headline its report tells, and each other source, above all in their headlines."""
    own = {origin.source for origin in article.origins}
    voices: dict[str, float] = {}
    for other in voters:
        source = other.origins[0].source if other.origins else str(other.id)
        if other is not article and source not in own:
            voices[source] = max(voices.get(source, 0.0), _told_by(article.headline, other))
    return sum(voices.values()) + shared(article.headline, _summary(article)) / _whole(article.headline)


def _told_by(headline: str, other: Article) -> float:
    told = HEADLINES_SHARE * shared(headline, other.headline) + shared(headline, _summary(other))
    return told / _whole(headline)


def _summary(article: Article) -> str:
    return " ".join(sentence.text for sentence in article.summary)


def _whole(headline: str) -> float:
    return rarity(keys_of(headline)) + SHORT_HEADLINE
