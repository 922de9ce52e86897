"""aiogram reads 1,600 signatures for each dispatcher; tests build hundreds, of the same functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from types import FunctionType, MethodType, SimpleNamespace
from typing import Any

import pytest
from aiogram.dispatcher.event import handler
from aiogram.filters import Filter


@contextmanager
def remembered_signatures() -> Iterator[None]:
    """Each is read once; aiogram takes the names of the parameters from it and nothing else."""
    known: dict[Hashable, inspect.Signature] = {}

    # for 3.14
    def signature(callback: Callable[..., object], **options: Any) -> inspect.Signature:  # noqa: ANN401
        source = _source(callback)
        if source is None:
            return inspect.signature(callback, **options)
        if source not in known:
            known[source] = inspect.signature(callback, **options)
        return known[source]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handler, "inspect", SimpleNamespace(**{**vars(inspect), "signature": signature}))
        yield


def _source(callback: Callable[..., object]) -> Hashable:
    """The same for a function that is made anew by each call of what it stands in."""
    match callback:
        case FunctionType():
            return callback.__code__
        case MethodType():
            return callback.__func__
        case Filter():
            return type(callback)
    return None
