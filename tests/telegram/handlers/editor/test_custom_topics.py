"""Editors define topics, typed or step by step; readers choose them like any other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.intake.reindexing import Reindexer
from bot.playground.world.person import Person
from digests.models.texts import RawText
from digests.topics.custom import MAX_CUSTOM_TOPICS
from storage import articles
from tests.telegram.conftest import EDITOR, Newsroom, SameProcess

BRIDGE = (
    "В Атырау закрыли на ремонт мост через Урал. Работы продлятся до ноября, сообщил акимат области."
    " Водителям предлагают ехать через понтонную переправу, автобусы пойдут в объезд."
)
WEATHER = (
    "На выходных в Алматы ожидается тёплая погода без осадков. Ночью столбик термометра опустится"
    " до восьми градусов, днём воздух прогреется до двадцати, сообщили синоптики."
)


async def follow(newsroom: Newsroom) -> None:
    """What the job does after a change."""
    chores = Reindexer(newsroom.db, SameProcess(), newsroom.intake.own_topics, newsroom.telegram.clock)
    while await chores.step():
        pass


async def topics_of(newsroom: Newsroom, article_id: int) -> tuple[str, ...]:
    async with newsroom.db.read() as db:
        stored = await articles.get(db, article_id)
    assert stored is not None
    return stored.article.topics


async def makes(newsroom: Newsroom, editor: Person, typed: str = "Мосты: мост, переправа") -> None:
    await editor.writes(f"/topic_new {typed}")
    await editor.receives("Тема добавлена.")
    await editor.presses("Пропустить")
    await editor.presses("Пропустить")


async def test_a_topic_is_typed_at_once(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/topic_new Мосты: мост, переправа")
    screen = await editor.receives("Тема добавлена.")
    assert "Как тема «Мосты» называется на казахском?" in screen.text
    await editor.writes("Көпірлер")
    screen = await editor.receives("Как тема «Мосты» называется на английском?")
    await editor.presses("Пропустить")
    assert screen.text.startswith("Сохранено.\nТема «Мосты»\nНа казахском: Көпірлер\nНа русском: Мосты\n")
    assert "Слова: мост, переправа" in screen.text
    assert "Выбрали эту тему: 0" in screen.text


async def test_a_command_is_no_name(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/topic_new Мосты: мост, переправа")
    await editor.receives("Как тема «Мосты» называется на казахском?")
    await editor.writes("/nothing")
    await editor.receives("Такой команды нет.")
    await editor.writes("/topic_edit мосты")
    assert "/" not in (await editor.receives("Тема «Мосты»")).text


async def test_a_topic_is_made_step_by_step(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/settings")
    screen = await editor.receives()
    await editor.presses("Темы редакции")
    assert "Пока ни одной нет." in screen.text
    await editor.presses("Новая тема")
    assert screen.text.startswith("Как назвать тему?")
    await editor.writes("Культура")
    await editor.receives("Тема с таким названием уже есть.")
    await editor.writes("Мосты")
    await editor.receives("По каким словам узнавать статьи на тему «Мосты»?")
    await editor.writes("и")
    await editor.receives("«и» есть почти в любой статье.")
    await editor.writes("мост\nпереправа")
    await editor.receives("Тема добавлена.")
    await editor.writes("Спорт")
    await editor.receives("Тема с таким названием уже есть.")
    await editor.presses("Пропустить")
    await editor.writes("Bridges")
    await editor.receives("На английском: Bridges")


async def test_readers_choose_it_and_read_it(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    await newsroom.adds(RawText(BRIDGE))
    await newsroom.adds(RawText(WEATHER))
    await makes(newsroom, editor)
    await follow(newsroom)
    assert "t1" in await topics_of(newsroom, 1)
    assert "t1" not in await topics_of(newsroom, 2)
    await reader.writes("/topics")
    screen = await reader.receives()
    await reader.presses("Мосты")
    assert "✓ Мосты" in screen.buttons
    assert "Сейчас: Мосты." in screen.text
    await reader.writes("/digest")
    digest = await reader.receives("закрыли на ремонт мост")
    assert "погода" not in digest.text
    await reader.presses("Вся новость")
    assert "Почему это в дайджесте: ваша тема: Мосты" in digest.text
    await reader.writes("/topic мостов")
    await reader.receives("Мосты: что было за неделю")
    await reader.writes("/topics спорт, мосты")
    await reader.receives("Сейчас: Спорт и Мосты.")
    await reader.writes("/start t_t1")
    await reader.receives("Мосты")


async def test_new_articles_belong_to_it_at_once(newsroom: Newsroom, editor: Person) -> None:
    await makes(newsroom, editor)
    await editor.writes(f"/add {BRIDGE}")
    newsroom.gate.two_seconds_pass()
    assert "Мосты" in (await editor.receives("Добавлено")).text
    assert "t1" in await topics_of(newsroom, 1)


async def test_other_words_make_the_articles_follow(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.adds(RawText(BRIDGE))
    await newsroom.adds(RawText(WEATHER))
    await makes(newsroom, editor)
    await follow(newsroom)
    await editor.writes("/topic_edit мосты: синоптик, погода")
    await editor.receives("Сохранено.")
    await follow(newsroom)
    assert "t1" not in await topics_of(newsroom, 1)
    assert "t1" in await topics_of(newsroom, 2)


async def test_old_articles_stay_as_they_are(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.adds(RawText(BRIDGE))
    newsroom.telegram.clock.move(timedelta(hours=73))
    await makes(newsroom, editor)
    await follow(newsroom)
    assert "t1" not in await topics_of(newsroom, 1)


async def test_a_name_is_changed_for_those_who_chose_it(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await makes(newsroom, editor)
    await reader.writes("/topics мосты")
    await reader.receives("Сейчас: Мосты.")
    await editor.writes("/topic_edit Мосты")
    screen = await editor.receives("Тема «Мосты»")
    assert "Выбрали эту тему: 1" in screen.text
    await editor.presses("Название на русском")
    assert "Кто выбрал тему, будет получать её и дальше" in screen.text
    await editor.writes("Переправы <b>")
    await editor.receives("Сохранено.\nТема «Переправы <b>»")
    await reader.writes("/topics")
    await reader.receives("Сейчас: Переправы <b>.")


async def test_removing_says_what_it_means_for_those_who_chose_it(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await newsroom.adds(RawText(BRIDGE))
    await makes(newsroom, editor)
    await follow(newsroom)
    await reader.writes("/topics мосты")
    await reader.receives("Сейчас: Мосты.")
    await editor.writes("/topics спорт, мосты")
    await editor.receives("Сейчас: Спорт и Мосты.")
    await editor.writes("/topic_edit Мосты")
    screen = await editor.receives("Тема «Мосты»")
    await editor.presses("Убрать тему")
    assert screen.text == (
        "Убрать тему «Мосты»?\nЕё выбрали 2 чата: из их настроек тема исчезнет.\n"
        "1 чат выбрал только её и будет получать все новости."
    )
    await editor.presses("Убрать тему")
    assert screen.text.startswith("Тема «Мосты» убрана.\n\nТемы редакции")
    await follow(newsroom)
    assert "t1" not in await topics_of(newsroom, 1)
    await reader.writes("/topics")
    await reader.receives("Сейчас ничего не отмечено, поэтому приходят все новости.")
    await editor.writes("/topics")
    await editor.receives("Сейчас: Спорт.")
    await makes(newsroom, editor)
    async with newsroom.db.read():
        assert [own.id for own in await newsroom.intake.own_topics.every_one()] == ["t2"]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/topic_new", "Как назвать тему?"),
        ("/topic_new : мост", "В названии нет ни одного слова."),
        ("/topic_new Мосты", "По каким словам узнавать статьи на тему «Мосты»?"),
        ("/topic_new Мосты: ,", "Здесь нет ни одного слова."),
        ("/topic_new Мосты, реки: мост", "Название не может содержать запятую"),
        (f"/topic_new {'М' * 31}: мост", "Название слишком длинное."),
        ("/topic_new SPORT: мост", "Тема с таким названием уже есть."),
        ("/topic_new Мосты: " + ", ".join(f"мост{n}" for n in range(21)), "Слишком много слов."),
        ("/topic_edit", "Темы редакции"),
        ("/topic_edit Реки", "Темы «Реки» среди тем редакции нет."),
        ("/topic_edit Спорт", "Темы «Спорт» среди тем редакции нет."),
    ],
)
async def test_what_is_missing_or_wrong_is_said(
    newsroom: Newsroom, editor: Person, typed: str, answer: str
) -> None:
    await editor.writes(typed)
    await editor.receives(answer)


async def test_there_is_room_for_so_many(newsroom: Newsroom, editor: Person) -> None:
    for number in range(MAX_CUSTOM_TOPICS):
        made = await newsroom.intake.own_topics.create(f"Мост {number}", "переправа", newsroom.telegram.now())
        assert getattr(made, "id", "")
    await editor.writes("/topic_new Мосты: мост")
    await editor.receives(f"Тем редакции может быть не больше {MAX_CUSTOM_TOPICS}.")
    await editor.writes("/topics")
    assert len((await editor.receives("Темы вашего дайджеста")).buttons) > MAX_CUSTOM_TOPICS


@pytest.mark.parametrize(
    "data",
    ["1:owntopics", "1:owntopic:t1", "1:newtopic", "1:nametopic:t1:ru", "1:topicwords:t1", "1:droptopic:t1"],
)
async def test_nobody_but_an_editor_may(
    newsroom: Newsroom, editor: Person, reader: Person, data: str
) -> None:
    await makes(newsroom, editor)
    await reader.writes("/topic_new Реки: река")
    screen = await reader.receives("может только редакция")
    await reader.presses_data(screen, data)
    assert (await reader.receives()).text == "Вот что можно сделать:"
    assert [own.id for own in await newsroom.intake.own_topics.every_one()] == ["t1"]
    assert reader.id != EDITOR


async def test_buttons_of_a_topic_that_is_gone(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/topic_edit")
    screen = await editor.receives()
    for action in ("owntopic", "topicwords", "droptopic?", "droptopic"):
        await editor.presses_data(screen, f"1:{action}:t9")
        assert screen.text.startswith("Такой темы нет.")
    for action in ("nametopic", "samename"):
        await editor.presses_data(screen, f"1:{action}:t9:kk")
        assert screen.text.startswith("Такой темы нет.")
