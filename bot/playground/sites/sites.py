"""News sites on loopback to try feeds with: their feeds, their pages, a form that publishes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from aiohttp import web

from bot.playground.clock import PlaygroundClock
from bot.playground.sites.harm import HARM, harm

MAX_ARTICLE = 50_000
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem}"
    ":root{color-scheme:light dark}"
    "input,textarea,button{font:inherit;width:100%;box-sizing:border-box;margin:.2rem 0;padding:.4rem}"
    "code{overflow-wrap:anywhere}details{margin:.5rem 0}"
)

WIDTH, HEIGHT = 480, 270
_BANDS = 6


@dataclass(frozen=True, slots=True)
class SiteArticle:
    title: str
    text: str
    at: datetime


@dataclass
class NewsSite:
    """One source with its articles, oldest first."""

    name: str
    articles: list[SiteArticle] = field(default_factory=list)


class Sites:
    """Under `/site/`: a list of all, a feed and pages for each, and addresses that mean harm."""

    def __init__(self, sites: Sequence[NewsSite], clock: PlaygroundClock) -> None:
        self._sites = list(sites)
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/site/", self._index),
            web.get("/site/harm/{kind}", harm),
            web.get("/site/{number:\\d+}/", self._front),
            web.get("/site/{number:\\d+}/feed.xml", self._feed),
            web.get("/site/{number:\\d+}/{article:\\d+}", self._page),
            web.get("/site/{number:\\d+}/{article:\\d+}.png", self._picture),
            web.post("/site/{number:\\d+}/publish", self._publish),
        ]

    async def _index(self, request: web.Request) -> web.Response:
        base = f"{request.scheme}://{request.host}"
        blocks = [
            f"<h2>{escape(site.name)}</h2><p>/addfeed <code>{base}/site/{number}/</code></p>{_form(number)}"
            for number, site in enumerate(self._sites)
        ]
        harms = "".join(f"<li>/addfeed <code>{base}/site/harm/{kind}</code></li>" for kind in HARM)
        body = (
            "<h1>Sample sites</h1><p>Send the bot, as the editor, one of these lines. Then publish something"
            f" here and watch it come in.</p>{''.join(blocks)}"
            f"<h2>Addresses that mean harm</h2><ul>{harms}</ul>"
        )
        return _html("Sample sites", body)

    async def _front(self, request: web.Request) -> web.Response:
        number, site = self._site(request)
        links = "".join(
            f"<li><a href='/site/{number}/{index}'>{escape(article.title)}</a></li>"
            for index, article in enumerate(site.articles)
        )
        head = f"<link rel='alternate' type='application/rss+xml' href='/site/{number}/feed.xml'>"
        return _html(site.name, f"<h1>{escape(site.name)}</h1><ul>{links}</ul>", head)

    async def _feed(self, request: web.Request) -> web.Response:
        number, site = self._site(request)
        items = "".join(
            f"<item><guid>{number}-{index}</guid><title>{escape(article.title)}</title>"
            f"<link>/site/{number}/{index}</link><pubDate>{format_datetime(article.at.astimezone(UTC))}</pubDate>"
            f"<media:content url='/site/{number}/{index}.png' medium='image'/>"
            f"<description>{escape(_paragraphs(article.text))}</description></item>"
            for index, article in reversed(list(enumerate(site.articles)))
        )
        title = f"<title>{escape(site.name)}</title><link>/site/{number}/</link>"
        media = "xmlns:media='http://search.yahoo.com/mrss/'"
        body = f"<?xml version='1.0'?><rss version='2.0' {media}><channel>{title}{items}</channel></rss>"
        etag = f'"{zlib.crc32(body.encode()):x}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": etag})

    async def _page(self, request: web.Request) -> web.Response:
        number, site = self._site(request)
        index = _index_of(request.match_info["article"], len(site.articles))
        article = site.articles[index]
        meta = (
            f"<meta property='article:published_time' content='{article.at.isoformat()}'>"
            f"<meta property='og:image' content='/site/{number}/{index}.png'>"
        )
        body = f"<article><h1>{escape(article.title)}</h1>{_paragraphs(article.text)}</article>"
        return _html(article.title, body, meta)

    async def _picture(self, request: web.Request) -> web.Response:
        number, site = self._site(request)
        index = _index_of(request.match_info["article"], len(site.articles))
        return web.Response(body=picture(1000 * number + index), content_type="image/png")

    async def _publish(self, request: web.Request) -> web.Response:
        _, site = self._site(request)
        form = await request.post()
        title, text = str(form.get("title", "")).strip(), str(form.get("text", "")).strip()
        if not title or not text or len(title) + len(text) > MAX_ARTICLE:
            raise ValueError("an article has a title and a text")
        site.articles.append(SiteArticle(title, text, self._clock.now()))
        raise web.HTTPSeeOther("/site/")

    def _site(self, request: web.Request) -> tuple[int, NewsSite]:
        number = _index_of(request.match_info["number"], len(self._sites))
        return number, self._sites[number]


def _index_of(said: str, count: int) -> int:
    if len(said) > 6 or int(said) >= count:
        raise KeyError(said[:6])
    return int(said)


def _form(number: int) -> str:
    return (
        f"<details><summary>Publish an article</summary><form method='post' action='/site/{number}/publish'>"
        "<input name='title' placeholder='Title' required><textarea name='text' rows='5' placeholder='Text'"
        " required></textarea><button>Publish</button></form></details>"
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _html(title: str, body: str, head: str = "") -> web.Response:
    page = (
        "<!doctype html><html><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style>{head}</head><body>{body}</body></html>"
    )
    return web.Response(text=page, content_type="text/html")


def picture(number: int) -> bytes:
    """The same for the same number, and another one for others."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)  # 8 bits, RGB
    body = zlib.compress(b"".join(b"\0" + row for row in _rows(number)), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _rows(number: int) -> Iterator[bytes]:
    """Bands from one colour to another, as of a sky above a land."""
    seed = zlib.crc32(str(number).encode())
    top, bottom = (
        [(seed >> shift & 0x7F) + 0x60 for shift in (0, 7, 14)],
        [seed >> s & 0x7F for s in (9, 2, 21)],
    )
    for line in range(HEIGHT):
        share = line * _BANDS // HEIGHT / (_BANDS - 1)
        yield bytes(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)) * WIDTH


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
