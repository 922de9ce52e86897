"""Composes a digest: the stories a reader wants, what is new in them, in order of weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digests.models import Article, Digest, DigestItem, Language, Reasons, Story, Told, Wish
from digests.ranking import SAME_TOPIC, Standing, reasons, standing, weight
from digests.telling import language_of, tell, whole_story

__all__ = ["Composing", "compose", "seen_by", "tell", "whole_story"]

MAIN = 3
BRIEF = 4
_NONE: frozenset[str] = frozenset()


def compose(stories: Sequence[Story], wish: Wish, told: Told, *, now: datetime) -> Digest:
    """`stories` are those of the period; one told before stays out unless newer articles add to it."""
    return Composing(now).digest(stories, wish, told)


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: float
    topic: str
    item: DigestItem


class Composing:
    """Digests of one moment: how a story is told and what it weighs is worked out once for all wishes."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._standings: dict[int, Standing] = {}
        self._told: dict[tuple[int, Language, int | None], DigestItem | None] = {}
        self._explained: dict[tuple[int, tuple[str, ...]], DigestItem] = {}

    def digest(self, stories: Sequence[Story], wish: Wish, told: Told) -> Digest:
        """As `compose`; a story's number means the same articles each time."""
        if wish.hidden or wish.only:  # of which less may be seen
            seen = [part for story in stories if (part := seen_by(story, wish))]
            return Composing(self._now).digest(seen, replace(wish, hidden=_NONE, only=_NONE), told)
        found = (self._candidate(story, wish, told) for story in stories if story.articles)
        ranked = _diverse([candidate for candidate in found if candidate])
        return Digest(tuple(ranked[:MAIN]), tuple(ranked[MAIN : MAIN + BRIEF]), tuple(ranked[MAIN + BRIEF :]))

    def _candidate(self, story: Story, wish: Wish, told: Told) -> _Candidate | None:
        stands = self._standing(story)
        if not _is_wanted(stands, wish):
            return None
        item = self._tell(story, language_of(story, wish.languages), told.newest.get(story.id))
        if item is None:
            return None
        topic = stands.topics[0] if stands.topics else f"s{story.id}"
        return _Candidate(weight(stands, wish), topic, self._explain(item, reasons(stands, wish)))

    def _standing(self, story: Story) -> Standing:
        if story.id not in self._standings:
            self._standings[story.id] = standing(story, now=self._now)
        return self._standings[story.id]

    def _tell(self, story: Story, language: Language, after: int | None) -> DigestItem | None:
        key = (story.id, language, after)
        if key not in self._told:
            self._told[key] = tell(story, (language,), after=after)
        return self._told[key]

    def _explain(self, item: DigestItem, why: Reasons) -> DigestItem:
        key = (id(item), why.topics)  # what is told is kept, so that no other has its id
        if key not in self._explained:
            self._explained[key] = replace(item, reasons=why)
        return self._explained[key]


def seen_by(story: Story, wish: Wish) -> Story | None:
    """The story without the articles that the wish does not read; None when nothing is left."""
    if not (wish.hidden or wish.only):
        return story
    articles = tuple(article for article in story.articles if _is_read(article, wish))
    return replace(story, articles=articles) if articles else None


def _is_read(article: Article, wish: Wish) -> bool:
    sources = {origin.source for origin in article.origins}
    return not sources <= wish.hidden and (not wish.only or not wish.only.isdisjoint(sources))


def _is_wanted(story: Standing, wish: Wish) -> bool:
    """Any article has one of the topics, and any (maybe another one) a language of the reader."""
    on_topic = not wish.topics or not wish.topics.isdisjoint(story.topics)
    return on_topic and not story.languages.isdisjoint(wish.languages)


def _diverse(candidates: list[_Candidate]) -> list[DigestItem]:
    """By weight, where each story already placed makes its first topic weigh `SAME_TOPIC` less."""
    ranked: list[DigestItem] = []
    placed: dict[str, int] = {}
    left = sorted(candidates, key=lambda each: (-each.weight, each.item.story.id))
    while left and len(ranked) < MAIN + BRIEF:
        best = max(
            left, key=lambda candidate: candidate.weight * SAME_TOPIC ** placed.get(candidate.topic, 0)
        )
        left.remove(best)
        ranked.append(best.item)
        placed[best.topic] = placed.get(best.topic, 0) + 1
    return ranked + [candidate.item for candidate in left]
