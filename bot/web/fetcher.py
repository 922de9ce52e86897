"""The fetcher: one request at a time for each host, every redirect checked, bytes and time limited."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urljoin

from aiohttp import ClientError, ClientResponse, ClientSession, DummyCookieJar, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp.client_exceptions import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientPayloadError,
    ClientResponseError,
)
from yarl import URL

from bot.timing.clock import Clock
from bot.web import headers as meaning
from bot.web.allowed_addresses import Target, read_address
from bot.web.decompress import BrokenBodyError, TooLargeError, UnknownEncodingError, read_body
from bot.web.resolver import CheckedResolver, ForbiddenAddressError
from bot.web.results import Conditions, Fetched, NotModified, Unfetched, Why

MAX_REDIRECTS = 5
TIMEOUT_SECONDS = 20.0
MAX_BODY_BYTES = 8_000_000
MAX_CONNECTIONS = 32
_LASTING = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "newsdigest/0.1 (news digests for Telegram)",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "kk, ru, en;q=0.8, *;q=0.5",
}


class WebFetcher:
    def __init__(
        self,
        clock: Clock,
        *,
        allowed: frozenset[str] = frozenset(),
        proxy: str | None = None,
        resolver: AbstractResolver | None = None,
        seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._clock = clock
        self._allowed = allowed
        self._seconds = seconds
        self._politeness = Politeness()
        self._resolver = CheckedResolver(allowed, resolver)
        self._session = ClientSession(
            connector=_connector(self._resolver, proxy),
            headers=_HEADERS,
            auto_decompress=False,
            cookie_jar=DummyCookieJar(),
        )

    async def close(self) -> None:
        await self._session.close()
        await self._resolver.close()

    async def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        conditions: Conditions | None = None,
        at_most: int = MAX_BODY_BYTES,
    ) -> Fetched | NotModified | Unfetched:
        """The bytes at `url`. Raises nothing but cancellation."""
        try:
            return await self._follow(url, accept, conditions, at_most)
        except TimeoutError:
            return Unfetched(Why.TIMED_OUT)
        except (ClientError, OSError, ValueError) as error:
            return _failure(error)

    async def _follow(
        self, url: str, accept: tuple[str, ...], conditions: Conditions | None, at_most: int
    ) -> Fetched | NotModified | Unfetched:
        moved_to: str | None = None
        lasting = True
        cookies: dict[str, dict[str, str]] = {}  # by host: a wall that sets one leads back to itself
        for _ in range(MAX_REDIRECTS + 1):
            target = read_address(url, self._allowed)
            if isinstance(target, Unfetched):
                return target
            own = cookies.setdefault(target.host, {})
            async with self._ask(target, accept, conditions, own) as response:
                own |= {name: morsel.value for name, morsel in response.cookies.items()}
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    return await self._answer(response, target, accept, at_most, moved_to)
                lasting = lasting and response.status in _LASTING
            url = urljoin(target.url, location)
            moved_to = url if lasting else moved_to
        return Unfetched(Why.REDIRECTS)

    @asynccontextmanager
    async def _ask(
        self,
        target: Target,
        accept: tuple[str, ...],
        conditions: Conditions | None,
        cookies: dict[str, str],
    ) -> AsyncIterator[ClientResponse]:
        headers = meaning.asked_with(conditions) | {"Accept": ", ".join((*accept, "*/*;q=0.1"))}
        async with (
            self._politeness.turn(target.host),
            asyncio.timeout(self._seconds),
            self._session.get(
                URL(target.url), headers=headers, cookies=cookies, allow_redirects=False
            ) as response,
        ):
            yield response

    async def _answer(
        self,
        response: ClientResponse,
        target: Target,
        accept: tuple[str, ...],
        at_most: int,
        moved_to: str | None,
    ) -> Fetched | NotModified | Unfetched:
        headers = response.headers
        if response.status == 304:
            return NotModified(meaning.fresh_for(headers), moved_to)
        if why := meaning.reason(response.status):
            wait = meaning.retry_after(headers, self._clock.now())
            return Unfetched(why, f"status {response.status}", wait)
        if accept and not response.content_type.startswith(accept):
            return Unfetched(Why.WRONG_TYPE, response.content_type)
        if (response.content_length or 0) > at_most:
            return Unfetched(Why.TOO_LARGE, f"{response.content_length} bytes")
        encoding = headers.get("Content-Encoding", "")
        try:
            content = await read_body(response.content.iter_any(), encoding, at_most)
        except TooLargeError:
            return Unfetched(Why.TOO_LARGE, f"over {at_most} bytes")
        except UnknownEncodingError as error:
            return Unfetched(Why.ENCODING, str(error))
        except BrokenBodyError as error:
            return Unfetched(Why.BROKEN, str(error))
        return Fetched(
            url=target.url,
            content=content,
            type=response.content_type,
            charset=response.charset,
            conditions=meaning.conditions(headers),
            moved_to=moved_to,
            fresh_for=meaning.fresh_for(headers),
        )


def _connector(resolver: AbstractResolver, proxy: str | None) -> TCPConnector:
    """Behind a proxy the name is still resolved and checked here, and the proxy gets the IP address."""
    if proxy is None:
        return TCPConnector(resolver=resolver, limit=MAX_CONNECTIONS, use_dns_cache=False)
    from bot.web.proxy import TunnelConnector

    return TunnelConnector(proxy=proxy, resolver=resolver, limit=MAX_CONNECTIONS, use_dns_cache=False)


def _failure(error: Exception) -> Unfetched:
    cause = error.os_error if isinstance(error, ClientConnectorError) else error
    detail = f"{type(error).__name__}: {cause}"[:300]
    if isinstance(cause, ForbiddenAddressError):
        return Unfetched(Why.PRIVATE, detail)
    if isinstance(error, ClientConnectorDNSError):
        return Unfetched(Why.NO_SUCH_HOST, detail)
    if isinstance(error, ClientConnectorCertificateError):
        return Unfetched(Why.CERTIFICATE, detail)
    if isinstance(error, ValueError):  # among them aiohttp's own of an address
        return Unfetched(Why.BAD_ADDRESS, detail)
    if isinstance(error, ClientPayloadError | ClientResponseError) and not isinstance(cause, ssl.SSLError):
        return Unfetched(Why.BROKEN, detail)
    return Unfetched(Why.UNREACHABLE, detail)


class Politeness:
    """Takes turns by host; a host that nobody waits for is forgotten."""

    def __init__(self) -> None:
        self._turns: dict[str, asyncio.Lock] = {}
        self._interested: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        self._interested[host] += 1
        try:
            async with self._turns.setdefault(host, asyncio.Lock()):
                yield
        finally:
            self._interested[host] -= 1
            if not self._interested[host]:
                del self._interested[host], self._turns[host]
