"""The web preview of a public Telegram channel (t.me/s/NAME) as a feed; its markup may change any day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.carried_dates import carried_date
from digests.feeds import LONGEST_TITLE, Feed, FeedEntry, entry, listed
from digests.models import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAME = re.compile(r"(?:https?://)?(?:t\.me/(?:s/)?|@)([A-Za-z]\w{3,31})/?")


def preview_address(said: str) -> str | None:
    """`@name` or `t.me/name` → the address of the channel's preview; None for anything else."""
    match = _NAME.fullmatch(said.strip())
    return f"https://t.me/s/{match[1]}" if match else None


def read_channel_preview(text: str, url: str) -> Feed | None:
    """The posts with text, newest first; None when it is no preview."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        tree = html.document_fromstring(
            text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ValueError):
        return None
    title = " ".join("".join(tree.xpath("//meta[@property='og:title']/@content")[:1]).split())[:LONGEST_TITLE]
    posts = tree.xpath("//div[@data-post]")
    found = listed(_entry(post, url, title) for post in reversed(posts))
    return Feed(title=title, site=url, entries=found) if posts else None


def _entry(post: HtmlElement, url: str, source: str) -> FeedEntry | None:
    from lxml import html

    name = str(post.get("data-post"))
    bodies = post.xpath(".//div[contains(concat(' ', @class, ' '), ' tgme_widget_message_text ')]")
    markup = "".join(html.tostring(body, encoding="unicode") for body in bodies[-1:])
    made = entry(
        url=url,
        source=source,
        identity=name,
        link=f"https://t.me/{name}",
        title="",
        markup=markup,
        published=_published(post),
    )
    return made if made and made.raw.text else None


def _published(post: HtmlElement) -> Published | None:
    moments = post.xpath(".//time[@datetime]/@datetime")
    return carried_date(str(moments[-1])) if moments else None
