"""`newsdigest digest FILE…`: a digest of text files, printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from digests.analysis import analyse
from digests.composing import compose, whole_story
from digests.files import FileProblem, read_file
from digests.models import (
    NEWS_LANGUAGES,
    Analysis,
    Article,
    Digest,
    DigestItem,
    Origin,
    Published,
    Story,
    Told,
    Wish,
)
from digests.stories import group_stories

_PROBLEMS = {
    FileProblem.EMPTY: "has no text",
    FileProblem.BINARY: "is no text file",
    FileProblem.UNSUPPORTED: "is no text file",
    FileProblem.TOO_LONG: "is longer than 200,000 characters",
    FileProblem.BROKEN_ENCODING: "is in an unknown encoding",
}


def run_digest(
    paths: Sequence[str | Path], stdout: TextIO | None = None, stderr: TextIO | None = None
) -> int:
    """Print a digest of the files. The exit status is 1 when one of them could not be read."""
    now = datetime.now(UTC)
    out, errors = stdout or sys.stdout, stderr or sys.stderr
    found: list[tuple[str, Analysis]] = []
    for path in map(Path, paths):
        analysis = _read(path, now)
        if isinstance(analysis, Analysis):
            found.append((str(path), analysis))
        else:
            errors.write(f"{path} {analysis}\n")
    out.write(print_digest(found, now=now))
    return int(len(found) < len(paths))


def print_digest(found: Sequence[tuple[str, Analysis]], *, now: datetime) -> str:
    """A digest of analysed files as text for a terminal."""
    stories = _stories(found, now)
    digest = compose(stories, Wish(), Told(), now=now)
    return "\n".join(_blocks(digest))


def _read(path: Path, now: datetime) -> Analysis | str:
    """The file's analysis, or what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    raw = read_file(path.name, content)
    if isinstance(raw, FileProblem):
        return _PROBLEMS[raw]
    analysis = analyse(raw, now=now)
    return analysis if analysis.summary else _PROBLEMS[FileProblem.EMPTY]


def _stories(found: Sequence[tuple[str, Analysis]], now: datetime) -> list[Story]:
    articles = [_article(number, path, analysis, now) for number, (path, analysis) in enumerate(found)]
    groups = group_stories([analysis for _, analysis in found])
    return [Story(number, tuple(articles[i] for i in group)) for number, group in enumerate(groups)]


def _article(number: int, path: str, analysis: Analysis, now: datetime) -> Article:
    return Article(
        id=number,
        headline=analysis.headline,
        language=analysis.language,
        published=analysis.reading.published,
        added=now,
        summary=analysis.summary,
        topics=analysis.topics,
        names=analysis.names,
        origins=(Origin(analysis.reading.credit or path, None, now),),
    )


def _blocks(digest: Digest) -> list[str]:
    lines: list[str] = []
    for item in digest.items:
        told = whole_story(item.story, (item.language, *NEWS_LANGUAGES)) or item
        lines += [item.headline, _when_and_where(item)]
        numbers = {article.id: at for at, article in enumerate(item.story.articles, 1)}
        lines += [f"  {sentence.text} [{numbers[sentence.article.id]}]" for sentence in told.sentences[:5]]
        lines.append("")
    return lines


def _when_and_where(item: DigestItem) -> str:
    """ "25 September 2025 · [1] gov.kz · [2] notes.txt", with the date of the report that leads."""
    articles = sorted(item.story.articles, key=lambda article: article.headline != item.headline)
    dates = [article.published for article in articles if article.published]
    sources = [f"[{at}] {article.origins[0].source}" for at, article in enumerate(item.story.articles, 1)]
    return " · ".join([*map(_date, dates[:1]), *sources])


def _date(published: Published) -> str:
    day = f"{published.at.day} {published.at:%B %Y}"
    return day if published.precision == "day" else f"{day}, {published.at:%H:%M} UTC"
