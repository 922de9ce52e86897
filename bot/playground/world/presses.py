"""Presses of inline buttons that wait for the bot's answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.playground.errors import bad_request
from bot.playground.world.accounts import Account
from bot.playground.world.messages import Message

MAX_ANSWER = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What the presser sees: a line at the top, or an alert, or an address that opens."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Press:
    """One press. `answer` is done when the bot has answered."""

    id: str
    person: Account
    message: Message
    data: str
    answer: asyncio.Future[Answer]

    def api(self) -> dict[str, object]:
        message = self.message
        gone = {"chat": message.chat.api(), "message_id": message.id, "date": 0}
        return {
            "id": self.id,
            "from": self.person.api(),
            "message": gone if message.deleted else message.api(),
            "chat_instance": str(message.chat.id),
            "data": self.data,
        }


class Callbacks:
    """The open presses by their ids. One that nobody waits for any more is too old to be answered."""

    def __init__(self) -> None:
        self._open: dict[str, Press] = {}
        self._last = 0

    def open(self, person: Account, message: Message, data: str) -> Press:
        self._last += 1
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        press = Press(str(4_000_000_000 + self._last), person, message, data, answer)
        self._open[press.id] = press
        return press

    def expire(self, press: Press) -> None:
        self._open.pop(press.id, None)

    def answer(self, press_id: str, answer: Answer) -> None:
        press = self._open.get(press_id)
        if press is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(answer.text) > MAX_ANSWER:
            raise bad_request("MESSAGE_TOO_LONG")
        if not press.answer.done():
            press.answer.set_result(answer)
