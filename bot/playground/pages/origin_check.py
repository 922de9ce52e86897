"""Who may come in: no other site may reach the page's routes through a visitor's browser."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_BOT_PATHS = ("/bot", "/file/bot")
_MISTAKES = {KeyError: 404, ValueError: 400, TypeError: 400, AssertionError: 409}


@web.middleware
async def check_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A foreign Origin is turned away everywhere, a foreign Host on all but the bot's own paths."""
    own = _own_hosts(request)
    origin = request.headers.get("Origin")
    if origin is not None and origin.removeprefix("http://") not in own:
        return _error(403, "another site may not use the playground")
    if not request.path.startswith(_BOT_PATHS) and request.headers.get("Host") not in own:
        return _error(403, "the playground answers to 127.0.0.1 and localhost only")
    return await handler(request)


@web.middleware
async def name_mistakes(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Wrong requests of the page get a sentence; what we did wrong goes to the log too."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except tuple(_MISTAKES) as mistake:
        status = next(code for kind, code in _MISTAKES.items() if isinstance(mistake, kind))
        return _error(status, f"there is no {mistake}" if isinstance(mistake, KeyError) else str(mistake))
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return _error(500, "the playground failed; its log says why")


def _own_hosts(request: web.Request) -> tuple[str, str]:
    address = request.transport.get_extra_info("sockname") if request.transport is not None else None
    port = address[1] if address else 0
    return f"127.0.0.1:{port}", f"localhost:{port}"


def _error(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
