"""`newsdigest digest`: prints a digest of files, links and feeds."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.cli.digest_inputs import RETRACTED, DigestInput, read_files
from bot.cli.files import printable
from digests.analysis import analyse
from digests.composing.compose import compose, whole_story
from digests.models.digest import Digest, DigestItem, ToldSentence
from digests.models.stories import Article, Origin, Story
from digests.models.texts import NEWS_LANGUAGES, Analysis, Published, RawText, host_of
from digests.models.wishes import ReadingPreferences, ToldStories
from digests.reading.repeated_lines import SourceLines, lines_of
from digests.stories.grouping import group_stories
from digests.text.dates import MAX_FUTURE

if TYPE_CHECKING:
    from bot.settings import Settings

SENTENCES_PRINTED = 5
ADVERTISING = "is advertising and left out"
LEFT_OUT = (ADVERTISING, RETRACTED)
A_DAY = timedelta(days=1)
FIRST_LETTERS = 60  # by which copies of one report are alike
AnalysedInput = tuple[DigestInput, Analysis]


def run_digest(
    names: Sequence[str | Path],
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
    *,
    html: bool = False,
    web: Settings | None = None,
    at: datetime | None = None,
) -> int:
    """Print a digest. The exit status is 1 when something could not be read.

    `web` fetches links and feeds, if there may be any. `at` is the moment of the digest, and what is dated
    later is left out. Without it, the moment is the time of the newest dated row, or else now.
    """
    out, errors = stdout or sys.stdout, stderr or sys.stderr
    given = _gathered([str(name) for name in names], web)
    now = at or _newest_row(given, datetime.now(UTC))
    given = [one for one in given if at is None or not _is_later(one, at)]
    sources = _learnt(given)
    found: list[AnalysedInput] = []
    status = False
    for one in given:
        analysis = _analysed(one, sources, now)
        if isinstance(analysis, Analysis):
            found.append((one, analysis))
        else:
            errors.write(f"{printable(one.name)} {analysis}\n")
            status |= analysis not in LEFT_OUT
    out.write(html_digest(found, now=now) if html else print_digest(found, now=now))
    return int(status)


def _gathered(names: Sequence[str], web: Settings | None) -> list[DigestInput]:
    if web is None:
        return read_files(names)
    from bot.cli.web_inputs import gather

    return gather(names, web)


def _newest_row(given: Sequence[DigestInput], clock: datetime) -> datetime:
    """When the newest row was published, or `clock` where none has a date; the future does not count."""
    dated = [one.text.published for one in given if one.row and isinstance(one.text, RawText)]
    times = [min(_latest(each), clock) for each in dated if each and each.at <= clock + MAX_FUTURE]
    return max(times, default=clock)


def _is_later(one: DigestInput, at: datetime) -> bool:
    published = one.text.published if isinstance(one.text, RawText) else None
    return published is not None and published.at > at


def _latest(published: Published) -> datetime:
    """The moment of publication, the end of the day where it has no time."""
    return published.at if published.precision == "minute" else published.at + A_DAY


def html_digest(found: Sequence[AnalysedInput], *, now: datetime) -> str:
    from bot.cli.digest_html import digest_page

    digest = compose(_stories(found, now), ReadingPreferences(), ToldStories(), now=now)
    return digest_page(digest, {item.story.id: _sentences(item) for item in digest.items}, now)


def _sentences(item: DigestItem) -> tuple[ToldSentence, ...]:
    told = whole_story(item.story, (item.language, *NEWS_LANGUAGES)) or item
    return told.sentences[:SENTENCES_PRINTED]


def print_digest(found: Sequence[AnalysedInput], *, now: datetime) -> str:
    """A digest of analysed texts, as text for a terminal."""
    stories = _stories(found, now)
    digest = compose(stories, ReadingPreferences(), ToldStories(), now=now)
    return "\n".join(_blocks(digest))


def _learnt(given: Sequence[DigestInput]) -> SourceLines:
    """The lines that each source repeats in what is given; texts without a source count as one by their last
    lines.
    """
    texts = [one.text for one in given if isinstance(one.text, RawText)]
    firsts = {text.text.strip()[:FIRST_LETTERS]: text for text in reversed(texts) if not text.carrier}
    ends = Counter(line.hash for text in firsts.values() for line in lines_of(_last_line(text.text)))
    sources = SourceLines({"": ends})
    for text in texts:
        sources.learn(text.carrier, text.text)
    return sources


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def _analysed(one: DigestInput, sources: SourceLines, now: datetime) -> Analysis | str:
    """The analysis of the text, or what is wrong with it."""
    if not isinstance(one.text, RawText):
        return one.text
    analysis = analyse(one.text, now=now, repeated=sources.repeated_by(one.text.carrier))
    if analysis.advertising:
        return ADVERTISING
    return analysis if analysis.summary else "has no text"


def _stories(found: Sequence[AnalysedInput], now: datetime) -> list[Story]:
    """The texts grouped into stories, in the order of their times where these are known."""
    found = sorted(found, key=lambda one: _came(one[0], one[1], now))
    articles = [_article(number, given, analysis, now) for number, (given, analysis) in enumerate(found)]
    groups = group_stories([analysis for _, analysis in found])
    return [Story(number, tuple(articles[i] for i in group)) for number, group in enumerate(groups)]


def _came(given: DigestInput, analysis: Analysis, now: datetime) -> datetime:
    """When a text came. A day that it only mentions does not count."""
    published = analysis.reading.published
    carried = isinstance(given.text, RawText) and given.text.published == published
    if published is None or (published.precision == "day" and not carried):
        return now
    return min(_latest(published), now)


def _article(number: int, given: DigestInput, analysis: Analysis, now: datetime) -> Article:
    raw = given.text if isinstance(given.text, RawText) else RawText("")
    source = raw.source or analysis.reading.credit or host_of(raw.link) or given.name
    came = _came(given, analysis, now)
    return Article(
        id=number,
        headline=analysis.headline,
        language=analysis.language,
        published=analysis.reading.published,
        added=came,
        summary=analysis.summary,
        topics=analysis.topics,
        names=analysis.names,
        origins=(Origin(printable(source), raw.link, came),),
    )


def _blocks(digest: Digest) -> list[str]:
    lines: list[str] = []
    for item in digest.items:
        lines += [item.headline, _when_and_where(item)]
        numbers = {article.id: at for at, article in enumerate(item.story.articles, 1)}
        lines += [f"  {sentence.text} [{numbers[sentence.article.id]}]" for sentence in _sentences(item)]
        lines += [f"  • {step.headline} ({step.story.articles[0].origins[0].source})" for step in item.steps]
        lines.append("")
    return lines


def _when_and_where(item: DigestItem) -> str:
    """ "25 September 2025 · [1] gov.kz · [2] notes.txt", with the date of the leading report."""
    articles = sorted(item.story.articles, key=lambda article: article.headline != item.headline)
    dates = [article.published for article in articles if article.published]
    sources = [f"[{at}] {article.origins[0].source}" for at, article in enumerate(item.story.articles, 1)]
    return " · ".join([*map(_date, dates[:1]), *sources])


def _date(published: Published) -> str:
    day = f"{published.at.day} {published.at:%B %Y}"
    return day if published.precision == "day" else f"{day}, {published.at:%H:%M} UTC"
