"""The meaning of texts as vectors, from a model on an OpenAI-compatible server."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field, ValidationError

from bot.model.breaker import ModelBreaker
from bot.model.calls import Calls
from bot.model.client import ModelClient, ModelError, Usage
from bot.settings import Settings
from bot.timing.clock import Clock
from digests.models.vectors import Vector, quantised
from storage.database import Database

QUESTION_SECONDS = 1.5
MIN_NUMBERS, MAX_NUMBERS = 8, 4096
E5_PREFIXES = ("query: ", "passage: ")  # what the models of the family e5 were trained with


class _Embedding(BaseModel):
    index: int
    embedding: list[float] = Field(min_length=MIN_NUMBERS, max_length=MAX_NUMBERS)


class _Embeddings(BaseModel):
    data: list[_Embedding]
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class _Reply:
    vectors: tuple[Vector, ...]
    tokens: int


@dataclass(frozen=True, slots=True)
class Embeddings:
    """A model by its name, and the prefixes that it wants before a question and before a text.

    `hurried` calls are for what somebody waits for.
    """

    calls: Calls
    hurried: Calls
    name: str
    query_prefix: str = ""
    passage_prefix: str = ""

    async def of_texts(self, texts: Sequence[str], *, hurried: bool = False) -> tuple[Vector, ...]:
        """A vector for each text; `hurried`: within `QUESTION_SECONDS`.

        Raises NotNowError and ModelError.
        """
        asked = [f"{self.passage_prefix}{text}" for text in texts]
        return await self._of(asked, self.hurried if hurried else self.calls)

    async def of_questions(self, texts: Sequence[str], *, hurried: bool = False) -> tuple[Vector, ...]:
        """One vector for each question, as `of_texts`."""
        asked = [f"{self.query_prefix}{text}" for text in texts]
        return await self._of(asked, self.hurried if hurried else self.calls)

    async def close(self) -> None:
        for calls in (self.calls, self.hurried):
            await calls.client.close()

    async def _of(self, texts: Sequence[str], calls: Calls) -> tuple[Vector, ...]:
        return (await calls.make("vectors", lambda client: _ask(client, self.name, texts))).vectors


def model_at(address: str, settings: Settings, db: Database, clock: Clock) -> Embeddings:
    """The model of the settings at a server. Raises MissingExtraError."""
    name = settings.embedding_model or ""
    usual = E5_PREFIXES if "e5" in name.lower() else ("", "")
    breaker = ModelBreaker(time.monotonic)
    patient, hurried = (
        Calls(db, client, settings.llm_daily_limit, clock, breaker)
        for client in (
            ModelClient(address, settings.llm_api_key),
            ModelClient(address, settings.llm_api_key, time_limit=QUESTION_SECONDS),
        )
    )
    return Embeddings(
        patient,
        hurried,
        name,
        settings.embedding_query_prefix or usual[0],
        settings.embedding_passage_prefix or usual[1],
    )


async def _ask(client: ModelClient, name: str, texts: Sequence[str]) -> _Reply:
    raw = await client.read(
        client.openai.embeddings.with_streaming_response.create(
            model=name, input=list(texts), encoding_format="float"
        )
    )
    try:
        found = _Embeddings.model_validate_json(raw)
    except ValidationError as error:
        raise ModelError("unreadable", f"{error.error_count()} fields are wrong") from None
    by_index = {each.index: quantised(each.embedding) for each in found.data}
    vectors = tuple(by_index.get(number, b"") for number in range(len(texts)))
    if not all(vectors) or len({len(vector) for vector in vectors}) > 1:
        raise ModelError("unreadable", "not a vector for each text")
    return _Reply(vectors, found.usage.total_tokens if found.usage else 0)
