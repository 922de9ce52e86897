"""Pictures of the sample sites' articles: a plain PNG of its own colours for each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

WIDTH, HEIGHT = 480, 270
_BANDS = 6


def picture(number: int) -> bytes:
    """The same for the same number, and another one for others."""
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)  # 8 bits, RGB
    body = zlib.compress(b"".join(b"\0" + row for row in _rows(number)), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def _rows(number: int) -> Iterator[bytes]:
    """Bands from one colour to another, as of a sky above a land."""
    seed = zlib.crc32(str(number).encode())
    top, bottom = (
        [(seed >> shift & 0x7F) + 0x60 for shift in (0, 7, 14)],
        [seed >> s & 0x7F for s in (9, 2, 21)],
    )
    for line in range(HEIGHT):
        share = line * _BANDS // HEIGHT / (_BANDS - 1)
        yield bytes(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)) * WIDTH


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
