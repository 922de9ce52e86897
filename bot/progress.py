"""A bar that shows on a terminal how far something is."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30
SHOWN_EVERY_SECONDS = 0.1


class ProgressLine:
    """Writes over one line; nothing at all where nobody looks (a file, a pipe)."""

    def __init__(self, whole: int, out: TextIO) -> None:
        self._whole = max(whole, 1)
        self._out = out
        self._shown = out.isatty()
        self._began = time.monotonic()
        self._last = 0.0

    def show(self, part: int, count: int) -> None:
        """`part` of the whole is done, which made `count` articles."""
        now = time.monotonic()
        if not self._shown or now - self._last < SHOWN_EVERY_SECONDS:
            return
        self._last = now
        done = min(part / self._whole, 1.0)
        bar = "#" * int(done * WIDTH)
        rate = count / max(now - self._began, 0.001)
        self._out.write(f"\r[{bar:.<{WIDTH}}] {done:4.0%}  {count:,} articles  {rate:.0f}/s \x1b[K")
        self._out.flush()

    def clear(self) -> None:
        if self._shown:
            self._out.write("\r\x1b[K")
            self._out.flush()
