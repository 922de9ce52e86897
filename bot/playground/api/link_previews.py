"""The link preview of a message, of an address that the call names."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.playground.api.call import Call
from bot.playground.errors import bad_request


def read_preview(call: Call) -> str | None:
    """The address whose picture stands above the text, if the call names one."""
    try:
        options = call.json("link_preview_options")
    except ValueError:
        options = ""
    if options is None:
        return None
    if not isinstance(options, dict):
        raise bad_request("can't parse link preview options JSON object")
    url = options.get("url") or ""
    if options.get("is_disabled") or not url:
        return None
    if not isinstance(url, str) or not _is_web(url):
        raise bad_request("wrong HTTP URL specified")
    return url


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
