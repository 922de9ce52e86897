"""What happened with a subject in a period: the weightiest stories, a timeline, the people in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from digests.composing.lead import lead_of
from digests.composing.news_values import topics_of
from digests.composing.ranking import newest
from digests.composing.voices import independent_sources
from digests.models.overviews import Fact, Overview, Passage, Step
from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.names.most_named import names_of
from digests.overview.developments import Saying, is_fresh, steps_of, tell_thread
from digests.overview.threads import Thread, threads_of, when
from digests.search.search_text import Stems, mentions, stems_of
from digests.text.dates import find_dates

SHARES = ((5,), (4, 2), (3, 2, 1), (3, 1, 1, 1))  # of sentences, for each number of stories that are told
PASSING_SUBJECT_FIT = 0.5  # below this, the subject is only the third topic or is named in passing
FEW_STORIES = 3
OTHER_LANGUAGE_FIT = 0.5
MAX_STORIES_LOOKED_AT = 30  # stories: the others would not be told, and this must be quick
MAX_STEPS = 8
STEPS_OF_A_THREAD = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic's id, or words as somebody typed them."""

    topic: str | None = None
    words: str = ""

    @property
    def stems(self) -> Stems:
        return stems_of(self.words) if self.topic is None else ()


def overview(
    stories: Sequence[Story],
    subject: Subject,
    languages: tuple[Language, ...],
    *,
    since: datetime,
    now: datetime,
) -> Overview:
    """`stories` are those on the subject that gained an article from `since` to `now`."""
    live = [story for story in stories if story.articles]
    weigh = partial(_weight, subject=subject, languages=languages, since=since, now=now)
    weightiest = sorted(live, key=lambda story: (-weigh(story), story.id))[:MAX_STORIES_LOOKED_AT]
    threads = threads_of(weightiest, languages, since=since)
    about = sorted(_about(threads, subject), key=lambda thread: -weigh(thread.whole))
    return Overview(
        passages=_passages(about, subject.stems, now),
        timeline=_timeline(about),
        names=names_of(_in_one_language(about, languages), subject.words),
        story_count=len(live),
        article_count=sum(len(story.articles) for story in live),
    )


def _about(threads: Sequence[Thread], subject: Subject) -> list[Thread]:
    """The threads about the subject and, if these are too few, those that only touch on it."""
    found = [
        thread for thread in threads if max(_fit(s, subject) for s in thread.stories) >= PASSING_SUBJECT_FIT
    ]
    return found if len(found) >= (1 if subject.topic else FEW_STORIES) else list(threads)


def _weight(
    story: Story, subject: Subject, languages: tuple[Language, ...], since: datetime, now: datetime
) -> float:
    """Grows with independent sources; halves over the period, and with each place down the story's topics."""
    age = max(timedelta(), now - newest(story)) / max(now - since, timedelta(hours=1))
    own = any(article.language == languages[0] for article in story.articles)
    factor = 1.0 if own else OTHER_LANGUAGE_FIT
    return float(
        (1 + math.log(independent_sources(story.articles))) * _fit(story, subject) * factor * 0.5**age
    )


def _fit(story: Story, subject: Subject) -> float:
    """1 for a story with this first topic, or with the words in its headline; less further down."""
    if subject.topic is not None:
        topics = topics_of(story)
        return 1 / (1 + topics.index(subject.topic)) if subject.topic in topics else 0.1
    return max(_naming(article, subject.stems) for article in story.articles)


def _naming(article: Article, stems: Stems) -> float:
    if mentions(article.headline, stems, article.language):
        return 1.0
    first = article.summary[0].text if article.summary else ""
    return 0.7 if mentions(first, stems, article.language) else 0.4


def _passages(threads: Sequence[Thread], stems: Stems, now: datetime) -> tuple[Passage, ...]:
    """The first threads that say anything which those before them have not said."""
    found: list[Passage] = []
    said: list[str] = []
    shares = SHARES[min(len(threads), len(SHARES)) - 1] if threads else ()
    for thread in threads:
        told = tell_thread(thread, stems, said, shares[len(found)]) if len(found) < len(shares) else []
        if told:
            facts = tuple(_fact(saying, now) for saying in told)
            found.append(Passage(_stories(thread, told), thread.language, facts))
            said += [fact.text for fact in facts]
    if stems:  # what happened with somebody is told in order of time
        found.sort(key=lambda passage: when(passage.facts[0].article))
    return tuple(found)


def _stories(thread: Thread, told: Sequence[Saying]) -> tuple[Step, ...]:
    """Of what is told, each story by its leading report in this language."""
    reports = {story: [r.article for r in thread.reports if r.story == story] for story in thread.stories}
    numbers = dict.fromkeys(report.story for _, report in told)
    return tuple(Step(lead_of(reports[story]), story.id) for story in numbers)


def _fact(saying: Saying, now: datetime) -> Fact:
    text, report = saying
    return Fact(text, report.article, report.story.id, _needs_date(text, now))


def _needs_date(text: str, now: datetime) -> bool:
    found = find_dates(text, now=now)
    return any(date.relative for date in found) and all(date.relative for date in found)


def _timeline(threads: Sequence[Thread]) -> tuple[Step, ...]:
    """The steps of each thread, the weightiest threads first as long as there is room; in order of time."""
    chosen: list[Step] = []
    for thread in threads:
        reports = [report for _, report in steps_of(thread, ())] or list(thread.reports)[:1]
        own: list[str] = []
        others = [step.article.headline for step in chosen]
        for report in [reports[0], *reports[1:][-(STEPS_OF_A_THREAD - 1) :]]:
            if len(chosen) < MAX_STEPS and is_fresh(report.article.headline, own, others):
                chosen.append(Step(report.article, report.story.id))
                own.append(report.article.headline)
    return tuple(sorted(chosen, key=lambda step: when(step.article))) if len(chosen) > 1 else ()


def _in_one_language(threads: Sequence[Thread], languages: Sequence[Language]) -> list[tuple[Article, ...]]:
    """The reader's, if there is anything in it; otherwise names would appear twice, in two languages."""
    own = [thread.articles for thread in threads if thread.language == languages[0]]
    return own or [thread.articles for thread in threads]
