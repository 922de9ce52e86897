"""The lists of publishers, and what becomes of those that are chosen."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.intake.feeds.adding import FeedAdding
from bot.intake.feeds.check import Feeds
from bot.intake.feeds.publishers import Tried, connect
from bot.intake.intake import Intake
from bot.intake.pages import PageReader
from bot.web.fetcher import WebFetcher
from digests.formats.opml import Outline
from digests.formats.publishers import publishers
from digests.models.texts import PublishersLanguage
from storage.database import Database
from tests.loopback_web import Web
from tests.storage.conftest import NOW
from tests.telegram.conftest import SameProcess

RSS = (
    '<rss version="2.0"><channel><title>Вести</title><item><guid>1</guid>'
    "<title>Мост открыт</title></item></channel></rss>"
)
OFFER = '<html><head><link rel="alternate" type="application/rss+xml" href="/moved"></head></html>'


@pytest.mark.parametrize("language", get_args(PublishersLanguage))
def test_each_has_a_name_its_feed_and_its_site(language: PublishersLanguage) -> None:
    found = publishers(language)
    assert len(found) > 10
    assert len({each.title for each in found}) == len(found)
    assert all(each.url.startswith("https://") and each.site.startswith("https://") for each in found)


async def test_each_is_asked_and_its_site_looked_through(
    db: Database, fetcher: WebFetcher, site: Web
) -> None:
    worker = SameProcess()
    feeds = Feeds(db, fetcher, worker, Intake(db, worker), PageReader(fetcher, worker))
    adding = FeedAdding(db, fetcher, worker, feeds)
    site.page("/rss", RSS.encode(), Content_Type="application/rss+xml")
    site.page("/moved", RSS.encode(), Content_Type="application/rss+xml")
    site.page("/home", OFFER.encode(), Content_Type="text/html")
    chosen = (
        Outline(site.url("/rss"), "Вести"),
        Outline(site.url("/old"), "Хабар", site.url("/home")),
        Outline(site.page("/gone", status=410), "Ушли"),
    )
    tried = await connect(adding, chosen, 1, NOW)
    assert tried == [Tried("Вести", added=True), Tried("Хабар", added=True), Tried("Ушли", problem="gone")]
    assert await connect(adding, chosen[:1], 1, NOW) == [Tried("Вести", known=True)]
