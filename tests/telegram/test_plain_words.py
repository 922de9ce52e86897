"""Plain words, by a file in which everybody may add a line, and what the bot answers to each kind of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.world.person import Person
from bot.telegram.shared.commands import ADMINS_COMMANDS, EDITORS_COMMANDS, READERS_COMMANDS
from digests.models.texts import RawText
from digests.models.wishes import OwnTopic
from digests.requests.asked import (
    AsksAbout,
    AsksNews,
    Greets,
    Opens,
    Request,
    Searches,
    WantsFollow,
    WantsLanguage,
    WantsTimes,
    WantsWithout,
)
from digests.requests.plain_words import read_request
from digests.requests.times import When
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.reader.test_first_minute import kept
from tests.telegram.handlers.test_hostile_words import commands_of

HERE = Path(__file__).parent


def rows_of(lines: list[str]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in (line.split("\t") for line in lines) if len(row) == 2]


LINES = (HERE / "plain_words.tsv").read_text(encoding="utf-8").splitlines()
ROWS = rows_of([line for line in LINES if not line.startswith("#")])
UNSEEN = rows_of((HERE / "unseen_words.tsv").read_text(encoding="utf-8").splitlines())
TALK = rows_of((HERE / "small_talk.tsv").read_text(encoding="utf-8").splitlines())


def test_what_happens() -> None:
    found = ((said, shown(read_request(said), said), happens) for said, happens in ROWS)
    assert [each for each in found if each[1] != each[2]] == []


def test_most_sentences_that_nothing_was_made_from_are_understood() -> None:
    wishes = [(said, wanted) for said, wanted in UNSEEN if wanted != "search"]
    understood = [
        said
        for said, wanted in wishes
        if shown(read_request(said), said).startswith(tuple(wanted.split("|")))
    ]
    assert len(understood) >= 0.85 * len(wishes)


def test_hardly_any_other_sentence_is_taken_for_a_wish() -> None:
    others = [said for said, wanted in UNSEEN if wanted == "search"]
    assert len([said for said in others if shown(read_request(said), said) != "search"]) <= len(others) // 20


def test_small_talk_is_hardly_ever_looked_for() -> None:
    requests = [read_request(said) for kind, said in TALK if kind == "talk"]
    looked_for = [each for each in requests if isinstance(each, AsksAbout | Searches) and not _is_talk(each)]
    assert len(looked_for) <= len(requests) // 7


def test_what_is_looked_for_is_no_small_talk() -> None:
    assert [said for kind, said in TALK if kind == "news" and _is_talk(read_request(said))] == []


def _is_talk(request: Request) -> bool:
    return isinstance(request, Searches) and request.is_talk


def test_a_text_of_the_greatest_length_takes_no_longer_than_its_words() -> None:
    assert read_request("хватит " * 600) == Searches(" ".join(["хватит"] * 600))


def test_the_file_is_long_enough() -> None:
    sections = "\n".join(LINES).split("\n# ")
    sizes = {part.partition("\n")[0].partition(":")[0]: part.count("\t") for part in sections}
    assert min(sizes["Russian"], sizes["Kazakh"], sizes["English"]) >= 60
    assert sizes["No wishes"] >= 40


@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_an_error(said: str) -> None:
    read_request(said)


def test_topics_of_the_editors_are_known() -> None:
    own = [OwnTopic("t1", (("ru", "Мосты"),), ("мост",))]
    assert read_request("что нового про мосты", own) == AsksAbout("мосты", "t1")
    assert read_request("без мостов", own) == WantsWithout("мостов", "t1")


async def test_news_come_as_a_digest(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "match-second")
    await reader.writes("Что нового?")
    assert "2 новости" in (await reader.receives()).text
    await reader.writes("новости спорта за сутки")
    await reader.receives("Спорт: что было за сутки")
    await reader.writes("новости про Сункар")
    await reader.receives("Сункар: что было за неделю")


async def test_yesterday_ends_with_the_readers_day(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum")
    await reader.writes("кешегі жаңалықтар")
    await reader.receives("Новостей за сутки не было")
    newsroom.telegram.clock.move(timedelta(days=1))
    await reader.writes("что было вчера")
    await reader.receives("1 новость")


async def test_a_name_is_found_as_topic_and_search_find_it(newsroom: Newsroom, reader: Person) -> None:
    await newsroom.has("museum", "match-second")
    await reader.writes("Сұңқар")
    await reader.receives("Сұңқар: что было за неделю")
    newsroom.telegram.clock.move(timedelta(days=20))
    await reader.writes("Сұңқар")
    await reader.receives("Сұңқар: нашл")
    await reader.writes("Стоп-кран")
    nothing = await reader.receives("По запросу «Стоп-кран» ничего не нашлось.")
    assert nothing.buttons == ["Дайджест", "Темы"]


async def test_small_talk_is_searched_by_its_button_alone(newsroom: Newsroom, reader: Person) -> None:
    cake = (
        "You can taste the cake that my grandmother made every day. Ninety people came to Taraz for a piece."
    )
    await newsroom.adds(RawText(cake, title="The tallest cake is ready"))
    await reader.writes("you made my day")
    answer = await reader.receives("Бот умеет только рассказывать новости.")
    assert answer.buttons == ["Искать эти слова", "Дайджест", "Темы"]
    await reader.presses("Искать эти слова")
    assert "The tallest cake is ready" in answer.text


@pytest.mark.parametrize("said", ["1", "2.", "№3"])
async def test_the_number_of_a_story_is_a_button(newsroom: Newsroom, reader: Person, said: str) -> None:
    await newsroom.has("museum", "match-second")
    await reader.writes(said)
    assert "Дайджест" in (await reader.receives("нажмите её номер под дайджестом")).buttons


async def test_a_title_of_common_words_is_found(newsroom: Newsroom, reader: Person) -> None:
    song = "The song You Made My Day is heard in Taraz again. Ninety people came to the square on Sunday."
    await newsroom.adds(RawText(song, title="An old song sounds again"))
    await reader.writes("you made my day")
    await reader.receives("An old song sounds again")


async def test_times_are_asked_about_and_a_button_sets_them(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("хочу по будням в 8 утра и в 18:45")
    question = await reader.receives("Присылать дайджест по будням в 08:00 и 18:45?")
    assert (await kept(newsroom, reader))[1] == []
    await reader.presses("Да, присылать")
    assert question.text.startswith("Готово, первый выпуск ")
    _, times = await kept(newsroom, reader)
    assert [(each.local_time, each.weekdays) for each in times] == [("08:00", 31), ("18:45", 31)]


async def test_a_topic_goes_by_its_button(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/topics культура, спорт")
    await reader.receives()
    await reader.writes("не хочу читать про спорт")
    await reader.receives("Убрать тему «Спорт» из дайджеста?\nОстанутся: Культура.")
    assert (await kept(newsroom, reader))[0].topics == {"culture", "sport"}
    await reader.presses("Убрать «Спорт»")
    assert (await kept(newsroom, reader))[0].mutes.topics == {"sport"}
    await reader.writes("без спорта")
    await reader.receives("Темы «Спорт» в вашем дайджесте нет.")


async def test_words_are_muted_by_a_button(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("не показывай футбол")
    await reader.receives("Не присылать новости, где есть «футбол»?")
    await reader.writes("мои подписки")
    await reader.receives("За чем вы следите")
    await reader.writes("без футбола")
    await reader.receives("Не присылать новости, где есть «футбола»?")
    await reader.presses("Не присылать")
    await reader.sees("футбола")


async def test_what_is_followed_is_asked_about(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("хочу знать всё про ЕНТ")
    await reader.receives("Следить за новостями, где есть «ЕНТ»?")
    await reader.writes("мои подписки")
    await reader.receives("Пока ничего")
    await reader.writes("следи за ЕНТ")
    await reader.receives("Следить за новостями, где есть «ЕНТ»?")
    await reader.presses("Следить")
    await reader.receives("ЕНТ")


async def test_one_of_two_schedules_is_chosen(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("по будням в 9, по выходным в 11")
    choice = await reader.receives("Дни недели одни для всех дайджестов")
    offered = ["по будням в 09:00", "по выходным в 11:00", "каждый день в 09:00 и 11:00"]
    assert choice.buttons[:3] == offered
    assert (await kept(newsroom, reader))[1] == []
    await reader.presses("по выходным в 11:00")
    assert [(each.local_time, each.weekdays) for each in (await kept(newsroom, reader))[1]] == [("11:00", 96)]


async def test_the_only_topic_gives_way_to_all_others(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/topics спорт")
    await reader.receives()
    await reader.writes("спортсыз")
    await reader.receives("Убрать тему «Спорт»")
    await reader.presses("Убрать «Спорт»")
    await reader.sees("Не присылать тему «Спорт»")
    await reader.writes("/topics")
    await reader.receives("поэтому приходят все новости.\nНе присылать: Спорт")


async def test_stopping_is_offered(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/subscribe 9")
    await reader.receives()
    await reader.writes("как отписаться?")
    screen = await reader.receives("Остановить рассылку?")
    assert screen.buttons == ["Поставить на паузу", "Отключить рассылку", "Назад"]
    assert len((await kept(newsroom, reader))[1]) == 1
    await reader.presses("Отключить рассылку")
    assert (await kept(newsroom, reader))[1] == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("қазақша", "Сізбен қай тілде сөйлесейік?"),
        ("настройки", "На кнопках — то, что выбрано сейчас."),
        ("темы", "Темы вашего дайджеста"),
        ("поменять часовой пояс", "Выберите часовой пояс"),
        ("сохранённое", "Пока ничего не сохранено."),
        ("прошлые дайджесты", "Вам ещё не приходил ни один дайджест."),
        ("удали мои данные", "Что бот хранит о вас"),
        ("что ты умеешь?", "Что умеет бот"),
        ("подключить канал", "канал"),
        ("присылай утром", "Когда присылать дайджест?"),
        ("новости на казахском", "На каких языках присылать новости?"),
        ("источники", "сточник"),
        ("покороче", "Сколько новостей в дайджесте?"),
        ("найти новость", "Что найти?"),
        ("мои подписки", "За чем вы следите"),
        ("ты бесполезный", "Жаль, что не получилось."),
        ("тут ошибка", "нажмите «Сообщить об ошибке»"),
        ("не пиши мне ночью", "Дайджест приходит только в выбранное время."),
        ("отключи срочные", "Присылать срочные новости?"),
        ("больше не следи за Токаевым", "За чем вы следите"),
        ("возобнови рассылку", "Когда присылать дайджест?"),
        ("меню", "Бот читает новости за вас"),
        ("спасибо", "Пожалуйста!"),
    ],
)
async def test_a_wish_opens_its_screen(newsroom: Newsroom, reader: Person, said: str, answer: str) -> None:
    await reader.writes(said)
    assert answer in (await reader.receives()).text


async def test_an_open_question_comes_first(newsroom: Newsroom, reader: Person) -> None:
    await reader.writes("/search")
    await reader.receives()
    await reader.writes("стоп")
    await reader.receives("По запросу «стоп» ничего не нашлось.")
    await reader.writes("стоп")
    await reader.receives("Остановить рассылку?")


async def test_groups_are_left_alone(newsroom: Newsroom, reader: Person) -> None:
    group = newsroom.telegram.group("Чат", owner=reader)
    await reader.writes("что нового?", place=group)
    await reader.writes("стоп", place=group)
    await newsroom.idle()
    assert group.by_bot == []


async def test_an_editors_short_text_is_a_question(newsroom: Newsroom, editor: Person) -> None:
    await newsroom.has("museum")
    await editor.writes("что нового?")
    await editor.receives("1 новость")
    await editor.writes("Шамбала найдена вчера")
    await editor.receives("Если это статья, пришлите её целиком: в ней не меньше 10 слов.")


async def test_the_end_of_a_long_paste_is_no_question(newsroom: Newsroom, editor: Person) -> None:
    sentence = "В Семее открыли музей степной музыки, и первую неделю вход туда свободный для всех. "
    await editor.writes(sentence * 40)
    await editor.writes("Что нового?")
    await editor.receives("Получится так:")


@pytest.mark.parametrize(
    ("typed", "meant", "answer"),
    [
        ("/digset", "/digest", "Новостей за сутки не было"),
        ("/digets 7d", "/digest 7d", "Новостей за неделю не было"),
        ("/вшпуые", "/digest", "Новостей за сутки не было"),
        ("/serach Нарния", "/search Нарния", "«Нарния» ничего не нашлось"),
        ("/subcribe 9 утра", "/subscribe 9 утра", "первый выпуск"),
    ],
)
async def test_a_mistyped_command_is_offered(
    newsroom: Newsroom, reader: Person, typed: str, meant: str, answer: str
) -> None:
    await reader.writes(typed)
    await reader.receives(f"Вы имели в виду {meant}?")
    await reader.presses(meant)
    await reader.receives(answer)


def test_every_command_may_be_mistyped(newsroom: Newsroom) -> None:
    known = {*READERS_COMMANDS, *EDITORS_COMMANDS, *ADMINS_COMMANDS}
    assert known == commands_of(newsroom.dispatcher)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/digest спорт", "Спорт: что было за неделю"),
        ("/digest новости спорта", "Спорт: что было за неделю"),
        ("/новости", "1 новость"),
        ("/спорт", "Спорт: что было за неделю"),
        ("/қазақша", "Сізбен қай тілде сөйлесейік?"),
        ("/nothing", "Такой команды нет."),
        ("/addd", "Такой команды нет."),
    ],
)
async def test_words_after_a_stroke(newsroom: Newsroom, reader: Person, typed: str, answer: str) -> None:
    await newsroom.has("match-second")
    await reader.writes(typed)
    assert answer in (await reader.receives()).text


def shown(request: Request, said: str) -> str:
    match request:
        case AsksNews(yesterday=True):
            return "digest yesterday"
        case AsksNews(period):
            return f"digest {_hours(period)}"
        case AsksAbout(words, topic, period):
            return " ".join(filter(None, ("topic" if topic else "about", topic or words, _hours(period))))
        case Searches(words):
            return "search" if words == said else f"search {words}"
    return _wish_shown(request)


def _wish_shown(request: Request) -> str:
    match request:
        case WantsTimes(when, others):
            return " and ".join((f"time {_when(when)}", *map(_when, others)))
        case WantsFollow(words):
            return f"follow {words}"
        case WantsWithout(words, topic):
            return f"without {topic or words}"
        case WantsLanguage(language):
            return f"language {language}"
        case Opens(screen):
            return f"open {screen}"
    return f"greet {request.how}" if isinstance(request, Greets) else ""


def _when(when: When) -> str:
    days = "".join(str(day + 1) for day in range(7) if (when.days or 0) >> day & 1)
    return " ".join(filter(None, (*when.times, days)))


def _hours(period: timedelta | None) -> str:
    return f"{int(period.total_seconds()) // 3600}h" if period else ""
