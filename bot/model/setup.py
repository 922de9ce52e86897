"""Turns an operator's settings into a model that is asked, or none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.alarms import Alarms
from bot.model.calls import Calls
from bot.model.chooser import ASKED_FOR, Chooser
from bot.model.client import ModelClient
from bot.settings import Settings
from bot.timing.clock import Clock
from bot.worker.process import Worker
from storage import model_choices, stories
from storage.database import Database


@asynccontextmanager
async def asking(
    settings: Settings, db: Database, worker: Worker, clock: Clock, alarms: Alarms
) -> AsyncIterator[Calls | None]:
    """Ask the model until the block ends; None where none is set up. Raises MissingExtraError."""
    if settings.llm_base_url is None or settings.llm_model is None:
        await begin(db, clock.now(), on=False)
        yield None
        return
    client = ModelClient(settings.llm_base_url, settings.llm_api_key)
    calls = Calls(db, client, settings.llm_daily_limit, clock)
    await begin(db, clock.now(), on=True)
    choosing = asyncio.create_task(Chooser(db, worker, calls, settings.llm_model, clock, alarms=alarms).run())
    try:
        yield calls
    finally:
        choosing.cancel()
        await asyncio.gather(choosing, return_exceptions=True)
        await client.close()


async def begin(db: Database, now: datetime, *, on: bool) -> None:
    """Record whether choices are made and told from now on. Stories that came while it was off are queued
    first.
    """
    async with db.transaction() as tx:
        await model_choices.switch(tx, on=on)
        await model_choices.enqueue_recent(tx, now - ASKED_FOR)
        await stories.touch(tx)
