"""The page with the real bot behind it: what `make run` shows to whoever tries it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.app import App, running
from bot.cli.playground import EDITOR, bring_samples, populate
from bot.playground.server import Server, serve
from bot.playground.telegram import Telegram
from bot.samples.newsroom import load_samples
from bot.settings import Settings
from digests.models.texts import RawText
from tests.playground.page.conftest import opened
from tests.telegram.handlers.reader.test_follows import MUSEUM, RATE

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@dataclass(frozen=True, slots=True)
class Room:
    telegram: Telegram
    app: App
    server: Server
    page: Page

    async def opens(self, chat: str) -> None:
        await self.page.locator(".chat-row", has_text=chat).click()

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    async def types(self, text: str) -> None:
        await self.page.locator(".composer-field").fill(text)
        await self.page.keyboard.press("Enter")

    async def shows(self, text: str) -> None:
        await expect(self.page.locator(".message").last).to_contain_text(text, timeout=20_000)


@pytest_asyncio.fixture(loop_scope="session")
async def room(tab: Page, tmp_path: Path) -> AsyncIterator[Room]:
    telegram = Telegram()
    populate(telegram)
    apps: list[App] = []

    async def tick(_now: object) -> None:
        await apps[0].ticks.plan()

    async with serve(telegram, on_clock=tick) as server:
        settings = Settings(
            admin_ids=frozenset({EDITOR}), database_path=tmp_path / "news.db", telegram_api_url=server.url
        )
        async with running(settings, token=telegram.token, clock=telegram.clock, alone=True) as app:
            apps.append(app)
            async with opened(tab, server.url):
                await tab.set_viewport_size({"width": 1200, "height": 900})
                yield Room(telegram, app, server, tab)


async def test_paste_as_the_editor_read_as_the_reader_and_wait_for_nine(room: Room) -> None:
    texts = [
        s.raw.text for s in load_samples(room.telegram.now()) if s.story == "museum" and s.language == "ru"
    ]
    await room.opens("Ерлан")
    await room.presses("Start")
    await room.presses("Русский")
    for number, text in enumerate(texts):
        await room.types(text)
        await room.shows("Получится так")
        await room.presses("Добавить")
        await room.shows(f"статья {number + 1}")
    await room.shows("2 источника")

    await room.opens("Айгерим")
    await room.presses("Start")
    await room.presses("Русский")
    await room.presses("Пропустить")
    await room.presses("09:00")
    await room.shows("Вся новость, 2 источника")
    await room.presses("09:00 tomorrow")
    await expect(room.page.locator(".message", has_text="из 2 статей")).to_have_count(2, timeout=20_000)


async def test_the_sample_newsroom_makes_a_digest(room: Room, tmp_path: Path) -> None:
    """For the README: PLAYGROUND_PICTURE=docs/playground.png names where its picture goes."""
    await bring_samples(room.app, room.telegram)
    await room.opens("Айгерим")
    await room.presses("Start")
    await room.presses("Русский")
    await room.types("/digest")
    await room.shows("Коротко")
    picture = os.environ.get("PLAYGROUND_PICTURE", str(tmp_path / "playground.png"))
    await room.page.screenshot(path=picture, animations="disabled")


async def test_the_main_screens_on_a_phone(room: Room, tmp_path: Path) -> None:
    """For the README: PLAYGROUND_SCREENS=docs/screens names the folder for the pictures."""
    folder = Path(os.environ.get("PLAYGROUND_SCREENS", str(tmp_path)))
    await room.page.set_viewport_size({"width": 390, "height": 760})
    await bring_samples(room.app, room.telegram)

    async def picture(name: str, shown: str) -> None:
        await room.shows(shown)
        await room.page.screenshot(path=folder / f"{name}.png", animations="disabled")

    await room.opens("Айгерим")
    await room.presses("Start")
    await room.shows("This bot reads the news")
    await room.presses("Қазақша")
    await room.presses("Мәдениет")
    await room.presses("Спорт")
    await picture("topics", "✓ Спорт")
    await room.presses("Дайын")
    await picture("times", "қазір онда сағат")
    await room.presses("09:00")
    await picture("digest", "мақаладан")
    await room.presses("1")
    await picture("story", "Кім, қашан жазды")
    await room.types("/settings")
    await picture("settings", "Баптаулар")


async def test_the_editors_and_the_owners_screens_on_a_phone(room: Room, tmp_path: Path) -> None:
    """For the README, as the test above."""
    folder = Path(os.environ.get("PLAYGROUND_SCREENS", str(tmp_path)))
    editor = room.telegram.people[EDITOR]
    text = next(s.raw.text for s in load_samples(room.telegram.now()) if s.story == "bridge")
    await room.opens("Ерлан")
    await room.page.set_viewport_size({"width": 390, "height": 760})
    await room.presses("Start")
    await room.presses("Русский")
    await room.types(text)
    await room.shows("Получится так")
    await room.page.screenshot(path=folder / "card.png", animations="disabled")
    editor.catch_up()
    await room.types("/chats")
    await room.presses("Подключить чат")
    await editor.receives("Выберите канал или группу")
    await editor.picks(room.telegram.channel("Вести", owner=editor), key="Выбрать канал")
    await editor.receives("Вести")
    await room.shows("Как выглядит")
    await room.page.screenshot(path=folder / "chat.png", animations="disabled")


@pytest.mark.skipif("PLAYGROUND_SCREENS" not in os.environ, reason="it only takes a picture")
async def test_a_surge_on_a_phone_after_days_without_one(room: Room) -> None:
    """For the documents, as the tests above; the clock is moved."""
    clock, reader = room.telegram.clock, room.telegram.people[1001]
    hour = clock.now().astimezone(ZoneInfo("Asia/Almaty")).hour
    clock.move(timedelta(hours=(12 - hour) % 24))
    await room.opens("Айгерим")
    await room.page.set_viewport_size({"width": 390, "height": 760})
    await room.presses("Start")
    await room.presses("Русский")
    await room.types("/follow Тлендиев")
    await room.presses("Предупреждать о всплеске")
    await room.shows("придёт предупреждение")
    for day in range(4):
        usual = RawText(f"{RATE} Это сообщение номер {day}.", source="Курьер")
        await room.app.intake.add(usual, added_by=None, now=clock.now())
        clock.move(timedelta(days=1))
    for source in ("Курьер", "Маяк", "Вестник", "Время", "Столица", "Экран", "Степь"):
        now = clock.move(timedelta(minutes=3))
        await room.app.intake.add(RawText(MUSEUM, source=source), added_by=None, now=now)
    await room.app.ticks.plan()
    await reader.receives("Всплеск: Тлендиев")
    await room.shows("7 упоминаний в 7 источниках за час, обычно ни одного")
    picture = Path(os.environ["PLAYGROUND_SCREENS"]) / "surge.png"
    await room.page.screenshot(path=picture, animations="disabled")
