"""A reader reports an error: the editors get a card, the reader hears what became of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.editions.error_reports import ErrorReports
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from tests.telegram.conftest import EDITOR, Newsroom


async def reports(newsroom: Newsroom, reader: Person, reason: str, story: int = 1) -> None:
    """Opens a story by its link, and says what is wrong with it."""
    await reader.writes("/language ru")
    await reader.receives()
    await reader.writes(f"/start s{story}")
    screen = await reader.receives()
    await reader.presses("Сообщить об ошибке")
    assert screen.text.startswith("Что не так с этой новостью?")
    await reader.presses(reason)
    assert screen.text.startswith("Спасибо.")


@pytest.fixture(autouse=True)
async def begun(editor: Person) -> None:
    await editor.writes("/language ru")
    await editor.receives()


async def step(newsroom: Newsroom) -> int:
    return await ErrorReports(newsroom.db, {EDITOR}).step(newsroom.telegram.clock.now())


async def arrives(newsroom: Newsroom, person: Person, text: str) -> Message:
    await step(newsroom)
    async with newsroom.delivering():
        return await person.receives(text)


async def test_an_editor_leaves_the_story_as_it_is(
    newsroom: Newsroom, reader: Person, editor: Person
) -> None:
    (added,) = await newsroom.has("rate-first")
    await reports(newsroom, reader, "Устарело", added.story.id)
    card = await arrives(newsroom, editor, "Читатель сообщает: Устарело")
    assert added.story.articles[0].headline in card.text
    await editor.presses("Оставить как есть")
    await editor.receives("Новость оставлена как есть. Ответ уйдёт 1 читателю.")
    answer = await arrives(newsroom, reader, "Редакция проверила новость и оставила её как есть:")
    assert answer.buttons == ["Вся новость"]
    newsroom.telegram.clock.move(timedelta(minutes=1))
    await editor.presses_data(card, f"1:rejectreports:{added.story.id}")
    await editor.receives("С этим уже разобрались.")


async def test_a_retraction_is_told(newsroom: Newsroom, reader: Person, editor: Person) -> None:
    (added,) = await newsroom.has("rate-first")
    await reports(newsroom, reader, "Это реклама", added.story.id)
    card = await arrives(newsroom, editor, "Читатель сообщает: Это реклама")
    await editor.presses("Снять")
    assert card.text.startswith("Снять статью")
    await editor.presses("Снять")
    assert (await arrives(newsroom, reader, "Редакция отозвала статью.")).buttons == []


async def test_a_correction_is_told_once(newsroom: Newsroom, reader: Person, editor: Person) -> None:
    (added,) = await newsroom.has("rate-first")
    await reports(newsroom, reader, "Ошибка в фактах", added.story.id)
    await arrives(newsroom, editor, "Читатель сообщает")
    await editor.presses("Исправить")
    await editor.writes(
        "Ставка выросла\n\nНациональный банк повысил ставку до 17 процентов годовых, сообщили в банке."
    )
    await editor.receives("исправлена")
    await arrives(newsroom, reader, "Вы сообщали об ошибке. Новость исправлена:")
    assert await step(newsroom) == 0


async def test_an_article_that_leaves_the_story_is_told(
    newsroom: Newsroom, reader: Person, editor: Person
) -> None:
    *_, added = await newsroom.has("match-second")
    await reports(newsroom, reader, "Смешаны разные события", added.story.id)
    card = await arrives(newsroom, editor, "Читатель сообщает: Смешаны разные события")
    await editor.presses("Снять")
    assert card.text.startswith("Какую статью снять?")
    await editor.presses("Вся новость")
    await editor.presses("Отделить статью")
    await editor.presses(card.buttons[0])
    await editor.presses("Отделить статью")
    await arrives(newsroom, reader, "Из новости убрана статья о другом событии:")


async def test_several_readers_make_one_card_and_each_is_answered(
    newsroom: Newsroom, reader: Person, editor: Person
) -> None:
    (added,) = await newsroom.has("rate-first")
    second = newsroom.telegram.person("Берик", 5099, started=True)
    await reports(newsroom, reader, "Устарело", added.story.id)
    await reports(newsroom, reader, "Другое", added.story.id)
    await reports(newsroom, second, "Другое", added.story.id)
    assert await step(newsroom) == 1
    await arrives(newsroom, editor, "Читатель сообщает: Другое")
    await editor.presses("Оставить как есть")
    await editor.receives("Ответ уйдёт 2 читателям.")
    await arrives(newsroom, reader, "оставила её как есть")
    await arrives(newsroom, second, "оставила её как есть")


@pytest.mark.parametrize("data", ["1:report:999:facts:-", "1:report?:999:-"])
async def test_of_a_story_that_is_gone(newsroom: Newsroom, reader: Person, data: str) -> None:
    await reader.writes("/help")
    screen = await reader.receives()
    await reader.presses_data(screen, data)
    assert screen.text.startswith("Такой новости нет")
