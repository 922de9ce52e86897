"""What the addresses of one article have in common, whoever links to it and with which device."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from digests.text.links import clean_link

_DEVICES = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_CACHE = re.compile(r"^/(?:amp/)?(?:[cv]/)?(?:s/)?(?=[^/]+\.[^/]+/)")
_CACHES = re.compile(r"(?:^|\.)cdn\.ampproject\.org$|^(?:www\.)?google\.[a-z.]{2,6}$")
_AMP = re.compile(r"^/amp(?=/.)|/amp$|\.amp(?=\.html?$|$)|/index\.(?:html?|php)$")
_AMP_PARAMETERS = re.compile(r"^(?:amp|outputtype=amp|amp=[^&]*|_amp=.*|amp_.*)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")
_SHORTEST_NAME, _WORDS = 20, 3  # of an article's part of an address, in letters and words


def address_of(link: str | None) -> str:
    """The link without scheme, device, AMP, tracking, fragment and last slash; '' when it has no host."""
    try:
        parts = urlsplit(clean_link(link or ""))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    path = parts.path
    if _CACHES.search(host) and _CACHE.match(path) and ("/amp/" in path or "ampproject" in host):
        host, _, path = _CACHE.sub("", path).partition("/")
        path, port = f"/{path}", None
    path = _AMP.sub("", quote(unquote(path), safe="/:@!$&'()*+,;=~-._").rstrip("/"))
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not _AMP_PARAMETERS.match(p)))
    fragment = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    shown_port = f":{port}" if port not in (None, 80, 443) else ""
    return f"{_DEVICES.sub('', host.lower())}{shown_port}{path}{'?' if query else ''}{query}{fragment}"


def names_an_article(address: str) -> bool:
    """Whether an address is plainly an article's own: one of a front page or a section is not.

    Its last part has a number of four digits or a long name of several words.
    """
    _, _, rest = address.partition("/")
    last = rest.replace("?", "/").rsplit("/", 1)[-1]
    words = re.split(r"[-_]", last)
    return bool(_NUMBER.search(last)) or (len(last) >= _SHORTEST_NAME and len(words) > _WORDS)
