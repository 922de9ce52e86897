"""The outlets that the settings ask for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.alarms import Alarms
from bot.outlets.hook_loop import HookLoop
from bot.settings import Settings
from bot.timing.clock import Clock
from storage import hook_events
from storage.database import Database

if TYPE_CHECKING:
    from aiohttp import web

log = logging.getLogger(__name__)


def feed_routes(settings: Settings, db: Database) -> list[web.RouteDef]:
    """None without an address that leads to them."""
    if not settings.feeds_address:
        return []
    from bot.outlets.feed_server import FeedServer  # with aiohttp's server, a tenth of the start

    return FeedServer(db).routes()


async def switch_hook(settings: Settings, db: Database) -> None:
    """Whether events are gathered from now on; without HOOK_URL those that waited go."""
    async with db.transaction() as tx:
        if settings.hook_url is not None:
            await hook_events.gather(tx)
        elif dropped := await hook_events.stop_gathering(tx):
            log.warning("HOOK_URL is not set any more: %d events for it are dropped", dropped)


async def hand_over_events(settings: Settings, db: Database, clock: Clock, alarms: Alarms) -> None:
    """Until cancelled, or until the hook wants no more; nothing to do without HOOK_URL."""
    if settings.hook_url is not None and settings.hook_secret is not None:
        url, secret = settings.hook_url.get_secret_value(), settings.hook_secret.get_secret_value()
        await HookLoop(db, url, secret, clock, alarms).run()
