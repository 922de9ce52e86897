"""What a feed of any kind contains: entries, each with a permanent key and a version that changes with its
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from html import escape, unescape
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from digests.models.texts import Published, RawText
from digests.text.characters import clean_characters
from digests.text.html_text import plain_text

MAX_ENTRIES = 200
MAX_ENTRIES_READ = 5000  # to choose the newest of
MAX_ENTRY_TITLE = 300
MAX_ESCAPES = 3  # more often no program escapes by mistake
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|div|span|a|b|i|u|s|em|strong|br|hr|img|ul|ol|li|h[1-6]|blockquote|table|tbody|tr|td"
    r"|th|figure|iframe|section|article|header|font|small|sub|sup|center|pre|code)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_UNPAIRED = {"p", "br", "img", "hr"}
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_REFERENCE = re.compile(
    r"&(?:amp|quot|apos|nbsp|laquo|raquo|[mn]dash|hellip|lt|gt|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE
)


class FeedProblem(Enum):
    """Why these bytes are not a feed."""

    NO_FEED = "no-feed"
    DANGEROUS = "dangerous"  # it declares entities of its own
    NO_PREVIEW = "no-preview"  # the page of a channel that shows no posts


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `key` stays the same when the author corrects the text; `version` changes then.

    `foreign`: it came from another source, which it names as its own.
    """

    key: str
    version: str
    raw: RawText
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it is now, in its own order, newest first. `ttl`: how many seconds it asks to wait."""

    title: str
    site: str | None
    entries: tuple[FeedEntry, ...]
    ttl: int = 0


def entry(
    *, url: str, source: str, identity: str | None, link: str | None, title: str, text: str,
    published: Published | None, author: str = "", picture: str | None = None,
    foreign: bool = False,
) -> FeedEntry | None:  # fmt: skip
    """An entry of any kind of feed; None when there is nothing to read in it. `title` and `author` are
    markup.
    """
    name = one_line(title)
    if not text and not name:
        return None
    full_link = web_link(url, link)
    key = identity or full_link or name + text
    return FeedEntry(
        key=_short_hash(key),
        version=_short_hash(f"{name}\n{text}"),
        raw=RawText(
            text, name or None, published, source or None, full_link, one_line(author) or None, picture
        ),
        foreign=foreign,
    )


def listed(entries: Iterable[FeedEntry | None]) -> tuple[FeedEntry, ...]:
    """The newest entries without empty and repeated ones, by date if all have dates, else in the feed's
    order.
    """
    found = _parted([one for one in entries if one is not None])
    dated = [(one.raw.published.at, one) for one in found if one.raw.published]
    if len(dated) == len(found):
        found = [one for _, one in sorted(dated, key=itemgetter(0), reverse=True)]
    return tuple(found[:MAX_ENTRIES])


def _parted(entries: Sequence[FeedEntry]) -> list[FeedEntry]:
    """Each key once. A key shared by entries with different titles is useless, so their titles are added to
    it.
    """
    names: dict[str, set[str]] = {}
    for one in entries:
        names.setdefault(one.key, set()).add(one.raw.title or one.raw.text)
    found: dict[str, FeedEntry] = {}
    for one in entries:
        shared = len(names[one.key]) > 1
        key = _short_hash(one.key + (one.raw.title or one.raw.text)) if shared else one.key
        found.setdefault(key, replace(one, key=key))
    return list(found.values())


def shown_text(markup: str) -> str:
    """The text as the feed's author meant it; markup that was escaped once too often is still markup."""
    tagged = _TAG.search(markup) is not None
    text = plain_text(markup if tagged else _PARAGRAPH.sub("<br>", markup))
    for _ in range(MAX_ESCAPES):
        if _is_markup(text, within_markup=tagged):
            text = plain_text(text.replace("\n", "<br>"))
        else:
            text = _REFERENCE.sub(lambda reference: unescape(reference[0]), text)
    return text


def _is_markup(text: str, *, within_markup: bool) -> bool:
    """Whether a text has paired tags or line breaks. Within markup, it must be markup as a whole."""
    if within_markup and not (text[:1] == "<" and text[-1:] == ">"):
        return False
    tags = [(match["end"], match["name"].lower()) for match in _TAG.finditer(text)]
    opened, closed = ({name for end, name in tags if end == sign} for sign in ("", "/"))
    return bool(opened & closed or opened & _UNPAIRED or "<![CDATA[" in text)


def one_line(markup: str) -> str:
    """A title as plain text."""
    return " ".join(clean_characters(shown_text(markup)).split())[:MAX_ENTRY_TITLE]


def marked_up(plain: str) -> str:
    """Markup that shows a plain text line by line."""
    return "<br>".join(escape(line) for line in plain.splitlines())


def web_link(base: str, link: object) -> str | None:
    """The full http(s) address of a link that may be relative; None for one with a name or password."""
    try:
        full = urljoin(base, link.strip()) if isinstance(link, str) and link.strip() else ""
        full.encode()  # half a pair of a character is no letter
        full = full.replace(" ", "%20")
        parts = urlsplit(full)
    except ValueError:
        return None
    fit = parts.scheme in ("http", "https") and parts.username is None and len(full) <= 2000
    return full if fit else None


def _short_hash(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
