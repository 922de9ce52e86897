"""A source's own list of the day's events: each line counts as a voice for the story that it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from digests.composing.affairs import StoryKeys, keys_of
from digests.composing.news_values import news_values
from digests.models.stories import Article, Story
from digests.text.word_rarity import rarity

TELLS_IT = 0.5  # the share of a line that a story tells too


def votes_of(stories: Iterable[Story], keys: Mapping[int, StoryKeys]) -> dict[int, list[Article]]:
    """The lines of stories that are nothing but such lists, by the number of the story each line tells."""
    found: dict[int, list[Article]] = {}
    lists = [story for story in stories if story.articles and news_values(story).is_round_up]
    others = {number: own for number, own in keys.items() if number not in {story.id for story in lists}}
    for line in (line for story in lists for article in story.articles for line in _lines(article)):
        told = _told(line, others)
        if told is not None:
            found.setdefault(told, []).append(line)
    return found


def _lines(article: Article) -> list[Article]:
    return [replace(article, headline=each.text, summary=(each,)) for each in article.summary]


def _told(line: Article, stories: Mapping[int, StoryKeys]) -> int | None:
    """The story that shares a name with the line and tells most of it; None where none tells enough."""
    own = keys_of(Story(0, (line,)), line.added)
    shares = {
        number: rarity(own.told & (keys.told | keys.opening)) / max(1.0, own.rarity)
        for number, keys in stories.items()
        if not own.named.isdisjoint(keys.named)
    }
    best = max(shares, key=lambda number: shares[number], default=None)
    return best if best is not None and shares[best] >= TELLS_IT else None
