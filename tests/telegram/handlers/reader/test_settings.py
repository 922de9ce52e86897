"""Everything that a reader can choose, typed and by buttons."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.playground.world.person import Person
from bot.samples.newsroom import load_samples
from storage import people
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.reader.test_first_minute import kept


async def test_all_menus_are_one_message(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    assert "Пояс: Казахстан (UTC+5)" in menu.buttons
    await reader.presses("Темы: все")
    await reader.presses("Спорт")
    await reader.presses("Назад")
    await reader.presses("Темы: Спорт")
    await reader.presses("Все темы")
    await reader.presses("Назад")
    await reader.presses("Время: не выбрано")
    await reader.presses("18:00")
    assert "каждый день в 18:00" in menu.text
    await reader.presses("Дни: каждый день")
    await reader.presses("По будням")
    assert "✓ По будням" in menu.buttons
    await reader.presses("✓ пт")
    assert "Сейчас: по понедельникам, вторникам, средам и четвергам." in menu.text
    await reader.presses("По будням")
    await reader.presses("Назад")
    await reader.presses("Назад")
    await reader.presses("Время: 18:00, по будням")
    await reader.presses("21:00")
    await reader.presses("Назад")
    await reader.presses("Время: 18:00 и 21:00, по будням")
    await reader.presses("✓ 18:00")
    await reader.presses("Назад")
    await reader.presses("Пояс: Казахстан (UTC+5)")
    await reader.presses("Москва (UTC+3)")
    await reader.presses("Назад")
    await reader.presses("Язык бота: русский")
    await reader.presses("English")
    assert menu.buttons[3] == "Time: 21:00, on weekdays"
    await reader.presses("Pause")
    assert "paused" in menu.text
    await reader.presses("Resume")
    assert len(reader.by_bot) == 1
    destination, (schedule,) = await kept(newsroom, reader)
    assert (schedule.local_time, schedule.zone, schedule.weekdays) == ("21:00", "Europe/Moscow", 0b11111)
    assert (destination.language, destination.pause) == ("en", None)


async def test_languages_of_the_news_are_switched(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    await reader.presses("Язык новостей: любой")
    assert "на всех языках" in menu.text
    assert menu.buttons == ["Русский", "Қазақша", "English", "Назад"]
    await reader.presses("Қазақша")
    await reader.presses("Русский")
    assert "Сейчас: русский и казахский." in menu.text
    await reader.presses("Назад")
    assert "Язык новостей: русский, казахский" in menu.buttons
    await reader.presses("Язык бота: русский")
    await reader.presses("Қазақша")
    assert "Жаңалық тілі: қазақша, орысша" in menu.buttons
    assert (await kept(newsroom, reader))[0].news_languages == ("kk", "ru")
    await reader.presses("Жаңалық тілі: қазақша, орысша")
    await reader.presses("✓ Қазақша")
    await reader.presses("Барлық тіл")
    assert (await kept(newsroom, reader))[0].news_languages == ()


async def test_a_digest_holds_the_chosen_languages_alone(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("salt")
    await reader.writes("/digest")
    assert "на английском" in (await reader.receives()).text
    await reader.presses_data(reader.by_bot[-1], "1:newslang:ru:1:s")
    await reader.writes("/digest")
    await reader.receives("на выбранных вами языках за сутки не было")


@pytest.mark.parametrize(("length", "named"), [("короткий", 5), ("обычный", 7), ("подробный", 11)])
async def test_a_reader_chooses_how_much_is_told(
    newsroom: Newsroom, reader: Person, length: str, named: int
) -> None:
    await newsroom.has(*{sample.story for sample in load_samples(newsroom.telegram.now())})
    await reader.writes("/settings")
    await reader.receives()
    await reader.presses("Объём: обычный")
    await reader.presses(length if length != "обычный" else "✓ обычный")
    await reader.writes("/digest")
    digest = await reader.receives()
    assert [button for button in digest.buttons if button.isdecimal()] == [str(n + 1) for n in range(named)]


async def test_an_editor_chooses_to_be_asked_or_not(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/settings")
    await editor.receives()
    await editor.presses("Присланное: спросить и добавить")
    await editor.writes(MUSEUM)
    await editor.receives("Добавлено, статья 1")
    await editor.forwards(MUSEUM.replace("Семее", "Таразе"), from_channel="Вести")
    await editor.receives("Добавлено, статья 2")
    await editor.uploads("news.txt", MUSEUM.replace("Семее", "Актау").encode())
    await editor.receives("Добавлено, статья 3")
    await editor.presses("Присланное: добавить сразу")
    await editor.writes(MUSEUM.replace("Семее", "Кентау"))
    await editor.receives("Получится так")


async def test_a_reader_has_nothing_to_add(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/settings")
    menu = await reader.receives()
    assert not any("Присланное" in words for words in menu.buttons)
    await reader.presses_data(menu, "1:atonce:1")
    await reader.receives("Вот что можно сделать")
    async with newsroom.db.read() as db:
        assert not (await people.get(db, reader.id)).adds_at_once


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/subscribe 09:00 weekdays", "по будням в 09:00"),
        ("/subscribe 9:00 по понедельникам", "по понедельникам в 09:00"),
        ("/subscribe", "Когда присылать дайджест?"),
        ("/subscribe 25:00", "«25:00»"),
        ("/subscribe 09:00 иногда", "«09:00 иногда»"),
        ("/time 21:30", "каждый день в 21:30"),
        ("/time позже", "«позже»"),
        ("/timezone Алма-Ата", "Казахстан (UTC+5)"),
        ("/timezone europe/berlin", "Берлин"),
        ("/timezone Атлантида", "«Атлантида» не нашёлся"),
        ("/timezone живу в Берлине", "Часовой пояс: Берлин"),
        ("/timezone", "Выберите часовой пояс"),
        ("/language қазақша", "Баптаулар"),
        ("/language en", "Settings"),
        ("/language эльфийский", "Такого языка пока нет"),
        ("/topics культура, спорт", "Сейчас: Культура и спорт."),
        ("/topics погода", "Темы «погода» нет"),
        ("/topics Все", "приходят все новости"),
        ("/subscribe 9 00", "каждый день в 09:00"),
        ("/pause", "на паузе"),
        ("/resume", "Рассылка снова включена. Время ещё не выбрано."),
        ("/unsubscribe", "Рассылка отключена"),
        ("/HELP", "Что умеет бот"),
    ],
)
async def test_each_command_takes_its_argument_typed(
    newsroom: Newsroom, reader: Person, typed: str, answer: str
) -> None:
    await reader.writes(typed)
    assert answer in (await reader.receives()).text


async def test_who_resumes_without_a_time_is_led_to_one(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/resume")
    assert (await reader.receives("Время ещё не выбрано.")).buttons == ["Время", "Настройки"]
    await reader.presses("Время")
    await reader.presses("09:00")
    await reader.writes("/resume")
    assert (await reader.receives("Дайджест приходит каждый день в 09:00")).buttons == ["Настройки"]


async def test_subscribe_adds_a_time_and_time_replaces_them(newsroom: Newsroom, reader: Person) -> None:
    for typed in ("/subscribe 09:00 weekdays", "/subscribe 18:00", "/subscribe 09:00"):
        await reader.writes(typed)
        await reader.receives("по будням")
    await reader.writes("/time 21:30")
    await reader.receives("по будням в 21:30")
    _, (schedule,) = await kept(newsroom, reader)
    assert schedule.local_time == "21:30"


async def test_there_is_a_most_of_times(newsroom: Newsroom, reader: Person) -> None:
    for hour in range(6):
        await reader.writes(f"/subscribe {hour}:00")
        await reader.receives("Дайджест приходит")
    await reader.writes("/subscribe 12:00")
    await reader.receives("не чаще 6 раз в день")
    assert len((await kept(newsroom, reader))[1]) == 6


async def test_a_question_is_forgotten_when_something_else_is_done(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/timezone")
    await reader.receives()
    await reader.writes("/help")
    await reader.receives()
    await reader.writes("Берлин")
    await reader.receives("По запросу «Берлин» ничего не нашлось")
    assert (await kept(newsroom, reader))[0].zone == "Asia/Almaty"


async def test_blocking_pauses_and_unblocking_resumes(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 09:00")
    await reader.receives()
    reader.blocks()
    await newsroom.idle()
    assert (await kept(newsroom, reader))[0].pause == "blocked"
    reader.unblocks()
    await newsroom.idle()
    assert (await kept(newsroom, reader))[0].pause is None


@pytest.mark.parametrize(
    ("spoken", "typed", "answer"),
    [
        (
            "ru",
            "/subscribe 9 утра по будням",
            "Готово, первый выпуск завтра в 09:00.\nДайджест приходит по будням в 09:00.",
        ),
        ("ru", "/subscribe 15:00", "Готово, первый выпуск сегодня в 15:00."),
        ("ru", "/time полдевятого в воскресенье", "Готово, первый выпуск в воскресенье, "),
        ("kk", "/subscribe таңғы 8 жарымда", "Дайын, алғашқы дайджест ертең сағат 08:30-да келеді."),
        ("kk", "/subscribe күн сайын 18:45", "Дайын, алғашқы дайджест бүгін сағат 18:45-те келеді."),
        ("en", "/subscribe 7pm and 8:15", "Done, the first digest comes today at 19:00."),
    ],
)
async def test_a_typed_time_is_answered_with_the_next_digest(
    newsroom: Newsroom, spoken: str, typed: str, answer: str
) -> None:
    until = newsroom.telegram.now().astimezone(ZoneInfo("Asia/Almaty"))
    newsroom.telegram.clock.move(timedelta(days=(1 - until.weekday()) % 7))  # a Tuesday, at noon
    reader = newsroom.telegram.person("Дана", language=spoken)
    await reader.writes(typed)
    await reader.receives(answer)


async def test_the_next_digest_is_by_the_clock_of_the_readers_zone(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/timezone Магадан")  # six hours ahead: it is evening there
    await reader.receives()
    await reader.writes("/subscribe 17:00 и 23:30")
    await reader.receives("Готово, первый выпуск сегодня в 23:30.")
    await reader.writes("/subscribe 10")
    await reader.receives("Готово, ближайший выпуск сегодня в 23:30.")


async def test_days_alone_are_those_of_the_times_that_there_are(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe по выходным")
    await reader.receives("«по выходным». Напишите, например, «9 утра»")
    await reader.writes("в 10")
    await reader.receives("первый выпуск")
    await reader.writes("/subscribe по выходным")
    await reader.receives("Дайджест приходит по выходным в 10:00.")


async def test_the_prompt_takes_what_the_command_takes(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe")
    await reader.receives()
    await reader.presses("Другое время")
    await reader.writes("когда-нибудь")
    await reader.receives("Не получилось понять время «когда-нибудь».")
    await reader.writes("08:30 18:45 по будням")
    await reader.receives("Дайджест приходит по будням в 08:30 и 18:45.")


async def test_without_sources_there_is_nothing_to_choose_but_the_way_back(
    newsroom: Newsroom, reader: Person
) -> None:
    await reader.writes("/settings")
    screen = await reader.receives("Настройки")
    await reader.presses("Источники: все")
    assert "Источников пока нет" in screen.text
    assert screen.buttons == ["Назад"]
