"""The connection to Telegram, apart from proxies and outages."""

from __future__ import annotations

import gc
import weakref

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import GetMyName

from bot.telegram.client import Session


def test_what_an_answer_is_read_into_is_made_once() -> None:
    session = Session(None, api=TelegramAPIServer.from_base("http://127.0.0.1"))
    bot = Bot("42:token", session=session)

    def answered() -> weakref.ref[type]:
        answer = session.check_response(bot, GetMyName(), 200, '{"ok": true, "result": {"name": "Бот"}}')
        return weakref.ref(type(answer))

    made = answered()
    gc.collect()
    assert made() is not None
    assert answered() == made
