"""/search: asked for words, found, paged, opened, and what is said when there is nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.world.person import Person
from digests.models.texts import RawText
from storage.rows import epoch
from tests.telegram.conftest import Newsroom

TEXT = "В {city} открыли памятник композитору Нургисе Тлендиеву. Работа заняла {n} месяцев. Играл оркестр."
CITIES = ("Таразе", "Актобе", "Семее", "Кентау", "Риддере", "Степногорске", "Экибастузе")


async def has_monuments(newsroom: Newsroom, count: int = 1) -> None:
    for number, city in enumerate(CITIES[:count], 1):
        body = TEXT.format(city=city, n=number * 7)
        await newsroom.adds(RawText(body, title=f"Памятник в {city}", source=f"{number}.kz"))
        newsroom.telegram.clock.move(timedelta(days=30))


@pytest.mark.parametrize(
    "typed",
    [
        "Тлендиевым", "Тлендиевтің памятник", "памятник -спорт", '"памятник композитору"',
        "тлендиев источник:1.k", "памятник «Нургисе Тлендиеву» -балет", "Tlendiev", "памятник 40d",
    ],
)  # fmt: skip
async def test_it_is_found_however_it_is_typed(newsroom: Newsroom, reader: Person, typed: str) -> None:
    await has_monuments(newsroom)
    await reader.writes(f"/search {typed}")
    assert "Памятник в Таразе" in (await reader.receives("нашлась 1 новость")).text


@pytest.mark.parametrize(
    "typed",
    [
        "памятник -композитор", '"композитору памятник"', "памятник 7d", "памятник март 1999",
        "тлендиев source:2.kz", '"спорт" OR *', "body:памятник NEAR(", "<b>", "'; DROP TABLE articles",
        "а" * 3000, "памятник topic:sport",
    ],
)  # fmt: skip
async def test_what_nobody_wrote_is_said_in_plain_words(
    newsroom: Newsroom, reader: Person, typed: str
) -> None:
    await has_monuments(newsroom)
    await reader.writes(f"/search {typed}")
    answer = await reader.receives("ничего не нашлось.")
    assert "проверить, нет ли опечатки" in answer.text
    assert ("Что можно попробовать:\n• " in answer.text) == (answer.text.count("• ") > 1)
    assert answer.text.count("• ") != 1
    await reader.presses("Искать другое")
    await reader.receives("Что найти?")


async def test_the_hit_stands_in_its_sentence_in_bold(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom)
    await reader.writes("/search оркестры")
    assert "Играл <b>оркестр</b>." in (await reader.receives("оркестры: нашлась")).html


async def test_pages_turn_in_place_and_stories_lead_back(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom, 7)
    await reader.writes("/search памятник")
    found = await reader.receives("памятник: нашлось 7 новостей")
    first = found.html
    await reader.presses("Дальше")
    assert "6. " in found.text
    second = found.html
    await reader.presses("7")
    assert found.html not in (first, second)
    await reader.presses("К найденному")
    assert found.html == second
    await reader.presses("Раньше")
    assert found.html == first


async def test_without_words_they_are_asked_for(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom)
    await reader.writes("/search")
    await reader.receives("Что найти?")
    await reader.writes("-спорт")
    await reader.receives("Что найти?")
    await reader.writes("памятник")
    await reader.receives("нашлась 1 новость")
    await reader.writes("памятник")
    await reader.receives("нашлась 1 новость")


async def test_a_group_gets_a_link_into_the_private_chat(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom, 7)
    group = newsroom.telegram.group("Читатели", owner=reader)
    await reader.writes("/search@newsdigest_bot", place=group)
    await group.receives("Напишите, что найти")
    await reader.writes("/search@newsdigest_bot памятник", place=group)
    found = await group.receives("памятник: нашлось 7 новостей")
    assert found.text.count("•") == 3
    assert found.buttons == ["Все результаты"]
    await reader.opens(next(link for link in found.links if "start=q" in link))
    await reader.receives("1. Памятник в ")


async def test_what_others_searched_for_cannot_be_walked_through(
    newsroom: Newsroom, reader: Person, editor: Person
) -> None:
    await has_monuments(newsroom, 1)
    await editor.writes("/search памятник")
    await editor.receives("памятник: нашлась 1 новость")
    await editor.writes("/topic памятник")
    screen = await editor.receives("Памятник")
    await reader.writes("/help")
    own = await reader.receives()
    for number in range(1, 4):
        await reader.opens(f"https://t.me/newsdigest_bot?start=q{number}")
        await reader.receives("Этот поиск был слишком давно.")
        await reader.presses_data(own, f"1:overview:{number}:168")
    assert not [message for message in reader.by_bot if "амятник" in message.text]
    assert screen.buttons


async def test_links_that_were_numbered_in_order_still_lead_to_their_search(
    newsroom: Newsroom, reader: Person
) -> None:
    await has_monuments(newsroom, 1)
    async with newsroom.db.transaction() as tx:
        await tx.execute("INSERT INTO subjects VALUES (7, 'памятник', ?)", (epoch(newsroom.telegram.now()),))
    await reader.opens("https://t.me/newsdigest_bot?start=q7")
    await reader.receives("памятник: нашлась 1 новость")


async def test_a_link_to_a_search_that_is_not_kept(newsroom: Newsroom, reader: Person) -> None:
    await reader.opens("https://t.me/newsdigest_bot?start=q99")
    await reader.receives("Этот поиск был слишком давно.")
    await reader.presses("Искать другое")
    await reader.receives("Что найти?")


async def test_a_retracted_article_is_not_found(newsroom: Newsroom, editor: Person) -> None:
    await has_monuments(newsroom)
    await editor.writes("/retract 1")
    await editor.receives("Статья 1 снята.")
    await editor.writes("/search памятник")
    await editor.receives("ничего не нашлось")


async def test_words_that_nothing_has_together_are_said(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom, 2)
    await reader.writes("/search памятник который")
    await reader.receives("Новостей, где есть все слова, нет. Показано без «который».")


async def test_where_the_days_have_nothing_it_is_said(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom, 1)
    newsroom.telegram.clock.move(timedelta(days=40))
    await reader.writes("/search памятник вчера")
    await reader.receives("За эти дни ничего не нашлось. Показано за всё время.")


async def test_a_slip_is_forgiven_and_said(newsroom: Newsroom, reader: Person) -> None:
    await has_monuments(newsroom, 7)
    await reader.writes("/search памятнек")
    found = await reader.receives("По запросу «памятнек» ничего не нашлось. Показано по слову «")
    first = found.html
    await reader.presses("Дальше")
    assert "Показано по слову «" in found.text
    await reader.presses("Раньше")
    assert found.html == first
    await reader.writes("gfvznybr")
    await reader.receives("Показано по слову «памятник»")
