"""What the addresses of one article have in common, and what a site's own address says of its name."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from digests.text.links import clean_link
from digests.text.stemming import in_cyrillic

_DEVICES = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_CACHE = re.compile(r"^/(?:amp/)?(?:[cv]/)?(?:s/)?(?=[^/]+\.[^/]+/)")
_CACHES = re.compile(r"(?:^|\.)cdn\.ampproject\.org$|^(?:www\.)?google\.[a-z.]{2,6}$")
_AMP = re.compile(r"^/amp(?=/.)|/amp$|\.amp(?=\.html?$|$)|/index\.(?:html?|php)$")
_AMP_PARAMETERS = re.compile(r"^(?:amp|outputtype=amp|amp=[^&]*|_amp=.*|amp_.*)$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4,}")
_SHORTEST_NAME, _WORDS = 20, 3  # of an article's part of an address, in letters and words
_ENDINGS = re.compile(r"\.(?:(?:com?|org|net|gov|edu)\.)?[^.]{2,}$")
_GENERAL = frozenset(
    [
        "www",
        "m",
        "mobile",
        "amp",
        "web",
        "blog",
        "news",
        "novosti",
        "press",
        "media",
        "de",
        "en",
        "ru",
        "kk",
        "kz",
        "uk",
    ]
)

_VOWELS = re.compile(r"[аеёиоуыэюяйьъәіөүұ]+")
_PARTS = re.compile(r"[^\W_]+")
_KAZAKH = str.maketrans("ғқңһ", "гкнх")
ABBREVIATED = range(3, 17)  # letters
MIN_SKELETON = 3  # letters
MAX_SITE_NAME = 6  # words


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


def is_named_like(name: str, host: str) -> bool:
    """Whether a site at `host` could call itself so: "La Stampa" at lastampa.it, "Власть" at vlast.kz.

    The letters of the one are the other's, or a good half of them; or the address is made of the beginnings
    of the words, as nytimes.com is.
    """
    words = _PARTS.findall(name.casefold().translate(_KAZAKH))
    if not words or len(words) > MAX_SITE_NAME:
        return False
    labels = [label for label in _ENDINGS.sub("", host.lower()).split(".") if label not in _GENERAL]
    return any(_names(words, label.replace("-", "")) for label in labels)


def _names(words: list[str], label: str) -> bool:
    name = "".join(words)
    spelled = label if name.isascii() else in_cyrillic(label)
    alike = _holds(name, spelled) if name.isascii() else _holds(_skeleton(name), _skeleton(spelled))
    beginning = spelled == words[0] and len(words) == 2  # BBC News
    return alike or beginning or (len(label) in ABBREVIATED and _abbreviates(spelled, words))


def _abbreviates(label: str, words: list[str]) -> bool:
    """Whether the label is made of the beginnings of the words, each in its turn; "the" may be left out."""
    if not words:
        return not label
    first, *rest = words
    if first == "the" and _abbreviates(label, rest):
        return True
    lengths = range(1, len(first) + 1)
    return any(label.startswith(first[:n]) and _abbreviates(label[n:], rest) for n in lengths)


def _holds(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= MIN_SKELETON and 2 * len(short) >= len(long) and short in long


def _skeleton(word: str) -> str:
    """The consonants."""
    return _VOWELS.sub("", word)
