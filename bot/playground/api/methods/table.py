"""The methods of the Bot API, by their names in lower case."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.playground.api.call import Call
from bot.playground.api.methods import answering, bot_profile, editing, members, receiving, sending

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Method = Callable[["Telegram", Call], object | Awaitable[object]]

METHODS: dict[str, Method] = {
    **receiving.METHODS,
    **sending.METHODS,
    **editing.METHODS,
    **answering.METHODS,
    **members.METHODS,
    **bot_profile.METHODS,
}
