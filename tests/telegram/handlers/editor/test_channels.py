"""Channels whose posts become articles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.editions.planner import Planner
from bot.playground.markup.cutting import cut
from bot.playground.telegram import Telegram
from bot.playground.world.messages import Content
from bot.playground.world.person import Person
from bot.playground.world.places import Channel
from storage import articles, channel_sources, revisions
from storage.articles import StoredArticle
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.owner.test_chats import connects as connects_destination

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
        return await articles.list_newest(db, 10)


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


CAPTION = "Слева направо: аким города, главный инженер и первые пешеходы на новом мосту утром."


@pytest.mark.parametrize("captions", [(BRIDGE, CAPTION), (CAPTION, BRIDGE)])
async def test_the_longest_caption_of_an_album_is_its_text(
    newsroom: Newsroom, editor: Person, channel: Channel, captions: tuple[str, str]
) -> None:
    await connects(editor, channel)
    parts = [channel.posts(caption, album="5") for caption in captions]
    (article,) = await stored(newsroom)
    assert "двенадцать миллиардов" in article.body
    text, other = sorted(parts, key=lambda part: part.text != BRIDGE)
    channel.edits(other, CAPTION.replace("утром", "днём"))
    (article,) = await stored(newsroom)
    assert "двенадцать миллиардов" in article.body
    channel.edits(
        text, "Мост открыли в понедельник, рассказал аким: теперь до вокзала можно доехать за пять минут."
    )
    (article,) = await stored(newsroom)
    assert "до вокзала" in article.body


async def test_a_long_text_in_several_posts_is_one_article(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    lines = [f"Опора моста номер {number} стоит на сваях длиной в двадцать метров." for number in range(150)]
    first, second, _ = [channel.posts(part) for part in cut("\n".join([BRIDGE, *lines]))]
    newsroom.telegram.move_clock(timedelta(minutes=1))
    channel.posts("Школу в Рудном открыли после ремонта: в ней будут учиться шестьсот детей из трёх районов.")
    school, bridge = await stored(newsroom)
    assert "Школу" in school.body
    assert all(words in bridge.body for words in ("три года", "номер 49", "номер 99", "номер 149"))
    channel.edits(second, second.text.replace("номер 99", "номер сто"))
    channel.edits(first, first.text.replace("три года", "пять лет"))
    school, bridge = await stored(newsroom)
    assert all(words in bridge.body for words in ("пять лет", "номер 49", "номер сто", "номер 149"))


async def test_two_posts_of_one_moment_that_would_fit_into_one_are_two_articles(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    channel.posts("\n".join([BRIDGE, *(f"Опора номер {number} стоит на сваях." for number in range(70))]))
    channel.posts("Школу в Рудном открыли после ремонта: в ней будут учиться шестьсот детей из трёх районов.")
    school, bridge = await stored(newsroom)
    assert "Школу" in school.body
    assert "Школу" not in bridge.body


async def test_a_post_that_comes_again_does_not_undo_its_edits(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    post = channel.posts(BRIDGE)
    first = post.api()
    await newsroom.idle()
    newsroom.telegram.move_clock(timedelta(minutes=1))
    channel.edits(post, BRIDGE.replace("три года", "четыре года"))
    second = post.api()
    await newsroom.idle()
    newsroom.telegram.move_clock(timedelta(minutes=1))
    channel.edits(post, BRIDGE.replace("три года", "пять лет"))
    await newsroom.idle()
    newsroom.telegram.updates.add("channel_post", first)
    newsroom.telegram.updates.add("edited_channel_post", second)
    newsroom.telegram.tell(post, edited=True)
    (article,) = await stored(newsroom)
    assert "пять лет" in article.body
    async with newsroom.db.read() as db:
        assert len(await revisions.of_article(db, article.article.id)) == 2


async def test_an_edit_may_make_an_article_of_a_short_post_but_not_the_other_way(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    post = channel.posts("Срочно!")
    channel.edits(post, BRIDGE)
    (article,) = await stored(newsroom)
    channel.edits(post, "Подробности позже.")
    assert await stored(newsroom) == [article]


async def test_a_forward_of_a_channels_post_keeps_its_origin(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    other = newsroom.telegram.channel("Мосты", username="bridges_kz", owner=editor, bot="left")
    post = other.posts(BRIDGE)
    newsroom.telegram.move_clock(timedelta(hours=1))
    channel.forwards(post)
    (article,) = await stored(newsroom)
    (origin,) = article.article.origins
    assert (origin.source, origin.link) == ("Мосты", f"https://t.me/bridges_kz/{post.id}")
    published = article.article.published
    assert published is not None
    assert published.at == datetime.fromtimestamp(post.date, UTC)


async def test_a_forward_of_a_persons_words_is_the_channels_post(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    post = channel.forwards(await editor.writes(BRIDGE, place=newsroom.telegram.group("Чат", owner=editor)))
    (article,) = await stored(newsroom)
    (origin,) = article.article.origins
    assert origin.source == "Вести степи"
    assert (origin.link or "").endswith(f"/{post.id}")


async def test_what_the_bot_wrote_is_not_taken_in(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    await editor.writes("/help")
    channel.forwards(await editor.receives())
    assert await stored(newsroom) == []


async def test_an_edition_that_comes_back_as_a_forward_is_not_taken_in(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    telegram, planner = newsroom.telegram, Planner(newsroom.db, SameProcess(), "newsdigest_bot")
    await connects(editor, channel)
    told = telegram.channel("Жаңалықтар", owner=editor)
    await connects_destination(editor, told)
    await editor.presses("Время: не выбрано")
    await editor.presses("09:00")
    await editor.sees("✓ 09:00")
    await newsroom.has("bridge")
    before = await stored(newsroom)
    morning = (telegram.now() + timedelta(days=1)).replace(hour=4, minute=0)
    await planner.plan_due(telegram.clock.move(morning - telegram.now()))
    async with newsroom.delivering():
        edition = await told.receives()
    channel.forwards(edition)
    assert await stored(newsroom) == before
    async with newsroom.db.transaction() as tx:  # the channel is a source too
        source = channel_sources.ChannelSource(told.id, "Жаңалықтар")
        await channel_sources.add(tx, source, added_by=editor.id, now=telegram.now())
    told.edits(edition, f"{edition.text} Исправлено.")
    assert await stored(newsroom) == before
    await editor.forwards(edition)
    await editor.receives("сообщение самого бота")


async def test_a_renamed_channel_is_listed_by_its_new_name(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    renamed: Content = {"service": {"new_chat_title": "Вести Тобола"}}
    newsroom.telegram.receive(newsroom.telegram.new_message(channel.chat, None, renamed))
    await newsroom.idle()
    await editor.presses("Ленты")
    await editor.presses("Каналы Telegram")
    await editor.sees("✕ Вести Тобола")


async def test_a_removed_channel_is_not_taken_in_any_more(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    await editor.presses("✕ Вести степи")
    channel.posts(BRIDGE)
    assert await stored(newsroom) == []


async def test_an_advertising_post_is_marked_and_an_editor_lets_it_out(
    newsroom: Newsroom, editor: Person, channel: Channel
) -> None:
    await connects(editor, channel)
    channel.posts(f"{BRIDGE}\n\n#реклама")
    (article,) = await stored(newsroom)
    assert article.retracted_at is not None
    await editor.writes("/articles")
    assert "реклама" in (await editor.receives()).text
    await editor.writes("/article 1")
    assert "Реклама: в дайджестах её нет" in (await editor.receives()).text
    await editor.presses("Вернуть")
    (article,) = await stored(newsroom)
    assert article.retracted_at is None
