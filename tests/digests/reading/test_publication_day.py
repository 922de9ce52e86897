"""The day of publication that running text tells, and the days that are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.models.texts import RawText
from digests.reading.publication_day import day_told
from digests.reading.read_text import read_text
from tests.digests.rows import cells_of

NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(("text", "expected"), cells_of("days_told.txt"))
def test_days_of_running_text(text: str, expected: str) -> None:
    found = day_told([text], now=NOW)
    assert (found.at.date().isoformat() if found else "-") == expected


@pytest.mark.parametrize(
    "text",
    [
        "АСТАНА, 25 декабря — КазТАГ. Министр открыла выставку.",
        "25 декабря, 10:31\nМинистр открыла выставку в музее.",
        "Новый музей\n12 декабря в 18:00\nПриходите на открытие выставки.",
        "Овен\n21 ноября – 19 декабря\nХороший день для знакомств.",
        "Форум\n20–21 ноября\nУчёные расскажут о курганах.",
        "Форум учёных\nДата: 25 октября 2025\nМесто: музей степи\nПриходите послушать о курганах.",
        "Форум учёных\n🗓 25 октября 2025, 18:00\n📍 музей степи\nПриходите послушать о курганах.",
        "Ғалымдар форумы\n2025 жылғы 25 қазан\nОрны: дала мұражайы\nКеліп тыңдаңыздар.",
        "A talk on mounds\nOctober 25, 2025\nVenue: Museum of the Steppe\nCome and listen.",
        "Министр открыла выставку.\nДата регистрации: 25.09.2025",
        "Министр открыла выставку.\nСвидетельство о регистрации № 17 от 25.09.2025",
    ],
)
def test_a_line_of_its_own_that_is_no_publication(text: str) -> None:
    assert read_text(RawText(text), now=NOW).published is None
