"""Autopilot: the owner sees an edition half an hour before; silence means what they chose; once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.editions import approvals as service
from bot.editions.approvals import ApprovalPlanner
from bot.worker.process import Worker
from storage import approvals, destinations
from storage.approvals import EditionDraft
from storage.database import Database
from storage.destinations import Address
from storage.preferences import ApprovalRule, Preferences
from storage.rows import fetch_all
from tests.editions.test_planner import BRIDGE, DAY, HOUR, Newsroom, chooses, report
from tests.storage.conftest import NOW

MINUTE = timedelta(minutes=1)
EARLY = NOW - 30 * MINUTE
OWNER = 7
MATCH = report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1.")


class Desk:
    """A channel whose owner sees its editions, and the ticks that serve it."""

    def __init__(self, newsroom: Newsroom, channel: int) -> None:
        self.newsroom = newsroom
        self.channel = channel
        self.approval_planner = ApprovalPlanner(newsroom.db, Worker(), "newsdigest_bot")

    async def tick(self, now: datetime) -> None:
        await self.approval_planner.step(now)
        await self.newsroom.planner.plan_due(now)

    async def proof(self, number: int = 1) -> EditionDraft:
        async with self.newsroom.db.read() as reader:
            found = await approvals.get(reader, number)
        assert found is not None
        return found

    async def rows(self) -> list[tuple[str, bool, str]]:
        """(kind, to the channel, text) of what was made."""
        async with self.newsroom.db.read() as reader:
            found = await fetch_all(
                reader,
                "SELECT outbox.kind, destination_id, text FROM outbox"
                " JOIN messages ON messages.id = message_id ORDER BY outbox.id",
            )
        return [(row["kind"], row["destination_id"] == self.channel, row["text"]) for row in found]


async def desk_of(db: Database, draft: ApprovalRule) -> Desk:
    newsroom = Newsroom(db)
    channel = await newsroom.subscribes(-1001, kind="channel")
    await chooses(newsroom, channel, Preferences(draft=draft, heading="Утро"))
    async with db.transaction() as tx:
        await destinations.add(tx, Address(OWNER), "private", language="ru", zone="Asia/Almaty", now=NOW)
        await destinations.set_owner(tx, channel, OWNER)
        await destinations.set_title(tx, channel, "Канал")
    await newsroom.reports(BRIDGE, added=NOW - 2 * HOUR)
    await newsroom.reports(MATCH, added=NOW - 2 * HOUR)
    return Desk(newsroom, channel)


@pytest.mark.parametrize(
    ("draft", "editions", "said"),
    [
        ("publish", 1, "Выйдет в 09:00, "),
        ("skip", 0, "Выйдет, только если вы его опубликуете."),
    ],
)
async def test_silence_means_what_was_chosen(
    db: Database, draft: ApprovalRule, editions: int, said: str
) -> None:
    desk = await desk_of(db, draft)
    await desk.tick(EARLY - MINUTE)
    assert await desk.rows() == []
    await desk.tick(EARLY)
    ((kind, to_channel, text),) = await desk.rows()
    assert (kind, to_channel) == ("proof", False)
    assert text.startswith(f"<b>Черновик для «Канал». {said}")
    assert "\n\nУтро</b>\n\n<b>Мост открыт" in text
    for moment in (EARLY + MINUTE, NOW - MINUTE, NOW, NOW + MINUTE, NOW + HOUR):
        await desk.tick(moment)
    made = (await desk.rows())[1:]
    assert [(kind, to_channel) for kind, to_channel, _ in made] == [("edition", True)] * editions
    assert (await desk.proof()).state == ("published" if editions else "silent")
    assert all(text.startswith("<b>Утро</b>\n\n<b>Мост открыт") for _, _, text in made)


async def test_pressed_twice_publishes_once(db: Database) -> None:
    desk = await desk_of(db, "skip")
    await desk.tick(EARLY)
    for _ in range(2):
        await service.approve(db, 1)
    assert len(await desk.rows()) == 1  # it keeps its time
    for moment in (NOW, NOW + MINUTE):
        await desk.tick(moment)
        await service.approve(db, 1)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof", "edition"]


async def test_a_late_yes_publishes_at_once_while_it_is_of_use(db: Database) -> None:
    desk = await desk_of(db, "skip")
    await desk.tick(EARLY)
    await desk.tick(NOW)
    await service.approve(db, 1)
    await desk.tick(NOW + HOUR)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof", "edition"]
    late = await desk_of_tomorrow(desk)
    await service.approve(db, late.id)
    await desk.tick(NOW + DAY + 3 * HOUR)
    assert len(await desk.rows()) == 3


async def desk_of_tomorrow(desk: Desk) -> EditionDraft:
    """The next day's proof, to which nobody answered."""
    again = report("Мост чинят", "На мосту через Урал нашли 12 трещин, движение остановлено до мая.")
    await desk.newsroom.reports(again, added=NOW + HOUR)
    await desk.tick(NOW + DAY - 30 * MINUTE)
    await desk.tick(NOW + DAY)
    return await desk.proof(2)


async def test_skipped_stories_come_with_the_next_edition(db: Database) -> None:
    desk = await desk_of(db, "publish")
    await desk.tick(EARLY)
    for _ in range(2):
        await service.skip(db, 1)
    await desk.tick(NOW)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof"]
    await desk.tick(NOW + DAY - 30 * MINUTE)
    assert "Мост открыт" in (await desk.rows())[-1][2]


async def test_a_dropped_story_does_not_go_and_is_not_told(db: Database) -> None:
    desk = await desk_of(db, "publish")
    await desk.tick(EARLY)
    bridge = (await desk.proof()).stories[0].story_id
    for _ in range(2):
        await service.drop(db, 1, bridge)
    await desk.tick(NOW)
    text = (await desk.rows())[-1][2]
    assert "Матч" in text
    assert "Мост" not in text
    await desk.tick(NOW + DAY - 30 * MINUTE)
    assert len((await desk.proof(2)).stories) == 0  # the period begins with the edition that went


async def test_when_all_are_dropped_nothing_goes(db: Database) -> None:
    desk = await desk_of(db, "publish")
    await desk.tick(EARLY)
    for story in (await desk.proof()).stories:
        await service.drop(db, 1, story.story_id)
    await desk.tick(NOW)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof"]


async def test_a_draft_that_is_late_leaves_time_to_answer(db: Database) -> None:
    desk = await desk_of(db, "publish")
    await desk.tick(NOW + 5 * MINUTE)
    await desk.tick(NOW + 14 * MINUTE)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof"]
    await desk.tick(NOW + 15 * MINUTE)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof", "edition"]


async def test_nothing_new_is_no_draft(db: Database) -> None:
    desk = await desk_of(db, "publish")
    async with db.transaction() as tx:
        await destinations.set_topics(tx, desk.channel, frozenset({"sport"}))
    for moment in (EARLY, EARLY + MINUTE, NOW, NOW + MINUTE):
        await desk.tick(moment)
    assert await desk.rows() == []
    assert await desk.newsroom.next_runs() == [NOW + DAY]


@pytest.mark.parametrize("moment", [EARLY, NOW])
async def test_a_crash_before_the_commit_loses_and_doubles_nothing(
    db: Database, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await desk_of(db, "publish")
    if moment == NOW:
        await desk.tick(EARLY)
    with monkeypatch.context() as patch:
        patch.setattr("bot.editions.approvals.outbox.add_all", dies)
        with pytest.raises(KeyboardInterrupt):
            await desk.approval_planner.step(moment)
    for again in (moment, moment + MINUTE, NOW, NOW + MINUTE):
        await desk.tick(again)
    assert [kind for kind, _, _ in await desk.rows()] == ["proof", "edition"]


async def dies(*_: object) -> None:
    raise KeyboardInterrupt
