"""Who published what first, who followed, and how much there was of it day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.models.reports import MediaReview, PeriodFigures, ReviewWish
from digests.models.stories import Article, Origin, Story
from digests.models.texts import Published, SummarySentence
from digests.reports.media_review import MAX_STORIES_TOLD, media_review

UNTIL = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # Monday, 09:00 in Almaty
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ZONE = "Asia/Almaty"


def report(number: int, at: datetime, *sources: str, text: str = "", **changed: object) -> Article:
    told = text or f"Сообщение номер {number} о мосте через Урал."
    plain = Article(
        id=number,
        headline=f"Мост, сообщение {number}",
        language="ru",
        published=Published(at),
        added=at,
        summary=(SummarySentence(told, 0),),
        origins=tuple(
            Origin(name, f"https://{name}/{number}", at + HOUR * n) for n, name in enumerate(sources)
        ),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def review_of(*stories: Story, wish: ReviewWish = ReviewWish(days=7)) -> MediaReview:
    since = UNTIL - timedelta(days=wish.days)
    return media_review(stories, wish, PeriodFigures(), zone=ZONE, since=since, until=UNTIL)


def test_the_first_those_who_followed_and_reprints_are_told_apart() -> None:
    later = report(1, UNTIL - 2 * HOUR, "later.kz")
    first = report(2, UNTIL - 5 * HOUR, "first.kz", "copy.kz")
    same_words = report(3, UNTIL - HOUR, "same.kz", text=first.summary[0].text.upper())
    (story,) = review_of(Story(1, (later, first, same_words))).stories
    assert [(each.source, each.role) for each in story.mentions] == [
        ("first.kz", "first"),
        ("copy.kz", "reprinted"),
        ("later.kz", "followed"),
        ("same.kz", "reprinted"),
    ]


def test_a_day_without_a_time_does_not_make_a_source_the_first() -> None:
    day = Published(datetime(2026, 3, 1, tzinfo=UTC), "day")
    dated = report(1, UNTIL, "day.kz", published=day)
    noon = report(2, datetime(2026, 3, 1, 7, tzinfo=UTC), "noon.kz")
    (story,) = review_of(Story(1, (dated, noon))).stories
    assert [each.source for each in story.mentions] == ["noon.kz", "day.kz"]


def test_a_source_without_a_date_stands_by_when_it_was_seen() -> None:
    (story,) = review_of(Story(1, (report(1, UNTIL - HOUR, "quiet.kz", published=None),))).stories
    assert (story.mentions[0].dated, story.mentions[0].when) == (False, Published(UNTIL - HOUR))


def test_every_day_of_the_period_has_its_figures() -> None:
    found = review_of(
        Story(1, (report(1, UNTIL - DAY, "a.kz", "b.kz"), report(2, UNTIL - DAY, "a.kz", language="kk"))),
        wish=ReviewWish(days=2),
    )
    assert [(str(day.day), day.mentions, day.sources, day.languages) for day in found.days] == [
        ("2026-02-28", 0, 0, ()),
        ("2026-03-01", 3, 2, (("ru", 2), ("kk", 1))),
        ("2026-03-02", 0, 0, ()),
    ]
    assert found.figures == PeriodFigures(mentions=3, stories=1, sources=2)


def test_what_is_dated_before_the_period_counts_to_its_first_day() -> None:
    found = review_of(Story(1, (report(1, UNTIL - 3 * DAY, "a.kz"),)), wish=ReviewWish(days=1))
    assert [day.mentions for day in found.days] == [1, 0]


def test_more_voices_weigh_more_and_what_has_no_room_is_counted() -> None:
    small = [Story(n, (report(n, UNTIL - HOUR, f"{n}.kz"),)) for n in range(1, MAX_STORIES_TOLD + 3)]
    loud = Story(900, tuple(report(900 + n, UNTIL - HOUR, f"loud{n}.kz") for n in range(5)))
    found = review_of(*small, loud)
    assert found.stories[0].story_id == 900
    assert (len(found.stories), found.untold) == (MAX_STORIES_TOLD, 3)
    assert len(found.mentions) == len(small) + 5


def test_by_source_each_has_its_own_reports() -> None:
    stories = [Story(n, (report(n, UNTIL - HOUR * n, "a.kz"), report(n + 10, UNTIL, "b.kz"))) for n in (1, 2)]
    one = Story(3, (report(30, UNTIL, "a.kz"),))
    found = review_of(*stories, one, wish=ReviewWish(grouping="source"))
    assert [(each.source, each.count) for each in found.by_source] == [("a.kz", 3), ("b.kz", 2)]
    assert [report.headline for report in found.by_source[1].reports] == [
        "Мост, сообщение 11",
        "Мост, сообщение 12",
    ]
    assert found.stories == ()
