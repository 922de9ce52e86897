"""Who is let in, who is kept out, who is an editor, and what admins see of it all."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.playground.world.person import Person
from bot.settings import Settings
from bot.subscribers.access import admission_of
from storage import people
from storage.rows import fetch_all
from tests.telegram.conftest import EDITOR, Newsroom

LINK = re.compile(r"https://t\.me/newsdigest_bot\?start=in_[\w-]+")


@pytest.fixture
def by_invitation(settings: Settings) -> Settings:
    settings.access = "invite"
    return settings


async def link_from(person: Person, button: str = "") -> str:
    if button:
        await person.writes("/editors")
        await person.receives("Редакция")
        await person.presses(button)
    else:
        await person.writes("/invite")
    found = LINK.search((await person.receives("Перешлите эту ссылку")).text)
    assert found
    return found[0]


async def role_of(newsroom: Newsroom, person: Person) -> str:
    async with newsroom.db.read() as db:
        return (await people.get(db, person.id)).role


@pytest.mark.usefixtures("by_invitation")
async def test_a_stranger_is_told_how_to_ask_and_nothing_is_kept(newsroom: Newsroom, reader: Person) -> None:
    for typed in ("/start", "/digest", "привет", "/start in_nothing", "/start admin_nothing"):
        await reader.writes(typed)
        await reader.receives("Этот бот работает по приглашениям.")
    answer = await reader.presses_data(reader.by_bot[-1], "1:digest:24")
    assert answer.text.startswith("Этот бот работает по приглашениям.")
    async with newsroom.db.read() as db:
        assert await fetch_all(db, "SELECT id FROM people WHERE id = ?", reader.id) == []
        assert await fetch_all(db, "SELECT id FROM destinations WHERE chat_id = ?", reader.id) == []


@pytest.mark.usefixtures("by_invitation")
async def test_a_link_lets_one_person_in(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    link = await link_from(editor)
    await reader.opens(link)
    await reader.receives("Бот читает новости за вас")
    await reader.opens(link)  # a second time does no harm
    await reader.receives("Бот читает новости за вас")
    assert await role_of(newsroom, reader) == "reader"
    second = newsroom.telegram.person("Чужой", language="kk")
    await second.opens(link)
    await second.receives("тек шақырумен кіруге болады")


@pytest.mark.usefixtures("by_invitation")
async def test_a_link_ends(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    link = await link_from(editor)
    newsroom.telegram.clock.move(timedelta(days=3, minutes=1))
    await reader.opens(link)
    await reader.receives("по приглашениям")


@pytest.mark.usefixtures("by_invitation")
async def test_in_a_group_nobody_is_served_until_it_is_connected(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Читатели", owner=reader)
    await reader.writes("разговор", place=group)
    await reader.writes("/digest@newsdigest_bot", place=group)
    answer = await group.receives("по приглашениям")
    assert [message for message in group.by_bot if "по приглашениям" in message.text] == [answer]


async def name_of(newsroom: Newsroom, person: Person) -> str:
    async with newsroom.db.read() as db:
        return (await people.get(db, person.id)).name


async def test_editors_come_by_a_link_and_go(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    await reader.opens(await link_from(editor, "Пригласить редактора"))
    await reader.receives("Теперь вы редактор")
    assert await role_of(newsroom, reader) == "editor"
    await editor.writes("/editors")
    screen = await editor.receives("Редакция")
    names = [person.account.name for person in (editor, reader)]
    assert f"администратор {names[0]} ({EDITOR})\nредактор {names[1]} ({reader.id})" in screen.text
    assert f"Убрать: {names[0]}" not in screen.buttons
    await editor.presses(f"Убрать: {names[1]}")
    assert f"Убрать из редакции: {names[1]} ({reader.id})?" in screen.text
    await editor.presses("Да, убрать")
    assert str(reader.id) not in screen.text
    assert await role_of(newsroom, reader) == "reader"


async def test_names_are_kept_of_the_newsroom_alone(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await reader.writes("/help")
    await reader.receives()
    assert await name_of(newsroom, reader) == ""
    await reader.opens(await link_from(editor, "Пригласить редактора"))
    await reader.receives("Теперь вы редактор")
    assert await name_of(newsroom, reader) == reader.account.name
    assert await name_of(newsroom, editor) == editor.account.name
    await editor.writes("/editors")
    await editor.receives("Редакция")
    await editor.presses(f"Убрать: {reader.account.name}")
    await editor.presses("Да, убрать")
    assert await name_of(newsroom, reader) == ""


async def test_the_name_of_who_is_taken_off_the_list_of_admins_goes(
    settings: Settings, newsroom: Newsroom, editor: Person
) -> None:
    await editor.writes("/help")
    await editor.receives()
    assert await name_of(newsroom, editor) == editor.account.name
    settings.admin_ids = frozenset()
    await editor.writes("/privacy")
    await editor.receives("Имени, телефона и фотографии бот не хранит.")
    assert await name_of(newsroom, editor) == ""


async def test_an_admins_link_to_read_takes_no_rights_away(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await reader.opens(await link_from(editor, "Пригласить редактора"))
    await reader.receives("Теперь вы редактор")
    await reader.opens(await link_from(editor))
    assert await role_of(newsroom, reader) == "editor"


async def test_who_is_banned_hears_nothing_until_let_in_again(
    newsroom: Newsroom, editor: Person, reader: Person, settings: Settings
) -> None:
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    said = await reader.writes("/help")
    await reader.receives()
    await editor.forwards(said)
    await editor.writes("/ban", reply_to=next(reversed(editor.chat.messages.values())))
    screen = await editor.receives(f"{reader.id} заблокирован.")
    known = len(reader.by_bot)
    await reader.writes("/digest")
    assert (await reader.presses_data(reader.by_bot[-1], "1:settings")).text == ""
    assert len(reader.by_bot) == known
    async with newsroom.db.read() as db:
        (row,) = await fetch_all(db, "SELECT pause_reason FROM destinations WHERE chat_id = ?", reader.id)
    assert row["pause_reason"] == "asked"
    await editor.presses(f"Разблокировать {reader.id}")
    assert "Сейчас никто не заблокирован." in screen.text
    assert await admission_of(newsroom.db, reader.id, settings) == "in"
    await reader.writes("/resume")
    await reader.receives()


async def test_by_number_but_no_admin_and_not_twice(newsroom: Newsroom, editor: Person) -> None:
    for typed, answer in (
        ("/ban", "Сейчас никто не заблокирован."),
        ("/ban 4321", "4321 заблокирован."),
        ("/ban 4321", "4321 уже заблокирован."),
        (f"/ban {EDITOR}", f"{EDITOR} — администратор бота"),
        ("/ban кого-нибудь", "Непонятно, кого заблокировать"),
    ):
        await editor.writes(typed)
        await editor.receives(answer)


async def test_in_a_group_by_answering(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    group = newsroom.telegram.group("Читатели", owner=editor)
    group.joins(reader)
    said = await reader.writes("реклама", place=group)
    await editor.writes("/ban@newsdigest_bot", place=group, reply_to=said)
    await group.receives(f"{reader.id} заблокирован.")


@pytest.mark.parametrize("typed", ["/editors", "/ban 1", "/stats", "/health", "/admin", "/backup"])
async def test_no_reader_may(newsroom: Newsroom, reader: Person, typed: str) -> None:
    await reader.writes(typed)
    await reader.receives("Это может только администратор бота.")


@pytest.mark.parametrize(
    "data", ["editors", "invite:editor", "dismiss:7", "unban:4321", "stats", "health", "banned", "backup"]
)
async def test_no_press_of_a_reader_does(
    newsroom: Newsroom, editor: Person, reader: Person, data: str
) -> None:
    await editor.writes("/ban 4321")
    await editor.receives()
    await reader.writes("/help")
    answer = await reader.presses_data(await reader.receives(), f"1:{data}")
    assert "устарела" in answer.text
    async with newsroom.db.read() as db:
        assert len(await fetch_all(db, "SELECT 1 FROM banned")) == 1
        assert await fetch_all(db, "SELECT 1 FROM invitations") == []


async def test_nobody_acts_in_the_private_chat_of_another(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    """Telegram says nothing of the kind; whoever forges its updates may."""
    await reader.writes("/settings")
    screen = await reader.receives()
    stranger = newsroom.telegram.person("Чужой", started=True)
    answer = await stranger.presses_data(screen, "1:time:0905:1:s")
    typed = await reader.writes("/help")
    await reader.receives()
    forged = {**typed.api(), "message_id": 999, "text": "/subscribe 09:05", "from": stranger.account.api()}
    newsroom.telegram.updates.add("message", forged)
    await newsroom.idle()
    async with newsroom.db.read() as db:
        assert await fetch_all(db, "SELECT 1 FROM schedules") == []
    assert stranger.by_bot == []
    assert answer.text == ""


async def test_figures_and_health_are_said_in_words(
    newsroom: Newsroom, editor: Person, reader: Person
) -> None:
    await newsroom.has("bridge")
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    await editor.writes("/admin")
    screen = await editor.receives("Управление ботом")
    await editor.presses("Статистика")
    assert "Читатели: 2, из них получают дайджест: 1" in screen.text
    assert "База занимает 1 МБ" in screen.text
    await editor.presses("Управление")
    await editor.presses("Состояние")
    for words in ("ещё не проверялось", "Разбор текстов", "Очередь пуста.", "На диске"):
        assert words in screen.text
