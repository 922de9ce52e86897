"""The routes of the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.playground.server import serve
from bot.playground.telegram import Telegram
from tests.playground.conftest import Api, Page

Json = dict[str, Any]


@pytest.fixture
async def events(page: Page) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with page.http.ws_connect(f"{page.url}/events") as socket:
        yield socket


async def test_state(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим", language="kk", role="editor")
    group = telegram.group("Редакция", forum=True)
    topic = group.opens_topic("Мәдениет")
    command = {"command": "digest", "description": "Дайджест"}
    await api.result("setMyCommands", commands=[command | {"description": "Digest"}])
    await api.result("setMyCommands", commands=[command], language_code="kk")
    _, state = await page.get("state")
    assert state["bot"]["commands"][0]["description"] == "Digest"
    _, state = await page.get(f"state?person={reader.id}")
    assert state["bot"]["commands"] == [command]
    assert state["people"] == [
        {"id": reader.id, "name": "Айгерим", "username": None, "language": "kk", "role": "editor"}
    ]
    private, shown = state["chats"]
    assert (private["kind"], private["person"]) == ("private", reader.id)
    assert (shown["kind"], shown["topics"]) == ("supergroup", [{"id": topic.id, "name": "Мәдениет"}])
    assert datetime.fromisoformat(state["now"]).tzinfo is not None


async def test_a_long_text_is_cut_and_reaches_the_bot(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим")
    _, answer = await page.post(f"chats/{reader.id}/send", {"person": reader.id, "text": "сөз " * 2000})
    assert [len(message["text"]) for message in answer["messages"]] == [4095, 3903]
    assert answer["messages"][0]["out"]
    updates = await api.result("getUpdates")
    assert [len(update["message"]["text"]) for update in updates] == [4095, 3903]


async def test_messages_by_pages_and_unread(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим", started=True)
    for number in range(5):
        await api.result("sendMessage", chat_id=reader.id, text=f"<b>{number}</b>", parse_mode="HTML")
    assert telegram.world.chats[reader.id].unread == 5
    _, newest = await page.get(f"chats/{reader.id}/messages?limit=2")
    assert [message["text"] for message in newest["messages"]] == ["3", "4"]
    assert newest["messages"][0]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    before = newest["messages"][0]["id"]
    _, older = await page.get(f"chats/{reader.id}/messages?before={before}")
    assert [message["text"] for message in older["messages"]] == ["0", "1", "2"]
    assert telegram.world.chats[reader.id].unread == 0


async def test_a_press_waits_for_the_answer(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим", started=True)
    markup = {"inline_keyboard": [[{"text": "Ещё", "callback_data": "more:1"}]]}
    sent = await api.result("sendMessage", chat_id=reader.id, text="…", reply_markup=markup)
    body = {"person": reader.id, "message": sent["message_id"], "data": "more:1"}
    pressing = asyncio.create_task(page.post(f"chats/{reader.id}/press", body))
    (update,) = await api.result("getUpdates", timeout=5)
    assert update["callback_query"]["data"] == "more:1"
    await api.result("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Вот")
    assert await pressing == (200, {"text": "Вот", "alert": False, "url": ""})


async def test_an_upload_and_its_download(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим")
    form = aiohttp.FormData({"person": str(reader.id), "caption": "Статья"})
    form.add_field("file", b"<script>alert(1)</script>", filename="a.html", content_type="text/html")
    async with page.http.post(f"{page.url}/chats/{reader.id}/upload", data=form) as response:
        (message,) = (await response.json())["messages"]
    assert (message["text"], message["document"]["name"]) == ("Статья", "a.html")
    async with page.http.get(page.url.removesuffix("/control") + message["document"]["url"]) as response:
        assert await response.read() == b"<script>alert(1)</script>"
        assert response.headers["Content-Disposition"].startswith("attachment")
    (update,) = await api.result("getUpdates")
    assert update["message"]["caption"] == "Статья"


async def test_block_forward_post_delete(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим", started=True)
    channel = telegram.channel("Жаңалықтар")
    _, posted = await page.post(f"chats/{channel.id}/post", {"person": reader.id, "text": "Пост"})
    body = {"person": reader.id, "from_chat": channel.id, "messages": [posted["messages"][0]["id"]]}
    _, forwarded = await page.post(f"chats/{reader.id}/forward", body)
    assert forwarded["messages"][0]["forwarded_from"] == "Жаңалықтар"
    message = forwarded["messages"][0]["id"]
    await page.post(f"chats/{reader.id}/delete", {"message": message})
    assert (await page.get(f"chats/{reader.id}/messages"))[1] == {"messages": []}
    await page.post(f"chats/{reader.id}/block", {"blocked": True})
    assert await page.post(f"chats/{reader.id}/send", {"person": reader.id, "text": "?"}) == (
        409,
        {"error": "one can't write to a bot that one has blocked"},
    )
    kinds = [next(iter(update.keys() - {"update_id"})) for update in await api.result("getUpdates")]
    assert kinds == ["channel_post", "message", "my_chat_member"]


async def test_the_clock_moves_forward_only(http: aiohttp.ClientSession) -> None:
    moved: list[datetime] = []

    async def on_clock(now: datetime) -> None:
        moved.append(now)

    telegram = Telegram()
    async with serve(telegram, on_clock=on_clock) as server:
        page = Page(server, http)
        to = telegram.now() + timedelta(hours=9)
        _, answer = await page.post("clock", {"to": to.isoformat()})
        assert datetime.fromisoformat(answer["now"]) >= to
        assert moved[0] >= to
        await page.post("clock", {"by_seconds": 60})
        assert telegram.now() >= to + timedelta(seconds=60)
        status, _ = await page.post("clock", {"by_seconds": -1})
        assert (status, len(moved)) == (400, 2)


async def test_events(
    page: Page, api: Api, telegram: Telegram, events: aiohttp.ClientWebSocketResponse
) -> None:
    reader = telegram.person("Айгерим", started=True)
    sent = await api.result("sendMessage", chat_id=reader.id, text="Бір")
    await api.result("editMessageText", chat_id=reader.id, message_id=sent["message_id"], text="Екі")
    await api.result("sendChatAction", chat_id=reader.id, action="typing")
    await api.result("deleteMessage", chat_id=reader.id, message_id=sent["message_id"])
    await api.result("setMyCommands", commands=[])
    await page.post("clock", {"by_seconds": 1})
    told = [await events.receive_json(timeout=5) for _ in range(7)]
    assert [event["type"] for event in told] == [
        "chat", "message", "message", "action", "deleted", "commands", "clock",
    ]  # fmt: skip
    assert [event["message"]["text"] for event in told[1:3]] == ["Бір", "Екі"]


async def test_a_page_that_does_not_read_is_dropped(telegram: Telegram) -> None:
    queue = telegram.events.open()
    for number in range(3000):
        telegram.events.send({"type": "clock", "now": number})
    assert not telegram.events.watched
    assert queue.qsize() == 1001


async def test_files_go_as_the_apps_send_them(page: Page, api: Api, telegram: Telegram) -> None:
    reader = telegram.person("Айгерим")
    for name in ("note.ogg", "smile.webp", "view.jpg", "plan.txt"):
        form = aiohttp.FormData()
        form.add_field("person", str(reader.id))
        form.add_field("file", b"1", filename=name)
        async with page.http.post(f"{page.url}/chats/{reader.id}/upload", data=form) as response:
            assert response.status == 200
    updates = await api.result("getUpdates")
    kinds = [set(update["message"]) & {"voice", "sticker", "photo", "document"} for update in updates]
    assert kinds == [{"voice"}, {"sticker"}, {"photo"}, {"document"}]
