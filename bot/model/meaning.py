"""Finds articles by meaning: they get vectors in the background and are looked up by them.

While the model's server gives no answer, nothing is found this way; nobody waits longer than a question's
time limit.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from bot.metrics import VECTORS, VECTORS_WAITING
from bot.model.calls import NotNowError
from bot.model.client import Fault, ModelError
from bot.model.embeddings import Embeddings
from bot.timing.clock import Clock
from digests.models.vectors import ModelVector, Vector, described, mean_of
from digests.search.meaning_index import MeaningIndex, Samples
from digests.stories.same_event import helps_sameness
from storage import vectors
from storage.database import Database
from storage.vectors import NO_VECTOR, VectorModel, WaitingText

KEPT_FOR = timedelta(days=30)
MAX_VECTORS = 100_000
TEXTS_PER_CALL = 16
LOADED_AT_ONCE = 5_000
REMOVED_AT_ONCE = 1_000
CANDIDATES = 200
LEAST_FOR_WORDS, LEAST_ALIKE = 0.12, 0.55  # cosines, by reading what multilingual-e5-small finds
MOST_NEAR = 10
IDLE_SECONDS, RETRY_SECONDS = 5.0, 60.0
QUESTIONS_KEPT = 256
_HIGHEST = 1 << 62

SampleTexts = Callable[[], tuple[Sequence[str], Sequence[str]]]

log = logging.getLogger(__name__)


class Meaning:
    """The vectors of the last days' articles, at most `MAX_VECTORS`."""

    def __init__(
        self,
        db: Database,
        model: Embeddings,
        clock: Clock,
        samples: SampleTexts,
    ) -> None:
        """A new model is first asked for the vectors of `samples`, texts and questions on many subjects."""
        self._db = db
        self._model = model
        self._clock = clock
        self._samples = samples
        self._index: MeaningIndex | None = None
        self._questions: dict[str, Vector] = {}

    @property
    def known(self) -> int:
        """How many articles can be found."""
        return len(self._index) if self._index else 0

    @property
    def fault(self) -> Fault | None:
        """Why the last call to the server was useless; None if it was not."""
        return self._model.calls.breaker.fault

    async def close(self) -> None:
        await self._model.close()

    async def near(self, words: str) -> tuple[int, ...]:
        """The numbers of the articles nearest in meaning to these words, the nearest first."""
        if not self.known:
            return ()
        try:
            if words not in self._questions:
                (self._questions[words],) = await self._model.of_questions([words], hurried=True)
        except (NotNowError, ModelError):
            return ()
        while len(self._questions) > QUESTIONS_KEPT:
            del self._questions[next(iter(self._questions))]
        found = await self._nearest(self._questions[words], LEAST_FOR_WORDS, question=True)
        return found[:MOST_NEAR]

    async def like(self, article_ids: Collection[int]) -> tuple[int, ...]:
        """The numbers of other articles on the same matter as these together, the nearest first."""
        async with self._db.read() as db:
            own = await vectors.of_articles(db, list(article_ids))
        if not self.known or not own:
            return ()
        found = await self._nearest(mean_of(list(own.values())), LEAST_ALIKE)
        return tuple(number for number in found if number not in article_ids)

    async def _nearest(self, vector: Vector, least: float, *, question: bool = False) -> tuple[int, ...]:
        index = self._index
        if index is None or len(vector) != index.size:
            return ()
        sought = index.of_question(vector) if question else index.of_text(vector)
        numbers = await asyncio.to_thread(index.candidates, sought, CANDIDATES)
        async with self._db.read() as db:
            among = await vectors.of_articles(db, numbers)
        return tuple(await asyncio.to_thread(index.nearest, sought, among, least))

    async def of_new(self, texts: Sequence[tuple[str, str]]) -> list[ModelVector]:
        """The vectors of new headlines and bodies, within a question's time limit; None where no usable
        answer came in time.
        """
        index, name = self._index, self._model.name
        if index is None or not texts or not helps_sameness(name):
            return []
        try:
            found = await self._model.of_texts([described(*each) for each in texts], hurried=True)
        except (NotNowError, ModelError):
            return []
        if any(len(vector) != index.size for vector in found):
            return []
        return [ModelVector(name, vector, index.signs(vector)) for vector in found]

    def note(self, article_id: int, vector: ModelVector) -> None:
        """Take in the vector with which an article was stored."""
        if self._index is not None:
            self._index.add(article_id, vector.signs)

    async def run(self) -> None:
        """Work until cancelled. What waits is stored in tables, so a restart continues where it ended."""
        try:
            while True:
                wait = await self._work()
                await asyncio.sleep(wait)
        finally:
            await self.close()

    async def _work(self) -> float:
        """Work once; returns the seconds to wait before the next time."""
        try:
            return 0.0 if await self.step() else IDLE_SECONDS
        except (NotNowError, ModelError) as error:
            wait = max(self._model.calls.breaker.remaining, RETRY_SECONDS)
            log.warning("no vectors for %.0f seconds: %s", wait, error or "not now")
            return wait
        except Exception:  # the next try goes on where this one ended
            log.exception("articles got no vectors")
            return RETRY_SECONDS

    async def step(self) -> bool:
        """Handle one batch; False when nothing waits. Raises NotNowError and ModelError."""
        index = self._index or await self._begin()
        async with self._db.read() as db:
            texts = await vectors.waiting(db, TEXTS_PER_CALL)
        if texts:
            await self._store(index, texts, await self._of(index, texts))
        else:
            async with self._db.transaction() as tx:
                await vectors.remove_older(tx, self._clock.now() - KEPT_FOR, REMOVED_AT_ONCE)
            await asyncio.to_thread(index.keep, MAX_VECTORS)
        async with self._db.read() as db:
            VECTORS_WAITING.set(await vectors.count_waiting(db))
        VECTORS.set(len(index))
        return bool(texts)

    async def _of(self, index: MeaningIndex, texts: Sequence[WaitingText]) -> Sequence[Vector]:
        """The vectors of these texts. Where the server refuses a batch, each text is tried alone.

        A text refused alone gets no vector, provided that the server accepts another.
        """
        try:
            found = await self._model.of_texts([described(text.headline, text.body) for text in texts])
        except ModelError as error:
            if error.fault != "not-taken":
                raise
            if len(texts) > 1:
                return [vector for text in texts for vector in await self._of(index, [text])]
            await self._model.of_texts(self._samples()[0][:1])
            return [NO_VECTOR]
        if any(len(vector) != index.size for vector in found):
            raise ModelError("unreadable", "vectors of another length than before")
        return found

    async def _store(
        self, index: MeaningIndex, texts: Sequence[WaitingText], found: Sequence[Vector]
    ) -> None:
        signs = [index.signs(vector) if vector else None for vector in found]
        async with self._db.transaction() as tx:
            stored = [
                await vectors.put(tx, text, vector, sign)
                for text, vector, sign in zip(texts, found, signs, strict=True)
            ]
        for text, sign, kept in zip(texts, signs, stored, strict=True):
            if kept and sign is not None:
                index.add(text.article_id, sign)

    async def _begin(self) -> MeaningIndex:
        """An index of the stored vectors, if they are of this model."""
        async with self._db.read() as db:
            known = await vectors.model(db)
        if known is None or known.name != self._model.name:
            texts, questions = self._samples()
            found = [await self._model.of_texts(texts), await self._model.of_questions(questions)]
            known = VectorModel(self._model.name, *found)
            async with self._db.transaction() as tx:
                await vectors.begin(tx, known, self._clock.now() - KEPT_FOR, MAX_VECTORS)
        index = MeaningIndex(Samples(known.samples, known.questions))
        below = _HIGHEST
        while len(index) < MAX_VECTORS:
            async with self._db.read() as db:
                page = await vectors.signs_below(db, below, LOADED_AT_ONCE)
            if not page:
                break
            for number, signs in page:
                index.add(number, signs)
            below = page[-1][0]
        self._index = index
        return index
