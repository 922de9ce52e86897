"""Composes a digest: the stories a reader wants, what is new in them, in order of weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digests.composing.ranking import SAME_TOPIC_WEIGHT, StoryStats, reasons, story_stats, weight
from digests.composing.story_text import language_of, summarise_story, whole_story
from digests.models import (
    Article,
    Digest,
    DigestItem,
    Language,
    Length,
    ReadingPreferences,
    Reasons,
    Story,
    ToldStories,
)

__all__ = [
    "SHAPES",
    "Composing",
    "Shape",
    "compose",
    "summarise_story",
    "visible_to",
    "whole_story",
    "with_steps",
]

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shape:
    """A digest's main stories and its stories in a line; how many sentences the `top` story has, and how many
    each other main one.
    """

    main: int
    brief: int
    top: int
    sentences: int


SHAPES: dict[Length, Shape] = {
    "short": Shape(2, 3, 1, 1),
    "normal": Shape(3, 4, 2, 1),
    "long": Shape(5, 6, 4, 2),
}


def compose(
    stories: Sequence[Story], wish: ReadingPreferences, told: ToldStories, *, now: datetime
) -> Digest:
    """`stories` are those of the period; one told before stays out unless other articles add to it. One that
    was seen and to which nothing was added since comes after all others, as a headline.
    """
    return Composing(now).digest(stories, wish, told)


@dataclass(frozen=True, slots=True)
class _Candidate:
    followed: bool
    weight: float
    topic: str
    item: DigestItem


class Composing:
    """Digests of one moment: how a story is told and what it weighs is worked out once for all
    preferences.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._standings: dict[int, StoryStats] = {}
        self._told: dict[tuple[int, Language, frozenset[int], int], DigestItem | None] = {}
        self._headlines: dict[int, DigestItem] = {}
        self._explained: dict[tuple[int, tuple[str, ...]], DigestItem] = {}

    def digest(self, stories: Sequence[Story], wish: ReadingPreferences, told: ToldStories) -> Digest:
        """As `compose`; a story's number means the same articles each time."""
        if wish.hidden or wish.only:  # of which less may be seen
            seen = [part for story in stories if (part := visible_to(story, wish))]
            return Composing(self._now).digest(seen, replace(wish, hidden=_NONE, only=_NONE), told)
        both = told.articles | told.seen
        found = [
            candidate
            for story in stories
            if story.articles and (candidate := self._candidate(story, wish, told, both))
        ]
        shape = SHAPES[wish.length]
        named = shape.main + shape.brief
        ranked = _diverse([each for each in found if not each.item.seen], named)
        if ranked:
            ranked[0] = self._in_full(ranked[0], both, shape.top)
        headlines = _diverse([each for each in found if each.item.seen], named)
        main, lines = tuple(ranked[: shape.main]), (*ranked[shape.main :], *headlines)
        place = named - len(main)
        return Digest(main, lines[:place], lines[place:])

    def _candidate(
        self, story: Story, wish: ReadingPreferences, told: ToldStories, both: frozenset[int]
    ) -> _Candidate | None:
        """`both` are the articles that were told and those that were seen."""
        stands = self._standing(story)
        followed = story.id in wish.followed
        if not _is_wanted(stands, wish, followed=followed):
            return None
        limit = SHAPES[wish.length].sentences
        language = language_of(story, wish.languages)
        known, seen = story.known(told.articles), story.known(both)
        item = self._tell(story, language, seen, limit)
        if item is None and seen != known:
            item = self._seen(self._tell(story, language, known, limit))
        if item is None:
            return None
        topic = stands.topics[0] if stands.topics else f"s{story.id}"
        return _Candidate(followed, weight(stands, wish), topic, self._explain(item, reasons(stands, wish)))

    def _seen(self, item: DigestItem | None) -> DigestItem | None:
        """Its headline alone."""
        if item is None:
            return None
        if id(item) not in self._headlines:
            self._headlines[id(item)] = replace(item, sentences=(), update=False, seen=True)
        return self._headlines[id(item)]

    def _in_full(self, item: DigestItem, known: frozenset[int], limit: int) -> DigestItem:
        """The same story in the same language with more sentences."""
        told_more = self._tell(item.story, item.language, item.story.known(known), limit) or item
        return replace(item, sentences=told_more.sentences)

    def _standing(self, story: Story) -> StoryStats:
        if story.id not in self._standings:
            self._standings[story.id] = story_stats(story, now=self._now)
        return self._standings[story.id]

    def _tell(self, story: Story, language: Language, known: frozenset[int], limit: int) -> DigestItem | None:
        key = (story.id, language, known, limit)
        if key not in self._told:
            self._told[key] = summarise_story(story, (language,), known=known, limit=limit)
        return self._told[key]

    def _explain(self, item: DigestItem, why: Reasons) -> DigestItem:
        key = (id(item), why.topics)  # what is told is kept, so that no other has its id
        if key not in self._explained:
            self._explained[key] = replace(item, reasons=why)
        return self._explained[key]


def with_steps(item: DigestItem, steps: Sequence[DigestItem]) -> DigestItem:
    """The item with further stories of its affair beneath it, each by its headline alone."""
    return replace(item, steps=tuple(replace(step, sentences=(), reasons=None) for step in steps))


def visible_to(story: Story, wish: ReadingPreferences) -> Story | None:
    """The story without the articles that the preferences leave out; None when nothing is left."""
    if not (wish.hidden or wish.only):
        return story
    articles = tuple(article for article in story.articles if _is_read(article, wish))
    return replace(story, articles=articles) if articles else None


def _is_read(article: Article, wish: ReadingPreferences) -> bool:
    sources = {origin.source for origin in article.origins}
    return not sources <= wish.hidden and (not wish.only or not wish.only.isdisjoint(sources))


def _is_wanted(story: StoryStats, wish: ReadingPreferences, *, followed: bool) -> bool:
    """Any article has one of the topics, and any (maybe another one) a language of the reader.

    What is followed may be of any topic.
    """
    on_topic = not wish.topics or not wish.topics.isdisjoint(story.topics)
    return (on_topic or followed) and not story.languages.isdisjoint(wish.languages)


def _diverse(candidates: list[_Candidate], named: int) -> list[DigestItem]:
    """What is followed, then by weight; among those that a message names, each story makes its first topic
    weigh less."""
    ranked: list[DigestItem] = []
    placed: dict[str, int] = {}
    left = sorted(candidates, key=lambda each: (not each.followed, -each.weight, each.item.story.id))
    while left and len(ranked) < named:
        best = max(left, key=lambda each: _place(each, placed.get(each.topic, 0)))
        left.remove(best)
        ranked.append(best.item)
        placed[best.topic] = placed.get(best.topic, 0) + 1
    return ranked + [candidate.item for candidate in left]


def _place(candidate: _Candidate, same_topic: int) -> tuple[bool, float]:
    return candidate.followed, candidate.weight * SAME_TOPIC_WEIGHT**same_topic
