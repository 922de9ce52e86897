"""Atom feeds (RFC 4287) of posts: entries are made once and put together into feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.outlets.contents import ToldPost
from bot.outlets.story_html import post_html
from bot.views.common.html import clip, seen
from storage.chat_feeds import ChatFeed

TITLE_UNITS = 300
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # the rest of XML's Char
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_OPENING = b'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
_CLOSING = b"</feed>\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as XML, empty where nothing is left of its post, and the time of its last change."""

    xml: bytes
    updated: datetime


def entry_of(told: ToldPost, authority: str, updated: datetime) -> Entry:
    """Its id stays the same whatever happens to the post."""
    if not told.items:
        return Entry(b"", updated)
    post = told.post
    entry = Element("entry", {_LANGUAGE: told.language})
    _add(entry, "id", f"{_tag(authority, post.made)}:edition/{post.edition_id}/{post.part}")
    _add(entry, "title", clip(seen(told.items[0].headline), TITLE_UNITS))
    _add(entry, "published", _written(post.sent or post.made))
    _add(entry, "updated", _written(updated))
    _add(entry, "content", post_html(told), type="html")
    return Entry(tostring(entry, encoding="utf-8"), updated)


def feed_of(feed: ChatFeed, entries: Sequence[Entry]) -> bytes:
    """The feed has no link to itself: wherever it is shown again, that would reveal its secret address."""
    head = Element("head")
    _add(head, "id", f"{_tag(feed.authority, feed.chat_made)}:chat/{feed.destination_id}")
    title = seen(feed.title).strip() or "newsdigest"
    _add(head, "title", title)
    _add(head, "updated", _written(changed_at(feed, entries)))
    _add(SubElement(head, "author"), "name", title)
    about = b"".join(tostring(each, encoding="utf-8") + b"\n" for each in head)
    return b"".join([_OPENING, about, *(each.xml + b"\n" for each in entries if each.xml), _CLOSING])


def changed_at(feed: ChatFeed, entries: Sequence[Entry]) -> datetime:
    """The time of the feed's last change; the removal of an entry counts."""
    return max((each.updated for each in entries), default=feed.chat_made)


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NO_XML.sub("", text)


def _tag(authority: str, day: datetime) -> str:
    """The beginning of a tag URI (RFC 4151): the name's owner on that day."""
    return f"tag:{authority},{day:%Y-%m-%d}"


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
