"""OPML, and the feeds that a page offers."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.formats.discovery import FeedOffer, offered_feeds, usual_places
from digests.formats.opml import Outline, read_opml, write_opml
from tests.digests.rows import cells_of

SITE = "https://news.example/section/"
words = st.sampled_from(["Газета", '"Степь"', "R&D", "a=1", "&b=2", "<x", "y>", "«Вести»", "№7", "5'"])
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


def test_a_feed_with_a_password_is_left_out() -> None:
    rows = "<outline xmlUrl='https://ed:secret@a.kz/rss'/><outline xmlUrl='https://b.kz/rss'/>"
    found = read_opml(f"<opml version='2.0'><body>{rows}</body></opml>".encode())
    assert found is not None
    assert [one.url for one in found] == ["https://b.kz/rss"]


def test_a_list_is_read_back_as_it_was_written() -> None:
    feeds = (
        Outline("https://a.example/rss?a=1&b=2", 'Жаңалық "A" & Ко'),
        Outline("https://b.example/", "<b>"),
    )
    assert read_opml(write_opml(feeds, "Мои ленты").encode()) == feeds


def test_groups_and_other_spellings() -> None:
    found = read_opml(
        b"<opml version='1.0'><body><outline text='KZ'><outline text='A' xmlURL='http://a.example/rss'/>"
        b"<outline text='again' xmlUrl='http://a.example/rss'/><outline text='x' xmlUrl='javascript:1'/>"
        b"</outline></body></opml>"
    )
    assert found == (Outline("http://a.example/rss", "A"),)


@pytest.mark.parametrize(("row", "title", "url"), cells_of("opml_rows.txt"))
def test_a_row_is_read_as_it_was_meant(row: str, title: str, url: str) -> None:
    around = (
        "<outline text='before' xmlUrl='http://before.example/'/>{}<outline xmlUrl='http://after.example/'/>"
    )
    found = read_opml(f"<opml version='2.0'><body>{around.format(row)}</body></opml>".encode())
    assert found is not None
    assert [one.url for one in found] == ["http://before.example/", url, "http://after.example/"]
    assert found[1].title == title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_lists_in_any_encoding(encoding: str) -> None:
    rows = "".join(f"<outline text='Новости степного города {n}' xmlUrl='http://{n}.kz/'/>" for n in "ab")
    found = read_opml(
        f'<?xml version="1.0" encoding="utf-8"?><opml><body>{rows}</body></opml>'.encode(encoding)
    )
    assert found is not None
    assert [one.title for one in found] == ["Новости степного города a", "Новости степного города b"]


@given(st.lists(st.tuples(names, names), min_size=1, max_size=5), st.sampled_from(["", "&", '"', "<"]))
def test_a_list_written_without_care_gives_all_its_feeds(told: list[tuple[str, str]], raw: str) -> None:
    """`raw` is what the program that wrote it forgot to escape."""

    def careless(text: str) -> str:
        return escape(text).replace(escape(raw), raw) if raw else escape(text)

    rows = "".join(
        f'<outline text="{careless(name)}" type="rss" xmlUrl="http://{n}.example/?q={careless(query)}"/>'
        for n, (name, query) in enumerate(told)
    )
    found = read_opml(f"<opml><body>{rows}</body></opml>".encode())
    assert found == tuple(
        Outline(f"http://{n}.example/?q={query}".strip(), name) for n, (name, query) in enumerate(told)
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<rss/>",
        b"text",
        b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><body><outline xmlUrl='http://a.example/&a;'/></body></opml>",
    ],
)
def test_what_is_no_list(content: bytes) -> None:
    assert read_opml(content) is None


def test_a_page_declares_its_feeds() -> None:
    page = (
        "<html><head><base href='https://news.example/'>"
        "<link rel='alternate' type='application/rss+xml' title='Все' href='rss/all'>"
        "<link rel='alternate' type='application/atom+xml' href='//cdn.example/atom'>"
        "<link rel='stylesheet' type='text/css' href='x.css'></head>"
        "<body><a href='/rss/other'>RSS</a></body></html>"
    )
    assert offered_feeds(page, SITE) == (
        FeedOffer("https://news.example/rss/all", "Все"),
        FeedOffer("https://cdn.example/atom"),
    )


def test_else_its_links_are_looked_through() -> None:
    page = "<a href='/rss.xml'>Лента</a><a href='/news/1'>Новость</a><a href='javascript:rss'>x</a><a href='http://[x'>y</a>"
    assert offered_feeds(page, SITE) == (FeedOffer("https://news.example/rss.xml", "Лента"),)


@pytest.mark.parametrize("page", ["", "\0", "<", "<base href='http://['>", "<!-- -->", "<a>" * 50_000])
def test_pages_without_feeds(page: str) -> None:
    assert offered_feeds(page, SITE) == ()


def test_usual_places_are_on_the_site() -> None:
    assert "https://news.example/rss.xml" in usual_places(SITE)


def test_one_bad_address_costs_no_other_feed() -> None:
    many = "".join(f"<outline xmlUrl='https://{n}.example/'/>" for n in range(10_000))
    found = read_opml(f"<opml><body><outline xmlUrl='http://[bad'/>{many}</body></opml>".encode())
    assert found is not None
    assert len(found) == 10_000
