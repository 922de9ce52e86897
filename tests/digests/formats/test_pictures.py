"""Pictures that feeds and pages name: those that show the news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from digests.formats.entries import Feed
from digests.formats.feeds import read_feed
from digests.formats.pictures import MAX_PICTURE_URL, picture_at
from digests.formats.web_page import read_web_page
from digests.models.texts import RawText

CASES = [
    line.split(" ", 1)
    for line in (Path(__file__).parent.parent / "data/pictures.txt").read_text(encoding="utf-8").splitlines()
    if line[:1] in "+-"
]
HOME = "https://news.example/rss"
WIDE, SMALL = "https://cdn.example/wide.jpg", "https://cdn.example/small.jpg"


@pytest.mark.parametrize(("sign", "address"), CASES)
def test_which_address_is_a_picture_of_the_news(sign: str, address: str) -> None:
    assert (picture_at(HOME, address) == address) == (sign == "+")


def test_an_address_is_made_whole_and_must_be_one() -> None:
    assert picture_at(HOME, "/a/b c.jpg") == "https://news.example/a/b%20c.jpg"
    for broken in ("", None, "https://[/x.jpg", f"/{'a' * MAX_PICTURE_URL}.jpg"):
        assert picture_at(HOME, broken) is None


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<media:content url='{SMALL}' width='90'/><media:content url='{WIDE}' width='900'/>", WIDE),
        (
            f"<media:content url='https://v.example/a.mp4' medium='video'/><media:thumbnail url='{SMALL}'/>",
            SMALL,
        ),
        (f"<enclosure url='{WIDE}' type='image/jpeg' length='9'/>", WIDE),
        ("<enclosure url='https://a.example/a.mp3' type='audio/mpeg' length='9'/>", None),
        ("<media:content url='https://news.example/logo.png' medium='image'/>", None),
        ("", None),
    ],
)
def test_the_picture_of_an_entry(markup: str, expected: str | None) -> None:
    rss = (
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>A</title><item>"
        f"<title>Мост</title><description>Мост открыт.</description>{markup}</item></channel></rss>"
    )
    assert picture_of_first(rss) == expected


def test_the_picture_in_a_json_feed() -> None:
    item = {"id": "1", "content_text": "A", "image": WIDE}
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [item]}
    assert picture_of_first(json.dumps(feed)) == WIDE


def test_the_picture_of_a_page() -> None:
    text = "<p>Мост через Тобол открыли в понедельник, сообщил аким города на встрече с жителями.</p>" * 5
    head = "<meta property='og:image' content='/wide.jpg'>"
    page = f"<html><head>{head}</head><body><article>{text}</article></body></html>"
    found = read_web_page(page.encode(), "https://news.example/news/bridge", None)
    assert isinstance(found, RawText)
    assert found.picture == "https://news.example/wide.jpg"


def picture_of_first(feed: str) -> str | None:
    found = read_feed(feed.encode(), url=HOME)
    assert isinstance(found, Feed)
    return found.entries[0].raw.picture
