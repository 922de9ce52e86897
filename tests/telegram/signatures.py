"""aiogram reads a thousand signatures for each dispatcher; tests build hundreds, of the same functions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from types import FunctionType, MethodType
from typing import Any

import pytest
from aiogram.dispatcher.event.handler import CallableObject
from aiogram.filters import Filter


@contextmanager
def remembered_signatures() -> Iterator[None]:
    """Each is read once; aiogram keeps the names of the parameters and whether it is a coroutine's."""
    known: dict[Hashable, tuple[bool, set[str], bool]] = {}
    read = CallableObject.__post_init__

    def remembered(self: CallableObject) -> None:
        source = _source(self.callback)
        if source not in known:
            read(self)
            known[source] = (self.awaitable, self.params, self.varkw)
        self.awaitable, self.params, self.varkw = known[source]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CallableObject, "__post_init__", remembered)
        yield


def _source(callback: Callable[..., Any]) -> Hashable:
    """The same for a function that is made anew by each call of what it stands in."""
    match callback:
        case FunctionType():
            return callback.__code__
        case MethodType():
            return callback.__func__
        case Filter():
            return type(callback)
    return callback
