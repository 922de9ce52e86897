"""An affair in an edition: one item, whose stories are all told and each corrected by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.digest import texts_of
from bot.editions import approvals as service
from bot.editions.corrections.propagate import CorrectionPropagator
from bot.intake.corrections import Corrections
from bot.intake.intake import Intake
from bot.views.common.kept_digest import load_kept
from bot.worker.process import Worker
from digests.models.texts import Analysis
from storage.database import Database
from storage.rows import fetch_all
from tests.digests.composing.test_affairs import ANNOUNCED, LIFTED, VISIT, VOTED
from tests.digests.composing.test_affairs import report as told
from tests.digests.composing.test_compose import NOW as TEXTS_NOW
from tests.editions.test_approvals import EARLY, desk_of
from tests.editions.test_planner import DAY, HOUR, Newsroom, report
from tests.editions.test_rebuilding import made_again
from tests.storage.conftest import NOW

STEPS = (ANNOUNCED, VOTED, LIFTED)


def as_analysis(headline: str, *sentences: str) -> Analysis:
    article = told(1, 1, headline, *sentences)
    return replace(report(headline, sentences[0], "world"), names=article.names, summary=article.summary)


async def affair(newsroom: Newsroom) -> list[int]:
    """The numbers of its stories: announced, voted, lifted."""
    return [
        await newsroom.reports(
            as_analysis(each.headline, *(sentence.text for sentence in each.summary)),
            added=NOW - (TEXTS_NOW - each.added),
        )
        for each in STEPS
    ]


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def test_all_stories_of_an_item_count_as_told(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    _, voted, _ = await affair(newsroom)
    await newsroom.planner.plan_due(NOW)
    (text,) = await newsroom.texts()
    places = [text.index(each.headline) for each in (LIFTED, VOTED, ANNOUNCED)]
    assert places == sorted(places)
    assert "1 новость из 3 статей" in text
    await newsroom.planner.plan_due(NOW + DAY)
    assert len(await newsroom.texts()) == 1
    more = as_analysis("Парламент Корвании начал проверку", "Комиссия из 12 депутатов допросит Валеева.")
    await newsroom.reports(more, story_id=voted, added=NOW + DAY + HOUR)
    await newsroom.planner.plan_due(NOW + 2 * DAY)
    _, update = await newsroom.texts()
    assert "Новое: " in update
    assert ANNOUNCED.headline not in update
    assert LIFTED.headline not in update


async def test_a_kept_edition_is_made_again_with_its_steps(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    await affair(newsroom)
    await newsroom.planner.plan_due(NOW)
    async with newsroom.db.read() as db:
        (row,) = await fetch_all(db, "SELECT text, contents FROM messages")
        kept = load_kept(row["contents"])
        texts = await texts_of(db, [kept.chosen])
    assert made_again(kept, texts, read=True).text == row["text"]
    (item,) = kept.chosen.main
    (retracted,) = item.steps[0].articles
    left = {number: text for number, text in texts.items() if number != retracted[0]}
    assert VOTED.headline not in made_again(kept, left, read=True).text
    assert "Новость отозвана редакцией" in made_again(kept, left, read=True).text
    assert "отозвана" not in made_again(kept, left, read=False).text


async def test_a_draft_keeps_items_and_drops_them_whole(db: Database) -> None:
    desk = await desk_of(db, "publish")
    await affair(desk.newsroom)
    await desk.newsroom.reports(as_analysis(VISIT.headline, VISIT.summary[0].text))
    await desk.tick(EARLY)
    stories = (await desk.proof()).stories
    head = next(story.step_of for story in stories if story.step_of)
    assert [story.story_id for story in stories if story.step_of == head] != []
    assert "• <a" in (await desk.rows())[0][2]
    await service.drop(db, 1, head)
    await desk.tick(NOW)
    text = (await desk.rows())[-1][2]
    assert VISIT.headline in text
    assert all(each.headline not in text for each in STEPS)


async def test_a_retracted_step_leaves_an_edition_that_has_not_gone(newsroom: Newsroom) -> None:
    await newsroom.subscribes()
    await affair(newsroom)
    await newsroom.planner.plan_due(NOW)
    (before,) = await newsroom.texts()
    async with newsroom.db.read() as db:
        rows = await fetch_all(db, "SELECT id, headline FROM articles")
    (voted,) = [row["id"] for row in rows if row["headline"] == VOTED.headline]
    await Corrections(newsroom.db, Intake(newsroom.db, Worker())).retract(voted, person_id=1, now=NOW)
    await CorrectionPropagator(newsroom.db, "newsdigest_bot").follow(NOW)
    (after,) = await newsroom.texts()
    assert VOTED.headline in before
    assert VOTED.headline not in after
    assert ANNOUNCED.headline in after
    assert "1 новость из 2 статей" in after
