"""From an article to a digest in a reader's chat: the wired program, its worker and its jobs included."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import App, running
from bot.delivery.settle import TokenRefusedError
from bot.playground.server import Server
from bot.playground.telegram import Telegram
from bot.samples.newsroom import load_samples
from bot.settings import Settings

EDITOR = 1002
ALMATY = ZoneInfo("Asia/Almaty")


def settings_of(server: Server, folder: Path) -> Settings:
    return Settings(
        admin_ids=frozenset({EDITOR}), database_path=folder / "news.db", telegram_api_url=server.url
    )


@pytest.fixture
async def app(server: Server, tmp_path: Path) -> AsyncIterator[App]:
    telegram = server.telegram
    async with running(
        settings_of(server, tmp_path), token=telegram.token, clock=telegram.clock, alone=True
    ) as started:
        yield started


def texts_of(story: str, telegram: Telegram) -> list[str]:
    """The sample texts that somebody would paste: those without a source of their own."""
    return [s.raw.text for s in load_samples(telegram.now()) if s.story == story and s.language == "ru"]


def until_nine_tomorrow(now: datetime) -> timedelta:
    local = now.astimezone(ALMATY)
    return local.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1) - local


async def test_what_an_editor_pastes_reaches_a_reader_at_nine(app: App, telegram: Telegram) -> None:
    editor = telegram.person("Ерлан", EDITOR)
    reader = telegram.person("Айгерим", 1001)
    await reader.writes("/start")
    await reader.presses("Русский")
    await reader.writes("/subscribe 09:00")
    await reader.receives("09:00")
    for text in texts_of("museum", telegram):
        await editor.pastes(text)
        await editor.receives("Получится так")
        await editor.presses("Добавить")
    await editor.sees("2 источника")

    telegram.move_clock(until_nine_tomorrow(telegram.now()))
    await app.ticks.plan()
    edition = await reader.receives("Вся новость, 2 источника")
    assert edition.entities[0].type == "bold"
    assert "Будапешт" in edition.text

    telegram.move_clock(timedelta(days=1))
    await app.ticks.plan()
    await telegram.settled()
    assert len([m for m in reader.by_bot if "2 источника" in m.text]) == 1


async def test_a_topic_of_the_editors_takes_in_what_was_there(app: App, telegram: Telegram) -> None:
    editor = telegram.person("Ерлан", EDITOR)
    await editor.pastes(texts_of("museum", telegram)[0])
    await editor.receives("Получится так")
    await editor.presses("Добавить")
    await editor.writes("/topic_new Музеи: музей")
    await editor.receives("Тема добавлена.")
    for _ in range(200):
        await editor.writes("/topic_edit Музеи")
        if "за последние три дня: 1" in (await editor.receives("Тема «Музеи»")).text:
            break
    else:
        raise AssertionError("the article did not follow")
    await editor.writes("/topic музеев")
    await editor.receives("Музеи: что было за неделю")


async def test_a_token_that_telegram_refuses_is_said(server: Server, tmp_path: Path) -> None:
    with pytest.raises(TokenRefusedError):
        async with running(
            settings_of(server, tmp_path), token="1:wrong", clock=server.telegram.clock, alone=True
        ):
            raise AssertionError("it started")
