"""Voices: a house is one whatever its channels, a copy is half a one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digests.composing.voices import house_of, independent_sources, voices
from digests.models.stories import Article, Origin
from tests.digests.composing.test_compose import NOW, article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Топор Live", "Топор+"),
        ("ТОПОР - Горячие новости", "Топор Live"),
        ("Business Insider", "Business Insider Malaysia"),
        ("www.businessinsider.sg", "Business Insider"),
        ("sport.tut.by", "TUT.BY"),
        ("The Guardian", "guardian"),
        ("Город с огоньком", "Город с огоньком Live"),
        ("https://www.tengrinews.kz/news", "Tengrinews"),
    ],
)
def test_sister_channels_are_one_house(one: str, other: str) -> None:
    assert house_of(one) == house_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Москва Live", "Москва сегодня"),
        ("Irish Times", "Irish Mirror"),
        ("Новости Актау", "Новости Атырау"),
        ("Business Today", "Business Insider"),
        ("euro.com.ua", "mignews.com.ua"),
        ("news2.ru", "f1news.ru"),
        ("The Hindu", "The Times"),
        ("source1.example", "source2.example"),
        ("Радио Азаттык", "Радио Маяк"),
    ],
)
def test_other_houses_stay_apart(one: str, other: str) -> None:
    assert house_of(one) != house_of(other)


def told_by(number: int, source: str, words: str = "") -> Article:
    told = article(
        number, f"Мост открыт {number}", words or f"Мост открыли, сообщает {number}-й корреспондент."
    )
    return replace(told, origins=(Origin(source, None, NOW),))


def test_a_copy_is_half_a_voice_and_a_house_one() -> None:
    own, other = told_by(1, "Степной вестник"), told_by(2, "Маяк востока")
    copy = told_by(3, "Зеркало", own.summary[0].text)
    again = told_by(4, "Степной вестник")
    assert voices([own]) == voices([own, again]) == 1
    assert voices([own, other]) == 2
    assert voices([own, other, copy]) == 2.5
    assert independent_sources([own, other, copy, again]) == 2
