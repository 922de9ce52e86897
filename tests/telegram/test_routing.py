"""Each update is tried with the handlers that may take it, and with no thread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot, F
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command, CommandStart
from aiogram.filters.logic import _InvertFilter
from aiogram.types import CallbackQuery, Chat, Message, User

from bot.telegram.routing import Handlers, RoutingDispatcher
from bot.telegram.shared.filters import AwaitingAnswer, Pressed
from bot.views.common.buttons import BUTTONS, OpenSettings, OpenTopics
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.test_hostile_words import commands_of

CHAT = Chat(id=5, type="private")
PERSON = User(id=5, is_bot=False, first_name="Айгуль")


def written(text: str | None = None, caption: str | None = None) -> Message:
    return Message(message_id=1, date=datetime.now(UTC), chat=CHAT, text=text, caption=caption)


def pressed(data: str) -> CallbackQuery:
    return CallbackQuery(id="1", from_user=PERSON, chat_instance="1", data=data, message=written("Menu"))


@pytest.fixture
def bot() -> Bot:
    made = Bot("1:a")
    made._me = User(id=1, is_bot=True, first_name="News", username="news_bot")
    return made


@pytest.fixture
def handlers() -> RoutingDispatcher:
    """Handlers that say which they are."""
    dispatcher = RoutingDispatcher()

    def says(name: str) -> Any:  # noqa: ANN401
        async def handler(_: object) -> str:
            return name

        return handler

    message, press = dispatcher.message, dispatcher.callback_query
    message.register(says("forward"), F.forward_origin)
    message.register(says("start"), CommandStart())
    message.register(says("digest"), Command("digest", "news", ignore_case=True), F.chat.type == "private")
    message.register(says("other command"), F.text.startswith("/"), ~Command("add"))
    message.register(says("other"), F.text | F.caption)
    press.register(says("settings"), Pressed(OpenSettings), F.message.chat.type == "private")
    press.register(says("any button"), Pressed(OpenSettings, OpenTopics))
    press.register(says("no button"))
    return dispatcher


@pytest.mark.parametrize(
    ("event", "taken_by"),
    [
        (written("/start"), "start"),
        (written("/START"), "other command"),
        (written("/Digest 7d"), "digest"),
        (written("  /digest"), "digest"),
        (written("/news\n7d"), "digest"),
        (written("/digest@News_Bot 7d"), "digest"),
        (written("/digest@another_bot"), "other command"),
        (written(caption="/digest"), "digest"),
        (written("/"), "other command"),
        (written("/add"), "other"),
        (written("/unknown"), "other command"),
        (written("digest"), "other"),
        (written(caption="A bridge"), "other"),
        (pressed(BUTTONS.encode(OpenSettings())), "settings"),
        (pressed(BUTTONS.encode(OpenTopics())), "any button"),
        (pressed("of an earlier version"), "no button"),
    ],
)
async def test_the_first_that_takes_it_does(
    handlers: RoutingDispatcher, bot: Bot, event: Message | CallbackQuery, taken_by: str
) -> None:
    kind = "message" if isinstance(event, Message) else "callback_query"
    assert await handlers.propagate_event(kind, event, bot=bot) == taken_by


async def test_a_handler_that_comes_later_is_tried_too(handlers: RoutingDispatcher, bot: Bot) -> None:
    async def later(_: Message) -> str:
        return "later"

    nothing = written(caption=None)
    assert await handlers.propagate_event("message", nothing, bot=bot) != "later"
    handlers.message.register(later)
    assert await handlers.propagate_event("message", nothing, bot=bot) == "later"


def filters_within(filters: list[FilterObject] | None) -> Iterator[FilterObject]:
    for each in filters or ():
        yield each
        if isinstance(each.callback, _InvertFilter):
            yield each.callback.target


async def test_no_filter_of_the_bot_needs_a_thread(newsroom: Newsroom) -> None:
    handlers = [each for observer in newsroom.dispatcher.observers.values() for each in observer.handlers]
    assert len(handlers) > 100
    in_threads = [
        each.callback for each in handlers for one in filters_within(each.filters) if not one.awaitable
    ]
    assert in_threads == []


async def is_refused(handler: HandlerObject, event: Message | CallbackQuery, bot: Bot) -> bool:
    """By a filter that looks at the event alone."""
    asked = [
        each
        for each in handler.filters or ()
        if isinstance(each.callback, Command | AwaitingAnswer | Pressed)
    ]
    return False in [await each.call(event, bot=bot, context=None) for each in asked]


async def left_out_in_vain(handlers: Handlers, event: Message | CallbackQuery, bot: Bot) -> list[object]:
    tried = handlers.for_key(handlers.key_of(event)).handlers
    left_out = [each for each in handlers.handlers if each not in tried]
    assert len(tried) < len(left_out)
    return [each.callback for each in left_out if not await is_refused(each, event, bot)]


async def test_who_is_not_asked_would_have_refused(newsroom: Newsroom, bot: Bot) -> None:
    messages, presses = newsroom.dispatcher.message, newsroom.dispatcher.callback_query
    assert isinstance(messages, Handlers)
    assert isinstance(presses, Handlers)
    for command in [*sorted(commands_of(newsroom.dispatcher)), "unknown"]:
        assert await left_out_in_vain(messages, written(f"/{command} 1"), bot) == []
    for press in (OpenSettings(), OpenTopics()):
        assert await left_out_in_vain(presses, pressed(BUTTONS.encode(press)), bot) == []


async def test_every_button_has_a_handler_of_its_own(newsroom: Newsroom) -> None:
    handlers = newsroom.dispatcher.callback_query.handlers
    pressed = [each.callback for handler in handlers for each in handler.filters or ()]
    handled = {kind for each in pressed if isinstance(each, Pressed) for kind in each.kinds}
    assert [name for name, kind in BUTTONS.kinds.items() if not issubclass(kind, tuple(handled))] == []
