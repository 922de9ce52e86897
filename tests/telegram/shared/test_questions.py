"""A question that was open before an upgrade is answered after it."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from bot.subscribers import readers
from bot.telegram.handlers.reader.follows import FollowWhat
from bot.telegram.handlers.reader.mutes import MuteWhat
from bot.telegram.handlers.reader.preferences import WhichHeading, WhichSignature
from bot.telegram.handlers.reader.search import WhichWords
from bot.telegram.handlers.reader.subscribe import WhichTime
from bot.telegram.handlers.reader.timezone import WhichZone
from bot.telegram.shared.questions import QUESTIONS, Question
from bot.views.common.buttons import SettingsOwner
from tests.telegram.conftest import Newsroom

CHAT = SettingsOwner("7")

WRITTEN = [
    ("time:w", WhichTime(SettingsOwner.WELCOME)),
    ("zone:7", WhichZone(CHAT)),
    ("heading:7", WhichHeading(CHAT)),
    ("signature:7", WhichSignature(CHAT)),
    ("follow", FollowWhat()),
    ("mute", MuteWhat()),
    ("search", WhichWords()),
]


@pytest.mark.parametrize(("written", "question"), WRITTEN)
def test_a_question_is_written_and_read_as_ever(written: str, question: Question) -> None:
    assert QUESTIONS.decode(written) == question
    assert QUESTIONS.encode(question) == written


@pytest.mark.parametrize("forged", ["", "time", "heading:s", "heading:", "follow:1", "nothing", "time:w:1"])
def test_what_was_never_asked_is_no_question(forged: str) -> None:
    assert QUESTIONS.decode(forged) is None


async def test_the_answer_to_a_question_of_before_arrives(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow")
    await reader.receives()
    await readers.set_pending_question(newsroom.db, reader.id, "follow")
    await reader.writes("Тлендиев")
    await reader.receives("Вы следите: Тлендиев")
