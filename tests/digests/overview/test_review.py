"""The review of a week: developments, the newest fact first, each affair once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from digests.models.digest import Digest
from digests.models.stories import Article, Story
from digests.models.texts import Language
from digests.models.wishes import Length, ReadingPreferences
from digests.overview.review import Reviewing
from tests.digests.overview.test_overview import DAM, DAM_AGAIN, FOUND, NOW, SEARCH, report

WEEK = NOW - timedelta(days=7)
TALKS = report(20, 6, "Переговоры в Женеве начались", "Делегации 12 стран начали переговоры в Женеве.")
AGREED = report(21, 1, "Соглашение подписали", "Делегации договорились сократить пошлины вдвое.")
SCHOOL = report(30, 0.2, "Школа открылась", "Новая школа на 600 мест открылась в Актобе.")


def review(*stories: Story, length: Length = "normal", languages: tuple[Language, ...] = ("ru",)) -> Digest:
    wish = ReadingPreferences(languages=languages, length=length)
    return Reviewing(WEEK, NOW, stories).digest(stories, wish)


def heard(article: Article, times: int) -> tuple[Article, ...]:
    """So many sources wrote it, each in its own words."""
    others = (
        report(100 * article.id + n, 4, article.headline, f"Слово {n} источника.") for n in range(1, times)
    )
    return (article, *others)


def test_a_story_is_told_by_its_newest_fact_and_by_what_led_there() -> None:
    (item,) = review(Story(1, (TALKS, AGREED))).main
    assert item.headline == "Соглашение подписали"
    assert [sentence.article.id for sentence in item.sentences] == [21, 20]


def test_a_story_of_one_day_is_told_as_in_a_digest() -> None:
    (item,) = review(Story(1, (DAM, DAM_AGAIN))).main
    assert item.sentences[0].article in {DAM, DAM_AGAIN}


def test_stories_that_continue_each_other_are_one_led_by_the_newest() -> None:
    digest = review(Story(1, (DAM, DAM_AGAIN)), Story(2, (SEARCH,)), Story(3, (FOUND,)), Story(4, (SCHOOL,)))
    item = next(item for item in digest.main if item.story.id != 4)
    assert len(digest.main) == 2
    assert item.story.id == 3
    assert [step.story.id for step in item.steps] == [2, 1]


def test_a_trifle_that_comes_after_does_not_lead() -> None:
    (item,) = review(Story(1, heard(DAM, 9)), Story(2, (SEARCH,))).main
    assert item.story.id == 1
    assert [step.story.id for step in item.steps] == [2]


def test_the_last_day_weighs_no_more_than_the_first() -> None:
    digest = review(Story(1, heard(TALKS, 3)), Story(2, (SCHOOL,)))
    assert [item.story.id for item in digest.main] == [1, 2]


def test_what_was_worked_out_for_one_wish_is_not_shown_to_another() -> None:
    """A wish that leaves a story out has no step of it."""
    stories = [Story(1, (DAM,)), Story(2, (replace(SEARCH, topics=("society",)),))]
    reviewing = Reviewing(WEEK, NOW, stories)
    both = reviewing.digest(stories, ReadingPreferences(languages=("ru",)))
    alone = reviewing.digest(stories, ReadingPreferences(frozenset({"society"}), ("ru",)))
    assert len(both.main[0].steps) == 1
    assert [(item.story.id, item.steps) for item in alone.main] == [(2, ())]


def test_the_length_decides_how_many_are_told_and_the_rest_is_behind_them() -> None:
    stories = [
        Story(n, (report(n, 2, f"Новость {n}", f"В городе {n} построили {n + 20} домов."),))
        for n in range(1, 13)
    ]
    for length, count in (("short", 3), ("normal", 5), ("long", 7)):
        digest = review(*stories, length=length)  # type: ignore[arg-type]
        assert (len(digest.main), len(digest.rest)) == (count, 12 - count)
        assert digest.days == 7


def test_hidden_sources_tell_nothing() -> None:
    stories = [Story(1, (TALKS, AGREED)), Story(2, (SCHOOL,))]
    hidden = frozenset({"source21.example", "source30.example"})
    wish = ReadingPreferences(languages=("ru",), hidden=hidden)
    (item,) = Reviewing(WEEK, NOW, stories).digest(stories, wish).main
    assert item.headline == "Переговоры в Женеве начались"
