"""A clear sentence for whatever comes, and the bot goes on."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from storage import articles
from tests.telegram.conftest import Newsroom

FILE = {"file_id": "1", "file_unique_id": "1"}
SIZE = {**FILE, "width": 9, "height": 9}


def sent_by(person: Person) -> dict[str, object]:
    """A message without its content."""
    telegram = person.telegram
    number = telegram.world.next_message_id(person.chat)
    return {
        "message_id": number,
        "date": telegram.clock.unix(),
        "chat": person.chat.api(),
        "from": person.account.api(),
    }


@pytest.fixture(autouse=True)
async def nothing_breaks(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> AsyncIterator[None]:
    caplog.set_level(logging.ERROR)
    yield
    assert [record.message for record in caplog.records] == []
    assert newsroom.telegram.journal.calls("sendMessage", ok=False) == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/nothing", "Такой команды нет"),
        ("/", "Такой команды нет"),
        ("привет", "Бот читает новости за вас"),
        ("🙂", "спросите «что нового?»"),
        ("\u200fשלום <b>&amp;</i>", "ничего не нашлось"),
        ("/add Музей открылся", "только редакция"),
        ("/articles", "только редакция"),
        ("/retract 1", "только редакция"),
        ("Музей открылся. " * 30, "только редакция"),
        ("/timezone <b>&", "«<b>&»"),
    ],
)
async def test_a_reader_gets_a_sentence_and_a_way_on(
    newsroom: Newsroom, reader: Person, typed: str, answer: str
) -> None:
    await reader.writes(typed)
    said = await reader.receives()
    assert answer in said.text
    assert said.buttons
    async with newsroom.db.read() as db:
        assert await articles.highest_id(db) == 0


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "0:settings",
        "1:article:1",
        "1:retract:1",
        "1:add:1",
        "1:story:9:0:e",
        "1:shown:e",
        "1:more:24.999999999:7",
        "1:zone:Mars/Base:s",
    ],
)
async def test_forged_and_stale_presses_are_answered(newsroom: Newsroom, reader: Person, data: str) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses_data(menu, data)
    shown = reader.by_bot[-1]
    assert shown.buttons


async def test_a_button_under_a_message_that_is_gone_opens_a_new_one(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    newsroom.telegram.remove(menu)
    await reader.presses_data(menu, "1:topics:s")
    assert "Спорт" in (await reader.receives()).buttons


async def test_pressing_twice_changes_nothing(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses_data(menu, "1:settings")
    await reader.presses_data(menu, "1:settings")
    assert len(reader.by_bot) == 1


@pytest.mark.parametrize(
    "content",
    [
        {
            "sticker": {
                **FILE,
                "type": "regular",
                "width": 9,
                "height": 9,
                "is_animated": False,
                "is_video": False,
            }
        },
        {"voice": {**FILE, "duration": 1}},
        {"video": {**FILE, "width": 9, "height": 9, "duration": 1}},
        {"animation": {**FILE, "width": 9, "height": 9, "duration": 1}, "document": FILE},
        {"contact": {"phone_number": "+7", "first_name": "Ержан"}},
        {"location": {"latitude": 43.2, "longitude": 76.9}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"checklist": {"title": "Дела", "tasks": [{"id": 1, "text": "Читать"}]}},
        {"paid_media": {"star_count": 1, "paid_media": []}},
    ],
)
async def test_whatever_is_no_text_gets_a_sentence_and_a_way_on(
    newsroom: Newsroom, reader: Person, editor: Person, content: dict[str, object]
) -> None:
    for person in (reader, editor):
        await person.writes("/help")
        await person.receives()
        newsroom.telegram.updates.add("message", sent_by(person) | content)
        assert (await person.receives("Голосовые, фото и стикеры бот не читает")).buttons


@pytest.mark.parametrize("content", [{"pinned_message": {}}, {"write_access_allowed": {}}])
async def test_service_messages_are_left_alone(
    newsroom: Newsroom, reader: Person, content: dict[str, dict[str, object]]
) -> None:
    await reader.writes("/help")
    await reader.receives()
    if "pinned_message" in content:
        content["pinned_message"] = sent_by(reader)
    newsroom.telegram.updates.add("message", sent_by(reader) | content)
    await newsroom.idle()
    assert len(reader.by_bot) == 1


async def test_an_edited_message_is_answered_and_changes_nothing(newsroom: Newsroom, reader: Person) -> None:
    typed = await reader.writes("/timezone Нарния")
    await reader.receives()
    await reader.edits(typed, "/timezone Берлин")
    assert (await reader.receives("новым сообщением")).buttons


async def test_an_album_is_answered_once(newsroom: Newsroom, reader: Person, editor: Person) -> None:
    await editor.writes("/help")
    await editor.receives()
    await reader.uploads_album([("1.txt", b"1"), ("2.txt", b"2"), ("3.txt", b"3")])
    await reader.receives("только редакция")
    for picture in (1, 2, 3):
        newsroom.telegram.updates.add(
            "message", sent_by(editor) | {"media_group_id": "7", "photo": [SIZE], "caption": f"{picture}"}
        )
        newsroom.telegram.updates.add("message", sent_by(reader) | {"media_group_id": "8", "photo": [SIZE]})
    await reader.receives("Голосовые, фото и стикеры бот не читает")
    await editor.uploads_album([("1.pdf", b"%PDF-1.7"), ("2.pdf", b"%PDF-1.7")])
    await editor.receives("Файлы: ")
    await editor.sees("Документ не открывается: он повреждён или закрыт паролем. Сохраните его заново")
    assert len(reader.by_bot) == 2


async def test_albums_of_two_people_are_two(newsroom: Newsroom, reader: Person) -> None:
    other = newsroom.telegram.person("Болат", language="ru")
    for sender in (reader, other):
        await sender.uploads_album([("1.txt", b"1"), ("2.txt", b"2")])
        await sender.receives("только редакция")


@pytest.mark.parametrize(
    "press",
    [
        {"data": "1:settings"},
        {"inline_message_id": "9", "data": "1:settings"},
        {"game_short_name": "chess"},
        {"data": "1:settings", "message": {"message_id": 77, "date": 0}},
    ],
)
async def test_a_press_from_anywhere_is_answered_in_private(
    newsroom: Newsroom, reader: Person, press: dict[str, object]
) -> None:
    await reader.writes("/help")
    menu = await reader.receives()
    opened = newsroom.telegram.callbacks.open(reader.account, menu, "")
    if "message" in press:
        press = press | {"message": {"message_id": 77, "date": 0, "chat": reader.chat.api()}}
    whole = {"id": opened.id, "from": reader.account.api(), "chat_instance": "1", **press}
    newsroom.telegram.updates.add("callback_query", whole)
    assert (await reader.receives()).buttons
    await opened.answer


async def test_a_press_that_names_a_file_is_answered_below_it(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/export")
    file = await reader.receives()
    assert file.document is not None
    await reader.presses_data(file, "1:settings")
    await reader.receives("Настройки")


@pytest.mark.parametrize(
    ("spoken", "answer"),
    [
        ("ru", "Голосовые, фото и стикеры бот не читает. Напишите, что найти, или откройте /digest."),
        ("kk", "Бот дауыстық хабарламаны, суретті және стикерді оқымайды."),
        ("en", "This bot doesn’t read voice messages, photos or stickers."),
    ],
)
async def test_a_picture_a_voice_and_a_sticker_get_one_sentence(
    newsroom: Newsroom, spoken: str, answer: str
) -> None:
    person = newsroom.telegram.person("Дана", language=spoken)
    for send in (person.shows, person.says, person.sticks):
        await send(b"\xff\xd8\xff")
        assert (await person.receives(answer)).buttons


async def test_groups_get_short_answers_to_what_is_meant_for_the_bot(
    newsroom: Newsroom, editor: Person
) -> None:
    group = newsroom.telegram.group("Чат", owner=editor)
    await editor.writes("/settings@newsdigest_bot", place=group)
    assert "личной переписке" in (await group.receives()).text
    await editor.writes("/add@newsdigest_bot Музей открылся", place=group)
    await group.receives("личной переписке")
    await editor.writes("Просто разговор", place=group)
    await editor.writes("/settings@another_bot", place=group)
    await editor.writes("/nothing", place=group)
    await editor.writes("/help@newsdigest_bot", place=group)
    await group.receives("В группе бот отвечает на /digest")
    assert len(group.by_bot) == 3


async def test_a_group_is_told_once_what_the_bot_does(
    newsroom: Newsroom, reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.shared.moves.TOLD_WITHIN_SECONDS", 0.01)
    group = newsroom.telegram.group("Чат", owner=reader, bot="left")
    group.adds_bot(by=reader)
    assert "В группе бот отвечает на /digest" in (await group.receives()).text
    await newsroom.idle()
    assert len(group.by_bot) == 1


async def test_posts_and_their_automatic_forwards_are_left_alone(
    newsroom: Newsroom, telegram: Telegram, editor: Person
) -> None:
    channel = telegram.channel("Вести", owner=editor)
    channel.discussion = telegram.group("Обсуждение", owner=editor, bot="administrator")
    channel.posts("/digest")
    channel.posts("/help@newsdigest_bot")
    await newsroom.idle()
    assert [*channel.by_bot, *channel.discussion.by_bot] == []


async def test_an_anonymous_admin_is_answered(newsroom: Newsroom, telegram: Telegram, editor: Person) -> None:
    group = telegram.group("Чат", owner=editor)
    group.joins(editor, "administrator", anonymous=True)
    await editor.writes("/digest@newsdigest_bot", place=group)
    await group.receives("Новостей за сутки не было")


async def test_a_strangers_press_in_a_group_does_nothing(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader)
    await reader.writes("/help@newsdigest_bot", place=group)
    message = await group.receives()
    answer = await reader.presses_data(message, "1:pause")
    assert "личной переписке" in answer.text
