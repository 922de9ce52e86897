"""What a later report has overtaken is not told as current."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digests.models.stories import Article, Origin
from digests.models.texts import SummarySentence
from digests.summaries.states import overtaken
from tests.digests.rows import cells_of

NOON = datetime(2025, 9, 26, 12, tzinfo=UTC)


def report(number: int, hours: int, sentence: str) -> Article:
    at = NOON + timedelta(hours=hours)
    origin = Origin(f"source{number}.example", None, at)
    summary = (SummarySentence(sentence, 0),)
    return Article(number, f"Сообщение {number}", "ru", None, at, summary, origins=(origin,))


@pytest.mark.parametrize(("earlier", "later", "state"), cells_of("overtaken.txt"))
def test_an_end_and_a_larger_count_overtake_what_was_said_before(
    earlier: str, later: str, state: str
) -> None:
    reports = [report(1, 0, earlier), report(2, 3, later)]
    assert overtaken(reports) == (frozenset({earlier}) if state == "overtaken" else frozenset())
    assert earlier not in overtaken([report(1, 3, earlier), report(2, 0, later)])


def test_numbers_of_the_same_hour_contradict_each_other() -> None:
    one, other = "При взрыве погибли 12 человек.", "При взрыве погибли 15 человек."
    assert not overtaken([report(1, 0, one), report(2, 0, other)])
