"""The feeds that a site's page offers, and where feeds usually are when it offers none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

MAX_OFFERS = 8
USUAL_PLACES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/feed.json", "/index.xml")
_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_LINK = re.compile(r"(?:^|[/._-])(?:rss|feed|atom|rdf)(?:$|[/._?-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedOffer:
    url: str
    title: str = ""


def offered_feeds(page: str, url: str) -> tuple[FeedOffer, ...]:
    """The feeds that the page declares, else its links that look like feeds; the nearest first."""
    from lxml import html
    from lxml.etree import LxmlError

    try:
        tree = html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (LxmlError, ValueError):
        return ()
    base = _base(url, next(iter(tree.xpath("//base/@href")), ""))
    declared = [
        (str(link.get("href")), str(link.get("title") or ""))
        for link in tree.xpath("//link[@href]")
        if str(link.get("type", "")).strip().lower() in _TYPES
        and "alternate" in str(link.get("rel", "")).lower()
    ]
    named = [
        (str(link.get("href")), " ".join(link.text_content().split())[:100])
        for link in tree.xpath("//a[@href]")
        if _LINK.search(_path(str(link.get("href"))))
    ]
    return _offers(base, declared or named)


def usual_places(url: str) -> tuple[str, ...]:
    """Addresses on the site that are worth trying."""
    return tuple(urljoin(url, place) for place in USUAL_PLACES)


def _base(url: str, said: str) -> str:
    try:
        return urljoin(url, said.strip())
    except ValueError:
        return url


def _path(link: str) -> str:
    try:
        return urlsplit(link).path
    except ValueError:
        return ""


def _offers(base: str, links: list[tuple[str, str]]) -> tuple[FeedOffer, ...]:
    found: dict[str, FeedOffer] = {}
    for link, title in links:
        try:
            full = urljoin(base, link.strip())
            scheme = urlsplit(full).scheme
        except ValueError:
            continue
        if scheme in ("http", "https"):
            found.setdefault(full, FeedOffer(full, title.strip()))
    return tuple(found.values())[:MAX_OFFERS]
