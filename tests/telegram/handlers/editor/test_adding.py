"""How editors bring articles: commands, pastes in parts, forwards, files."""

from __future__ import annotations

import pytest

from bot.playground.telegram import Telegram
from bot.playground.world.person import Person
from storage import articles, personal_data
from storage.articles import StoredArticle
from tests.bombs import document_of
from tests.telegram.conftest import Newsroom

MUSEUM = (
    "В Семее открылся музей степной музыки\n\n"
    "В Семее 2 марта 2026 года открыли музей степной музыки. На открытие пришли триста человек. "
    "Директор музея Сауле Ермекова показала гостям домбру девятнадцатого века.\n\n"
    "Билет стоит 500 тенге, а по средам вход для всех бесплатный."
)
PARTS = ("Заголовок", "Темы", "Дата", "Источник", "Пересказ", "Новость")
FILLER = "Жители города долго ждали этого дня и помогали строителям как могли. "
LONG = f"{MUSEUM}\n\n" + "\n\n".join(f"Часть {number}. " + FILLER * 9 for number in range(1, 14))


async def stored(newsroom: Newsroom) -> list[StoredArticle]:
    async with newsroom.db.read() as db:
        return await articles.list_newest(db, 10)


async def test_add_answers_with_everything_and_can_be_undone(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {MUSEUM}")
    added = await editor.receives("Добавлено, статья 1")
    for expected in ("В Семее открылся музей", "Язык: русский", "Дата: не указана", "Новость 1: 1 источник"):
        assert expected in added.text
    await editor.presses("Отменить")
    assert "Статья 1 снята" in added.text
    assert (await stored(newsroom))[0].retracted_at is not None
    await editor.presses("Вернуть")
    assert (await stored(newsroom))[0].retracted_at is None


async def test_an_article_says_who_added_it_while_they_are_known(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("Добавлено, статья 1")
    await editor.writes("/article 1")
    assert f"Кто добавил: {editor.account.name}" in (await editor.receives("Статья 1")).text
    async with newsroom.db.transaction() as tx:
        await personal_data.forget(tx, editor.id)
    await editor.writes("/article 1")
    assert "Кто добавил" not in (await editor.receives("Статья 1")).text


async def test_a_paste_is_shown_first(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(MUSEUM)
    preview = await editor.receives("Получится так")
    assert preview.buttons == [*PARTS, "Добавить", "Отмена"]
    assert await stored(newsroom) == []
    await editor.presses("Добавить")
    assert "Добавлено, статья 1" in preview.text
    await editor.presses_data(preview, "1:add:1")
    assert "Добавлено, статья 1" in preview.text
    await editor.presses_data(preview, "1:drop:1")
    assert "Добавлено, статья 1" in preview.text
    assert len(await stored(newsroom)) == 1


async def test_a_paste_can_be_cancelled(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(MUSEUM)
    preview = await editor.receives()
    await editor.presses("Отмена")
    assert preview.text == "Не добавлено."
    assert preview.buttons == ["Все статьи"]
    await editor.presses_data(preview, "1:add:1")
    assert "черновика больше нет" in preview.text
    assert await stored(newsroom) == []


async def test_somebody_elses_draft_is_not_there(newsroom: Newsroom, editor: Person, reader: Person) -> None:
    await editor.writes(MUSEUM)
    await editor.receives()
    await reader.writes("/help")
    menu = await reader.receives()
    await reader.presses_data(menu, "1:add:1")
    assert await stored(newsroom) == []


async def test_parts_of_a_long_paste_are_one_text(newsroom: Newsroom, editor: Person) -> None:
    parts = await editor.pastes(LONG)
    assert len(parts) > 1
    await editor.receives("Получится так")
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 1")
    (article,) = await stored(newsroom)
    assert "Часть 13." in article.body
    assert len([m for m in editor.by_bot if "Получится" in m.text or "Добавлено" in m.text]) == 1


async def test_add_with_a_text_in_parts_adds_all_of_it(newsroom: Newsroom, editor: Person) -> None:
    await editor.pastes(f"/add {LONG}")
    await editor.receives("Добавлено, статья 1")
    (article,) = await stored(newsroom)
    assert "Часть 13." in article.body


async def test_after_a_long_part_the_bot_waits_two_seconds(newsroom: Newsroom, editor: Person) -> None:
    alone = LONG[:3000]
    await editor.writes(alone)
    await newsroom.idle()
    assert editor.by_bot == []
    newsroom.gate.two_seconds_pass()
    await editor.receives("Получится так")


async def test_two_texts_that_come_together_stay_two(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(MUSEUM)
    await editor.writes(MUSEUM.replace("Семее", "Уральске"))
    await editor.receives("Семее")
    await editor.receives("Уральске")


async def test_the_same_text_again_adds_its_source(newsroom: Newsroom, editor: Person) -> None:
    channel = newsroom.telegram.channel("Вести Семея", username="semey_news")
    await editor.writes(f"/add {MUSEUM}")
    await editor.receives("Добавлено, статья 1")
    await editor.forwards(MUSEUM, from_channel=channel)
    preview = await editor.receives("уже есть в статье 1")
    assert "Источник: Вести Семея" in preview.text
    await editor.presses("Добавить")
    assert "Отмечен ещё один источник: Вести Семея" in preview.text
    (article,) = await stored(newsroom)
    origin = article.article.origins[-1]
    assert origin.source == "Вести Семея"
    assert (origin.link or "").startswith("https://t.me/semey_news/")


async def test_a_retracted_text_again_can_be_restored(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes(f"/add {MUSEUM}")
    await editor.presses("Отменить")
    editor.catch_up()
    await editor.writes(MUSEUM)
    again = await editor.receives("Вернуть её?")
    await editor.presses("Вернуть")
    assert "снова видна" in again.text


async def test_a_link_hidden_in_words_is_kept(newsroom: Newsroom, editor: Person) -> None:
    html = MUSEUM + '\n\n<a href="https://semey.example.org/5">Источник</a>'
    await editor.writes(html=html)
    await editor.receives("Источник: semey.example.org")
    await editor.presses("Добавить")
    (article,) = await stored(newsroom)
    assert article.article.origins[0].link == "https://semey.example.org/5"


@pytest.mark.parametrize("link", ["https://[broken", "https://gov.kz@example.org/5"])
async def test_a_hidden_link_to_no_host_is_left_out(newsroom: Newsroom, editor: Person, link: str) -> None:
    sent = await editor.writes("/help")
    await editor.receives()
    hidden = {"type": "text_link", "offset": 0, "length": 5, "url": link}
    text = {**sent.api(), "message_id": sent.id + 100, "text": MUSEUM, "entities": [hidden]}
    newsroom.telegram.updates.add("message", text)
    await editor.receives("Получится так")
    await editor.presses("Добавить")
    (article,) = await stored(newsroom)
    assert article.article.origins[0].link is None


async def test_a_caption_is_a_text(newsroom: Newsroom, editor: Person) -> None:
    await editor.shows(b"\xff\xd8\xff", caption=MUSEUM)
    await editor.receives("Получится так")


async def test_a_caption_is_the_text_of_a_file_that_has_none(newsroom: Newsroom, editor: Person) -> None:
    await editor.uploads("scan.pdf", b"%PDF-1.7", caption=MUSEUM)
    await editor.receives("Получится так")
    await editor.uploads("scan.pdf", b"%PDF-1.7", caption="Скан")
    await editor.receives("Документ не открывается")


@pytest.mark.parametrize(
    "caption", ["Отсюда: https://semey.example.org/5", '<a href="https://semey.example.org/5">Отсюда</a>']
)
async def test_a_link_in_the_caption_of_a_file_is_kept(
    newsroom: Newsroom, editor: Person, caption: str
) -> None:
    await editor.uploads("news.txt", MUSEUM.encode(), html=caption)
    await editor.receives("Источник: semey.example.org")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("news.txt", MUSEUM.encode()),
        ("news.md", f"# {MUSEUM}".encode()),
        ("news.TXT", MUSEUM.encode("utf-16")),
        ("news.txt", MUSEUM.encode("windows-1251")),
        ("news.html", f"<html><body><h1>{MUSEUM.replace(chr(10), '<p>')}</body></html>".encode()),
    ],
)
async def test_files_in_all_encodings(newsroom: Newsroom, editor: Person, name: str, content: bytes) -> None:
    await editor.uploads(name, content)
    await editor.receives("открылся музей степной музыки")


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("news.pdf", b"%PDF-1.7", "Документ не открывается"),
        ("news.txt", b"", "нет текста"),
        ("news.txt", bytes(range(256)) * 20, "не текстовый файл"),
        ("news.txt", b"x" * 10_000_001, "не больше 10 МБ"),
        ("news.txt", "слово ".encode() * 40_000, "не больше 200\u00a0000 знаков"),
    ],
)
async def test_files_that_are_no_articles(
    newsroom: Newsroom, editor: Person, name: str, content: bytes, answer: str
) -> None:
    await editor.uploads(name, content)
    assert answer in (await editor.receives()).text
    assert await stored(newsroom) == []


@pytest.mark.parametrize("said", [{}, {"file_size": 5}, {"file_size": -1}])
async def test_no_more_is_fetched_than_a_file_may_have_whatever_is_said_of_it(
    newsroom: Newsroom, editor: Person, said: dict[str, int]
) -> None:
    sent = (await editor.uploads("news.txt", b"x" * 10_000_001)).api()
    await editor.receives("не больше 10 МБ")
    document = {name: value for name, value in sent["document"].items() if name != "file_size"}
    again = {**sent, "message_id": sent["message_id"] + 100, "document": document | said}
    newsroom.telegram.updates.add("message", again)
    await editor.receives("не больше 10 МБ")


async def test_a_document_that_unpacks_to_much_is_too_large(newsroom: Newsroom, editor: Person) -> None:
    await editor.uploads("news.docx", document_of(b"<w:p/>", 3_000_000))
    await editor.receives("Файл слишком большой, прочитать его не получилось.")
    assert await stored(newsroom) == []


@pytest.mark.parametrize(
    ("language", "answer"),
    [("ru", "Файл слишком большой"), ("kk", "Файл тым үлкен"), ("en", "The file is too large to read")],
)
async def test_a_document_that_takes_more_memory_than_there_is(
    newsroom: Newsroom, editor: Person, monkeypatch: pytest.MonkeyPatch, language: str, answer: str
) -> None:
    def takes_too_much(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("docx.Document", takes_too_much)
    await editor.writes("/language")
    screen = await editor.receives()
    await editor.presses_data(screen, f"1:lang:{language}:s")
    await editor.uploads("news.docx", document_of(b"<w:p/>", 1))
    await editor.receives(answer)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/add", "текст или ссылку"),
        ("/add слово", "слишком коротко"),
        ("/add 🙂🙂🙂", "Здесь нет текста"),
        ("🙂🙂🙂", "спросите «что нового?»"),
        ("\u200b\u200b", "спросите «что нового?»"),
        ("Музей открылся вчера", "Если это статья, пришлите её целиком"),
        ("https://semey.example.org/5", "Такого сайта нет"),
        ("/add https://semey.example.org/5", "Такого сайта нет"),
        ("שלום עולם " * 40, "Язык не распознан"),
        ("Le musée de la musique a ouvert ses portes hier à Paris devant une foule nombreuse. " * 3, "Язык"),
        ("/article", "номер статьи"),
        ("/article 99", "Статьи 99 нет"),
        ("/retract все", "номер статьи"),
        ("/retract 99", "Статьи 99 нет"),
        ("/articles", "Статей пока нет"),
    ],
)
async def test_what_is_no_article_gets_a_sentence(
    newsroom: Newsroom, editor: Person, typed: str, answer: str
) -> None:
    await editor.writes(typed)
    assert answer in (await editor.receives()).text
    assert await stored(newsroom) == []


async def test_half_a_character_breaks_nothing(newsroom: Newsroom, editor: Person) -> None:
    sent = await editor.writes("/help")
    broken = {**sent.api(), "message_id": sent.id + 100, "text": f"\ud800{MUSEUM}\udfff"}
    newsroom.telegram.updates.add("message", broken)
    await editor.receives("Получится так")
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 1")


async def test_a_link_that_begins_within_a_letter_is_kept(newsroom: Newsroom, editor: Person) -> None:
    sent = await editor.writes("/help")
    await editor.receives()
    link = {"type": "text_link", "offset": 1, "length": 2, "url": "https://a.kz/1"}
    broken = {**sent.api(), "message_id": sent.id + 100, "text": f"😀😀 {MUSEUM}", "entities": [link]}
    newsroom.telegram.updates.add("message", broken)
    await editor.receives("Получится так")
    await editor.presses("Добавить")
    await editor.sees("Добавлено, статья 1")


async def test_the_bots_own_messages_are_no_articles(newsroom: Newsroom, editor: Person) -> None:
    await editor.writes("/help")
    await editor.forwards(await editor.receives())
    await editor.receives("сообщение самого бота")


async def test_articles_are_listed_opened_and_retracted(newsroom: Newsroom, editor: Person) -> None:
    for town in (
        "Семее",
        "Уральске",
        "Таразе",
        "Атырау",
        "Актау",
        "Кентау",
        "Риддере",
        "Экибастузе",
        "Аягозе",
    ):
        await editor.writes(f"/add {MUSEUM.replace('Семее', town)}")
        await editor.receives("Добавлено")
    await editor.writes("/articles")
    menu = await editor.receives("Статьи")
    assert menu.buttons == ["9", "8", "7", "6", "5", "4", "3", "2", "Дальше"]
    await editor.presses("Дальше")
    assert menu.buttons == ["1", "Назад"]
    await editor.presses("Назад")
    await editor.presses("3")
    assert "Статья 3" in menu.text
    assert "Билет стоит 500 тенге" in menu.text
    await editor.presses("Вся новость")
    await editor.presses("Статья 3")
    await editor.presses("Снять")
    assert "Снять статью 3?" in menu.text
    await editor.presses("Отмена")
    await editor.presses("Снять")
    await editor.presses("Снять")
    assert "Статья 3 снята" in menu.text
    await editor.presses("Все статьи")
    assert "снята" in menu.text
    await editor.writes("/retract 4")
    await editor.receives("Статья 4 снята")
    await editor.writes("/article 4")
    await editor.receives("читатели её не видят")
    assert [a.article.id for a in await stored(newsroom) if a.retracted_at] == [4, 3]


async def test_group_talk_channel_posts_and_automatic_forwards_are_no_articles(
    newsroom: Newsroom, telegram: Telegram, editor: Person
) -> None:
    group = telegram.group("Редакция", owner=editor)
    await editor.writes(MUSEUM, place=group)
    await editor.writes(f"/add@newsdigest_bot {MUSEUM}", place=group)
    await group.receives("личной переписке")
    assert await stored(newsroom) == []
