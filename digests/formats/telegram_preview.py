"""The web preview of a public Telegram channel (t.me/s/NAME) as a feed. Its markup may change at any time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.formats.entries import MAX_ENTRY_TITLE, Feed, FeedEntry, entry, listed
from digests.formats.pictures import picture_at
from digests.models.texts import Published
from digests.text.html_text import plain_text
from digests.text.metadata_dates import carried_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_POST = re.compile(r"https?://t\.me/[A-Za-z]\w{3,31}/\d+")
_BACKGROUND = re.compile(r"background-image:\s*url\(['\"]?([^'\")]+)")
_NAME = re.compile(r"(?:https?://)?(?:t\.me/(?:s/)?|@)([A-Za-z]\w{3,31})/?")


def preview_address(said: str) -> str | None:
    """`@name` or `t.me/name` → the address of the channel's preview; None for anything else."""
    match = _NAME.fullmatch(said.strip())
    return f"https://t.me/s/{match[1]}" if match else None


def read_channel_preview(text: str, url: str) -> Feed | None:
    """The posts with text, newest first; None for anything else."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        tree = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ValueError):
        return None
    title = " ".join("".join(tree.xpath("//meta[@property='og:title']/@content")[:1]).split())[
        :MAX_ENTRY_TITLE
    ]
    posts = tree.xpath("//div[@data-post]")
    found = listed(_entry(post, url, title) for post in reversed(posts))
    return Feed(title=title, site=url, entries=found) if posts else None


def _entry(post: HtmlElement, url: str, source: str) -> FeedEntry | None:
    from lxml import html

    name = str(post.get("data-post"))
    bodies = post.xpath(f".//div[{_has_class('tgme_widget_message_text')}]")
    origin, link = _forwarded(post) or (None, None)
    markup = "".join(html.tostring(body, encoding="unicode") for body in bodies[-1:])
    made = entry(
        url=url,
        source=origin or source,
        identity=name,
        link=link or f"https://t.me/{name}",
        title="",
        text=plain_text(markup),
        published=_published(post),
        picture=_picture(post),
        foreign=origin is not None,
    )
    return made if made and made.raw.text else None


def _published(post: HtmlElement) -> Published | None:
    moments = post.xpath(".//time[@datetime]/@datetime")
    return carried_date(str(moments[-1])) if moments else None


def _forwarded(post: HtmlElement) -> tuple[str, str] | None:
    """The channel that a post was forwarded from, and the post there; None for a forward from a person."""
    for origin in post.xpath(f".//a[{_has_class('tgme_widget_message_forwarded_from_name')}][@href]"):
        name, link = " ".join(origin.text_content().split()), str(origin.get("href"))
        if name and (found := _POST.match(link)):
            return name[:MAX_ENTRY_TITLE], found[0]
    return None


def _picture(post: HtmlElement) -> str | None:
    """The first photo of the post."""
    photos = post.xpath(f".//a[{_has_class('tgme_widget_message_photo_wrap')}]/@style")
    address = _BACKGROUND.search(str(photos[0])) if photos else None
    return picture_at("https://t.me/", address[1]) if address else None


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
