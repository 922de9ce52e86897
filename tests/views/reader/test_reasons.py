"""The line that says why a story is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.i18n import speak
from bot.views.common.context import RenderContext
from bot.views.common.origin import EDITION, DigestPeriod, FromEdition, FromMore, Origin
from bot.views.reader.story import ToldStory, reason_line, story_message
from digests.models.digest import DigestItem, Reasons
from digests.models.texts import Language
from tests.views.samples import NOW, article, item

PLACE = RenderContext(speak("ru"), NOW, "Asia/Almaty", "news_bot")


def shown(reasons: Reasons, *sources: str, language: Language = "ru", chosen: bool = False) -> str:
    articles = [article(number, "Мост.", source=name) for number, name in enumerate(sources, 1)]
    told = replace(item(7, *articles), reasons=reasons)
    return "".join(reason_line(told, speak(language), chosen=chosen))


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "<i>3 источника · ваша тема: культура</i>"),
        ("kk", "<i>3 дереккөз · сіз таңдаған тақырып: мәдениет</i>"),
        ("en", "<i>3 sources · your topic: culture</i>"),
    ],
)
def test_sources_and_the_readers_topic(language: Language, line: str) -> None:
    assert shown(Reasons(3, ("culture",)), "a", "b", "c", language=language) == line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "<i>выбор редакции · 2 источника</i>"),
        ("kk", "<i>редакция таңдауы · 2 дереккөз</i>"),
        ("en", "<i>the editors’ choice · 2 sources</i>"),
    ],
)
def test_what_editors_put_first_is_their_choice(language: Language, line: str) -> None:
    assert shown(Reasons(2, placed=True), "a", "b", language=language) == line


def test_reprints_are_not_counted_twice() -> None:
    assert shown(Reasons(2), "a", "b", "c") == "<i>2 независимых источника</i>"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "<i>2 источника · о важном: суд, жизнь людей</i>"),
        ("kk", "<i>2 дереккөз · маңызды: сот, адам өмірі</i>"),
        ("en", "<i>2 sources · important: courts, people’s lives</i>"),
    ],
)
def test_what_makes_it_weigh_is_named(language: Language, line: str) -> None:
    found = shown(Reasons(2, values=("court", "harm", "many jobs")), "a", "b", language=language)
    assert found.replace("&#39;", "&#x27;").replace("'", "&#x27;") == line


def test_several_topics() -> None:
    assert shown(Reasons(1, ("culture", "sport")), "a") == "<i>ваши темы: культура, спорт</i>"


def test_one_source_alone_is_no_reason() -> None:
    assert shown(Reasons(1), "a") == ""


def test_in_a_digest_the_line_answers_why() -> None:
    line = shown(Reasons(5), *"abcde", chosen=True)
    assert line == "<i>Почему это в дайджесте: 5 источников</i>"


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (EDITION, "Почему это в дайджесте: 2 источника"),
        (DigestPeriod(24, NOW), "Почему это в дайджесте: 2 источника"),
        (FromMore(EDITION, 0), "Почему это в дайджесте: 2 источника"),
        (FromMore(DigestPeriod(24, NOW), 1), "Почему это в дайджесте: 2 источника"),
        (FromEdition(5), "2 источника"),
        (FromMore(FromEdition(5), 0), "2 источника"),
        (None, "2 источника"),
    ],
)
def test_the_story_screen_has_the_line_below_its_headline(where: Origin, line: str) -> None:
    told: DigestItem = replace(
        item(7, article(1, "Музей открыли."), article(2, "Билет дешёвый.", source="b")), reasons=Reasons(2)
    )
    words = story_message(ToldStory(told), PLACE, shown=where).text
    assert words.startswith(f"<b>Музей открылся</b>\n\n<i>{line}</i>\n\n")


def test_the_other_number_stands_below_the_first() -> None:
    told = item(7, article(1, "Погибли 12 человек."), article(2, "Погибли 15 человек.", source="b"))
    first, second = told.sentences
    told = replace(told, sentences=(first, replace(second, beside=True)))
    words = story_message(ToldStory(told), PLACE).text
    assert "Погибли 12 человек. <a" in words
    assert "</a>\nПогибли 15 человек. <a" in words
    assert "Добавляет" not in words
