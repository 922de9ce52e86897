"""An OpenAI-compatible server of our own on loopback, as good or as bad as a test wants it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.loopback_web import Web, serving

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Choose = Callable[[str], str]


@dataclass
class ModelServer:
    """What it was asked is in `asked`; `heard` is set by the first question since it was told what to do."""

    site: Web
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return self.site.url("/v1")

    @property
    def prompts(self) -> list[str]:
        """What stood in its questions, the instructions left out."""
        return [str(each["messages"][-1]["content"]) for each in self.asked]

    def answers(self, answer: Answer) -> None:
        self.heard.clear()

        async def hear(request: web.Request) -> web.StreamResponse:
            self.heard.set()
            self.asked.append(await request.json())
            self.headers.append(dict(request.headers))
            return await answer(request)

        self.site.pages["/v1/chat/completions"] = hear

    def chooses(self, choose: Choose) -> None:
        """Answers with what `choose` makes of the question."""

        async def answer(_request: web.Request) -> web.StreamResponse:
            return completion(choose(self.prompts[-1]))

        self.answers(answer)

    def says(self, text: str) -> None:
        self.chooses(lambda _question: text)

    def fails(self, status: int, code: str = "", **headers: str) -> None:
        async def answer(_request: web.Request) -> web.StreamResponse:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            body = {"error": {"message": "no", "type": code, "code": code}}
            return web.json_response(body, status=status, headers=named)

        self.answers(answer)


def completion(text: str, tokens: int = 900) -> web.Response:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    usage = {"prompt_tokens": tokens - 100, "completion_tokens": 100, "total_tokens": tokens}
    made = {"id": "1", "object": "chat.completion", "created": 1, "model": "test", "choices": [choice]}
    return web.json_response({**made, "usage": usage})


async def hangs(_request: web.Request) -> web.StreamResponse:
    """For ever: whoever asks must give up."""
    await asyncio.Event().wait()
    raise AssertionError


async def streams_nothing(request: web.Request) -> web.StreamResponse:
    """Begins an answer and never goes on."""
    begun = web.StreamResponse(headers={"Content-Type": "application/json"})
    await begun.prepare(request)
    await asyncio.Event().wait()
    return begun


async def breaks_off(request: web.Request) -> web.StreamResponse:
    """Ends the connection in the middle of an answer."""
    begun = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "1000"})
    await begun.prepare(request)
    await begun.write(b'{"choices": [')
    assert request.transport is not None
    request.transport.close()
    return begun


async def says_too_much(request: web.Request) -> web.StreamResponse:
    """A terabyte, if one listens."""
    begun = web.StreamResponse(headers={"Content-Type": "application/json"})
    await begun.prepare(request)
    while True:
        await begun.write(b" " * (1 << 20))


async def is_empty(_request: web.Request) -> web.StreamResponse:
    return web.json_response({"choices": []})


async def is_prose(_request: web.Request) -> web.StreamResponse:
    return web.Response(text="<html>Bad gateway</html>", content_type="text/html")


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    async with serving() as site:
        server = ModelServer(site)
        server.says(json.dumps({}))
        yield server
