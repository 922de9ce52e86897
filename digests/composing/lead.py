"""Chooses the report whose headline stands above a story."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from digests.models.stories import Article
from digests.models.texts import SummarySentence
from digests.summaries.novelty import is_new, keys_of
from digests.summaries.states import ended, ends_of, headlines, overtaken, parts, told_at
from digests.summaries.weak_headlines import REFUSED, weakness
from digests.text.word_rarity import rarity

NEWS_AGAIN_AFTER = timedelta(hours=12)
HEADLINES_SHARE = 2.0  # what a word that another headline has counts, where one of its summary counts 1
SHORT_HEADLINE = 8.0  # the rarity by which a short headline, easily borne out, counts less
LATE_NEWS, LATEST_NEWS = 0.15, 5  # what each sentence before the news costs a report, up to so many
FAR_BELOW = 2  # sentences
MAX_VOTES = 40  # the newest reports


def lead_of(articles: Sequence[Article]) -> Article:
    """The article whose headline agrees best with the others about the event in its latest state.

    Where a story developed, only its latest reports are considered. A question, a list, a quotation and the
    like lead only where there is nothing else; among equals, a report that opens with its news wins.
    """
    return articles[0] if len(articles) == 1 else _lead_of(tuple(articles))


def may_lead(articles: Sequence[Article]) -> list[Article]:
    """The articles that may give the headline: of the story's latest state, and none weaker than another."""
    stale = overtaken(articles, headlines)
    asked = latest(articles) or list(articles)
    asked = [article for article in asked if article.headline not in stale] or asked
    return _strongest(asked, ended(articles) if stale else frozenset())


@lru_cache(maxsize=1024)  # stories; many ask for the same in a day
def _lead_of(articles: tuple[Article, ...]) -> Article:
    asked = may_lead(articles)
    voters = _voters(articles)

    def rank(article: Article) -> tuple[float, ...]:
        late = LATE_NEWS * min(opening(article), LATEST_NEWS)
        support = round(_support(article, voters) * (1 - late), 1)
        return support, -opening(article), article.added.timestamp(), article.id

    return max(asked, key=rank)


def _strongest(articles: Sequence[Article], over: Set[str]) -> list[Article]:
    """The articles with the least weak headlines; of these, those that tell the end of what is over."""
    weak = [weakness(each.headline, each.language) + _is_of_commentary(each) for each in articles]
    least = min(weak)
    found = [article for article, each in zip(articles, weak, strict=True) if each == least]
    ends = [a for a in found if not over.isdisjoint(ends_of(a.headline))] if over and least < REFUSED else []
    return ends or found


def _is_of_commentary(article: Article) -> bool:
    """Whether its headline was made from a sentence far below the opening, as in a commentary."""
    best = _best(article)
    return bool(best and best.position >= FAR_BELOW and keys_of(article.headline) <= keys_of(best.text))


def latest(articles: Sequence[Article]) -> list[Article]:
    """Reports of the last `NEWS_AGAIN_AFTER` whose headline says something that no earlier report said.

    Empty where fewer than half of the last reports do: then it is only a side of the same news.
    """
    since = max(map(told_at, articles)) - NEWS_AGAIN_AFTER
    earlier = [part for article in articles if told_at(article) < since for part in parts(article)]
    recent = [article for article in articles if told_at(article) >= since]
    news = [article for article in recent if earlier and is_new(article.headline, earlier)]
    return news if 2 * len(news) >= len(recent) else []


def opening(article: Article) -> int:
    """How many sentences stand before the one that tells most; in a commentary it is several."""
    best = _best(article)
    return best.position if best else 0


def _best(article: Article) -> SummarySentence | None:
    return min(article.summary, key=lambda sentence: (sentence.rank, sentence.position), default=None)


@dataclass(frozen=True, slots=True)
class _Voter:
    article: Article
    source: str
    headline: frozenset[str]
    summary: frozenset[str]


def _voters(articles: Sequence[Article]) -> list[_Voter]:
    return [
        _Voter(
            article,
            article.first_source,
            keys_of(article.headline),
            frozenset[str]().union(*(keys_of(sentence.text) for sentence in article.summary)),
        )
        for article in sorted(articles, key=told_at)[-MAX_VOTES:]
    ]


def _support(article: Article, voters: Sequence[_Voter]) -> float:
    """How much of this headline its own report and the other sources tell; other headlines count most."""
    headline = keys_of(article.headline)
    own = {origin.source for origin in article.origins}
    voices: dict[str, float] = {}
    for voter in voters:
        told = rarity(headline & voter.summary)
        if voter.article is not article and voter.source not in own:
            told += HEADLINES_SHARE * rarity(headline & voter.headline)
            voices[voter.source] = max(voices.get(voter.source, 0.0), told)
        elif voter.article is article:
            voices[""] = told
    return sum(voices.values()) / (rarity(headline) + SHORT_HEADLINE)
