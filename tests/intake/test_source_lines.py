"""What a source repeats from post to post is learnt, and goes from what waits too, in whatever wording."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.intake.corrections import Corrections
from bot.intake.intake import Intake
from bot.intake.rereading import Rereader
from bot.intake.store import StoreResult
from digests.models.texts import RawText
from storage import articles, source_lines
from storage.database import Database
from storage.rows import execute, fetch_value
from tests.intake.test_reindexing import Standing
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

FOOTER = "Зорька. Вступай к своим | Сообщи о событии"
POSTS = (
    "В Таразе археологи нашли клад серебряных монет XII века. Находку передали музею города.",
    "На трассе Актобе — Уральск столкнулись два грузовика. Движение перекрыли до вечера.",
    "Сборная Казахстана выиграла чемпионат Азии по борьбе. Команда взяла шесть золотых медалей.",
    "Нацбанк снизил базовую ставку до 13 процентов. Решение вступит в силу 3 декабря.",
)


class Channel:
    def __init__(self, db: Database) -> None:
        self.db = db
        self.intake = Intake(db, SameProcess())
        self.rereader = Rereader(db, self.intake, Standing())

    async def posts(self, *texts: str, source: str = "Зорька") -> list[int]:
        raws = [RawText(text, source=source) for text in texts]
        entered = await self.intake.add_all(raws, NOW - timedelta(hours=1))
        return [each.article_id for each in entered if isinstance(each, StoreResult)]

    async def one_by_one(self, *texts: str) -> list[int]:
        return [number for text in texts for number in await self.posts(text)]

    async def body(self, article_id: int) -> str:
        async with self.db.read() as db:
            stored = await articles.get(db, article_id)
        assert stored is not None
        return stored.body

    async def reread(self) -> None:
        while await self.rereader.step():
            pass


@pytest.fixture
def channel(db: Database) -> Channel:
    return Channel(db)


def signed(post: str) -> str:
    return f"{post}\n\n{FOOTER}"


async def test_the_third_post_has_no_footer_and_those_before_lose_theirs(channel: Channel) -> None:
    first, second, third = await channel.one_by_one(*map(signed, POSTS[:3]))
    assert FOOTER in await channel.body(first)
    assert FOOTER not in await channel.body(third)
    await channel.reread()
    assert [await channel.body(number) for number in (first, second)] == list(POSTS[:2])


async def test_a_headline_that_an_editor_gave_stays(channel: Channel) -> None:
    (first, _) = await channel.one_by_one(*map(signed, POSTS[:2]))
    corrections = Corrections(channel.db, channel.intake)
    await corrections.set_headline(first, "Мост открыт", seen=0, person_id=1, now=NOW)
    await channel.one_by_one(signed(POSTS[2]))
    await channel.reread()
    assert FOOTER not in await channel.body(first)
    async with channel.db.read() as db:
        stored = await articles.get(db, first)
    assert stored is not None
    assert (stored.article.headline, stored.edited.headline) == ("Мост открыт", "Мост открыт")


async def test_a_batch_is_learnt_of_as_a_whole(channel: Channel) -> None:
    numbers = await channel.posts(*map(signed, POSTS))
    assert [await channel.body(number) for number in numbers] == list(POSTS)


async def test_the_tail_of_a_line_goes_and_the_line_stays(channel: Channel) -> None:
    numbers = await channel.posts(*(f"{post} @zorka_news" for post in POSTS))
    assert [await channel.body(number) for number in numbers] == list(POSTS)


async def test_a_text_is_known_with_its_footer_before_and_after(channel: Channel) -> None:
    first, *_ = await channel.one_by_one(*map(signed, POSTS[:3]))
    await channel.reread()
    assert await channel.posts(signed(POSTS[0])) == [first]


async def test_another_source_keeps_its_line(channel: Channel) -> None:
    await channel.posts(*map(signed, POSTS[:3]))
    (number,) = await channel.posts(signed(POSTS[3]), source="Вечерка")
    assert FOOTER in await channel.body(number)


async def test_what_an_edition_told_stays_as_it_was_told(channel: Channel) -> None:
    (first,) = await channel.posts(signed(POSTS[0]))
    async with channel.db.transaction() as tx:
        await execute(tx, "INSERT INTO issues (id, hash) VALUES (1, 'a')")
        story = await articles.story_of(tx, first)
        await execute(
            tx, "INSERT INTO issue_stories (issue_id, story_id, place, shown) VALUES (1, ?, 0, 1)", story
        )
    await channel.one_by_one(*map(signed, POSTS[1:3]))
    await channel.reread()
    assert FOOTER in await channel.body(first)


async def test_copies_teach_nothing(channel: Channel) -> None:
    again = [f"{POSTS[0]}\n\nФото {number}" for number in range(4)]
    numbers = await channel.one_by_one(*again)
    assert all([POSTS[0] in await channel.body(number) for number in numbers])


async def test_no_more_lines_of_a_source_are_kept_than_the_bound(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_lines, "MAX_LINES", 3)
    await channel.one_by_one(*map(signed, POSTS))
    async with channel.db.read() as db:
        kept = await fetch_value(db, "SELECT count(*) FROM source_lines")
        assert FOOTER not in await channel.body(4)
        assert kept <= 3 + 4
