"""Presses every button that can be reached, in every language, and finds nothing broken."""

from __future__ import annotations

import logging
from collections import deque

import pytest

from bot.i18n import INTERFACE_LANGUAGES, speak
from bot.playground.messages import Message
from bot.playground.session import Person
from bot.views.callbacks import Action, parse
from digests.models import Language
from tests.telegram.conftest import Newsroom
from tests.telegram.test_adding import MUSEUM
from tests.telegram.test_digest import STORIES

TYPED = (
    "/start", "/help", "/settings", "/digest", "/digest 7d", "/topics", "/subscribe 08:00", "/time",
    "/timezone", "/language", "/pause", "/resume", "/unsubscribe", "/articles", "/article 1", "/add",
    "/retract 1", "/nothing", MUSEUM, MUSEUM.replace("Семее", "Таразе"),
)  # fmt: skip


def buttons(message: Message) -> list[str]:
    found = [button for row in message.inline_keyboard for button in row]
    assert all(len(button["text"]) <= 40 for button in found), message.buttons
    return [button["callback_data"] for button in found if "callback_data" in button]


def kind_of(data: str) -> str:
    """Buttons that differ in a number alone are one kind; each kind is pressed a few times."""
    press = parse(data)
    assert press is not None, data
    return f"{press.action} {' '.join(a for a in press.arguments if not a[0].isdigit())}"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
async def test_every_button_does_something(
    newsroom: Newsroom, editor: Person, language: Language, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    await newsroom.has(*STORIES)
    await editor.writes(f"/language {language}")
    await editor.receives()
    pressed: dict[str, int] = {}
    for typed in TYPED:
        await editor.writes(typed)
        waiting = deque([await editor.receives()])
        while waiting:
            message = waiting.popleft()
            for data in buttons(message):
                other_language = ":lang:" in data and f":{language}:" not in data
                if other_language or pressed.get(kind_of(data), 0) >= 2:
                    continue
                pressed[kind_of(data)] = pressed.get(kind_of(data), 0) + 1
                known = len(editor.by_bot)
                await editor.presses_data(message, data)
                waiting.append(message)
                waiting.extend(editor.by_bot[known:])
        editor.catch_up()
    assert {kind.split()[0] for kind in pressed} == set(Action)
    assert [record.getMessage() for record in caplog.records] == []
    assert [
        call.error
        for call in newsroom.telegram.journal.calls(ok=False)
        if "message is not modified" not in call.error
    ] == []
    assert speak(language)("failed") not in [message.text for message in editor.by_bot]
