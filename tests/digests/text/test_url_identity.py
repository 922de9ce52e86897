"""What many addresses of one article have in common, and which of them name an article at all."""

from __future__ import annotations

import pytest

from digests.text.url_identity import address_of, names_an_article

ONE = "news.kz/ru/most-otkryli-12345?lang=ru"


@pytest.mark.parametrize(
    "link",
    [
        "https://news.kz/ru/most-otkryli-12345?lang=ru",
        "http://www.news.kz/ru/most-otkryli-12345/?lang=ru",
        "https://m.news.kz/ru/most-otkryli-12345?utm_source=tg&lang=ru#comments",
        "https://amp.news.kz:443/ru/most-otkryli-12345?lang=ru&fbclid=x",
        "https://news.kz/amp/ru/most-otkryli-12345?lang=ru",
        "https://news.kz/ru/most-otkryli-12345/amp/?lang=ru",
        "https://news.kz/ru/most-otkryli-12345?amp=1&lang=ru",
        "https://news-kz.cdn.ampproject.org/c/s/news.kz/ru/most-otkryli-12345?lang=ru",
        "https://www.google.com/amp/s/news.kz/ru/most-otkryli-12345?lang=ru",
        "HTTPS://NEWS.kz/ru/most-otkryli%2D12345/index.html?lang=ru",
    ],
)
def test_one_article_under_many_addresses(link: str) -> None:
    assert address_of(link) == ONE


@pytest.mark.parametrize(
    "link",
    [
        "https://news.kz/kz/most-otkryli-12345?lang=ru",
        "https://news.kz/ru/most-otkryli-12346?lang=ru",
        "https://news.kz/ru/most-otkryli-12345?lang=kk",
        "https://news.kz:8080/ru/most-otkryli-12345?lang=ru",
        "https://sport.news.kz/ru/most-otkryli-12345?lang=ru",
        "https://news.kz/ru/most-otkryli-12345?lang=ru#!/page/2",
    ],
)
def test_other_articles_stay_apart(link: str) -> None:
    assert address_of(link) not in ("", ONE)


@pytest.mark.parametrize(
    "link", [None, "", "ftp://news.kz/1", "https://", "https://[::1", "mailto:a@b.kz", "x"]
)
def test_what_is_no_link_has_no_address(link: str | None) -> None:
    assert address_of(link) == ""


def test_short_hosts_are_no_devices() -> None:
    assert address_of("https://m.kz/12345") == "m.kz/12345"


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("https://news.kz/", False),
        ("https://news.kz/kazakhstan_news/", False),
        ("https://news.kz/ru/obshchestvo-i-politika", False),
        ("https://news.kz/2026/09/25/", False),
        ("https://news.kz/news?page=2", False),
        ("https://news.kz/news/578612", True),
        ("https://news.kz/news?id=578612", True),
        ("https://news.kz/kazakhstan_news/most-otkryli-cherez-irtysh-578612/", True),
        ("https://news.kz/most-cherez-irtysh-otkryli-v-pavlodare", True),
    ],
)
def test_which_addresses_name_an_article(link: str, named: bool) -> None:
    assert names_an_article(address_of(link)) is named
