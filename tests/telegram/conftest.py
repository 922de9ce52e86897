"""A bot that runs: its dispatcher polls the embedded Telegram over HTTP, its database is real."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response
from aiogram.types import File, Message, Update, User
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.app import make_receiver
from bot.delivery.loop import OutboxLoop
from bot.editions.progress_messages import MAX_PAUSE
from bot.intake.feeds.check import Feeds
from bot.intake.intake import ArticleAdded, Intake
from bot.playground.server import Server
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.playground.world.signals import PATIENCE
from bot.samples.newsroom import load_samples
from bot.settings import Settings
from bot.telegram.client import Session
from bot.telegram.dispatcher import build_dispatcher
from bot.telegram.inbox import Inbox
from bot.telegram.middlewares.arrivals import ArrivalMiddleware
from bot.telegram.middlewares.rate_limit import TokenBuckets
from bot.telegram.polling import Polling
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from bot.telegram.webhook import Webhook
from bot.web.fetcher import WebFetcher
from bot.worker.process import TooMuchError, Worker, WorkerError, _compute
from digests.models.texts import NEWS_LANGUAGES, Language, RawText
from storage.database import Database
from tests.closing import close
from tests.loopback_web import NoNames, Web
from tests.telegram.signatures import remembered_signatures

P = ParamSpec("P")
T = TypeVar("T")

EDITOR = 7
PROXY_HOST = "bot.example.org"
KEPT = (  # pydantic would make them anew for each test
    Response[User],
    Response[list[Update]],
    Response[Message],
    Response[Message | bool],
    Response[bool],
    Response[File],
)


class SameProcess(Worker):
    """Computes here what goes in and out as bytes: the real worker needs a second to start in each test."""

    async def _run(self, limit: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        request = pickle.dumps((function, args, kwargs))
        good, result = pickle.loads(await asyncio.to_thread(_answer, request))  # noqa: S301  # our own
        if not good:
            kind = TooMuchError if result is None else WorkerError
            raise kind(f"{function.__name__}: {result}")
        return cast("T", result)


def _answer(request: bytes) -> bytes:
    return pickle.dumps(_compute(request))


class Gate:
    """Stands for the two seconds after a part of a paste: they pass when a test says so.

    Also for the pauses before a call is made again (`rests`, in seconds), which pass at once unless held.
    """

    def __init__(self) -> None:
        self._passed = asyncio.Semaphore(0)
        self.rests: list[float] = []
        self.rested = asyncio.Event()
        self.rested.set()

    async def rest(self, seconds: float) -> None:
        self.rests.append(seconds)
        await self.rested.wait()

    async def pause(self) -> None:
        await self._passed.acquire()

    def two_seconds_pass(self) -> None:
        self._passed.release()


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The running bot's inside, to prepare and to look at."""

    db: Database
    feeds: Feeds
    intake: Intake
    telegram: Telegram
    gate: Gate
    url: str
    inbox: Inbox
    receiver: Polling | Webhook
    dispatcher: Dispatcher
    receiving: asyncio.Task[None]

    async def has(self, *stories: str, languages: Sequence[Language] = NEWS_LANGUAGES) -> list[ArticleAdded]:
        """The sample articles of these stories, added an hour ago."""
        samples = load_samples(self.telegram.now())
        found = [s.raw for s in samples if s.story in stories and s.language in languages]
        added = [await self.adds(raw) for raw in found]
        return [result for result in added if isinstance(result, ArticleAdded)]

    @asynccontextmanager
    async def delivering(self, pacer: Pacer | None = None) -> AsyncIterator[None]:
        """What waits in the outbox goes out."""
        bot = Bot(self.telegram.token, session=Session(None, api=TelegramAPIServer.from_base(self.url)))
        outbox = OutboxLoop(self.db, TelegramSender(bot, pacer or Pacer(30), self.db), self.telegram.clock)
        task = asyncio.create_task(outbox.run())
        yield
        outbox.stop()
        await task
        await close(bot)

    async def shows_progress(self, later: timedelta = MAX_PAUSE) -> int:
        """Messages that tell how far something has come are looked at; how many were changed.

        With a negative `later` the bot's clock alone was set back.
        """
        now = self.telegram.clock.move(max(later, timedelta())) + min(later, timedelta())
        bot = Bot(self.telegram.token, session=Session(None, api=TelegramAPIServer.from_base(self.url)))
        changed: int = await self.dispatcher["progress_messages"].step(now, TelegramSender(bot, Pacer(30)))
        await close(bot)
        return changed

    async def idle(self) -> None:
        """Until all that happened so far has been handled."""
        updates = self.telegram.updates
        assert await updates.changed.until(lambda: updates.pending == 0 or None)
        await self.inbox.finish(PATIENCE)

    async def adds(self, raw: RawText) -> object:
        return await self.intake.add(raw, added_by=EDITOR, now=self.telegram.now() - timedelta(hours=1))


@pytest.fixture(scope="session", autouse=True)
def quick_dispatchers() -> Iterator[None]:
    with remembered_signatures():
        yield


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="session")
def usual_settings() -> Settings:
    """To read the environment takes as long as a message."""
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # pydantic-settings adds it
        admin_ids=frozenset({EDITOR}),
    )


@pytest.fixture
def settings(usual_settings: Settings, server: Server, site: Web, tmp_path: Path) -> Settings:
    own = {
        "database_path": tmp_path / "news.db",
        "telegram_api_url": server.url,
        "fetch_allowed_private_hosts": frozenset({site.host}),
    }
    return usual_settings.model_copy(update=own)


@asynccontextmanager
async def behind_proxy(receiver: Polling | Webhook, telegram: Telegram) -> AsyncIterator[None]:
    """What is posted to `PROXY_HOST` reaches the receiver, if it listens at all."""
    if not receiver.routes():
        yield
        return
    app = web.Application()
    app.add_routes(receiver.routes())
    async with TestServer(app) as listening:
        telegram.webhook.proxies[PROXY_HOST] = f"http://127.0.0.1:{listening.port}"
        yield


@asynccontextmanager
async def running(
    db: Database,
    telegram: Telegram,
    settings: Settings,
    gate: Gate,
    *,
    buckets: TokenBuckets | None = None,
    pacer: Pacer | None = None,
) -> AsyncIterator[Newsroom]:
    """The bot, from its start to its end; its patience is endless, for tests are quicker than people.

    Most tests do without a pacer, at which their readers would wait.
    """
    worker = SameProcess()
    allowed = settings.fetch_allowed_private_hosts
    fetcher = WebFetcher(telegram.clock, allowed=allowed, resolver=NoNames())
    intake = Intake(db, worker, settings.default_timezone)
    session = Session(None, api=TelegramAPIServer.from_base(settings.telegram_api_url), rest=gate.rest)
    session.middleware(ArrivalMiddleware(db))
    if pacer is not None:
        session.middleware(pacer)
    bot = Bot(telegram.token, session=session)
    dispatcher = build_dispatcher(
        db=db,
        clock=telegram.clock,
        intake=intake,
        worker=worker,
        settings=settings,
        fetcher=fetcher,
        paste_pause=gate.pause,
        buckets=buckets or TokenBuckets(burst=1_000_000),
    )
    await dispatcher["paste_collector"].resume(bot)
    inbox = Inbox(bot, dispatcher, db, telegram.clock)
    receiver = make_receiver(settings, bot, db, inbox)
    try:
        async with behind_proxy(receiver, telegram):
            await receiver.prepare()
            task = asyncio.create_task(receiver.run())
            yield Newsroom(
                db,
                dispatcher["feeds"],
                intake,
                telegram,
                gate,
                settings.telegram_api_url,
                inbox,
                receiver,
                dispatcher,
                task,
            )
            task.cancel()
            await receiver.finish(1)
    finally:
        await dispatcher["paste_collector"].close()
        await close(bot)
        await fetcher.close()


@pytest.fixture
async def newsroom(
    db: Database, telegram: Telegram, settings: Settings, gate: Gate
) -> AsyncIterator[Newsroom]:
    async with running(db, telegram, settings, gate) as newsroom:
        yield newsroom


@pytest.fixture
def reader(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Айгуль", language="ru")


@pytest.fixture
def editor(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Ержан", EDITOR, language="ru", role="editor")
