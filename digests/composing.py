"""Composes a digest: the stories a reader wants, what is new in them, in order of weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digests.models import Digest, DigestItem, Story, Told, Wish
from digests.ranking import SAME_TOPIC, reasons, topics_of, weight
from digests.telling import tell, whole_story

__all__ = ["compose", "tell", "whole_story"]

MAIN = 3
BRIEF = 4


def compose(stories: Sequence[Story], wish: Wish, told: Told, *, now: datetime) -> Digest:
    """`stories` are those of the period; one told before stays out unless newer articles add to it."""
    items = [item for story in stories if _is_wanted(story, wish) if (item := _item(story, wish, told))]
    ranked = _diverse([(weight(item.story, wish, now=now), item) for item in items])
    return Digest(tuple(ranked[:MAIN]), tuple(ranked[MAIN : MAIN + BRIEF]), tuple(ranked[MAIN + BRIEF :]))


def _is_wanted(story: Story, wish: Wish) -> bool:
    """Any article has one of the topics, and any (maybe another one) a language of the reader."""
    topics = {topic for article in story.articles for topic in article.topics}
    return (not wish.topics or not wish.topics.isdisjoint(topics)) and any(
        article.language in wish.languages for article in story.articles
    )


def _item(story: Story, wish: Wish, told: Told) -> DigestItem | None:
    item = tell(story, wish.languages, after=told.newest.get(story.id))
    return item and replace(item, reasons=reasons(story, wish))


def _diverse(weighted: list[tuple[float, DigestItem]]) -> list[DigestItem]:
    """By weight, where each story already placed makes its first topic weigh `SAME_TOPIC` less."""
    ranked: list[DigestItem] = []
    placed: dict[str, int] = {}
    left = sorted(weighted, key=lambda pair: (-pair[0], pair[1].story.id))
    while left and len(ranked) < MAIN + BRIEF:
        best = max(left, key=lambda pair: pair[0] * SAME_TOPIC ** placed.get(_topic(pair[1]), 0))
        left.remove(best)
        ranked.append(best[1])
        placed[_topic(best[1])] = placed.get(_topic(best[1]), 0) + 1
    return ranked + [item for _, item in left]


def _topic(item: DigestItem) -> str:
    return next(iter(topics_of(item.story)), f"s{item.story.id}")
