"""Buttons on an admin's messages of before go on doing what they did."""

from __future__ import annotations

import pytest

from bot.views.admin.buttons import (
    AskBroadcast,
    AskDismiss,
    BackUp,
    Dismiss,
    DropBroadcast,
    Invite,
    LookAtBroadcast,
    OpenAdmin,
    OpenBanned,
    OpenEditors,
    OpenFailures,
    OpenHealth,
    OpenStats,
    SendAgain,
    SendAllAgain,
    SendBroadcast,
    StopBroadcast,
    Unban,
)
from bot.views.common.buttons import BUTTONS, ButtonData


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("1:admin", OpenAdmin()),
        ("1:stats", OpenStats()),
        ("1:health", OpenHealth()),
        ("1:backup", BackUp()),
        ("1:failures:0", OpenFailures()),
        ("1:failures:84", OpenFailures(84)),
        ("1:again:84", SendAgain(84)),
        ("1:allagain", SendAllAgain()),
        ("1:editors", OpenEditors()),
        ("1:invite:reader", Invite("reader")),
        ("1:invite:editor", Invite("editor")),
        ("1:dismiss?:70", AskDismiss(70)),
        ("1:dismiss:70", Dismiss(70)),
        ("1:banned", OpenBanned()),
        ("1:unban:70", Unban(70)),
        ("1:broadcast", AskBroadcast()),
        ("1:broadcastsend:5", SendBroadcast(5)),
        ("1:broadcastdrop:5", DropBroadcast(5)),
        ("1:broadcastlook:5", LookAtBroadcast(5)),
        ("1:broadcaststop:5", StopBroadcast(5)),
    ],
)
def test_a_button_does_what_it_did(text: str, does: ButtonData) -> None:
    assert BUTTONS.decode(text) == does
    assert BUTTONS.encode(does) == text


@pytest.mark.parametrize("forged", ["1:admin:1", "1:invite:admin", "1:dismiss:-1", "1:again:all"])
def test_a_forged_one_does_nothing(forged: str) -> None:
    assert BUTTONS.decode(forged) is None
