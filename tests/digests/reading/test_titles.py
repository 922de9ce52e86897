"""Headlines that came with a text."""

from __future__ import annotations

import pytest

from digests.reading.titles import clean_title, looks_like_title
from tests.digests.rows import cells_of


@pytest.mark.parametrize(("title", "expected"), cells_of("titles.txt"))
def test_the_name_of_the_site_is_trimmed(title: str, expected: str) -> None:
    assert clean_title(title.replace("¦", "|")) == expected.replace("¦", "|")


@pytest.mark.parametrize(("title", "place", "expected"), cells_of("site_titles.txt"))
def test_a_name_is_a_sites_own_when_it_is_like_its_address(title: str, place: str, expected: str) -> None:
    source, link = (None, place) if "://" in place else (place, None)
    assert clean_title(title.replace("¦", "|"), source, link) == expected.replace("¦", "|")


def test_the_name_of_the_source_is_trimmed_whatever_it_is() -> None:
    assert clean_title("Зал открыт — Степной вестник") == "Зал открыт — Степной вестник"
    assert clean_title("Зал открыт — Степной вестник", "Степной вестник") == "Зал открыт"


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("Музей степи открыл новый зал", True),
        ("Кто построит музей?", True),
        ("«Золотой зал» ждёт гостей", True),
        ("Музей степи открыл новый зал.", False),
        ("В музее откроют:", False),
        ("Музей", False),
        ("зал керамики и оружия", False),
        ("Уважаемые коллеги!", False),
        ("слово " * 60, False),
    ],
)
def test_what_looks_like_a_headline(line: str, is_title: bool) -> None:
    assert looks_like_title(line.strip(), "Музей степи открыл зал.") is is_title
    assert not looks_like_title(line.strip(), "")
