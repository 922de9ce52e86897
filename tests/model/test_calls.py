"""Calls to a model's server over real HTTP: bounded, counted, and none while it rests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from pydantic import SecretStr

from bot.model.breaker import ModelBreaker
from bot.model.calls import Calls, NotNowError
from bot.model.client import ModelClient, ModelError, Reply
from bot.settings import DailyLimit
from storage import model_usage
from storage.database import Database
from storage.model_usage import ModelUse
from tests import model_server as servers
from tests.counted import counted
from tests.model_server import ModelServer, model_server
from tests.storage.conftest import NOW

pytestmark = pytest.mark.extra

DAY = timedelta(days=1)
GENEROUS = DailyLimit(100, 100_000)
QUESTION = [{"role": "user", "content": "Which?"}]


@dataclass
class Hand:
    """A clock that only the test moves, of the calendar and of seconds."""

    at: datetime = NOW
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def passes(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class Line:
    """Calls to a server of the tests."""

    db: Database
    server: ModelServer
    client: ModelClient
    clock: Hand = field(default_factory=Hand)
    limit: DailyLimit = GENEROUS

    def __post_init__(self) -> None:
        self.calls = Calls(
            self.db, self.client, self.limit, self.clock, ModelBreaker(lambda: self.clock.seconds)
        )

    async def ask(self) -> Reply:
        return await self.calls.make("choice", lambda client: client.chat("test", QUESTION, {}))

    async def fault(self) -> str:
        with pytest.raises(ModelError) as caught:
            await self.ask()
        return caught.value.fault

    async def use(self) -> list[tuple[str, int, int]]:
        async with self.db.read() as db:
            found = await model_usage.of_day(db, self.clock.at)
        return [(use.outcome, use.calls, use.tokens) for use in found]


@asynccontextmanager
async def calling(
    db: Database, limit: DailyLimit = GENEROUS, time_limit: float = 30.0
) -> AsyncIterator[Line]:
    async with model_server() as server:
        client = ModelClient(server.url, SecretStr("sk-secret"), time_limit=time_limit)
        try:
            yield Line(db, server, client, limit=limit)
        finally:
            await client.close()


async def test_a_good_answer_is_counted_with_its_tokens(db: Database) -> None:
    async with calling(db) as line:
        before = counted("model_calls_total", purpose="choice", outcome="answered")
        line.server.says("ten")
        assert await line.ask() == Reply("ten", 900)
        assert line.server.headers[0]["Authorization"] == "Bearer sk-secret"
        assert await line.use() == [("answered", 1, 900)]
        assert counted("model_calls_total", purpose="choice", outcome="answered") == before + 1


async def test_no_key_of_the_environment_goes_out(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-something-else")
    async with model_server() as server:
        client = ModelClient(server.url, None)
        await client.chat("test", QUESTION, {})
        await client.close()
        assert "sk-of-something-else" not in str(server.headers)


BAD = {
    "hangs": (servers.hangs, "slow"),
    "streams nothing": (servers.streams_nothing, "slow"),
    "breaks off": (servers.breaks_off, "unreachable"),
    "is empty": (servers.is_empty, "unreadable"),
    "is a page": (servers.is_prose, "unreadable"),
    "says too much": (servers.says_too_much, "unreadable"),
}


@pytest.mark.parametrize("how", BAD)
async def test_each_bad_answer_has_a_name(how: str, db: Database) -> None:
    answer, fault = BAD[how]
    async with calling(db, time_limit=0.2 if fault == "slow" else 30.0) as line:
        line.server.answers(answer)
        assert await line.fault() == fault
        assert await line.use() == [(fault, 1, 0)]


REFUSALS = [
    (500, "", "failing", 0.0),
    (503, "", "failing", 0.0),
    (429, "", "limited", 30.0),
    (429, "insufficient_quota", "no-money", 3600.0),
    (402, "", "no-money", 3600.0),
    (401, "", "not-let-in", 600.0),
    (404, "model_not_found", "not-let-in", 600.0),
    (400, "context_length_exceeded", "not-taken", 0.0),
]


@pytest.mark.parametrize(("status", "code", "fault", "rest"), REFUSALS)
async def test_each_refusal_has_a_name_and_a_rest(
    status: int, code: str, fault: str, rest: float, db: Database
) -> None:
    async with calling(db) as line:
        line.server.fails(status, code)
        assert await line.fault() == fault
        assert line.calls.breaker.remaining == rest
        assert len(line.server.asked) == 1  # the library repeats nothing that is paid


async def test_who_asks_for_patience_gets_it(db: Database) -> None:
    async with calling(db) as line:
        line.server.fails(429, Retry_After="77")
        assert await line.fault() == "limited"
        line.clock.passes(76)
        with pytest.raises(NotNowError):
            await line.ask()
        line.clock.passes(1)
        line.server.says("ten")
        assert (await line.ask()).text == "ten"
        assert line.calls.breaker.fault is None


@pytest.mark.parametrize(
    ("said", "rest"), [("nan", 30.0), ("-5", 30.0), ("9" * 40, 3600.0), ("Wed, 21", 30.0)]
)
async def test_patience_has_bounds(said: str, rest: float, db: Database) -> None:
    async with calling(db) as line:
        line.server.fails(429, Retry_After=said)
        await line.fault()
        assert line.calls.breaker.remaining == rest


async def test_a_server_that_fails_rests_ever_longer(db: Database) -> None:
    async with calling(db) as line:
        line.server.fails(500)
        rests = []
        for _ in range(12):
            await line.fault()
            rests.append(line.calls.breaker.remaining)
            line.clock.passes(rests[-1])
        assert rests[:6] == [0, 0, 30, 60, 120, 240]
        assert rests[-1] == 1800
        assert (await line.use())[0] == ("failing", 12, 0)


async def test_a_server_that_is_gone_is_unreachable(db: Database) -> None:
    async with calling(db) as line:
        gone = ModelClient("http://127.0.0.1:9/v1", None)
        line.calls.client = gone
        assert await line.fault() == "unreachable"
        await gone.close()


async def test_no_redirect_is_followed(db: Database) -> None:
    async with calling(db) as line, model_server() as elsewhere:
        line.server.fails(307, Location=f"{elsewhere.url}/chat/completions")
        assert await line.fault() == "not-let-in"
        assert elsewhere.asked == []


@pytest.mark.parametrize("limit", [DailyLimit(2, 100_000), DailyLimit(100, 1_500)])
async def test_no_more_calls_than_the_day_allows(limit: DailyLimit, db: Database) -> None:
    async with calling(db, limit) as line:
        await line.ask()
        await line.ask()
        with pytest.raises(NotNowError):
            await line.ask()
        assert len(line.server.asked) == 2
        line.clock.at += DAY
        await line.ask()


async def test_a_call_in_which_the_program_was_killed_is_counted(db: Database) -> None:
    """What is written before it is all that a killed program leaves."""
    async with db.transaction() as tx:
        assert await model_usage.reserve(tx, NOW, "choice", 1, 100)
    async with calling(db, DailyLimit(1, 100)) as line:
        with pytest.raises(NotNowError):
            await line.ask()
    async with db.read() as reader:
        assert await model_usage.of_day(reader, NOW) == [ModelUse("choice", "unknown", 1, 0)]
