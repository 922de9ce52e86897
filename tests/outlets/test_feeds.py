"""Atom feeds of chats: what stands in them, whom they answer, and what they follow."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import feedparser
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.delivery import settle
from bot.ops.logging_setup import FORMAT, Redacting
from bot.outlets import feed_addresses, feed_server
from bot.outlets.atom import Entry, entry_of
from bot.outlets.contents import ToldPost
from bot.outlets.feed_server import FeedServer
from storage import chat_feeds, destinations, message_texts, news, outbox, preferences
from storage.destinations import Address
from storage.outbox import NewRow
from storage.preferences import Preferences
from storage.rows import execute, fetch_all
from tests.editions.test_planner import DAY, HOUR, report
from tests.outlets.conftest import BRIDGE, LINK, MATCH, Press
from tests.storage.conftest import NOW

BASE = "https://news.example.org"
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The feeds as they are served."""

    press: Press
    url: str
    http: aiohttp.ClientSession

    async def feed(self, destination_id: int) -> str:
        """The path of a new feed."""
        address = await feed_addresses.make(self.press.db, destination_id, BASE, NOW)
        assert address is not None
        return address.removeprefix(BASE)

    async def get(self, path: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.get(self.url + path, headers=named) as answer:
            return answer.status, await answer.read(), answer.headers

    async def read(self, path: str) -> Any:  # noqa: ANN401  # feedparser has no types
        status, body, _ = await self.get(path)
        assert status == 200
        found = feedparser.parse(body, response_headers={"content-type": "application/atom+xml"})
        assert not found.bozo, found.get("bozo_exception")
        return found

    async def titles(self, path: str) -> list[str]:
        return [entry.title for entry in (await self.read(path)).entries]


@pytest.fixture
async def shelf(press: Press) -> AsyncIterator[Shelf]:
    app = web.Application()
    app.add_routes(FeedServer(press.db).routes())
    async with TestServer(app) as server, aiohttp.ClientSession() as http:
        yield Shelf(press, str(server.make_url("")).rstrip("/"), http)


async def test_a_reader_of_feeds_reads_the_editions(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    await shelf.press.has(MATCH, NOW + HOUR)
    await shelf.press.publishes(NOW + DAY)
    found = await shelf.read(await shelf.feed(channel))
    assert (found.version, found.feed.title, found.feed.author) == ("atom10", "Новости", "Новости")
    assert [entry.title for entry in found.entries] == ["«Сункар» выиграл матч", "Мост открыт"]
    entry = found.entries[1]
    assert entry.id == "tag:news.example.org,2026-03-02:edition/1/0"
    assert entry.published == entry.updated == "2026-03-02T04:00:00Z"
    assert (entry.content[0].type, entry.content[0].language) == ("text/html", "ru")
    assert "В Атырау открыли мост через Урал длиной 700 метров." in entry.content[0].value
    assert f'<a href="{LINK.replace("&", "&amp;")}">Курьер</a>' in entry.content[0].value


async def test_what_sources_wrote_is_text(shelf: Shelf) -> None:
    hostile = report('<script>x</script> ]]> & "\x07\ufffe', "Акимат пишет: <img src=x onerror=y> & ]]>.")
    channel = await shelf.press.channel(title="<b>Новости</b> & \x0b]]>")
    await shelf.press.has(hostile)
    await shelf.press.publishes()
    status, body, _ = await shelf.get(await shelf.feed(channel))
    found = feedparser.parse(body, sanitize_html=False)
    assert (status, found.bozo) == (200, False)
    tags = set(re.findall(r"<(\w{1,20})", found.entries[0].content[0].value))
    assert tags == {"h3", "p", "a"}
    assert "&lt;img src=x onerror=y&gt;" in found.entries[0].content[0].value


async def test_each_language_is_an_entry(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    async with shelf.press.db.transaction() as tx:
        await preferences.put(tx, channel, Preferences(second_language="kk"))
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    found = await shelf.read(await shelf.feed(channel))
    assert [entry.id[-4:] for entry in found.entries] == ["/1/0", "/1/1"]
    assert [entry.content[0].language for entry in found.entries] == ["ru", "kk"]


async def test_a_correction_changes_its_entry(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    path = await shelf.feed(channel)
    before = (await shelf.read(path)).entries[0]
    await shelf.press.revises(NOW + HOUR)
    after = (await shelf.read(path)).entries[0]
    assert (after.id, after.published) == (before.id, before.published)
    assert (before.updated, after.updated) == ("2026-03-02T04:00:00Z", "2026-03-02T05:00:00Z")
    assert "900 метров" in after.content[0].value
    assert "700 метров" not in after.content[0].value


async def test_a_retracted_story_leaves_and_comes_back(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.has(MATCH)
    await shelf.press.publishes()
    path = await shelf.feed(channel)
    whole = (await shelf.read(path)).entries[0].content[0].value
    assert "700 метров" in whole
    assert "4:1" in whole
    await shelf.press.retracts(NOW + HOUR)
    (left,) = (await shelf.read(path)).entries
    assert "Мост" not in str(left)
    assert "4:1" in left.content[0].value
    assert left.updated == "2026-03-02T05:00:00Z"
    await shelf.press.retracts(NOW + 2 * HOUR, 2)
    nothing = await shelf.read(path)
    assert (nothing.entries, nothing.feed.updated) == ([], "2026-03-02T06:00:00Z")
    await shelf.press.restores(NOW + 3 * HOUR)
    assert await shelf.titles(path) == ["Мост открыт"]


async def test_what_is_held_is_not_shown(shelf: Shelf) -> None:
    """Neither what is held when the edition is made nor what is held after it has arrived."""
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.has(MATCH)
    async with shelf.press.db.transaction() as tx:
        await news.hold(tx, 1, NOW + DAY)
    await shelf.press.publishes()
    path = await shelf.feed(channel)
    assert await shelf.titles(path) == ["«Сункар» выиграл матч"]
    assert b"700" not in (await shelf.get(path))[1]
    async with shelf.press.db.transaction() as tx:
        await news.hold(tx, 2, NOW + DAY)
    assert await shelf.titles(path) == []


async def test_only_what_has_arrived_is_shown(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.plans()
    path = await shelf.feed(channel)
    assert await shelf.titles(path) == []
    async with shelf.press.db.transaction() as tx:
        await settle.cancel_expired(tx, NOW + DAY)
    assert await shelf.titles(path) == []
    await shelf.press.publishes(NOW + DAY)
    assert await shelf.titles(path) == ["Мост открыт"]


async def test_what_is_no_edition_stays_out(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    async with shelf.press.db.transaction() as tx:
        text = await message_texts.add(tx, "Объявление", "[]")
        await outbox.add_all(tx, [NewRow("broadcast", 1, channel, text, NOW + DAY)], NOW)
    await shelf.press.arrive()
    assert await shelf.titles(await shelf.feed(channel)) == []


async def test_the_last_editions_alone_are_in_it(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_server, "MAX_POSTS", 2)
    monkeypatch.setattr(feed_server, "MAX_KEPT_ENTRIES", 1)
    channel = await shelf.press.channel()
    for day in range(3):
        await shelf.press.has(report(f"Новость {day}", f"Акимат открыл школу номер {day}."), NOW + day * DAY)
        await shelf.press.publishes(NOW + day * DAY)
    path = await shelf.feed(channel)
    for _ in range(2):
        assert await shelf.titles(path) == ["Новость 2", "Новость 1"]


async def test_an_entry_is_made_once(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def counting(told: ToldPost, authority: str, updated: datetime) -> Entry:
        made.append(told.post.edition_id)
        return entry_of(told, authority, updated)

    monkeypatch.setattr(feed_server, "entry_of", counting)
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    path = await shelf.feed(channel)
    bodies = {(await shelf.get(path))[1] for _ in range(3)}
    assert (len(made), len(bodies)) == (1, 1)
    await shelf.press.revises(NOW + HOUR)
    bodies |= {(await shelf.get(path))[1] for _ in range(3)}
    assert (len(made), len(bodies)) == (2, 2)


async def test_who_has_it_already_is_told_so(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    path = await shelf.feed(channel)
    _, body, headers = await shelf.get(path)
    assert headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert headers["Cache-Control"] == "private, max-age=300"
    tag, changed = headers["ETag"], headers["Last-Modified"]
    assert changed == "Mon, 02 Mar 2026 04:00:00 GMT"
    for asked in (
        {"If_None_Match": tag},
        {"If_None_Match": f'"other", W/{tag}'},
        {"If_None_Match": "*"},
        {"If_Modified_Since": changed},
    ):
        status, nothing, again = await shelf.get(path, **asked)
        assert (status, nothing, again["ETag"]) == (304, b"", tag), asked
    for asked in (
        {"If_None_Match": '"other"', "If_Modified_Since": changed},
        {"If_Modified_Since": "Mon, 02 Mar 2026 03:59:59 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert (await shelf.get(path, **asked))[:2] == (200, body), asked
    await shelf.press.retracts(NOW + SECOND)
    assert (await shelf.get(path, If_None_Match=tag))[0] == 200
    assert (await shelf.get(path, If_Modified_Since=changed))[0] == 200


async def test_head_is_answered_without_a_body(shelf: Shelf) -> None:
    path = await shelf.feed(await shelf.press.channel())
    for address, status in ((path, 200), (f"{path}x", 404)):
        async with shelf.http.head(shelf.url + address) as answer:
            assert (answer.status, await answer.read()) == (status, b"")


async def test_at_any_other_address_there_is_nothing(shelf: Shelf) -> None:
    """An address of the past, a wrong one and one that is no address are answered alike."""
    press = shelf.press
    ended, renewed, gone = [await press.channel(number) for number in (-1, -2, -3)]
    paths = [await shelf.feed(number) for number in (ended, renewed, gone)]
    await feed_addresses.end(press.db, ended)
    address = await feed_addresses.renew(press.db, renewed, BASE, NOW)
    assert address is not None
    async with press.db.transaction() as tx:
        await execute(tx, "DELETE FROM destinations WHERE id = ?", gone)
    wrong = [
        "/feed/",
        f"/feed/{'a' * 32}",
        f"{paths[1][:-1]}",
        "/feed/%00",
        "/feed/%F0%28",
        f"/feed/{'é' * 999}",
    ]
    answers = {(await shelf.get(path))[:2] for path in (*paths, *wrong[1:])}
    assert answers == {(404, b"404: Not Found")}
    assert (await shelf.get(wrong[0]))[0] == 404
    assert (await shelf.get(address.removeprefix(BASE)))[0] == 200


async def test_a_private_chat_has_no_feed(shelf: Shelf) -> None:
    reader = await shelf.press.subscribes(7)
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    assert await feed_addresses.make(shelf.press.db, reader, BASE, NOW) is None
    async with shelf.press.db.transaction() as tx:  # not even by a row that should not be there
        digest = feed_addresses.hash_of("token")
        await execute(tx, "INSERT INTO chat_feeds VALUES (?, ?, 'a', 0)", reader, digest)
    assert (await shelf.get("/feed/token"))[0] == 404


async def test_a_feed_is_made_once_and_its_address_kept_nowhere(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    path = await shelf.feed(channel)
    assert await feed_addresses.make(shelf.press.db, channel, BASE, NOW) is None
    assert (await shelf.get(path))[0] == 200
    token = path.removeprefix("/feed/")
    assert len(token) == 32
    async with shelf.press.db.read() as reader:
        (row,) = await fetch_all(reader, "SELECT * FROM chat_feeds")
    assert token not in str(tuple(row))


async def test_a_group_that_moves_keeps_its_feed(shelf: Shelf) -> None:
    group = await shelf.press.channel(-5, "group")
    path = await shelf.feed(group)
    async with shelf.press.db.transaction() as tx:
        await destinations.add(tx, Address(-1005), "group", language="ru", zone="UTC", now=NOW, owner_id=1)
        await destinations.move_chat(tx, -5, -1005)
    assert (await shelf.get(path))[0] == 200


async def test_ids_stay_where_the_host_changes(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.press.has(BRIDGE)
    await shelf.press.publishes()
    before = (await shelf.read(await shelf.feed(channel))).entries[0].id
    address = await feed_addresses.renew(shelf.press.db, channel, "https://other.example.org", NOW)
    assert address is not None
    after = await shelf.read(address.removeprefix("https://other.example.org"))
    assert after.entries[0].id == before


@pytest.mark.parametrize(
    "asked",
    [
        "GET /feed/{} HTTP/9.x\r\n\r\n",
        "GET  /feed/{} HTTP/1.1\r\n\r\n",
        "GET /feed/{}\x01 HTTP/1.1\r\n\r\n",
        "GET /feed/{} HTTP/1.1\r\nBad header\r\n\r\n",
        "G\x7fT /feed/{} HTTP/1.1\r\n\r\n",
        "GET /feed/{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
    ],
)
async def test_the_token_stays_out_of_the_log(
    shelf: Shelf, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    """Also where aiohttp tells what it could not read."""
    caplog.set_level(logging.DEBUG)
    path = await shelf.feed(await shelf.press.channel())
    token = path.removeprefix("/feed/")
    reading, writing = await asyncio.open_connection("127.0.0.1", int(shelf.url.rpartition(":")[2]))
    writing.write(asked.format(token).encode())
    await reading.read()
    writing.close()
    written = Redacting([], logging.Formatter(FORMAT))
    lines = "\n".join(written.format(record) for record in caplog.records)
    assert token not in lines


async def test_made_at_is_when_the_address_was_given(shelf: Shelf) -> None:
    channel = await shelf.press.channel()
    await shelf.feed(channel)
    later: datetime = NOW + DAY
    await feed_addresses.renew(shelf.press.db, channel, BASE, later)
    async with shelf.press.db.read() as reader:
        assert await chat_feeds.made_at(reader, channel) == later
