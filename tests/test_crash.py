"""kill -9 in the middle of 200 editions: nobody misses one, and at most those in flight come twice."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.delivery.loop import MAX_SENDING
from bot.editions import broadcasts
from bot.playground.server import serve
from bot.playground.telegram import Telegram
from bot.playground.world.signals import PATIENCE
from bot.timing.next_run import next_run
from digests.models.stories import Origin
from digests.models.texts import Analysis, Fingerprint, ParsedText, SummarySentence
from storage import articles, destinations, origins, outbox, schedules, stories
from storage.database import Database
from storage.destinations import Address
from storage.schedules import EVERY_DAY
from tests.loopback_web import kept_port
from tests.processes import Forked, bot_process

READERS = 200
FEW = 30
LOOK = 0.1  # seconds at most between two looks into the file of another process


async def prepare(path: Path, telegram: Telegram, readers: int) -> datetime:
    """A story, and so many readers whose digest is due at the minute that is returned."""
    now = datetime.now(UTC)
    db = await Database.open(path)
    async with db.transaction() as tx:
        story_id = await stories.add(tx, now)
        found = Analysis(
            reading=ParsedText(headline="Мост открыт", body="В Атырау открыли мост."),
            language="ru",
            headline="Мост открыт",
            summary=(SummarySentence("В Атырау открыли мост.", 0),),
            topics=(),
            names=(),
            fingerprint=Fingerprint(),
            text_hash="1",
        )
        article_id = await articles.add(tx, found, story_id, added=now, added_by=None)
        await origins.add(tx, article_id, Origin("Курьер", None, now))
        await stories.refresh(tx, story_id)
        due = now.replace(second=0, microsecond=0)
        for number in range(readers):
            telegram.person(f"Читатель {number}", 9000 + number, started=True)
            destination_id = await destinations.add(
                tx, Address(9000 + number), "private", language="ru", zone="UTC", now=now
            )
            await schedules.put(
                tx, destination_id, f"{due:%H:%M}", weekdays=EVERY_DAY, zone="UTC", next_run=due
            )
    await db.close()
    return due


def editions(telegram: Telegram) -> Counter[int]:
    """How many editions each reader has."""
    return Counter(
        {
            person.id: len([m for m in person.by_bot if "Мост" in m.text])
            for person in telegram.people.values()
        }
    )


@asynccontextmanager
async def killed_while_sending(path: Path, telegram: Telegram) -> AsyncIterator[Forked]:
    """The next process, after one that ended with some messages in flight."""
    telegram.faults.add("hang", method="sendMessage", probability=0.3, seconds=0.3)
    async with serve(telegram) as server:
        async with bot_process(server, path) as process:
            await telegram.journal.wait("sendMessage", READERS // 3)
            process.kill()
            await process.wait()
        telegram.faults.clear()
        async with bot_process(server, path) as process:
            yield process


async def test_kill_9_loses_nothing_and_repeats_only_what_was_in_flight(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    telegram = Telegram()
    await prepare(path, telegram, READERS)
    async with killed_while_sending(path, telegram) as process:
        await telegram.journal.wait("sendMessage", READERS)
        await telegram.people[9000 + READERS - 1].sees("Мост")
        await quiet(path, telegram)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    counts = editions(telegram)
    assert min(counts.values()) == 1
    assert max(counts.values()) <= 2
    assert sum(count - 1 for count in counts.values()) <= MAX_SENDING


async def test_kill_9_leaves_nobody_out_of_a_message_to_all(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    telegram = Telegram()
    await prepare_readers(path, telegram, READERS)
    async with killed_while_sending(path, telegram):
        await telegram.people[9000 + READERS - 1].sees("Здравствуйте")
        await quiet(path, telegram)
    counts = [len(person.by_bot) for person in telegram.people.values()]
    assert len(counts) == READERS
    assert min(counts) == 1
    assert sum(counts) - READERS <= MAX_SENDING


async def test_kill_9_loses_no_posted_update_though_telegram_often_hears_no_answer(tmp_path: Path) -> None:
    telegram = Telegram()
    readers = [telegram.person("Читатель", 9000 + number, started=True) for number in range(FEW)]
    telegram.webhook.rest = lambda _seconds: asyncio.sleep(LOOK)
    telegram.faults.add("lost", method="webhook", probability=0.5)
    with kept_port() as port:
        telegram.webhook.proxies["a.kz"] = f"http://127.0.0.1:{port}"
        hook = {"WEBHOOK_URL": "https://a.kz/hook", "HTTP_PORT": str(port)}
        async with serve(telegram) as server:
            for reader in readers:
                await reader.writes("/help")
            async with bot_process(server, tmp_path / "news.db", **hook) as process:
                await telegram.journal.wait("sendMessage", 3)
                process.kill()
                await process.wait()
            async with bot_process(server, tmp_path / "news.db", **hook):
                for reader in readers:
                    await reader.receives()
                await telegram.settled()
    assert max(len(reader.by_bot) for reader in readers) <= 2


async def prepare_readers(path: Path, telegram: Telegram, readers: int) -> None:
    """So many, and a message to all of them that an admin has just sent."""
    now = datetime.now(UTC)
    db = await Database.open(path)
    async with db.transaction() as tx:
        for number in range(9000, 9000 + readers):
            telegram.person(f"Читатель {number}", number, started=True)
            await destinations.add(tx, Address(number), "private", language="ru", zone="UTC", now=now)
    number, count = await broadcasts.draft(db, 1, 1, "Здравствуйте", now)
    assert count == readers
    await broadcasts.send(db, number, now)
    await db.close()


async def quiet(path: Path, telegram: Telegram) -> None:
    """Until nothing is due and nothing waits in the outbox."""
    db = await Database.open(path)
    async with asyncio.timeout(PATIENCE):
        while True:
            async with db.read() as reader:
                due = await schedules.list_due(reader, datetime.now(UTC), 1)
                if not due and not await outbox.count_unfinished(reader):
                    break
            await telegram.idle.wait(LOOK)
    await db.close()


async def test_a_run_is_neither_forgotten_nor_repeated_by_a_crash(tmp_path: Path) -> None:
    """Killed at once after the start, again and again, each reader's next run is tomorrow's."""
    path = tmp_path / "news.db"
    telegram = Telegram()
    due = await prepare(path, telegram, FEW)
    async with serve(telegram) as server:
        for sent in (1, 5):
            async with bot_process(server, path) as process:
                await telegram.journal.wait("sendMessage", sent)
                process.kill()
        async with bot_process(server, path):
            await quiet(path, telegram)
    db = await Database.open(path)
    async with db.read() as reader:
        runs = await schedules.list_due(reader, datetime.now(UTC) + timedelta(days=2), FEW + 1)
    await db.close()
    assert {run.next_run for run in runs} == {next_run(f"{due:%H:%M}", EVERY_DAY, "UTC", due)}
    assert len(runs) == FEW
    assert min(editions(telegram).values()) == 1
