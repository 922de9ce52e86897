"""Asks a model about one story after another in the background; without answers, stories are told as ever."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.alarms import Alarms
from bot.metrics import MODEL_CHOICES
from bot.model.breaker import OF_THE_REQUEST
from bot.model.calls import Calls, NotNowError
from bot.model.client import ModelError
from bot.model.question import SCHEMA, Messages, RefusedAnswerError, once_more, question, read_answer
from bot.timing.clock import Clock
from bot.worker.process import Worker
from digests.composing.offer import Offer, offer_of
from digests.models.stories import ModelChoice, Story
from digests.models.texts import Language
from storage import model_choices, stories
from storage.database import Database, StorageError
from storage.model_choices import QueuedStory

IDLE_SECONDS = 5.0
ASKED_FOR = timedelta(days=1)  # since a story's last article; older ones are told as they are
KEPT_FOR = timedelta(days=30)
MAX_TRIES = 3
MAX_READ_IN_THREAD = 8  # reports; more take over 20 ms

log = logging.getLogger(__name__)


class Chooser:
    def __init__(
        self,
        db: Database,
        worker: Worker,
        calls: Calls,
        model: str,
        clock: Clock,
        *,
        alarms: Alarms | None = None,
    ) -> None:
        """`model` is the name of the model at the server."""
        self._db = db
        self._worker = worker
        self._calls = calls
        self._model = model
        self._clock = clock
        self._alarms = alarms or Alarms()

    async def run(self) -> None:
        """Ask until cancelled."""
        while True:
            try:
                went_on = await self.step()
            except StorageError as error:  # the next step tries again
                self._alarms.storage(error)
                went_on = False
            except Exception:
                log.exception("a model's choice was not made")
                went_on = False
            if not went_on:
                await asyncio.sleep(IDLE_SECONDS)

    async def step(self) -> bool:
        """Ask about one story of the queue; False when none waits or nothing may be asked now.

        A story leaves the queue in the commit that stores its choice, so it is asked about again after a
        crash.
        """
        now = self._clock.now()
        async with self._db.read() as db:
            due = await model_choices.next_due(db, now - ASKED_FOR)
            story = await stories.get(db, due.story_id) if due else None
            asked = await model_choices.version_asked(db, due) if due else None
        if due is None:
            async with self._db.transaction() as tx:
                await model_choices.remove_older(tx, now - ASKED_FOR, now - KEPT_FOR)
            return False
        try:
            offer = await self._offer(story, due.language) if story else None
        except Exception:  # of this story alone: the others are asked about
            log.exception("story %d cannot be offered to a model", due.story_id)
            await self._drop(due, "nothing-to-choose")
            return True
        if offer is None or offer.version == asked:
            await self._drop(due, "nothing-to-choose" if offer is None else "known")
            return True
        try:
            return await self._choose(due, offer, now)
        except NotNowError:
            return False

    async def _offer(self, story: Story, language: Language) -> Offer | None:
        if len(story.articles) <= MAX_READ_IN_THREAD:
            return await asyncio.to_thread(offer_of, story, language)
        return await self._worker.run(offer_of, story, language)

    async def _choose(self, due: QueuedStory, offer: Offer, now: datetime) -> bool:
        try:
            choice, refused = await self._ask(offer)
        except ModelError as error:
            log.warning("the model's server had no answer about story %d (%s)", due.story_id, error)
            if error.fault != "not-taken" and due.tries + 1 < MAX_TRIES:
                async with self._db.transaction() as tx:
                    await model_choices.try_later(tx, due)
                return error.fault in OF_THE_REQUEST
            choice, refused = None, error.fault
        async with self._db.transaction() as tx:
            await model_choices.put(tx, due, offer.version, choice, now, refused=refused)
            await model_choices.remove_from_queue(tx, due)
            if choice:
                await stories.touch(tx)
        MODEL_CHOICES.labels(refused or "chosen").inc()
        return True

    async def _ask(self, offer: Offer) -> tuple[ModelChoice | None, str]:
        """What the model chose, or why nothing. A useless answer is sent back once to be corrected.

        Raises ModelError and NotNowError.
        """
        asked = question(offer)
        answer = await self._call(asked)
        try:
            return read_answer(answer, offer), ""
        except RefusedAnswerError as error:
            again = once_more(asked, answer, error)
        try:
            return read_answer(await self._call(again), offer), ""
        except RefusedAnswerError as error:
            return None, error.reason

    async def _call(self, messages: Messages) -> str:
        reply = await self._calls.make("choice", lambda client: client.chat(self._model, messages, SCHEMA))
        return reply.text

    async def _drop(self, due: QueuedStory, result: str) -> None:
        async with self._db.transaction() as tx:
            await model_choices.remove_from_queue(tx, due)
        MODEL_CHOICES.labels(result).inc()
