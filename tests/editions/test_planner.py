"""Planning: what is due becomes one edition with its outbox row and its next run, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, count, product
from typing import ParamSpec, TypeVar

import pytest

from bot.editions.planner import Planned, Planner, useful_until
from bot.timing.next_run import next_run
from bot.views.common.context import RenderContext
from bot.views.common.message import Message
from bot.views.reader.digest import edition_message
from bot.worker.process import Worker, WorkerError
from digests.models.digest import Digest
from digests.models.stories import Origin
from digests.models.texts import TOPICS, Analysis, Fingerprint, ParsedText, SummarySentence
from digests.models.wishes import ToldStories
from storage import articles, destinations, editions, origins, outbox, preferences, schedules, stories
from storage.database import Database
from storage.destinations import Address, ChatKind
from storage.preferences import Preferences, SourceRule
from storage.rows import fetch_all
from storage.schedules import EVERY_DAY
from tests.storage.conftest import NOW

P = ParamSpec("P")
T = TypeVar("T")

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

_hashes = count()


def report(headline: str, sentence: str, topic: str = "society") -> Analysis:
    return Analysis(
        reading=ParsedText(headline=headline, body=sentence),
        language="ru",
        headline=headline,
        summary=(SummarySentence(sentence, 0),),
        topics=(topic,),
        names=(),
        fingerprint=Fingerprint(),
        text_hash=str(next(_hashes)),
    )


class Newsroom:
    """A database with readers and stories, and the planner over it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.planner = Planner(db, Worker(), "newsdigest_bot")

    async def subscribes(
        self, chat_id: int = 1, local_time: str = "09:00", run: datetime = NOW, kind: ChatKind = "private"
    ) -> int:
        async with self.db.transaction() as tx:
            destination_id = await destinations.add(
                tx, Address(chat_id), kind, language="ru", zone="Asia/Almaty", now=NOW
            )
            await schedules.put(
                tx, destination_id, local_time, weekdays=EVERY_DAY, zone="Asia/Almaty", next_run=run
            )
        return destination_id

    async def reports(
        self, found: Analysis, *, story_id: int | None = None, added: datetime = NOW - HOUR
    ) -> int:
        """Store a report; the number of its story."""
        async with self.db.transaction() as tx:
            story_id = story_id if story_id is not None else await stories.add(tx, added)
            article_id = await articles.add(tx, found, story_id, added=added, added_by=None)
            await origins.add(tx, article_id, Origin("Курьер", None, added))
            await stories.refresh(tx, story_id)
        return story_id

    async def texts(self) -> list[str]:
        async with self.db.read() as reader:
            rows = await fetch_all(
                reader,
                "SELECT text FROM outbox JOIN messages ON messages.id = message_id ORDER BY outbox.id",
            )
        return [row["text"] for row in rows]

    async def next_runs(self) -> list[datetime]:
        async with self.db.read() as reader:
            return [run.next_run for run in await schedules.list_due(reader, NOW + 400 * DAY, 99)]


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


BRIDGE = report("Мост открыт", "В Атырау открыли мост через Урал длиной 700 метров.")
BRIDGE_LATER = report("Мост закрыт", "На мосту через Урал нашли 12 трещин, движение остановлено до мая.")


async def test_a_due_schedule_becomes_an_edition_and_its_next_run(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=1)
    (text,) = await newsroom.texts()
    assert "Мост открыт" in text
    assert "700 метров" in text
    assert await newsroom.next_runs() == [NOW + DAY]
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=0, editions=0)


async def test_what_is_not_due_stays(newsroom: Newsroom) -> None:
    await newsroom.subscribes(run=NOW + HOUR)
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=0, editions=0)


async def test_an_empty_edition_is_not_sent_and_the_next_time_is_set(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=0)
    assert await newsroom.texts() == []
    assert await newsroom.next_runs() == [NOW + DAY]


async def test_a_story_comes_once_unless_it_developed(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    story_id = await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(runs=1, editions=0)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + DAY + HOUR)
    assert await newsroom.planner.plan_due(NOW + 2 * DAY) == Planned(runs=1, editions=1)
    update = (await newsroom.texts())[-1]
    assert "12 трещин" in update
    assert "700 метров" not in update


async def test_a_paused_destination_gets_nothing_and_keeps_its_time(newsroom: Newsroom) -> None:
    destination_id = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    async with newsroom.db.transaction() as tx:
        await destinations.pause(tx, destination_id, "asked", NOW)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=0)
    assert await newsroom.next_runs() == [NOW + DAY]


async def test_topics_are_respected(newsroom: Newsroom) -> None:
    destination_id = await newsroom.subscribes()
    await newsroom.reports(BRIDGE)
    await newsroom.reports(report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1.", "sport"))
    async with newsroom.db.transaction() as tx:
        await destinations.set_topics(tx, destination_id, frozenset({"sport"}))
    await newsroom.planner.plan_due(NOW)
    (text,) = await newsroom.texts()
    assert "Сункар" in text
    assert "Мост" not in text


@pytest.mark.parametrize(
    ("kind", "late", "editions"),
    [("private", 14 * HOUR, 1), ("private", 16 * HOUR, 0), ("channel", HOUR, 1), ("channel", 3 * HOUR, 0)],
)
async def test_after_downtime_an_edition_goes_while_it_is_of_use(
    newsroom: Newsroom, kind: ChatKind, late: timedelta, editions: int
) -> None:
    await newsroom.subscribes(kind=kind)
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW + late) == Planned(1, editions)
    following = next_run("09:00", EVERY_DAY, "Asia/Almaty", NOW + late)
    assert await newsroom.next_runs() == [following]


async def test_stories_of_a_missed_edition_are_in_the_next(newsroom: Newsroom) -> None:
    await newsroom.subscribes(kind="channel")
    await newsroom.reports(
        report("Раньше", "Акимат утвердил бюджет города на 2026 год."), added=NOW - 2 * DAY
    )
    await newsroom.planner.plan_due(NOW - DAY)
    await newsroom.reports(BRIDGE)
    missed = NOW + 5 * HOUR
    assert await newsroom.planner.plan_due(missed) == Planned(1, 0)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(1, 1)
    assert "Мост открыт" in (await newsroom.texts())[-1]


async def test_two_late_times_of_one_reader_become_one_edition(newsroom: Newsroom) -> None:
    await newsroom.subscribes(local_time="09:00", run=NOW)
    await newsroom.subscribes(local_time="12:00", run=NOW + 3 * HOUR)
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW + 4 * HOUR) == Planned(runs=2, editions=1)


async def test_one_readers_failure_does_not_stop_the_others(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await newsroom.subscribes(1)
    await newsroom.subscribes(2)
    await newsroom.reports(BRIDGE)
    async with newsroom.db.transaction() as tx:
        await destinations.set_language(tx, one, "kk")

    def fails_in_kazakh(digest: Digest, look: RenderContext) -> tuple[Message, Digest]:
        if look.say.language == "kk":
            raise ZeroDivisionError
        return edition_message(digest, look)

    monkeypatch.setattr("bot.editions.rendering.edition_message", fails_in_kazakh)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=2, editions=1)


async def test_an_edition_that_fails_to_arrive_is_untold(newsroom: Newsroom) -> None:
    from bot.delivery.outcomes import Rejected
    from bot.delivery.settle import settle

    destination_id = await newsroom.subscribes()
    story_id = await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    async with newsroom.db.transaction() as tx:
        (row,) = await outbox.claim(tx, "me", now=NOW, lease_until=NOW + HOUR, limit=9)
        assert await editions.told_stories(tx, destination_id, [story_id]) != ToldStories()
        await settle(tx, [(row, Rejected("never"))], NOW)
        assert await editions.told_stories(tx, destination_id, [story_id]) == ToldStories()


async def test_many_readers_share_one_text(newsroom: Newsroom) -> None:
    for chat_id in range(1, 31):
        await newsroom.subscribes(chat_id)
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=30, editions=30)
    async with newsroom.db.read() as reader:
        assert len(await fetch_all(reader, "SELECT id FROM messages")) == 1


class Counting(Worker):
    """Computes here, and counts how often it was asked; with `broken` it fails each time."""

    def __init__(self, *, broken: bool = False) -> None:
        super().__init__()
        self.calls = 0
        self._broken = broken

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self.calls += 1
        if self._broken:
            raise WorkerError
        return function(*args, **kwargs)


async def subscribe_all_ways(newsroom: Newsroom) -> int:
    """Readers in three languages of the interface, each of them with other topics; how many."""
    wishes = list(product(("ru", "kk", "en"), combinations(TOPICS, 3)))
    for chat_id, (language, topics) in enumerate(wishes, 1):
        one = await newsroom.subscribes(chat_id)
        async with newsroom.db.transaction() as tx:
            await destinations.set_language(tx, one, language)  # type: ignore[arg-type]
            await destinations.set_topics(tx, one, frozenset(topics))
    for topic in TOPICS:
        await newsroom.reports(report(topic, f"В Атырау сказали слово {topic}.", topic))
    return len(wishes)


async def test_many_wishes_take_few_round_trips_and_each_gets_its_own(newsroom: Newsroom) -> None:
    count = await subscribe_all_ways(newsroom)
    newsroom.planner = Planner(newsroom.db, worker := Counting(), "newsdigest_bot")
    assert await newsroom.planner.plan_due(NOW) == Planned(count, count)
    assert 0 < worker.calls <= 4
    texts = await newsroom.texts()
    assert len(set(texts)) == count
    assert all(sum(f"слово {topic}" in text for topic in TOPICS) == 3 for text in texts)


async def test_without_the_worker_a_thread_composes(newsroom: Newsroom) -> None:
    count = await subscribe_all_ways(newsroom)
    newsroom.planner = Planner(newsroom.db, worker := Counting(broken=True), "newsdigest_bot")
    assert await newsroom.planner.plan_due(NOW) == Planned(count, count)
    assert worker.calls


async def test_the_first_wait_for_telegram_while_others_are_planned(newsroom: Newsroom) -> None:
    for chat_id in range(1, 51):
        await newsroom.subscribes(chat_id)
    await newsroom.reports(BRIDGE)
    calls: list[int] = []
    await newsroom.planner.plan_due(NOW, lambda: calls.append(1))
    assert len(calls) == 3
    assert len(await newsroom.texts()) == 50


async def test_what_is_not_planned_when_it_stops_stays_due(newsroom: Newsroom) -> None:
    for chat_id in range(1, 51):
        await newsroom.subscribes(chat_id)
    await newsroom.reports(BRIDGE)
    stopped = await newsroom.planner.plan_due(NOW, newsroom.planner.stop)
    assert 0 < stopped.runs == stopped.editions < 50
    async with newsroom.db.read() as reader:
        assert len(await schedules.list_due(reader, NOW, 99)) == 50 - stopped.runs


async def test_of_several_missed_runs_the_latest_counts(newsroom: Newsroom) -> None:
    await newsroom.subscribes(run=NOW - 2 * DAY)
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(runs=1, editions=1)
    assert await newsroom.next_runs() == [NOW + DAY]


def test_a_late_evening_edition_is_of_use_after_midnight() -> None:
    late = NOW + 14 * HOUR + timedelta(minutes=30)  # 23:30
    assert useful_until(late, "Asia/Almaty", "private") == late + 2 * HOUR
    assert useful_until(NOW, "Asia/Almaty", "private") == NOW + 15 * HOUR
    assert useful_until(NOW, "Asia/Almaty", "channel") == NOW + 2 * HOUR


async def chooses(newsroom: Newsroom, destination_id: int, chosen: Preferences) -> None:
    async with newsroom.db.transaction() as tx:
        await preferences.put(tx, destination_id, chosen)


async def sent(newsroom: Newsroom) -> list[tuple[int, str, bool, int | None]]:
    """(part, operation, silent, target) of the rows that wait; what waits counts as sent then, as 900…"""
    async with newsroom.db.transaction() as tx:
        rows = await fetch_all(tx, "SELECT * FROM outbox WHERE state = 'pending' ORDER BY id")
        await tx.execute(
            "UPDATE outbox SET state = 'sent', sent_as = 900 + ref WHERE state = 'pending' AND part = 0"
        )
        await tx.execute("UPDATE outbox SET state = 'sent', sent_as = 900 + ref WHERE operation = 'pin'")
    return [(row["part"], row["operation"], bool(row["silent"]), row["target"]) for row in rows]


async def test_two_languages_are_two_posts_of_one_edition(newsroom: Newsroom) -> None:
    number = await newsroom.subscribes(kind="channel")
    await chooses(newsroom, number, Preferences(second_language="kk", silent=True))
    story = await newsroom.reports(BRIDGE)
    kazakh = replace(BRIDGE, headline="Көпір ашылды", language="kk", text_hash="kk")
    await newsroom.reports(kazakh, story_id=story)
    assert await newsroom.planner.plan_due(NOW) == Planned(1, 1)
    russian, in_kazakh = await newsroom.texts()
    assert "Мост открыт" in russian
    assert "Көпір ашылды" in in_kazakh
    assert await sent(newsroom) == [(0, "send", True, None), (1, "send", True, None)]


async def test_a_heading_and_a_signature_frame_the_post(newsroom: Newsroom) -> None:
    number = await newsroom.subscribes(kind="channel")
    await chooses(newsroom, number, Preferences(heading="Утро <3", signature="@kanal"))
    await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    (text,) = await newsroom.texts()
    assert text.startswith("<b>Утро &lt;3</b>\n\n<b>Мост открыт")
    assert text.endswith("</i>\n\n@kanal")


async def test_yesterdays_pin_gives_way(newsroom: Newsroom) -> None:
    number = await newsroom.subscribes(kind="channel")
    await chooses(newsroom, number, Preferences(pinned=True))
    story_id = await newsroom.reports(BRIDGE)
    await newsroom.planner.plan_due(NOW)
    assert await sent(newsroom) == [(0, "send", False, None), (8, "pin", True, None)]
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    assert await sent(newsroom) == [
        (0, "send", False, None), (8, "pin", True, None), (9, "unpin", False, 901),
    ]  # fmt: skip


async def test_too_few_stories_wait_for_the_next_edition(newsroom: Newsroom) -> None:
    number = await newsroom.subscribes(kind="channel")
    await chooses(newsroom, number, Preferences(least=2))
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(1, 0)
    await newsroom.reports(report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1."), added=NOW + HOUR)
    assert await newsroom.planner.plan_due(NOW + DAY) == Planned(1, 1)
    (text,) = await newsroom.texts()
    assert all(headline in text for headline in ("Мост", "Матч"))


@pytest.mark.parametrize(
    ("rule", "sources", "editions"),
    [("hide", ["Курьер"], 0), ("only", ["Курьер"], 1), ("only", ["Другой"], 0), ("hide", ["Другой"], 1)],
)
async def test_sources_are_hidden_or_the_only_ones(
    newsroom: Newsroom, rule: SourceRule, sources: list[str], editions: int
) -> None:
    number = await newsroom.subscribes()
    await chooses(newsroom, number, Preferences(source_rule=rule, sources=tuple(sources)))
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW) == Planned(1, editions)


async def test_a_late_edition_is_of_use_as_long_as_was_chosen(newsroom: Newsroom) -> None:
    number = await newsroom.subscribes(kind="channel")
    await chooses(newsroom, number, Preferences(useful_hours=5))
    await newsroom.reports(BRIDGE)
    assert await newsroom.planner.plan_due(NOW + 4 * HOUR) == Planned(1, 1)
