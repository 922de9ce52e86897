"""The fetcher against a server that is as bad as servers are."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
import zlib
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.playground.world.signals import PATIENCE
from bot.timing.clock import SystemClock
from bot.web.decompress import MAX_GZIP_MEMBERS
from bot.web.fetcher import MAX_REDIRECTS, WebFetcher
from bot.web.resolver import MAX_LOOKUPS
from bot.web.results import Conditions, Fetched, NotModified, Unfetched, Why
from tests.loopback_web import Web, kept_port


class Names(AbstractResolver):
    """Names to addresses as an attacker's server gives them."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)
            for address in self.addresses
        ]

    async def close(self) -> None:
        pass


def why(answer: object) -> Why:
    assert isinstance(answer, Unfetched), answer
    return answer.why


async def test_a_page_comes_with_what_its_headers_say(site: Web, fetcher: WebFetcher) -> None:
    url = site.page(
        "/a",
        "Қазақстан".encode(),
        Content_Type="text/html; charset=utf-8",
        ETag='"7"',
        Last_Modified="Tue, 17 Nov 2026 08:00:00 GMT",
        Cache_Control="public, max-age=600",
    )
    got = await fetcher.get(url, accept=("text/html",))
    assert isinstance(got, Fetched)
    assert got.content.decode() == "Қазақстан"
    assert (got.type, got.charset, got.fresh_for, got.moved_to) == ("text/html", "utf-8", 600, None)
    assert got.conditions == Conditions('"7"', "Tue, 17 Nov 2026 08:00:00 GMT")


async def test_asks_whether_it_has_changed(site: Web, fetcher: WebFetcher) -> None:
    url = site.page("/feed", status=304)
    assert isinstance(await fetcher.get(url, conditions=Conditions('"7"', "yesterday")), NotModified)
    assert site.asked[0].headers["If-None-Match"] == '"7"'
    assert site.asked[0].headers["If-Modified-Since"] == "yesterday"


async def test_only_lasting_redirects_move_the_address(site: Web, fetcher: WebFetcher) -> None:
    site.page("/end", b"here")
    site.page("/once", status=302, Location="/end")
    start = site.page("/old", status=301, Location="/once")
    got = await fetcher.get(start)
    assert isinstance(got, Fetched)
    assert got.url == site.url("/end")
    assert got.moved_to == site.url("/once")


async def test_redirects_end(site: Web, fetcher: WebFetcher) -> None:
    url = site.page("/round", status=302, Location="/round")
    assert why(await fetcher.get(url)) is Why.REDIRECTS
    assert len(site.asked) == MAX_REDIRECTS + 1


async def test_a_wall_that_sets_a_cookie_and_leads_back_to_itself_is_passed(
    site: Web, fetcher: WebFetcher
) -> None:
    async def wall(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "1":
            return web.Response(body=b"the article")
        answer = web.Response(status=302, headers={"Location": "/wall"})
        answer.set_cookie("seen", "1")
        return answer

    site.pages["/wall"] = wall
    got = await fetcher.get(site.url("/wall"))
    assert isinstance(got, Fetched)
    assert got.content == b"the article"
    again = await fetcher.get(site.url("/wall"))
    assert isinstance(again, Fetched)
    assert [dict(asked.cookies) for asked in site.asked] == [{}, {"seen": "1"}] * 2


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("http://127.0.0.1:1/", Why.BAD_ADDRESS),
        ("http://169.254.169.254/latest/", Why.PRIVATE),
        ("http://[::1]/", Why.PRIVATE),
        ("file:///etc/passwd", Why.BAD_ADDRESS),
        ("http://user:secret@127.0.0.1/", Why.CREDENTIALS),
        ("http://[bad", Why.BAD_ADDRESS),
    ],
)
async def test_a_redirect_leads_nowhere_private(
    site: Web, fetcher: WebFetcher, location: str, expected: Why
) -> None:
    assert why(await fetcher.get(site.page("/in", status=302, Location=location))) is expected


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("64:ff9b::a00:1",)])
async def test_a_name_that_leads_into_a_private_network_is_not_connected(
    site: Web, addresses: tuple[str, ...]
) -> None:
    names = Names(*addresses)
    fetcher = WebFetcher(SystemClock(), resolver=names)
    assert why(await fetcher.get("http://rebinding.example/")) is Why.PRIVATE
    assert (names.asked, site.asked) == (1, [])
    await fetcher.close()


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
async def test_other_spellings_of_loopback_are_seen_through(host: str) -> None:
    fetcher = WebFetcher(SystemClock())
    assert why(await fetcher.get(f"http://{host}/")) in (Why.PRIVATE, Why.NO_SUCH_HOST, Why.BAD_ADDRESS)
    await fetcher.close()


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
async def test_compressed_bodies_are_opened(site: Web, fetcher: WebFetcher, encoding: str) -> None:
    plain = "новости ".encode() * 100
    raw = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = {
        "gzip": gzip.compress(plain),
        "deflate": zlib.compress(plain),
        "raw deflate": raw.compress(plain) + raw.flush(),
    }[encoding]
    got = await fetcher.get(site.page("/z", packed, Content_Encoding=encoding.removeprefix("raw ")))
    assert isinstance(got, Fetched)
    assert got.content == plain


@pytest.mark.parametrize("encoding", ["", "identity", "deflate"])
async def test_gzip_is_opened_where_no_header_says_so(site: Web, fetcher: WebFetcher, encoding: str) -> None:
    plain = "<rss>Мост</rss>".encode()
    got = await fetcher.get(site.page("/feed.xml.gz", gzip.compress(plain), Content_Encoding=encoding))
    assert isinstance(got, Fetched)
    assert got.content == plain
    bomb = site.page("/bomb", gzip.compress(bytes(50_000_000)))
    assert why(await fetcher.get(bomb)) is Why.TOO_LARGE


@pytest.mark.parametrize("plain", [b"<rss/>", b'{"items": []}', b""])
async def test_what_is_not_compressed_although_a_header_says_so_is_read(
    site: Web, fetcher: WebFetcher, plain: bytes
) -> None:
    got = await fetcher.get(site.page("/plain", plain, Content_Encoding="gzip"))
    assert isinstance(got, Fetched)
    assert got.content == plain


async def test_several_gzip_files_in_a_row_are_one_body(site: Web, fetcher: WebFetcher) -> None:
    body = gzip.compress(b"first ") + gzip.compress(b"") * 5000 + gzip.compress(b"last") + b"junk"
    got = await fetcher.get(site.page("/z", body, Content_Encoding="gzip"))
    assert isinstance(got, Fetched)
    assert got.content == b"first last"


async def test_gzip_files_without_end_are_not_opened_one_by_one(site: Web, fetcher: WebFetcher) -> None:
    body = gzip.compress(b"") * (MAX_GZIP_MEMBERS - 1) + gzip.compress(b"last")
    got = await fetcher.get(site.page("/most", body, Content_Encoding="gzip"))
    assert isinstance(got, Fetched)
    one_more = site.page("/more", gzip.compress(b"") + body, Content_Encoding="gzip")
    assert why(await fetcher.get(one_more)) is Why.BROKEN


async def test_a_bomb_stops_at_the_limit(site: Web, fetcher: WebFetcher) -> None:
    for bomb in (gzip.compress(bytes(50_000_000)), gzip.compress(bytes(5_000_000)) * 2):
        assert why(await fetcher.get(site.page("/bomb", bomb, Content_Encoding="gzip"))) is Why.TOO_LARGE


async def test_bodies_that_are_not_what_they_say(site: Web, fetcher: WebFetcher) -> None:
    cut = gzip.compress("текст".encode() * 1000)[:-20]
    for body, encoding in ((b"plain", "gzip"), (cut, "gzip")):
        assert why(await fetcher.get(site.page("/bad", body, Content_Encoding=encoding))) is Why.BROKEN


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, br"])
async def test_an_encoding_that_nobody_asked_for(site: Web, fetcher: WebFetcher, encoding: str) -> None:
    assert why(await fetcher.get(site.page("/br", b"x", Content_Encoding=encoding))) is Why.ENCODING


async def test_size_without_compression_and_type(site: Web, fetcher: WebFetcher) -> None:
    assert why(await fetcher.get(site.page("/long", bytes(1001)), at_most=1000)) is Why.TOO_LARGE
    video = site.page("/video", b"..", Content_Type="video/mp4")
    assert why(await fetcher.get(video, accept=("text/html", "text/plain"))) is Why.WRONG_TYPE


async def test_a_stream_without_end_stops_at_the_limit(site: Web, fetcher: WebFetcher) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while request.transport is not None and not request.transport.is_closing():
            await response.write(bytes(65536))
        return response

    site.pages["/endless"] = endless
    assert why(await fetcher.get(site.url("/endless"), at_most=1_000_000)) is Why.TOO_LARGE


async def test_a_server_that_never_answers(site: Web) -> None:
    async def silent(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    site.pages["/silent"] = silent
    fetcher = WebFetcher(SystemClock(), allowed=frozenset((site.host,)), seconds=0.05)
    assert why(await fetcher.get(site.url("/silent"))) is Why.TIMED_OUT
    await fetcher.close()


async def test_a_certificate_that_nobody_vouches_for() -> None:
    async def never(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    known = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    known.load_cert_chain(Path(__file__).parent / "data/self_signed.pem")
    server = await asyncio.start_server(never, "127.0.0.1", 0, ssl=known)
    host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    fetcher = WebFetcher(SystemClock(), allowed=frozenset((host,)))
    assert why(await fetcher.get(f"https://{host}/")) is Why.CERTIFICATE
    await fetcher.close()
    server.close()


async def test_look_ups_that_hang_take_no_thread_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()
    asked = asyncio.Queue[str]()
    loop = asyncio.get_running_loop()

    def hanging(host: str, *_rest: object, **_named: object) -> object:
        loop.call_soon_threadsafe(asked.put_nowait, host)
        go.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    fetcher = WebFetcher(SystemClock())
    urls = [f"http://feed{number}.example/" for number in range(2 * MAX_LOOKUPS)]
    fetching = [asyncio.create_task(fetcher.get(url)) for url in urls]
    try:
        async with asyncio.timeout(PATIENCE):
            for _ in range(MAX_LOOKUPS):
                await asked.get()
            assert await asyncio.to_thread(sum, (1, 2)) == 3
    finally:
        go.set()
    assert {why(answer) for answer in await asyncio.gather(*fetching)} == {Why.NO_SUCH_HOST}
    await fetcher.close()


async def test_nobody_listens(fetcher: WebFetcher, site: Web) -> None:
    with kept_port() as port:
        lonely = WebFetcher(SystemClock(), allowed=frozenset((f"127.0.0.1:{port}",)))
        assert why(await lonely.get(f"http://127.0.0.1:{port}/")) is Why.UNREACHABLE
        await lonely.close()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, Why.DENIED),
        (403, Why.DENIED),
        (404, Why.NOT_FOUND),
        (410, Why.GONE),
        (418, Why.NOT_FOUND),
        (429, Why.BUSY),
        (500, Why.SERVER_ERROR),
        (503, Why.BUSY),
        (204, Why.BROKEN),
    ],
)
async def test_statuses(site: Web, fetcher: WebFetcher, status: int, expected: Why) -> None:
    answer = await fetcher.get(site.page("/status", status=status, Retry_After="120"))
    assert why(answer) is expected
    assert isinstance(answer, Unfetched)
    assert answer.retry_after == 120


async def test_one_request_at_a_time_to_a_host(site: Web, fetcher: WebFetcher) -> None:
    inside = most = 0

    async def count(_request: web.Request) -> web.StreamResponse:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0)
        inside -= 1
        return web.Response(body=b"x")

    site.pages["/one"] = count
    await asyncio.gather(*(fetcher.get(site.url("/one")) for _ in range(20)))
    assert (len(site.asked), most) == (20, 1)
