"""One browser and one tab for the page's tests; a fresh playground, hence a fresh profile, for each."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import ConsoleMessage, Error, Page, async_playwright, expect

from bot.playground.server import serve
from bot.playground.telegram import Telegram
from tests.playground.page.scene import Scene, ScriptedBot

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
COMMANDS = {
    "start": "Начать",
    "digest": "Дайджест за сутки",
    "settings": "Настройки",
    "subscribe": "Рассылка",
}


expect.set_options(timeout=20_000)  # a busy machine is no fault of the page


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tab() -> AsyncIterator[Page]:
    """One for all: to open another takes longer than most tests, and each playground has its own storage."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"there is no {CHROMIUM}: install Debian's chromium to test the page in a browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield await browser.new_page()
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scene(tab: Page) -> AsyncIterator[Scene]:
    telegram = Telegram()
    reader = telegram.person("Айгүл Серікқызы", language="kk", started=True)
    editor = telegram.person("Данияр Омаров", role="editor", started=True)
    group = telegram.group("Редакция", owner=editor, bot="administrator")
    group.joins(reader)
    channel = telegram.channel("Жаңалықтар", owner=editor)
    async with serve(telegram) as server, ClientSession() as http:
        bot = ScriptedBot(http, f"{server.url}/bot{telegram.token}")
        menu = [{"command": name, "description": text} for name, text in COMMANDS.items()]
        await bot.call("setMyCommands", commands=menu)
        async with opened(tab, server.url) as errors:
            await tab.locator("#app:not([data-offline]) .chat-row[data-open]").wait_for()
            yield Scene(telegram, bot, tab, server.url, reader, editor, group, channel, errors)


@asynccontextmanager
async def opened(tab: Page, url: str) -> AsyncIterator[list[str]]:
    """A playground in the tab; whatever it complains of: exceptions, refused content, addresses not found."""
    await tab.set_viewport_size({"width": 1200, "height": 800})
    await tab.emulate_media(color_scheme="light", reduced_motion="no-preference")
    tab.set_default_timeout(10_000)
    errors: list[str] = []

    def fails(error: Error) -> None:
        errors.append(str(error))

    def says(line: ConsoleMessage) -> None:
        if line.type == "error":
            errors.append(line.text)

    tab.on("pageerror", fails)
    tab.on("console", says)
    await tab.goto(url)
    yield errors
    await tab.goto("about:blank")
    tab.remove_listener("pageerror", fails)
    tab.remove_listener("console", says)
    assert errors == []
