"""Topics of short texts in three languages."""

from __future__ import annotations

from typing import cast

import pytest

from bot.i18n import speak
from digests.models.texts import NEWS_LANGUAGES, TOPICS, Language
from digests.topics.classify import _learnt, classify, likelihoods
from digests.topics.word_lists import NO_TOPIC, listed, word_keys
from tests.digests.rows import rows_of


@pytest.mark.parametrize("line", rows_of("topics.txt"))
def test_the_first_topic(line: str) -> None:
    topic, language, *words = line.split(" ", 2)
    found = classify("", " ".join(words), cast("Language", language))
    assert (found[0] if found else NO_TOPIC) == topic


def test_each_topic_is_listed_in_each_language() -> None:
    heard = {topic for topics in listed().values() for topic in topics}
    assert heard == {*TOPICS, NO_TOPIC}


@pytest.mark.parametrize("language", NEWS_LANGUAGES)
def test_each_topic_that_readers_are_offered_is_answered(language: Language) -> None:
    """By what the rows above show of it, and by what was learnt and listed for it."""
    shown = {topic for topic, spoken, *_ in map(str.split, rows_of("topics.txt")) if spoken == language}
    learnt = {topic for weights in _learnt().values() for topic, weight in weights.items() if weight > 0}
    assert set(speak(language).topics) <= shown & learnt


def test_likelihoods_are_shares() -> None:
    assert sum(likelihoods("Матч", "Команда победила", "ru").values()) == pytest.approx(1)


def test_a_kazakh_text_knows_the_russian_words_that_it_borrows() -> None:
    assert classify("", "Чемпионат, турнир, матч, тренер", "kk")[0] == "sport"


@pytest.mark.parametrize("line", rows_of("topic_word_keys.txt"))
def test_words_of_one_short_stem_are_told_apart(line: str) -> None:
    language, *words = line.split()
    keys = word_keys(cast("Language", language))
    of_each = [{keys[word] for word in forms.split(",")} for forms in words]
    assert not set.intersection(*of_each)
    assert all(listed().get(key) for key in of_each[0])


def test_a_club_is_told_from_a_person_by_its_quotes() -> None:
    club = likelihoods("", "«Қайрат» жеңіске жетті", "kk")
    person = likelihoods("", "Қайрат жеңіске жетті", "kk")
    assert club["sport"] > person["sport"]
    assert "каират" not in listed()
