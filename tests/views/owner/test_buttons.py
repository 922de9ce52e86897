"""Buttons on an owner's messages of before go on doing what they did."""

from __future__ import annotations

import pytest

from bot.views.common.buttons import (
    BUTTONS,
    ButtonData,
    OpenChat,
    OpenChats,
    OpenSettingsGroup,
    SettingsOwner,
)
from bot.views.owner.buttons import (
    AskDisconnect,
    AskDraftTime,
    ClaimChat,
    ConnectChat,
    DecideDraft,
    Disconnect,
    DropFromDraft,
    OpenDraft,
    OpenDraftItems,
)

CHAT = SettingsOwner("12")


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("1:chats", OpenChats()),
        ("1:connect", ConnectChat()),
        ("1:claim:12", ClaimChat(12)),
        ("1:chat:12", OpenChat(CHAT)),
        ("1:chatgroup:when:12", OpenSettingsGroup("when", CHAT)),
        ("1:disconnect?:12", AskDisconnect(CHAT)),
        ("1:disconnect:12", Disconnect(CHAT)),
        ("1:proof:7", OpenDraft(7)),
        ("1:proofitems:7", OpenDraftItems(7)),
        ("1:proofdo:publish:7", DecideDraft("publish", 7)),
        ("1:proofdo:skip:7", DecideDraft("skip", 7)),
        ("1:proofdo:restore:7", DecideDraft("restore", 7)),
        ("1:proofdrop:345:7", DropFromDraft(345, 7)),
        ("1:prooftime?:7", AskDraftTime(7)),
    ],
)
def test_a_button_does_what_it_did(text: str, does: ButtonData) -> None:
    assert BUTTONS.decode(text) == does
    assert BUTTONS.encode(does) == text


@pytest.mark.parametrize(
    "forged", ["1:chat:s", "1:chat:-12", "1:disconnect:w", "1:proofdo:send:7", "1:claim:x"]
)
def test_a_forged_one_does_nothing(forged: str) -> None:
    assert BUTTONS.decode(forged) is None
