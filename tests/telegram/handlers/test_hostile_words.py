"""Whatever a person types after a command or as an answer: reading it makes nobody else wait.

Commands and questions are those that the dispatcher knows, so that a new one is tried here by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from time import thread_time

import pytest
from aiogram import Dispatcher
from aiogram.filters import Command

from bot.playground.world.person import Person
from bot.subscribers import readers
from bot.telegram.handlers.admin.broadcasts import RestOfBroadcast
from bot.telegram.handlers.editor.custom_topics import WhichNewName, WhichTopicWords
from bot.telegram.handlers.editor.new_topics import WhichFirstName, WhichNewWords
from bot.telegram.shared.filters import AwaitingAnswer
from bot.telegram.shared.questions import QUESTIONS
from digests.models.wishes import OwnTopic
from digests.search.follow_index import MAX_FOLLOWS
from storage import destinations
from storage.database import Database
from storage.destinations import Address
from tests.telegram.conftest import Newsroom

FAMILIES = (
    "9 ", "пн, ", "за 3 дня ", "а,", "Қазақ-ab ", "7", '"(«', " -«", "„март ", "дата:2026-",
)  # fmt: skip
CHAT_QUESTIONS = ("time", "zone", "heading", "signature")
SHORT, LONG = 1024, 4096
NEGLIGIBLE = 0.04  # seconds of CPU, the whole update with Telegram's side of it
MOST_GROWTH = 8  # of a text four times as long; 16 is a square


def filters_of(dispatcher: Dispatcher) -> Iterator[object]:
    for handler in dispatcher.message.handlers:
        yield from (each.callback for each in handler.filters or ())


def commands_of(dispatcher: Dispatcher) -> set[str]:
    found = (each for each in filters_of(dispatcher) if isinstance(each, Command))
    return {str(command) for each in found for command in each.commands}


def questions_of(dispatcher: Dispatcher) -> set[str]:
    return {each.question for each in filters_of(dispatcher) if isinstance(each, AwaitingAnswer)}


def filled(family: str, size: int) -> str:
    return (family * (size // len(family) + 1))[:size]


async def group_of(person: Person, db: Database) -> int:
    address, now = Address(person.telegram.group("Чат", owner=person).id), person.telegram.now()
    async with db.transaction() as tx:
        return await destinations.add(
            tx, address, "group", language="ru", zone="Asia/Almaty", now=now, title="Чат", owner_id=person.id
        )


async def arguments_of_questions(newsroom: Newsroom, person: Person) -> dict[str, str]:
    """What the questions are about, where that is no number of an article or a story."""
    topic = await newsroom.intake.own_topics.create("Мосты", "мост", newsroom.telegram.now())
    assert isinstance(topic, OwnTopic)
    named = dict.fromkeys(map(QUESTIONS.name_of, (WhichFirstName, WhichNewName)), f"{topic.id}.kk")
    worded = {QUESTIONS.name_of(WhichNewWords): "Паромы", QUESTIONS.name_of(WhichTopicWords): topic.id}
    chat = str(await group_of(person, newsroom.db))
    return {
        **worded,
        **dict.fromkeys(("headline", "date"), "1:0"),
        **dict.fromkeys(("source", "story-of"), "1:0:0"),
        QUESTIONS.name_of(RestOfBroadcast): "0.0",
        **named,
        **dict.fromkeys(CHAT_QUESTIONS, chat),
    }


class Typist:
    """Types a text of this size and says how much CPU the loop's thread has spent on it."""

    def __init__(self, newsroom: Newsroom, person: Person) -> None:
        self._newsroom = newsroom
        self._person = person

    async def cost(self, before: str, family: str, size: int, question: str | None) -> float:
        if question is not None:
            await readers.set_pending_question(self._newsroom.db, self._person.id, question)
        text = before + filled(family, size - len(before))
        began = thread_time()
        await self._person.writes(text)
        await self._newsroom.idle()
        return thread_time() - began

    async def is_dear(self, before: str, family: str, question: str | None) -> bool:
        """Grows faster than the text does: each time, for another process may have the machine."""
        for _ in range(3):
            long = await self.cost(before, family, LONG, question)
            if long < NEGLIGIBLE:
                return False
            short = await self.cost(before, family, SHORT, question)
            if long < short * MOST_GROWTH:
                return False
        return True

    async def dear(self, before: str, question: str | None = None) -> list[str]:
        return [
            f"{before or question}{each}" for each in FAMILIES if await self.is_dear(before, each, question)
        ]


@pytest.fixture
async def typist(newsroom: Newsroom, editor: Person) -> Typist:
    await editor.writes("/follow " + ", ".join(f"Каспий-{number}" for number in range(MAX_FOLLOWS)))
    await editor.receives()
    return Typist(newsroom, editor)


async def test_what_follows_a_command_is_read_in_linear_time(
    newsroom: Newsroom, typist: Typist, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    commands = sorted(commands_of(newsroom.dispatcher))
    assert {"start", "subscribe", "topics", "search", "topic_new"} <= set(commands)
    assert [dear for command in commands for dear in await typist.dear(f"/{command} ")] == []
    assert [record.getMessage() for record in caplog.records] == []


async def test_answers_to_questions_are_read_in_linear_time(
    newsroom: Newsroom, typist: Typist, editor: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    about = await arguments_of_questions(newsroom, editor)
    questions = sorted(questions_of(newsroom.dispatcher))
    assert {"time", "zone", "search", "topic-words", "heading"} <= set(questions)
    asked = [
        question if QUESTIONS.decode(question) else f"{question}:{about.get(question, '1')}"
        for question in questions
    ]
    assert [each for each in asked if QUESTIONS.decode(each) is None] == []
    assert [dear for question in asked for dear in await typist.dear("", question)] == []
    assert [record.getMessage() for record in caplog.records] == []
