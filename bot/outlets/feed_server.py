"""Serves Atom feeds: at its secret address, the last editions of a group or channel; elsewhere, nothing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

from aiohttp import ETag, web

from bot.outlets.atom import Entry, changed_at, entry_of, feed_of
from bot.outlets.contents import ArticleStates, read_post, read_states
from bot.outlets.feed_addresses import FEED_PATH, hash_of
from storage import chat_feeds, edition_posts
from storage.chat_feeds import ChatFeed
from storage.database import Database, StorageError
from storage.edition_posts import EditionPost

MAX_POSTS = 30
MAX_KEPT_ENTRIES = 600  # of some kilobytes each
MAX_AGE = 300  # seconds for which a reader need not ask again
MEDIA_TYPE = "application/atom+xml"
HEADERS = {
    "Cache-Control": f"private, max-age={MAX_AGE}",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class _KeptEntry:
    """An entry, and what it was made from."""

    post: EditionPost
    authority: str
    articles: frozenset[int]
    state: ArticleStates
    entry: Entry


class FeedServer:
    """Makes one answer at a time, so that feeds leave the database to people."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._turn = asyncio.Lock()
        self._kept: dict[tuple[int, int], _KeptEntry] = {}

    def routes(self) -> list[web.RouteDef]:
        return [web.get(f"{FEED_PATH}{{token}}", self.answer)]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """An unknown address is looked up like a known one and cannot be told from one that was valid in the
        past.
        """
        try:
            async with self._turn:
                async with self._db.read() as reader:
                    feed = await chat_feeds.find(reader, hash_of(request.match_info["token"]))
                entries = await self._entries(feed) if feed else []
        except StorageError:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "60"})
        if feed is None:
            raise web.HTTPNotFound
        return _response(request, feed_of(feed, entries), changed_at(feed, entries))

    async def _entries(self, feed: ChatFeed) -> list[Entry]:
        async with self._db.read() as reader:
            posts = await edition_posts.newest_sent(reader, feed.destination_id, MAX_POSTS)
            known = [kept for post in posts if (kept := self._kept.get(_key(post)))]
            states = await read_states(reader, [kept.articles for kept in known])
        same = {_key(kept.post) for kept, now in zip(known, states, strict=True) if kept.state == now}
        made = []
        for post in posts:
            kept = self._kept[_key(post)] if _key(post) in same else None
            if kept is None or (kept.post, kept.authority) != (post, feed.authority):
                kept = await self._make(post, feed.authority)
            if kept is not None:
                made.append(kept.entry)
        self._forget()
        return made

    async def _make(self, post: EditionPost, authority: str) -> _KeptEntry | None:
        told = await read_post(self._db, post)
        if told is None:
            return None
        updated = max(filter(None, (post.sent, post.made, told.state.last.at)))
        entry = await asyncio.to_thread(entry_of, told, authority, updated)
        kept = _KeptEntry(post, authority, told.articles, told.state, entry)
        self._kept[_key(post)] = kept
        return kept

    def _forget(self) -> None:
        """Drop the entries that were made first."""
        for key in list(self._kept)[: max(0, len(self._kept) - MAX_KEPT_ENTRIES)]:
            del self._kept[key]


def _key(post: EditionPost) -> tuple[int, int]:
    return post.edition_id, post.part


def _response(request: web.Request, body: bytes, changed: datetime) -> web.Response:
    tag = sha256(body).hexdigest()[:32]
    status = HTTPStatus.NOT_MODIFIED if _has(request, tag, changed) else HTTPStatus.OK
    response = web.Response(status=status, headers=HEADERS)
    if status == HTTPStatus.OK:
        response.body = body
        response.content_type = MEDIA_TYPE
        response.charset = "utf-8"
    response.etag = ETag(tag)
    response.last_modified = changed
    return response


def _has(request: web.Request, tag: str, changed: datetime) -> bool:
    """Whether the client already has this very body; a date counts only without a tag (RFC 9110, 13.2.2)."""
    if "If-None-Match" in request.headers:
        return any(each.value in (tag, "*") for each in request.if_none_match or ())
    since = request.if_modified_since
    return since is not None and changed <= since
