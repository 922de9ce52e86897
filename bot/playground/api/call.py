"""One call of a method: its parameters, whatever body they came in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.playground.errors import Refusal, bad_request
from bot.playground.world.files import MAX_UPLOAD

_TRUE = frozenset({"true", "yes", "1"})
_QUOTED = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes


@dataclass(slots=True)
class Call:
    """The name in lower case, the parameters as texts (lists and objects as JSON), the files by field."""

    name: str
    params: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.params.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """A number; what isn't one counts as the default, as in the real server."""
        try:
            return int(self.params[name])
        except (KeyError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.params.get(name, "").lower() in _TRUE

    def json(self, name: str) -> object:
        """The value of a JSON parameter, None when it is absent. Raises ValueError."""
        value = self.params.get(name)
        parsed: object = json.loads(value) if value else None
        return parsed

    @property
    def chat(self) -> int | None:
        """The chat by number, for the journal and the faults."""
        return self.integer("chat_id") or None


async def read_call(request: web.Request) -> Call:
    """Reads the query and a body of urlencoded, multipart or JSON parameters. Raises Refusal."""
    call = Call(request.match_info["method"].lower(), dict(request.query))
    content_type = request.content_type
    if not request.can_read_body:
        return call
    if content_type == _MULTIPART:
        await _read_multipart(request, call)
    elif content_type == "application/json":
        _read_json(await request.read(), call)
    elif content_type == "application/x-www-form-urlencoded":
        call.params.update(_pairs(await request.read()))
    return call


def _pairs(body: bytes) -> Iterator[tuple[str, str]]:
    """The pairs of an urlencoded body. Bytes that are no UTF-8 stay recognisable, to be refused later."""
    for pair in body.replace(b"+", b" ").split(b"&"):
        if pair:
            name, _, value = pair.partition(b"=")
            yield _unquoted(name), _unquoted(value)


def _unquoted(source: bytes) -> str:
    """Whole runs at once: a Cyrillic text is all percent signs."""
    return _QUOTED.sub(_bytes_of, source).decode("utf-8", "surrogateescape")


def _bytes_of(run: re.Match[bytes]) -> bytes:
    return bytes.fromhex(run[0].replace(b"%", b"").decode("ascii"))


def _read_json(body: bytes, call: Call) -> None:
    try:
        given = json.loads(body) if body else {}
    except ValueError:
        raise bad_request("Can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("Object expected")
    for name, value in given.items():
        if isinstance(value, str):
            call.params[name] = value
        elif value is not None:
            call.params[name] = json.dumps(value, ensure_ascii=False)


async def _read_multipart(request: web.Request, call: Call) -> None:
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        total += len(content)
        if total > MAX_UPLOAD:
            raise Refusal(413, "Request Entity Too Large")
        if part.filename is None:
            call.params[part.name] = content.decode("utf-8", "surrogateescape")
        else:
            call.files[part.name] = Upload(part.filename, content)
