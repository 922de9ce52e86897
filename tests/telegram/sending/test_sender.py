"""What Telegram, or whoever answers in its place, may say to a row: nothing odd goes further than here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.outcomes import Outcome, Rejected, Sent, Unknown, Wait
from bot.telegram.sending.sender import LONGEST_WAIT, outcome_of
from storage.destinations import Address
from storage.outbox import Row

ROW = Row(
    id=1,
    kind="test",
    ref=1,
    destination_id=1,
    part=0,
    operation="send",
    target=None,
    address=Address(5001),
    destination_kind="private",
    text="Новости",
    buttons="[]",
    silent=False,
    at_most_once=False,
    priority=0,
    attempts=1,
    expires=datetime(2026, 1, 1, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("100000", 100_000),
        ("-3", 0),
        ("1e12", LONGEST_WAIT),
        ("1" + "0" * 400, LONGEST_WAIT),
        ("NaN", 1),
        ("Infinity", LONGEST_WAIT),
        ('"5"', 1),
        ("null", 1),
        ("[3]", 1),
        ("true", 1),
    ],
)
def test_a_wait_has_an_end_that_a_calendar_holds(asked: str, seconds: float) -> None:
    answer = (
        f'{{"ok": false, "error_code": 429, "description": "", "parameters": {{"retry_after": {asked}}}}}'
    )
    outcome = outcome_of(429, answer.encode(), ROW)
    assert outcome == Wait(seconds, everywhere=False)
    assert ROW.expires + timedelta(seconds=outcome.seconds) > datetime.min.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"ok": true, "result": {"message_id": 7}}', Sent(7)),
        (b'{"ok": true, "result": {"message_id": true}}', Unknown("an answer without a message")),
        (b'{"ok": true, "result": {"message_id": 1%030d}}' % 0, Unknown("an answer without a message")),
        (b'{"ok": true, "result": []}', Unknown("an answer without a message")),
        (b"[" * 100_000, Unknown("HTTP 400 without JSON")),
        (b"[]", Unknown("HTTP 400 with odd JSON")),
        (b'{"ok": false, "description": "teapot"}', Rejected("teapot")),
        (b'{"ok": false, "error_code": "?", "description": "a \\ud800 b"}', Rejected("a ? b")),
        (b'{"ok": false, "description": null, "parameters": [1]}', Rejected("None")),
        (b'{"ok": false, "description": "up", "parameters": {"migrate_to_chat_id": "?"}}', Rejected("up")),
        (b'{"ok": false, "description": "up", "parameters": {"migrate_to_chat_id": -1e30}}', Rejected("up")),
    ],
)  # fmt: skip
def test_odd_answers_are_outcomes_that_can_be_stored(content: bytes, expected: Outcome) -> None:
    assert outcome_of(400, content, ROW) == expected


def test_a_reason_without_end_is_cut() -> None:
    outcome = outcome_of(400, b'{"ok": false, "description": "' + b"x" * 1_000_000 + b'"}', ROW)
    assert isinstance(outcome, Rejected)
    assert len(outcome.reason) < 1000
