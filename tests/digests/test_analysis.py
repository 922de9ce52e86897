"""One pass over a text gives all that is known of it, whatever comes in."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.analysis import analyse
from digests.models.texts import MAX_SUMMARY, RawText
from digests.reading.repeated_lines import lines_of
from tests.digests.rows import DATA

NOW = datetime(2025, 9, 26, tzinfo=UTC)


def test_a_press_release_is_read_whole() -> None:
    found = analyse(RawText((DATA / "press_release.txt").read_text(encoding="utf-8")), now=NOW)
    assert found.language == "ru"
    assert 0 < len(found.summary) <= MAX_SUMMARY
    assert found.headline
    assert found.names
    assert found.fingerprint.terms
    assert found.text_hash


def test_a_text_is_known_by_its_hash_whatever_its_source_repeats() -> None:
    report, footer = "Мост открыли в Павлодаре в пятницу.", "Зорька. Вступай к своим"
    repeated = [line.hash for line in lines_of(footer)]
    found = analyse(RawText(f"{report}\n{footer}"), now=NOW, repeated=repeated)
    assert found.reading.body == report
    assert found.text_hash == analyse(RawText(f"{report}\n{footer}"), now=NOW).text_hash
    assert found.text_hash != analyse(RawText(report), now=NOW).text_hash


def test_the_summary_is_as_long_as_asked() -> None:
    text = "Мост открыли в Павлодаре. Школу закрыли в Семее. Завод запустили в Актау. Музей переехал в Тараз."
    assert [len(analyse(RawText(text), now=NOW, sentences=k).summary) for k in (1, 3, 9)] == [1, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "слово",
        "🙂" * 500,
        "\u202eمرحبا بالعالم",
        "<b>" * 1000,
        "а" * 200_000,
        "." * 200_000,
        "«" * 200_000,
        "А. " * 60_000,
        "Иван Петров " * 15_000,
        "(" * 100_000 + ")" * 100_000,
        "12 " * 60_000,
        "Он сказал, что " * 12_000,
        ", сообщает " * 15_000,
        "\x00\ud800".replace("\ud800", "�") * 100,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_text_is_too_strange_or_too_long(text: str) -> None:
    found = analyse(RawText(text), now=NOW)
    assert found.headline
    assert len(found.headline) <= 200_000


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert analyse(RawText(text), now=NOW).headline


def test_importing_the_library_loads_nothing_heavy() -> None:
    heavy = ("pymorphy3", "snowball", "trafilatura")
    code = f"import sys, digests; sys.exit(any(name.startswith({heavy}) for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_lead_heads_a_report_unless_it_names_nothing() -> None:
    detail = "Министр Айжан Омарова сообщила, что 14 мая 2026 года в Семее откроют мост через Иртыш."
    told = "Ночью в Семее упал старый мост."
    assert analyse(RawText(f"{told} {detail}"), now=NOW).headline == told[:-1]
    assert analyse(RawText(f"Короткая история. {told} {detail}"), now=NOW).headline == told[:-1]
    assert (
        "мост через Иртыш"
        in analyse(RawText(f"Осень выдалась на редкость тёплой. {detail}"), now=NOW).headline
    )
