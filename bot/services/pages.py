"""A link becomes a text: the page behind it, without what stands around its article."""

from __future__ import annotations

import logging

from bot import computing
from bot.fetch import Fetched, Fetcher, Unfetched, Why
from bot.worker import Worker, WorkerError
from digests.models import RawText
from digests.web_pages import PageProblem

PAGE_TYPES = ("text/html", "application/xhtml", "text/plain")

log = logging.getLogger(__name__)


class PageReader:
    def __init__(self, fetcher: Fetcher, worker: Worker) -> None:
        self._fetcher = fetcher
        self._worker = worker

    async def read(self, url: str) -> RawText | Unfetched | PageProblem:
        got = await self._fetcher.get(url, accept=PAGE_TYPES)
        if isinstance(got, Unfetched):
            return got
        if not isinstance(got, Fetched):
            return Unfetched(Why.BROKEN, "304 without a condition")
        try:
            return await self._worker.read(computing.read_web_page, got.content, got.url, got.charset)
        except WorkerError:
            log.exception("the page at %s could not be read", got.url)
            return PageProblem.UNREADABLE
