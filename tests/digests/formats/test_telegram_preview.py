"""The web preview of a public channel, read like a feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digests.formats.entries import Feed, FeedProblem
from digests.formats.feeds import read_feed
from digests.formats.telegram_preview import preview_address
from digests.models.texts import Published

URL = "https://t.me/s/steppe_news"


def post(number: int, text: str, time: str = "2026-11-17T09:05:00+00:00") -> str:
    body = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return (
        f'<div class="tgme_widget_message" data-post="steppe_news/{number}">{body}'
        f'<a class="tgme_widget_message_date"><time datetime="{time}">14:05</time></a></div>'
    )


def read(*posts: str) -> Feed | FeedProblem:
    page = f'<html><head><meta property="og:title" content="Вести степи"></head><body>{"".join(posts)}</body>'
    return read_feed(page.encode(), url=URL)


def test_posts_are_entries_newest_first() -> None:
    feed = read(post(7, "<b>Мост открыт</b><br/>Его строили &lt;три&gt; года."), post(8, "Школа готова."))
    assert isinstance(feed, Feed)
    assert feed.title == "Вести степи"
    newest, oldest = (entry.raw for entry in feed.entries)
    assert newest.text == "Школа готова."
    assert oldest.text == "Мост открыт\nЕго строили <три> года."
    assert oldest.link == "https://t.me/steppe_news/7"
    assert oldest.published == Published(datetime(2026, 11, 17, 9, 5, tzinfo=UTC))


def test_posts_without_text_are_passed_over() -> None:
    feed = read(post(7, ""), post(8, "Школа готова.", time="soon"))
    assert isinstance(feed, Feed)
    assert [(entry.raw.text, entry.raw.published) for entry in feed.entries] == [("Школа готова.", None)]


def test_a_forwarded_post_names_its_origin_and_shows_its_photo() -> None:
    forwarded = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from '
        '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/bridges_kz/15?single">'
        '<span dir="auto">Мосты &amp; дороги</span></a></div>'
    )
    photos = "".join(
        '<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/steppe_news/7"'
        f""" style="width:800px;background-image:url('https://cdn4.telesco.pe/file/{name}.jpg')"></a>"""
        for name in ("first", "second")
    )
    feed = read(post(7, "Мост открыт.").replace("><div", f">{forwarded}{photos}<div", 1))
    assert isinstance(feed, Feed)
    (entry,) = feed.entries
    assert entry.foreign
    assert (entry.raw.source, entry.raw.link) == ("Мосты & дороги", "https://t.me/bridges_kz/15")
    assert entry.raw.picture == "https://cdn4.telesco.pe/file/first.jpg"


@pytest.mark.parametrize("style", ["", "background-image:url(javascript:alert(1))", "background-image:url("])
@pytest.mark.parametrize("href", ["https://t.me/a_person", "javascript:alert(1)", ""])
def test_markup_that_names_neither_origin_nor_photo(style: str, href: str) -> None:
    other = (
        f'<a class="tgme_widget_message_forwarded_from_name" href="{href}">Айгуль</a>'
        f'<a class="tgme_widget_message_photo_wrap" style="{style}"></a>'
    )
    feed = read(post(7, "Мост открыт.").replace("><div", f">{other}<div", 1))
    assert isinstance(feed, Feed)
    (entry,) = feed.entries
    assert (entry.raw.source, entry.raw.link) == ("Вести степи", "https://t.me/steppe_news/7")
    assert (entry.raw.picture, entry.foreign) == (None, False)


def test_a_page_that_only_mentions_the_widget() -> None:
    assert read("<p>tgme_widget_message</p>") is FeedProblem.NO_FEED


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("@steppe_news", URL),
        ("t.me/steppe_news", URL),
        ("https://t.me/s/steppe_news/", URL),
        ("https://t.me/steppe_news/15", None),
        ("tengrinews.kz", None),
        ("@ab", None),
    ],
)
def test_how_people_name_a_channel(said: str, address: str | None) -> None:
    assert preview_address(said) == address
