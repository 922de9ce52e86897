"""Repeats calls that fail for passing reasons, most patiently while an update is being handled."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, TypeVar

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod

T = TypeVar("T")
Rest = Callable[[float], Awaitable[object]]

MAX_RETRY_SECONDS = 300.0  # seconds for which the answers to one update are tried
PAUSES = (0.2, 1.0, 2.0, 4.0, 8.0)  # seconds
LAST_PAUSE = 15.0  # from then on
QUICK_PAUSES = PAUSES[:2]  # for whoever has a better time to try again
_NEVER = ("getUpdates", "getFile", "sendChatAction")  # polling, files and signs have ways of their own
_QUICKLY = ("send", "edit")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class RetryBudget:
    """The seconds left for one update's failing calls and the pauses after them."""

    left: float = MAX_RETRY_SECONDS

    def allows(self, seconds: float) -> bool:
        self.left -= seconds
        return self.left >= 0


_patience: ContextVar[RetryBudget | None] = ContextVar("patience", default=None)


@contextmanager
def patiently() -> Iterator[None]:
    """Calls in the block, and in tasks started in it, are repeated for up to `MAX_RETRY_SECONDS`."""
    with _set(RetryBudget()):
        yield


@contextmanager
def briefly() -> Iterator[None]:
    """Calls in the block are given up after a few quick tries, because the caller will try again later."""
    with _set(None):
        yield


@contextmanager
def _set(patience: RetryBudget | None) -> Iterator[None]:
    token = _patience.set(patience)
    try:
        yield
    finally:
        _patience.reset(token)


def passes(error: Exception) -> bool:
    """Whether the same call may work later: there was no connection, or no proper answer from Telegram.

    An answer that says "done" in a form unknown to the library does not count as a failure.
    """
    if isinstance(error, ClientDecodeError):
        return not (isinstance(error.data, dict) and error.data.get("ok") is True)
    return isinstance(error, TelegramNetworkError | TelegramServerError | TelegramRetryAfter)


async def until_it_passes(method: TelegramMethod[Any], call: Callable[[], Awaitable[T]], rest: Rest) -> T:
    """The result of a call that is repeated while its failures may pass; raises the last failure.

    It may be carried out twice, which is better than not at all.
    """
    for number, usual in enumerate(_pauses(method)):
        begun = time.monotonic()
        try:
            return await call()
        except Exception as error:
            pause = max(usual, getattr(error, "retry_after", 0.0))
            if not passes(error) or not _allowed(error, time.monotonic() - begun + pause):
                raise
            level = logging.WARNING if number == len(QUICK_PAUSES) else logging.DEBUG
            log.log(
                level, "%s is tried again for %.0f s at most: %s", _name(method), MAX_RETRY_SECONDS, error
            )
        await rest(pause)
    return await call()


def _pauses(method: TelegramMethod[Any]) -> Iterator[float]:
    name = method.__api_method__
    if name in _NEVER:
        return iter(())
    if _patience.get() is not None:
        return chain(PAUSES, repeat(LAST_PAUSE))
    return iter(QUICK_PAUSES if name.startswith(_QUICKLY) else ())


def _allowed(error: Exception, seconds: float) -> bool:
    patience = _patience.get()
    if patience is None:  # the pacer has already waited for as long as a 429 is worth
        return not isinstance(error, TelegramRetryAfter)
    return patience.allows(seconds)


def _name(method: TelegramMethod[Any]) -> str:
    chat_id = getattr(method, "chat_id", None)
    return method.__api_method__ if chat_id is None else f"{method.__api_method__} to chat {chat_id}"
