"""What the bot has asked a person: their next plain text is the answer."""

from __future__ import annotations

from bot.subscribers import readers
from bot.views.common.codec import Codec
from storage.database import Database


class Question:
    """An open question. Each is a frozen dataclass of its own beside the handler of its answer."""

    __slots__ = ()


QUESTIONS = Codec[Question]("", max_bytes=200)


async def ask(db: Database, person_id: int, question: Question) -> None:
    """Replaces the question that was open before."""
    await readers.set_pending_question(db, person_id, QUESTIONS.encode(question))


async def close_question(db: Database, person_id: int) -> None:
    await readers.set_pending_question(db, person_id, None)
