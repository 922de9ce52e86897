"""Tells a story by what a model chose. It chose by number only: every word is taken from the reports here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from zlib import crc32

from digests.composing.choice import Candidate
from digests.composing.lead import may_lead
from digests.models.digest import ToldSentence
from digests.models.stories import Article, ModelChoice, PickedSentence, Story
from digests.models.texts import Language
from digests.summaries.cuts import without
from digests.summaries.novelty import tells_new
from digests.summaries.references import refers_back


def checksum(text: str) -> int:
    """Recognises a sentence that has not changed."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def version_of(articles: Sequence[Article]) -> str:
    """Changes whenever a report is added, removed or revised."""
    told = [(each.id, each.headline, [(s.text, s.position) for s in each.summary]) for each in articles]
    return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def choice_for(story: Story, language: Language, articles: Sequence[Article]) -> ModelChoice | None:
    """The choice that holds for these reports, which must be all that the story has in the language."""
    found = next((each for each in story.choices if each.language == language), None)
    holds = found and not found.set_aside and found.version == version_of(articles)
    return found if holds else None


def chosen_lead(choice: ModelChoice | None, articles: Sequence[Article]) -> Article | None:
    """The report by whose headline a model wants to tell the story, if it may lead."""
    allowed = may_lead(articles) if choice else []
    return next((each for each in allowed if choice and each.id == choice.headline), None)


def picked(
    choice: ModelChoice | None,
    asked: Sequence[Candidate],
    said: Sequence[str],
    limit: int,
    adds: Callable[[str, Sequence[str]], bool] = tells_new,
) -> tuple[ToldSentence, ...]:
    """Those of the sentences that may be told which were chosen, in the order chosen, at most `limit`.

    Each adds to `said` and to those before it; a sentence that refers back comes right after the one it
    refers to.
    """
    by_place = {(one.article.id, one.position): one for one in asked}
    known = list(said)
    places: list[tuple[int, int]] = []
    for each in choice.sentences if choice else ():
        one = by_place.get((each.article, each.position))
        if one is None or len(places) == limit or not adds(one.text, known):
            continue
        if refers_back(one.text) and places[-1:] != [(each.article, each.position - 1)]:
            continue
        places.append((each.article, each.position))
        known.append(one.text)
    return tuple(ToldSentence(by_place[place].text, by_place[place].article) for place in places)


def with_cuts(told: Sequence[ToldSentence], choice: ModelChoice | None) -> tuple[ToldSentence, ...]:
    """The sentences with the chosen cuts, where these are still offered.

    Nothing is cut where two sentences stand beside each other for their different numbers.
    """
    if choice is None or any(each.beside for each in told):
        return tuple(told)
    cuts = {(each.article, each.position): each for each in choice.sentences if each.cuts}
    return tuple(_cut(each, cuts.get((each.article.id, _position(each)))) for each in told)


def _position(told: ToldSentence) -> int:
    return next((each.position for each in told.article.summary if each.text == told.text), -1)


def _cut(told: ToldSentence, chosen: PickedSentence | None) -> ToldSentence:
    left = without(told.text, chosen.cuts, told.article.language) if chosen else None
    if chosen is None or left is None or checksum(left) != chosen.checksum:
        return told
    return replace(told, text=left, whole=told.text, cuts=chosen.cuts)
