"""The receiver that docs/outlets.md shows takes what the hook posts, and nothing else."""

from __future__ import annotations

import asyncio
import http.server
import json
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Thread
from typing import Any

import aiohttp
import pytest

from bot.outlets.hook_body import SIGNATURE_HEADER, signature_of
from bot.outlets.hook_loop import HookLoop, HookOutcome
from bot.timing.clock import SystemClock
from storage import hook_events
from tests.outlets.conftest import Press

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "outlets.md"
BODY = b'{"id": "1"}'
SECRET = "what stands in HOOK_SECRET"


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Where the receiver listens: its own code, but for the port."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    lines = code.splitlines()
    assert lines[-1].startswith("http.server.HTTPServer(")
    names: dict[str, Any] = {}
    exec("\n".join(lines[:-1]), names)  # noqa: S102  # our own
    names["Receiver"].log_message = lambda *_: None
    server = http.server.HTTPServer(("127.0.0.1", 0), names["Receiver"])
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    await asyncio.to_thread(server.shutdown)
    thread.join()
    server.server_close()


async def test_it_takes_an_edition(address: str, press: Press, capsys: pytest.CaptureFixture[str]) -> None:
    async with press.db.transaction() as tx:
        await hook_events.gather(tx)
    await press.channel()
    await press.has()
    await press.plans()
    async with aiohttp.ClientSession() as client:
        loop = HookLoop(press.db, address, SECRET, SystemClock())
        assert await loop.step(client) == [HookOutcome.TAKEN]
    assert json.loads(capsys.readouterr().out)["edition"] == 1


@pytest.mark.parametrize(
    ("posted", "secret", "late", "status"),
    [
        (BODY, SECRET, 0, 204),
        (BODY.replace(b"1", b"2"), SECRET, 0, 403),
        (BODY + b" ", SECRET, 0, 403),
        (BODY, SECRET + "x", 0, 403),
        (BODY, SECRET, 600, 403),
    ],
)
async def test_what_was_tampered_with_is_refused(
    address: str, posted: bytes, secret: str, late: int, status: int
) -> None:
    headers = {SIGNATURE_HEADER: signature_of(BODY, secret, int(time.time()) - late)}
    async with (
        aiohttp.ClientSession() as client,
        client.post(address, data=posted, headers=headers) as answer,
    ):
        assert answer.status == status
