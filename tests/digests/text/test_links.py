"""Links and what follows people around in them."""

from __future__ import annotations

import pytest

from digests.text.links import clean_links, find_links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Тут https://a.kz/x?utm_source=tg&id=2.", ["https://a.kz/x?id=2"]),
        ("(https://a.kz/x_(y)) и (http://b.kz/)", ["https://a.kz/x_(y)", "http://b.kz/"]),
        ("«https://a.kz/x», https://a.kz/x!", ["https://a.kz/x"]),
        ("HTTPS://A.kz/x?fbclid=1#top", ["https://A.kz/x#top"]),
        ("https:// http://[::1 ftp://a.kz www.a.kz", []),
    ],
)
def test_links_of_a_text(text: str, links: list[str]) -> None:
    assert find_links(text) == links


def test_links_are_cleaned_where_they_stand() -> None:
    text = "Отчёт (https://a.kz/x?yclid=5&p=1) и https://b.kz/y?gclid=7, дальше."
    assert clean_links(text) == "Отчёт (https://a.kz/x?p=1) и https://b.kz/y, дальше."
