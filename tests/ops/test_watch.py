"""What operators are told unasked: once, in their language, a restart or a refused chat notwithstanding."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.alarms import Alarms, Words
from bot.i18n import INTERFACE_LANGUAGES, Say, speak
from bot.ops.watch import Watch, latest_monday
from bot.timing.clock import SystemClock
from bot.views.admin.watch import ArticleSources, Week, no_articles, week_in_figures
from storage import channel_sources, feeds
from storage.channel_sources import ChannelSource
from storage.database import Database
from storage.rows import execute
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom
from tests.storage.conftest import NOW
from tests.views.admin.test_trends import TRENDS

ALMATY = ZoneInfo("Asia/Almaty")
MONDAY = datetime(2026, 3, 9, 4, tzinfo=UTC)  # 09:00 in Almaty
MINUTE = timedelta(minutes=1)
SILENCE = "No article has come in for a day."
CALM = Week(editions=3, undelivered=0, free=10**10, backups=True, backup_hours=7, calm=True)


class Operators:
    """Their chat, which may be out of reach, and a bot that may be started anew."""

    def __init__(self, db: Database, folder: Path) -> None:
        self.said: list[str] = []
        self.reachable = True
        self.backups: Path | None = None
        self._db = db
        self._folder = folder

    async def _tell(self, words: Words) -> None:
        if not self.reachable:
            raise OSError("no connection")
        self.said.append(words(speak("en")))

    async def look(self, *moments: datetime) -> list[str]:
        """What is told then, each time by a bot that has just started."""
        self.said = []
        for now in moments:
            watch = Watch(
                self._db,
                Alarms(self._tell),
                SystemClock(),
                zone="Asia/Almaty",
                database=self._folder / "news.db",
                backups=self.backups,
            )
            await watch.look(now)
        return self.said


@pytest.fixture
def operators(db: Database, tmp_path: Path) -> Operators:
    return Operators(db, tmp_path)


async def add_feeds(db: Database, *, well: int = 0, failing: int = 0) -> None:
    async with db.transaction() as tx:
        for number in range(well + failing):
            await feeds.add(tx, f"http://{number}/", "", site=None, added_by=None, now=NOW, interval=900)
        await execute(tx, "UPDATE feeds SET failures = 3 WHERE id <= ?", failing)


async def test_a_day_without_an_article_is_told_once_and_so_is_its_end(
    db: Database, operators: Operators
) -> None:
    await Newsroom(db).reports(BRIDGE, added=NOW)
    assert await operators.look(NOW + DAY) == []
    (told,) = await operators.look(NOW + DAY + MINUTE, NOW + DAY + HOUR, NOW + 2 * DAY)
    assert told.startswith(SILENCE)
    await Newsroom(db).reports(BRIDGE_LATER, added=NOW + 2 * DAY)
    assert await operators.look(NOW + 2 * DAY + HOUR, NOW + 2 * DAY + 2 * HOUR) == [
        "Articles are coming in again."
    ]
    (told,) = await operators.look(NOW + 4 * DAY)
    assert told.startswith(SILENCE)


async def test_a_newsroom_that_never_had_an_article_is_left_alone(operators: Operators) -> None:
    assert await operators.look(NOW, NOW + 3 * DAY) == []


@pytest.mark.parametrize(
    ("well_failing_channels", "reason"),
    [
        ((0, 0, 0), "The bot has neither feeds nor channels: add some with /feeds."),
        ((1, 2, 0), "2 of 3 feeds do not answer: /feeds"),
        ((0, 1, 1), "1 of 1 feeds does not answer: /feeds"),
        ((2, 0, 0), "The sources answer, but have nothing new."),
        ((0, 0, 1), "The sources answer, but have nothing new."),
    ],
)
async def test_the_likely_reason_of_a_silence(
    db: Database, operators: Operators, well_failing_channels: tuple[int, int, int], reason: str
) -> None:
    well, failing, channels = well_failing_channels
    await Newsroom(db).reports(BRIDGE, added=NOW)
    await add_feeds(db, well=well, failing=failing)
    async with db.transaction() as tx:
        for number in range(channels):
            await channel_sources.add(tx, ChannelSource(-100 - number, "Канал"), added_by=7, now=NOW)
    assert await operators.look(NOW + 2 * DAY) == [f"{SILENCE} {reason}"]


async def test_what_could_not_be_told_is_told_later(db: Database, operators: Operators) -> None:
    await Newsroom(db).reports(BRIDGE, added=NOW)
    operators.reachable = False
    assert await operators.look(NOW + 2 * DAY) == []
    operators.reachable = True
    assert len(await operators.look(NOW + 2 * DAY + HOUR)) == 1


async def test_a_clock_that_was_ahead_does_not_hide_a_silence(db: Database, operators: Operators) -> None:
    await Newsroom(db).reports(BRIDGE, added=NOW)
    await Newsroom(db).reports(BRIDGE_LATER, added=NOW + 365 * DAY)
    assert len(await operators.look(NOW + 2 * DAY)) == 1


async def test_a_week_in_figures_comes_on_monday_once(
    db: Database, operators: Operators, tmp_path: Path
) -> None:
    copied = (MONDAY - 7 * HOUR).timestamp()
    backup = tmp_path / "newsdigest-2026-03-09.db"
    backup.touch()
    os.utime(backup, (copied, copied))
    operators.backups = tmp_path
    assert await operators.look(MONDAY - 3 * DAY, MONDAY - MINUTE) == []
    await Newsroom(db).reports(BRIDGE, added=MONDAY - HOUR)
    (told,) = await operators.look(MONDAY, MONDAY + HOUR, MONDAY + 20 * HOUR)
    first, *lines, disk, last = told.splitlines()
    assert first == "A calm week."
    assert lines[:2] == ["7 days: 2–8 March", "New articles: 0 (0)"]  # what came today is of the next week
    assert lines[-2:] == ["Editions: 0.", "Every message arrived."]
    assert disk.startswith("Free disk space: ")
    assert last == "The last backup is 7 hours old."


async def test_a_week_with_an_old_backup_is_not_called_calm(operators: Operators, tmp_path: Path) -> None:
    operators.backups = tmp_path
    (told,) = await operators.look(MONDAY - DAY, MONDAY)
    assert told.startswith("The week in figures.")
    assert told.endswith("There is no daily backup yet. Check the log.")


async def test_a_bot_that_was_off_on_monday_tells_when_it_is_back(operators: Operators) -> None:
    assert len(await operators.look(MONDAY - DAY, MONDAY + 2 * DAY, MONDAY + 6 * DAY)) == 1
    assert len(await operators.look(MONDAY + 7 * DAY)) == 1


async def test_without_a_chat_the_log_has_it_once(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    await Newsroom(db).reports(BRIDGE, added=NOW)
    watch = Watch(db, Alarms(), SystemClock(), zone="UTC", database=Path("news.db"), backups=None)
    for hours in (48, 49, 50):
        await watch.look(NOW + hours * HOUR)
    assert caplog.text.count("no article for a day") == 1


@pytest.mark.parametrize("days", range(8))
def test_the_latest_monday_is_at_nine_there(days: int) -> None:
    now = MONDAY + days * DAY
    assert latest_monday(now, ALMATY) == (MONDAY if days < 7 else MONDAY + 7 * DAY)
    assert latest_monday(MONDAY - MINUTE, ALMATY) == MONDAY - 7 * DAY


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_word_is_there_in_each_language(language: str) -> None:
    say = Say(language)  # type: ignore[arg-type]
    words: list[Callable[[Say], str]] = [
        lambda say: week_in_figures(CALM, TRENDS, say),
        lambda say: no_articles(ArticleSources(5, 1, 0), say),
    ]
    assert all("{" not in each(say) and len(each(say)) > 20 for each in words)
