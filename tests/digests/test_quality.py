"""The figures on our own articles stay above floors, which only rise."""

from __future__ import annotations

import pytest

from tests.digests.quality import LANGUAGES, articles, figures, floors, share


@pytest.mark.parametrize("name", floors())
def test_a_figure_keeps_its_floor(name: str) -> None:
    assert figures()[name] >= floors()[name]


def test_each_figure_has_a_floor_that_it_reached() -> None:
    assert floors().keys() == figures().keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_open_in_many_ways_and_name_much(language: str) -> None:
    openings = {one.opening for one, _ in articles(language)}
    assert len(openings) >= 10
    assert len(articles(language)) >= 13
    assert all(one.words("names") and one.labels["news"] in one.text for one, _ in articles(language))


def test_a_share_is_in_percent() -> None:
    assert share([True, False, True]) == 66.7
