"""Feeds as the web has them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.feeds import MOST_ENTRIES, Feed, FeedProblem, read_feed
from digests.models import Published

URL = "https://news.example/feeds/all.xml"


def read(text: str, encoding: str = "utf-8", charset: str | None = None) -> Feed:
    feed = read_feed(text.encode(encoding), url=URL, charset=charset)
    assert isinstance(feed, Feed)
    return feed


def rss(items: str, head: str = "", declared: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Вести степи</title><link>https://news.example/</link>{head}{items}</channel></rss>"
    )


ITEM = (
    "<item><title>Мост через Тобол открыт</title><link>/news/1</link><guid>n1</guid>"
    "<pubDate>Tue, 17 Nov 2026 14:05:00 +0500</pubDate><description>Коротко.</description>"
    "<content:encoded><![CDATA[<p>Мост через Тобол открыли утром.</p><p>Его строили три&nbsp;года.</p>"
    "<script>alert(1)</script>]]></content:encoded></item>"
)


def test_rss_with_full_text() -> None:
    feed = read(rss(ITEM, "<ttl>30</ttl>"))
    assert (feed.title, feed.site, feed.ttl) == ("Вести степи", "https://news.example/", 1800)
    (entry,) = feed.entries
    assert entry.raw.title == "Мост через Тобол открыт"
    assert entry.raw.text == "Мост через Тобол открыли утром.\nЕго строили три года."
    assert entry.raw.link == "https://news.example/news/1"
    assert entry.raw.published == Published(datetime(2026, 11, 17, 9, 5, tzinfo=UTC))


def test_atom() -> None:
    (entry,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:1</id>'
        "<title>Көпір ашылды</title>"
        '<link href="https://a.example/1"/><updated>2026-11-17T09:05:00Z</updated>'
        '<content type="html">&lt;p&gt;Көпір таңертең ашылды.&lt;/p&gt;</content></entry></feed>'
    ).entries
    assert (entry.raw.title, entry.raw.text) == ("Көпір ашылды", "Көпір таңертең ашылды.")
    assert entry.raw.published == Published(datetime(2026, 11, 17, 9, 5, tzinfo=UTC))


def test_rdf() -> None:
    (entry,) = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel>'
        '<item rdf:about="https://r.example/1"><title>Rail line opens</title><link>https://r.example/1</link>'
        "<description>The line opened on Monday.</description><dc:date>2026-11-16</dc:date></item></rdf:RDF>"
    ).entries
    assert entry.raw.text == "The line opened on Monday."
    assert entry.raw.published == Published(datetime(2026, 11, 16, tzinfo=UTC), "day")


def test_rss_of_1999_with_its_doctype() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    feed = read(
        f'<?xml version="1.0"?>{doctype}<rss version="0.91"><channel><title>Old</title>'
        "<item><title>Still here</title><link>http://old.example/1</link></item></channel></rss>"
    )
    assert feed.entries[0].raw.title == "Still here"


def test_json_feed() -> None:
    (entry,) = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 7, "url": "/7",'
        ' "title": "1 < 2", "content_text": "First.\\nSecond <b>.", '
        ' "date_published": "2026-11-17T14:05:00+05:00"}]}'
    ).entries
    assert (entry.raw.title, entry.raw.text) == ("1 < 2", "First.\nSecond <b>.")
    assert entry.raw.link == "https://news.example/7"
    assert entry.raw.published == Published(datetime(2026, 11, 17, 9, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("declared", "encoding", "charset"),
    [
        ("windows-1251", "cp1251", None),
        ("utf-8", "cp1251", None),  # the declaration is wrong
        ("windows-1251", "utf-8", None),
        ("utf-8", "cp1251", "windows-1251"),
        ("utf-16", "utf-16", None),
        ("koi8-r", "koi8-r", None),
        ("no-such-code", "utf-8", "neither-this"),
    ],
)
def test_encodings_right_and_wrong(declared: str, encoding: str, charset: str | None) -> None:
    text = rss(ITEM.replace("&nbsp;", " "), declared=declared)
    assert read(text, encoding, charset).entries[0].raw.title == "Мост через Тобол открыт"


def test_an_entry_keeps_its_key_and_changes_its_version_when_it_is_corrected() -> None:
    before, after = (read(rss(text)).entries[0] for text in (ITEM, ITEM.replace("утром", "вечером")))
    assert before.key == after.key
    assert before.version != after.version


def test_entries_without_an_id_are_known_by_link_and_then_by_text() -> None:
    bare = "<item><title>Новость</title><description>Текст.</description></item>"
    linked = "<item><title>Новость</title><link>https://a.example/1</link></item>"
    feed = read(rss(bare + bare + linked))
    assert len(feed.entries) == 2


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//cdn.example/1", "https://cdn.example/1"),
        ("http://[broken", None),
    ],
)
def test_links_lead_only_to_the_web(link: str, kept: str | None) -> None:
    (entry,) = read(rss(f"<item><title>Новость</title><link>{link}</link></item>")).entries
    assert entry.raw.link == kept


@pytest.mark.parametrize("date", ["вчера", "", "-1", "never"])
def test_odd_dates_are_none(date: str) -> None:
    (entry,) = read(rss(f"<item><title>Новость</title><pubDate>{date}</pubDate></item>")).entries
    assert entry.raw.published is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\xff\0\xff",
        b"<html><body><p>A page</p></body></html>",
        b"{}",
        b'{"version": "https://jsonfeed.org/version/1", "items": 5',
        b"[" * 100_000,
        "просто текст".encode(),
    ],
)
def test_what_is_no_feed(content: bytes) -> None:
    assert read_feed(content, url=URL) is FeedProblem.NO_FEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_of_its_own_are_refused(encoding: str) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        "<rss version='2.0'><channel><title>&b;</title></channel></rss>"
    )
    assert read_feed(bomb.encode(encoding), url=URL) is FeedProblem.DANGEROUS


def test_broken_markup_still_gives_its_entries() -> None:
    torn = rss(ITEM + "<item><title>Вторая & последняя</title><link>https://a.example/2")
    assert read(torn).entries[0].raw.title == "Мост через Тобол открыт"


def test_a_feed_of_thousands_is_cut() -> None:
    many = "".join(f"<item><guid>{n}</guid><title>Новость {n}</title></item>" for n in range(1000))
    assert len(read(rss(many)).entries) == MOST_ENTRIES
