"""/clip: a media review for editors and owners of chats, as a file."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import docx
import pytest

from bot.delivery.outcomes import Rejected
from bot.playground.world.files import File
from bot.playground.world.person import Person
from bot.reports.planner import ReviewPlanner
from bot.settings import Settings
from bot.subscribers import chats
from bot.telegram.client import make_bot
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.sender import TelegramSender
from storage import documents, outbox
from storage.destinations import Address
from tests.closing import close
from tests.telegram.conftest import Newsroom, SameProcess


async def comes_to(person: Person, newsroom: Newsroom, words: str) -> File:
    """The file of the one review that is due, with these words."""
    planner = ReviewPlanner(newsroom.db, SameProcess(), newsroom.intake.own_topics)
    assert await planner.step(newsroom.telegram.now()) == 1
    async with newsroom.delivering():
        answer = await person.receives(words)
    assert answer.document is not None
    return answer.document


async def owns(newsroom: Newsroom, person: Person, title: str) -> int:
    now = newsroom.telegram.now()
    return await chats.connect(
        newsroom.db,
        Address(-1001),
        "channel",
        title,
        owner_id=person.id,
        language="ru",
        zone="Asia/Almaty",
        now=now,
    )


async def test_a_review_of_words_comes_as_a_file(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("bridge", "match-second")
    await editor.writes("/clip Сункар 7d")
    screen = await editor.receives("Обзор СМИ: «Сункар»")
    assert "За этот период" in screen.text
    await editor.presses("Составить .docx")
    assert screen.text == "Обзор СМИ («Сункар») составляется и скоро придёт сюда."
    file = await comes_to(editor, newsroom, "Обзор СМИ: «Сункар»")
    assert file.name.startswith("Обзор СМИ «Сункар» ")
    read = docx.Document(BytesIO(file.content))
    assert "Содержание" in [paragraph.text for paragraph in read.paragraphs]


async def test_a_file_that_is_kept_no_longer_fails_with_its_reason(
    newsroom: Newsroom, editor: Person
) -> None:
    await newsroom.has("match-second")
    await editor.writes("/clip Сункар")
    await editor.receives("Обзор СМИ: «Сункар»")
    await editor.presses("Составить .docx")
    planner = ReviewPlanner(newsroom.db, SameProcess(), newsroom.intake.own_topics)
    await planner.step(newsroom.telegram.now())
    async with newsroom.db.transaction() as tx:
        await documents.empty_older(tx, newsroom.telegram.now() + timedelta(days=1), 9)
        now = newsroom.telegram.now()
        (row,) = await outbox.claim(tx, "test", now=now, lease_until=now, limit=9)
    pacer = Pacer(30)
    bot = make_bot(Settings(telegram_api_url=newsroom.url), newsroom.telegram.token, pacer)
    sender = TelegramSender(bot, pacer, newsroom.db)
    assert await sender.send(row, lambda: None) == Rejected("the file is kept no longer")
    await close(bot)


async def test_choices_go_round_and_reach_the_file(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("match-second")
    await editor.writes("/clip")
    screen = await editor.receives("О чём составить обзор СМИ?")
    await editor.presses("Все новости")
    for chosen, following in (
        ("Период: неделя", "Период: 30 дней"),
        ("Язык: русский", "Язык: английский"),
        ("Порядок: сюжеты", "Порядок: источники"),
        ("Полные тексты: нет", "Полные тексты: да"),
    ):
        await editor.presses(chosen)
        assert following in screen.buttons
    await editor.presses("Для печати .html")
    file = await comes_to(editor, newsroom, "Media review: All news")
    assert file.name.endswith(".html")
    assert b"By source" in file.content


async def test_it_comes_on_a_schedule_until_it_is_removed(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("match-second")
    await owns(newsroom, editor, "Вести")
    await editor.writes("/clip спорт")
    screen = await editor.receives("Обзор СМИ: Спорт")
    for press in ("По расписанию", "Вести", "Каждый день в 08:00"):
        await editor.presses(press)
    assert screen.text.startswith("Обзор СМИ (Спорт) будет приходить каждый день в 08:00: Вести.")
    await editor.presses("Назад")
    assert "Спорт: каждый день в 08:00, Вести" in screen.text
    await editor.presses("Убрать: Спорт")
    assert screen.text == "Обзор СМИ (Спорт) больше не приходит по расписанию."


async def test_owners_of_chats_may_and_readers_are_told_what_else_there_is(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/clip")
    await reader.receives("Обзоры СМИ составляют редакторы и владельцы подключённых чатов.")
    await owns(newsroom, reader, "Вести")
    await reader.writes("/clip")
    await reader.receives("О чём составить обзор СМИ?")


@pytest.mark.parametrize(
    "typed", ["/clip <b>&", "/clip 🙂", "/clip " + "ш" * 900, "/clip 0d", "/CLIP Спорт 999d"]
)
async def test_odd_words_get_a_screen(newsroom: Newsroom, editor: Person, typed: str) -> None:
    await editor.writes(typed)
    await editor.receives("Обзор СМИ: ")
