"""Readers say what they want to hear no more of: typed, in plain words, from a story; and take it back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.editions.breaking import Breaking
from bot.editions.follow_alerts import FollowAlerts
from bot.editions.planner import Planner
from bot.playground.world.person import Person
from digests.models.texts import Language, RawText
from digests.search.follow_index import MAX_FOLLOWS
from storage.rows import fetch_all
from tests.telegram.conftest import Newsroom, SameProcess
from tests.telegram.handlers.reader.test_breaking import REPORTS
from tests.telegram.handlers.reader.test_follows import MATCH, MUSEUM, RATE

RATE_TOLD, MATCH_TOLD, MUSEUM_TOLD = "базовую ставку", "Кайрат", "музей композитора"


async def told(newsroom: Newsroom, *texts: str) -> None:
    for text in texts:
        await newsroom.adds(RawText(text))


async def digest_of(reader: Person) -> str:
    await reader.writes("/digest")
    return (await reader.receives()).text


async def test_muted_words_stay_away_in_any_inflection_and_come_back(
    newsroom: Newsroom, reader: Person
) -> None:
    await told(newsroom, RATE, MATCH, MUSEUM)
    await reader.writes("/mute композиторы")
    screen = await reader.receives("Не присылать: композиторы\n")
    assert "Таких новостей за неделю: 1\n1. В Алматы открыли музей" in screen.text
    assert screen.buttons == ["Присылать снова", "За чем вы следите"]
    digest = await digest_of(reader)
    assert MUSEUM_TOLD not in digest
    assert RATE_TOLD in digest
    await reader.writes("/unmute композитора")
    await reader.receives("Новости снова приходят: композиторы")
    assert MUSEUM_TOLD in await digest_of(reader)


async def test_what_is_added_later_is_kept_back_from_editions(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 21:00")
    await reader.receives()
    await reader.writes("/mute Тлендиеву")
    await reader.receives("таких новостей не было")
    await told(newsroom, RATE, MUSEUM)
    edition = await planned(newsroom, reader)
    assert RATE_TOLD in edition
    assert MUSEUM_TOLD not in edition


async def planned(newsroom: Newsroom, reader: Person) -> str:
    reader.catch_up()
    newsroom.telegram.clock.move(timedelta(hours=10))
    now = newsroom.telegram.clock.now()
    await Planner(newsroom.db, SameProcess(), "newsdigest_bot").plan_due(now)
    async with newsroom.delivering():
        return (await reader.receives()).text


@pytest.mark.parametrize("asked", ["/mute спорт", "/mute Спорта", "/mute новости спорта"])
async def test_a_topic_is_muted_and_all_others_come(newsroom: Newsroom, reader: Person, asked: str) -> None:
    await told(newsroom, RATE, MATCH)
    await reader.writes(asked)
    screen = await reader.receives("Не присылать тему «Спорт»")
    assert "за неделю: 1\n1. В Алматы «Кайрат»" in screen.text
    digest = await digest_of(reader)
    assert RATE_TOLD in digest
    assert MATCH_TOLD not in digest
    await reader.writes("/search Кайрат")
    await reader.receives(MATCH_TOLD)
    await reader.writes("/topic спорт")
    await reader.receives(MATCH_TOLD)


async def test_a_topic_that_is_chosen_again_is_not_muted(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, RATE, MATCH)
    await reader.writes("/mute спорт")
    await reader.receives()
    await reader.writes("/topics спорт")
    await reader.receives()
    assert MATCH_TOLD in await digest_of(reader)


async def test_who_mutes_the_only_topic_that_they_chose_gets_the_others(
    newsroom: Newsroom, reader: Person
) -> None:
    await told(newsroom, RATE, MATCH)
    await reader.writes("/topics спорт")
    await reader.receives()
    await reader.writes("/mute спорт")
    await reader.receives()
    digest = await digest_of(reader)
    assert RATE_TOLD in digest
    assert MATCH_TOLD not in digest


async def test_what_is_followed_comes_though_its_topic_is_muted(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, MATCH)
    for typed in ("/mute спорт", "/follow Сатпаев"):
        await reader.writes(typed)
        await reader.receives()
    assert MATCH_TOLD in await digest_of(reader)


async def test_muted_words_count_more_than_followed_ones(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, MATCH, MUSEUM)
    for typed in ("/follow Алматы", "/mute Сатпаев"):
        await reader.writes(typed)
        await reader.receives()
    digest = await digest_of(reader)
    assert MUSEUM_TOLD in digest
    assert MATCH_TOLD not in digest


@pytest.mark.parametrize("muted", ["Тлендиева", "Тлендиев"])
async def test_the_same_words_are_followed_or_muted_never_both(
    newsroom: Newsroom, reader: Person, muted: str
) -> None:
    await reader.writes("/follow Тлендиев")
    await reader.receives()
    await reader.writes(f"/mute {muted}")
    await reader.receives()
    await reader.writes("/mute")
    assert (await reader.receives()).buttons[0] == f"Не присылать: {muted} · 0"
    await reader.writes("/follow Тлендиев")
    await reader.receives()
    await reader.writes("/follow")
    listed = await reader.receives()
    assert listed.buttons == ["Тлендиев", "Добавить", "Не присылать…", "Настройки"]


async def test_one_screen_lists_follows_and_mutes_with_what_they_kept_back(
    newsroom: Newsroom, reader: Person
) -> None:
    await told(newsroom, RATE, MATCH, MUSEUM)
    for typed in ("/follow ставка", "/mute Тлендиев, спорт"):
        await reader.writes(typed)
        screen = await reader.receives()
    assert screen.buttons == [
        "ставка",
        "Не присылать: Спорт · 1",
        "Не присылать: Тлендиев · 1",
        "Добавить",
        "Не присылать…",
        "Настройки",
    ]
    await reader.writes("/settings")
    settings = await reader.receives()
    await reader.presses("Не присылать: Спорт и ещё 1")
    await reader.presses("Не присылать: Тлендиев · 1")
    assert settings.text.startswith("Не присылать: Тлендиев")
    await reader.presses("Присылать снова")
    assert settings.text.startswith("Новости снова приходят: Тлендиев\nЗа чем вы следите")
    assert "Не присылать: Тлендиев · 1" not in settings.buttons


async def test_step_by_step_with_mistakes(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/mute")
    screen = await reader.receives("Что вам не присылать\nПока ничего.")
    await reader.presses("Не присылать…")
    assert screen.text.startswith("О чём не присылать новости?")
    await reader.writes("и")
    await reader.receives("«и» есть почти в любой новости.")
    await reader.writes("Тлендиев")
    await reader.receives("Не присылать: Тлендиев")
    await reader.writes("/unmute ЮНЕСКО")
    await reader.receives("«ЮНЕСКО» нет среди того, что вам не присылать.")
    await reader.writes("/mute " + ", ".join(f"Слово{n}" for n in range(MAX_FOLLOWS - 1)))
    await reader.receives("Что вам не присылать")
    await reader.writes("/mute ещёодно")
    await reader.receives("не больше чем от 50 слов и тем")
    await reader.writes("/mute спорт")
    await reader.receives("не больше чем от 50 слов и тем")
    await reader.writes("/mute Слово7 -спорт")
    await reader.receives("Кроме: спорт")
    await reader.writes("/follow " + ", ".join(f"Имя{n}" for n in range(MAX_FOLLOWS)))
    listed = await reader.receives("За чем вы следите")
    assert len(listed.buttons) == 100


@pytest.mark.parametrize(
    ("language", "said", "button"),
    [
        ("ru", "без спорта", "Убрать «Спорт»"),
        ("kk", "спортсыз", "«Спорт» алып тастау"),
        ("en", "no sport", "Leave out “Sport”"),
    ],
)
async def test_plain_words_ask_before_a_topic_is_muted(
    newsroom: Newsroom, reader: Person, language: Language, said: str, button: str
) -> None:
    await reader.writes(f"/language {language}")
    await reader.receives()
    await told(newsroom, MATCH, RATE)
    await reader.writes(said)
    screen = await reader.receives()
    assert MATCH_TOLD in await digest_of(reader)
    await reader.presses(button, message=screen)
    assert MATCH_TOLD not in await digest_of(reader)


async def test_plain_words_ask_before_words_are_muted(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, MATCH, MUSEUM)
    await reader.writes("не присылай про Тлендиева")
    screen = await reader.receives("Не присылать новости, где есть «Тлендиева»?")
    await reader.presses("Не присылать")
    assert screen.text.startswith("Не присылать: Тлендиева")
    digest = await digest_of(reader)
    assert MATCH_TOLD in digest
    assert MUSEUM_TOLD not in digest


async def test_less_like_this_offers_topic_name_source_and_story(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, MATCH, RATE)
    await digest_of(reader)
    await reader.sees("Вся новость")
    reader.catch_up()
    await reader.writes("/start s1")
    story = await reader.receives(MATCH_TOLD)
    await reader.presses("Меньше такого")
    assert story.text.startswith("Чего присылать меньше?")
    offered = [each for each in story.buttons if each != "К новости"]
    assert "Тема: Спорт" in offered
    assert any("Сатпаев" in each for each in offered)
    assert offered[-1] == "Только эта новость"
    for name in offered:
        await reader.presses(name, message=story)
        assert f"✓ {name}" in story.buttons
        assert MATCH_TOLD not in await digest_of(reader)
        await reader.presses(f"✓ {name}", message=story)
        assert name in story.buttons
        assert MATCH_TOLD in await digest_of(reader), name


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "kk",
            ("Тілендиев", "Жіберілмейді: Тілендиев · 0", "Қайта жіберу", "Мұндайды азайту", "Қандай жаңалық"),
        ),
        ("en", ("Golovkin", "Not sent: Golovkin · 0", "Send again", "Less like this", "What should come")),
    ],
)
async def test_in_other_languages(
    newsroom: Newsroom, reader: Person, language: Language, words: tuple[str, str, str, str, str]
) -> None:
    name, muted, back, less, title = words
    await told(newsroom, MATCH)
    await reader.writes(f"/language {language}")
    await reader.receives()
    await reader.writes(f"/mute {name}")
    await reader.receives(name)
    await reader.writes("/mute")
    listed = await reader.receives()
    await reader.presses(muted)
    await reader.presses(back)
    assert muted not in listed.buttons
    await reader.writes("/start s1")
    story = await reader.receives()
    await reader.presses(less)
    assert story.text.startswith(title)


async def test_a_muted_story_stays_away_when_it_develops_and_is_listed(
    newsroom: Newsroom, reader: Person
) -> None:
    await told(newsroom, MATCH)
    await digest_of(reader)
    await reader.sees("Вся новость")
    reader.catch_up()
    await reader.writes("/start s1")
    await reader.receives()
    await reader.presses("Меньше такого")
    await reader.presses("Только эта новость")
    await told(newsroom, MUSEUM, MATCH.replace("2:1", "2:1 на стадионе в Алматы"))
    assert MATCH_TOLD not in await digest_of(reader)
    await reader.writes("/settings")
    settings = await reader.receives()
    await reader.presses(next(each for each in settings.buttons if each.startswith("Не присылать: ")))
    await reader.presses(settings.buttons[0])
    assert settings.text.startswith("Не присылать эту новость: В Алматы «Кайрат»")
    await reader.presses("Присылать снова")
    assert MATCH_TOLD in await digest_of(reader)


async def test_alerts_leave_out_what_is_muted(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow Алматы")
    await reader.receives()
    await reader.presses("Сразу сообщать")
    await reader.writes("/mute Сатпаев")
    await reader.receives()
    await told(newsroom, MATCH, MUSEUM)
    reader.catch_up()
    now = newsroom.telegram.clock.now()
    assert await FollowAlerts(newsroom.db, "newsdigest_bot").step(now) == 1
    async with newsroom.delivering():
        assert MUSEUM_TOLD in (await reader.receives()).text


@pytest.mark.parametrize("typed", ["/mute Урал", "/mute происшествия", "story"])
async def test_breaking_news_leave_out_what_is_muted(newsroom: Newsroom, reader: Person, typed: str) -> None:
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Срочные новости: нет")
    await reader.presses("в любое время")
    newsroom.telegram.clock.move(timedelta(hours=2))
    now = newsroom.telegram.now()
    for source, text in REPORTS:
        whole = f"{text}\n\nПострадавших нет. Причину выясняет комиссия акимата, объезд открыт по трассе."
        raw = RawText(whole, title="В Атырау обрушился мост через Урал", source=source)
        await newsroom.intake.add(raw, added_by=None, now=now)
    if typed == "story":
        await reader.writes("/start s1")
        await reader.presses("Меньше такого")
        await reader.presses("Только эта новость")
    else:
        await reader.writes(typed)
        await reader.receives("Таких новостей за неделю: 1")
    assert await Breaking(newsroom.db, "newsdigest_bot").step(now) == 0


@pytest.mark.parametrize("typed", ["/mute Тлендиев", "/mute спорт"])
async def test_the_review_of_a_week_leaves_out_what_is_muted(
    newsroom: Newsroom, reader: Person, typed: str
) -> None:
    await told(newsroom, RATE, MATCH, MUSEUM)
    await reader.writes(typed)
    await reader.receives()
    await reader.writes("/digest 7d")
    review = (await reader.receives(RATE_TOLD)).text
    kept, gone = (MATCH_TOLD, MUSEUM_TOLD) if "Тлендиев" in typed else (MUSEUM_TOLD, MATCH_TOLD)
    assert kept in review
    assert gone not in review


async def test_who_is_forgotten_leaves_no_muted_words(newsroom: Newsroom, reader: Person) -> None:
    await told(newsroom, MUSEUM)
    await reader.writes("/mute Тлендиев, спорт")
    await reader.receives()
    await reader.writes("/export")
    file = (await reader.receives()).document
    assert file is not None
    assert [(each["words"], each["topic"]) for each in json.loads(file.content)["mutes"]] == [
        ("", "sport"),
        ("Тлендиев", None),
    ]
    await reader.writes("/forget")
    await reader.receives()
    await reader.presses("Да, удалить всё")
    async with newsroom.db.read() as db:
        for sql in ("SELECT * FROM mutes", "SELECT * FROM followed_words", "SELECT * FROM follow_matches"):
            assert await fetch_all(db, sql) == []
