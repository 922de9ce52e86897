"""The long poll."""

from __future__ import annotations

import asyncio

from bot.playground.telegram import Telegram
from tests.playground.conftest import Api


async def test_an_offset_confirms(api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим")
    for text in ("бір", "екі", "үш"):
        await reader.writes(text)
    first, second, third = await api.result("getUpdates")
    assert first["update_id"] < second["update_id"] < third["update_id"]
    assert len(await api.result("getUpdates")) == 3
    assert await api.result("getUpdates", offset=second["update_id"], limit=1) == [second]
    assert await api.result("getUpdates", offset=-1) == [third]
    assert await api.result("getUpdates", offset=third["update_id"] + 1) == []


async def test_a_poll_waits(api: Api, telegram: Telegram) -> None:
    polling = asyncio.create_task(api.result("getUpdates", timeout=10))
    await telegram.idle.until(lambda: telegram.updates.polled)
    await telegram.person("Айгерим").writes("Сәлем")
    (update,) = await polling
    assert update["message"]["text"] == "Сәлем"


async def test_a_second_poller_ends_the_first(api: Api, telegram: Telegram) -> None:
    first = asyncio.create_task(api.refusal("getUpdates", timeout=10))
    await telegram.idle.until(lambda: telegram.updates.polled)
    second = asyncio.create_task(api.result("getUpdates", timeout=10))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await telegram.person("Айгерим").writes("Сәлем")
    assert len(await second) == 1


async def test_only_what_is_asked_for(api: Api, telegram: Telegram) -> None:
    await api.result("getUpdates", allowed_updates=["my_chat_member"])
    reader = telegram.person("Айгерим")
    await reader.writes("Сәлем")
    reader.blocks()
    (update,) = await api.result("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_an_edited_message(api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим")
    await reader.edits(await reader.writes("Салем"), "Сәлем")
    _, edited = await api.result("getUpdates")
    assert (edited["edited_message"]["text"], "edit_date" in edited["edited_message"]) == ("Сәлем", True)


async def test_a_webhook_ends_polling(api: Api) -> None:
    expected = "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    assert await api.refusal("setWebhook", url="http://a.kz") == expected
    await api.result("setWebhook", url="https://a.kz/hook")
    assert (await api.refusal("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook")
    assert (await api.result("getWebhookInfo"))["url"] == "https://a.kz/hook"
    await api.result("deleteWebhook")
    assert await api.result("getUpdates") == []
