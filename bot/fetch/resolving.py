"""Names to addresses, checked: the connection goes to what was checked, so rebinding gains nothing."""

from __future__ import annotations

import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.fetch.addresses import as_ip, is_allowed, is_public


class ForbiddenAddressError(OSError):
    """A name leads into a private network."""


class CheckedResolver(AbstractResolver):
    def __init__(self, allowed: frozenset[str], resolver: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._resolver = resolver or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises ForbiddenAddressError when any address of the name is not public, OSError without one."""
        found = await self._resolver.resolve(host, port, family)
        if is_allowed(host.rstrip("."), port, self._allowed):
            return found
        for result in found:
            address = as_ip(result["host"])
            if address is None or not is_public(address):
                raise ForbiddenAddressError(f"{host} leads to {result['host']}")
        return found

    async def close(self) -> None:
        await self._resolver.close()
