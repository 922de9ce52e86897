"""The hook: hands each event to what the operator runs, in order for each chat, until it is taken."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.alarms import Alarms
from bot.metrics import HOOK_POSTS
from bot.outlets.contents import read_post
from bot.outlets.hook_body import SIGNATURE_HEADER, hook_body, signature_of
from bot.timing.clock import Clock
from storage import destinations, edition_posts, hook_events
from storage.database import Database, StorageError
from storage.hook_events import HookEvent

if TYPE_CHECKING:
    from aiohttp import ClientSession

AT_ONCE = 8  # chats whose events are on their way at one moment
PAUSE_SECONDS = 1.0
POST_SECONDS = 10.0  # within which the receiver answers
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=5)
MAX_ATTEMPTS = 870  # three days
ATTEMPTS_BEFORE_ALARM = 4  # a minute and more

log = logging.getLogger(__name__)


class HookOutcome(Enum):
    """`NOTHING`: there was nothing to tell any more. `GONE`: the receiver wants no more of any."""

    TAKEN = "taken"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    GONE = "gone"
    NOTHING = "nothing"


class HookLoop:
    """An event stays in its table until it is taken, so that nothing is lost and some come twice.

    Before it is posted its next try is committed: a full disk stops the posting, and no repeat comes sooner.
    """

    def __init__(
        self, db: Database, url: str, secret: str, clock: Clock, alarms: Alarms | None = None
    ) -> None:
        self._db = db
        self._url = url
        self._secret = secret
        self._clock = clock
        self._alarms = alarms or Alarms()

    async def run(self) -> None:
        """Until cancelled, or until the receiver answers 410."""
        from aiohttp import ClientSession, ClientTimeout, DummyCookieJar

        limit, jar = ClientTimeout(POST_SECONDS), DummyCookieJar()
        async with ClientSession(timeout=limit, cookie_jar=jar) as http:
            while await self._go_on(http):
                await self._rest()

    async def _go_on(self, http: ClientSession) -> bool:
        """Post what is due; False when the receiver wants no more."""
        try:
            while outcomes := await self.step(http):
                if HookOutcome.GONE in outcomes:
                    self._alarms.sound("hook-gone")
                    return False
        except StorageError as error:
            self._alarms.storage(error)
        except Exception:  # the loop must outlive what nobody thought of; events stay where they are
            log.exception("the hook failed and goes on")
        return True

    async def _rest(self) -> None:
        await asyncio.sleep(PAUSE_SECONDS)

    async def step(self, http: ClientSession) -> list[HookOutcome]:
        """Post the events that are due, one of a chat; what became of each."""
        now = self._clock.now()
        async with self._db.read() as reader:
            due = await hook_events.list_due(reader, now, AT_ONCE)
        if not due:
            return []
        async with self._db.transaction() as tx:
            await hook_events.count_attempts(tx, [(event, now + wait_after(event)) for event in due])
        outcomes = await asyncio.gather(*(self._hand_over(http, event) for event in due))
        await self._settle(list(zip(due, outcomes, strict=True)))
        return outcomes

    async def _settle(self, done: Sequence[tuple[HookEvent, HookOutcome]]) -> None:
        ended = {HookOutcome.TAKEN, HookOutcome.NOTHING}
        over = [event for event, outcome in done if outcome not in ended and _is_last(event)]
        taken = [event for event, outcome in done if outcome in ended]
        if over or taken:
            async with self._db.transaction() as tx:
                await hook_events.remove(tx, [event.id for event in (*taken, *over)])
        for event, outcome in done:
            HOOK_POSTS.labels(outcome.value).inc()
            if outcome not in ended and event.attempts + 1 >= ATTEMPTS_BEFORE_ALARM:
                self._alarms.sound("hook-away", outcome.value)
        for event in over:
            self._alarms.sound("hook-lost", f"event {event.id} of edition {event.edition_id}")

    async def _hand_over(self, http: ClientSession, event: HookEvent) -> HookOutcome:
        try:
            body = await self._body(event)
        except StorageError as error:
            self._alarms.storage(error)
            return HookOutcome.REFUSED
        except Exception:  # one event must not stop the others
            log.exception("event %d of the hook cannot be put into words", event.id)
            return HookOutcome.REFUSED
        return HookOutcome.NOTHING if body is None else await self._post(http, event, body)

    async def _body(self, event: HookEvent) -> bytes | None:
        """None where nothing is known of the edition any more."""
        async with self._db.read() as reader:
            posts = await edition_posts.of_edition(reader, event.edition_id)
            chat = await destinations.get(reader, event.destination_id)
        told = [each for post in posts if (each := await read_post(self._db, post))]
        if chat is None or chat.kind == "private" or not told:
            return None
        return await asyncio.to_thread(hook_body, event, chat, posts, told)

    async def _post(self, http: ClientSession, event: HookEvent, body: bytes) -> HookOutcome:
        """What goes wrong is in the log without the address, which may hold a secret."""
        from aiohttp import ClientError

        at = int(self._clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            SIGNATURE_HEADER: signature_of(body, self._secret, at),
        }
        try:
            answered = http.post(self._url, data=body, headers=headers, allow_redirects=False)
            async with answered as answer:
                status = answer.status
        except (ClientError, OSError, ValueError) as error:  # a time limit; a host that is no name of one
            log.warning("HOOK_URL does not answer to event %d (%s)", event.id, type(error).__name__)
            return HookOutcome.UNREACHABLE
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return HookOutcome.TAKEN
        log.warning("HOOK_URL answers %d to event %d", status, event.id)
        return HookOutcome.GONE if status == HTTPStatus.GONE else HookOutcome.REFUSED


def wait_after(event: HookEvent) -> timedelta:
    """From the try that is made now to the one after it."""
    doubled: int = 2 ** min(event.attempts, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * doubled)


def _is_last(event: HookEvent) -> bool:
    return event.attempts + 1 >= MAX_ATTEMPTS
