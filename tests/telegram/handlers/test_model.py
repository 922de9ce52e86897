"""Who does without a model's choices: an editor for a story, a reader for all; an admin sees its cost."""

from __future__ import annotations

from typing import cast

from bot.model import setup
from bot.model.breaker import ModelBreaker
from bot.model.calls import Calls
from bot.model.client import ModelClient, ModelError
from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from bot.settings import DailyLimit
from digests.composing.offer import chosen_of, offer_of
from digests.models.stories import Story
from storage import model_choices, model_usage, stories
from storage.model_choices import QueuedStory
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_story_edits import FIRE, FIRE_TOO, MATCH, adds, opens

OWNER = "Склад принадлежит предпринимателю Ержану Асанову."


async def story_1(newsroom: Newsroom) -> Story:
    async with newsroom.db.read() as db:
        found = await stories.get(db, 1)
    assert found is not None
    return found


async def chooses(newsroom: Newsroom, *texts: str) -> None:
    """As a model does that is set."""
    now = newsroom.telegram.clock.now()
    await setup.begin(newsroom.db, now, on=True)
    offer = offer_of(await story_1(newsroom), "ru")
    assert offer is not None
    numbers = [next(n for n, one in enumerate(offer.sentences, 1) if one.text == each) for each in texts]
    choice = chosen_of(offer, 1, [(number, []) for number in numbers])
    async with newsroom.db.transaction() as tx:
        await model_choices.put(tx, QueuedStory(1, "ru", 0, 0), offer.version, choice, now)
        await stories.touch(tx)


async def digest_of(person: Person) -> Message:
    await person.writes("/digest")
    return await person.receives()


async def test_an_editor_sets_a_choice_aside_and_takes_it_back(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await adds(newsroom, FIRE, MATCH)
    own = (await digest_of(reader)).text
    await chooses(newsroom, OWNER)
    assert OWNER not in own
    assert OWNER in (await digest_of(reader)).text
    screen = await opens(editor, 1)
    await editor.presses("Без выбора модели")
    assert screen.text == "Новость 1 теперь рассказана так, как выбрал сам бот."
    assert (await digest_of(reader)).text == own
    await editor.presses("Новость 1")
    await editor.presses("По выбору модели")
    assert screen.text == "Новость 1 снова рассказана по выбору модели."
    assert OWNER in (await digest_of(reader)).text
    await editor.presses("Отменить")
    assert (await digest_of(reader)).text == own
    await editor.writes("/log")
    await editor.receives("новость 1 рассказана без выбора модели")


async def test_there_is_nothing_to_set_aside_where_nothing_was_chosen(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await adds(newsroom, FIRE, FIRE_TOO)
    assert "модели" not in str((await opens(editor, 1)).buttons)
    await chooses(newsroom, OWNER)
    assert "модели" not in str((await opens(reader, 1)).buttons)
    answer = await reader.presses_data(reader.by_bot[-1], "1:model:1:1:-")
    assert not (await story_1(newsroom)).choices[0].set_aside, answer


async def test_a_reader_does_without_choices(newsroom: Newsroom, reader: Person) -> None:
    other = newsroom.telegram.person("Айгуль", started=True)
    await adds(newsroom, FIRE, MATCH)
    own = (await digest_of(reader)).text
    await chooses(newsroom, OWNER)
    await reader.writes("/settings")
    screen = await reader.receives()
    await reader.presses("Выбор модели: да")
    assert "Своих слов она не добавляет." in screen.text
    await reader.presses("нет")
    assert "Выбор модели: нет" in screen.buttons
    assert (await digest_of(reader)).text == own
    assert OWNER in (await digest_of(other)).text


async def test_without_a_model_nobody_is_asked_about_one(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    assert "модели" not in str((await reader.receives()).buttons)


async def test_an_admin_sees_calls_tokens_and_what_failed(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/admin")
    assert "модел" not in (await editor.receives()).text
    clock, breaker = newsroom.telegram.clock, ModelBreaker(lambda: 0.0)
    calls = Calls(newsroom.db, cast("ModelClient", None), DailyLimit(500, 90_000), clock, breaker)
    newsroom.dispatcher["calls"] = calls
    async with newsroom.db.transaction() as tx:
        for outcome, tokens in (("answered", 1_200), ("answered", 800), ("slow", 0)):
            await model_usage.reserve(tx, clock.now(), "choice", 500, 90_000)
            await model_usage.settle(tx, clock.now(), "choice", outcome, tokens)
    breaker.fail(ModelError("limited", wait=90.0))
    await editor.writes("/admin")
    text = (await editor.receives()).text
    assert "Вызовы модели сегодня: 3 из 500, токены: 2000 из 90000." in text
    assert "Не получилось сегодня: не ответил вовремя (1)." in text
    assert "просит подождать. Следующая попытка через 2 мин." in text
