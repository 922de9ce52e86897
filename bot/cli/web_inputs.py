"""The links, feeds and lists of feeds among the arguments of `newsdigest digest`, turned into texts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.cli.digest_inputs import DigestInput, is_link, read_bytes, texts_of
from bot.i18n import Say
from bot.settings import Settings
from bot.timing.clock import SystemClock
from bot.views.editor.feeds import page_problem, problem
from bot.web.fetcher import WebFetcher
from bot.web.results import Fetched, Unfetched, Why
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.formats.entries import Feed, FeedProblem
from digests.formats.opml import looks_like_opml, read_opml
from digests.formats.web_page import PageProblem

MAX_REQUESTS = 8


def gather(names: Sequence[str], settings: Settings) -> list[DigestInput]:
    return asyncio.run(_gather(names, settings))


async def _gather(names: Sequence[str], settings: Settings) -> list[DigestInput]:
    allowed = settings.fetch_allowed_private_hosts
    web = LinkReader(WebFetcher(SystemClock(), allowed=allowed, proxy=settings.feed_proxy_url), Worker())
    try:
        return [given for name in names for given in await _given(name, web)]
    finally:
        await web.close()


async def _given(name: str, web: LinkReader) -> list[DigestInput]:
    if is_link(name):
        return await web.read(name)
    read = read_bytes(name)
    if isinstance(read, str):
        return [DigestInput(name, read)]
    if not looks_like_opml(read):
        return await texts_of(name, read, web.worker)
    links = [outline.url for outline in read_opml(read) or ()]
    found = await asyncio.gather(*map(web.read, links))
    return [given for each in found for given in each] or [DigestInput(name, "lists no feeds")]


class LinkReader:
    """Reads pages and feeds, a few at a time."""

    def __init__(self, fetcher: WebFetcher, worker: Worker) -> None:
        self._fetcher = fetcher
        self.worker = worker
        self._room = asyncio.Semaphore(MAX_REQUESTS)
        self._say = Say("en")

    async def read(self, link: str) -> list[DigestInput]:
        """The entries of a feed, or the article of a page."""
        async with self._room:
            got = await self._fetcher.get(link)
        if not isinstance(got, Fetched):
            why = got.why if isinstance(got, Unfetched) else Why.BROKEN
            return [DigestInput(link, problem(why.value, self._say))]
        try:
            return await self._read(link, got)
        except WorkerError:
            return [DigestInput(link, page_problem(PageProblem.UNREADABLE.value, self._say))]

    async def _read(self, link: str, got: Fetched) -> list[DigestInput]:
        feed = await self.worker.read(tasks.read_feed, got.content, got.url, got.charset)
        if isinstance(feed, Feed):
            entries = [replace(entry.raw, source=feed.title or entry.raw.source) for entry in feed.entries]
            return [DigestInput(raw.link or link, raw) for raw in entries] or [
                DigestInput(link, "has no entries")
            ]
        if feed is FeedProblem.DANGEROUS:
            return [DigestInput(link, problem(feed.value, self._say))]
        page = await self.worker.read(tasks.read_web_page, got.content, got.url, got.charset)
        if isinstance(page, PageProblem):
            return [DigestInput(link, page_problem(page.value, self._say))]
        return [DigestInput(link, page)]

    async def close(self) -> None:
        await self._fetcher.close()
        await self.worker.close()
