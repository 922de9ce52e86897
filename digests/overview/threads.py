"""Stories of a period that continue each other: a flood, the search after it, the water receding."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from digests.composing.story_text import language_of
from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.text.stemming import fold, fold_word
from digests.text.word_rarity import cut, idf

TELLING, RARE = 4.0, 5.0  # least rarity of a word and of a name
RELATED_SCORE = 8.0  # the rarity of one name that hardly any text has
MIN_NAMES_OVERLAP = 0.15
LEAST_COMMON, COMMON_SHARE = 8, 0.2
_PROPER = re.compile(r"(?<![.!?…\n] )(?<!^)(?<!^[«\"“])\b([A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Report:
    """An article and the story that it belongs to."""

    article: Article
    story: Story


@dataclass(frozen=True, slots=True)
class _Keys:
    """The rare words of some texts, and which of them are names: capitalised within a sentence."""

    telling: frozenset[str]
    proper: frozenset[str]


@dataclass(frozen=True, slots=True)
class Thread:
    """Stories, the weightiest first, with their reports of a period in one language, the oldest first."""

    stories: tuple[Story, ...]
    language: Language
    reports: tuple[Report, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(report.article for report in self.reports)

    @property
    def whole(self) -> Story:
        """The thread as a single story."""
        return Story(self.stories[0].id, tuple(a for story in self.stories for a in story.articles))


def threads_of(stories: Sequence[Story], languages: tuple[Language, ...], *, since: datetime) -> list[Thread]:
    """`stories` have articles and come the weightiest first; each joins the first thread that it is related
    to.
    """
    single = [_single(story, languages, since) for story in stories]
    keys = [_keys(thread) for thread in single]
    common = _common([each.proper for each in keys])
    heads: list[int] = []
    members: dict[int, list[Thread]] = {}
    for place, thread in enumerate(single):
        same = (head for head in heads if single[head].language == thread.language)
        head = next((head for head in same if _related(keys[head], keys[place], common)), place)
        if head == place:
            heads.append(head)
        members.setdefault(head, []).append(thread)
    return [_joined(members[head]) for head in heads]


def when(article: Article) -> tuple[datetime, int]:
    """The time of publication or, if only its day is known, that of adding, which is nearer than midnight."""
    published = article.published
    return (published.at if published and published.precision == "minute" else article.added, article.id)


def _single(story: Story, languages: tuple[Language, ...], since: datetime) -> Thread:
    language = language_of(story, languages)
    told = sorted((a for a in story.articles if a.language == language), key=when)
    recent = [article for article in told if article.added >= since]
    return Thread((story,), language, tuple(Report(article, story) for article in recent or told))


def _joined(threads: Sequence[Thread]) -> Thread:
    reports = sorted((r for thread in threads for r in thread.reports), key=lambda r: when(r.article))
    return Thread(tuple(s for thread in threads for s in thread.stories), threads[0].language, tuple(reports))


@lru_cache(maxsize=256)  # reviews of the same days look at the same stories
def _keys(thread: Thread) -> _Keys:
    known = None if thread.language == "unknown" else thread.language
    texts = [text for article in thread.articles for text in _texts(article)]
    telling = {cut(stem) for text in texts for stem in fold(text, known) if not stem[0].isdigit()}
    proper = {cut(fold_word(word, known)) for text in texts for word in _PROPER.findall(text)}
    return _Keys(_rare(telling, TELLING), _rare(proper, RARE))


def _texts(article: Article) -> list[str]:
    return [article.headline, *(sentence.text for sentence in article.summary)]


def _rare(keys: Iterable[str], least: float) -> frozenset[str]:
    return frozenset(key for key in keys if idf(key) >= least)


def _common(keys: Sequence[frozenset[str]]) -> set[str]:
    """Words that many of the stories have, so that they distinguish none of them."""
    counts = Counter(key for found in keys for key in found)
    return {key for key, count in counts.items() if count > max(LEAST_COMMON, COMMON_SHARE * len(keys))}


def _related(one: _Keys, other: _Keys, common: set[str]) -> bool:
    """Whether they name the same rare thing and share a part of what the shorter one tells."""
    if _rarity((one.proper & other.proper) - common) < RELATED_SCORE:
        return False
    whole = min(_rarity(one.telling), _rarity(other.telling))
    return _rarity(one.telling & other.telling) >= MIN_NAMES_OVERLAP * whole


def _rarity(keys: Iterable[str]) -> float:
    return sum(map(idf, keys))
