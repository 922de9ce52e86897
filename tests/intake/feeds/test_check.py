"""Feeds on a web site of our own: added, asked, taken in, given up."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.answers import digest
from bot.intake.feeds import adding as feed_adding
from bot.intake.feeds.adding import FeedAdded, FeedAdding, FeedChoice, FeedKnown, FeedListAdded
from bot.intake.feeds.check import CheckResult, Feeds
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.ops import retention
from bot.ops.retention import thin
from bot.timing.clock import SystemClock
from bot.web.fetcher import WebFetcher
from bot.web.results import Conditions, Fetched, Unfetched, Why
from bot.worker.process import Worker
from digests.formats.entries import FeedProblem
from digests.formats.opml import Outline
from digests.models.wishes import ReadingPreferences
from storage import articles, feed_entries, feeds
from storage.database import Database
from storage.feeds import StoredFeed
from tests.loopback_web import Web
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

EDITOR = 7
BRIDGE = (
    "Мост через Тобол в Костанае открыли для движения в понедельник утром, сообщил аким города. "
    "Его строили три года, работы обошлись бюджету в двенадцать миллиардов тенге."
)
SCHOOL = (
    "Школу на шестьсот мест сдали в посёлке Заречном. Дети начнут учиться там после каникул, "
    "до сих пор их возили автобусом в соседнее село."
)


@pytest.fixture
def worker() -> Worker:
    return SameProcess()


@pytest.fixture
def reader(db: Database, fetcher: WebFetcher, worker: Worker) -> Feeds:
    return Feeds(db, fetcher, worker, Intake(db, worker), PageReader(fetcher, worker))


@pytest.fixture
def adding(db: Database, fetcher: WebFetcher, worker: Worker, reader: Feeds) -> FeedAdding:
    return FeedAdding(db, fetcher, worker, reader)


def item(number: int, text: str, at: datetime = NOW) -> str:
    return (
        f"<item><guid>n{number}</guid><title>Новость номер {number}</title><link>/news/{number}</link>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{text}</description></item>"
    )


def publish(site: Web, *items: str, path: str = "/rss", etag: str = "") -> str:
    body = f"<rss version='2.0'><channel><title>Вести степи</title>{''.join(items)}</channel></rss>"
    return site.page(path, body.encode(), Content_Type="application/rss+xml", ETag=etag)


async def added(adding: FeedAdding, url: str) -> StoredFeed:
    result = await adding.add(url, EDITOR, NOW)
    assert isinstance(result, FeedAdded), result
    return result.feed


async def again(db: Database, feed: StoredFeed) -> StoredFeed:
    async with db.read() as reader:
        found = await feeds.get(reader, feed.id)
    assert found is not None
    return found


async def stored(db: Database) -> int:
    async with db.read() as reader:
        return len(await articles.list_newest(reader, 100))


async def test_a_feed_is_added_once_and_its_entries_come_in_once(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    url = publish(site, item(2, SCHOOL), item(1, BRIDGE))
    feed = await added(adding, url)
    assert feed.title == "Вести степи"
    assert isinstance(await adding.add(url, EDITOR, NOW), FeedKnown)
    assert await reader.check(feed, NOW) is CheckResult.NEWS
    assert await reader.check(feed, NOW) is CheckResult.NOTHING
    async with db.read() as tx:
        newest, oldest = await articles.list_newest(tx, 5)
        assert await feed_entries.counts(tx, feed.id, NOW) == feed_entries.EntryCounts(2, 0)
    assert oldest.article.headline == "Новость номер 1"
    assert newest.article.origins[0].source == "Вести степи"
    assert newest.article.origins[0].link == site.url("/news/2")


async def test_an_entry_of_a_collection_keeps_the_source_that_it_names(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    other = "<source url='https://rudny.example/rss'>Рудный</source></item>"
    own = f"<source url='{site.url('/all')}'>Все вести</source></item>"
    url = publish(site, item(2, SCHOOL).replace("</item>", other), item(1, BRIDGE).replace("</item>", own))
    feed = await added(adding, url)
    await reader.rename(feed.id, "Вести")
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        found = await articles.list_newest(tx, 5)
    assert [article.article.origins[0].source for article in found] == ["Рудный", "Вести"]


async def test_a_channels_preview_is_read_like_a_feed(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    def preview(*texts: str) -> bytes:
        posts = "".join(
            f'<div class="tgme_widget_message" data-post="steppe/{number}">'
            f'<div class="tgme_widget_message_text">{text}</div></div>'
            for number, text in enumerate(texts)
        )
        return f"<html><meta property='og:title' content='Степь'><body>{posts}</body></html>".encode()

    url = site.page("/s/steppe", preview(BRIDGE), Content_Type="text/html; charset=utf-8")
    feed = await added(adding, url)
    await reader.check(feed, NOW)
    site.page("/s/steppe", preview(BRIDGE.replace("три", "четыре"), SCHOOL), Content_Type="text/html")
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        newest, oldest = await articles.list_newest(tx, 5)
    assert "четыре года" in oldest.body
    assert newest.article.origins[0].link == "https://t.me/steppe/1"
    for changed in (preview(), b"<html><body>tgme_widget_message</body></html>"):
        site.page("/s/steppe", changed, Content_Type="text/html")
        assert await reader.check(await again(db, feed), NOW) is CheckResult.FAILED
    assert (await again(db, feed)).error == FeedProblem.NO_FEED.value


class WithoutPreview(WebFetcher):
    """Telegram, which leads from the preview of a closed channel to the page that invites to it."""

    async def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        conditions: Conditions | None = None,
        at_most: int = 0,
    ) -> Fetched | Unfetched:
        assert url == "https://t.me/s/steppe"
        return Fetched("https://t.me/steppe", b"<p>Join</p>", "text/html", "utf-8", Conditions())


async def test_a_channel_that_shows_no_posts_is_no_site_to_look_for_feeds_on(
    db: Database, worker: Worker, reader: Feeds
) -> None:
    fetcher = WithoutPreview(SystemClock())
    adding = FeedAdding(db, fetcher, worker, reader)
    for said in ("@steppe", "t.me/steppe", "https://t.me/s/steppe"):
        assert await adding.add(said, EDITOR, NOW) is FeedProblem.NO_PREVIEW
    await fetcher.close()


async def test_what_is_new_comes_and_the_rest_is_not_analysed_again(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    await reader.check(feed, NOW)
    publish(site, item(2, SCHOOL), item(1, BRIDGE))
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NEWS
    assert await stored(db) == 2


async def test_an_entry_that_its_author_corrects_is_a_revision(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    await reader.check(feed, NOW)
    publish(site, item(1, BRIDGE.replace("двенадцать", "четырнадцать")))
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NEWS
    async with db.read() as tx:
        article = await articles.get(tx, 1)
    assert await stored(db) == 1
    assert article is not None
    assert "четырнадцать миллиардов" in article.body


async def test_what_is_left_of_a_text_is_not_taken_for_a_teaser_of_its_next_version(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, linked(1, BRIDGE, "/news/20417")))
    await reader.check(feed, NOW)
    assert await thin(db, NOW + timedelta(days=1)) == 1
    for text, count in ((BRIDGE.replace("двенадцать", "четырнадцать"), 1), (SCHOOL, 2)):
        publish(site, linked(1 + count, text, "/news/20417"))
        await reader.check(await again(db, feed), NOW)
        async with db.read() as tx:
            article = await articles.get(tx, 1)
        assert (await stored(db), article and article.thinned) == (count, True)


@pytest.mark.parametrize(
    "teaser",
    [
        BRIDGE.partition(". ")[0] + ".",
        BRIDGE[:120] + "…",
        BRIDGE[:120].rstrip() + " [...]",
        BRIDGE[:140],
        "Мост через Тобол в Костанае открыли для движения.",
        "Коротко.",
    ],
)
async def test_a_full_text_that_is_given_as_a_teaser_later_stays_full(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds, teaser: str
) -> None:
    for number, link in ((1, "<link>/news/1</link>"), (2, "")):
        full = item(number, f"{BRIDGE} {number}-й день движения.").replace(
            f"<link>/news/{number}</link>", link
        )
        feed = await added(adding, publish(site, full, path=f"/{number}"))
        await reader.check(feed, NOW)
        before = await stored(db)
        publish(site, full.replace(f"{BRIDGE} {number}-й день движения.", teaser), path=f"/{number}")
        await reader.check(await again(db, feed), NOW)
        async with db.read() as tx:
            (article, *_) = await articles.list_newest(tx, 1)
        assert (await stored(db), "двенадцать миллиардов" in article.body) == (before, True)


async def test_a_teaser_becomes_full_and_a_shortened_text_stays_shortened(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    longer = f"{BRIDGE} Движение пустили. Снег убрали."
    feed = await added(adding, publish(site, item(1, BRIDGE[:120] + "…")))
    for text in (longer, longer.removesuffix(" Снег убрали.")):
        publish(site, item(1, text))
        await reader.check(await again(db, feed), NOW)
        async with db.read() as tx:
            (article, *_) = await articles.list_newest(tx, 1)
        assert article.body == text


def undated(number: int, text: str) -> str:
    head, _, rest = item(number, text).partition("<pubDate>")
    return head + rest.partition("</pubDate>")[2]


async def news(db: Database) -> set[str]:
    async with db.read() as tx:
        found = await articles.list_newest(tx, 20)
    return {stored.article.headline for stored in found if not stored.archived}


PLACES = ("Алматы", "Астане", "Шымкенте", "Актобе", "Атырау", "Павлодаре", "Семее", "Таразе")
THINGS = ("школу", "больницу", "библиотеку", "стадион", "музей", "театр", "вокзал", "рынок")


def of_place(number: int) -> str:
    place, thing = PLACES[number], THINGS[number]
    return f"В {place} открыли {thing}. На открытие в {place} пришли {number + 3} сотни жителей города."


async def test_of_a_first_answer_without_dates_the_newest_five_are_news(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, *(undated(n, of_place(n)) for n in range(7))))
    await reader.check(feed, NOW)
    assert await stored(db) == 7
    assert await news(db) == {f"Новость номер {n}" for n in range(5)}
    publish(site, undated(7, of_place(7)), *(undated(n, of_place(n)) for n in range(7)))
    await reader.check(await again(db, feed), NOW)
    assert "Новость номер 7" in await news(db)


@pytest.mark.parametrize("date", ["", "<pubDate>05/11/2026</pubDate>", "<pubDate>скоро</pubDate>"])
async def test_what_has_no_date_is_news_whatever_days_it_tells_of(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds, date: str
) -> None:
    told = f"5 мая 2024 года начали строить мост. {BRIDGE}"
    feed = await added(adding, publish(site, undated(1, told).replace("</item>", f"{date}</item>")))
    await reader.check(feed, NOW)
    assert await news(db) == {"Новость номер 1"}


async def test_an_id_that_stays_while_the_news_change_costs_no_article(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, linked(1, BRIDGE, "/now")))
    await reader.check(feed, NOW)
    publish(site, linked(1, SCHOOL, "/now"))
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        bodies = [stored.body for stored in await articles.list_newest(tx, 5)]
    assert [body.split()[0] for body in bodies] == ["Школу", "Мост"]


def linked(number: int, text: str, link: str) -> str:
    return item(number, text).replace(f"/news/{number}", link)


async def origins(db: Database, article_id: int) -> list[tuple[str, str | None]]:
    async with db.read() as tx:
        found = await articles.get(tx, article_id)
    assert found is not None
    return [(origin.source, origin.link) for origin in found.article.origins]


async def test_an_article_that_another_source_links_to_is_known_without_its_text(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, linked(1, BRIDGE, "/news/20417")))
    await reader.check(feed, NOW)
    link = site.url("/news/20417/?utm_source=rss#more")
    other = publish(site, linked(7, "Читайте на сайте.", link), path="/other")
    feed = await added(adding, other.replace("Вести степи", "Обзор"))
    async with db.transaction() as tx:
        await feeds.rename(tx, feed.id, "Обзор")
    await reader.check(await again(db, feed), NOW)
    assert await stored(db) == 1
    sources = [source for source, _ in await origins(db, 1)]
    assert sources == ["Вести степи", "Обзор"]


async def test_another_text_at_the_same_link_of_the_same_source_is_a_revision(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, linked(1, BRIDGE, "/news/20417")))
    await reader.check(feed, NOW)
    publish(site, linked(2, BRIDGE.replace("двенадцать", "четырнадцать"), "/news/20417?utm_medium=x"))
    await reader.check(await again(db, feed), NOW)
    publish(site, linked(3, "Мост через Тобол в Костанае открыли для движения.", "/news/20417"))
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        article = await articles.get(tx, 1)
    assert await stored(db) == 1
    assert article is not None
    assert "четырнадцать миллиардов" in article.body


@pytest.mark.parametrize("page", ["/", "/news/", "/live/20260302"])
async def test_a_page_of_many_articles_is_none_of_them(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds, page: str
) -> None:
    feed = await added(adding, publish(site, linked(1, BRIDGE, page)))
    await reader.check(feed, NOW)
    publish(site, linked(2, SCHOOL, page))
    await reader.check(await again(db, feed), NOW)
    assert await stored(db) == 2


async def test_an_equal_answer_is_asked_for_conditionally_and_not_read(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE), etag='"1"'))
    await reader.check(feed, NOW)
    site.page("/rss", status=304)
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NOTHING
    assert site.asked[-1].headers["If-None-Match"] == '"1"'


async def test_old_entries_are_kept_but_enter_no_digest(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE, NOW - timedelta(days=5)), item(2, SCHOOL)))
    await reader.check(feed, NOW)
    assert await stored(db) == 2
    found = await digest.top_stories(db, ReadingPreferences(), since=NOW - timedelta(days=1), until=NOW)
    assert [story.articles[0].headline for story in found] == ["Новость номер 2"]


async def test_entries_that_are_no_articles_are_counted_and_not_read_again(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, "Коротко.")))
    await reader.check(feed, NOW)
    async with db.read() as tx:
        assert await feed_entries.counts(tx, feed.id, NOW) == feed_entries.EntryCounts(0, 1)
    publish(site, item(1, "Коротко."), "<!-- changed -->")
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NOTHING
    assert await stored(db) == 0


async def test_a_lasting_redirect_changes_the_address(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    new = publish(site, item(1, BRIDGE), path="/new")
    site.page("/rss", status=301, Location="/new")
    await reader.check(feed, NOW)
    assert (await again(db, feed)).url == new


async def test_a_failing_feed_is_asked_ever_more_rarely_and_recovers(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    site.page("/rss", status=500)
    pauses = []
    for _ in range(3):
        assert await reader.check(await again(db, feed), NOW) is CheckResult.FAILED
        pauses.append((await again(db, feed)).next_check - NOW)
    assert pauses == sorted(pauses)
    assert pauses[2] > 3 * pauses[0]
    assert (await again(db, feed)).error == "server-error"
    publish(site, item(1, BRIDGE))
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NEWS
    assert ((await again(db, feed)).failures, (await again(db, feed)).error) == (0, None)


async def test_retry_after_is_obeyed(db: Database, site: Web, adding: FeedAdding, reader: Feeds) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    site.page("/rss", status=429, Retry_After="200000")
    await reader.check(feed, NOW)
    assert (await again(db, feed)).next_check >= NOW + timedelta(seconds=200_000)


async def test_gone_is_for_good_until_an_editor_tries_again(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    site.page("/rss", status=410)
    assert await reader.check(feed, NOW) is CheckResult.GIVEN_UP
    async with db.read() as tx:
        assert await feeds.due(tx, NOW + timedelta(days=99), 5) == []
    revived = await reader.try_again(feed.id, NOW)
    assert revived is not None
    assert (revived.state, revived.next_check) == ("on", NOW)


async def test_a_week_of_failures_ends_it(db: Database, site: Web, adding: FeedAdding, reader: Feeds) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    site.page("/rss", status=500)
    checked = [await reader.check(await again(db, feed), NOW + timedelta(days=day)) for day in range(12)]
    assert checked.index(CheckResult.GIVEN_UP) == 9


async def test_an_entry_that_was_cut_off_by_a_crash_comes_on_the_next_check(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(2, SCHOOL), item(1, BRIDGE)))
    await reader.check(feed, NOW)
    async with db.transaction() as tx:  # as if the process had died before the mark and the last commit
        await tx.execute("DELETE FROM feed_entries WHERE article_id = 2")
        await tx.execute("UPDATE feeds SET body_hash = NULL")
    assert await reader.check(await again(db, feed), NOW) is CheckResult.NEWS
    assert await stored(db) == 2


async def test_a_long_list_comes_in_by_batches_the_oldest_first(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    villages = [f"{SCHOOL} Это {number}-я школа, которую область сдала в этом году." for number in range(20)]
    items = [item(number, text) for number, text in reversed([*enumerate([BRIDGE, "Коротко.", *villages])])]
    feed = await added(adding, publish(site, *items))
    assert await reader.check(feed, NOW) is CheckResult.NEWS
    async with db.read() as tx:
        assert await feed_entries.counts(tx, feed.id, NOW) == feed_entries.EntryCounts(21, 1)
        found = [stored.article.headline for stored in await articles.list_newest(tx, 30)]
    assert found == [f"Новость номер {number}" for number in (*range(21, 1, -1), 0)]


async def test_what_was_removed_does_not_come_again(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    feed = await added(adding, publish(site, item(1, BRIDGE)))
    await reader.check(feed, NOW)
    await retention.prune(db, before=NOW + timedelta(days=1))
    publish(site, item(2, BRIDGE))
    await reader.check(await again(db, feed), NOW)
    assert await stored(db) == 0


def whole_page(site: Web, path: str, text: str) -> None:
    article = f"<article><h1>Весть</h1><p>{text}</p><p>{text}</p></article>"
    site.page(path, f"<html><body>{article}</body></html>".encode(), Content_Type="text/html")


async def test_an_id_that_is_used_again_is_another_article_also_where_pages_are_read(
    db: Database, site: Web, adding: FeedAdding, reader: Feeds
) -> None:
    whole_page(site, "/bridge", BRIDGE)
    whole_page(site, "/school", SCHOOL)
    feed = await added(adding, publish(site, linked(1, "Коротко.", "/bridge")))
    await reader.set_full_pages(feed.id, wanted=True)
    await reader.check(await again(db, feed), NOW)
    publish(site, linked(1, "Совсем коротко.", "/school"))
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        assert ["Мост" in found.body for found in await articles.list_newest(tx, 9)] == [False, True]
    whole_page(site, "/school", SCHOOL.replace("шестьсот", "семьсот"))
    publish(site, linked(1, "Исправлено.", "/school"))
    await reader.check(await again(db, feed), NOW)
    async with db.read() as tx:
        assert ["семьсот" in found.body for found in await articles.list_newest(tx, 9)] == [True, False]


async def test_a_page_leads_to_its_feed(site: Web, adding: FeedAdding) -> None:
    publish(site, item(1, BRIDGE))
    page = "<html><head><link rel=alternate type='application/rss+xml' href='/rss'></head></html>"
    feed = await added(adding, site.page("/", page.encode(), Content_Type="text/html"))
    assert feed.url == site.url("/rss")


async def test_a_page_with_several_feeds_lets_the_editor_choose(site: Web, adding: FeedAdding) -> None:
    publish(site, item(1, BRIDGE))
    links = "".join(
        f"<link rel=alternate type='application/rss+xml' title='{t}' href='/{t}'>" for t in ("all", "rss")
    )
    choice = await adding.add(site.page("/", links.encode()), EDITOR, NOW)
    assert isinstance(choice, FeedChoice)
    assert [name for _, name in choice.offers] == ["all", "rss"]
    number = choice.offers[1][0]
    assert await adding.add_offered(number, EDITOR + 1, NOW) is None
    assert isinstance(await adding.add_offered(number, EDITOR, NOW), FeedAdded)


async def test_a_page_without_links_is_tried_at_the_usual_places(site: Web, adding: FeedAdding) -> None:
    publish(site, item(1, BRIDGE), path="/feed.xml")
    assert (await added(adding, site.page("/", b"<p>Hello</p>"))).url == site.url("/feed.xml")


async def test_where_the_offered_feed_is_gone_the_usual_places_are_tried(
    site: Web, adding: FeedAdding
) -> None:
    link = "<link rel=alternate type='application/rss+xml' href='/old'>"
    url = site.page("/", link.encode(), Content_Type="text/html")
    found = publish(site, item(1, BRIDGE), path="/feed")
    assert (await added(adding, url)).url == found


async def test_what_is_no_feed_is_said(site: Web, adding: FeedAdding) -> None:
    assert await adding.add(site.page("/", b"<p>Hello</p>"), EDITOR, NOW) is FeedProblem.NO_FEED
    bomb = b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'/>"
    assert await adding.add(site.page("/bomb", bomb), EDITOR, NOW) is FeedProblem.DANGEROUS
    private = await adding.add("http://192.168.0.1/rss", EDITOR, NOW)
    assert isinstance(private, Unfetched)
    assert private.why is Why.PRIVATE


async def test_a_list_of_feeds(db: Database, site: Web, adding: FeedAdding) -> None:
    url = publish(site, item(1, BRIDGE))
    await added(adding, url)
    outlines = (Outline(url), Outline(site.url("/a"), "А"), Outline(site.url("/b"), "Б"))
    assert await adding.add_list(outlines, EDITOR, NOW) == FeedListAdded(2, 1, 0)
    async with db.read() as tx:
        assert len(await feeds.due(tx, NOW, 10)) == 3


async def test_of_a_list_that_finds_no_room_the_rest_is_told(
    db: Database, adding: FeedAdding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_adding, "MAX_FEEDS", 2)
    outlines = tuple(Outline(f"https://{name}.example/rss") for name in "abcd")
    assert await adding.add_list(outlines[:1], EDITOR, NOW) == FeedListAdded(1, 0, 0)
    assert await adding.add_list(outlines, EDITOR, NOW) == FeedListAdded(1, 1, 2)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("tengrinews.kz", "https://tengrinews.kz"),
        ("feed://news.example/rss", "https://news.example/rss"),
        ("feed:https://news.example/rss", "https://news.example/rss"),
        ("http://news.example/rss", "http://news.example/rss"),
        ("@channel_name", "https://t.me/s/channel_name"),
    ],
)
def test_addresses_as_people_type_them(said: str, address: str) -> None:
    assert feed_adding.full_address(said) == address
