"""A proxy on loopback that speaks SOCKS5 and HTTP; whatever it is told, it leads to one place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address


@dataclass
class ProxyServer:
    """`told` is where it was asked to lead; it goes to the `target` port instead, or refuses."""

    target: int
    port: int = 0
    told: list[str] = field(default_factory=list)
    refuses: bool = False
    copying: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x05":
            await self._socks(reader, writer)
        else:
            request = (first + await reader.readuntil(b"\r\n\r\n")).split(b" ")
            self.told.append(request[1].decode())
            status = b"503 Busy" if self.refuses else b"200 OK"
            writer.write(b"HTTP/1.1 " + status + b"\r\n\r\n")
        if self.refuses:
            writer.close()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        for one, other in ((reader, back), (there, writer)):
            self.copying.add(asyncio.create_task(_copy(one, other)))

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(int.from_bytes(await reader.readexactly(1)))
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        size = 4 if kind == 1 else int.from_bytes(await reader.readexactly(1))
        name = await reader.readexactly(size)
        port = int.from_bytes(await reader.readexactly(2))
        self.told.append(f"{IPv4Address(name) if kind == 1 else name.decode()}:{port}")
        writer.write(bytes((5, 5 if self.refuses else 0, 0, 1, 0, 0, 0, 0, 0, 0)))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def proxying(target: int) -> AsyncIterator[ProxyServer]:
    """On a free port."""
    proxy = ProxyServer(target)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for task in proxy.copying:
            task.cancel()
        await asyncio.gather(*proxy.copying, return_exceptions=True)
