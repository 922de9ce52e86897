"""Connections through a proxy, which gets the address that the resolver found; failures look like aiohttp's
own.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import TYPE_CHECKING, Any

from aiohttp import ClientConnectorError, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from python_socks import ProxyError, parse_proxy_url
from python_socks.async_.asyncio import Proxy

if TYPE_CHECKING:
    from aiohttp import AddrInfoType, ClientRequest, ClientTimeout
    from aiohttp.client_proto import ResponseHandler


class TunnelConnector(TCPConnector):
    """Through `proxy` (http://, socks4:// or socks5://), to the address that the resolver found."""

    def __init__(self, *, proxy: str, **kwargs: Any) -> None:  # noqa: ANN401  # the connector's own
        super().__init__(**kwargs)
        self._proxy = parse_proxy_url(proxy)

    async def _wrap_create_connection(
        self,
        *args: Any,  # noqa: ANN401  # what the loop is asked for
        addr_infos: list[AddrInfoType],
        req: ClientRequest,
        timeout: ClientTimeout,  # noqa: ASYNC109  # as aiohttp calls it
        client_error: type[Exception] = ClientConnectorError,
        **kwargs: Any,  # noqa: ANN401
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        host, port = addr_infos[0][4][:2]
        try:
            sock = await Proxy(*self._proxy, rdns=True).connect(str(host), int(port), timeout.sock_connect)
        except (ProxyError, OSError) as error:
            number = getattr(error, "errno", None) or errno.ECONNREFUSED  # without one the words are not told
            raise client_error(req.connection_key, OSError(number, f"the proxy: {error}")) from error
        return await self._wrap_existing_connection(
            *args, req=req, timeout=timeout, client_error=client_error, sock=sock, **kwargs
        )


class NamesForProxy(AbstractResolver):
    """Leaves names unresolved, for a proxy that resolves them itself."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host=host, port=port, family=family, proto=0, flags=0)]

    async def close(self) -> None:
        pass
