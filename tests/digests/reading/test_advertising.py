"""A text that is marked as advertising is known as such; news about advertising is news."""

from __future__ import annotations

import pytest

from digests.reading.advertising import is_advertising
from tests.digests.rows import rows_of

ROWS = [row.split("|", 1) for row in rows_of("advertising.txt")]
NEWS = "Завод в Рудном выпустил тысячный грузовик, сообщил акимат области. " * 60


@pytest.mark.parametrize(("answer", "text"), ROWS)
def test_marks_of_advertising(answer: str, text: str) -> None:
    assert is_advertising(text.strip().replace("⏎", "\n")) is (answer.strip() == "yes")


def test_a_mark_inside_a_long_article_is_that_of_one_block() -> None:
    block = "\nРеклама. ООО «Пример», erid: 2VtzqwAbCd9\n"
    assert not is_advertising(NEWS + block + NEWS)
    assert is_advertising(NEWS + block)
