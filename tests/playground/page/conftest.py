"""One browser for the page's tests, a fresh playground and a fresh profile for each."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import BrowserContext, Page, async_playwright, expect

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
async def browser() -> AsyncIterator[BrowserContext]:
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"there is no {CHROMIUM}: install Debian's chromium to test the page in a browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield await browser.new_context()  # each playground has its own port, hence its own storage
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def scene(browser: BrowserContext) -> AsyncIterator[Scene]:
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
        page = await browser.new_page()
        await page.set_viewport_size({"width": 1200, "height": 800})
        await page.emulate_media(color_scheme="light")
        page.set_default_timeout(10_000)
        scene = Scene(telegram, bot, page, server.url, reader, editor, group, channel)
        watch_errors(page, scene.errors)
        await page.goto(server.url)
        await page.locator("#app:not([data-offline]) .chat-row[data-open]").wait_for()
        yield scene
        await page.close()
    assert scene.errors == []


def watch_errors(page: Page, errors: list[str]) -> None:
    """Whatever the page complains of: exceptions, refused content, addresses not found."""
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
