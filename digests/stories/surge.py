"""A surge: within one or three hours far more is written of something than in the same hours of the last
days.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.models.stories import Article, Origin, Story, StoryMention

SURGE_HOURS = (1, 3)
SURGE_DAYS = 7  # each day of the week once, and no more than new words are looked for in
MIN_SURGE_DAYS = 3
MENTIONS_PER_SOURCE = 2  # that count within one window: what a source repeats is no surge
MIN_MENTIONS = 5
MIN_SOURCES = 3
MIN_RISE = 2.0
LEVEL = 1e-3
DISPERSION = 1.75  # the least ratio of variance to mean
PRIOR = 0.5  # mentions that were seen beyond those counted


@dataclass(frozen=True, slots=True)
class Surge:
    """So many `mentions` by so many `sources` within the last `hours`; `usual` is the mean of the days
    before.

    `story_id` is the story that most of the sources told.
    """

    hours: int
    mentions: int
    sources: int
    usual: float
    story_id: int


def find_surge(
    mentions: Collection[StoryMention], past: Mapping[int, Sequence[int]], now: datetime
) -> Surge | None:
    """The surge in the shortest window that has one; None without any.

    `past` has, by the hours of a window, the counts (of `count_mentions`) in the same hours of earlier days,
    as far as they are known.
    """
    for hours in SURGE_HOURS:
        begun = now - timedelta(hours=hours)
        within = [each for each in mentions if begun < each.at <= now]
        count, sources = count_mentions(within), len({each.source for each in within})
        if sources >= MIN_SOURCES and is_surge(count, past[hours]):
            return Surge(hours, count, sources, usual(past[hours]), _leading_story(within))
    return None


def may_surge(mentions: Collection[StoryMention]) -> bool:
    """Whether there are enough mentions to ask for those of the days before."""
    return count_mentions(mentions) >= MIN_MENTIONS and len({each.source for each in mentions}) >= MIN_SOURCES


def count_mentions(mentions: Iterable[StoryMention]) -> int:
    """The number of mentions; each source counts at most `MENTIONS_PER_SOURCE` times."""
    by_source = Counter(each.source for each in mentions)
    return sum(min(count, MENTIONS_PER_SOURCE) for count in by_source.values())


def is_surge(count: int, past: Sequence[int]) -> bool:
    """Whether so many mentions are far more than on the days before; never with fewer than `MIN_SURGE_DAYS`
    days.

    `LEVEL` is the chance that usual hours bring as many. A month has some 720 hours, but few of them come
    near `MIN_MENTIONS`: that makes less than one false alarm a month for one follow, as `bench/surges.py`
    counts on weeks of news that comes in bursts.
    """
    if count < MIN_MENTIONS or len(past) < MIN_SURGE_DAYS or count < MIN_RISE * usual(past):
        return False
    return chance(count, past) < LEVEL


def usual(past: Sequence[int]) -> float:
    """The mean count of the days before."""
    return sum(past) / len(past)


def chance(count: int, past: Sequence[int]) -> float:
    """The chance of `count` mentions or more where those before were `past`: the tail of a negative binomial.

    News comes in bursts: a Poisson tail, of which the variance is the mean, would be far too short. With
    n counts of mean m, the next one has the mean μ = m + `PRIOR`/n and the variance φμ + μ²/(nμ): φ is the
    ratio of variance to mean among the past counts, at least `DISPERSION` (a quasi-Poisson: Farrington et
    al., J. R. Stat. Soc. A 159, 1996), and the second term is the doubt about μ itself, as a gamma prior
    with few counts leaves it (Gelman et al., Bayesian Data Analysis, 2.6). The negative binomial with the
    same two moments is that of Noufaily et al., Statistics in Medicine 32, 2013.
    """
    mean = (sum(past) + PRIOR) / len(past)
    variance = max(DISPERSION * mean, _variance(past)) + mean / len(past)
    size = mean * mean / (variance - mean)
    stays, goes_on = math.log(size / (size + mean)), math.log(mean / (size + mean))
    below = (
        math.exp(math.lgamma(size + k) - math.lgamma(size) - math.lgamma(k + 1) + size * stays + k * goes_on)
        for k in range(count)
    )
    return max(0.0, 1.0 - math.fsum(below))


def first_told(story: Story) -> StoryMention:
    """The first mention of a story; its source is '' when that is the newsroom itself."""
    return min(
        (
            StoryMention(story.id, origin.source, _told_at(article, origin, place))
            for article in story.articles
            for place, origin in enumerate(article.origins)
        ),
        key=lambda mention: mention.at,
    )


def _told_at(article: Article, origin: Origin, place: int) -> datetime:
    """When the article was published, which is known only of its first place, else when it was seen."""
    published = article.published
    if place or published is None or published.precision == "day":
        return origin.seen
    return min(published.at, origin.seen)


def _variance(past: Sequence[int]) -> float:
    mean = usual(past)
    return sum((count - mean) ** 2 for count in past) / (len(past) - 1)


def _leading_story(mentions: Collection[StoryMention]) -> int:
    """The story that most sources tell; of several, the one that was told first."""
    sources = Counter(story for story, _ in {(each.story_id, each.source) for each in mentions})
    return min(mentions, key=lambda each: (-sources[each.story_id], each.at)).story_id
