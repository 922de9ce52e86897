"""Links in a text, without the parameters that only follow people around."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from digests.text.rules import words_by_section

_LINK = re.compile(r"https?://[^\s<>\"«»“”]++", re.IGNORECASE)
_TRAILING = ".,;:!?'’…*_~|"
_PAIRS = {")": "(", "]": "[", "}": "{"}
MAX_LINK = 2000


def find_links(text: str) -> list[str]:
    """The text's http and https links in order, each once, cleaned."""
    found = (clean_link(_trimmed(match[0][:MAX_LINK])) for match in _LINK.finditer(text))
    return list(dict.fromkeys(link for link in found if link))


def clean_links(text: str) -> str:
    """The text with every link cleaned in place."""
    return _LINK.sub(_cleaned, text) if "://" in text else text


def clean_link(link: str) -> str:
    """The link without tracking parameters; an empty string when it has no host."""
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return ""
    if not host:
        return ""
    kept = [pair for pair in parts.query.split("&") if pair and not _tracks(pair.partition("=")[0].lower())]
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, "&".join(kept), parts.fragment))


def _cleaned(match: re.Match[str]) -> str:
    link = _trimmed(match[0])
    rest = match[0][len(link) :]
    return (clean_link(link) or link) + rest if "?" in link else match[0]


def _trimmed(link: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays when the link opened it."""
    end = len(link)
    shortest = max(0, end - 20)
    while end > shortest and (link[end - 1] in _TRAILING or _unpaired(link, end)):
        end -= 1
    return link[:end]


def _unpaired(link: str, end: int) -> bool:
    opening = _PAIRS.get(link[end - 1])
    return opening is not None and link.count(opening, 0, end) < link.count(link[end - 1], 0, end)


def _tracks(name: str) -> bool:
    rules = words_by_section("tracking_parameters.txt")
    return name in rules["names"] or name.startswith(tuple(rules["prefixes"]))
