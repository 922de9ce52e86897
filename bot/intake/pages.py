"""Reads the page behind a link as a text, without what stands around its article."""

from __future__ import annotations

import logging

from bot.web.results import Fetched, Fetcher, Unfetched, Why
from bot.worker import tasks
from bot.worker.process import Worker, WorkerError
from digests.formats.web_page import PageProblem
from digests.models.texts import RawText

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
            return await self._worker.read(tasks.read_web_page, got.content, got.url, got.charset)
        except WorkerError:
            log.exception("the page at %s could not be read", got.url)
            return PageProblem.UNREADABLE
