"""Above a channel's edition stands its top story's own picture, if the owner wants it and while it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from digests.models.texts import RawText
from storage import destinations, preferences
from storage.preferences import USUAL, PictureRule, Preferences
from storage.rows import fetch_value
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_corrected_editions import (
    CORRECTED,
    PUPPETS,
    THEATRE,
    WITHDRAWN,
    Desk,
)
from tests.telegram.handlers.owner.test_chats import connects

PICTURE = "https://cdn.example/museum.jpg"
OTHER = "https://cdn.example/theatre.jpg"


@pytest.fixture
def desk(newsroom: Newsroom, editor: Person) -> Desk:
    return Desk(newsroom, editor)


async def channel_of(desk: Desk, reader: Person, chosen: Preferences) -> Channel:
    channel = desk.newsroom.telegram.channel("Жаңалықтар", owner=reader)
    number = await desk.subscribes(channel, "channel")
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, chosen)
    return channel


async def pictured(desk: Desk, *texts: tuple[str, str | None]) -> None:
    for text, picture in texts:
        await desk.newsroom.adds(RawText(text, source="Курьер", picture=picture))


@pytest.mark.parametrize(("chosen", "shown"), [("none", None), ("story", PICTURE)])
async def test_the_owner_decides_and_it_stands_above_the_first_post_alone(
    desk: Desk, reader: Person, chosen: PictureRule, shown: str | None
) -> None:
    channel = await channel_of(desk, reader, Preferences(picture=chosen, second_language="kk"))
    await pictured(desk, (MUSEUM, PICTURE), (MUSEUM.replace("1", "2"), None))
    await desk.plans()
    await desk.delivers(channel)
    await desk.edits()
    assert [post.preview for post in channel.by_bot] == [shown, None]


async def test_it_is_chosen_among_the_looks_of_a_chat(newsroom: Newsroom, reader: Person) -> None:
    channel = newsroom.telegram.channel("Жаңалықтар", owner=reader)
    await connects(reader, channel)
    await reader.presses("Как выглядит")
    await reader.presses("Картинка: нет")
    await reader.presses("главной новости")
    await reader.sees("Картинка: главной новости")
    async with newsroom.db.read() as db:
        (found,) = await destinations.owned(db, reader.id, 9)
    assert found.preferences == replace(USUAL, picture="story")


async def test_it_leaves_with_the_story_that_is_retracted_and_stays_with_another(
    desk: Desk, reader: Person
) -> None:
    channel = await channel_of(desk, reader, Preferences(picture="story"))
    await pictured(desk, (MUSEUM, PICTURE))
    await desk.plans()
    post = await desk.delivers(channel)
    assert post.preview == PICTURE
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await desk.follows()
    await desk.edits()
    assert "восемнадцатого века" in post.text
    assert post.preview == PICTURE
    await desk.writes("/retract 1", "снята")
    await desk.follows()
    await desk.edits()
    assert WITHDRAWN in post.text
    assert post.preview is None


async def test_what_waits_when_its_top_story_goes_shows_the_next_ones(desk: Desk, reader: Person) -> None:
    channel = await channel_of(desk, reader, Preferences(picture="story"))
    await pictured(desk, (MUSEUM, PICTURE), (THEATRE, OTHER))
    await desk.plans()
    top = await top_article(desk)
    await desk.writes(f"/retract {top}", "снята")
    await desk.follows()
    assert (await desk.delivers(channel)).preview == (OTHER if top == 1 else PICTURE)


async def test_a_sites_own_sign_and_a_picture_without_a_story_are_none(desk: Desk, reader: Person) -> None:
    channel = await channel_of(desk, reader, Preferences(picture="story"))
    await pictured(desk, (MUSEUM, PICTURE), (THEATRE, PICTURE), (PUPPETS, None))
    await desk.plans()
    assert (await desk.delivers(channel)).preview is None


async def test_what_telegram_refuses_with_its_picture_goes_without(desk: Desk, reader: Person) -> None:
    channel = await channel_of(desk, reader, Preferences(picture="story"))
    await pictured(desk, (MUSEUM, "http://picture/of/no/host.jpg"))
    await desk.plans()
    assert (await desk.delivers(channel)).preview is None
    assert await desk.rows() == [("edition", "send", "sent")]


async def test_a_hidden_sources_picture_is_not_shown(desk: Desk, reader: Person) -> None:
    channel = await channel_of(desk, reader, Preferences(picture="story", sources=("Курьер",)))
    await pictured(desk, (MUSEUM, PICTURE))
    await desk.newsroom.adds(RawText(CORRECTED, source="Ертіс", picture=OTHER))
    await desk.plans()
    assert (await desk.delivers(channel)).preview == OTHER


async def test_readers_get_no_picture(desk: Desk, reader: Person) -> None:
    await reader.writes("/start")
    await reader.receives()
    await pictured(desk, (MUSEUM, PICTURE))
    number = await desk.subscribes(newcomer := desk.newsroom.telegram.person("Асель", started=True))
    async with desk.newsroom.db.transaction() as tx:
        await preferences.put(tx, number, Preferences(picture="story"))
    await desk.plans()
    assert (await desk.delivers(newcomer)).preview is None


async def top_article(desk: Desk) -> int:
    async with desk.newsroom.db.read() as db:
        found: int = await fetch_value(
            db, "SELECT value FROM issue_stories, json_each(articles) WHERE place = 0 LIMIT 1"
        )
    return found
