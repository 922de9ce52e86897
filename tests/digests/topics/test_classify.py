"""Topics of short texts in three languages."""

from __future__ import annotations

from typing import cast

import pytest

from digests.models import TOPICS, Language
from digests.topics.classify import NO_TOPIC, classify, likelihoods, listed
from tests.digests.rows import rows_of


@pytest.mark.parametrize("line", rows_of("topics.txt"))
def test_the_first_topic(line: str) -> None:
    topic, language, *words = line.split(" ", 2)
    found = classify("", " ".join(words), cast("Language", language))
    assert (found[0] if found else NO_TOPIC) == topic


def test_each_topic_is_listed_in_each_language() -> None:
    heard = {topic for topics in listed().values() for topic in topics}
    assert heard == set(TOPICS)


def test_likelihoods_are_shares() -> None:
    assert sum(likelihoods("Матч", "Команда победила", "ru").values()) == pytest.approx(1)


def test_a_kazakh_text_knows_the_russian_words_that_it_borrows() -> None:
    assert classify("", "Чемпионат, турнир, матч, тренер", "kk")[0] == "sport"
