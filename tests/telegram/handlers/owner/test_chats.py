"""Channels, groups and forum topics: connected in private by who may, guarded, set up, let go."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.messages import Content
from bot.playground.world.person import Person
from bot.playground.world.places import Channel, Group
from bot.views.common.buttons import BUTTONS, ButtonData
from storage import destinations
from storage.destinations import Address, Destination
from tests.telegram.conftest import Newsroom


@pytest.fixture
def owner(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Данияр", language="ru")


@pytest.fixture
def stranger(newsroom: Newsroom) -> Person:
    return newsroom.telegram.person("Чужой", language="ru")


@pytest.fixture
def channel(telegram: Telegram, owner: Person) -> Channel:
    return telegram.channel("Жаңалықтар", owner=owner, bot="left")


async def kept(newsroom: Newsroom, address: Address) -> Destination | None:
    async with newsroom.db.read() as reader:
        return await destinations.at(reader, address)


async def connects(owner: Person, channel: Channel) -> None:
    """By Telegram's picker; the screen of the chat is the newest message."""
    await owner.writes("/chats")
    await owner.receives("Ваши каналы и группы")
    await owner.presses("Подключить чат")
    await owner.receives("Выберите канал или группу")
    await owner.picks(channel, key="Выбрать канал")
    await owner.receives("подключён")
    await owner.receives("Жаңалықтар")


async def test_a_channel_is_picked_in_private(newsroom: Newsroom, owner: Person, channel: Channel) -> None:
    await connects(owner, channel)
    assert owner.chat.reply_keyboard is None
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    assert (found.kind, found.title, found.owner_id) == ("channel", "Жаңалықтар", owner.id)
    menu = await owner.sees("Время: не выбрано")
    await owner.presses("Время: не выбрано")
    await owner.presses("09:00")
    await owner.presses("Назад")
    assert "Время: 09:00" in menu.buttons
    assert "Время: 09:00" in menu.text
    await owner.presses("Мои чаты")
    assert menu.buttons == ["Жаңалықтар", "Подключить чат", "Назад"]


async def test_who_is_no_administrator_connects_nothing(
    newsroom: Newsroom, owner: Person, stranger: Person
) -> None:
    group = newsroom.telegram.group("Читатели", owner=owner)
    group.joins(stranger)
    await stranger.writes("/chats")
    await stranger.presses("Подключить чат")
    await stranger.receives("Выберите канал или группу")
    newsroom.telegram.receive(
        newsroom.telegram.new_message(
            stranger.chat,
            stranger.account,
            {"service": {"chat_shared": {"request_id": 2, "chat_id": group.id, "title": "Читатели"}}},
        )
    )
    await stranger.receives("может только администратор")
    assert await kept(newsroom, Address(group.id)) is None


async def test_the_bot_must_be_there_and_may_post(newsroom: Newsroom, owner: Person) -> None:
    channel = newsroom.telegram.channel("Жаңалықтар", owner=owner, bot="left")
    shared = {"request_id": 1, "chat_id": channel.id, "title": "Жаңалықтар"}
    await owner.writes("/chats")
    await owner.receives()
    for words in ("может только администратор", "не разрешено писать"):
        newsroom.telegram.receive(
            newsroom.telegram.new_message(owner.chat, owner.account, {"service": {"chat_shared": shared}})
        )
        await owner.receives(words)
        channel.promotes_bot(by=owner, lacks=frozenset({"can_post_messages"}))
    assert await kept(newsroom, Address(channel.id)) is None


@pytest.mark.parametrize("anonymous", [False, True])
async def test_here_proposes_a_forum_topic(
    newsroom: Newsroom, owner: Person, stranger: Person, anonymous: bool
) -> None:
    forum = newsroom.telegram.group("Читатели", owner=owner, forum=True)
    forum.joins(owner, "creator", anonymous=anonymous)
    topic = forum.opens_topic("Мәдениет", by=owner)
    await owner.writes("/here", place=forum, thread=topic.id)
    proposal = await forum.receives("может администратор", thread=topic.id)
    (link,) = proposal.links
    await stranger.opens(link)
    await stranger.receives("Присылать дайджест")
    await stranger.presses("Подключить")
    await stranger.sees("может только администратор")
    await owner.opens(link)
    await owner.receives("Присылать дайджест в «Читатели · Мәдениет»?")
    await owner.presses("Подключить")
    await owner.receives("Читатели · Мәдениет")
    found = await kept(newsroom, Address(forum.id, topic.id))
    assert found is not None
    assert (found.owner_id, found.title) == (owner.id, "Читатели · Мәдениет")


async def test_no_number_tells_a_stranger_the_name_of_a_group(
    newsroom: Newsroom, owner: Person, stranger: Person
) -> None:
    group = newsroom.telegram.group("Тайный круг", owner=owner)
    await owner.writes("/here@newsdigest_bot", place=group)
    (link,) = (await group.receives("может администратор")).links
    number = (await destination_of(newsroom, group)).id
    await stranger.writes("/subscribe 9")
    screen = await stranger.receives()
    for payload in (f"d{number}", f"d{number}_{'0' * 20}", f"d{number + 1}_{link[-20:]}"):
        await stranger.writes(f"/start {payload}")
        await stranger.receives("Эта ссылка никуда не ведёт.")
    await stranger.presses_data(screen, f"1:claim:{number}")
    assert not [message for message in stranger.by_bot if "Тайный круг" in message.text]
    await owner.writes(f"/start d{number}")  # as links of earlier versions are
    await owner.receives("Присылать дайджест в «Тайный круг»?")


async def destination_of(newsroom: Newsroom, group: Group) -> Destination:
    found = await kept(newsroom, Address(group.id))
    assert found is not None
    return found


async def test_here_is_for_administrators(newsroom: Newsroom, owner: Person, stranger: Person) -> None:
    group = newsroom.telegram.group("Читатели", owner=owner)
    group.joins(stranger)
    await stranger.writes("/here@newsdigest_bot", place=group)
    await group.receives("могут только администраторы")
    assert await kept(newsroom, Address(group.id)) is None


async def test_a_strangers_press_does_nothing(
    newsroom: Newsroom, owner: Person, stranger: Person, channel: Channel
) -> None:
    await connects(owner, channel)
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    await stranger.writes("/settings")
    menu = await stranger.receives()
    number = found.id
    for data in (
        f"1:chat:{number}", f"1:topic:sport:1:{number}", f"1:time:0900:1:{number}", f"1:pause:{number}",
        f"1:choose:silent:1:{number}", f"1:words:heading:{number}", f"1:disconnect:{number}",
        f"1:postlang:en:1:{number}", f"1:zone:Europe/Berlin:{number}", f"1:sources:0:{number}",
    ):  # fmt: skip
        before = menu.text, menu.buttons
        assert (await stranger.presses_data(menu, data)).text == ""
        assert (menu.text, menu.buttons) == before
    assert len(stranger.by_bot) == 1
    assert await kept(newsroom, Address(channel.id)) == found


def written(kind: type[ButtonData], owner: int) -> str:
    """The data of such a button about the settings of this chat."""
    values = ("0", "1", "economy", "kk", "0900", "UTC", "hide", "heading", "e", "2.1")
    fields = BUTTONS.forms_of(kind).items()
    words = [
        str(owner) if name == "owner" else next(v for v in values if re.fullmatch(form.pattern, v))
        for name, form in fields
    ]
    return ":".join(("1", BUTTONS.name_of(kind), *words))


async def test_no_button_about_a_chat_does_anything_for_a_stranger(
    newsroom: Newsroom, owner: Person, stranger: Person, channel: Channel
) -> None:
    """All that say whose settings they are about, those to come too."""
    await connects(owner, channel)
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    await stranger.writes("/settings")
    menu = await stranger.receives("Настройки")
    shown = menu.text, menu.buttons
    about = [kind for kind in BUTTONS.kinds.values() if "owner" in BUTTONS.forms_of(kind)]
    assert len(about) > 20
    for kind in about:
        data = written(kind, found.id)
        assert BUTTONS.decode(data) is not None, data
        assert (await stranger.presses_data(menu, data)).text == "", data
        assert (menu.text, menu.buttons) == shown, data
    assert stranger.by_bot == [menu]
    assert await kept(newsroom, Address(channel.id)) == found


async def test_an_owner_who_is_no_administrator_any_more_changes_nothing(
    newsroom: Newsroom, owner: Person, channel: Channel
) -> None:
    await connects(owner, channel)
    menu = await owner.sees("Звук: есть")
    await owner.presses("Как выглядит")
    await owner.presses("Звук: есть")
    assert "Звук: нет" in menu.buttons
    channel.joins(owner, "member")
    newsroom.telegram.clock.move(timedelta(minutes=6))
    await owner.presses("Звук: нет")
    assert "Звук: нет" in menu.buttons


async def test_another_administrator_takes_over_only_what_is_left(
    newsroom: Newsroom, owner: Person, stranger: Person, channel: Channel
) -> None:
    await connects(owner, channel)
    channel.joins(stranger, "administrator")
    await stranger.writes("/chats")
    await stranger.presses("Подключить чат")
    await stranger.picks(channel, key="Выбрать канал")
    await stranger.receives("уже подключил другой администратор")
    channel.joins(owner, "left")
    newsroom.telegram.clock.move(timedelta(minutes=6))
    await stranger.writes("/chats")
    await stranger.presses("Подключить чат")
    await stranger.picks(channel, key="Выбрать канал")
    await stranger.receives("подключён")
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    assert found.owner_id == stranger.id


async def test_everything_is_set_in_one_message(newsroom: Newsroom, owner: Person, channel: Channel) -> None:
    await newsroom.has("bridge")
    await connects(owner, channel)
    menu = await owner.sees("Звук: есть")
    known = len(owner.by_bot)
    for path in (
        ["О чём пишет"],
        ["Темы: все", "Спорт", "Назад"],
        ["Язык новостей: любой", "Қазақша", "Назад"],
        ["Источники: все", "Только отмеченные", "Иртышский берег", "Назад"],
        ["Минимум новостей: 1", "3 новости"],
        ["Назад", "Когда выходит"],
        ["Пояс: Казахстан (UTC+5)", "Берлин", "Назад", "Когда выходит"],
        ["Срочные новости: нет", "с 7 до 23"],
        ["Черновик: не нужен", "без ответа выйдет"],
        ["Назад", "Как выглядит"],
        ["Язык постов: русский", "Қазақша", "Назад"],
        ["Закреплять: нет"],
        ["Назад", "Если случился сбой"],
        ["Если опоздал: ждать 2 часа", "4 часа"],
        ["При сбое: повторить", "не повторять"],
        ["Назад", "Поставить на паузу"],
    ):
        for button in path:
            await owner.presses(button)
    assert len(owner.by_bot) == known
    for button in (
        "Темы: Спорт", "Пояс: Берлин", "Язык постов: русский и казахский", "Только 1 источник",
        "Язык новостей: казахский", "Закреплять: да", "Минимум новостей: 3",
        "Если опоздал: ждать 4 часа", "Срочные новости: с 7 до 23", "Черновик: без ответа выйдет",
        "При сбое: не повторять",
    ):  # fmt: skip
        assert button in menu.text
    assert len(menu.buttons) == 9
    assert "Возобновить" in menu.buttons
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    chosen = found.preferences
    assert (chosen.second_language, chosen.least, chosen.useful_hours, chosen.draft) == (
        "kk", 3, 4, "publish",
    )  # fmt: skip
    assert (found.topics, found.zone, found.at_most_once) == (frozenset({"sport"}), "Europe/Berlin", True)


async def test_a_heading_is_typed_and_taken_away(newsroom: Newsroom, owner: Person, channel: Channel) -> None:
    await connects(owner, channel)
    await owner.presses("Как выглядит")
    await owner.presses("Заголовок: нет")
    await owner.sees("Напишите заголовок")
    await owner.writes("Новости <Атырау>")
    menu = await owner.receives("Жаңалықтар")
    assert "Заголовок: Новости <Атырау>" in menu.buttons
    await owner.presses("Заголовок: Новости")
    await owner.presses("Убрать")
    assert "Заголовок: нет" in menu.buttons


async def test_a_chat_is_let_go(newsroom: Newsroom, owner: Person, channel: Channel) -> None:
    await connects(owner, channel)
    menu = await owner.sees("Отключить чат")
    await owner.presses("Отключить чат")
    await owner.presses("Да, отключить")
    assert menu.buttons == ["Подключить чат", "Назад"]
    found = await kept(newsroom, Address(channel.id))
    assert found is not None
    assert found.owner_id is None


async def test_the_picker_can_be_left(owner: Person, newsroom: Newsroom) -> None:
    await owner.writes("/chats")
    await owner.presses("Подключить чат")
    await owner.receives("Выберите канал или группу")
    await owner.presses("Отмена")
    await owner.receives("ничего не подключаем")
    assert owner.chat.reply_keyboard is None


async def test_a_new_name_is_shown(newsroom: Newsroom, owner: Person, channel: Channel) -> None:
    await connects(owner, channel)
    named: Content = {"service": {"new_chat_title": "Хабар"}, "sender_chat": channel.chat}
    newsroom.telegram.receive(newsroom.telegram.new_message(channel.chat, None, named))
    await newsroom.idle()
    await owner.writes("/chats")
    assert "Хабар" in (await owner.receives("Ваши каналы")).buttons


async def test_an_answer_that_arrives_in_a_paused_group_resumes_it(
    newsroom: Newsroom, editor: Person
) -> None:
    """The rights of all have changed, of which Telegram tells nobody."""
    group = newsroom.telegram.group("Чат", owner=editor)
    async with newsroom.db.transaction() as tx:
        number = await destinations.add(
            tx, Address(group.id), "group", language="ru", zone="UTC", now=newsroom.telegram.now()
        )
        await destinations.pause_chat(tx, group.id, newsroom.telegram.now(), told=False)
    group.chat.may_write = False
    await editor.writes("/help@newsdigest_bot", place=group)
    await newsroom.telegram.journal.wait("sendMessage", ok=False)
    await newsroom.idle()
    assert await _pause_of(number, newsroom) == "blocked"
    group.chat.may_write = True
    await editor.writes("/help@newsdigest_bot", place=group)
    await group.receives()
    await newsroom.idle()
    assert await _pause_of(number, newsroom) is None


async def test_an_answer_in_a_paused_topic_resumes_that_topic_alone(
    newsroom: Newsroom, editor: Person
) -> None:
    forum = newsroom.telegram.group("Форум", owner=editor, forum=True)
    topics = [forum.opens_topic(name) for name in ("Выпуски", "Другое")]
    async with newsroom.db.transaction() as tx:
        now = newsroom.telegram.now()
        numbers = [
            await destinations.add(
                tx, Address(forum.id, topic.id), "group", language="ru", zone="UTC", now=now
            )
            for topic in topics
        ]
        for number in numbers:
            await destinations.pause(tx, number, "closed", now, told=False)
    await editor.writes("/help@newsdigest_bot", place=forum, thread=topics[0].id)
    await forum.receives()
    await newsroom.idle()
    assert [await _pause_of(number, newsroom) for number in numbers] == [None, "closed"]


async def _pause_of(number: int, newsroom: Newsroom) -> str | None:
    async with newsroom.db.read() as db:
        found = await destinations.get(db, number)
    return found.pause if found else None
