"""Resolves and checks names. Connections go to the checked address, so DNS rebinding gains nothing."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from aiohttp.abc import AbstractResolver, ResolveResult

from bot.web.allowed_addresses import as_ip, is_allowed, is_public

MAX_LOOKUPS = 16


class ForbiddenAddressError(OSError):
    """A name leads into a private network."""


class ThreadedNames(AbstractResolver):
    """The system's look-ups in threads of their own, so that one that hangs blocks nothing else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(MAX_LOOKUPS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        look_up = partial(
            socket.getaddrinfo, host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
        )
        found = await asyncio.get_running_loop().run_in_executor(self._threads, look_up)
        return [
            ResolveResult(
                hostname=host,
                host=str(address[0]),
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, proto, _, address in found
        ]

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


class CheckedResolver(AbstractResolver):
    def __init__(self, allowed: frozenset[str], resolver: AbstractResolver | None = None) -> None:
        self._allowed = allowed
        self._resolver = resolver or ThreadedNames()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises ForbiddenAddressError if any address of the name is not public, OSError without one."""
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
