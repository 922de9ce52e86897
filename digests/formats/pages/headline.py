"""The headline of a page: the heading that its title repeats, without what the site adds to the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.text.url_identity import is_named_like

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_HEADINGS = 50
MAX_HEADING = 300  # characters
MIN_LETTERS = 4
MIN_WORDS_ALONE = 3  # of a heading that no title repeats; a shorter one may be a section's

_SIGNS = re.compile(r"[\W_]+")
_JOINT = re.compile(r" [^\w\s«»“”„\"'(\[]{1,3} | ?[|»•_：] ?|: |[-_](?=[^\x00-\u04ff])")
_TITLES = (
    "//title",
    "//meta[@property='og:title' or @name='og:title']/@content",
    "//meta[@property='twitter:title' or @name='twitter:title']/@content",
)
_HEADINGS = (
    "//h1",
    "//*[contains(@class, 'entry-title') or contains(@class, 'post-title') or @itemprop='headline']",
    "//h2",
    "//h3",
)


def page_title(tree: HtmlElement, url: str, site: str | None) -> str | None:
    """The heading with which the page's title begins or ends, else its only first heading, else the title.

    None where there is none of these. `site` is the name that the page gives its site: a heading with that
    name is no headline.
    """
    titles = [title for path in _TITLES if (title := next(iter(_texts(tree, path)), ""))]
    for path in _HEADINGS:
        headings = [text for text in _texts(tree, path) if not _is_site(text, url, site)]
        repeated = [heading for heading in headings if any(_is_end(heading, title) for title in titles)]
        if repeated:
            return max(repeated, key=len)
    return _alone(tree, url, site) or next(iter(titles[::-1]), None)


def _alone(tree: HtmlElement, url: str, site: str | None) -> str | None:
    headings = [text for text in _texts(tree, "//h1") if not _is_site(text, url, site)]
    telling = len(headings) == 1 and len(_folded(headings[0]).split()) >= MIN_WORDS_ALONE
    return headings[0] if telling else None


def _texts(tree: HtmlElement, path: str) -> list[str]:
    found = tree.xpath(path)[:MAX_HEADINGS]
    texts = (" ".join((one if isinstance(one, str) else one.text_content()).split()) for one in found)
    return [text[:MAX_HEADING] for text in texts if text]


def _is_site(name: str, url: str, site: str | None) -> bool:
    return _folded(name) == _folded(site or "") or is_named_like(name, urlsplit(url).hostname or "")


def _is_end(heading: str, title: str) -> bool:
    """Whether a heading is the title, or its beginning or end, separated from the rest by a sign."""
    wanted = _folded(heading)
    if len(wanted) < MIN_LETTERS or (" " not in wanted and wanted != _folded(title)):
        return False
    parts = [_folded(part) for part in _JOINT.split(title)]
    ends = (parts[start:end] for cut in range(len(parts)) for start, end in ((0, cut + 1), (cut, None)))
    return any(" ".join(filter(None, end)) == wanted for end in ends)


def _folded(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()
