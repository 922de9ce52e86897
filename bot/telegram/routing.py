"""Narrows the hundreds of handlers to those that an update's command or button may be for."""

from __future__ import annotations

from typing import Any

from aiogram import Dispatcher
from aiogram.dispatcher.event.handler import CallbackType, HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.dispatcher.router import INTERNAL_UPDATE_TYPES, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message, TelegramObject
from aiogram.utils.magic_filter import MagicFilter

from bot.telegram.shared.filters import AwaitingAnswer, Pressed
from bot.views.common.buttons import BUTTONS

Key = str | type
NO_COMMAND = ""
UNKNOWN_COMMAND = "/"


class RoutingDispatcher(Dispatcher):
    """aiogram's dispatcher with `Handlers` as its observers."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # as in aiogram
        super().__init__(**options)
        for name in self.observers.keys() - INTERNAL_UPDATE_TYPES:
            self.observers[name] = Handlers(self, name)
            setattr(self, name, self.observers[name])


class Handlers(TelegramEventObserver):
    """The handlers of one kind of update.

    aiogram tries them all, one after the other, and runs their magic filters in threads. Here only those are
    tried that may be for the typed command or the pressed button, and magic filters, which only look at the
    update, run in place.
    """

    def __init__(self, router: Router, event_name: str) -> None:
        super().__init__(router, event_name)
        self._commands: set[str] = set()
        self._narrowed: dict[Key, TelegramEventObserver] = {}

    def register(self, callback: CallbackType, *filters: CallbackType, **options: Any) -> CallbackType:  # noqa: ANN401
        self._narrowed.clear()
        for each in filters:
            if isinstance(each, Command):
                self._commands.update(map(str, each.commands))
        return super().register(callback, *map(_in_place, filters), **options)

    async def trigger(self, event: TelegramObject, **kwargs: Any) -> object:  # noqa: ANN401
        return await self.for_key(self.key_of(event)).trigger(event, **kwargs)

    def key_of(self, event: TelegramObject) -> Key:
        """The command of a message, or the kind of button of a press."""
        if isinstance(event, CallbackQuery):
            return type(BUTTONS.decode(event.data or ""))
        command = _command_of(event) if isinstance(event, Message) else NO_COMMAND
        return command if command in self._commands or command == NO_COMMAND else UNKNOWN_COMMAND

    def for_key(self, key: Key) -> TelegramEventObserver:
        """The handlers that may take an update with this key, in their order."""
        if key not in self._narrowed:
            narrowed = TelegramEventObserver(self.router, self.event_name)
            narrowed.handlers = [each for each in self.handlers if _may_take(each, key)]
            self._narrowed[key] = narrowed
        return self._narrowed[key]


class InPlace(Filter):
    """A magic filter that is run without a thread."""

    def __init__(self, magic: MagicFilter) -> None:
        self._magic = magic

    async def __call__(self, event: TelegramObject) -> bool:
        return bool(self._magic.resolve(event))


def _in_place(filter_: CallbackType) -> CallbackType:
    return InPlace(filter_) if isinstance(filter_, MagicFilter) else filter_


def _command_of(message: Message) -> str:
    words = (message.text or message.caption or "").split(maxsplit=1)
    if not words or not words[0].startswith("/"):
        return NO_COMMAND
    return words[0][1:].partition("@")[0].casefold()


def _may_take(handler: HandlerObject, key: Key) -> bool:
    return all(_may_pass(each.callback, key) for each in handler.filters or ())


def _may_pass(filter_: object, key: Key) -> bool:
    if isinstance(filter_, Command):
        return key in filter_.commands
    if isinstance(filter_, AwaitingAnswer):
        return key == NO_COMMAND
    if isinstance(filter_, Pressed):
        return isinstance(key, type) and issubclass(key, filter_.kinds)
    return True
