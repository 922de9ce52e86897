"""The picture of a page or entry that shows its news, as opposed to logos and counters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

MAX_PICTURE_URL = 1000  # characters of an address; what is longer is data, no address
_NO_PHOTO = re.compile(r"\.(?:svg|gif|ico|bmp)$", re.IGNORECASE)
# What a site's own sign is called: the whole name of a file, or a part of it set off by other signs.
_SIGN = re.compile(
    r"(?:^|[^a-z])(?:logo(?:type)?s?|favicon|placeholder|spacer|avatar|sprite|1x1"
    r"|no[-_]?(?:image|photo|picture|img)|(?:share|social|og)[-_]?(?:image|img|default|logo))(?:[^a-z]|$)"
    r"|^(?:default|blank|pixel|counter|stub)[-_]?\d*\.\w+$",
    re.IGNORECASE,
)
_SIGN_FOLDER = re.compile(r"/(?:logo|logos|favicons?)/", re.IGNORECASE)


def picture_at(base: str, address: object) -> str | None:
    """The full http(s) address of a picture that may show the news; None for any other."""
    try:
        full = urljoin(base, str(address).strip()).replace(" ", "%20") if address else ""
        parts = urlsplit(full)
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or "." not in (parts.hostname or "")
        or len(full) > MAX_PICTURE_URL
    ):
        return None
    name = parts.path.rpartition("/")[2]
    is_sign = _SIGN.search(name) or _SIGN_FOLDER.search(parts.path) or _NO_PHOTO.search(name)
    return None if is_sign else full


def entry_picture(found: Mapping[str, Any], base: str) -> str | None:
    """The picture of an entry in feedparser's form: the widest if widths are given, else the first."""
    named = sorted(_named(found), key=_width, reverse=True)
    return next(filter(None, (picture_at(base, each.get("url") or each.get("href")) for each in named)), None)


def _named(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (
        each
        for each in _listed(found, "media_content")
        if _is_image(each) or (not each.get("type") and each.get("medium", "image") == "image")
    )
    yield from filter(_is_image, _listed(found, "enclosures"))
    yield from _listed(found, "media_thumbnail")
    if isinstance(image := found.get("image"), Mapping):
        yield image


def _is_image(each: Mapping[str, Any]) -> bool:
    return str(each.get("type", "")).startswith("image/")


def _listed(found: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
    values = found.get(name)
    return [each for each in values if isinstance(each, Mapping)] if isinstance(values, list) else ()


def _width(picture: Mapping[str, Any]) -> int:
    width = str(picture.get("width", ""))
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0
