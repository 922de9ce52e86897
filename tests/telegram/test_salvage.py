"""Updates of an older or newer Bot API: never dropped whole, never in the way of others."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from bot.telegram.shared.chat_picker import CHANNEL
from bot.telegram.shared.chat_rights import ChatRights, title_of, what_bot_lacks
from bot.telegram.shared.retrying import patiently
from storage import destinations
from storage.destinations import Address
from tests.closing import close
from tests.loopback_web import Web
from tests.telegram.conftest import EDITOR, Newsroom
from tests.telegram.handlers.test_bad_input import sent_by

TOKEN = "1:a"
GONE = {"status": "left"}
ADMIN = {"status": "administrator", "can_be_edited": False}  # of a server that knows no other rights


@pytest.fixture
def reader(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Айгуль", language="ru", started=True)


@pytest.fixture
def editor(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Ержан", EDITOR, language="ru", started=True)


@pytest.mark.parametrize(
    "odd",
    [
        {"entities": [{"type": "bold"}]},
        {"entities": "none"},
        {"reply_to_message": {"message_id": 1}},
        {"photo": [{"width": "wide"}]},
        {"forward_origin": {"type": "a_new_kind", "date": 0}},
        {"link_preview_options": 5},
        {"date": None},
        {"message_id": "not a number"},
        {"via_bot": {"id": 5}},
    ],
)
async def test_a_command_with_odd_fields_is_understood(
    newsroom: Newsroom, reader: Person, odd: dict[str, object]
) -> None:
    newsroom.telegram.updates.add("message", sent_by(reader) | {"text": "/help"} | odd)
    assert "/digest" in (await reader.receives()).text


async def test_who_is_described_in_few_words_is_known(newsroom: Newsroom, reader: Person) -> None:
    bare = {"chat": {"id": reader.id}, "from": {"id": reader.id}, "text": "/help"}
    newsroom.telegram.updates.add("message", bare)
    await reader.receives("/digest")


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"hologram": {"file_id": "1"}},
        {"sticker": {"file_id": "1"}},
        {"poll": {"question": 5}},
        {"chat": "odd", "text": "/help"},
    ],
)
async def test_content_that_nobody_can_read_gets_a_plain_answer(
    newsroom: Newsroom, reader: Person, content: dict[str, object]
) -> None:
    newsroom.telegram.updates.add("message", sent_by(reader) | content)
    assert (await reader.receives("Голосовые, фото и стикеры бот не читает")).buttons


async def test_talk_in_a_group_that_nobody_can_read_is_left_alone(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader)
    odd = {
        "message_id": "?",
        "date": "?",
        "chat": group.chat.api() | {"id": "?"},
        "from": reader.account.api(),
    }
    newsroom.telegram.updates.add("message", sent_by(reader) | {"chat": group.chat.api(), "hologram": {}})
    newsroom.telegram.updates.add("channel_post", odd)
    await newsroom.idle()
    assert [*group.by_bot, *reader.by_bot] == []


@pytest.mark.parametrize("odd", [{"message": {"chat": 5}}, {"chat_instance": None}, {"message": "gone"}])
async def test_a_press_with_odd_fields_is_answered(
    newsroom: Newsroom, reader: Person, odd: dict[str, object]
) -> None:
    await reader.writes("/help")
    menu = await reader.receives()
    press = newsroom.telegram.callbacks.open(reader.account, menu, "1:settings")
    newsroom.telegram.updates.add("callback_query", press.api() | odd)
    await press.answer
    await reader.sees("Настройки")


async def test_it_is_logged_once_with_its_number_and_kind(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.telegram.updates.add("message", sent_by(reader) | {"text": "/help", "photo": 1})
    newsroom.telegram.updates.add("channel_post", {"odd": True})
    await reader.receives()
    await newsroom.idle()
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    numbers = [line.split()[1] for line in lines]
    assert [line.split(":")[0].split(" ", 2)[2] for line in lines] == [
        "(message) is odd",
        "(channel_post) is odd",
    ]
    assert numbers == sorted(set(numbers))
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    ("old", "new", "pause"),
    [
        ({"status": "member"}, GONE, "blocked"),
        ({"status": "member"}, {"status": "kicked"}, "blocked"),
        (ADMIN, {"status": "restricted", "is_member": False}, "blocked"),
        (None, GONE, "blocked"),
        ({"status": "a_new_status"}, GONE, "blocked"),
        (GONE, ADMIN, None),
        (GONE, {"status": "a_new_status"}, None),
        (GONE, {"status": "restricted", "can_send_messages": True}, None),
        (None, ADMIN, None),
    ],
)
async def test_membership_takes_the_few_fields_it_needs(
    newsroom: Newsroom, telegram: Telegram, editor: Person, *, old: object, new: object, pause: str | None
) -> None:
    group = telegram.group("Чат", owner=editor)
    async with newsroom.db.transaction() as tx:
        number = await destinations.add(
            tx, Address(group.id), "group", language="ru", zone="UTC", now=telegram.now()
        )
        if pause is None:
            await destinations.pause_chat(tx, group.id, telegram.now())
    event = {"chat": {"id": group.id}, "new_chat_member": new}
    telegram.updates.add("my_chat_member", event | ({"old_chat_member": old} if old else {}))
    await newsroom.idle()
    async with newsroom.db.read() as db:
        found = await destinations.get(db, number)
    assert found is not None
    assert found.pause == pause


async def test_a_chat_is_connected_although_its_photo_is_odd(newsroom: Newsroom, editor: Person) -> None:
    channel = newsroom.telegram.channel("Вести", owner=editor, bot="left")
    channel.promotes_bot(by=editor)
    shared = {"request_id": CHANNEL, "chat_id": channel.id, "title": "Вести", "photo": [{"file_id": 1}]}
    newsroom.telegram.updates.add("message", sent_by(editor) | {"chat_shared": shared})
    await editor.receives("Вести")
    async with newsroom.db.read() as db:
        assert await destinations.is_connected(db, channel.id)


@pytest.mark.parametrize(
    ("place", "manages", "lack"),
    [
        ({"status": "administrator", "can_post_messages": True}, True, None),
        ({"status": "administrator", "can_post_messages": False}, False, "rights"),
        ({"status": "creator"}, True, "rights"),
        ({"status": "a_new_status"}, False, "rights"),
        ({"status": "kicked"}, False, "absent"),
        ({}, False, "rights"),
    ],
)
async def test_a_place_in_a_channel_is_read_from_what_there_is(
    strange: Bot, site: Web, place: dict[str, object], *, manages: bool, lack: str | None
) -> None:
    answers(site, "getChatMember", place)
    assert await ChatRights().manages(strange, -5, 7, datetime.now(UTC)) is manages
    assert await what_bot_lacks(strange, -5, "channel") == lack


async def test_the_title_of_a_chat_is_all_that_must_be_there(strange: Bot, site: Web) -> None:
    answers(site, "getChat", {"id": -5, "title": "Вести"})
    assert await title_of(strange, -5) == "Вести"


async def test_a_message_that_was_sent_is_not_sent_again_for_its_odd_fields(strange: Bot, site: Web) -> None:
    answers(site, "sendMessage", {"message_id": 9, "chat": {"id": 7}, "entities": 5})
    with patiently():
        assert (await strange.send_message(7, "Новости")).message_id == 9


async def test_an_answer_that_says_done_is_no_reason_to_ask_again(strange: Bot, site: Web) -> None:
    answers(site, "setMyName", "odd")
    with patiently(), pytest.raises(ClientDecodeError):
        await strange.set_my_name("Новости")


@pytest.fixture
async def strange(settings: Settings, site: Web) -> AsyncIterator[Bot]:
    """A bot at a server of another version, which is a page here."""
    settings.telegram_api_url = site.url("")
    bot = make_bot(settings, TOKEN, Pacer(30))
    yield bot
    await close(bot)


def answers(site: Web, method: str, result: object) -> None:
    site.page(f"/bot{TOKEN}/{method}", json.dumps({"ok": True, "result": result}).encode())
