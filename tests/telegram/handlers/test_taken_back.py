"""Who takes a question back by a word gets no new setting out of it."""

from __future__ import annotations

import pytest

from bot.playground.world.person import Person
from tests.telegram.conftest import Newsroom

NOTHING = "Хорошо, ничего не изменилось."


@pytest.mark.parametrize("said", ["отмена", "Отмена!", "не надо", "Артқа", "never mind", "/cancel"])
async def test_nothing_is_followed(newsroom: Newsroom, reader: Person, said: str) -> None:
    await reader.writes("/follow")
    await reader.receives()
    await reader.presses("Добавить")
    await reader.writes(said)
    await reader.receives(NOTHING)
    await reader.writes("/follow")
    await reader.receives("Пока ни за чем.")
    await reader.writes("Тлендиев")
    await reader.receives("По запросу «Тлендиев» ничего не нашлось.")


async def test_no_headline_is_changed(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("bridge")
    await editor.writes("/article 1")
    headline = (await editor.receives("Статья 1")).text
    await editor.presses("Заголовок")
    await editor.writes("Отмена")
    await editor.receives(NOTHING)
    await editor.writes("/article 1")
    assert (await editor.receives("Статья 1")).text == headline


async def test_where_nothing_was_asked_it_is_a_wish(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("отмена")
    await reader.receives("Остановить рассылку?")


async def test_what_has_no_text_takes_nothing_back(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/follow")
    await reader.receives()
    await reader.presses("Добавить")
    await reader.says(b"la la")
    await reader.receives("Голосовые, фото и стикеры бот не читает")
