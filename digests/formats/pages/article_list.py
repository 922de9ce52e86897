"""Pages that are no article but lead to many: a front page, a section, a list of news."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from digests.text.url_identity import address_of, names_an_article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_ITEMS = 3
MIN_WORDS = 3  # of a headline; what is shorter names a section
MAX_SHARE = 0.6  # of all words of the items in one of them; an article beside others has more
ARTICLE_WORDS = 90  # in the paragraphs that stand together: an article's, whatever stands around
MIN_HEADINGS = 4  # that are links
FRONT_ITEMS = 8
_OUTSIDE = "not(ancestor::nav or ancestor::footer or ancestor::aside or ancestor::header)"
_ITEMS = f"//article[not(ancestor::article)][.//h1|.//h2|.//h3|.//h4][.//a[@href]][{_OUTSIDE}]"
_HEADINGS = f"(//h2|//h3|//h4)[{_OUTSIDE}]"
_SAYS_ARTICLE = (
    "//meta[@property='og:type' and starts-with(@content, 'article')]"
    "|//meta[@property='article:published_time']|//*[@itemprop='articleBody']"
)


def is_article_list(tree: HtmlElement, url: str) -> bool:
    """Whether the page at `url` shows several articles or their beginnings, but none completely.

    Such a page does not call itself an article, has no article's heading, and no long run of paragraphs.
    """
    if tree.xpath(_SAYS_ARTICLE) or _headline(tree) or _longest_run(tree) >= ARTICLE_WORDS:
        return False
    front = urlsplit(url).path in ("", "/")
    if _has_items(tree) or (front and _is_front(tree, url)):
        return True
    return not names_an_article(address_of(url)) and _linked_headings(tree, url) >= MIN_HEADINGS


def _headline(tree: HtmlElement) -> bool:
    """Whether exactly one first heading is no link, and it is long enough to tell news.

    Several such headings are those of a list.
    """
    headings = [h for h in tree.xpath("//h1") if not h.xpath(".//a[@href]|ancestor::a[@href]")]
    return len(headings) == 1 and _words(headings[0]) >= MIN_WORDS + 1


def _longest_run(tree: HtmlElement) -> int:
    """The largest number of words in the paragraphs of one parent."""
    run: dict[HtmlElement, int] = {}
    for paragraph in tree.xpath("//p"):
        parent = paragraph.getparent()
        run[parent] = run.get(parent, 0) + _words(paragraph)
    return max(run.values(), default=0)


def _has_items(tree: HtmlElement) -> bool:
    words = [_words(item) for item in tree.xpath(_ITEMS)]
    return len(words) >= MIN_ITEMS and max(words) <= MAX_SHARE * sum(words)


def _linked_headings(tree: HtmlElement, url: str) -> int:
    links = (
        link
        for heading in tree.xpath(_HEADINGS)
        for link in heading.xpath(".//a[@href]|ancestor::a[@href]")[:1]
        if _words(heading) >= MIN_WORDS
    )
    return len({found for link in links if (found := _within_site(link, url))})


def _is_front(tree: HtmlElement, url: str) -> bool:
    links = (link for link in tree.xpath(f"//a[@href][{_OUTSIDE}]") if _words(link) > MIN_WORDS)
    return len({found for link in links if (found := _within_site(link, url))}) >= FRONT_ITEMS


def _within_site(link: HtmlElement, url: str) -> str | None:
    """The address that a link leads to, if it is another page of the site."""
    try:
        full = urlsplit(urljoin(url, str(link.get("href")).strip()))
        here = urlsplit(url)
    except ValueError:
        return None
    other = full.hostname == here.hostname and full.path not in ("", "/", here.path)
    return full.path if other else None


def _words(element: HtmlElement) -> int:
    return len(element.text_content().split())
