"""Full texts past their time go; what is told of them stays, and can be worked with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cli.export import records
from bot.intake.corrections import ArticleMissing, TextRevised, TextUnchanged
from bot.intake.reindexing import Reindexer
from bot.ops.retention import compact_index, thin
from digests.formats.jsonl import Record, read_line, write_record
from digests.models.texts import RawText
from storage import articles, reindexing, text_hashes
from storage.articles import StoredArticle
from storage.database import Database
from storage.rows import fetch_value
from tests.answers.test_search import found as search
from tests.intake.test_corrections import Desk
from tests.intake.test_reindexing import Standing
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM

LATER = NOW + timedelta(days=31)
THINGS = ("войлоком", "керамикой", "гобеленом", "бирюзой", "янтарём", "мозаикой", "витражом", "сукном")
LINES = " ".join(f"Дальний зал украсили {thing} и пригласили туда друзей." for thing in THINGS)
WHOLE = f"{MUSEUM}\n\n{LINES}\n\nГости расписались в книге пожеланий."
ANEW = WHOLE.replace("Сауле Ермекова", "Айнур Жакенова")


@pytest.fixture
async def desk(db: Database) -> Desk:
    desk = Desk(db)
    await desk.adds(WHOLE, source="Вести")
    return desk


async def article(db: Database) -> StoredArticle:
    async with db.read() as reader:
        stored = await articles.get(reader, 1)
    assert stored is not None
    return stored


async def test_what_is_told_stays_and_nothing_else(desk: Desk, db: Database) -> None:
    before = await article(db)
    gone = next(thing for thing in THINGS if thing not in str(before.article.summary))
    assert len((await search(db, gone)).stories) == 1
    assert await thin(db, LATER) == 1
    assert await thin(db, LATER) == 0
    now = await article(db)
    assert now.article == before.article
    assert (now.thinned, now.body) == (True, "")
    assert now.kept_text == "\n".join(sentence.text for sentence in before.article.summary)
    assert len((await search(db, "музей степной музыки")).stories) == 1
    assert (await search(db, gone)).stories == ()
    async with db.read() as reader:
        assert await fetch_value(reader, "SELECT count(*) FROM article_terms") == 0
        assert await text_hashes.article_of(reader, await text_hashes.of_article(reader, 1)) == 1


async def test_what_is_younger_stays_whole(desk: Desk, db: Database) -> None:
    assert await thin(db, NOW) == 0
    assert not (await article(db)).thinned


async def test_parts_can_be_changed_and_chosen_sentences_stay(desk: Desk, db: Database) -> None:
    await desk.corrections.set_sentence(1, 3, on=True, seen=0, person_id=7, now=NOW)
    told = (await article(db)).article.summary
    await thin(db, LATER)
    result = await desk.corrections.set_headline(1, "Музей открыт", seen=9, person_id=7, now=LATER)
    assert isinstance(result, TextRevised)
    assert result.article.article.headline == "Музей открыт"
    assert result.article.article.summary == told
    result = await desk.corrections.set_sentence(1, 4, on=True, seen=9, person_id=7, now=LATER)
    assert isinstance(result, TextUnchanged)


async def test_a_new_text_makes_it_whole_and_the_one_before_is_gone(desk: Desk, db: Database) -> None:
    first = await desk.corrections.revise(1, RawText(ANEW), now=NOW, person_id=7)
    assert isinstance(first, TextRevised)
    await thin(db, LATER)
    back = await desk.corrections.take_back(first.revision_id, person_id=7, now=LATER)
    assert isinstance(back, ArticleMissing)
    kept = (await article(db)).kept_text
    second = await desk.corrections.revise(1, RawText(WHOLE), now=LATER, person_id=7)
    assert isinstance(second, TextRevised)
    assert "книге пожеланий" in (await article(db)).body
    back = await desk.corrections.take_back(second.revision_id, person_id=7, now=LATER)
    assert isinstance(back, TextRevised)
    assert kept.splitlines()[0] in back.article.body


async def test_an_export_says_what_it_is(desk: Desk, db: Database) -> None:
    await thin(db, LATER)
    lines = [write_record(record) async for record in records(db)]
    read = read_line(lines[0].encode())
    assert isinstance(read, Record)
    assert (read.text, '"thinned": true' in lines[0]) == ((await article(db)).kept_text, True)


async def test_after_an_upgrade_topics_stay_and_the_index_follows(desk: Desk, db: Database) -> None:
    await thin(db, LATER)
    before = (await article(db)).article
    async with db.transaction() as tx:
        for name in ("built-in topics", "fingerprints", "search"):
            await reindexing.begin(tx, name, "another")
    chores = Reindexer(db, SameProcess(), desk.intake.own_topics, Standing())
    await chores.begin()
    while await chores.step():
        pass
    assert (await article(db)).article == before
    assert len((await search(db, "музей степной музыки")).stories) == 1
    async with db.read() as reader:
        assert await reindexing.list_texts(reader, 99, NOW, 9, thinned=False) == []


async def test_the_index_is_written_anew_once_a_month(desk: Desk, db: Database) -> None:
    async with db.transaction() as tx:
        for number in range(9):  # each change of the index is a segment of its own
            await tx.execute("INSERT INTO article_search (rowid, body) VALUES (?, 'мост')", (100 + number,))
            await tx.execute("SELECT 1")
    await thin(db, LATER)

    async def segments() -> int:
        async with db.read() as reader:
            return int(await fetch_value(reader, "SELECT count(DISTINCT segid) FROM article_search_idx"))

    assert await segments() > 1
    await compact_index(db, LATER)
    assert await segments() == 1
    async with db.transaction() as tx:
        await tx.execute("DELETE FROM article_search WHERE rowid > 100")
    await compact_index(db, LATER)
    assert await segments() == 2
    await compact_index(db, LATER + timedelta(days=31))
    assert await segments() == 1
