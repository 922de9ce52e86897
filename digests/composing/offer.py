"""The numbered sentences and headlines of a story that a model may choose from, and what its answer means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digests.composing.lead import lead_of, may_lead
from digests.composing.picked import checksum, version_of
from digests.composing.story_text import heard_of, reports_beside
from digests.models.stories import Article, ModelChoice, PickedSentence, Story
from digests.models.texts import Language
from digests.summaries.cuts import cuts_of, without
from digests.summaries.states import overtaken

MOST_CHOSEN = 6
MOST_OFFERED, MOST_HEADLINES = 40, 8
LEAST_OFFERED = 2  # sentences or headlines: of one there is nothing to choose


class NotOfferedError(Exception):
    """The model chose a number that was not offered; the words say which, for the model."""


@dataclass(frozen=True, slots=True)
class OfferedSentence:
    """A sentence that may be told and its cuts: the number of each and the words that go."""

    article: Article
    position: int
    text: str
    cuts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The headlines and sentences of a story's reports in one language. A number is a position in these
    lists, from 1.
    """

    language: Language
    version: str
    headlines: tuple[Article, ...]
    sentences: tuple[OfferedSentence, ...]


def offer_of(story: Story, language: Language) -> Offer | None:
    """None where there is nothing to choose from."""
    articles = [article for article in story.articles if article.language == language]
    if not articles:
        return None
    lead = lead_of(articles)
    others = reports_beside(articles, lead, MOST_CHOSEN)
    heard = heard_of(lead, others, MOST_CHOSEN, overtaken(articles))[:MOST_OFFERED]
    first = [lead, *(article for article in may_lead(articles) if article is not lead)]
    titled = {article.headline: article for article in reversed(first[:MOST_HEADLINES])}
    if max(len(heard), len(titled)) < LEAST_OFFERED or not heard:
        return None
    sentences = (
        OfferedSentence(one.article, one.position, one.text, cuts_of(one.text, language)) for one in heard
    )
    return Offer(language, version_of(articles), tuple(reversed(titled.values())), tuple(sentences))


def chosen_of(offer: Offer, headline: int, sentences: Sequence[tuple[int, Sequence[int]]]) -> ModelChoice:
    """What the numbers of a headline, of sentences in order, and of the cuts in each stand for.

    Raises NotOfferedError.
    """
    if not 1 <= headline <= len(offer.headlines):
        raise NotOfferedError(f"there is no headline {headline}")
    if not 1 <= len(sentences) <= MOST_CHOSEN:
        raise NotOfferedError(f"choose 1 to {MOST_CHOSEN} sentences, not {len(sentences)}")
    numbers = [number for number, _ in sentences]
    if len(set(numbers)) < len(numbers):
        raise NotOfferedError("a sentence was chosen twice")
    picks = tuple(_picked(offer, number, cuts) for number, cuts in sentences)
    return ModelChoice(offer.language, offer.version, offer.headlines[headline - 1].id, picks)


def _picked(offer: Offer, number: int, cuts: Sequence[int]) -> PickedSentence:
    """The sentence with these cuts, or uncut where they cannot be combined."""
    if not 1 <= number <= len(offer.sentences):
        raise NotOfferedError(f"there is no sentence {number}")
    one = offer.sentences[number - 1]
    if not set(cuts) <= set(range(1, len(one.cuts) + 1)):
        raise NotOfferedError(f"sentence {number} has no cut {max(cuts)}")
    chosen = tuple(sorted({one.cuts[place - 1][0] for place in cuts}))
    left = without(one.text, chosen, offer.language)
    if left is None:
        return PickedSentence(one.article.id, one.position, (), checksum(one.text))
    return PickedSentence(one.article.id, one.position, chosen, checksum(left))
