"""Sources that give different numbers are quoted beside each other; nothing else changes its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.composing.story_text import summarise_story, whole_story
from digests.models.digest import ToldSentence
from digests.models.stories import Article, Origin, Story
from digests.models.texts import SummarySentence
from digests.summaries.conflicting_figures import side_by_side, tells_other_figures

NOW = datetime(2025, 9, 26, 9, tzinfo=UTC)


def report(number: int, headline: str, *sentences: str) -> Article:
    added = NOW + timedelta(minutes=number)
    summary = tuple(SummarySentence(text, place) for place, text in enumerate(sentences))
    return Article(
        number,
        headline,
        "ru",
        None,
        added,
        summary,
        origins=(Origin(f"source{number}.example", None, added),),
    )


TWELVE = report(
    1,
    "Пожар на складе в Таразе",
    "При пожаре на складе в Таразе погибли 12 человек.",
    "Огонь тушили девять часов, площадь пожара составила 3 тысячи квадратных метров.",
)
FIFTEEN = report(
    2,
    "На складе в Таразе случился пожар",
    "Погибли 15 человек, сообщили спасатели.",
    "Владельца склада Ержана Асанова задержали.",
)


def told(*articles: Article, limit: int = 12) -> list[tuple[int, str, bool]]:
    item = summarise_story(Story(1, articles), ("ru",), limit=limit)
    return [(s.article.id, s.text, s.beside) for s in item.sentences] if item else []


def test_both_numbers_stand_beside_each_other() -> None:
    shown = told(TWELVE, FIFTEEN)
    places = [(number, beside) for number, _, beside in shown]
    assert {shown[0][1], shown[1][1]} == {TWELVE.summary[0].text, FIFTEEN.summary[0].text}
    assert [beside for _, beside in places] == [False, True, False, False]
    assert len(shown) == 4


def test_a_digest_has_room_for_both() -> None:
    assert [beside for _, _, beside in told(TWELVE, FIFTEEN, limit=1)] == [False, True]


def test_a_number_of_the_headline_gets_its_sentence() -> None:
    """The sentence was not told because it repeats the headline."""
    lead = replace(TWELVE, headline="При пожаре на складе в Таразе погибли 12 человек")
    fire, first = (ToldSentence(part.text, lead) for part in reversed(lead.summary))
    fifteen = ToldSentence(FIFTEEN.summary[0].text, FIFTEEN, beside=True)
    assert side_by_side([fire], lead, [FIFTEEN], 2) == (first, fifteen, fire)
    assert side_by_side([fire], lead, [], 2) == (fire,)


def donated(number: int, ampoules: str) -> Article:
    return report(
        number,
        "Степной завод поможет больницам",
        "На встрече с акимом области глава завода Марат Беков назвал решение первым шагом и сообщил, что "
        f"завод передаст больницам {ampoules} ампул лекарства.",
    )


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ((donated(1, "1 млн"), donated(2, "1,5 млн")), "1,5 млн"),
        ((donated(1, "1,5 млн"), donated(2, "1 млн")), "1 млн"),
        ((donated(1, "1,5 млн"), donated(2, "1 млн"), donated(3, "1,5 млн")), "1,5 млн"),
        ((donated(1, "1 млн"), donated(2, "1 млн"), donated(3, "1,5 млн")), "1 млн"),
    ],
)
def test_of_one_text_the_number_of_most_sources_or_the_latest_is_told(
    reports: tuple[Article, ...], expected: str
) -> None:
    texts = [text for _, text, _ in told(*reports)]
    assert [f"{expected} ампул" in text for text in texts] == [True]


def test_one_source_that_counted_on_does_not_differ_from_itself() -> None:
    later = replace(FIFTEEN, origins=TWELVE.origins)
    assert not any(beside for _, _, beside in told(TWELVE, later))


def test_who_knows_both_numbers_means_two_things() -> None:
    both = report(3, "Пожар", "Погибли 15 человек во всей области, на складе погибли 12 человек.")
    assert not any(beside for _, _, beside in told(TWELVE, both))


def test_two_sources_with_the_other_number_are_quoted_once() -> None:
    third = report(3, "Пожар в Таразе", "По последним данным, погибли 15 человек.")
    assert [beside for _, _, beside in told(TWELVE, FIFTEEN, third)].count(True) == 1


def test_reports_that_agree_stay_as_they_were() -> None:
    agreeing = report(3, "Пожар в Таразе", "В Таразе погибли 12 человек.")
    assert not any(beside for _, _, beside in told(TWELVE, agreeing))
    item = whole_story(Story(1, (TWELVE,)), ("ru",))
    assert item is not None
    assert len(item.sentences) == 2


def test_another_number_of_what_was_told_is_an_update() -> None:
    later = report(5, "Пожар", "При пожаре на складе в городе Таразе погибли уже 15 человек.")
    item = summarise_story(Story(1, (TWELVE, later)), ("ru",), known={1})
    assert item is not None
    assert item.update
    again = report(6, "Пожар", "При пожаре на складе в Таразе погибли 12 человек.")
    assert summarise_story(Story(1, (TWELVE, again)), ("ru",), known={1}) is None
    assert not tells_other_figures(later.summary[0].text, [later.headline, *(s.text for s in later.summary)])
