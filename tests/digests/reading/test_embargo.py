"""Lines that say until when a text is not to be published."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digests.models.texts import Embargo, Published, RawText
from digests.reading.embargo import embargo_of
from digests.reading.read_text import read_text
from tests.digests.marked import pairs_of

NOW = datetime(2026, 9, 25, 7, 0, tzinfo=UTC)
ALMATY = ZoneInfo("Asia/Almaty")
REPORT = """
Министр энергетики открыл в Павлодаре завод по переработке серы.
Предприятие будет выпускать 120 тысяч тонн удобрений в год, на нём работают 340 человек.
Строительство заняло три года, его оплатил частный инвестор.
Половину продукции отправят на экспорт, сообщили в акимате.
"""
OVER = datetime(2026, 9, 25, 6, 0, tzinfo=UTC)


def told(found: Embargo | None) -> str:
    if found is None:
        return "none"
    return f"{found.until:%Y-%m-%d %H:%M}" if found.until else "?"


def read(text: str, title: str | None = None, published: datetime | None = None) -> str:
    carried = Published(published) if published else None
    reading = read_text(RawText(text, title=title, published=carried), now=NOW)
    return told(embargo_of(reading, now=NOW, zone=ALMATY))


@pytest.mark.parametrize(("line", "until"), pairs_of("embargoes.txt"))
def test_a_line_tells_until_when_a_text_is_held(line: str, until: str) -> None:
    expected = "none" if until == "over" else until
    assert read(line + REPORT) == expected
    assert read(f"{REPORT}\n{line}") == expected
    assert read(REPORT, title=line) == expected


@pytest.mark.parametrize(("line", "until"), [each for each in pairs_of("embargoes.txt") if each[1] != "none"])
def test_what_says_so_is_no_part_of_the_text(line: str, until: str) -> None:
    found = read_text(RawText(line + REPORT), now=NOW)
    shown = f"{found.headline} {found.body}".lower()
    assert not any(word in shown for word in ("эмбарго", "embargo", "публиков", "жариялам", "publish"))
    assert "частный инвестор" in shown
