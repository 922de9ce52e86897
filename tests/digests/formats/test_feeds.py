"""Feeds as the web has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digests.formats.entries import MAX_ENTRIES, Feed, FeedProblem
from digests.formats.feeds import read_feed
from digests.models.texts import Published
from tests.digests.rows import cells_of

URL = "https://news.example/feeds/all.xml"


def read(text: str, encoding: str = "utf-8", charset: str | None = None) -> Feed:
    feed = read_feed(text.encode(encoding), url=URL, charset=charset)
    assert isinstance(feed, Feed)
    return feed


def rss(items: str, head: str = "", declared: str = "utf-8") -> str:
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:mrss="http://search.yahoo.com/mrss" '
        'xmlns:yandex="http://news.yandex.ru" xmlns:ya="http://news.yandex.ru" '
        'xmlns:turbo="http://turbo.yandex.ru">'
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


@pytest.mark.parametrize(("item", "title", "text"), cells_of("feed_bodies.txt"))
def test_the_text_of_an_entry_is_what_its_author_wanted_to_be_seen(item: str, title: str, text: str) -> None:
    item, text = (told.replace("⏎", "\n") for told in (item, text))
    (entry,) = read(rss(f"<item>{item}</item>")).entries
    assert (entry.raw.title, entry.raw.text or "-") == (title, text)


def test_links_keep_their_ampersands() -> None:
    (entry,) = read(rss("<item><title>Мост</title><link>/1?a=1&b=2&copy=3&amp;d=4</link></item>")).entries
    assert entry.raw.link == "https://news.example/1?a=1&b=2&copy=3&d=4"


def test_plain_text_of_atom_and_json_is_shown_as_it_is() -> None:
    (atom,) = read(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id>'
        '<title type="text">List&lt;T&gt; &amp;amp; co</title>'
        '<summary type="text">One &lt;T&gt;\nTwo</summary></entry></feed>'
    ).entries
    (json,) = read(
        '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": 1,'
        ' "title": "List<T> & co", "content_text": "One <b>T</b> &amp; x\\n\\nTwo",'
        ' "content_html": "<iframe src=\\"https://film.example/0123456789012345\\"></iframe>"}]}'
    ).entries
    assert (atom.raw.title, atom.raw.text) == ("List<T> & co", "One <T>\nTwo")
    assert (json.raw.title, json.raw.text) == ("List<T> & co", "One <b>T</b> &amp; x\nTwo")


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
        ("windows-1251", "koi8-r", None),
        ("koi8-r", "cp1251", None),
        ("iso-8859-1", "cp1251", "iso-8859-1"),
        ("utf-8", "koi8-r", "windows-1251"),
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
        ("https://egov.kz@evil.example/1", None),
        ("https://reader:geheim@news.example/1", None),
        ("https://news.example/@steppe/1", "https://news.example/@steppe/1"),
    ],
)
def test_links_lead_only_to_the_web(link: str, kept: str | None) -> None:
    (entry,) = read(rss(f"<item><title>Новость</title><link>{link}</link></item>")).entries
    assert entry.raw.link == kept


@pytest.mark.parametrize(
    "date",
    [
        "вчера",
        "",
        "-1",
        "never",
        "0000-00-00T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "9999-12-31T23:59:59-23:00",
        "0001-01-01T00:00:00+14:00",
    ],
)
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


def test_an_article_about_entities_declares_none() -> None:
    told = "<![CDATA[<pre><!ENTITY a 'b'></pre> В XML есть сущности.]]>"
    item = f"<item><title>XML</title><description>{told}</description></item>"
    found = read_feed(f"<rss version='2.0'><channel><title>A</title>{item}</channel></rss>".encode(), url=URL)
    assert isinstance(found, Feed)


def test_entities_cannot_be_hidden_between_comments() -> None:
    dtd = "<!DOCTYPE rss [<!ENTITY a 'Бум'><!ENTITY b '&a;&a;'>]>"
    rss = "<rss version='2.0'><channel><title>&b;</title></channel></rss>"
    for before, after in (("<!-- <![CDATA[ -->", "<!-- ]]> -->"), ("<?a <![CDATA[ ?>", "<?a ]]> ?>")):
        feed = f"<?xml version='1.0'?>{before}{dtd}{after}{rss}"
        assert read_feed(feed.encode(), url=URL) is FeedProblem.DANGEROUS


@pytest.mark.parametrize("opened", ["<![CDATA[", "<!--", "<?"])
def test_what_is_opened_again_and_again_is_read_in_one_pass(opened: str) -> None:
    feed = f"<rss version='2.0'><channel><title>{opened * 100_000}"
    assert isinstance(read_feed(feed.encode(), url=URL), Feed | FeedProblem)


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


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Пт, 26 сен 2025 10:00:00 +0500", Published(datetime(2025, 9, 26, 5, tzinfo=UTC))),
        ("Fri, 26 Sep 25 10:00:00 GMT", Published(datetime(2025, 9, 26, 10, tzinfo=UTC))),
        ("26 қыркүйек 2025", Published(datetime(2025, 9, 26, tzinfo=UTC), "day")),
        ("26.09.2025 10:30", Published(datetime(2025, 9, 26, tzinfo=UTC), "day")),
        ("Fri, 26 Sep 2025 10:00:00", Published(datetime(2025, 9, 26, tzinfo=UTC), "day")),
        ("2025-09-26T10:00:00", Published(datetime(2025, 9, 26, tzinfo=UTC), "day")),
        ("Fri, 26 Sep 2025 25:99:00 +0500", Published(datetime(2025, 9, 26, tzinfo=UTC), "day")),
    ],
)
def test_dates_as_people_write_them(date: str, published: Published) -> None:
    (entry,) = read(rss(f"<item><title>Новость</title><pubDate>{date}</pubDate></item>")).entries
    assert entry.raw.published == published


def test_one_bad_date_costs_no_other_entry() -> None:
    text = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "J\\ud800", "items": ['
        '{"id": "\\ud800", "title": ["x"], "url": {}, "content_text": "a \\ud800",'
        ' "date_published": "0001-01-01T00:00:00+23:00"}, {"id": 2, "content_text": "Second."}]}'
    )
    feed = read(text)
    assert (feed.title, [entry.raw.title for entry in feed.entries]) == ("J", [None, None])
    assert [entry.raw.link for entry in feed.entries] == [None, None]


def test_half_a_pair_of_a_character_is_left_out() -> None:
    item = "<item><title>A&#xD800;B</title><link>https://a.example/&#55357;</link></item>"
    (entry,) = read(rss(item)).entries
    assert (entry.raw.title, entry.raw.link) == ("AB", "https://a.example/")


@pytest.mark.parametrize("same", ["<guid>1</guid>", "<link>https://a.example/</link>"])
def test_an_id_that_several_entries_share_makes_none_of_them_another(same: str) -> None:
    one, other = (f"<item>{same}<title>Новость {n}</title></item>" for n in "12")
    feed = read(rss(one + other))
    assert [entry.raw.title for entry in feed.entries] == ["Новость 1", "Новость 2"]
    assert len({entry.key for entry in feed.entries}) == 2
    assert read(rss(one)).entries[0].key != read(rss(ITEM)).entries[0].key


def test_of_a_long_feed_the_newest_are_read_wherever_they_stand() -> None:
    items = "".join(
        f"<item><title>Новость {n}</title><pubDate>{at:%Y-%m-%dT%H:%M:%SZ}</pubDate></item>"
        for n in range(MAX_ENTRIES + 50)
        for at in [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n)]
    )
    entries = read(rss(items)).entries
    assert (len(entries), entries[0].raw.title) == (MAX_ENTRIES, f"Новость {MAX_ENTRIES + 49}")


def test_authors() -> None:
    (entry,) = read(
        rss("<item><title>Новость</title><dc:creator>Айнур Сериккызы</dc:creator></item>")
    ).entries
    assert entry.raw.author == "Айнур Сериккызы"


def test_a_feed_of_thousands_is_cut() -> None:
    many = "".join(f"<item><guid>{n}</guid><title>Новость {n}</title></item>" for n in range(1000))
    assert len(read(rss(many)).entries) == MAX_ENTRIES
