"""Lines that are no sentence of their text are known by the stop that they alone lack."""

from __future__ import annotations

import pytest

from digests.models.texts import ParsedText
from digests.summaries.loose_lines import loose_lines
from digests.summaries.summarise import summarise
from tests.digests.marked import pairs_of


@pytest.mark.parametrize(("text", "expected"), pairs_of("loose_lines.txt"))
def test_a_line_without_a_stop_among_lines_with_one_is_loose(text: str, expected: str) -> None:
    kind, body = text.split(" ", 1)
    found = loose_lines(body.replace(" / ", "\n"), titled=kind == "article")
    assert found == ({expected} if expected != "none" else set())


def test_the_headline_of_another_article_is_not_told_as_a_sentence() -> None:
    text = (
        "Аким открыл в Семее мост длиной 900 метров.\nВ Алматы 14 мая подорожал проезд до 200 тенге\n"
        "Работы стоили 18 млрд тенге.\nДвижение пустят в мае."
    )
    found = summarise(ParsedText("В Семее открыли мост", text), 4, language="ru")
    assert [sentence.position for sentence in found] == [0, 2, 3]
