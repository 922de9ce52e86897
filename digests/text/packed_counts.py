"""Several numbers side by side in one integer: one addition or multiplication serves them all."""

from __future__ import annotations

from collections.abc import Iterable
from struct import Struct
from typing import Literal


class PackedCounts:
    """`count` lanes of whole numbers from 0; what comes of computing must fit into a lane of `size` bytes."""

    def __init__(self, count: int, size: Literal[4, 8]) -> None:
        self._layout = Struct(f"<{count}{'I' if size == 4 else 'Q'}")

    def pack(self, numbers: Iterable[int]) -> int:
        return int.from_bytes(self._layout.pack(*numbers), "little")

    def unpack(self, total: int) -> tuple[int, ...]:
        return self._layout.unpack(total.to_bytes(self._layout.size, "little"))
