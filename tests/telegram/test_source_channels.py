"""Channels whose posts become articles."""

from __future__ import annotations

import pytest

from bot.playground import Telegram
from bot.playground.places import Channel
from bot.playground.session import Person
from storage import articles
from storage.articles import StoredArticle
from tests.telegram.conftest import Newsroom

BRIDGE = (
    "Мост через Тобол открыт\n\nМост через Тобол в Костанае открыли для движения в понедельник утром. "
    "Его строили три года, работы обошлись бюджету в двенадцать миллиардов тенге."
)


@pytest.fixture
def channel(telegram: Telegram, editor: Person) -> Channel:
    return telegram.channel("Вести степи", owner=editor, bot="left")


async def connects(editor: Person, channel: Channel) -> None:
    await editor.writes("/feeds")
    await editor.receives()
    await editor.presses("Каналы Telegram")
    await editor.presses("Подключить канал")
    await editor.receives("Нажмите кнопку внизу")
    await editor.picks(channel, key="Выбрать канал")
    await editor.receives("«Вести степи» подключён")
    await editor.receives("Каналы Telegram")


async def stored(newsroom: Newsroom) -> list[StoredArticle]:
    """After all that was posted before has been handled."""
    await newsroom.idle()
    async with newsroom.db.read() as db:
        return await articles.latest(db, 10)


async def test_a_post_is_an_article_and_its_edit_a_revision(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    post = channel.posts(BRIDGE)
    (article,) = await stored(newsroom)
    assert article.article.headline == "Мост через Тобол открыт"
    origin = article.article.origins[0]
    assert origin.source == "Вести степи"
    assert origin.link is not None
    assert origin.link.endswith(f"/{post.id}")
    channel.edits(post, BRIDGE.replace("три года", "четыре года"))
    (article,) = await stored(newsroom)
    assert "четыре года" in article.body


async def test_posts_of_other_channels_are_left_alone(newsroom: Newsroom, editor: Person) -> None:
    stranger = newsroom.telegram.channel("Чужой", owner=editor)
    stranger.posts(BRIDGE)
    assert await stored(newsroom) == []


async def test_a_short_post_is_no_article_and_nobody_is_bothered(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    channel.posts("Доброе утро!")
    assert await stored(newsroom) == []
    assert channel.by_bot == []


async def test_an_album_is_one_article(newsroom: Newsroom, editor: Person, channel: Channel) -> None:
    await connects(editor, channel)
    channel.posts(BRIDGE, album="5")
    channel.posts(f"{BRIDGE} Фото редакции.", album="5")
    assert len(await stored(newsroom)) == 1


async def test_a_removed_channel_is_not_taken_in_any_more(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    await editor.presses("✕ Вести степи")
    channel.posts(BRIDGE)
    assert await stored(newsroom) == []
