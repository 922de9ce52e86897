"""/health and /metrics, as a watcher asks for them."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import health as health_module
from bot.health import SILENT_SECONDS, Health, ask, beat, serving_health
from bot.ops.figures import Figures
from bot.ops.stats import LastTick
from bot.playground.world.signals import PATIENCE
from bot.telegram.inbox import Inbox
from bot.telegram.polling import Polling
from bot.worker.process import Worker
from tests.delivery.test_loop import Post, post_office

WHOLE_REQUEST = b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"


def figures_of(post: Post) -> Figures:
    place = Path("news.db")
    return Figures(post.db, post.loop, Worker(), post.telegram.clock, database=place, backups=None)


def not_running(post: Post) -> Polling:
    inbox = Inbox(None, None, post.db, post.telegram.clock)  # type: ignore[arg-type]
    return Polling(None, inbox, post.db)  # type: ignore[arg-type]


async def test_health_and_metrics(database_path: Path) -> None:
    async with post_office(database_path) as post:
        polling = not_running(post)
        seconds = 0.0
        health = Health(post.db, post.loop, polling, figures_of(post), LastTick(lambda: seconds))
        reader = post.reader()
        await post.queue(reader.id)
        await post.queue(post.reader(2).id, "")
        assert await post.ends() == ["sent", "failed"]
        post.loop.stop()
        await post.running
        async with serving_health(health, "127.0.0.1", 0) as port, aiohttp.ClientSession() as http:
            async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                assert (answer.status, await answer.json()) == (200, {"ok": True, "troubles": []})
            polling.last_answer = time.monotonic() - SILENT_SECONDS - 1
            async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                assert answer.status == 503
                assert (await answer.json())["troubles"] == ["no answer from Telegram"]
            polling.last_answer = time.monotonic()
            polling.trouble = "nothing arrives"
            async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                assert (await answer.json())["troubles"] == ["nothing arrives"]
            polling.trouble = ""
            seconds = 61.0
            async with http.get(f"http://127.0.0.1:{port}/health") as answer:
                assert answer.status == 503
                assert (await answer.json())["troubles"] == ["nothing was planned for a minute"]
            async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
                assert answer.headers["Content-Type"].startswith("text/plain; version=")
                assert "newsdigest_outbox_failed 1.0" in (await answer.text()).splitlines()


async def test_without_a_port_nothing_listens() -> None:
    async with serving_health(None, "127.0.0.1", None) as port:  # type: ignore[arg-type]
        assert port is None


async def test_a_heartbeat_while_all_is_well(database_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that answers with an error is asked again, and again."""
    monkeypatch.setattr(health_module, "HEARTBEAT_SECONDS", 0.01)
    asked = asyncio.Semaphore(0)

    async def answer(_: web.Request) -> web.Response:
        asked.release()
        return web.Response(status=500)

    app = web.Application()
    app.add_routes([web.get("/ping/secret", answer)])
    async with post_office(database_path) as post, TestServer(app) as server:
        health = Health(post.db, post.loop, not_running(post), figures_of(post), LastTick())
        beating = asyncio.create_task(beat(str(server.make_url("/ping/secret")), health))
        async with asyncio.timeout(PATIENCE):
            for _ in range(3):
                await asked.acquire()
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/secret",
        "http://a..secret/",
        f"http://{'secret' * 11}.example/",
        "http://[::1/secret",
        "http://127.0.0.1:99999/secret",
    ],
)
async def test_an_address_that_cannot_be_asked_ends_no_heartbeat(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with aiohttp.ClientSession() as http:
        await ask(http, address)
    assert "HEARTBEAT_URL does not answer" in caplog.text
    assert "secret" not in caplog.text


async def test_a_heartbeat_that_hangs_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    async def hangs(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    app = web.Application()
    app.add_routes([web.get("/", hangs)])
    limit = aiohttp.ClientTimeout(0.05)
    async with TestServer(app) as server, aiohttp.ClientSession(timeout=limit) as http:
        await ask(http, str(server.make_url("/")))
    assert "HEARTBEAT_URL does not answer (TimeoutError)" in caplog.text


async def test_a_connection_that_asks_nothing_is_closed(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that begins to ask and goes on a byte at a time too; who has asked stays."""
    monkeypatch.setattr(health_module, "FIRST_REQUEST_SECONDS", 0.05)
    async with post_office(database_path) as post, asyncio.timeout(PATIENCE):
        health = Health(post.db, post.loop, not_running(post), figures_of(post), LastTick())
        async with serving_health(health, "127.0.0.1", 0) as port:
            assert port is not None
            asking, asks = await in_time(port)
            for begun in (b"", b"GET /health HTTP/1.1\r\nHost: a"):
                reading, writing = await asyncio.open_connection("127.0.0.1", port)
                writing.write(begun)
                with suppress(ConnectionResetError):  # so it is closed when what was begun was not read yet
                    assert await reading.read() == b""
                writing.close()
            asks.write(WHOLE_REQUEST)
            assert await asking.readuntil(b"}")
            asks.close()


async def in_time(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection that has asked before it was closed; a busy machine may need several."""
    while True:
        asking, asks = await asyncio.open_connection("127.0.0.1", port)
        asks.write(WHOLE_REQUEST)
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            assert await asking.readuntil(b"}")
            return asking, asks
        asks.close()
