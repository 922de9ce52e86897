"""Writes frozen dataclasses as short texts and reads them back: for buttons, and for open questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

REMEMBERED = 1024  # texts: dozens of handlers ask whether one press is theirs

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a field is written: the pattern of its text, and the conversions in both directions.

    The pattern must not match a colon, which separates the fields.
    """

    pattern: str
    read: Callable[[str], T]
    write: Callable[[T], str] = str


Number = Annotated[int, Form(r"[0-9]{1,12}", int)]
"""What a row or a page is known by, 0 or above."""

ChatNumber = Annotated[int, Form(r"-?[0-9]{1,16}", int)]
"""Telegram's number of a chat, below 0 for groups and channels."""

_SWITCH = Form("[01]", lambda text: text == "1", lambda on: str(int(on)))


class Codec(Generic[T]):
    """Texts of one kind: a version, a name for each dataclass, and its fields in order, separated by colons.

    A name and the order of its fields must never change while texts that carry them are in use. `max_bytes`
    is for the whole text.
    """

    def __init__(self, version: str, max_bytes: int) -> None:
        self._start = [version] if version else []
        self._max_bytes = max_bytes
        self._kinds: dict[str, type[T]] = {}
        self._names: dict[type, str] = {}
        self._forms: dict[type, list[tuple[str, Form[Any]]]] = {}
        self._decoded = lru_cache(REMEMBERED)(self._decode)

    def named(self, name: str) -> Callable[[type[T]], type[T]]:
        """Decorates a frozen dataclass that is to be written under this name; ValueError if the name is
        taken.
        """

        def register(kind: type[T]) -> type[T]:
            if name in self._kinds:
                raise ValueError(f"{name!r} is the name of {self._kinds[name]}")
            hints = get_type_hints(kind, include_extras=True)
            self._kinds[name], self._names[kind] = kind, name
            self._forms[kind] = [(each.name, _form_of(hints[each.name])) for each in fields(kind)]  # type: ignore[arg-type]
            self._decoded.cache_clear()
            return kind

        return register

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._kinds)

    @property
    def kinds(self) -> Mapping[str, type[T]]:
        """The dataclasses by name."""
        return self._kinds

    def name_of(self, kind: type[T]) -> str:
        return self._names[kind]

    def forms_of(self, kind: type[T]) -> Mapping[str, Form[Any]]:
        """The form of each field, in the order in which they are written."""
        return dict(self._forms[kind])

    def encode(self, value: T) -> str:
        """Raises ValueError for a value that `decode` could not restore."""
        kind = type(value)
        written = [form.write(getattr(value, name)) for name, form in self._forms[kind]]
        text = ":".join((*self._start, self._names[kind], *written))
        if len(text.encode()) > self._max_bytes or self.decode(text) != value:
            raise ValueError(f"{value!r} would not be read back from {text!r}")
        return text

    def decode(self, text: str) -> T | None:
        """None for a text of another version, with an unknown name, or with fields that do not fit."""
        return self._decoded(text[: self._max_bytes + 1])

    def _decode(self, text: str) -> T | None:
        parts = text.split(":")
        if parts[: len(self._start)] != self._start:
            return None
        name, *written = parts[len(self._start) :] or [""]
        kind = self._kinds.get(name)
        if kind is None or len(written) != len(self._forms[kind]):
            return None
        forms = [form for _, form in self._forms[kind]]
        good = all(re.fullmatch(form.pattern, each) for form, each in zip(forms, written, strict=True))
        return kind(*(form.read(each) for form, each in zip(forms, written, strict=True))) if good else None


def _form_of(hint: object) -> Form[Any]:
    """From the type of the field: an annotation with a `Form`, a Literal of strings, or a bool."""
    if get_origin(hint) is Annotated:
        return next(form for form in get_args(hint) if isinstance(form, Form))
    if get_origin(hint) is Literal:
        return Form("|".join(map(re.escape, get_args(hint))), str)
    if hint is bool:
        return _SWITCH
    raise TypeError(f"no form is known for {hint!r}")
