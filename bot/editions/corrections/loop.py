"""The loop in which editions follow corrections; what is left to do stands in the tables."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from bot.delivery.loop import OutboxLoop
from bot.editions.corrections.propagate import CorrectionPropagator
from bot.timing.clock import Clock

PAUSE_SECONDS = 2

log = logging.getLogger(__name__)


class CorrectionLoop:
    def __init__(self, follower: CorrectionPropagator, outbox: OutboxLoop, clock: Clock) -> None:
        self._follower = follower
        self._outbox = outbox
        self._clock = clock
        self._stopped = asyncio.Event()

    def stop(self) -> None:
        """End after the commit that is being made."""
        self._follower.stop()
        self._stopped.set()

    async def run(self) -> None:
        """Let editions follow corrections until `stop` is called."""
        while not self._stopped.is_set():
            await self._follow()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), PAUSE_SECONDS)

    async def _follow(self) -> None:
        try:
            followed = await self._follower.follow(self._clock.now())
        except Exception:  # the next time goes on where this one was
            log.exception("following corrections failed")
            return
        if followed:
            log.info("%d messages follow corrections", followed)
            self._outbox.wake()
