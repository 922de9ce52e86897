"""What is held shows nowhere before its time, and is let out exactly once, as news of then."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.answers import digest, history, latest, search, story, topic
from bot.cli.export import records
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.hold_notices import GATHERED, HoldNotices
from bot.editions.planner import Planner
from bot.intake.corrections import Corrections
from bot.intake.embargoes import Embargoes
from bot.intake.intake import ArticleAdded, ArticleKnown, Intake
from bot.ops.clock_repair import repair, repair_at_start
from bot.subscribers import follows, privacy
from digests.formats.jsonl import Record, read_line, write_record
from digests.models.texts import UNTIL_LET_GO, RawText
from digests.overview.overview import Subject
from digests.search.queries import read_query
from storage import articles, destinations, mutes, schedules, statistics, stories
from storage import follows as kept_follows
from storage.articles import StoredArticle
from storage.database import Database
from storage.destinations import Address, Destination
from storage.rows import fetch_all, fetch_value
from storage.schedules import EVERY_DAY
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNTIL = NOW + 6 * HOUR
PUBLIC = (
    "В Павлодаре 1 марта открыли новый мост через Иртыш длиной 1240 метров. Движение по нему начнётся в мае, "
    "сообщил аким области Асаин Байханов. Строительство обошлось в 18 млрд тенге и длилось четыре года."
)
HELD = (
    "Новый мост через Иртыш длиной 1240 метров в Павлодаре назвали именем Бектурова. Аким Асаин Байханов "
    "объявил, что мост за 18 млрд тенге закроют на ремонт. Трещины нашёл инженер Жантуаров."
)
SECRETS = ("жантуаров", "трещин", "ремонт")
WORDS = (
    "Бектуров",
    "Жантуароф",
    "мост Иртыш",
)  # one with a slip, which other words that are known might mend


class Desk:
    """A public article and a held one of the same event, and a reader who wants to know all."""

    def __init__(self, db: Database, reader: Destination) -> None:
        self.db, self.reader = db, reader
        self.intake = Intake(db, SameProcess(), "Asia/Almaty")
        self.embargoes = Embargoes(db, self.intake)
        self.corrections = Corrections(db, self.intake)

    async def adds(
        self, text: str, held_until: datetime | None = None, *, source: str = "Курьер", now: datetime = NOW
    ) -> StoredArticle:
        raw = RawText(text, source=source)
        added = await self.intake.add(raw, added_by=None, now=now, held_until=held_until)
        assert isinstance(added, ArticleAdded)
        return added.article

    async def article(self, number: int) -> StoredArticle:
        async with self.db.read() as db:
            stored = await articles.get(db, number)
        assert stored is not None
        return stored

    async def story_of(self, number: int) -> list[int]:
        """The articles that readers see in its story."""
        stored = await self.article(number)
        async with self.db.read() as db:
            found = await stories.get(db, stored.story_id)
        return [article.id for article in found.articles] if found else []

    async def shown(self, now: datetime) -> str:
        """Whatever there is for a reader to see at this time, in small letters."""
        db, reader = self.db, self.reader
        seen: list[object] = []
        for words in WORDS:
            said = words.casefold()
            seen.append(await search.find(db, read_query(said), reader, page=0, now=now, said=said))
            subject = Subject(words=words)
            seen.append(await topic.about(db, reader, subject, period=7 * DAY, now=now))
            seen.append(await topic.latest(db, reader, subject, now))
        seen += [await digest.digest(db, reader, period=period, now=now) for period in (DAY, 7 * DAY)]
        for number in range(1, 6):
            seen.append(await story.tell(db, reader, number, now))
            found = await digest.story(db, number)
            seen.append(found)
            if found:
                seen += await story.similar(db, found, now)
        seen.append(await latest.last_news(db, reader, now))
        await FollowAlerts(db, "newsdigest_bot").step(now)
        await Planner(db, SameProcess(), "newsdigest_bot").plan_due(now)
        past = await history.history(db, reader, 0)
        seen += [past, *[await history.opened(db, reader, one.id) for one in past.editions]]
        for follow in await self.followed():
            seen += await follows.caught(db, follow, now - 30 * DAY)
        async with db.read() as tx:
            seen += [row["text"] for row in await fetch_all(tx, "SELECT text FROM messages")]
            kept = await mutes.of_destination(tx, reader.id)
            seen.append(await mutes.kept_back(tx, kept, since=now - DAY, until=now, languages=("ru",)))
            seen.append(await articles.live(tx, range(1, 9)))
        seen.append((await privacy.export(db, reader.address.chat_id, now)).decode())
        return repr(seen).casefold()

    async def followed(self) -> list[kept_follows.Follow]:
        async with self.db.read() as db:
            return await kept_follows.of_destination(db, self.reader.id)

    async def counted(self, now: datetime) -> tuple[int, int]:
        async with self.db.read() as db:
            return await statistics.articles(db, now - DAY)


@pytest.fixture
async def desk(db: Database) -> Desk:
    async with db.transaction() as tx:
        number = await destinations.add(
            tx, Address(7), "private", language="ru", zone="Asia/Almaty", now=NOW - DAY
        )
        await schedules.put(
            tx,
            number,
            "09:00",
            weekdays=EVERY_DAY,
            zone="Asia/Almaty",
            next_run=NOW + 10 * timedelta(minutes=1),
        )
        reader = (await destinations.get_many(tx, [number]))[number]
    desk = Desk(db, reader)
    await follows.follow(db, number, "Бектуров", NOW)
    for follow in await desk.followed():
        await follows.set_alert(db, number, follow.number, alert=True)
    await desk.adds(PUBLIC)
    await desk.adds(HELD, UNTIL)
    return desk


async def test_nothing_of_a_held_article_shows_anywhere_until_its_time(desk: Desk) -> None:
    for now in (NOW + timedelta(minutes=11), UNTIL - timedelta(seconds=1)):
        assert await desk.embargoes.step(now) == 0
        seen = await desk.shown(now)
        assert "байханов" in seen
        assert [word for word in SECRETS if word in seen] == []
        assert await desk.counted(now) == (1, 1)
        assert (await desk.story_of(1), await desk.story_of(2)) == ([1], [])
    assert await desk.embargoes.step(UNTIL) == 1
    assert await desk.story_of(2) == [1, 2]
    seen = await desk.shown(UNTIL + DAY)
    assert [word for word in SECRETS if word in seen] == list(SECRETS)
    assert await desk.counted(UNTIL) == (2, 2)


async def test_it_is_let_out_once_as_news_of_then(desk: Desk) -> None:
    async with desk.db.read() as db:
        before = await fetch_value(db, "SELECT max(number) FROM releases")
    again = Embargoes(desk.db, Intake(desk.db, SameProcess()))  # after a restart
    for let_go in (1, 0, 0):
        assert await again.step(UNTIL + HOUR) == let_go
    assert await desk.embargoes.step(UNTIL - DAY) == 0
    async with desk.db.read() as db:
        row = (await fetch_all(db, "SELECT release, added_at FROM articles WHERE id = 2"))[0]
        assert row["release"] == before + 1 == await fetch_value(db, "SELECT max(number) FROM releases")
    assert row["added_at"] == (UNTIL + HOUR).timestamp()
    assert await FollowAlerts(desk.db, "newsdigest_bot").step(UNTIL + HOUR) == 1
    assert await FollowAlerts(desk.db, "newsdigest_bot").step(UNTIL + HOUR) == 0


async def test_a_step_that_is_cut_off_lets_nothing_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("bot.intake.embargoes.follow_alerts.open_again", dies)
        with pytest.raises(KeyboardInterrupt):
            await desk.embargoes.step(UNTIL)
    assert (await desk.article(2)).held_until == UNTIL
    assert await desk.story_of(1) == [1]
    assert await desk.embargoes.step(UNTIL) == 1
    assert await desk.story_of(1) == [1, 2]


async def test_a_clock_that_is_set_moves_no_time_that_somebody_chose(desk: Desk) -> None:
    await repair(desk.db, NOW - DAY)
    await repair_at_start(desk.db, NOW - 30 * DAY)
    assert (await desk.article(2)).held_until == UNTIL
    assert await desk.embargoes.step(NOW) == 0
    assert await desk.embargoes.step(UNTIL + 30 * DAY) == 1


async def test_what_is_retracted_before_its_time_stays_away_and_may_come_back(desk: Desk) -> None:
    await desk.corrections.retract(2, person_id=1, now=NOW)
    await desk.corrections.restore(2, person_id=1, now=NOW)
    assert (await desk.article(2)).held_until == UNTIL
    assert await desk.story_of(2) == []
    await desk.corrections.retract(2, person_id=1, now=NOW)
    assert await desk.embargoes.step(UNTIL) == 1
    assert await desk.story_of(2) == []
    await desk.corrections.restore(2, person_id=1, now=UNTIL + HOUR)
    assert 2 in await desk.story_of(2)


async def test_a_new_text_and_a_new_headline_keep_the_hold(desk: Desk) -> None:
    await desk.corrections.revise(2, RawText(HELD.replace("Бектурова", "Сатпаева")), now=NOW, person_id=1)
    await desk.corrections.set_headline(2, "Мост Бектурова", seen=9, person_id=1, now=NOW)
    await desk.corrections.archive(2, archived=True, person_id=1, now=NOW)
    await desk.corrections.archive(2, archived=False, person_id=1, now=NOW)
    assert (await desk.article(2)).held_until == UNTIL
    seen = await desk.shown(NOW + HOUR)
    assert [word for word in (*SECRETS, "сатпаев") if word in seen] == []
    await desk.embargoes.step(UNTIL)
    assert await desk.story_of(2) == [1, 2]


async def test_what_readers_saw_already_leaves_their_screens_and_comes_back(desk: Desk) -> None:
    await desk.embargoes.let_go(2, person_id=1, now=NOW)
    assert await desk.story_of(1) == [1, 2]
    await desk.shown(NOW + timedelta(minutes=11))
    await desk.embargoes.hold(2, UNTIL, person_id=1, now=NOW + HOUR)
    assert (await desk.story_of(1), await desk.story_of(2)) == ([1], [])
    async with desk.db.transaction() as tx:
        await tx.execute("DELETE FROM messages WHERE id NOT IN (SELECT message_id FROM outbox)")
        await tx.execute("DELETE FROM editions")
        await tx.execute("DELETE FROM outbox")
        await tx.execute("DELETE FROM messages")
    seen = await desk.shown(NOW + 2 * HOUR)
    assert [word for word in SECRETS if word in seen] == []
    await desk.embargoes.step(UNTIL)
    assert await desk.story_of(1) == [1, 2]


async def test_a_hold_is_changed_and_has_no_time_where_none_is_told(desk: Desk) -> None:
    await desk.embargoes.hold(2, UNTIL + DAY, person_id=1, now=NOW)
    assert await desk.embargoes.step(UNTIL) == 0
    await desk.embargoes.hold(2, UNTIL_LET_GO, person_id=1, now=NOW)
    assert await desk.embargoes.step(NOW + 900 * DAY) == 0
    assert (await desk.embargoes.let_go(2, person_id=1, now=NOW)) == await desk.article(2)
    assert await desk.story_of(1) == [1, 2]


async def test_a_text_in_no_dialogue_is_held_by_its_own_words_and_editors_are_told_once(desk: Desk) -> None:
    texts = (
        f"Эмбарго до 15:00\n{HELD} Мост длинный.",
        f"Под эмбарго\n{PUBLIC} Мост широкий.",
        PUBLIC + " Да.",
    )
    await desk.intake.add_all([RawText(text, source="Лента") for text in texts], NOW, kind="feed")
    held = [(await desk.article(number)).held_until for number in (3, 4, 5)]
    assert held == [NOW + 6 * HOUR, UNTIL_LET_GO, None]
    notices = HoldNotices(desk.db, [7])
    assert await notices.step(NOW + GATHERED - timedelta(seconds=1)) == 0
    assert await notices.step(NOW + GATHERED) == 1
    assert await notices.step(NOW + DAY) == 0
    async with desk.db.read() as db:
        (text,) = [row["text"] for row in await fetch_all(db, "SELECT text FROM messages")]
    assert "3 текста под эмбарго" in text


async def test_a_copy_from_elsewhere_is_told_to_editors_and_lets_nothing_out(desk: Desk) -> None:
    await HoldNotices(desk.db, [7]).step(NOW + GATHERED)
    known = await desk.intake.add(RawText(HELD, source="Болтун"), added_by=None, now=NOW + HOUR)
    assert isinstance(known, ArticleKnown)
    assert known.article.held_until == UNTIL
    await HoldNotices(desk.db, [7]).step(NOW + HOUR + GATHERED)
    async with desk.db.read() as db:
        text = await fetch_value(db, "SELECT text FROM messages ORDER BY id DESC LIMIT 1")
    assert "Болтун" in text
    await desk.intake.add(
        RawText(f"Эмбарго до 15:00\n{HELD}", source="Пресс-служба"), added_by=None, now=NOW + HOUR
    )
    assert await HoldNotices(desk.db, [7]).step(NOW + DAY) == 0


async def test_an_export_carries_the_hold_and_an_import_takes_it(desk: Desk) -> None:
    (_, exported) = [record async for record in records(desk.db)]
    assert exported.held_until == UNTIL
    read = read_line(write_record(exported).encode())
    assert isinstance(read, Record)
    assert read == exported
    other = replace(read, text=read.text + " Это всё.", headline="Другой")
    await desk.intake.add_all([other], NOW + HOUR)
    assert (await desk.article(3)).held_until == UNTIL
    await desk.intake.add_all([replace(other, text=other.text + " Да.")], UNTIL)
    assert (await desk.article(4)).held_until is None
