"""An editor splits and merges stories by buttons; nobody else can, and what comes later respects it."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from bot.intake.intake import ArticleAdded
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from digests.models.stories import PLACED_FOR
from digests.models.texts import RawText
from storage import articles, stories
from tests.telegram.conftest import Newsroom

FIRE = (
    "В Таразе на складе стройматериалов на улице Абая произошёл пожар. Погибли 12 человек, сообщил"
    " департамент по чрезвычайным ситуациям. Огонь тушили девять часов, площадь пожара составила"
    " три тысячи квадратных метров. Склад принадлежит предпринимателю Ержану Асанову."
)
FIRE_TOO = (
    "Пожар на складе стройматериалов на улице Абая в Таразе потушили. Погибли 15 человек, сообщили"
    " спасатели. Склад предпринимателя Ержана Асанова сгорел полностью, огонь тушили девять часов."
)
FIRE_LATER = (
    "Хозяина сгоревшего в Таразе склада стройматериалов на улице Абая Ержана Асанова задержали после"
    " пожара. Следствие считает, что на складе не работала сигнализация, огонь тушили девять часов."
)
MATCH = (
    "Футболисты «Тобола» обыграли «Кайрат» со счётом 3:1 в матче чемпионата Казахстана в Костанае. Два мяча"
    " забил нападающий Игорь Иванов, ещё один в конце встречи добавил капитан команды Асхат Тагыберген."
)


async def adds(newsroom: Newsroom, *texts: str) -> list[ArticleAdded]:
    found = [await newsroom.adds(RawText(text, source=f"source{n}.kz")) for n, text in enumerate(texts, 1)]
    return [added for added in found if isinstance(added, ArticleAdded)]


async def opens(person: Person, story_id: int) -> Message:
    await person.writes(f"/start s{story_id}")
    return await person.receives()


async def story_of(newsroom: Newsroom, article_id: int) -> int:
    async with newsroom.db.read() as db:
        stored = await articles.get(db, article_id)
    assert stored is not None
    return stored.story_id


async def place_of(newsroom: Newsroom, story_id: int) -> str:
    async with newsroom.db.read() as db:
        story = await stories.get(db, story_id)
    assert story is not None
    return story.placed(newsroom.telegram.clock.now())


async def test_an_article_becomes_a_story_of_its_own_and_comes_back(
    newsroom: Newsroom, editor: Person
) -> None:
    one, two = await adds(newsroom, FIRE, FIRE_TOO)
    assert one.story.id == two.story.id
    screen = await opens(editor, one.story.id)
    assert "Новость 1" in screen.text
    await editor.presses("Отделить статью")
    assert screen.text.startswith("Какую статью сделать отдельной новостью?")
    await editor.presses("2")
    assert screen.text.startswith("Отделить статью 2 от новости 1?\n\nСтатья 2\n")
    assert "\n\nНовость 1\n" in screen.text
    await editor.presses("Отделить статью")
    assert screen.text == "Статья 2 теперь отдельная новость под номером 2."
    assert await story_of(newsroom, 2) == 2
    await editor.presses("Отменить")
    assert screen.text == "Новости 1 и 2 объединены. Теперь это новость 1."
    assert await story_of(newsroom, 2) == 1
    await editor.presses("Новость 1")
    assert "source2.kz" in screen.text


async def test_stories_are_merged_from_similar_ones_and_come_apart(
    newsroom: Newsroom, editor: Person
) -> None:
    await adds(newsroom, FIRE, FIRE_TOO, MATCH)
    screen = await opens(editor, 1)
    await editor.presses("Отделить статью")
    await editor.presses("2")
    await editor.presses("Отделить статью")
    await editor.presses("Новость 3")
    await editor.presses("Объединить")
    assert "Похожие новости, сначала самые близкие:\n\n1. " in screen.text
    await editor.presses("1")
    assert screen.text.startswith("Объединить новости 1 и 3?")
    await editor.presses("Отмена")
    await editor.presses("1")
    await editor.presses("Объединить")
    assert screen.text == "Новости 1 и 3 объединены. Теперь это новость 1."
    assert await story_of(newsroom, 2) == 1
    await editor.presses("Отменить")
    assert screen.text == "Новости 1 и 3 снова отдельно."
    assert await story_of(newsroom, 2) == 3


async def test_the_number_of_another_story_may_be_typed(newsroom: Newsroom, editor: Person) -> None:
    await adds(newsroom, FIRE, MATCH)
    screen = await opens(editor, 1)
    await editor.presses("Объединить")
    assert "Похожих новостей не нашлось." in screen.text
    for typed, answer in (
        ("номер два", "Напишите номер новости, например: 12"),
        ("99", "Новости 99 нет. Проверьте номер и напишите его ещё раз."),
        ("1", "Это та же самая новость. Напишите номер другой."),
    ):
        await editor.writes(typed)
        await editor.receives(answer)
    await editor.writes("№2")
    asked = await editor.receives("Объединить новости 1 и 2?")
    await editor.presses("Объединить")
    assert asked.text == "Новости 1 и 2 объединены. Теперь это новость 1."
    assert "Новость 1" in (await opens(editor, 2)).text


async def test_a_text_that_is_pasted_instead_of_a_number_is_an_article(
    newsroom: Newsroom, editor: Person
) -> None:
    await adds(newsroom, FIRE)
    await opens(editor, 1)
    await editor.presses("Объединить")
    await editor.writes(MATCH)
    newsroom.gate.two_seconds_pass()
    await editor.receives("Получится так")


async def test_what_comes_later_respects_the_split(newsroom: Newsroom, editor: Person) -> None:
    await adds(newsroom, FIRE, FIRE_TOO)
    await opens(editor, 1)
    await editor.presses("Отделить статью")
    await editor.presses("2")
    await editor.presses("Отделить статью")
    (later,) = await adds(newsroom, FIRE_LATER)
    assert later.story.id in (1, 2)
    assert await story_of(newsroom, 1) == 1
    assert await story_of(newsroom, 2) == 2
    async with newsroom.db.read() as db:
        found = await stories.get_many(db, [1, 2])
    assert sorted(len(story.articles) for story in found) == [1, 2]


async def test_what_comes_later_joins_the_merged_story(newsroom: Newsroom, editor: Person) -> None:
    await adds(newsroom, MATCH, FIRE)
    screen = await opens(editor, 1)
    await editor.presses("Объединить")
    await editor.writes("2")
    await editor.receives("Объединить новости 1 и 2?")
    await editor.presses("Объединить")
    (later,) = await adds(newsroom, FIRE_TOO)
    assert later.story.id == 1
    assert screen.buttons


@pytest.mark.parametrize(
    "data",
    ["1:split:1:0:-", "1:split?:2:-", "1:splitoff:2:-", "1:merge:1:0:-", "1:merge?:1:2:-", "1:join:1:2:-",
     "1:unmerge:2:-", "1:place:1:last:-"],
)  # fmt: skip
async def test_who_is_no_editor_cannot(newsroom: Newsroom, reader: Person, data: str) -> None:
    await adds(newsroom, FIRE, FIRE_TOO)
    screen = await opens(reader, 1)
    assert not {"Объединить", "Отделить статью", "Поднять наверх", "Опустить вниз"} & set(screen.buttons)
    assert "Новость 1" not in screen.text
    await reader.presses_data(screen, data)
    await reader.receives("Вот что можно сделать:")
    assert [await story_of(newsroom, number) for number in (1, 2)] == [1, 1]
    assert await place_of(newsroom, 1) == "free"


async def test_old_buttons_say_that_it_is_over(newsroom: Newsroom, editor: Person) -> None:
    await adds(newsroom, FIRE, MATCH)
    screen = await opens(editor, 1)
    for data, answer in (
        ("1:split:1:0:-", "В этой новости одна статья, отделять нечего."),
        ("1:splitoff:1:-", "Не получилось: эту новость уже изменили."),
        ("1:join:1:1:-", "Не получилось: эту новость уже изменили."),
        ("1:unmerge:2:-", "Не получилось: эту новость уже изменили."),
        ("1:splitoff:99:-", "Такой новости нет"),
        ("1:merge:99:0:-", "Такой новости нет"),
        ("1:split?:99:-", "Такой новости нет"),
        ("1:place:99:first:-", "Такой новости нет"),
    ):
        await editor.presses_data(screen, data)
        assert screen.text.startswith(answer)


async def test_both_numbers_and_the_reason_are_on_the_screen(newsroom: Newsroom, reader: Person) -> None:
    await adds(newsroom, FIRE, FIRE_TOO)
    newsroom.telegram.clock.move(timedelta(minutes=1))
    await reader.writes("/digest")
    screen = await reader.receives()
    await reader.presses("Вся новость")
    assert "Почему это в дайджесте: 2 источника" in screen.text
    assert "Погибли 12 человек" in screen.text
    assert "Погибли 15 человек" in screen.text


SIDE_BY_SIDE = (
    "В Семее вечером загорелся склад муки на улице Дулатова. Тушить его приехали 14 машин, раненых нет.",
    "Директор комбината «Дән-Нан» Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн муки.",
    (
        "Склад муки комбината «Дән-Нан» в Семее на улице Дулатова сгорел вечером, приехали 14 машин."
        " Директор Ержан Касымов оценил ущерб в 96 млн тенге: огонь уничтожил 300 тонн муки."
    ),
)


async def test_what_the_machine_joined_comes_apart_by_a_tap(newsroom: Newsroom, editor: Person) -> None:
    one, other, both = await adds(newsroom, *SIDE_BY_SIDE)
    assert [one.story.id, other.story.id, both.story.id] == [1, 2, 1]
    assert await story_of(newsroom, 2) == 1
    screen = await opens(editor, 1)
    await editor.presses("Разъединить новости")
    assert screen.text == "Новости 1 и 2 снова отдельно."
    assert [await story_of(newsroom, number) for number in (1, 2, 3)] == [1, 2, 1]
    await editor.presses("Новость 1")
    assert "Разъединить новости" not in str(screen.buttons)


async def test_a_story_is_put_first_and_takes_its_own_place_again(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await adds(newsroom, FIRE, FIRE_TOO, MATCH)
    screen = await opens(editor, 2)
    await editor.presses("Поднять наверх")
    assert screen.text.startswith("Новость 2 стоит первой в дайджестах до ")
    await reader.writes("/digest")
    digest = await reader.receives()
    assert digest.text.startswith("1. Футболисты «Тобола» обыграли «Кайрат»")
    await reader.presses("1")
    assert "Почему это в дайджесте: выбор редакции" in digest.text
    await editor.presses("Новость 2")
    assert "Новость 2 стоит первой в дайджестах до " in screen.text
    await editor.presses("Вернуть на своё место")
    assert screen.text == "Новость 2 снова стоит в дайджестах на своём месте."
    assert await place_of(newsroom, 2) == "free"
    await editor.presses("Отменить")
    assert screen.text.startswith("Новость 2 стоит первой")


async def test_a_story_is_put_last_until_it_is_old(
    newsroom: Newsroom, editor: Person, reader: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await adds(newsroom, FIRE, FIRE_TOO, MATCH)
    screen = await opens(editor, 1)
    await editor.presses("Опустить вниз")
    assert screen.text.startswith("Новость 1 стоит последней в дайджестах до ")
    assert f"story 1 was put last by {editor.id}" in caplog.text
    await reader.writes("/digest")
    assert (await reader.receives()).text.startswith("1. Футболисты «Тобола» обыграли «Кайрат»")
    newsroom.telegram.clock.move(PLACED_FOR)
    assert await place_of(newsroom, 1) == "free"
    await editor.presses("Новость 1")
    assert "Новость 1\n" in screen.text
