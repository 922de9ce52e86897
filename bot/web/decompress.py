"""Decompresses bodies as they arrive, within a limit, so that 200 kB never become 200 MB."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable, AsyncIterator


class TooLargeError(Exception):
    """The body is larger than allowed."""


class UnknownEncodingError(Exception):
    """The body is compressed in an unknown way."""


class BrokenBodyError(Exception):
    """The body is not compressed in the way that it claims."""


MAX_GZIP_MEMBERS = 10_000  # gzip files in a row; empty ones cost the most time for their bytes
_GZIP = b"\x1f\x8b"
_PLAIN = (b"<", b"{")  # as pages and feeds begin, and no gzip file
_BEGINNINGS = (b"\x1f\x8b", b"\x1f")  # of a gzip file
_WINDOW_BITS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


async def read_body(chunks: AsyncIterable[bytes], encoding: str, at_most: int) -> bytes:
    """The whole body. Raises TooLargeError, UnknownEncodingError, BrokenBodyError."""
    body = bytearray()
    name = _known(encoding)
    stream: _Stored | _Deflated | None = None
    async for chunk in _begun(chunks):
        stream = stream or _inflater(name, chunk)
        body += stream.open(chunk, at_most + 1 - len(body))
        if len(body) > at_most:
            raise TooLargeError
    if stream and not stream.complete:
        raise BrokenBodyError("cut off")
    return bytes(body)


async def _begun(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The chunks; the first is long enough to recognise the format by."""
    held = b""
    async for chunk in chunks:
        held += chunk
        if len(held) >= len(_GZIP):
            yield held
            held = b""
    if held:
        yield held


class _Stored:
    complete = True

    def open(self, chunk: bytes, _room: int) -> bytes:
        return chunk


class _Deflated:
    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream = zlib.decompressobj(_WINDOW_BITS[encoding])
        self._begun = False
        self._members = 1

    @property
    def complete(self) -> bool:
        return self._stream.eof or not self._begun

    def open(self, chunk: bytes, room: int) -> bytes:
        """A body may be several gzip files in a row; other bytes after the end are ignored."""
        opened = bytearray()
        while chunk and len(opened) < room:
            if self._stream.eof:
                if self._encoding == "deflate" or chunk[:2] not in _BEGINNINGS:
                    break
                self._next_member()
            opened += self._inflated(chunk, room - len(opened))
            chunk = self._stream.unused_data
        return bytes(opened)

    def _next_member(self) -> None:
        if self._members == MAX_GZIP_MEMBERS:
            raise BrokenBodyError("too many gzip files in a row")
        self._members += 1
        self._stream = zlib.decompressobj(_WINDOW_BITS[self._encoding])

    def _inflated(self, chunk: bytes, room: int) -> bytes:
        try:
            inflated = self._stream.decompress(chunk, room)
        except zlib.error as error:
            if self._begun or self._encoding != "deflate":
                raise BrokenBodyError(str(error)) from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)  # many servers send deflate without its header
            self._begun = True
            return self._inflated(chunk, room)
        self._begun = True
        return inflated


def _known(encoding: str) -> str:
    name = encoding.strip().lower()
    if name not in ("", "identity", *_WINDOW_BITS):
        raise UnknownEncodingError(name[:40])
    return name


def _inflater(name: str, beginning: bytes) -> _Stored | _Deflated:
    """Some servers compress without saying so; others claim it for a body that is not compressed."""
    if beginning.startswith(_GZIP):
        return _Deflated("gzip")
    if name not in _WINDOW_BITS or (name.endswith("gzip") and beginning[:1] in _PLAIN):
        return _Stored()
    return _Deflated(name)
