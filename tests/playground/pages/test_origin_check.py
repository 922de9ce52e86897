"""Who is let in, and what wrong requests are told."""

from __future__ import annotations

import aiohttp
import pytest

from bot.playground.server import Server
from bot.playground.telegram import Telegram
from tests.playground.conftest import Page


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
async def test_other_sites_are_turned_away(page: Page, telegram: Telegram, headers: dict[str, str]) -> None:
    status, answer = await page.get("state", **headers)
    assert status == 403
    assert "playground" in answer["error"]
    status, _ = await page.post("faults", [{"kind": "down"}], **headers)
    assert (status, telegram.faults.on) == (403, ())


async def test_other_sites_get_no_events(page: Page) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await page.http.ws_connect(f"{page.url}/events", origin="http://evil.example")


async def test_the_own_page_may(server: Server, page: Page) -> None:
    status, _ = await page.get("state", Origin=server.url)
    assert status == 200
    status, _ = await page.get(
        "state", Host=f"localhost:{server.port}", Origin=f"http://localhost:{server.port}"
    )
    assert status == 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("chats/5/send", {"person": 1, "text": "x"}, 404),
        ("chats/x/send", {"person": 1, "text": "x"}, 400),
        ("clock", {"to": "завтра"}, 400),
        ("clock", [], 400),
        ("faults", [{"kind": "fire"}], 400),
        ("faults", [{"kind": "429", "what": 1}], 400),
    ],
)
async def test_wrong_requests_get_a_sentence(page: Page, path: str, body: object, status: int) -> None:
    got, answer = await page.post(path, body)
    assert (got, bool(answer["error"])) == (status, True)


async def test_faults_are_set_and_shown(page: Page) -> None:
    fault = {"kind": "429", "method": "sendMessage", "chat": None, "times": 2, "probability": 1.0}
    fault |= {"retry_after": 3, "seconds": 1.0}
    assert await page.post("faults", {"faults": [fault]}) == (200, {"faults": [fault]})
    assert await page.get("faults") == (200, {"faults": [fault]})
    assert await page.post("faults", []) == (200, {"faults": []})


@pytest.mark.parametrize(
    "path", ["page/..%2fserver.py", "page/.hidden", "page/none.js", "control/files/none"]
)
async def test_only_what_is_public_is_served(server: Server, page: Page, path: str) -> None:
    async with page.http.get(f"{server.url}/{path}") as response:
        assert response.status == 404
