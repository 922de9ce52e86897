"""The review of several days: their largest developments, each by its newest fact and what led to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime, timedelta

from digests.composing.compose import Composing, for_wish, summarise_story, visible_to, with_steps
from digests.composing.ranking import newest
from digests.models.digest import Digest, DigestItem, ToldSentence
from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.models.wishes import Length, ReadingPreferences, ToldStories
from digests.overview.developments import DEVELOPS_AFTER, steps_of
from digests.overview.threads import threads_of
from digests.summaries.novelty import is_new, keys_of
from digests.summaries.references import refers_back
from digests.text.word_rarity import rarity

DEVELOPMENTS: dict[Length, int] = {"short": 3, "normal": 5, "long": 7}
SENTENCES = 2
MAX_STEPS = 2
CONTINUES = 10.0  # the rarity of what a headline shares with another story
MAX_OF_ONE_AFFAIR = 8  # stories that have a word which may show it
REPORTS_READ = 8
MAX_STORIES_LOOKED_AT = 40  # stories that may continue each other: the others would not be told
_NONE: frozenset[str] = frozenset()


class Reviewing:
    """Reviews of the same days, which share what is worked out about each story's development."""

    def __init__(self, since: datetime, now: datetime, stories: Iterable[Story]) -> None:
        """`stories` are all stories that any of its reviews will use."""
        self._since = since
        self._now = now
        self._composing = Composing(since, stories)  # seen from their beginning, nothing is old
        self._developed: dict[tuple[int, bool, Language], DigestItem] = {}

    def digest(self, stories: Sequence[Story], wish: ReadingPreferences) -> Digest:
        """`stories` are those of the days; a story's number must stand for the same articles each time.

        Stories that were told or seen before are not left out.
        """
        if wish.extracted:
            stories = [for_wish(story, wish) for story in stories]
        if wish.hidden or wish.only:  # of which less may be seen
            seen = [part for story in stories if (part := visible_to(story, wish))]
            plain = replace(wish, hidden=_NONE, only=_NONE)
            digest = Reviewing(self._since, self._now, seen).digest(seen, plain)
            return replace(digest, kept_back=self._composing.kept_back(stories, wish, ToldStories()))
        ranked = self._composing.digest(stories, wish, ToldStories()).items
        items = list(self._developments(ranked, wish.languages))
        place = DEVELOPMENTS[wish.length]
        days = round((self._now - self._since) / timedelta(days=1))
        return Digest(tuple(items[:place]), rest=tuple(items[place:]), days=days)

    def _developments(
        self, ranked: Sequence[DigestItem], languages: tuple[Language, ...]
    ) -> Iterator[DigestItem]:
        """Stories that continue each other become one, told by the newest of them."""
        items = {item.story.id: item for item in ranked}
        looked_at = [item.story for item in ranked[:MAX_STORIES_LOOKED_AT]]
        developed = {story.id: self._development(items[story.id]) for story in looked_at}
        common = _common(list(developed.values()))
        for thread in threads_of(looked_at, languages, since=self._since):
            yield from _joined([developed[story.id] for story in thread.stories], common)
        yield from ranked[MAX_STORIES_LOOKED_AT:]

    def _development(self, item: DigestItem) -> DigestItem:
        key = item.story.id, bool(item.story.choices), item.language
        if key not in self._developed:
            told = summarise_story(item.story, (item.language,), limit=SENTENCES) or item
            self._developed[key] = replace(told, sentences=_newest_first(self._told(told)))
        told = self._developed[key]
        return replace(item, headline=told.headline, sentences=told.sentences)

    def _told(self, item: DigestItem) -> tuple[ToldSentence, ...]:
        """The newest fact and, if the story developed, what led to it; otherwise as in a digest."""
        newest_fact = item.sentences[:1]
        if not newest_fact or (item.sentences[1:2] and item.sentences[1].beside):
            return item.sentences
        (thread,) = threads_of([item.story], (item.language,), since=self._since)
        before = newest_fact[0].article.added - DEVELOPS_AFTER
        earlier = [report.article for report in thread.reports if report.article.added <= before]
        steps = [(text, report.article) for text, report in steps_of(thread, ()) if report.article in earlier]
        known = [item.headline, newest_fact[0].text]
        for text, article in [*steps, *_sentences(earlier)]:
            if is_new(text, known) and not refers_back(text) and _holds(text, article):
                return (*newest_fact, ToldSentence(text, article))
        return item.sentences


def _joined(told: Sequence[DigestItem], common: AbstractSet[str]) -> Iterator[DigestItem]:
    """The stories that continue the first as one item, led by the newest that many sources tell; then the
    others.
    """
    head = told[0]
    same = [head]
    for each in told[1:]:
        if any(_continues(each, other, common) for other in same):
            same.append(each)
    lead = max((each for each in same if 2 * _sources(each) >= _sources(head)), key=_newest)
    others = [each for each in same if each is not lead]
    steps = sorted([*others, *(step for each in same for step in each.steps)], key=_newest, reverse=True)
    yield with_steps(replace(lead, reasons=head.reasons), _ends(_new_beside(lead, steps)))
    yield from (each for each in told if each not in same)


def _new_beside(lead: DigestItem, steps: Sequence[DigestItem]) -> list[DigestItem]:
    """The steps whose headlines say something new."""
    said = [lead.headline, *(sentence.text for sentence in lead.sentences)]
    found: list[DigestItem] = []
    for step in steps:
        if is_new(step.headline, said):
            found.append(step)
            said.append(step.headline)
    return found


def _continues(item: DigestItem, other: DigestItem, common: AbstractSet[str]) -> bool:
    """Whether either headline shares significant words with what the other story tells."""
    both = _words(item) & _words(other)
    headlines = keys_of(item.headline) | keys_of(other.headline)
    return rarity((both & headlines) - common) >= CONTINUES


def _words(item: DigestItem) -> frozenset[str]:
    articles = [article for article in item.story.articles if article.language == item.language]
    texts = (text for each in articles[:REPORTS_READ] for text in (each.headline, *_texts(each)))
    return frozenset().union(*map(keys_of, texts))


def _texts(article: Article) -> Iterator[str]:
    return (sentence.text for sentence in article.summary)


def _common(items: Sequence[DigestItem]) -> AbstractSet[str]:
    """Words that several developments have, and that therefore do not show that two are one."""
    counts = Counter(key for item in items for key in _words(item))
    return {key for key, count in counts.items() if count > MAX_OF_ONE_AFFAIR}


def _sentences(articles: Sequence[Article]) -> Iterator[tuple[str, Article]]:
    """The sentences of each article, the one that tells most first."""
    for article in articles:
        yield from ((each.text, article) for each in sorted(article.summary, key=lambda each: each.rank))


def _holds(text: str, article: Article) -> bool:
    """Whether it is a sentence of the text; otherwise it is the headline."""
    return any(sentence.text == text for sentence in article.summary)


def _sources(item: DigestItem) -> int:
    return item.reasons.sources if item.reasons else 1


def _newest_first(told: Sequence[ToldSentence]) -> tuple[ToldSentence, ...]:
    """A sentence that stands beside another stays with it."""
    if any(each.beside for each in told):
        return tuple(told)
    return tuple(sorted(told, key=_moment, reverse=True))


def _moment(told: ToldSentence) -> datetime:
    published = told.article.published
    return published.at if published else told.article.added


def _newest(item: DigestItem) -> datetime:
    return newest(item.story)


def _ends(items: Sequence[DigestItem]) -> Sequence[DigestItem]:
    """The first and the latest, where there are many."""
    return items if len(items) <= MAX_STEPS else (*items[: MAX_STEPS - 1], items[-1])
