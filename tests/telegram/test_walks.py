"""The walks in ARCHITECTURE.md lead through the files that they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import app
from bot.intake.feeds.loop import FeedLoop
from bot.playground.server import Server
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from storage import feeds
from tests.entered import ROOT, files_of, noting
from tests.loopback_web import Web
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_feeds import feed
from tests.test_whole_loop import EDITOR, settings_of, until_nine_tomorrow

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def named_in(walk: str) -> set[str]:
    (paragraph,) = (part for part in ARCHITECTURE.split("\n\n") if part.startswith(f"**{walk}.**"))
    return set(re.findall(r"`([\w/]+\.py)`", paragraph))


async def test_an_article_comes_in(newsroom: Newsroom, site: Web) -> None:
    clock = newsroom.telegram.clock
    with noting() as seen:
        async with newsroom.db.transaction() as tx:
            await feeds.add(tx, feed(site), "", site=None, added_by=None, now=clock.now(), interval=900)
        loop = FeedLoop(newsroom.db, newsroom.feeds, clock)
        await loop.tick()
        await loop.finish()
    assert named_in("An article comes in") - files_of(seen) == set()


async def test_nine_strikes(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "Worker", SameProcess)
    telegram = server.telegram
    settings = settings_of(server, tmp_path)
    with noting() as seen:
        async with app.running(settings, token=telegram.token, clock=telegram.clock, alone=True) as bot:
            reader = await somebody_subscribes(telegram)
            seen.clear()
            telegram.move_clock(until_nine_tomorrow(telegram.now()))
            await bot.ticks.plan()
            await reader.receives("музе")
    assert named_in("09:00 strikes") - files_of(seen) == set()


async def somebody_subscribes(telegram: Telegram) -> Person:
    reader, editor = telegram.person("Айгерим", 1001, language="ru"), telegram.person("Ерлан", EDITOR)
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("статья 1")
    await reader.writes("/subscribe 09:00")
    await reader.receives("09:00")
    return reader


async def test_save_is_pressed(newsroom: Newsroom, reader: Person) -> None:
    with noting() as seen:
        await newsroom.has("bridge")
        await reader.writes("/start s1")
        await reader.receives()
        seen.clear()
        await reader.presses("Сохранить")
        await newsroom.idle()
    assert named_in("[Save] is pressed") - files_of(seen) == set()
