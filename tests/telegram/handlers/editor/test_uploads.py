"""Several files at once end in one message, which grows while they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.playground.world.messages import Message
from bot.playground.world.person import Person
from digests.models.texts import RawText
from storage import articles, people
from storage.database import Database
from tests.telegram.conftest import EDITOR, Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.reader.test_privacy import naming

FEEDS = b'<opml version="2.0"><body><outline xmlUrl="https://news.example/rss" text="News"/></body></opml>'
CITIES = ("Семее", "Уральске", "Таразе")


def article(city: str) -> bytes:
    return MUSEUM.replace("Семее", city).replace("музей", f"{city[:-1]}ий музей").encode()


def files(*cities: str) -> list[tuple[str, bytes]]:
    return [(f"{city}.txt", article(city)) for city in cities]


async def stored(db: Database) -> list[bool]:
    """Of each article whether readers see it, the oldest first."""
    async with db.read() as reader:
        return [found.retracted_at is None for found in reversed(await articles.list_newest(reader, 99))]


async def adds_at_once(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/help")
    await editor.receives()
    async with newsroom.db.transaction() as tx:
        await people.set_adds_at_once(tx, EDITOR, True)


@asynccontextmanager
async def one_answer(newsroom: Newsroom, editor: Person) -> AsyncIterator[list[Message]]:
    before = len(editor.by_bot)
    answers: list[Message] = []
    yield answers
    await newsroom.idle()
    answers += editor.by_bot[before:]
    assert len(answers) == 1, [message.text for message in answers]


async def test_an_album_is_one_list_that_is_added_with_one_press(newsroom: Newsroom, editor: Person) -> None:
    async with one_answer(newsroom, editor) as answers:
        await editor.uploads_album(
            [*files(*CITIES), ("old.doc", b"\xd0\xcf"), ("feeds.opml", FEEDS), ("old2.doc", b"\xd0\xcf")]
        )
    (told,) = answers
    assert told.text.startswith("Файлы: 6\n\nМожно добавить: 3\n• В Семее открылся")
    assert "Сохраните его как .docx и пришлите ещё раз.\n• old.doc\n• old2.doc" in told.text
    assert "Лент в файле: 1 новых, 0 уже были.\n• feeds.opml" in told.text
    assert told.buttons == ["Добавить 3 статьи", "Отмена"]
    assert await stored(newsroom.db) == []
    await editor.presses("Добавить 3 статьи")
    assert "Добавлено: 3\n• 1. В Семее" in told.text
    assert await stored(newsroom.db) == [True] * 3
    await editor.presses("Отменить")
    assert "Не добавлено: 3" in told.text
    assert await stored(newsroom.db) == [False] * 3
    assert told.buttons == ["Ленты"]


async def test_files_that_come_one_by_one_but_together_are_one_list(
    newsroom: Newsroom, editor: Person
) -> None:
    await adds_at_once(newsroom, editor)
    async with one_answer(newsroom, editor) as answers:
        for name, content in (*files(*CITIES), ("again.txt", article(CITIES[0]))):
            await editor.uploads(name, content)
    assert answers[0].text.startswith("Файлы: 4\n\nДобавлено: 3\n• 1. В Семее")
    assert "Уже есть: 1\n• 1. В Семее открылся Семеий музей степной музыки (again.txt)" in answers[0].text
    assert answers[0].buttons == ["Отменить", "Все статьи"]


async def test_files_after_an_answer_are_answered_anew(newsroom: Newsroom, editor: Person) -> None:
    for name, content in files(*CITIES[:2]):
        await editor.uploads(name, content)
        await editor.receives("Получится так")


async def test_the_cancelled_list_adds_nothing(newsroom: Newsroom, editor: Person) -> None:
    async with one_answer(newsroom, editor) as answers:
        await editor.uploads_album(files(*CITIES))
    (told,) = answers
    await editor.presses("Отмена")
    assert "Не добавлено: 3\n• В Семее открылся" in told.text
    await editor.presses_data(told, f"1:addall:{told.id - 3}")
    assert "Не добавлено: 3" in told.text
    assert await stored(newsroom.db) == []


async def test_a_list_that_is_not_kept_any_more_says_so(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/help")
    menu = await editor.receives()
    await editor.presses_data(menu, "1:addall:999")
    assert menu.text.startswith("Этот список устарел.")
    assert menu.buttons == ["Все статьи"]


async def test_what_is_known_and_what_was_retracted_is_told_apart(newsroom: Newsroom, editor: Person) -> None:
    for city in CITIES[:2]:
        await editor.writes(f"/add {article(city).decode()}")
        await editor.receives("Добавлено")
    await editor.presses("Отменить")
    async with one_answer(newsroom, editor) as answers:
        await editor.uploads_album(files(*CITIES))
    assert "Можно добавить: 1\n• В Таразе" in answers[0].text
    assert "Уже есть: 1\n• 1. В Семее" in answers[0].text
    assert "Уже были и сняты: 1. Вернуть: /article и номер.\n• 2. В Уральске" in answers[0].text
    assert answers[0].buttons == ["Добавить 1 статью", "Отмена"]


async def killed(*_: object) -> None:
    raise RuntimeError("the program ended here")


async def test_what_another_brought_meanwhile_is_not_taken_back(
    newsroom: Newsroom, editor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program ends after the drafts have found their articles, and the press is handled once more."""
    async with one_answer(newsroom, editor) as answers:
        await editor.uploads_album(files(*CITIES[:2]))
    raw = RawText(article(CITIES[0]).decode(), source="Вести")
    await newsroom.intake.add(raw, added_by=None, now=newsroom.telegram.now())
    (told,) = answers
    with monkeypatch.context() as patch:
        patch.setattr("bot.intake.uploads.settle", killed)
        await editor.presses("Добавить 2 статьи", message=told)
    await editor.presses_data(told, f"1:addall:{told.id - 2}")
    assert "Добавлено: 1\n• 2. В Уральске" in told.text
    assert "Уже есть: 1\n• 1. В Семее" in told.text
    await editor.presses("Отменить", message=told)
    assert await stored(newsroom.db) == [True, False]


async def test_a_list_whose_last_file_fails_can_still_be_added(newsroom: Newsroom, editor: Person) -> None:
    newsroom.telegram.faults.add("500", method="editMessageText")
    await editor.uploads_album(files(*CITIES))
    await newsroom.idle()
    newsroom.telegram.faults.clear()
    told = next(message for message in editor.by_bot if message.text.startswith("Файлы: 1"))
    await editor.presses("Добавить 1 статью", message=told)
    assert await stored(newsroom.db) == [True] * 3


async def test_a_list_of_two_hundred_files_fits_into_a_message(newsroom: Newsroom, editor: Person) -> None:
    await adds_at_once(newsroom, editor)
    long = "очень-" * 30
    given = [(f"{long}{n}.{end}", b"?") for n in range(20) for end in ("doc", "xls", "txt", "pdf")]
    async with one_answer(newsroom, editor) as answers:
        await editor.uploads_album([*given, *((f"{long}{n}.txt", article(f"Городе{n}е")) for n in range(9))])
    assert answers[0].text.startswith("Файлы: 89")
    assert "и ещё 12" in answers[0].text
    assert newsroom.telegram.journal.calls("editMessageText", ok=False) == []


async def test_a_file_that_comes_again_after_a_crash_adds_nothing_twice(
    newsroom: Newsroom, editor: Person
) -> None:
    await adds_at_once(newsroom, editor)
    async with one_answer(newsroom, editor) as answers:
        sent = await editor.uploads_album(files(*CITIES[:2]))
    newsroom.telegram.updates.add("message", sent[1].api())
    await newsroom.idle()
    assert await stored(newsroom.db) == [True] * 2
    assert editor.by_bot[-1] is answers[0]
    assert answers[0].text.startswith("Файлы: 2\n\nДобавлено: 2")


async def test_what_is_kept_of_files_is_forgotten(newsroom: Newsroom, editor: Person) -> None:
    async with one_answer(newsroom, editor):
        await editor.uploads_album(files(*CITIES))
    assert "uploads" in {table for table, _ in await naming(newsroom, editor)}
    await editor.writes("/forget")
    await editor.presses("Да, удалить всё")
    assert "uploads" not in {table for table, _ in await naming(newsroom, editor)}
