"""Feeds and links as an editor meets them."""

from __future__ import annotations

import pytest

from bot.intake.feeds.adding import add_list
from bot.playground.world.person import Person
from digests.formats.opml import Outline
from storage import articles, feeds
from tests.loopback_web import Web
from tests.telegram.conftest import Newsroom

BRIDGE = (
    "Мост через Тобол в Костанае открыли для движения в понедельник утром, сообщил аким города. "
    "Его строили три года, работы обошлись бюджету в двенадцать миллиардов тенге."
)


def feed(site: Web, *, path: str = "/rss") -> str:
    item = f"<item><guid>1</guid><title>Мост открыт</title><link>/1</link><description>{BRIDGE}</description>"
    body = f"<rss version='2.0'><channel><title>Вести &lt;степи&gt;</title>{item}</item></channel></rss>"
    return site.page(path, body.encode(), Content_Type="application/rss+xml")


def page(site: Web, path: str = "/story") -> str:
    text = "".join(f"<p>{sentence}.</p>" for sentence in BRIDGE.rstrip(".").split(". "))
    html = f"<html><head><title>Мост открыт</title></head><body><article>{text * 2}</article></body></html>"
    return site.page(path, html.encode(), Content_Type="text/html; charset=utf-8")


async def count(newsroom: Newsroom) -> int:
    async with newsroom.db.read() as db:
        return await articles.highest_id(db)


async def test_a_feed_is_added_checked_and_shown(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    screen = await editor.receives("Лента «Вести <степи>» добавлена")
    assert "Ещё не проверялась" in screen.text
    assert "За неделю" not in screen.text
    await editor.presses("Проверить сейчас")
    assert "Работает" in screen.text
    assert "За неделю: 1 статья" in screen.text
    assert await count(newsroom) == 1
    await editor.presses("Ленты")
    assert "Вести <степи>: Работает" in screen.text


async def test_asked_for_an_address_one_can_err_and_try_again(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    await editor.writes("/feeds")
    await editor.presses("Добавить ленту")
    await editor.writes("http://192.168.1.1/rss")
    await editor.receives("ведёт во внутреннюю сеть")
    await editor.writes(site.page("/nothing", b"<p>Hello</p>"))
    await editor.receives("Ленты здесь нет")
    await editor.writes(feed(site, path="/other"))
    await editor.receives("добавлена")


async def test_what_stands_in_the_way_of_an_address_is_said(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    with_password = feed(site).replace("://", "://reader:geheim@")
    await editor.writes(f"/addfeed {with_password}")
    await editor.receives("бот паролей не хранит")
    await editor.writes(with_password)
    await editor.receives("бот паролей не хранит")
    packed = site.page("/packed", b"\x0b\x02\x80", Content_Type="text/html", Content_Encoding="br")
    for words in (f"/addfeed {packed}", packed):
        await editor.writes(words)
        await editor.receives("в сжатом виде")
    assert {request.path for request in site.asked} == {"/packed"}
    assert await count(newsroom) == 0


async def test_a_page_with_several_feeds(newsroom: Newsroom, editor: Person, site: Web) -> None:
    feed(site, path="/sport")
    links = "".join(
        f"<link rel=alternate type='application/rss+xml' title='{t}' href='/{t}'>" for t in ("all", "sport")
    )
    await editor.writes(f"/addfeed {site.page('/', links.encode())}")
    choice = await editor.receives("несколько лент")
    await editor.presses("sport")
    assert "добавлена" in choice.text


async def test_a_feed_that_fails_says_why_and_can_be_tried_again(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    screen = await editor.receives("добавлена")
    site.page("/rss", status=410)
    await editor.presses("Проверить сейчас")
    assert "Выключена" in screen.text
    assert "Страницу удалили" in screen.text
    feed(site)
    await editor.presses("Попробовать снова")
    assert "Работает" in screen.text


async def test_publishers_are_connected_when_they_are_chosen(
    newsroom: Newsroom, editor: Person, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = (Outline(feed(site), "Вести"), Outline(site.page("/gone", status=410), "Ушли"))
    monkeypatch.setattr("bot.telegram.handlers.editor.feeds.publishers", lambda _: listed)
    await editor.writes("/feeds")
    screen = await editor.receives("Лент пока нет")
    await editor.presses("Русские издания")
    assert "Издания Казахстана" in screen.text
    await editor.presses("Ушли")
    assert "Не отвечают или сменили адрес: 1" in screen.text
    await editor.presses("Назад")
    await editor.presses("Подключить все (2)")
    assert "Подключён 1 источник" in screen.text
    async with newsroom.db.read() as db:
        assert [each.url for each in await feeds.list_page(db, 5)] == [site.url("/rss")]


async def test_who_added_a_feed_is_told_once_that_it_is_off(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    await editor.receives("добавлена")
    site.page("/rss", status=410)
    async with newsroom.db.read() as db:
        found = await feeds.get(db, 1)
    assert found is not None
    await newsroom.feeds.check(found, newsroom.telegram.now())
    async with newsroom.delivering():
        notice = await editor.receives("больше нет, сайт её убрал. Она выключена.")
    feed(site)
    await editor.presses("Попробовать снова")
    assert "Работает" in notice.text


@pytest.mark.parametrize("added_by", [None, 900_800_701])
async def test_of_a_feed_that_nobody_here_has_added_the_admins_are_told(
    newsroom: Newsroom, editor: Person, site: Web, added_by: int | None
) -> None:
    """Nor anybody whom the bot could write to."""
    await editor.writes("/feeds")
    await editor.receives("Лент пока нет")
    listed = (Outline(site.page("/gone", status=410), "Из файла"),)
    await add_list(newsroom.db, listed, added_by, newsroom.telegram.now())
    async with newsroom.db.read() as db:
        (found,) = await feeds.list_page(db, 5)
    await newsroom.feeds.check(found, newsroom.telegram.now())
    async with newsroom.delivering():
        await editor.receives("Ленты «Из файла» больше нет, сайт её убрал")


async def test_switching_pages_and_removing(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    screen = await editor.receives("добавлена")
    page(site, "/1")
    await editor.presses("Текст со страниц")
    assert "Текст берётся со страниц сайта" in screen.text
    await editor.presses("Проверить сейчас")
    async with newsroom.db.read() as db:
        stored = await articles.get(db, 1)
    assert stored is not None
    assert stored.body.count("Тобол") == 1
    await editor.presses("Выключить")
    assert "Выключена" in screen.text
    await editor.presses("Убрать")
    assert "Убрать ленту" in screen.text
    await editor.presses("Убрать ленту")
    assert "Её статьи остались" in screen.text
    assert await count(newsroom) == 1


async def test_lists_come_in_and_go_out(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(f"/addfeed {feed(site)}")
    rows = "".join(f"<outline xmlUrl='{site.url(path)}'/>" for path in ("/rss", "/b"))
    listed = f"<opml><body>{rows}</body></opml>"
    await editor.uploads("feeds.opml", listed.encode())
    await editor.receives("Лент в файле: 1 новых, 1 уже были")
    await editor.uploads("feeds.opml", b"nothing")
    await editor.receives("В этом файле нет лент")
    await editor.writes("/feeds")
    await editor.receives("Ленты")
    await editor.presses("Список файлом")
    file = (await editor.receives()).document
    assert file is not None
    assert file.name == "ленты.opml"
    assert site.url("/b").encode() in file.content


async def test_a_link_is_read_from_its_page(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(page(site))
    preview = await editor.receives("Получится так")
    assert "Мост открыт" in preview.text
    await editor.presses("Добавить")
    async with newsroom.db.read() as db:
        stored = await articles.get(db, 1)
    assert stored is not None
    assert stored.article.origins[0].link == site.url("/story")


async def test_add_takes_a_link_too(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(f"/add {page(site)}")
    await editor.receives("Добавлено, статья 1")


async def test_a_link_that_is_known_is_not_asked_again(newsroom: Newsroom, editor: Person, site: Web) -> None:
    await editor.writes(f"/add {page(site, '/story/20417')}")
    await editor.receives("Добавлено, статья 1")
    asked = len(site.asked)
    await editor.writes(f"{site.url('/story/20417/?utm_source=tg#top')}")
    await editor.receives("стать")
    assert len(site.asked) == asked
    assert await count(newsroom) == 1


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<div id=root></div><script>x()</script>", "виден только в браузере"),
        (b'<script>{"isAccessibleForFree": false}</script>', "открыта только подписчикам"),
        (b"<p></p>", "нет текста статьи"),
        (
            "<p>Мы и наши партнёры используем файлы cookie. Продолжая, вы даёте согласие.</p>".encode(),
            "только вопрос о файлах cookie",
        ),
    ],
)
async def test_pages_without_an_article_are_said_plainly(
    newsroom: Newsroom, editor: Person, site: Web, body: bytes, words: str
) -> None:
    await editor.writes(site.page("/x", body, Content_Type="text/html"))
    await editor.receives(words)


async def test_of_a_page_of_many_articles_the_feed_is_offered(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    feed(site)
    item = "<article><h2>Мост номер {}</h2><p>Открыли утром.</p><a href='/{}'>Далее</a></article>"
    items = "".join(item.format(n, n) for n in range(4))
    head = "<link rel=alternate type=application/rss+xml href=/rss>"
    address = site.page("/news", f"{head}{items}".encode(), Content_Type="text/html; charset=utf-8")
    for said in (address, f"/add {address}"):
        await editor.writes(said)
        screen = await editor.receives("не одна статья")
    await editor.presses("Добавить ленту")
    assert "добавлена" in screen.text
    assert await count(newsroom) == 0


async def test_nobody_but_an_editor(newsroom: Newsroom, reader: Person, site: Web) -> None:
    await reader.writes(f"/addfeed {feed(site)}")
    await reader.receives("может только редакция")
    async with newsroom.db.read() as db:
        assert await feeds.count(db) == 0


async def test_a_feed_that_has_not_told_its_name_is_called_by_its_address(
    newsroom: Newsroom, editor: Person, site: Web
) -> None:
    """A list from another reader may name nothing."""
    address = feed(site)
    await editor.writes("/feeds")
    await editor.receives("Лент пока нет")
    await add_list(newsroom.db, (Outline(address, ""),), editor.id, newsroom.telegram.now())
    await editor.writes(f"/addfeed {address}")
    screen = await editor.receives("уже есть")
    assert f"«{address}»" in screen.text
