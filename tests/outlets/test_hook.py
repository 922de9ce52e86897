"""The hook: each edition of a group or channel and each change of one reaches the receiver, signed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.alarms import LINES, Alarms
from bot.cli import playground
from bot.delivery import settle
from bot.editions.corrections.propagate import CorrectionPropagator
from bot.intake.embargoes import Embargoes
from bot.intake.intake import Intake
from bot.outlets import hook_loop
from bot.outlets.hook_loop import MAX_ATTEMPTS, HookLoop, HookOutcome
from bot.outlets.wiring import switch_hook
from bot.playground.world.signals import PATIENCE
from bot.settings import Settings
from storage import database as stored
from storage import hook_events
from storage.database import Database, StorageError
from storage.rows import execute, fetch_all
from tests.editions.test_planner import DAY, HOUR
from tests.loopback_web import Web, serving
from tests.outlets.conftest import BRIDGE, LINK, MATCH, Press
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

SECRET = "a secret of sixteen"
PATH = "/hook-with-a-secret-path"
MINUTE = timedelta(minutes=1)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class HandClock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Receiver:
    """What the operator runs. `answers` are the statuses that it gives in turn, then 204."""

    site: Web
    answers: list[int] = field(default_factory=list)
    got: list[dict[str, Any]] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.site.url(PATH)

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        signature = request.headers["X-Newsdigest-Signature"]
        sent, signed = (part.partition("=")[2] for part in signature.split(","))
        right = hmac.new(SECRET.encode(), f"{sent}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signed, right)
        self.got.append(json.loads(body))
        return web.Response(status=self.answers.pop(0) if self.answers else 204)

    def types(self) -> list[tuple[str, int]]:
        return [(event["type"], event["edition"]) for event in self.got]


@dataclass
class Line:
    """The loop between a press and its receiver, whose steps are taken by hand."""

    press: Press
    receiver: Receiver
    loop: HookLoop
    http: aiohttp.ClientSession
    clock: HandClock
    alarms: list[str]

    async def hands_over(self, at: datetime | None = None) -> list[HookOutcome]:
        """Until nothing is due."""
        self.clock.at = at or self.clock.at
        outcomes: list[HookOutcome] = []
        while some := await self.loop.step(self.http):
            outcomes += some
        return outcomes

    async def follows(self, at: datetime) -> None:
        await CorrectionPropagator(self.press.db, "newsdigest_bot").follow(at)

    async def waiting(self) -> list[int]:
        async with self.press.db.read() as reader:
            return [row["id"] for row in await fetch_all(reader, "SELECT id FROM hook_events ORDER BY id")]


class HeardAlarms(Alarms):
    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        self._heard = heard

    def sound(self, trouble: Any, detail: str = "") -> None:  # noqa: ANN401
        assert trouble in LINES
        self._heard.append(trouble)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with serving() as site:
        receiver = Receiver(site)
        site.pages[PATH] = receiver.take
        yield receiver


@asynccontextmanager
async def line_to(press: Press, receiver: Receiver) -> AsyncIterator[Line]:
    heard: list[str] = []
    clock = HandClock()
    loop = HookLoop(press.db, receiver.url, SECRET, clock, HeardAlarms(heard))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(hook_loop.POST_SECONDS)) as http:
        yield Line(press, receiver, loop, http, clock, heard)


@pytest.fixture
async def line(press: Press, receiver: Receiver) -> AsyncIterator[Line]:
    async with press.db.transaction() as tx:
        await hook_events.gather(tx)
    async with line_to(press, receiver) as line:
        yield line


async def test_an_edition_is_posted_when_it_is_made(line: Line) -> None:
    await line.press.channel(title="\u200bНовости\u202eдня\x1b")
    await line.press.subscribes(7)  # a private chat
    story = await line.press.has(BRIDGE)
    await line.press.plans()
    assert await line.hands_over() == [HookOutcome.TAKEN]
    (event,) = line.receiver.got
    (post,) = event.pop("posts")
    (told,) = post.pop("stories")
    assert event == {
        "id": "1",
        "type": "edition",
        "at": "2026-03-02T04:00:00Z",
        "chat": {"id": -100, "thread": 0, "kind": "channel", "title": "Новости дня "},
        "edition": 1,
        "made": "2026-03-02T04:00:00Z",
        "kind": "digest",
        "retracted": [],
    }
    assert post["language"] == "ru"
    assert f'<a href="{LINK.replace("&", "&amp;")}">Курьер</a>' in post["html"]
    sentence = "В Атырау открыли мост через Урал длиной 700 метров."
    assert told == {
        "number": story,
        "headline": "Мост открыт",
        "language": "ru",
        "update": False,
        "sentences": [{"text": sentence, "source": "Курьер", "link": LINK}],
        "sources": [{"source": "Курьер", "link": LINK}],
        "steps": [],
    }
    assert await line.waiting() == []


async def test_corrections_and_retractions_follow(line: Line) -> None:
    await line.press.channel()
    await line.press.has(BRIDGE)
    second = await line.press.has(MATCH)
    await line.press.publishes()
    await line.hands_over()
    await line.press.revises(NOW + HOUR)
    await line.follows(NOW + HOUR)
    await line.hands_over(NOW + HOUR)
    await line.press.retracts(NOW + 2 * HOUR, 2)
    await line.follows(NOW + 2 * HOUR)
    await line.hands_over(NOW + 2 * HOUR)
    await line.press.retracts(NOW + 3 * HOUR)
    await line.follows(NOW + 3 * HOUR)
    await line.hands_over(NOW + 3 * HOUR)
    assert line.receiver.types() == [("edition", 1), ("correction", 1), ("retraction", 1), ("retraction", 1)]
    texts = [json.dumps(event["posts"], ensure_ascii=False) for event in line.receiver.got]
    assert ["700" in text for text in texts] == [True, False, False, False]
    assert ["900" in text for text in texts] == [False, True, True, False]
    assert ["4:1" in text for text in texts] == [True, True, False, False]
    assert [event["retracted"] for event in line.receiver.got] == [[], [], [second], [1, second]]
    assert line.receiver.got[3]["posts"] == []
    await line.press.restores(NOW + 4 * HOUR)
    await line.follows(NOW + 4 * HOUR)
    await line.hands_over(NOW + 4 * HOUR)
    assert "900" in json.dumps(line.receiver.got[-1]["posts"])


async def test_what_waited_while_it_changed_is_posted_as_it_is_now(line: Line) -> None:
    """Also when Telegram has not got it yet, and when nothing is left of it."""
    await line.press.channel(-1)
    await line.press.channel(-2)
    await line.press.has(BRIDGE)
    await line.press.plans()
    await line.press.retracts(NOW + MINUTE)
    await line.follows(NOW + MINUTE)
    await line.hands_over(NOW + MINUTE)
    assert {event["type"] for event in line.receiver.got} == {"retraction"}
    assert {event["edition"] for event in line.receiver.got} == {1, 2}
    assert "700" not in str(line.receiver.got)


async def test_what_is_held_is_not_posted(line: Line) -> None:
    """By an editor who holds it while the event waits; those that were told before hear of it."""
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.has(MATCH)
    await line.press.publishes()
    embargoes = Embargoes(line.press.db, Intake(line.press.db, SameProcess()))
    await embargoes.hold(1, NOW + DAY, person_id=1, now=NOW + MINUTE)
    await line.hands_over()
    await line.follows(NOW + MINUTE)
    await embargoes.hold(2, NOW + DAY, person_id=1, now=NOW + 2 * MINUTE)
    await line.follows(NOW + 2 * MINUTE)
    await line.hands_over(NOW + HOUR)
    assert line.receiver.types() == [("edition", 1), ("retraction", 1), ("retraction", 1)]
    assert "700" not in str(line.receiver.got)
    assert line.receiver.got[-1]["posts"] == []


async def test_an_edition_that_never_arrived_is_taken_back(line: Line) -> None:
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    await line.hands_over()
    async with line.press.db.transaction() as tx:
        await settle.cancel_expired(tx, NOW + DAY)
    await line.press.plans(NOW + DAY)
    await line.hands_over(NOW + DAY)
    assert line.receiver.types() == [("edition", 1), ("retraction", 1), ("edition", 2)]


async def test_what_is_refused_comes_again_with_its_number_ever_more_seldom(line: Line) -> None:
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    line.receiver.answers = [500, 404, 302, 400, 429]
    waits = []
    for _ in range(5):
        assert await line.hands_over() == [HookOutcome.REFUSED]
        async with line.press.db.read() as reader:
            (row,) = await fetch_all(reader, "SELECT not_before FROM hook_events")
        waits.append(row["not_before"] - int(line.clock.at.timestamp()))
        assert await line.hands_over(line.clock.at + timedelta(seconds=waits[-1] - 1)) == []
        line.clock.at += timedelta(seconds=1)
    assert waits == [10, 20, 40, 80, 160]
    assert await line.hands_over() == [HookOutcome.TAKEN]
    assert [event["id"] for event in line.receiver.got] == ["1"] * 6
    assert line.alarms == ["hook-away", "hook-away"]


async def test_a_chat_keeps_its_order_and_does_not_hold_up_others(line: Line) -> None:
    await line.press.channel(-1, title="Первый")
    await line.press.channel(-2, title="Второй")
    await line.press.has(BRIDGE)
    await line.press.publishes()

    async def refuse_the_first(request: web.Request) -> web.StreamResponse:
        answer = await line.receiver.take(request)
        first = line.receiver.got[-1]["chat"]["title"] == "Первый"
        return web.Response(status=503) if first else answer

    line.receiver.site.pages[PATH] = refuse_the_first
    await line.hands_over()
    await line.press.has(MATCH, NOW + HOUR)
    await line.press.publishes(NOW + DAY)
    await line.hands_over(NOW + DAY)
    line.receiver.site.pages[PATH] = line.receiver.take
    await line.hands_over(NOW + 2 * DAY)
    of_first = [event["edition"] for event in line.receiver.got if event["chat"]["title"] == "Первый"]
    of_second = [event["edition"] for event in line.receiver.got if event["chat"]["title"] == "Второй"]
    assert (sorted(set(of_first)), of_first == sorted(of_first), len(of_first)) == ([1, 3], True, 4)
    assert of_second == [2, 4]


async def test_after_three_days_an_event_is_given_up(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    spent = timedelta()
    for attempts in range(MAX_ATTEMPTS - 1):
        event = hook_events.HookEvent(1, 1, 1, False, NOW, attempts)
        spent += hook_loop.wait_after(event)
    assert timedelta(days=3) <= spent < timedelta(days=3, hours=1)
    async with line.press.db.transaction() as tx:
        await execute(tx, "UPDATE hook_events SET attempts = ?", MAX_ATTEMPTS - 2)
    line.receiver.answers = [500, 500]
    await line.hands_over()
    assert await line.waiting() == [1]
    await line.hands_over(NOW + HOUR)
    assert await line.waiting() == []
    assert line.alarms == ["hook-away", "hook-away", "hook-lost"]


async def test_a_receiver_that_wants_no_more_gets_no_more(line: Line) -> None:
    await line.press.channel(-1)
    await line.press.channel(-2)
    await line.press.has(BRIDGE)
    await line.press.plans()
    line.receiver.answers = [410, 410]
    async with asyncio.timeout(PATIENCE):
        await line.loop.run()
    assert line.alarms == ["hook-gone"]
    assert await line.waiting() == [1, 2]
    assert set(await line.hands_over(NOW + HOUR)) == {HookOutcome.TAKEN}  # as after another start


async def test_a_redirect_is_not_followed(line: Line) -> None:
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    elsewhere = line.receiver.site.page("/elsewhere", b"ok")
    line.receiver.site.page(PATH, status=307, Location=elsewhere)
    assert await line.hands_over() == [HookOutcome.REFUSED]
    assert [request.path for request in line.receiver.site.asked] == [PATH]


async def test_what_is_answered_besides_the_status_is_not_read(line: Line) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 65536)

    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    line.receiver.site.pages[PATH] = endless
    assert await line.hands_over() == [HookOutcome.TAKEN]


async def test_a_receiver_that_hangs_is_given_up_for_now(
    press: Press, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    monkeypatch.setattr(hook_loop, "POST_SECONDS", 0.05)
    receiver.site.pages[PATH] = hangs
    async with press.db.transaction() as tx:
        await hook_events.gather(tx)
    await press.channel()
    await press.has(BRIDGE)
    await press.plans()
    async with line_to(press, receiver) as line:
        assert await line.hands_over() == [HookOutcome.UNREACHABLE]
        assert await line.waiting() == [1]


async def test_after_a_kill_it_comes_again_and_nothing_is_lost(line: Line, database_path: Path) -> None:
    """Killed while the receiver has the event and has not answered."""
    arrived, forever = asyncio.Event(), asyncio.Event()

    async def hold(request: web.Request) -> web.StreamResponse:
        await line.receiver.take(request)
        arrived.set()
        await forever.wait()
        return web.Response()

    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    line.receiver.site.pages[PATH] = hold
    running = asyncio.create_task(line.loop.run())
    async with asyncio.timeout(PATIENCE):
        await arrived.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    line.receiver.site.pages[PATH] = line.receiver.take
    again = await Database.open(database_path)
    try:
        loop = HookLoop(again, line.receiver.url, SECRET, line.clock)
        line.clock.at += MINUTE
        assert await loop.step(line.http) == [HookOutcome.TAKEN]
    finally:
        await again.close()
    assert [event["id"] for event in line.receiver.got] == ["1", "1"]
    assert await line.waiting() == []


async def test_secrets_stay_out_of_the_log(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    line.receiver.answers = [500]
    await line.hands_over()
    for url in ("http://127.0.0.1:9", "http://a..b", f"http://{'b' * 70}.example", "http://[::1"):
        async with line.press.db.transaction() as tx:
            await execute(tx, "UPDATE hook_events SET not_before = 0")
        loop = HookLoop(line.press.db, url + PATH, SECRET, line.clock)
        assert await loop.step(line.http) == [HookOutcome.UNREACHABLE]
    assert "HOOK_URL answers 500 to event 1" in caplog.text
    assert "HOOK_URL does not answer to event 1" in caplog.text
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot."))
    assert PATH not in told
    assert SECRET not in told


async def test_without_the_setting_nothing_is_gathered_and_what_waited_goes(press: Press) -> None:
    def settings(url: str | None) -> Settings:
        return Settings(_env_file=None, hook_secret=SECRET, hook_url=url)  # type: ignore[call-arg, arg-type]

    async def waiting() -> int:
        async with press.db.read() as reader:
            return len(await fetch_all(reader, "SELECT 1 FROM hook_events"))

    await press.channel()
    await press.has(BRIDGE)
    await press.plans()
    assert await waiting() == 0
    await switch_hook(settings("http://127.0.0.1:9000/"), press.db)
    await press.has(MATCH, NOW + HOUR)
    await press.plans(NOW + DAY)
    assert await waiting() == 1
    await switch_hook(settings(None), press.db)
    assert await waiting() == 0


async def test_while_nothing_can_be_stored_nothing_is_posted(
    line: Line, database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else what was taken would be posted again every second."""
    await line.press.channel()
    await line.press.has(BRIDGE)
    await line.press.plans()
    monkeypatch.setattr(stored, "BUSY_TIMEOUT_MS", 1)
    impatient = await Database.open(database_path)
    holder = sqlite3.connect(database_path)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StorageError):
            await HookLoop(impatient, line.receiver.url, SECRET, line.clock).step(line.http)
        assert line.receiver.got == []
    finally:
        holder.close()
        await impatient.close()
    assert await line.hands_over() == [HookOutcome.TAKEN]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://127.0.0.1:9000/a", True),
        ("http://localhost:9000", True),
        ("http://[::1]:9000", True),
        ("https://site.example.org/hook", False),
        ("http://127.0.0.1.example.org/", False),
        (None, False),
    ],
)
def test_the_playground_posts_to_this_machine_alone(url: str | None, kept: bool) -> None:
    chosen = Settings(_env_file=None, hook_secret=SECRET, hook_url=url)  # type: ignore[call-arg, arg-type]
    assert (playground._settings(chosen, "http://127.0.0.1:1").hook_url is not None) == kept
