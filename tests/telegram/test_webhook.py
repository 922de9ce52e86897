"""The webhook: what Telegram posts is stored, then answered, then handled, each update once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.alarms import LINES
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from bot.telegram import webhook
from bot.telegram.registration import WebhookElsewhereError, WebhookRefusedError
from bot.telegram.webhook import MAX_BODY, SECRET_HEADER, Webhook
from storage import updates
from storage.database import Database, StorageError
from tests.telegram.conftest import PROXY_HOST, Gate, Newsroom, running

ADDRESS = f"https://{PROXY_HOST}/telegram"
SECRET = "a-secret_of-ours"


@pytest.fixture(autouse=True)
def quick_retries(telegram: Telegram) -> None:
    """Telegram's pauses before it posts again."""

    async def rest(_seconds: float) -> None:
        await asyncio.sleep(0.01)

    telegram.webhook.rest = rest


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return by_webhook(settings)


def by_webhook(settings: Settings, **changes: object) -> Settings:
    chosen = {"http_port": 8080, "webhook_url": ADDRESS, "webhook_secret": SecretStr(SECRET)}
    return settings.model_copy(update=chosen | changes)


def by_polling(settings: Settings) -> Settings:
    return settings.model_copy(update={"webhook_url": None})


@dataclass(frozen=True, slots=True)
class Line:
    """Posts to the bot what a proxy would hand over."""

    http: aiohttp.ClientSession
    url: str

    async def post(self, body: object, secret: str | None = SECRET) -> int:
        data = body if isinstance(body, bytes) or hasattr(body, "__aiter__") else json.dumps(body).encode()
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.http.post(self.url, data=data, headers=headers) as answer:
            assert await answer.read() == b"" or answer.status >= 400
            return answer.status


@pytest.fixture
async def line(newsroom: Newsroom) -> AsyncIterator[Line]:
    async with aiohttp.ClientSession() as http:
        yield Line(http, f"{newsroom.telegram.webhook.proxies[PROXY_HOST]}/telegram")


def message(person: Person, text: str, number: int) -> dict[str, Any]:
    chat = {"id": person.id, "type": "private", "first_name": "Айгуль"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Айгуль", "language_code": "ru"}
    sent = {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": sent}


async def test_people_are_answered_and_telegram_is_told_all_of_it(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/help")
    await reader.receives("/digest")
    await newsroom.idle()
    (entry,) = newsroom.telegram.journal.calls("setWebhook")
    assert (entry.params["url"], entry.params["secret_token"]) == (ADDRESS, SECRET)
    assert {"message", "callback_query", "my_chat_member"} <= set(json.loads(entry.params["allowed_updates"]))
    assert entry.params["max_connections"] == "40"


async def test_what_telegram_sends_again_is_not_handled_again(newsroom: Newsroom, reader: Person) -> None:
    newsroom.telegram.faults.add("lost", method="webhook", times=3)
    await reader.writes("/help")
    await newsroom.idle()
    assert newsroom.telegram.webhook.posts == 4
    assert len(reader.by_bot) == 1


async def test_a_flood_at_once_is_stored_in_few_commits_and_each_is_answered(
    newsroom: Newsroom, line: Line, reader: Person
) -> None:
    reader.chat.started = True
    numbers = [*range(1, 41)] * 3
    statuses = await asyncio.gather(*(line.post(message(reader, "/help", n)) for n in numbers))
    await newsroom.idle()
    assert set(statuses) == {200}
    assert len(reader.by_bot) == 40


async def test_what_comes_late_is_handled_too(newsroom: Newsroom, line: Line, reader: Person) -> None:
    reader.chat.started = True
    assert await line.post(message(reader, "/settings", 50)) == 200
    await newsroom.idle()
    assert await line.post(message(reader, "/help", 49)) == 200
    await newsroom.idle()
    assert [("/digest" in each.text) for each in reader.by_bot] == [False, True]


async def test_without_the_secret_nothing_is_taken_and_nothing_logged(
    newsroom: Newsroom, line: Line, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for secret in (None, "", "another", SECRET[:-1], f"{SECRET}x", SECRET.upper(), "сырсөз"):
        assert await line.post(message(reader, "/help", 60), secret) == 403, secret
    async with newsroom.db.read() as db:
        assert await updates.unfinished(db) == []
    assert reader.by_bot == []
    assert all("another" not in record.getMessage() for record in caplog.records)
    assert all(record.name not in ("bot.telegram.webhook", "aiohttp.server") for record in caplog.records)


async def test_only_posts_are_answered(line: Line) -> None:
    for method in ("GET", "PUT", "DELETE"):
        async with line.http.request(method, line.url, headers={SECRET_HEADER: SECRET}) as answer:
            assert answer.status == 405


UNREADABLE = (
    *(b"", b"{", b"[]", b"null", b'"\xff"', b"[" * 100_000, b"9" * 5000),
    *(b'{"update_id": "1"}', b'{"update_id": true}', b'{"update_id": 1e9}'),
    *(b'{"update_id": -1}', b'{"update_id": 9223372036854775808}'),
)


async def test_what_can_never_be_read_is_left_out_and_holds_up_nothing(
    newsroom: Newsroom, line: Line, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    for body in UNREADABLE:
        caplog.clear()
        assert await line.post(body) == 200, body[:30]
        (said,) = [record for record in caplog.records if "no update" in record.message]
        assert said.levelno == logging.WARNING
    await reader.writes("/help")
    await reader.receives("/digest")


async def test_what_nobody_understands_is_salvaged_as_from_polling(
    newsroom: Newsroom, line: Line, reader: Person
) -> None:
    reader.chat.started = True
    odd = message(reader, "/help", 70)
    odd["message"]["photo"] = 1
    assert await line.post(odd) == 200
    assert await line.post({"update_id": 71, "hologram": {}}) == 200
    await reader.receives("/digest")
    await newsroom.idle()


@pytest.mark.parametrize("typed", ["/search \ud83d", "\ud800 lone", "/follow \udc00а", "/mute \ud800а"])
async def test_half_a_letter_is_read_as_a_sign(
    newsroom: Newsroom, line: Line, reader: Person, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    reader.chat.started = True
    caplog.clear()
    assert await line.post(message(reader, typed, 75)) == 200
    await reader.receives()
    await newsroom.idle()
    assert not caplog.records


async def test_a_body_without_end_is_refused_unread(line: Line) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * MAX_BODY:
            sent += 65536
            yield b" " * 65536

    with suppress(aiohttp.ClientConnectionError):  # if the line is cut before the answer is read
        assert await line.post(endless()) == 413
    assert sent < 100 * MAX_BODY


async def test_a_body_that_does_not_come_is_given_up(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.01)
    never = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await never.wait()

    assert await line.post(slow()) == 408


async def test_who_hangs_up_amid_a_body_leaves_no_traceback(
    newsroom: Newsroom, line: Line, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    host, port = line.url.removeprefix("http://").removesuffix("/telegram").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /telegram HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n"
        + f"{SECRET_HEADER}: {SECRET}\r\n\r\n{{".encode()
    )
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    await reader.writes("/help")
    await reader.receives("/digest")
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_nothing_is_answered_as_taken_that_could_not_be_stored(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram comes again when the disk has room; meanwhile it is told when."""
    rests: list[float] = []

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == 2:
            monkeypatch.undo()

    newsroom.telegram.webhook.rest = rest
    monkeypatch.setattr(updates, "add", full)
    await reader.writes("/help")
    await reader.receives("/digest")
    assert rests == [5, 5]
    assert len(reader.by_bot) == 1


async def full(*_: object) -> frozenset[int]:
    raise StorageError("database or disk is full")


async def test_too_much_at_once_waits_at_telegram(
    newsroom: Newsroom, line: Line, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "MAX_WAITING", 0)
    assert await line.post(message(reader, "/help", 80)) == 503
    async with newsroom.db.read() as db:
        assert await updates.unfinished(db) == []


async def test_after_a_stop_nothing_more_is_taken(newsroom: Newsroom, line: Line, reader: Person) -> None:
    await newsroom.receiver.finish(1)
    assert await line.post(message(reader, "/help", 90)) == 503
    async with newsroom.db.read() as db:
        assert await updates.unfinished(db) == []


async def test_what_was_stored_and_not_handled_is_handled_at_the_next_start(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    """Telegram has not heard that it arrived and posts it again: it is answered once."""
    person = telegram.person("Айгуль", language="ru", started=True)
    gate = Gate()
    gate.rested.clear()
    telegram.faults.add("reset", method="sendMessage")
    telegram.faults.add("lost", method="webhook")
    async with running(db, telegram, settings, gate):
        await person.writes("/help")
        assert await telegram.idle.until(lambda: telegram.webhook.posts)
    telegram.faults.clear()
    async with running(db, telegram, settings, Gate()) as newsroom:
        await person.receives("/digest")
        await newsroom.idle()
    assert len(person.by_bot) == 1


async def test_from_polling_to_a_webhook_and_back_nothing_is_lost_and_nothing_comes_twice(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    """Each way with an update that arrived and of which Telegram has not heard, and one that waits."""
    person = telegram.person("Айгуль", language="ru", started=True)
    ways = [by_polling(settings), settings, by_polling(settings), settings]
    for number, way in enumerate(ways, 1):
        if way.webhook_url:
            telegram.faults.add("lost", method="webhook", times=1)
        async with running(db, telegram, way, Gate()):
            if number > 1:
                await person.receives("Настройки")
            await person.writes("/help")
            await person.receives("/digest")
        await person.writes("/settings")
    async with running(db, telegram, by_polling(settings), Gate()) as newsroom:
        await person.receives("Настройки")
        await newsroom.idle()
    assert len(person.by_bot) == 2 * len(ways)
    assert "drop_pending_updates" not in str(telegram.journal.calls("deleteWebhook")[0].params)


async def test_a_second_start_sets_nothing_anew_and_another_secret_does(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    for way in (settings, settings, by_webhook(settings, webhook_secret=SecretStr("new"))):
        async with running(db, telegram, way, Gate()):
            pass
    assert [entry.params["secret_token"] for entry in telegram.journal.calls("setWebhook")] == [SECRET, "new"]


async def test_without_a_secret_one_is_made_that_nobody_guesses(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    person = telegram.person("Айгуль", language="ru", started=True)
    for _ in range(2):
        async with running(db, telegram, by_webhook(settings, webhook_secret=None), Gate()):
            await person.writes("/help")
            await person.receives("/digest")
    (entry,) = telegram.journal.calls("setWebhook")
    assert len(entry.params["secret_token"]) == 64
    assert telegram.token not in entry.params["secret_token"]


@pytest.mark.parametrize("own", [ADDRESS, None])
async def test_a_webhook_of_another_host_is_left_alone(
    db: Database, telegram: Telegram, settings: Settings, own: str | None
) -> None:
    telegram.webhook.set("https://other.example.org/hook", "x", 40)
    if own is None:
        async with running(db, telegram, by_polling(settings), Gate()) as newsroom:
            with pytest.raises(WebhookElsewhereError, match=r"^other\.example\.org$"):
                await newsroom.receiving
    else:
        with pytest.raises(WebhookElsewhereError, match=r"^other\.example\.org$"):
            async with running(db, telegram, settings, Gate()):
                pass
    assert telegram.webhook.url == "https://other.example.org/hook"


async def test_another_path_of_the_same_host_is_set_anew(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    telegram.webhook.set(f"https://{PROXY_HOST}/old", "x", 40)
    async with running(db, telegram, settings, Gate()):
        assert telegram.webhook.url == ADDRESS


async def test_an_address_that_telegram_does_not_take_ends_the_start_in_its_words(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    private = by_webhook(settings, webhook_url="https://127.0.0.1/hook")
    with pytest.raises(WebhookRefusedError, match=r"IP address 127\.0\.0\.1 is reserved"):
        async with running(db, telegram, private, Gate()):
            pass


def receiver_of(newsroom: Newsroom) -> Webhook:
    assert isinstance(newsroom.receiver, Webhook)
    return newsroom.receiver


async def test_a_webhook_that_was_taken_away_is_set_again(newsroom: Newsroom, reader: Person) -> None:
    newsroom.telegram.webhook.set("", "", 40)
    await reader.writes("/help")
    await receiver_of(newsroom).look()
    await reader.receives("/digest")


async def test_a_webhook_that_somebody_else_sets_ends_the_bot(newsroom: Newsroom) -> None:
    newsroom.telegram.webhook.set("https://other.example.org/hook", "x", 40)
    with pytest.raises(WebhookElsewhereError):
        await receiver_of(newsroom).look()


async def test_an_alarm_sounds_while_nothing_arrives(
    newsroom: Newsroom, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    receiver = receiver_of(newsroom)
    newsroom.telegram.faults.add("reset", method="webhook")
    await reader.writes("/help")
    await receiver.look()
    assert receiver.trouble == ""
    await receiver.look()
    assert receiver.trouble == "updates wait at Telegram and none arrives by the webhook: Connection refused"
    assert f"{LINES['webhook-silent']} (Connection refused)" in caplog.messages
    newsroom.telegram.faults.clear()
    await reader.receives("/digest")
    await receiver.look()
    assert receiver.trouble == ""


async def test_a_look_that_telegram_does_not_answer_is_no_news(newsroom: Newsroom) -> None:
    newsroom.telegram.faults.add("502", method="getWebhookInfo")
    receiver = receiver_of(newsroom)
    before = receiver.last_answer
    await receiver.look()
    assert receiver.last_answer == before
