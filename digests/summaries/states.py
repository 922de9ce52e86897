"""What later reports of a story have overtaken: a state that has ended, a count that has grown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from digests.models import Article
from digests.summaries.figures import figures, outgrown
from digests.summaries.phrases import phrases_in

GROWS_AFTER = timedelta(hours=1)  # numbers of reports nearer to each other contradict each other
MAX_REPORTS_COMPARED = 24  # the newest


def told_at(article: Article) -> datetime:
    """When a report was published, if that is known to the minute, else when it was added."""
    published = article.published
    if published and published.precision == "minute":
        return min(published.at, article.added)
    return article.added


def overtaken(articles: Sequence[Article]) -> frozenset[str]:
    """The headlines and sentences that are no longer true by what later reports say."""
    if len(articles) < 2:
        return frozenset()
    reports = sorted(articles, key=told_at)[-MAX_REPORTS_COMPARED:]
    return frozenset([*_ended(reports), *_outgrown(reports)])


def ended(articles: Sequence[Article]) -> frozenset[str]:
    """The kinds of events of which the reports tell that they went on, and that they have ended."""
    found = frozenset[str]().union(
        *(phrases_in("states.txt", text) for article in articles for text in parts(article))
    )
    return _kinds("now", found) & _kinds("then", found)


def ends_of(text: str) -> frozenset[str]:
    """The kinds of events of whose end it tells."""
    return _kinds("then", phrases_in("states.txt", text))


def parts(article: Article) -> Iterator[str]:
    """Its headline and its sentences."""
    yield article.headline
    yield from (sentence.text for sentence in article.summary)


def _ended(reports: Sequence[Article]) -> Iterator[str]:
    """What tells that something goes on, where a later report has its end and none after that denies it."""
    over: frozenset[str] = frozenset()
    for report in reversed(reports):
        states = [(text, phrases_in("states.txt", text)) for text in parts(report)]
        for text, found in states:
            if any(kind in over and f"then {kind}" not in found for kind in _kinds("now", found)):
                yield text
        headline = states[0][1]
        over |= {kind for _, found in states for kind in _kinds("then", found)} - (
            _kinds("now", headline) - _kinds("then", headline)
        )


def _kinds(state: str, found: frozenset[str]) -> frozenset[str]:
    return frozenset(each.removeprefix(f"{state} ") for each in found if each.startswith(f"{state} "))


def _outgrown(reports: Sequence[Article]) -> Iterator[str]:
    counted = [(told_at(report), text) for report in reports for text in parts(report) if _counts(text)]
    for place, (at, text) in enumerate(counted):
        later = (other for when, other in counted[place + 1 :] if when - at >= GROWS_AFTER)
        if any(outgrown(text, other) for other in later):
            yield text


def _counts(text: str) -> bool:
    return "count" in phrases_in("telling_words.txt", text) and bool(figures(text))
