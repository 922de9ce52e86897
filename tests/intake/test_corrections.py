"""Revisions: what an article becomes, and what is kept of what it was."""

from __future__ import annotations

import pytest

from bot.intake.arrivals import IntakeRefusal
from bot.intake.corrections import ArticleMissing, Corrections, TextRevised, TextTaken, TextUnchanged
from bot.intake.intake import ArticleAdded, Intake
from digests.models.texts import Published, RawText
from storage import article_search, articles, revisions
from storage.database import Database
from storage.rows import fetch_all
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess
from tests.telegram.handlers.editor.test_adding import MUSEUM

CORRECTED = MUSEUM.replace("Семее", "Таразе").replace("Сауле Ермекова", "Айнур Жакенова")


class Desk:
    """An article, and what may be done to it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.intake = Intake(db, SameProcess())
        self.corrections = Corrections(db, self.intake)

    async def adds(self, text: str, source: str | None = None) -> ArticleAdded:
        added = await self.intake.add(RawText(text, source=source), added_by=7, now=NOW)
        assert isinstance(added, ArticleAdded)
        return added

    async def finds(self, *stems: str) -> list[int]:
        async with self.db.read() as db:
            wanted = [{stem} for stem in stems]
            return await article_search.stories_about(db, wanted, since=NOW, until=NOW, limit=9)


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


async def test_a_revised_article_keeps_number_story_and_origins(desk: Desk) -> None:
    added = await desk.adds(MUSEUM, source="Вести")
    revised = await desk.corrections.revise(1, RawText(CORRECTED), now=NOW, person_id=8)
    assert isinstance(revised, TextRevised)
    article = revised.article.article
    assert (article.id, revised.article.story_id) == (1, added.story.id)
    assert article.headline == "В Таразе открылся музей степной музыки"
    assert article.origins == added.article.article.origins
    assert article.published == added.article.article.published
    assert revised.article.added_by == 7


async def test_search_and_terms_follow(desk: Desk) -> None:
    await desk.adds(MUSEUM)
    assert await desk.finds("тараз") == []
    await desk.corrections.revise(1, RawText(CORRECTED), now=NOW)
    assert await desk.finds("тараз") == [1]
    assert await desk.finds("семе") == []
    analysis = await desk.intake.analyse(RawText(CORRECTED), NOW)
    assert not isinstance(analysis, IntakeRefusal)
    async with desk.db.read() as db:
        rows = await fetch_all(db, "SELECT term FROM article_terms WHERE article_id = 1")
    assert {row["term"] for row in rows} == set(analysis.fingerprint.index)


async def test_who_when_and_the_text_before_are_kept(desk: Desk) -> None:
    added = await desk.adds(MUSEUM)
    await desk.corrections.revise(1, RawText(CORRECTED), now=NOW, person_id=8)
    await desk.corrections.revise(1, RawText(CORRECTED + " Вход с улицы Абая."), now=NOW)
    async with desk.db.read() as db:
        second, first = await revisions.of_article(db, 1)
    assert (first.person_id, first.created, second.person_id) == (8, NOW, None)
    assert first.before is not None
    assert (first.before.body, first.before.published) == (
        added.article.body,
        added.article.article.published,
    )
    assert second.before is not None
    assert "Таразе" in second.before.body


async def test_a_text_that_an_article_has_had_leads_to_it(desk: Desk) -> None:
    await desk.adds(MUSEUM)
    await desk.corrections.revise(1, RawText(CORRECTED), now=NOW)
    for text in (MUSEUM, CORRECTED):
        preview = await desk.intake.examine(RawText(text), NOW)
        assert not isinstance(preview, IntakeRefusal)
        assert preview.known == 1
    back = await desk.corrections.take_back(1, person_id=8, now=NOW)
    assert isinstance(back, TextRevised)
    assert back.article.article.headline == "В Семее открылся музей степной музыки"


async def test_what_changes_nothing_is_no_revision(desk: Desk) -> None:
    await desk.adds(MUSEUM)
    await desk.adds(CORRECTED)
    revise = desk.corrections.revise
    assert isinstance(await revise(1, RawText(MUSEUM), now=NOW), TextUnchanged)
    assert await revise(1, RawText(CORRECTED), now=NOW) == TextTaken(2)
    assert await revise(99, RawText(MUSEUM + " Ещё."), now=NOW) == ArticleMissing()
    assert await revise(1, RawText("Коротко."), now=NOW) in set(IntakeRefusal)
    assert await desk.corrections.take_back(5, person_id=8, now=NOW) == ArticleMissing()
    async with desk.db.read() as db:
        assert await revisions.of_article(db, 1) == []


async def test_a_headline_alone_can_be_corrected(desk: Desk) -> None:
    added = await desk.adds(MUSEUM)
    raw = RawText(added.article.body, title="Музей музыки открылся в Семее")
    revised = await desk.corrections.revise(1, raw, now=NOW)
    assert isinstance(revised, TextRevised)
    assert revised.article.article.headline == "Музей музыки открылся в Семее"


async def test_a_date_and_an_author_that_are_not_named_again_stay(desk: Desk) -> None:
    day = Published(NOW, "minute")
    await desk.intake.add(RawText("Первое слово. " * 9, published=day), added_by=None, now=NOW)
    revised = await desk.corrections.revise(1, RawText("Второе слово. " * 9), now=NOW)
    assert isinstance(revised, TextRevised)
    assert revised.article.article.published == day


async def test_retracting_and_restoring_twice_is_once(desk: Desk) -> None:
    await desk.adds(MUSEUM)
    for _ in range(2):
        stored = await desk.corrections.retract(1, person_id=8, now=NOW)
        assert stored is not None
        assert stored.retracted_at == NOW
    for _ in range(2):
        await desk.corrections.restore(1, person_id=8, now=NOW)
    assert await desk.corrections.retract(99, person_id=8, now=NOW) is None
    async with desk.db.read() as db:
        found = await revisions.of_article(db, 1)
        stored = await articles.get(db, 1)
    assert [revision.kind for revision in found] == ["restored", "retracted"]
    assert stored is not None
    assert stored.retracted_at is None
