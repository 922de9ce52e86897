"""/stats: the figures of the newsroom and of seven days, below a picture of them where it can be drawn."""

from __future__ import annotations

import pytest

from bot.answers.trends import can_draw
from bot.playground.world.person import Person
from tests.telegram.conftest import Newsroom

HINT = "установите на сервере newsdigest[charts]"


@pytest.mark.skipif(can_draw(), reason="the extra is installed")
async def test_without_the_extra_it_is_said_what_to_install(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("bridge")
    await editor.writes("/stats")
    screen = await editor.receives("Статистика")
    assert "Новые статьи: 2 (0)" in screen.text
    assert screen.text.endswith(HINT + ".")
    await editor.presses("Управление")
    await editor.presses("Статистика")
    assert "Новые статьи: 2 (0)" in screen.text  # in its place


@pytest.mark.extra
async def test_a_picture_stands_above_the_figures(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/stats")
    assert HINT not in (await editor.receives("Новые статьи: 0 (0)")).text  # and no picture of nothing
    await newsroom.has("bridge")
    await editor.writes("/stats")
    picture = await editor.receives("На картинке")
    assert picture.photo is not None
    assert picture.photo.content.startswith(b"\x89PNG")
    assert "Новые статьи: 2 (0)" in (await editor.receives("Статистика")).text
