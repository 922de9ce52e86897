"""What the Bot API refuses in what is sent, in its own words."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.playground.server import Server
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from tests.playground.conftest import Api

Json = dict[str, Any]


@pytest.fixture
def reader(telegram: Telegram) -> Person:
    return telegram.person("Айгерим", started=True)


def inline(**button: object) -> Json:
    return {"inline_keyboard": [[{"text": "ОК"} | button]]}


CANNOT_PARSE = "Bad Request: can't parse inline keyboard button: "
NO_ACTION = CANNOT_PARSE + "Text buttons are unallowed in the inline keyboard"
NO_END = "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""
NO_LINK = "Bad Request: inline keyboard button URL 'нет' is invalid: Wrong HTTP URL"
NO_OBJECT = CANNOT_PARSE + 'Field "copy_text" must be of type Object'
NO_STRING = CANNOT_PARSE + 'Field "text" must be of type String'
NO_STYLE = CANNOT_PARSE + "Invalid button style specified"
COPY_INVALID = "Bad Request: BUTTON_COPY_TEXT_INVALID"
NO_WORDS = "Bad Request: inline keyboard button text must be non-empty"
NO_ARRAY = 'Bad Request: field "inline_keyboard" must be of type Array'
NO_TEXT = CANNOT_PARSE + 'Can\'t find field "text"'
MANY = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}
TEXTS: list[tuple[Json, str]] = [
    ({"text": ""}, "Bad Request: message text is empty"),
    ({}, "Bad Request: message text is empty"),
    ({"text": " \n\t "}, "Bad Request: text must be non-empty"),
    ({"text": "<b> </b>\u202e", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
    ({"text": "я" * 4097}, "Bad Request: message is too long"),
    ({"text": "👍" * 2049}, "Bad Request: message is too long"),
    ({"text": "x" * 32769}, "Bad Request: text is too long"),
    ({"text": "<b>x", "parse_mode": "html"}, NO_END),
    ({"text": "x", "parse_mode": "rtf"}, "Bad Request: unsupported parse_mode"),
    ({"text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": "5"}, "Bad Request: object expected as reply markup"),
    ({"text": "x", "reply_markup": {"inline_keyboard": 5}}, NO_ARRAY),
    ({"text": "x", "reply_markup": inline()}, NO_ACTION),
    ({"text": "x", "reply_markup": inline(callback_data="")}, NO_ACTION),
    ({"text": "x", "reply_markup": {"inline_keyboard": [[{"url": "a.kz"}]]}}, NO_TEXT),
    ({"text": "x", "reply_markup": inline(callback_data="я" * 33)}, "Bad Request: BUTTON_DATA_INVALID"),
    ({"text": "x", "reply_markup": inline(copy_text={"text": "я" * 257})}, COPY_INVALID),
    ({"text": "x", "reply_markup": inline(copy_text={"text": ""})}, COPY_INVALID),
    (
        {"text": "x", "reply_markup": inline(copy_text="x")},
        NO_OBJECT,
    ),
    (
        {"text": "x", "reply_markup": inline(copy_text={"x": 1})},
        NO_STRING,
    ),
    (
        {"text": "x", "reply_markup": inline(url="a.kz", style="red")},
        NO_STYLE,
    ),
    ({"text": "x", "reply_markup": inline(style="danger")}, NO_ACTION),
    ({"text": "x", "reply_markup": inline(url="нет")}, NO_LINK),
    ({"text": "x", "reply_markup": inline(text=" ", url="a.kz")}, NO_WORDS),
    ({"text": "x", "reply_markup": MANY}, "Bad Request: reply markup is too long"),
    ({"text": "x", "reply_parameters": {"message_id": 999}}, "Bad Request: message to be replied not found"),
]


@pytest.mark.parametrize(("params", "expected"), TEXTS)
async def test_texts(api: Api, reader: Person, params: Json, expected: str) -> None:
    assert await api.refusal("sendMessage", chat_id=reader.id, **params) == expected
    assert reader.screen == []


async def test_what_just_passes(api: Api, reader: Person) -> None:
    await api.result("sendMessage", chat_id=reader.id, text="<b>" + "👍" * 2048 + "</b>", parse_mode="HTML")
    await api.result("sendMessage", chat_id=reader.id, text="x", reply_markup=inline(callback_data="x" * 64))
    rows = [[{"text": "x", "callback_data": "x"}]] * 100
    await api.result("sendMessage", chat_id=reader.id, text="x", reply_markup={"inline_keyboard": rows})
    assert len(reader.screen) == 3


async def test_only_a_hundred_entities_stay(api: Api, reader: Person) -> None:
    source = "<b>x</b> " * 120
    message = await api.result("sendMessage", chat_id=reader.id, text=source, parse_mode="HTML")
    assert len(message["entities"]) == 100
    assert message["text"] == "x " * 119 + "x"


async def test_entities_of_the_caller(api: Api, reader: Person) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "url", "offset": 0, "length": 1}]
    message = await api.result("sendMessage", chat_id=reader.id, text="👍 x", entities=entities)
    assert message["entities"] == entities[:1]
    wrong = {"type": "bold", "offset": 1, "length": 9}
    assert "ends after the end of the text" in await api.refusal(
        "sendMessage", chat_id=reader.id, text="x", entities=[wrong]
    )


async def test_chats(api: Api, telegram: Telegram, reader: Person) -> None:
    async def refusal(chat: object) -> str:
        return await api.refusal("sendMessage", chat_id=chat, text="x")

    assert await refusal("") == "Bad Request: chat_id is empty"
    assert await refusal(12345) == "Bad Request: chat not found"
    assert await refusal("@nobody") == "Bad Request: chat not found"
    assert await refusal(telegram.person("Болат").id) == "Bad Request: chat not found"
    reader.account.deactivated = True
    assert await refusal(reader.id) == "Forbidden: user is deactivated"


async def test_somebody_met_in_a_group(api: Api, telegram: Telegram) -> None:
    group = telegram.group("Редакция")
    stranger = telegram.person("Болат")
    await stranger.writes("Сәлем", place=group)
    expected = "Forbidden: bot can't initiate conversation with a user"
    assert await api.refusal("sendMessage", chat_id=stranger.id, text="x") == expected


async def test_files(api: Api, server: Server, reader: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(reader.id), "caption": "я" * 1025})
    form.add_field("document", b"x", filename="a.txt")
    async with api.http.post(f"{api.base}/sendDocument", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: message caption is too long"
    assert (
        await api.refusal("sendDocument", chat_id=reader.id)
        == "Bad Request: there is no document in the request"
    )
    expected = "Bad Request: wrong file identifier/HTTP URL specified"
    assert await api.refusal("sendPhoto", chat_id=reader.id, photo="nothing") == expected
    assert await api.refusal("getFile", file_id="nothing") == "Bad Request: invalid file_id"
    sent = await reader.uploads("a.txt", b"x")
    assert sent.document is not None
    again = await api.result("sendDocument", chat_id=reader.id, document=sent.document.id)
    assert again["document"]["file_id"] == sent.document.id
    path = (await api.result("getFile", file_id=sent.document.id))["file_path"]
    async with api.http.get(f"{server.url}/file/bot{server.telegram.token}/{path}") as response:
        assert await response.read() == b"x"


async def test_unknown_methods_and_tokens(api: Api, server: Server) -> None:
    assert await api("getNothing") == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    async with api.http.get(f"{server.url}/bot1:wrong/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


@pytest.mark.parametrize("how", ["query", "urlencoded", "multipart", "json"])
async def test_every_kind_of_body(api: Api, reader: Person, how: str) -> None:
    params = {"chat_id": str(reader.id), "text": "Сәлем & привет", "disable_notification": "true"}
    url = f"{api.base}/SendMessage"
    if how == "query":
        request = api.http.get(url, params=params)
    elif how == "json":
        request = api.http.post(url, json=params | {"chat_id": reader.id, "disable_notification": True})
    else:
        form = aiohttp.FormData(params, default_to_multipart=how == "multipart")
        request = api.http.post(url, data=form)
    async with request as response:
        assert (await response.json())["result"]["text"] == "Сәлем & привет"
    assert reader.screen[0].silent


async def test_a_broken_body(api: Api) -> None:
    for content_type, body in (("multipart/form-data; boundary=x", b"--y\r\n"), ("application/json", b"{")):
        headers = {"Content-Type": content_type}
        async with api.http.post(f"{api.base}/getMe", data=body, headers=headers) as response:
            assert (response.status, (await response.json())["ok"]) == (400, False)


async def test_bytes_that_are_no_text(api: Api, reader: Person) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"chat_id={reader.id}&text=%D1%81%ff".encode()
    async with api.http.post(f"{api.base}/sendMessage", data=body, headers=headers) as response:
        assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_commands_by_scope_and_language(api: Api) -> None:
    start = {"command": "start", "description": "Начать"}
    await api.result(
        "setMyCommands", commands=[start], scope={"type": "all_private_chats"}, language_code="ru"
    )
    assert await api.result("getMyCommands") == []
    assert await api.result("getMyCommands", scope={"type": "all_private_chats"}, language_code="ru") == [
        start
    ]
    await api.result("deleteMyCommands", scope={"type": "all_private_chats"}, language_code="ru")
    assert await api.result("getMyCommands", scope={"type": "all_private_chats"}, language_code="ru") == []
    wrong = [{"command": "Старт", "description": "x"}]
    assert await api.refusal("setMyCommands", commands=wrong) == "Bad Request: BOT_COMMAND_INVALID"
    await api.result("setMyDescription", description="Новости", language_code="kk")
    assert await api.result("getMyDescription", language_code="kk") == {"description": "Новости"}
