"""The connection to Telegram, and what is shown of the bot before anybody writes to it."""

from __future__ import annotations

import pytest
from aiogram.exceptions import ClientDecodeError

from bot.playground.telegram import Telegram
from bot.settings import Settings
from bot.telegram.client import make_bot
from bot.telegram.profile import publish_profile
from bot.telegram.sending.pacer import Pacer
from tests.closing import close
from tests.loopback_web import Web


async def test_commands_and_descriptions_in_each_language_once(
    telegram: Telegram, settings: Settings
) -> None:
    bot = make_bot(settings, telegram.token, Pacer(30))
    await publish_profile(bot)
    assert [c.command for c in await bot.get_my_commands(language_code="kk")] == [
        "start",
        "digest",
        "topics",
        "topic",
        "follow",
        "mute",
        "subscribe",
        "search",
        "settings",
        "help",
    ]
    assert (await bot.get_my_commands())[1].description == "Новости за сутки"
    assert "дайджест" in (await bot.get_my_description(language_code="kk")).description
    assert len((await bot.get_my_short_description(language_code="en")).short_description) <= 120
    before = published(telegram)
    assert set(before) == {"setmycommands", "setmydescription", "setmyshortdescription"}
    await publish_profile(bot)
    await close(bot)
    assert published(telegram) == before


def published(telegram: Telegram) -> dict[str, int]:
    return {name: count for name, count in telegram.journal.accepted.items() if name.startswith("set")}


@pytest.mark.parametrize("status", [200, 502])
async def test_a_page_in_another_encoding_is_no_answer(settings: Settings, site: Web, status: int) -> None:
    """As a proxy or a provider puts it in place of Telegram's: it is one more thing to try again after."""
    token = "1:a"
    page = "<h1>Доступ закрыт</h1>".encode("windows-1251")
    settings.telegram_api_url = site.url("")
    site.page(f"/bot{token}/getMe", page, status, Content_Type="text/html; charset=utf-8")
    bot = make_bot(settings, token, Pacer(30))
    with pytest.raises(ClientDecodeError):
        await bot.get_me()
    await close(bot)
