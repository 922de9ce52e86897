"""What the bot has asked a person: their next plain text is the answer.

A handler that takes an answer closes the question last: if the program ends before that, everything is done
again at the next start. Such handlers must therefore do no harm when they run twice.
"""

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
