"""How editors see who changed what."""

from __future__ import annotations

import pytest

from bot.intake import story_edits
from bot.intake.feeds.adding import add_list
from bot.playground.world.person import Person
from digests.formats.opml import Outline
from digests.models.texts import RawText
from storage import personal_data
from storage.channel_sources import ChannelSource
from storage.editor_actions import ByEditor
from tests.telegram.conftest import Newsroom
from tests.telegram.handlers.editor.test_adding import MUSEUM
from tests.telegram.handlers.editor.test_corrected_editions import CORRECTED, THEATRE, Desk
from tests.telegram.handlers.editor.test_parts import gives_headline


@pytest.fixture
async def desk(newsroom: Newsroom, editor: Person) -> Desk:
    desk = Desk(newsroom, editor)
    await desk.writes(f"/add {MUSEUM}", "Добавлено, статья 1")
    await desk.writes(f"/add {THEATRE}", "Добавлено, статья 2")
    return desk


async def test_who_changed_what_is_told_the_newest_first(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    await gives_headline(desk, editor)
    await editor.receives("изменён")
    await desk.writes("/retract 2", "снята")
    corrections = desk.newsroom.dispatcher["corrections"]
    await corrections.revise(1, RawText(MUSEUM), now=desk.newsroom.telegram.now())
    log = await desk.writes("/log", "Кто что менял")
    _, *entries = log.text.split("\n\n")
    for entry, said in zip(
        entries,
        (
            "сам источник: новый текст",
            "Ержан: статья снята",
            "Ержан: новый заголовок, прежний: «В Семее открылся музей степной музыки»",
            "Ержан: новый текст",
            "Ержан: статья добавлена",
            "Ержан: статья добавлена",
        ),
        strict=True,
    ):
        assert said in entry
    assert "Статья 2 ·" in entries[1]
    await editor.presses("2")
    assert "Статья 2" in log.text
    await editor.presses("Правки")
    assert "Статья 2: кто что менял" in log.text
    assert "новый заголовок" not in log.text


async def test_the_log_of_one_article(desk: Desk, editor: Person) -> None:
    assert "Ержан: статья добавлена" in (await desk.writes("/log 1", "Статья 1: кто что менял")).text
    await desk.writes("/retract 2", "снята")
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    assert "новый текст" in log.text
    assert "статья снята" not in log.text
    await desk.writes("/log 99", "Статьи 99 нет")
    await desk.writes("/log первая", "номер статьи")


async def test_archiving_is_in_the_log(desk: Desk, editor: Person) -> None:
    corrections = desk.newsroom.dispatcher["corrections"]
    for archived in (True, True, False):
        now = desk.newsroom.telegram.now()
        await corrections.archive(1, archived=archived, person_id=editor.id, now=now)
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    _, back, away, _ = log.text.split("\n\n")
    assert "Ержан: статья взята из архива" in back
    assert "Ержан: статья убрана в архив" in away


async def test_retracting_again_tells_of_the_retraction(desk: Desk, editor: Person) -> None:
    await desk.writes("/retract 1", "Статья 1 снята")
    corrections = desk.newsroom.dispatcher["corrections"]
    now = desk.newsroom.telegram.now()
    await corrections.set_topic(1, "sport", on=True, seen=0, person_id=editor.id, now=now)
    await desk.writes("/retract 1", "Статья 1 снята")


async def test_the_log_has_pages(desk: Desk, editor: Person) -> None:
    corrections = desk.newsroom.dispatcher["corrections"]
    for number in range(12):
        now = desk.newsroom.telegram.now()
        await corrections.set_headline(1, f"Заголовок {number}", seen=0, person_id=editor.id, now=now)
    log = await desk.writes("/log", "Кто что менял")
    assert "«Заголовок 10»" in log.text
    assert "«Заголовок 0»" not in log.text
    await editor.presses("Дальше")
    assert "«Заголовок 0»" in log.text
    await editor.presses("Назад")
    assert "«Заголовок 10»" in log.text


async def test_who_asked_to_be_forgotten_leaves_the_role(desk: Desk, editor: Person) -> None:
    await desk.writes(f"/edit 1 {CORRECTED}", "исправлена")
    async with desk.newsroom.db.transaction() as tx:
        await personal_data.forget(tx, editor.id)
    log = await desk.writes("/log 1", "Статья 1: кто что менял")
    assert "редактор: новый текст" in log.text
    assert "Ержан" not in log.text


async def test_readers_have_no_log(desk: Desk, reader: Person) -> None:
    await reader.writes("/log")
    menu = await reader.receives("может только редакция")
    await reader.presses_data(menu, "1:log:0:0")
    assert "Кто что менял" not in menu.text


async def test_merges_splits_and_places_are_in_the_log(desk: Desk, editor: Person) -> None:
    db, by = desk.newsroom.db, ByEditor(editor.id, desk.newsroom.telegram.now())
    await story_edits.put(db, 1, "first", by.now, by.person_id)
    await story_edits.put(db, 1, "free", by.now, by.person_id)
    await story_edits.merge(db, 1, 2, by)
    await story_edits.unmerge(db, 2, by)
    await story_edits.merge(db, 1, 2, by)
    await story_edits.split(db, 2, by)
    log = await desk.writes("/log", "Кто что менял")
    for said in (
        "Статья 2 · ",
        "статья перенесена из новости 1",
        "Ержан: новость 2 объединена с новостью 1",
        "Ержан: новость 2 отделена от новости 1",
        "Ержан: новость 1 возвращена на своё место",
        "Ержан: новость 1 поднята наверх",
        "Ержан: статья добавлена",
    ):
        assert said in log.text
    log = await desk.writes("/log 2", "Статья 2: кто что менял")
    assert "статья добавлена" in log.text
    assert "поднята" not in log.text


async def test_feeds_channels_and_topics_are_in_the_log(desk: Desk, editor: Person) -> None:
    newsroom, by = desk.newsroom, ByEditor(editor.id, desk.newsroom.telegram.now())
    await add_list(newsroom.db, (Outline("https://vesti.example/rss", "Вести"),), by.person_id, by.now)
    feeds, topics = newsroom.dispatcher["feeds"], newsroom.intake.own_topics
    await feeds.set_full_pages(1, wanted=True, by=by)
    await feeds.switch_off(1, by)
    await feeds.try_again(1, by.now, by)
    await feeds.try_again(1, by.now, by)
    await feeds.remove(1, by)
    await feeds.remove(1, by)
    channels = newsroom.dispatcher["channel_sources"]
    await channels.connect(ChannelSource(-1009, "Степь"), by.person_id, by.now)
    await channels.disconnect(-1009, by)
    topic = getattr(await topics.create("Мосты", "мост", by.now, by), "id", "")
    await topics.rename(topic, "en", "Bridges", by)
    await topics.set_words(topic, "виадук", by)
    await topics.remove(topic, by)
    log = await desk.writes("/log", "Кто что менял")
    seen = log.text
    await editor.presses("Дальше")
    seen += log.text
    for said in (
        "добавлен список лент, новых в нём: 1",
        "у ленты «Вести» изменено, откуда брать текст",
        "выключена лента «Вести»",
        "снова включена лента «Вести»",
        "убрана лента «Вести»",
        "подключён канал «Степь»",
        "убран канал «Степь»",
        "создана тема «Мосты»",
        "изменено название темы «Мосты»",
        "изменены слова темы «Мосты»",
        "убрана тема «Мосты»",
    ):
        assert seen.count(f"Ержан: {said}") == 1


async def test_what_a_forgotten_editor_did_besides_stays(desk: Desk, editor: Person) -> None:
    now = desk.newsroom.telegram.now()
    await story_edits.put(desk.newsroom.db, 1, "last", now, editor.id)
    async with desk.newsroom.db.transaction() as tx:
        await personal_data.forget(tx, editor.id)
    log = await desk.writes("/log", "Кто что менял")
    assert "редактор: новость 1 опущена вниз" in log.text
    assert "редактор: статья добавлена" in log.text
    assert "Ержан" not in log.text
