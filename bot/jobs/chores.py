"""Lets stored articles follow what changed, whenever something did."""

from __future__ import annotations

import asyncio
import logging

from bot.services.chores import Reindexer

RETRY_SECONDS = 60.0

log = logging.getLogger(__name__)


class ReindexingLoop:
    def __init__(self, chores: Reindexer, changed: asyncio.Event) -> None:
        self._chores = chores
        self._changed = changed

    async def run(self) -> None:
        """Until it is cancelled; what a former process left is done first."""
        begun = False
        while True:
            self._changed.clear()
            try:
                if not begun:
                    await self._chores.begin()
                    begun = True
                while await self._chores.step():
                    pass
            except Exception:  # the next try goes on where this one ended
                log.exception("stored articles could not follow a change")
                await asyncio.sleep(RETRY_SECONDS)
            else:
                await self._changed.wait()
