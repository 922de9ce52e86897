"""A media review of stories: who wrote what first, who followed, how much there was of it day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from digests.composing.ranking import story_stats
from digests.composing.story_text import summarise_story
from digests.models.reports import (
    DayFigures,
    MediaReview,
    PeriodFigures,
    Publication,
    Quoted,
    ReviewedSource,
    ReviewedStory,
    ReviewWish,
    Role,
)
from digests.models.stories import Article, Origin, Story
from digests.models.texts import NEWS_LANGUAGES, Language, Published

MAX_STORIES_TOLD = 60
MAX_REPORTS_TOLD = 240  # where they are grouped by source
MAX_SENTENCES, MAX_SENTENCES_OF_A_REPORT = 4, 2
MAX_REPORTS_HEARD = 100  # of a story, the first and the newest: the others say the same once more
_DAY = timedelta(days=1)


def media_review(
    stories: Sequence[Story],
    wish: ReviewWish,
    before: PeriodFigures,
    *,
    zone: str,
    since: datetime,
    until: datetime,
    capped: bool = False,
) -> MediaReview:
    """`stories` have only the articles that are reviewed. `before`: the figures of the period before.

    `capped`: there were more than these.
    """
    found = {story.id: mentions_of(story, zone) for story in stories}
    weightiest = sorted(stories, key=lambda story: (-story_stats(story, now=until).weight, story.id))
    every = sorted((each for some in found.values() for each in some), key=lambda each: _order(each, zone))
    sources = Counter(each.source for each in every)
    told, by_source = tuple[ReviewedStory, ...](), tuple[ReviewedSource, ...]()
    if wish.grouping == "story":
        told = tuple(_told(story, found[story.id], wish) for story in weightiest[:MAX_STORIES_TOLD])
        untold = len(stories) - len(told)
    else:
        by_source = _by_source(weightiest, found, sources, wish)
        untold = len(every) - sum(len(each.reports) for each in by_source)
    return MediaReview(
        since=since,
        until=until,
        figures=PeriodFigures(len(every), len(stories), len(sources), capped),
        before=before,
        days=_days(every, zone, since, until),
        languages=tuple(Counter(each.language for each in every).most_common()),
        sources=tuple(sources.most_common()),
        stories=told,
        by_source=by_source,
        mentions=tuple(every),
        untold=untold,
    )


def _by_source(
    weightiest: Sequence[Story],
    found: Mapping[int, Sequence[Publication]],
    counts: Counter[str],
    wish: ReviewWish,
) -> tuple[ReviewedSource, ...]:
    """The source that published most comes first, each with its weightiest news."""
    articles = {article.id: article for story in weightiest for article in story.articles}
    reports: dict[str, list[ReviewedStory]] = {source: [] for source, _ in counts.most_common()}
    for mention in islice((each for story in weightiest for each in found[story.id]), MAX_REPORTS_TOLD):
        alone = Story(mention.story_id, (articles[mention.article_id],))
        reports[mention.source].append(_told(alone, (mention,), wish, MAX_SENTENCES_OF_A_REPORT))
    return tuple(
        ReviewedSource(source, counts[source], tuple(some)) for source, some in reports.items() if some
    )


def mentions_of(story: Story, zone: str) -> tuple[Publication, ...]:
    """Each place where an article of the story was published, the earliest first."""
    found = [
        _mention(story, article, at, origin)
        for article in story.articles
        for at, origin in enumerate(article.origins)
    ]
    found.sort(key=lambda each: _order(each, zone))
    beginnings = {article.id: _beginning(article) for article in story.articles}
    known: set[str] = set()
    told: list[Publication] = []
    for each in found:
        beginning = beginnings[each.article_id]
        role: Role = "reprinted" if beginning in known else "followed" if told else "first"
        known.add(beginning)
        told.append(replace(each, role=role))
    return tuple(told)


def _mention(story: Story, article: Article, at: int, origin: Origin) -> Publication:
    """The article's date is that of its first place; for other places it is when it was seen there."""
    own = article.published if at == 0 else None
    return Publication(
        article.id,
        story.id,
        article.headline,
        article.language,
        origin.source,
        origin.link,
        own or Published(origin.seen),
        dated=own is not None,
        role="followed",
    )


def _beginning(article: Article) -> str:
    """Reports with the same beginning are taken for one text."""
    return (article.summary[0].text if article.summary else article.headline).casefold()


def _order(mention: Publication, zone: str) -> tuple[datetime, int]:
    """A day without a time counts as its end, since anything else of that day may have come earlier."""
    when = mention.when
    if when.precision == "minute":
        return when.at, mention.article_id
    return _start(when.at, zone) + _DAY - timedelta(seconds=1), mention.article_id


def _start(day: datetime, zone: str) -> datetime:
    return datetime.combine(day.date(), time(), ZoneInfo(zone)).astimezone(UTC)


def _told(
    story: Story, mentions: Sequence[Publication], wish: ReviewWish, limit: int = MAX_SENTENCES
) -> ReviewedStory:
    languages = tuple(sorted(NEWS_LANGUAGES, key=lambda each: each != wish.language))
    heard = story.articles
    if len(heard) > MAX_REPORTS_HEARD:
        heard = (heard[0], *heard[1 - MAX_REPORTS_HEARD :])
    item = summarise_story(replace(story, articles=heard), languages, limit=limit)
    if item is None:
        raise ValueError(f"story {story.id} has no article")
    first = {each.article_id: each for each in reversed(mentions)}
    sentences = tuple(Quoted(each.text, first[each.article.id]) for each in item.sentences)
    return ReviewedStory(story.id, item.headline, item.language, sentences, tuple(mentions))


def _days(
    mentions: Iterable[Publication], zone: str, since: datetime, until: datetime
) -> tuple[DayFigures, ...]:
    """Every day of the period, also without mentions; what is dated before it counts for the first day."""
    local = ZoneInfo(zone)
    first, last = since.astimezone(local).date(), (until - timedelta(seconds=1)).astimezone(local).date()
    by_day: dict[date, list[Publication]] = {}
    for each in mentions:
        day = each.when.at.date() if each.when.precision == "day" else each.when.at.astimezone(local).date()
        by_day.setdefault(min(max(day, first), last), []).append(each)
    days = [first + _DAY * number for number in range((last - first).days + 1)]
    return tuple(
        DayFigures(
            day,
            len(some := by_day.get(day, [])),
            len({each.source for each in some}),
            tuple(Counter[Language](each.language for each in some).items()),
        )
        for day in days
    )
