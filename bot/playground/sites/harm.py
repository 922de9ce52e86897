"""Answers that mean harm, or are merely broken, as the web has them."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from aiohttp import web


def _bomb() -> web.Response:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
    channel = "<channel><title>&e9;</title></channel>"
    body = f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{entities}]><rss version='2.0'>{channel}</rss>"
    return web.Response(text=body, content_type="application/rss+xml")


def _gzip() -> web.Response:
    packer = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(200)) + packer.flush()
    return web.Response(body=packed, headers={"Content-Encoding": "gzip", "Content-Type": "text/xml"})


def _markup() -> web.Response:
    item = "<item><title>&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</title></item>"
    return web.Response(text=f"<rss version='2.0'><channel><title>M</title>{item}</channel></rss>")


HARM: dict[str, Callable[[], web.Response]] = {
    "bomb": _bomb,
    "gzip": _gzip,
    "circle": lambda: web.Response(status=302, headers={"Location": "/site/harm/circle"}),
    "inside": lambda: web.Response(
        status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"}
    ),
    "torn": lambda: web.Response(text="<rss version='2.0'><channel><title>T</title><item><title>Half"),
    "video": lambda: web.Response(body=bytes(64), content_type="video/mp4"),
    "gone": lambda: web.Response(status=410),
    "busy": lambda: web.Response(status=429, headers={"Retry-After": "3600"}),
    "markup": _markup,
}


async def harm(request: web.Request) -> web.Response:
    kind = request.match_info["kind"]
    return HARM[kind]()
