"""What the handlers of feeds show: read from storage, made by the views."""

from __future__ import annotations

from datetime import timedelta

from bot.fetch import Unfetched
from bot.services.feed_adding import FeedAdded, FeedChoice, FeedKnown
from bot.telegram.visit import RequestContext
from bot.views import feeds as views
from bot.views import message
from bot.views.feeds import FeedInfo, with_feeds
from digests.feed_entries import FeedProblem
from storage import feed_entries
from storage import feeds as stored_feeds
from storage.database import Database
from storage.feeds import StoredFeed

WEEK = timedelta(days=7)
FeedResult = FeedAdded | FeedKnown | FeedChoice | Unfetched | FeedProblem | None


async def feeds_screen(after: int, context: RequestContext, db: Database) -> message.Message:
    async with db.read() as reader:
        found = await stored_feeds.list_page(reader, views.FEEDS_PER_PAGE + 1, after)
    return views.listing(
        [_plain(feed) for feed in found[: views.FEEDS_PER_PAGE]],
        len(found) > views.FEEDS_PER_PAGE,
        context.place,
    )


async def feed_screen(feed_id: int, context: RequestContext, db: Database, note: str = "") -> message.Message:
    look = await look_of(feed_id, context, db)
    return views.one(look, context.place, note) if look else gone(context)


async def look_of(feed_id: int, context: RequestContext, db: Database) -> FeedInfo | None:
    async with db.read() as reader:
        feed = await stored_feeds.get(reader, feed_id)
        counts = await feed_entries.counts(reader, feed_id, context.now - WEEK)
    return None if feed is None else _plain(feed, counts.articles, counts.skipped)


def _plain(feed: StoredFeed, articles: int = 0, skipped: int = 0) -> FeedInfo:
    return FeedInfo(
        id=feed.id,
        url=feed.url,
        title=feed.title or feed.url,
        on=feed.state == "on",
        error=feed.error,
        last_success=feed.last_success,
        next_check=feed.next_check,
        full_pages=feed.full_pages,
        articles=articles,
        skipped=skipped,
    )


def gone(context: RequestContext) -> message.Message:
    return with_feeds(context.say("feed-gone"), context.say)


def result_screen(result: FeedResult, context: RequestContext) -> message.Message:
    say = context.say
    match result:
        case FeedAdded(feed):
            return views.one(_plain(feed), context.place, say("feed-added", title=feed.title))
        case FeedKnown(feed):
            return views.one(_plain(feed), context.place, say("feed-known", title=feed.title))
        case FeedChoice(offers):
            return views.choice(offers, say)
        case Unfetched(why):
            return with_feeds(views.problem(why.value, say), say)
        case FeedProblem():
            return with_feeds(views.problem(result.value, say), say)
        case None:
            return with_feeds(say("feed-offer-gone"), say)
