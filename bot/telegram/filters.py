"""Which handler an update is for."""

from __future__ import annotations

from typing import Any

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.telegram.visit import Visit
from bot.views.callbacks import Action, Press, parse

IN_PRIVATE = F.chat.type == "private"
IN_GROUP = F.chat.type.in_({"group", "supergroup"})
PRESSED_IN_PRIVATE = F.message.chat.type == "private"


class Pressed(Filter):
    """A button with this action and arguments that belong to it; the handler gets the `press`."""

    def __init__(self, *actions: Action) -> None:
        self._actions = actions

    async def __call__(self, call: CallbackQuery) -> bool | dict[str, Any]:
        press: Press | None = parse(call.data or "")
        return {"press": press} if press and press.action in self._actions else False


class Asked(Filter):
    """A plain text of somebody who was asked this; `flow` is the menu that asked."""

    def __init__(self, question: str) -> None:
        self._question = question

    async def __call__(self, message: Message, visit: Visit) -> bool | dict[str, Any]:
        question, _, flow = (visit.person.awaiting or "").partition(":")
        return {"asked_in": flow} if message.text and question == self._question else False


class IsEditor(Filter):
    async def __call__(self, _: Message | CallbackQuery, visit: Visit) -> bool:
        return visit.editor
