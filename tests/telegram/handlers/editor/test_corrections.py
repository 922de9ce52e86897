"""How editors correct and retract articles: commands, buttons, texts in parts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.intake import pastes
from bot.intake.story_edits import merge
from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from bot.settings import Settings
from digests.models.texts import RawText
from storage import articles, revisions
from storage.articles import StoredArticle
from storage.database import Database
from storage.paste_parts import PastePart
from storage.revisions import Revision
from tests.telegram.conftest import EDITOR, Gate, Newsroom, running
from tests.telegram.handlers.editor.test_adding import LONG, MUSEUM

CORRECTED = MUSEUM.replace("триста человек", "четыреста человек")


async def article(newsroom: Newsroom, number: int = 1) -> StoredArticle:
    async with newsroom.db.read() as db:
        found = await articles.get(db, number)
    assert found is not None
    return found


async def history(newsroom: Newsroom) -> list[Revision]:
    async with newsroom.db.read() as db:
        return await revisions.of_article(db, 1)


@pytest.fixture
async def museum(newsroom: Newsroom, editor: Person) -> StoredArticle:
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("Добавлено, статья 1")
    return await article(newsroom)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/article", "Статья 1\n"),
        ("/edit", "Пришлите новый текст статьи 1"),
        ("/retract", "Снять статью 1?"),
    ],
)
async def test_the_number_may_come_by_itself(
    editor: Person, museum: StoredArticle, command: str, answer: str
) -> None:
    await editor.writes(command)
    await editor.receives("омер")
    await editor.writes("№1")
    await editor.receives(answer)


async def test_what_is_no_number_is_no_answer(editor: Person, museum: StoredArticle) -> None:
    await editor.writes("/article")
    await editor.receives("Напишите номер статьи")
    await editor.writes("что ты умеешь")
    await editor.receives("Что умеет бот")


async def test_edit_with_the_text_corrects_at_once(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    await editor.writes(f"/edit 1 {CORRECTED}")
    done = await editor.receives("Статья 1 исправлена")
    assert "Бот ещё просматривает" in done.text
    assert "четыреста" in (await article(newsroom)).body
    (revision,) = await history(newsroom)
    assert (revision.kind, revision.person_id) == ("revised", EDITOR)
    assert revision.before is not None
    assert revision.before.body == museum.body
    await editor.presses("Прежний текст")
    assert "Статья 1 исправлена" in done.text
    again = await article(newsroom)
    assert (again.body, again.article.headline) == (museum.body, museum.article.headline)


async def test_the_new_text_may_come_in_parts(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    await editor.writes("/article 1")
    asked = await editor.receives("Статья 1")
    await editor.presses("Текст")
    assert "Пришлите новый текст статьи 1" in asked.text
    assert len(await editor.pastes(LONG)) > 1
    await editor.receives("Статья 1 исправлена")
    assert "Часть 13." in (await article(newsroom)).body
    await editor.writes(MUSEUM.replace("Семее", "Уральске"))
    await editor.receives("Получится так")  # the question was answered


async def test_edit_and_a_text_in_parts_in_one_go(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    await editor.pastes(f"/edit 1 {LONG}")
    await editor.receives("Статья 1 исправлена")
    assert "Часть 13." in (await article(newsroom)).body


async def test_a_question_can_be_left_open(newsroom: Newsroom, editor: Person, museum: StoredArticle) -> None:
    await editor.writes("/edit 1")
    await editor.receives("Пришлите новый текст статьи 1")
    await editor.presses("Отмена")
    await editor.writes(CORRECTED)
    await editor.receives("Получится так")
    assert await history(newsroom) == []


async def test_words_after_a_question_that_are_no_article(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    for typed, answer in (
        ("/edit", "номер статьи, например: /edit 12"),
        ("/edit первую", "номер статьи"),
        ("/edit 99", "Статьи 99 нет"),
        (f"/edit 99 {CORRECTED}", "Статьи 99 нет"),
        ("/edit 1 короче", "слишком коротко"),
        (f"/edit 1 {MUSEUM}", "уже такой текст"),
    ):
        await editor.writes(typed)
        assert answer in (await editor.receives()).text
    await editor.writes(f"/add {MUSEUM.replace('Семее', 'Уральске')}")
    await editor.receives("статья 2")
    await editor.writes(f"/edit 1 {MUSEUM.replace('Семее', 'Уральске')}")
    await editor.receives("есть у другой статьи: 2")
    assert await history(newsroom) == []


async def test_a_text_that_an_article_had_stays_its_own(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    await editor.writes(f"/edit 1 {CORRECTED}")
    await editor.receives("исправлена")
    newsroom.telegram.clock.move(timedelta(minutes=5))
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("уже есть: статья 1")


async def test_retracting_and_restoring_are_kept_too(
    newsroom: Newsroom, editor: Person, museum: StoredArticle
) -> None:
    await editor.writes("/retract 1")
    done = await editor.receives("Статья 1 снята")
    await editor.presses("Вернуть")
    assert "снова видна" in done.text
    assert [revision.kind for revision in await history(newsroom)] == ["restored", "retracted"]


async def test_readers_may_correct_nothing(newsroom: Newsroom, reader: Person, editor: Person) -> None:
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("Добавлено")
    await reader.writes(f"/edit 1 {CORRECTED}")
    menu = await reader.receives("Добавлять, исправлять и снимать статьи может только редакция")
    for data in ("1:edit:1", "1:retract:1", "1:takeback:1"):
        await reader.presses_data(menu, data)
    assert await history(newsroom) == []


async def test_a_correction_that_was_made_and_not_answered_is_answered_once_more(
    db: Database, telegram: Telegram, settings: Settings
) -> None:
    """The program ended between the commit and the answer."""
    editor = telegram.person("Ержан", EDITOR, language="ru")
    async with running(db, telegram, settings, Gate()) as newsroom:
        await editor.writes(f"/add {MUSEUM}")
        await editor.receives("Добавлено")
        sent = telegram.now()
        await editor.writes(f"/edit 1 {CORRECTED}")
        await editor.receives("исправлена")
        part = PastePart(EDITOR, EDITOR, 90, True, RawText(CORRECTED), sent, article_id=1)
        await pastes.keep(db, part)
    async with running(db, telegram, settings, Gate()) as newsroom:
        await editor.receives("Статья 1 исправлена")
        assert len(await history(newsroom)) == 1


async def test_a_storys_screen_leads_to_the_report_that_is_wrong(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("flood", languages=["ru"])
    await merge(newsroom.db, 1, 2)
    await editor.writes("/start s1")
    screen = await editor.receives()
    await editor.presses("Исправить")
    assert screen.text.startswith("Какую статью исправить?")
    await editor.presses("1")
    assert "Пришлите новый текст статьи 1" in screen.text
    await editor.writes(CORRECTED)
    await editor.receives("Статья 1 исправлена")
