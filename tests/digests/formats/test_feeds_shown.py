"""However a feed is made, each word that its author wanted to be seen is there, once and in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.formats.entries import Feed
from digests.formats.feeds import read_feed

WORDS = st.sampled_from(
    'Мост река «Астана» Ақтөбе The 5% a<b x>3 R&D AT&T 3&4 & < > "да" l\'eau 12.5 — №7 ]]> <x> ё ;'.split(" ")  # noqa: SIM905 - read as a sentence
)
PIECES = (
    *(
        "<item>",
        "</item>",
        "<![CDATA[",
        "]]>",
        "&",
        "&#x0;",
        "&lt;p&gt;",
        "<p>",
        "</p>",
        "<title>",
        "</title>",
    ),
    *("<media:description>", "<yandex:full-text", ">", "слово", "\0", "<description>", "</description>"),
    *("&amp;amp;quot;", "/>", "<!--", "-->", "\x0b"),
)
lines = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
paragraphs = st.lists(lines, min_size=1, max_size=4)


def html(texts: list[str]) -> str:
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def cdata(markup: str) -> str:
    return f"<![CDATA[{markup.replace(']]>', ']]]]><![CDATA[>')}]]>"


RSS_BODIES: dict[str, Callable[[list[str]], str]] = {
    "cdata": lambda texts: f"<description>{cdata(html(texts))}</description>",
    "escaped": lambda texts: f"<description>{escape(html(texts))}</description>",
    "twice": lambda texts: f"<description>{escape(escape(html(texts)))}</description>",
    "cdata-escaped": lambda texts: f"<description>{cdata(escape(html(texts)))}</description>",
    "within": lambda texts: f"<description>{html(texts)}</description>",
    "full": lambda texts: f"<yandex:full-text>{cdata(html(texts))}</yandex:full-text>",
    "turbo": lambda texts: f"<turbo:content>{escape(html(texts))}</turbo:content>",
    "encoded": lambda texts: f"<content:encoded>{cdata(html(texts))}</content:encoded>",
    "both": lambda texts: (
        f"<description>{cdata(html(texts[:1]))}</description>"
        f"<content:encoded>{cdata(html(texts))}</content:encoded>"
    ),
    "beside": lambda texts: (
        "<media:content url='http://n.example/p.jpg'><media:description>Подпись</media:description>"
        f"</media:content><description>{cdata(html(texts))}</description>"
    ),
}
TITLES: dict[str, Callable[[str], str]] = {
    "escaped": escape,
    "html": lambda text: escape(escape(text)),
    "cdata": lambda text: cdata(escape(text)),
}


@settings(max_examples=300, deadline=None)
@given(lines, paragraphs, st.sampled_from(sorted(TITLES)), st.sampled_from(sorted(RSS_BODIES)))
def test_rss_loses_invents_and_repeats_nothing(title: str, texts: list[str], named: str, form: str) -> None:
    assert shown(rss(TITLES[named](title), RSS_BODIES[form](texts))) == (flat(title), flat(*texts))


@settings(max_examples=150, deadline=None)
@given(lines, paragraphs, st.sampled_from(["text", "html", "xhtml"]))
def test_atom_loses_invents_and_repeats_nothing(title: str, texts: list[str], kind: str) -> None:
    bodies = {
        "text": escape("\n".join(texts)),
        "html": escape(html(texts)),
        "xhtml": f'<div xmlns="http://www.w3.org/1999/xhtml">{html(texts)}</div>',
    }
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>1</id>'
        f"<title>{escape(title)}</title><content type='{kind}'>{bodies[kind]}</content></entry></feed>"
    )
    assert shown(feed) == (flat(title), flat(*texts))


@settings(max_examples=100, deadline=None)
@given(lines, paragraphs, st.booleans())
def test_json_loses_invents_and_repeats_nothing(title: str, texts: list[str], marked: bool) -> None:
    body = {"content_html": html(texts)} if marked else {"content_text": "\n".join(texts)}
    item = {"id": 1, "title": title, "summary": texts[0], **body}
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [item]})
    assert shown(feed) == (flat(title), flat(*texts))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_feed_fails(text: str) -> None:
    read_feed(rss("t", text).encode(), url="https://n.example/rss")


def rss(title: str, body: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:yandex="http://news.yandex.ru" '
        'xmlns:turbo="http://turbo.yandex.ru"><channel><title>R</title>'
        f"<item><title>{title}</title><guid>1</guid>{body}</item></channel></rss>"
    )


def shown(feed: str) -> tuple[str, str]:
    found = read_feed(feed.encode(), url="https://n.example/rss")
    assert isinstance(found, Feed)
    (entry,) = found.entries
    return flat(entry.raw.title or ""), flat(entry.raw.text)


def flat(*texts: str) -> str:
    return " ".join(" ".join(texts).split())
