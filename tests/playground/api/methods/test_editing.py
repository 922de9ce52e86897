"""Changes of what was sent, and answers to presses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from tests.playground.conftest import Api

Json = dict[str, Any]
_NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)


@pytest.fixture
def reader(telegram: Telegram) -> Person:
    return telegram.person("Айгерим", started=True)


def inline(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "ОК"} | button]]}


async def test_edits(api: Api, reader: Person) -> None:
    sent = await api.result(
        "sendMessage",
        chat_id=reader.id,
        text="<b>x</b>",
        parse_mode="HTML",
        reply_markup=inline(callback_data="1"),
    )
    this = {"chat_id": reader.id, "message_id": sent["message_id"]}
    same = {"text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": inline(callback_data="1")}
    assert await api.refusal("editMessageText", **this, **same) == _NOT_MODIFIED
    assert (
        await api.refusal("editMessageReplyMarkup", **this, reply_markup=same["reply_markup"])
        == _NOT_MODIFIED
    )
    assert (await api.result("editMessageReplyMarkup", **this)).get("reply_markup") is None
    edited = await api.result("editMessageText", **this, text="y", reply_markup=inline(callback_data="2"))
    assert (edited["text"], edited["edit_date"] >= edited["date"]) == ("y", True)
    assert reader.screen[0].buttons == ["ОК"]
    assert await api.refusal("editMessageText", **this, text="я" * 4097) == "Bad Request: message is too long"
    assert (
        await api.refusal("editMessageText", **(this | {"message_id": 999}), text="y")
        == "Bad Request: message to edit not found"
    )
    theirs = await reader.writes("Моё")
    expected = "Bad Request: message can't be edited"
    assert await api.refusal("editMessageText", chat_id=reader.id, message_id=theirs.id, text="y") == expected
    assert (
        await api.refusal("editMessageCaption", **this, caption="y")
        == "Bad Request: there is no caption in the message to edit"
    )


async def test_deleting_and_pinning(api: Api, reader: Person) -> None:
    sent = await api.result("sendMessage", chat_id=reader.id, text="x")
    this = {"chat_id": reader.id, "message_id": sent["message_id"]}
    await api.result("pinChatMessage", **this)
    assert (await api.result("getChat", chat_id=reader.id))["pinned_message"]["text"] == "x"
    await api.result("unpinChatMessage", chat_id=reader.id)
    assert (
        await api.refusal("unpinChatMessage", chat_id=reader.id) == "Bad Request: message to unpin not found"
    )
    await api.result("deleteMessage", **this)
    assert await api.refusal("deleteMessage", **this) == "Bad Request: message to delete not found"
    assert await api.result("deleteMessages", chat_id=reader.id, message_ids=[999]) is True


async def test_an_old_message_stays(api: Api, telegram: Telegram, reader: Person) -> None:
    sent = await api.result("sendMessage", chat_id=reader.id, text="x")
    telegram.move_clock(timedelta(days=3))
    expected = "Bad Request: message can't be deleted for everyone"
    assert await api.refusal("deleteMessage", chat_id=reader.id, message_id=sent["message_id"]) == expected


async def test_presses(api: Api, reader: Person) -> None:
    expected = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == expected
    await api.result("sendMessage", chat_id=reader.id, text="x", reply_markup=inline(callback_data="1"))
    with pytest.raises(AssertionError, match="did not answer the press of '1'"):
        await reader.presses("ОК", within=0.01)
    (update,) = await api.result("getUpdates")
    late = update["callback_query"]["id"]
    assert await api.refusal("answerCallbackQuery", callback_query_id=late) == expected


async def test_a_press_under_a_deleted_message(api: Api, reader: Person, telegram: Telegram) -> None:
    sent = await api.result(
        "sendMessage", chat_id=reader.id, text="x", reply_markup=inline(callback_data="1")
    )
    message = reader.screen[0]
    telegram.remove(message)
    with pytest.raises(AssertionError):
        await reader.presses_data(message, "1", within=0.01)
    (update,) = await api.result("getUpdates")
    inaccessible = update["callback_query"]["message"]
    assert (inaccessible["message_id"], inaccessible["date"]) == (sent["message_id"], 0)


async def test_a_post_is_edited_by_who_may_edit_or_post_however_old_it_is(
    api: Api, telegram: Telegram, reader: Person
) -> None:
    channel = telegram.channel("Вести", owner=reader)
    sent = await api.result("sendMessage", chat_id=channel.id, text="1")
    this = {"chat_id": channel.id, "message_id": sent["message_id"]}
    telegram.move_clock(timedelta(days=3))
    for lacks in ("can_post_messages", "can_edit_messages"):
        channel.promotes_bot(by=reader, lacks=frozenset({lacks}))
        assert (await api.result("editMessageText", **this, text=lacks))["text"] == lacks
    channel.promotes_bot(by=reader, lacks=frozenset({"can_post_messages", "can_edit_messages"}))
    expected = "Bad Request: message can't be edited"
    assert await api.refusal("editMessageText", **this, text="3") == expected
