"""A digest that nothing has corrected is made again as the very message that was sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.digest import texts_of
from bot.editions.breaking import Breaking
from bot.editions.corrections.rewrite import RewrittenMessage
from bot.editions.rendering import MAX_OFFERED_STORIES, Composition, RenderRequest, compose_all
from bot.samples.newsroom import read_sample
from bot.views.common.context import HeaderFooter
from bot.views.common.kept_digest import KeptDigest, dump_kept, keep, load_kept
from bot.views.common.message import dump_buttons
from bot.views.reader.corrected import corrected_message
from digests.analysis import analyse
from digests.composing.rebuild import ArticleText, rebuild
from digests.models.stories import Article, Origin, Story
from digests.models.texts import TOPICS, Language
from digests.models.wishes import Length, ReadingPreferences, ToldStories
from storage.database import Database
from storage.destinations import ChatKind
from storage.preferences import Preferences
from storage.rows import fetch_all
from tests.editions.test_breaking import WANTED, breaks
from tests.editions.test_planner import BRIDGE, BRIDGE_LATER, DAY, HOUR, Newsroom, chooses, report
from tests.storage.conftest import NOW

LANGUAGES: tuple[Language, ...] = ("ru", "kk", "en")
BOT = "newsdigest_bot"
ZONES = ("Asia/Almaty", "UTC", "America/Los_Angeles")


@cache
def newsroom_stories() -> dict[int, Story]:
    """The sample articles, those of one event together."""
    events: dict[str, list[Article]] = {}
    texts = sorted(
        (each for each in (files("bot.samples") / "articles").iterdir()), key=lambda each: each.name
    )
    for number, text in enumerate((each for each in texts if each.name.endswith(".txt")), 1):
        raw = read_sample(text.read_text(encoding="utf-8"), NOW).raw
        found = analyse(raw, now=NOW)
        added = NOW - timedelta(hours=number % 40)
        article = Article(
            number,
            found.headline,
            found.language,
            found.reading.published,
            added,
            found.summary,
            found.topics,
            found.names,
            (Origin(raw.source or "", raw.link, added),) * (1 + number % 3 // 2),
        )
        events.setdefault(text.name.rpartition("-")[0], []).append(article)
    return {number: Story(number, tuple(articles)) for number, articles in enumerate(events.values(), 1)}


@st.composite
def requests(draw: st.DrawFn) -> RenderRequest:
    known = newsroom_stories()
    ids = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, unique=True))
    every = [article.id for number in ids for article in known[number].articles]
    wish = ReadingPreferences(
        draw(st.frozensets(st.sampled_from(TOPICS), max_size=3)),
        tuple(draw(st.permutations(LANGUAGES))),
        length=draw(st.sampled_from(get_args(Length))),
        followed=draw(st.frozensets(st.sampled_from(ids), max_size=2)),
    )
    wish = replace(wish, stories=frozenset(sorted(wish.followed)[: draw(st.integers(0, 2))]))
    sources = [o.source for number in ids for a in known[number].articles for o in a.origins]
    wish = replace(wish, hidden=draw(st.frozensets(st.sampled_from(sources), max_size=2)))
    told = draw(st.frozensets(st.sampled_from(every)))
    line = st.text(max_size=30)
    return RenderRequest(
        wish,
        tuple(ids),
        ToldStories(told, draw(st.frozensets(st.sampled_from(every))) - told),
        draw(st.sampled_from(LANGUAGES)),
        draw(st.sampled_from(ZONES)),
        draw(st.sampled_from(get_args(ChatKind))),
        HeaderFooter(draw(line), draw(line)),
    )


def made_again(kept: KeptDigest, texts: dict[int, ArticleText], *, read: bool) -> RewrittenMessage:
    found = rebuild(kept.chosen, texts, read=read)
    look = kept.context(BOT)
    message = corrected_message(found.digest, look)
    return RewrittenMessage(message.text, dump_buttons(message.buttons), dump_kept(keep(found.chosen, look)))


@given(asked=requests(), read=st.booleans())
def test_any_digest_is_made_again_as_it_was(asked: RenderRequest, *, read: bool) -> None:
    """Also when its articles were seen at more places since."""
    (made,) = compose_all(newsroom_stories(), [asked], NOW, BOT)
    assert made is None or isinstance(made, Composition)
    if made is None:
        return
    later = Origin("later.example", "https://later.example/1", NOW)
    texts = {
        article.id: ArticleText(replace(article, origins=(*article.origins, later)))
        for story in newsroom_stories().values()
        for article in story.articles
    }
    again = made_again(load_kept(made.contents), texts, read=read)
    assert again == RewrittenMessage(made.text, made.buttons, made.contents)


@given(requests())
def test_what_is_kept_is_read_as_it_was_written(asked: RenderRequest) -> None:
    (made,) = compose_all(newsroom_stories(), [asked], NOW, BOT)
    if isinstance(made, Composition):
        assert dump_kept(load_kept(made.contents)) == made.contents


def test_more_stories_than_are_offered_are_counted() -> None:
    (article, *_), *_ = (story.articles for story in newsroom_stories().values())
    count = MAX_OFFERED_STORIES + 5
    stories = {n: Story(n, (replace(article, id=n),)) for n in range(1, count + 1)}
    asked = RenderRequest(ReadingPreferences(), tuple(stories), ToldStories(), "ru", "UTC", "private")
    (made,) = compose_all(stories, [asked], NOW, BOT)
    assert isinstance(made, Composition)
    assert f"{count} новостей из {count} статей" in made.text
    texts = {n: ArticleText(story.articles[0]) for n, story in stories.items()}
    assert made_again(load_kept(made.contents), texts, read=True).text == made.text
    assert len(load_kept(made.contents).chosen.items) == MAX_OFFERED_STORIES


@pytest.fixture
def newsroom(db: Database) -> Newsroom:
    return Newsroom(db)


async def test_what_stands_in_the_outbox_is_made_again_as_it_is(newsroom: Newsroom) -> None:
    """Digests, updates, both posts of a channel in two languages and breaking news, with their frames."""
    await newsroom.subscribes(1)
    channel = await newsroom.subscribes(2, kind="channel")
    framed = Preferences(second_language="kk", heading="Вести · <Семей>", signature="1. vesti.example")
    await chooses(newsroom, channel, replace(framed, breaking=True))
    await chooses(newsroom, await newsroom.subscribes(3), WANTED)
    story_id = await newsroom.reports(BRIDGE)
    await newsroom.reports(report("Матч", "«Сункар» обыграл «Тарлан» со счётом 4:1."))
    await newsroom.planner.plan_due(NOW)
    await newsroom.reports(BRIDGE_LATER, story_id=story_id, added=NOW + HOUR)
    await newsroom.planner.plan_due(NOW + DAY)
    await breaks(newsroom, NOW + DAY + 3 * HOUR)
    await Breaking(newsroom.db, "newsdigest_bot").step(NOW + DAY + 3 * HOUR)
    async with newsroom.db.read() as db:
        rows = await fetch_all(db, "SELECT text, buttons, contents FROM messages")
        kept = [load_kept(row["contents"]) for row in rows]
        texts = await texts_of(db, [each.chosen for each in kept])
    again = [made_again(each, texts, read=True) for each in kept]
    assert [each.text for each in again] == [row["text"] for row in rows]
    assert {(each.kind, each.language) for each in kept} == {
        ("private", "ru"),
        ("channel", "ru"),
        ("channel", "kk"),
    }
    assert any("Новое:" in each.text for each in again)
    assert any("Срочно" in each.text for each in again)
