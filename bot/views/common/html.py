"""Telegram's HTML as a type of its own: what is not escaped cannot get into a message."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NewType
from urllib.parse import urlsplit

Html = NewType("Html", str)

MAX_UNITS = 4096
MAX_ENTITIES = 90  # of Telegram's 100: it also marks addresses and hashtags that stand in the text
MAX_BYTES = 30_000  # of Telegram's 32,768 for the text with its markup
MAX_URL_BYTES = 2_000
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[a-z]")
_UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u206f]+")
_UNSEEN = re.compile(  # marks of direction and what has no width; not the joiners, of which emoji are made
    r"[\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2065\u3164\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001d173-\U0001d17a\U000e0000-\U000e001f]+"
)


def text(plain: str) -> Html:
    """Plain text as HTML: escaped, without what nobody sees and what turns the direction of a line."""
    return Html(html.escape(seen(plain), quote=False))


def seen(plain: str) -> str:
    """What Telegram drops or what turns the direction of a line becomes a space, what has no width goes."""
    return _UNPRINTABLE.sub(" ", _UNSEEN.sub("", plain))


def bold(inner: Html) -> Html:
    return Html(f"<b>{inner}</b>")


def italic(inner: Html) -> Html:
    return Html(f"<i>{inner}</i>")


def link(inner: Html, url: str | None) -> Html:
    """A link with these words; the words alone when no browser could open the address."""
    if url is None or not is_web_address(url):
        return inner
    return Html(f'<a href="{html.escape(url, quote=True)}">{inner}</a>')


def local_time(inner: Html, moment: datetime) -> Html:
    """A day with its time, which newer apps show in their reader's own zone and words, older ones as it is.

    `wDt` is Telegram's for the weekday, the date in full, hours and minutes.
    """
    return Html(f'<tg-time unix="{int(moment.timestamp())}" format="wDt">{inner}</tg-time>')


def folded(inner: Html) -> Html:
    """A quote that shows some three lines and unfolds at a tap."""
    return Html(f"<blockquote expandable>{inner}</blockquote>")


def join(parts: Iterable[Html], separator: str = "") -> Html:
    return Html(separator.join(parts))


def is_web_address(url: str) -> bool:
    if len(url.encode("utf-8", "replace")) > MAX_URL_BYTES or seen(url) != url or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host and not {"@", "\\"} & set(parts.netloc)


def plain_text(markup: Html) -> str:
    return html.unescape(_TAG.sub("", markup))


def units(plain: str) -> int:
    """The length of a text as Telegram counts it, in UTF-16 units."""
    return len(plain.encode("utf-16-le", "surrogatepass")) // 2


def fits(markup: Html) -> bool:
    """Whether Telegram takes this as one message."""
    return (
        units(plain_text(markup)) <= MAX_UNITS
        and len(_OPENING.findall(markup)) <= MAX_ENTITIES
        and len(markup.encode()) <= MAX_BYTES
    )


def clip(plain: str, limit: int) -> str:
    """At most `limit` UTF-16 units, cut between words when there is one in the second half."""
    if units(plain) <= limit:
        return plain
    head = plain.encode("utf-16-le")[: (limit - 1) * 2].decode("utf-16-le", "ignore")
    words, space, _ = head.rpartition(" ")
    return (words if space and units(words) > limit // 2 else head).rstrip(" ,;:.—–-") + "…"
