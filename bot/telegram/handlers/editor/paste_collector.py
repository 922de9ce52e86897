"""Waits for the parts of a long paste outside the handler, which would keep the next part from coming in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from weakref import WeakValueDictionary

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramForbiddenError
from aiogram.types import Message

from bot.i18n import speak
from bot.intake import pastes
from bot.intake.custom_topics import CustomTopics
from bot.intake.pastes import MAX_GAP, Paste, is_long
from bot.telegram.shared.context import RequestContext
from bot.telegram.shared.replies import send
from bot.telegram.shared.retrying import briefly, passes
from bot.timing.clock import Clock
from bot.views.common.context import RenderContext
from bot.views.common.menu import plain
from digests.models.texts import RawText
from storage import destinations, people
from storage.database import Database
from storage.destinations import Address
from storage.paste_parts import PastePart
from storage.people import Person

WaitForMore = Callable[[], Awaitable[object]]
AnswerPaste = Callable[[Bot, Paste, Person, RenderContext], Awaitable[None]]
PAUSES_AGAIN = 1  # before the next try to answer, each time twice as many
MAX_PAUSES = 240

log = logging.getLogger(__name__)


async def two_seconds() -> None:
    await asyncio.sleep(MAX_GAP.total_seconds())


class PasteCollector:
    """Each part is stored before anything else, and removed when its paste has been answered.

    `submit` answers a text that is to become an article, `revise` one that is the new text of an article.
    """

    def __init__(
        self,
        db: Database,
        clock: Clock,
        own_topics: CustomTopics,
        *,
        submit: AnswerPaste,
        revise: AnswerPaste,
        pause: WaitForMore = two_seconds,
    ) -> None:
        self._db = db
        self._clock = clock
        self._own_topics = own_topics
        self._submit = submit
        self._revise = revise
        self._pause = pause
        self._timers: dict[int, asyncio.Task[None]] = {}
        self._finishing: set[asyncio.Task[None]] = set()
        self._pauses: dict[int, int] = {}  # before the next try, for whom one has failed
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()  # each person's

    async def take(
        self,
        message: Message,
        raw: RawText,
        context: RequestContext,
        *,
        command: bool,
        article_id: int | None = None,
    ) -> None:
        """A short part ends its paste; after a long one, another may come.

        With `article_id` the text is that article's new text.
        """
        person_id, place = context.person.id, (message.chat.id, message.message_id)
        await pastes.keep(self._db, PastePart(person_id, *place, command, raw, message.date, article_id))
        self._stop_timer(person_id)
        if is_long(raw.text):
            self._wait_for_more(context.bot, person_id)
        else:
            await self._finish(context.bot, person_id)

    async def resume(self, bot: Bot) -> None:
        """Continue with what was waiting when the program ended."""
        for paste in await pastes.waiting(self._db):
            if paste.may_go_on:  # the rest of it may still lie at Telegram
                self._wait_for_more(bot, paste.first.person_id)
            else:
                self._finish_soon(bot, paste.first.person_id)

    async def close(self, grace: float = 2) -> None:
        """Answers in progress get `grace` seconds to end; the rest is answered at the next start."""
        if self._finishing:
            await asyncio.wait(self._finishing, timeout=grace)
        tasks = [*self._timers.values(), *self._finishing]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _wait_for_more(self, bot: Bot, person_id: int, pauses: int = 1) -> None:
        self._stop_timer(person_id)
        self._timers[person_id] = asyncio.create_task(self._wait(bot, person_id, pauses))

    async def _wait(self, bot: Bot, person_id: int, pauses: int) -> None:
        for _ in range(pauses):
            await self._pause()
        self._timers.pop(person_id, None)
        self._finish_soon(bot, person_id)

    def _stop_timer(self, person_id: int) -> None:
        timer = self._timers.pop(person_id, None)
        if timer is not None:
            timer.cancel()

    def _finish_soon(self, bot: Bot, person_id: int) -> None:
        task = asyncio.create_task(self._finish(bot, person_id))
        self._finishing.add(task)
        task.add_done_callback(self._finishing.discard)

    async def _finish(self, bot: Bot, person_id: int) -> None:
        """A paste that cannot be answered now delays neither its handler nor other people."""
        turn = self._turns.setdefault(person_id, asyncio.Lock())
        async with turn:
            for paste in await pastes.waiting(self._db, person_id):
                person, place = await self._whose(paste)
                try:
                    answer = self._submit if paste.first.article_id is None else self._revise
                    with briefly():
                        await answer(bot, paste, person, place)
                except TelegramForbiddenError as error:
                    log.warning("a paste of person %d is kept for their next message: %s", person_id, error)
                    continue
                except Exception as error:  # a timer's tick: nobody else would notice
                    if passes(error):
                        self._try_later(bot, person_id, error)
                        continue
                    log.exception("a paste of person %d could not be answered", person_id)
                    with suppress(AiogramError, OSError):
                        await send(bot, person_id, plain(place.say("failed")))
                self._pauses.pop(person_id, None)
                await pastes.done(self._db, paste)

    def _try_later(self, bot: Bot, person_id: int, error: Exception) -> None:
        log.warning("a paste of person %d is tried again later: %s", person_id, error)
        pauses = self._pauses.get(person_id, PAUSES_AGAIN)
        self._wait_for_more(bot, person_id, pauses)
        self._pauses[person_id] = min(2 * pauses, MAX_PAUSES)

    async def _whose(self, paste: Paste) -> tuple[Person, RenderContext]:
        async with self._db.read() as db:
            person = await people.get(db, paste.first.person_id)
            found = await destinations.at(db, Address(paste.first.chat_id))
        if found is None:
            raise LookupError(f"nobody is known in chat {paste.first.chat_id}")
        say = speak(found.language).knowing(await self._own_topics.every_one())
        return person, RenderContext(say, self._clock.now(), found.zone)
