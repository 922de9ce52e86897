"""What a button carries: a version, an action and its arguments; made and parsed here alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions import ARGUMENTS, Action, MenuPattern

VERSION = "1"
MAX_DATA_BYTES = 64


class SettingsOwner(str):
    """Where a menu belongs: the first minute, which leads on, a person's own settings, which lead back,
    or the settings of a group or channel, by its destination's number."""

    __slots__ = ()
    WELCOME: ClassVar[SettingsOwner]
    SETTINGS: ClassVar[SettingsOwner]

    @property
    def chat(self) -> int | None:
        return int(self) if self.isdecimal() else None


SettingsOwner.WELCOME = SettingsOwner("w")
SettingsOwner.SETTINGS = SettingsOwner("s")


@dataclass(frozen=True, slots=True)
class Press:
    """A button that somebody pressed, its arguments in the form that its action asks for."""

    action: Action
    arguments: tuple[str, ...]

    @property
    def flow(self) -> SettingsOwner:
        """The last argument, where the action belongs to a menu."""
        wanted = ARGUMENTS.get(self.action, ())
        return (
            SettingsOwner(self.arguments[-1])
            if wanted and isinstance(wanted[-1], MenuPattern)
            else SettingsOwner.SETTINGS
        )


def encode(action: Action, *arguments: str | int) -> str:
    """Raises ValueError for what `decode` would not take back."""
    made = ":".join((VERSION, action, *map(str, arguments)))
    if len(made.encode()) > MAX_DATA_BYTES or decode(made) is None:
        raise ValueError(f"no callback data: {made!r}")
    return made


def decode(received: str) -> Press | None:
    """None for data of another version, of no known action, or with arguments that do not belong to it."""
    version, *rest = received[: MAX_DATA_BYTES + 1].split(":")
    if version != VERSION or not rest or rest[0] not in Action.__members__.values():
        return None
    action = Action(rest[0])
    wanted = ARGUMENTS.get(action, ())
    given = tuple(rest[1:])
    good = len(wanted) == len(given) and all(map(re.fullmatch, wanted, given))
    return Press(action, given) if good else None
