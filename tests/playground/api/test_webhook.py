"""Updates are posted to the bot, as Telegram's own server does it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.playground.api.webhook import SECRET_HEADER
from bot.playground.telegram import Telegram
from bot.playground.world.signals import Signal
from tests.playground.conftest import Api

URL = "https://bot.example.org/hook"
HTTPS = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
PORTS = "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"


class Hook:
    """The bot's end: what came, and what is answered next (200 when nothing is said)."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.came = Signal()
        self.held = asyncio.Event()
        self.held.set()
        self.under_way = self.most = 0

    async def take(self, request: web.Request) -> web.Response:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.got.append(await request.json())
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self.came.notify()
        await self.held.wait()
        self.under_way -= 1
        return self.answers.pop(0) if self.answers else web.Response()

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def hook(telegram: Telegram) -> AsyncIterator[Hook]:
    """Behind the proxy of bot.example.org; the pauses of Telegram pass at once and are kept."""
    hook = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", hook.take)])
    async with TestServer(app) as server:
        telegram.webhook.proxies["bot.example.org"] = f"http://127.0.0.1:{server.port}"
        yield hook


@pytest.fixture
def rests(telegram: Telegram) -> list[float]:
    found: list[float] = []

    async def rest(seconds: float) -> None:
        found.append(seconds)
        telegram.idle.notify()
        await asyncio.sleep(0)

    telegram.webhook.rest = rest
    return found


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("http://bot.example.org/hook", "", HTTPS),
        ("https://bot.example.org:8080/hook", "", PORTS),
        ("https://127.0.0.1/hook", "", "Bad Request: bad webhook: IP address 127.0.0.1 is reserved"),
        (URL, "a b", "Bad Request: secret token contains unallowed characters"),
        (URL, "a" * 257, "Bad Request: secret token is too long"),
    ],
)
async def test_what_telegram_does_not_take(api: Api, url: str, secret: str, said: str) -> None:
    assert await api.refusal("setWebhook", url=url, secret_token=secret) == said
    assert (await api.result("getWebhookInfo"))["url"] == ""


async def test_what_waits_and_what_comes_is_posted_with_the_secret(
    api: Api, telegram: Telegram, hook: Hook
) -> None:
    reader = telegram.person("Айгерим")
    await reader.writes("бір")
    await api.result("setWebhook", url=URL, secret_token="s3-cret_")
    await reader.writes("екі")
    await telegram.settled()
    assert hook.texts() == ["бір", "екі"]
    assert set(hook.secrets) == {"s3-cret_"}
    info = await api.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (URL, 0, 40)


async def test_a_chat_waits_for_its_answer_and_others_do_not(
    api: Api, telegram: Telegram, hook: Hook
) -> None:
    await api.result("setWebhook", url=URL, max_connections=2)
    hook.held.clear()
    first, second, third = (telegram.person(name) for name in ("Айгерим", "Болат", "Сауле"))
    for person, text in ((first, "1a"), (first, "1b"), (second, "2"), (third, "3")):
        await person.writes(text)
    assert await hook.came.until(lambda: len(hook.got) == 2)
    hook.held.set()
    await telegram.settled()
    assert sorted(hook.texts()[:2]) == ["1a", "2"]
    assert sorted(hook.texts()) == ["1a", "1b", "2", "3"]
    assert hook.most == 2


async def test_what_is_refused_comes_again_after_growing_pauses_or_when_asked(
    api: Api, telegram: Telegram, hook: Hook, rests: list[float]
) -> None:
    refused = [web.Response(status=500) for _ in range(3)]
    hook.answers = [*refused, web.Response(status=503, headers={"Retry-After": "7"})]
    await api.result("setWebhook", url=URL)
    await telegram.person("Айгерим").writes("Сәлем")
    await telegram.settled()
    assert hook.texts() == ["Сәлем"] * 5
    assert rests == [0, 2, 4, 7]
    said = (await api.result("getWebhookInfo"))["last_error_message"]
    assert said == "Wrong response from the webhook: 503 Service Unavailable"


async def test_what_was_taken_and_not_answered_comes_again(
    api: Api, telegram: Telegram, hook: Hook, rests: list[float]
) -> None:
    telegram.faults.add("lost", method="webhook", times=1)
    await api.result("setWebhook", url=URL)
    await telegram.person("Айгерим").writes("Сәлем")
    await telegram.settled()
    assert hook.texts() == ["Сәлем", "Сәлем"]
    assert rests == [0]


async def test_a_host_that_nobody_has_is_not_asked(api: Api, telegram: Telegram, rests: list[float]) -> None:
    await api.result("setWebhook", url="https://a.kz/hook")
    await telegram.person("Айгерим").writes("Сәлем")
    assert await telegram.idle.until(lambda: rests)
    info = await api.result("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)


async def test_a_webhook_ends_the_poll_and_keeps_what_waits(api: Api, telegram: Telegram) -> None:
    polling = asyncio.create_task(api.refusal("getUpdates", timeout=10))
    await telegram.idle.until(lambda: telegram.updates.polled)
    await api.result("setWebhook", url="https://a.kz/hook", allowed_updates=["message"])
    assert await polling == "Conflict: terminated by setWebhook request"
    await telegram.person("Айгерим").writes("Сәлем")
    assert (await api.result("getWebhookInfo"))["allowed_updates"] == ["message"]
    await api.result("deleteWebhook")
    (update,) = await api.result("getUpdates")
    assert update["message"]["text"] == "Сәлем"
    await api.result("setWebhook", url="https://a.kz/hook", drop_pending_updates=True)
    assert (await api.result("getWebhookInfo"))["pending_update_count"] == 0
