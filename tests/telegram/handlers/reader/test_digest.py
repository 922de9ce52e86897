"""/digest, and stories that open and page in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.editions.planner import Planner
from bot.i18n import speak
from bot.intake.intake import ArticleAdded
from bot.playground.world.person import Person
from bot.samples.newsroom import load_samples
from digests.models.texts import Language
from tests.telegram.conftest import Newsroom, SameProcess

STORIES = (
    "bridge",
    "chess",
    "hand",
    "rate-first",
    "rate-second",
    "salt",
    "weather-atyrau",
    "weather-qostanai",
    "match-first",
)


async def test_stories_open_and_close_in_the_message(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has(*STORIES)
    await reader.writes("/digest")
    digest = await reader.receives()
    before = digest.html
    await reader.presses("2")
    assert digest.html != before
    await reader.presses("К дайджесту")
    assert digest.html == before
    await reader.presses("Ещё")
    assert digest.text.startswith("Ещё новости\n8. ")
    more = digest.html
    await reader.presses("8")
    assert digest.html != more
    await reader.presses("К списку")
    assert digest.html == more
    await reader.presses("К дайджесту")
    assert digest.html == before


async def has_pictured(newsroom: Newsroom, story: str, picture: str) -> int:
    """The number of the sample story whose reports have this picture."""
    samples = load_samples(newsroom.telegram.now())
    added = [await newsroom.adds(replace(s.raw, picture=picture)) for s in samples if s.story == story]
    assert isinstance(added[0], ArticleAdded)
    return added[0].story.id


async def test_a_story_shows_its_own_picture(newsroom: Newsroom, reader: Person) -> None:
    await has_pictured(newsroom, "bridge", "https://cdn.example/bridge.jpg")
    await reader.writes("/digest")
    digest = await reader.receives()
    await reader.presses("Вся новость")
    assert digest.preview == "https://cdn.example/bridge.jpg"
    await reader.presses("К дайджесту")
    assert digest.preview is None


async def test_a_picture_of_several_stories_shows_none_of_them(newsroom: Newsroom, reader: Person) -> None:
    salt = await has_pictured(newsroom, "salt", "https://cdn.example/on-every-page.jpg")
    await has_pictured(newsroom, "hand", "https://cdn.example/on-every-page.jpg")
    await reader.writes(f"/start s{salt}")
    assert (await reader.receives()).preview is None


async def test_a_story_whose_picture_telegram_refuses_comes_without(
    newsroom: Newsroom, reader: Person
) -> None:
    bridge = await has_pictured(newsroom, "bridge", "https://cdn.example/bridge.jpg")
    newsroom.telegram.faults.add("entities", method="sendMessage", times=1)
    await reader.writes(f"/start s{bridge}")
    assert (await reader.receives()).preview is None


async def test_a_story_whose_picture_telegram_refuses_takes_the_place_of_its_digest_without(
    newsroom: Newsroom, reader: Person
) -> None:
    await has_pictured(newsroom, "bridge", "https://cdn.example/bridge.jpg")
    await reader.writes("/digest")
    digest = await reader.receives()
    newsroom.telegram.faults.add("entities", method="editMessageText", times=1)
    await reader.presses("Вся новость")
    assert reader.by_bot[-1] is digest
    assert "К дайджесту" in digest.buttons
    assert digest.preview is None


async def test_a_reply_whose_markup_telegram_refuses_comes_plain(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("bridge")
    newsroom.telegram.faults.add("entities", method="sendMessage", times=1)
    await reader.writes("/digest")
    plain = await reader.receives("Иртыш")
    assert [entity for entity in plain.entities if entity.type == "bold"] == []
    assert plain.buttons == ["Вся новость", "Следить за историей", "Настроить"]


async def test_a_story_leads_to_similar_ones(newsroom: Newsroom, reader: Person) -> None:
    (first,) = await newsroom.has("rate-first")
    (second,) = await newsroom.has("rate-second")
    (salt,) = await newsroom.has("salt")
    await reader.writes(f"/start s{first.story.id}")
    story = await reader.receives("Похожие новости\n• Доллар на бирже")
    assert f"https://t.me/newsdigest_bot?start=s{second.story.id}" in story.links
    await reader.writes(f"/start s{salt.story.id}")
    assert "Похожие" not in (await reader.receives("salt")).text


async def test_a_source_is_hidden_from_a_story_that_others_tell(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("/digest")
    digest = await reader.receives()
    await reader.presses("Вся новость")
    assert "Степной курьер" in digest.text
    await reader.presses("Меньше такого")
    await reader.presses("Источник: Степной курьер")
    assert "✓ Источник: Степной курьер" in digest.buttons
    await reader.presses("К новости")
    assert digest.text.startswith("В Будапеште")
    assert "Степной курьер" not in digest.text
    await reader.presses("Меньше такого")
    for name in [name for name in digest.buttons if name.startswith("Источник: ")]:
        await reader.presses(name)
    await reader.presses("К новости")
    assert "Степной курьер" in digest.text  # nobody else is left to tell it
    await reader.writes("/digest")
    quiet = await reader.receives("не было")
    assert quiet.buttons[-1] == "Скрыто: 1, показать"


@pytest.mark.parametrize("unasked", [False, True])
async def test_what_hidden_sources_keep_back_is_said_and_opens(
    newsroom: Newsroom, reader: Person, unasked: bool
) -> None:
    (rate,) = await newsroom.has("rate-first")
    await newsroom.has("museum")
    (article,) = rate.story.articles
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Источники: все")
    await reader.presses(article.origins[0].source)
    if unasked:
        now = newsroom.telegram.clock.move(timedelta(days=1))
        await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
        async with newsroom.delivering():
            digest = await reader.receives("новость из")
    else:
        await reader.writes("/digest")
        digest = await reader.receives("новость из")
    before = digest.html
    assert article.headline not in digest.text
    await reader.presses("Скрыто: 1, показать")
    assert digest.text == f"Новости источников, которые вы скрыли\n1. {article.headline}"
    await reader.presses("1")
    assert article.headline in digest.text
    await reader.presses("К дайджесту")
    assert digest.html == before
    assert digest.buttons[-1] == "Скрыто: 1, показать"


async def test_settings_under_a_digest_leave_it_as_it_is(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("/digest")
    digest = await reader.receives()
    before = digest.html
    await reader.presses("Настроить")
    assert "Настройки" in (await reader.receives()).text
    assert digest.html == before


async def test_only_the_readers_topics(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "rate-first")
    await reader.writes("/topics экономика")
    await reader.receives("Сейчас: Экономика.")
    await reader.writes("/digest 7d")
    assert "1 новость из" in (await reader.receives()).text


async def test_a_quiet_day_has_plain_words_and_the_top_story(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("/topics спорт")
    await reader.receives()
    await reader.writes("/digest")
    quiet = await reader.receives()
    assert "по вашим темам за сутки не было" in quiet.text
    assert "Главное за сутки в других темах" in quiet.text
    assert quiet.buttons == ["Вся новость", "За неделю", "Настроить"]
    await reader.presses("За неделю")
    week = await reader.receives("по вашим темам за неделю не было")
    assert "Главное за неделю в других темах" in week.text


@pytest.mark.parametrize(
    ("chosen", "typed", "answer"),
    [
        ("/topics все", "/digest 1h", "Новостей за 1 час не было."),
        ("/topics спорт", "/digest 3 дня", "Новостей по вашим темам за 3 дня не было."),
    ],
)
async def test_the_words_for_a_quiet_time(
    newsroom: Newsroom, reader: Person, chosen: str, typed: str, answer: str
) -> None:
    await newsroom.has("museum")
    await reader.writes(chosen)
    await reader.receives()
    newsroom.telegram.clock.move(timedelta(hours=12))
    await reader.writes(typed)
    await reader.receives(answer)


async def test_an_empty_answer_says_when_there_was_news(newsroom: Newsroom, reader: Person) -> None:
    """Of the reader's topics, however much other news came since."""
    (match,) = await newsroom.has("match-first")
    day = published(match, "ru")
    newsroom.telegram.clock.move(timedelta(days=12))
    await newsroom.has("museum", "rate-first")
    await reader.writes("/topics спорт")
    await reader.receives()
    for typed, period in (("/digest", "за сутки"), ("/digest 7d", "за неделю")):
        await reader.writes(typed)
        quiet = await reader.receives(f"по вашим темам {period} не было. Последняя новость — {day}.")
        assert f"Главное {period} в других темах" in quiet.text
    await reader.writes("/topics здоровье")
    await reader.receives()
    await reader.writes("/digest")
    assert "Последняя" not in (await reader.receives("за сутки не было")).text


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Последняя новость — {}."), ("kk", "Соңғы жаңалық — {}."), ("en", "The latest came on {}.")],
)
async def test_an_empty_answer_of_all_topics_says_when_there_was_news(
    newsroom: Newsroom, reader: Person, language: Language, words: str
) -> None:
    (match,) = await newsroom.has("match-first")
    newsroom.telegram.clock.move(timedelta(days=12))
    await reader.writes(f"/language {language}")
    await reader.receives()
    await reader.writes("/digest")
    await reader.receives(words.format(published(match, language)))


def published(added: ArticleAdded, language: Language) -> str:
    """26 сентября."""
    when = added.story.articles[0].published
    assert when
    return speak(language).date(when.at, "Asia/Almaty", now=when.at)


async def test_a_period_that_is_none(newsroom: Newsroom, reader: Person) -> None:
    for typed in ("/digest вчера", "/digest 0d", "/digest 99d"):
        await reader.writes(typed)
        assert "/digest 3 дня" in (await reader.receives()).text


async def test_a_group_gets_all_topics_in_links(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "rate-first")
    group = newsroom.telegram.group("Читатели", owner=reader)
    await reader.writes("/digest@newsdigest_bot", place=group)
    digest = await group.receives()
    assert "новости из 4 статей" in digest.text
    assert digest.buttons == ["Получать лично"]
