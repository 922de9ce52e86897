"""Composes a digest: the stories a reader wants, what is new in them, in order of weight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from digests.composing.affairs import affairs, keys_of, links_of
from digests.composing.ranking import (
    MAY_PASS,
    SAME_AFFAIR_WEIGHT,
    SAME_TOPIC_WEIGHT,
    StoryStats,
    newest,
    of_voices,
    reasons,
    story_stats,
    weight,
)
from digests.composing.round_ups import votes_of
from digests.composing.story_text import summarise_story, whole_story
from digests.composing.voices import independent_sources, voices
from digests.models.digest import Digest, DigestItem, Reasons
from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.models.wishes import Length, ReadingPreferences, ToldStories

__all__ = [
    "SHAPES",
    "Composing",
    "Shape",
    "compose",
    "for_wish",
    "summarise_story",
    "visible_to",
    "whole_story",
    "with_steps",
]

OF_FOLLOWED_STORIES, OF_FOLLOWED_WORDS, OF_ALL = range(3)  # places: what is followed comes first
MAX_STEPS = 4
MAY_LEAD = 0.5  # of what another story of the item weighs for each voice
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shape:
    """How many main and one-line stories a digest has; sentences of the `top` story, and of each other main
    one.
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
    """`stories` are those of the period; a story told before stays out unless further articles add to it.

    One that was seen, and to which nothing was added since, comes after all others as a headline.
    """
    return Composing(now, stories).digest(stories, wish, told)


class _Candidate(NamedTuple):
    place: int
    voices: float
    weight: float
    topic: str
    item: DigestItem
    newest: float
    is_round_up: bool


class Composing:
    """Digests of one moment: they share what a story weighs, how it is told and its affair."""

    def __init__(self, now: datetime, stories: Iterable[Story]) -> None:
        """`stories` are all stories that any of its digests will use."""
        self._now = now
        live = [each for each in stories if each.articles]
        keys = {each.id: keys_of(each, newest(each)) for each in live}
        self._links = links_of(keys)
        self._votes = votes_of(live, keys)
        self._standings: dict[int, StoryStats] = {}
        self._told: dict[tuple[int, bool, Language, frozenset[int], int], DigestItem | None] = {}
        self._headlines: dict[int, DigestItem] = {}
        self._explained: dict[tuple[int, frozenset[str], bool], DigestItem] = {}
        self._joined: dict[tuple[int, ...], DigestItem] = {}
        self._heard: dict[tuple[int, ...], tuple[int, float]] = {}

    def digest(self, stories: Sequence[Story], wish: ReadingPreferences, told: ToldStories) -> Digest:
        """As `compose`; a story's number must stand for the same articles each time."""
        if wish.extracted:
            stories = [for_wish(story, wish) for story in stories]
        if wish.hidden or wish.only:  # of which less may be seen
            seen = [part for story in stories if (part := visible_to(story, wish))]
            digest = Composing(self._now, seen).digest(seen, replace(wish, hidden=_NONE, only=_NONE), told)
            return replace(digest, kept_back=self.kept_back(stories, wish, told))
        both = told.articles | told.seen
        found = [
            candidate
            for story in stories
            if story.articles and (candidate := self._candidate(story, wish, told, both))
        ]
        shape = SHAPES[wish.length]
        named = shape.main + shape.brief
        ranked = _diverse(self._gathered([each for each in found if not each.item.seen]), named)
        main = tuple(
            self._in_full(item, both, shape.sentences if place else shape.top)
            for place, item in enumerate(ranked[: shape.main])
        )
        headlines = _diverse(self._gathered([each for each in found if each.item.seen]), named)
        lines = (*ranked[shape.main :], *headlines)
        place = named - len(main)
        return Digest(main, lines[:place], lines[place:])

    def kept_back(
        self, stories: Sequence[Story], wish: ReadingPreferences, told: ToldStories
    ) -> tuple[int, ...]:
        """The new stories, the weightiest first, that are told only by hidden sources."""
        if not wish.hidden:
            return ()
        both = told.articles | told.seen
        hidden = [
            (-weight(self._standing(story), wish), story.id)
            for story in stories
            if story.id not in wish.muted
            and visible_to(story, wish) is None
            and len(story.known(both)) < len(story.articles)
            and _is_wanted(self._standing(story), wish, followed=story.id in wish.followed)
        ]
        return tuple(number for _, number in sorted(hidden))

    def _candidate(
        self, story: Story, wish: ReadingPreferences, told: ToldStories, both: frozenset[int]
    ) -> _Candidate | None:
        """`both` are the articles that the reader was told and those that they have seen."""
        stands = self._standing(story)
        followed = story.id in wish.followed
        if story.id in wish.muted or not _is_wanted(stands, wish, followed=followed):
            return None
        language = next(filter(stands.languages.__contains__, wish.languages))
        known, seen = story.known(told.articles), story.known(both)
        limit = SHAPES[wish.length].sentences if seen else 0  # what a few main ones say is asked of them
        item = self._tell(story, language, seen, limit)
        if item is None and seen != known:
            item = self._seen(self._tell(story, language, known, limit))
        if item is None:
            return None
        return _Candidate(
            OF_FOLLOWED_STORIES if story.id in wish.stories else OF_FOLLOWED_WORDS if followed else OF_ALL,
            stands.voices,
            weight(stands, wish),
            stands.topic or f"s{story.id}",
            self._explain(item, stands, wish),
            stands.newest,
            stands.values.is_round_up,
        )

    def _gathered(self, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
        """The candidates, where stories that continue each other are one item; an affair's further items
        weigh less.
        """
        linked = {each.item.story.id: each for each in candidates if self._is_linked(each)}
        yield from (each for each in candidates if each.item.story.id not in linked)
        by_voices = sorted(linked.values(), key=lambda each: (-each.voices, *_heaviest_first(each)))
        for items in affairs((each.item.story.id for each in by_voices), self._links):
            if items[1:] or items[0][1:]:
                yield from self._of_affair([[linked[number] for number in item] for item in items])
            else:
                yield linked[items[0][0]]

    def _is_linked(self, candidate: _Candidate) -> bool:
        return bool(self._links[candidate.item.story.id]) and not candidate.is_round_up

    def _of_affair(self, items: Sequence[Sequence[_Candidate]]) -> Iterator[_Candidate]:
        first, *beside = (parts for item in items for parts in _told_together(item))
        yield self._one_item(first, [each for parts in beside for each in parts])
        for parts in beside:
            told = self._one_item(parts)
            yield told._replace(weight=SAME_AFFAIR_WEIGHT * told.weight)

    def _one_item(self, parts: Sequence[_Candidate], beside: Sequence[_Candidate] = ()) -> _Candidate:
        """The newest of the parts with the most voices, or nearly as many, leads; a curiosity never does."""
        if not (parts[1:] or beside):
            return parts[0]
        values = [each.weight / of_voices(each.voices) for each in parts]
        near = [
            each
            for each, value in zip(parts, values, strict=True)
            if each.voices >= MAY_PASS * parts[0].voices and value >= MAY_LEAD * max(values)
        ] or parts[:1]
        lead = max(near, key=lambda each: each.newest)
        steps = sorted((each for each in parts if each is not lead), key=lambda each: each.newest)
        sources, heard = self._voices([each.item.story for each in (*parts, *beside)])
        return lead._replace(
            place=min(each.place for each in parts),
            weight=of_voices(heard) * max(values),
            item=self._join(lead.item, [each.item for each in reversed(steps)], sources),
        )

    def _voices(self, stories: Sequence[Story]) -> tuple[int, float]:
        """The independent sources that tell these stories, and their voices."""
        key = tuple(story.id for story in stories)
        if key not in self._heard:
            told = [article for story in stories for article in story.articles]
            votes = [line for story in stories for line in self._votes.get(story.id, ())]
            self._heard[key] = independent_sources(told), voices([*told, *votes])
        return self._heard[key]

    def _seen(self, item: DigestItem | None) -> DigestItem | None:
        """Its headline alone."""
        if item is None:
            return None
        if id(item) not in self._headlines:
            self._headlines[id(item)] = replace(item, sentences=(), update=False, seen=True)
        return self._headlines[id(item)]

    def _in_full(self, item: DigestItem, known: frozenset[int], limit: int) -> DigestItem:
        """The same story in the same language, told with its sentences."""
        told_more = self._tell(item.story, item.language, item.story.known(known), limit) or item
        return replace(item, sentences=told_more.sentences)

    def _standing(self, story: Story) -> StoryStats:
        if story.id not in self._standings:
            self._standings[story.id] = story_stats(story, self._votes.get(story.id, ()), now=self._now)
        return self._standings[story.id]

    def _tell(self, story: Story, language: Language, known: frozenset[int], limit: int) -> DigestItem | None:
        key = (story.id, bool(story.choices), language, known, limit)
        if key not in self._told:
            self._told[key] = summarise_story(story, (language,), known=known, limit=limit)
        return self._told[key]

    def _explain(self, item: DigestItem, stands: StoryStats, wish: ReadingPreferences) -> DigestItem:
        followed = item.story.id in wish.stories
        topics = wish.topics.intersection(stands.topics)
        key = (id(item), topics, followed)  # what is told is kept: no other has its id
        if key not in self._explained:
            self._explained[key] = replace(item, reasons=reasons(stands, wish), followed=followed)
        return self._explained[key]

    def _join(self, item: DigestItem, steps: Sequence[DigestItem], sources: int) -> DigestItem:
        """As `with_steps`; `sources` tell the affair."""
        key = (sources, id(item), *map(id, steps))  # as in `_explain`
        if key not in self._joined:
            why = replace(item.reasons or Reasons(sources), sources=sources)
            self._joined[key] = with_steps(replace(item, reasons=why), steps)
        return self._joined[key]


def _told_together(item: Sequence[_Candidate]) -> Iterator[Sequence[_Candidate]]:
    """The items that become steps beneath the first, in its language; every other stands alone."""
    if len(item) == 1:
        yield item
        return
    language = item[0].item.language
    same = [each for each in item if each.item.language == language][: MAX_STEPS + 1]
    yield same
    yield from ([each] for each in item if each not in same)


def with_steps(item: DigestItem, steps: Sequence[DigestItem]) -> DigestItem:
    """The item with further stories of its affair beneath it, each by its headline alone."""
    return replace(item, steps=tuple(replace(step, sentences=(), reasons=None) for step in steps))


def for_wish(story: Story, wish: ReadingPreferences) -> Story:
    """The story without a model's choices for who wants none."""
    return replace(story, choices=()) if wish.extracted and story.choices else story


def visible_to(story: Story, wish: ReadingPreferences) -> Story | None:
    """The story without articles and choices that the preferences exclude; None when nothing is left."""
    story = for_wish(story, wish)
    if not (wish.hidden or wish.only):
        return story
    articles = tuple(article for article in story.articles if _is_read(article, wish))
    return replace(story, articles=articles) if articles else None


def _is_read(article: Article, wish: ReadingPreferences) -> bool:
    sources = {origin.source for origin in article.origins}
    return not sources <= wish.hidden and (not wish.only or not wish.only.isdisjoint(sources))


def _is_wanted(story: StoryStats, wish: ReadingPreferences, *, followed: bool) -> bool:
    """Whether some article has one of the topics and some article, perhaps another, a language of the reader.

    What is followed may be of any topic.
    """
    on_topic = not wish.topics or not wish.topics.isdisjoint(story.topics)
    return (on_topic or followed) and not story.languages.isdisjoint(wish.languages)


def _heaviest_first(candidate: _Candidate) -> tuple[float, float, int]:
    """A sort key: by weight, then the newest, then the one added first."""
    return -candidate.weight, -candidate.newest, candidate.item.story.id


def _diverse(candidates: Iterable[_Candidate], named: int) -> list[DigestItem]:
    """What is followed first, then by weight.

    Among the first `named`, each story makes the next one of its topic weigh less; but a story is only passed
    by one of nearly the same weight.
    """
    ranked: list[DigestItem] = []
    placed: dict[str, int] = {}
    left = sorted(candidates, key=lambda each: (each.place, *_heaviest_first(each)))
    while left and len(ranked) < named:
        best = max(
            _about_as_heavy(left),
            key=lambda each: each.weight * SAME_TOPIC_WEIGHT ** placed.get(each.topic, 0),
        )
        left.remove(best)
        ranked.append(best.item)
        placed[best.topic] = placed.get(best.topic, 0) + 1
    return ranked + [candidate.item for candidate in left]


def _about_as_heavy(ordered: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Those that weigh nearly as much as the first, which is the heaviest, and may take its place."""
    first = ordered[0]
    least = MAY_PASS * first.weight
    return takewhile(lambda each: each.place == first.place and each.weight >= least, ordered)
