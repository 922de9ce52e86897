"""What later reports of a story have overtaken: a state that has ended, a count that has grown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from digests.models.stories import Article
from digests.summaries.figures import figures, outgrown
from digests.summaries.phrases import phrases_in

GROWS_AFTER = timedelta(hours=1)  # numbers of reports nearer to each other contradict each other
MAX_REPORTS_COMPARED = 24  # the newest
_DIGIT = re.compile(r"\d")


def told_at(article: Article) -> datetime:
    """When a report was published, if that is known to the minute, else when it was added."""
    published = article.published
    if published and published.precision == "minute":
        return min(published.at, article.added)
    return article.added


Texts = Callable[[Article], Iterable[str]]


def parts(article: Article) -> Iterator[str]:
    """Its headline and its sentences."""
    yield article.headline
    yield from (sentence.text for sentence in article.summary)


def headlines(article: Article) -> tuple[str, ...]:
    """Its headline alone."""
    return (article.headline,)


def overtaken(articles: Sequence[Article], texts: Texts = parts) -> frozenset[str]:
    """The texts of the reports that are no longer true by those of later ones."""
    if len(articles) < 2:
        return frozenset()
    reports = sorted(articles, key=told_at)[-MAX_REPORTS_COMPARED:]
    return frozenset([*_ended(reports, texts), *_outgrown(reports, texts)])


def ended(articles: Sequence[Article]) -> frozenset[str]:
    """The kinds of events of which headlines tell that they went on, and that they have ended."""
    found = frozenset[str]().union(*(phrases_in("states.txt", article.headline) for article in articles))
    return _kinds("now", found) & _kinds("then", found)


def ends_of(text: str) -> frozenset[str]:
    """The kinds of events of whose end it tells."""
    return _kinds("then", phrases_in("states.txt", text))


def _ended(reports: Sequence[Article], texts: Texts) -> Iterator[str]:
    """What tells that something goes on, where a later report has its end and none after that denies it."""
    over: frozenset[str] = frozenset()
    for report in reversed(reports):
        states = [(text, phrases_in("states.txt", text)) for text in texts(report)]
        for text, found in states:
            if any(kind in over and f"then {kind}" not in found for kind in _kinds("now", found)):
                yield text
        headline = states[0][1]
        over |= {kind for _, found in states for kind in _kinds("then", found)} - (
            _kinds("now", headline) - _kinds("then", headline)
        )


def _kinds(state: str, found: frozenset[str]) -> frozenset[str]:
    return frozenset(each.removeprefix(f"{state} ") for each in found if each.startswith(f"{state} "))


def _outgrown(reports: Sequence[Article], texts: Texts) -> Iterator[str]:
    counted = [(told_at(report), text) for report in reports for text in texts(report) if _counts(text)]
    for place, (at, text) in enumerate(counted):
        later = (other for when, other in counted[place + 1 :] if when - at >= GROWS_AFTER)
        if any(outgrown(text, other) for other in later):
            yield text


def _counts(text: str) -> bool:
    return bool(_DIGIT.search(text) and "count" in phrases_in("telling_words.txt", text) and figures(text))
