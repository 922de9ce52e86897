"""The page of figures: how much was published, by day, source and language, against the period before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.reports.printing import Printing
from digests.models.documents import (
    Bar,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    Tile,
    Tiles,
)
from digests.models.reports import MediaReview
from digests.models.texts import Language

MAX_SOURCES_LISTED = 12
LONG_PERIOD = 14  # days: of a longer one they would push all else off the page
_COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")


def figures_page(review: MediaReview, days: int, printing: Printing) -> Iterator[Block]:
    """`days` is the length of the period and of the one before."""
    yield Heading(printing.say("review-figures"), page=True)
    yield _tiles(review, days, printing)
    if review.figures.capped:
        yield Paragraph((Run(printing.say("review-capped", count=review.articles)),), "note")
    by_day = (_title(printing.say("review-by-day")), _by_day(review, printing))
    if days <= LONG_PERIOD:
        yield from by_day
    yield _title(printing.say("review-by-source"))
    yield _by_source(review, printing)
    if len(review.languages) > 1:
        yield _title(printing.say("review-by-language"))
        yield _by_language(review, printing)
    if days > LONG_PERIOD:
        yield from by_day


def _tiles(review: MediaReview, days: int, printing: Printing) -> Tiles:
    now, before, say = review.figures, review.before, printing.say

    def tile(label: str, figure: int, former: int) -> Tile:
        more = "+" if now.capped else ""
        return Tile(f"{say.number(figure)}{more}", label, note(figure, former))

    def note(figure: int, former: int) -> str:
        change = _change(figure, former, printing) if former and not (now.capped or before.capped) else ""
        more = "+" if before.capped else ""
        told = f"{say.number(former)}{more}{change}"
        return (
            say("review-before-days", days=days, figure=told)
            if days > 1
            else say("review-before-day", figure=told)
        )

    return Tiles(
        (
            tile(say("review-count-mentions", count=now.mentions), now.mentions, before.mentions),
            tile(say("review-count-stories", count=now.stories), now.stories, before.stories),
            tile(say("review-count-sources", count=now.sources), now.sources, before.sources),
        )
    )


def _change(figure: int, former: int, printing: Printing) -> str:
    """ "(+35 %)"; empty where there is nothing to compare with."""
    share = figure / former - 1
    if not round(share, 2):
        return ""
    sign = "+" if share > 0 else "−"
    return f" ({sign}{printing.say.percent(abs(share))})"


def _title(words: str) -> Paragraph:
    return Paragraph((Run(words, strong=True),), "byline")


def _by_day(review: MediaReview, printing: Printing) -> Table:
    say = printing.say
    shown = [each for each in _COLUMNS if each in dict(review.languages)]
    most = max((day.mentions for day in review.days), default=0) or 1
    languages = len(shown) if len(shown) > 1 else 0
    columns = (
        Column(say("review-col-day"), 0.26),
        Column(say("review-col-mentions"), 0.17, "right"),
        Column("", 0.43 - 0.1 * languages),
        Column(say("review-col-sources"), 0.14, "right"),
        *(Column(say(f"review-col-{each}"), 0.1, "right") for each in shown[:languages]),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            _words(printing.day(day.day)),
            _number(day.mentions, printing),
            Bar(day.mentions / most),
            _number(day.sources, printing),
            *(_number(dict(day.languages).get(each, 0), printing) for each in shown[:languages]),
        )
        for day in review.days
    ]
    total: tuple[Cell, ...] = (
        _words(say("review-total")),
        _number(review.figures.mentions, printing),
        Bar(0),
        _number(review.figures.sources, printing),
        *(_number(dict(review.languages)[each], printing) for each in shown[:languages]),
    )
    return Table(columns, (*rows, total), total=True)


def _by_source(review: MediaReview, printing: Printing) -> Table:
    listed, others = review.sources[:MAX_SOURCES_LISTED], review.sources[MAX_SOURCES_LISTED:]
    rows = [((printing.source(name),), count) for name, count in listed]
    if others:
        words = printing.say("review-other-sources", count=len(others))
        rows.append(((Run(words, faint=True),), sum(count for _, count in others)))
    return _shares(printing.say("review-col-source"), rows, review.figures.mentions, printing)


def _by_language(review: MediaReview, printing: Printing) -> Table:
    rows = [(_words(printing.language(each)), count) for each, count in review.languages]
    return _shares(printing.say("review-col-language"), rows, review.figures.mentions, printing)


def _shares(title: str, rows: Sequence[tuple[Runs, int]], total: int, printing: Printing) -> Table:
    say, most = printing.say, max((count for _, count in rows), default=0) or 1
    columns = (
        Column(title, 0.41),
        Column(say("review-col-mentions"), 0.17, "right"),
        Column("", 0.28),
        Column(say("review-col-share"), 0.14, "right"),
    )
    return Table(
        columns,
        tuple(
            (name, _number(count, printing), Bar(count / most), _words(say.percent(count / total)))
            for name, count in rows
        ),
    )


def _number(count: int, printing: Printing) -> Runs:
    return _words(printing.say.number(count)) if count else (Run("–", faint=True),)


def _words(words: str) -> Runs:
    return (Run(words),)
