"""What the buttons of a reader's screens carry. A name and the order of its fields never change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.views.common.buttons import BUTTONS, ButtonData, Owner
from bot.views.common.codec import Form, Number

Time = Annotated[
    str,
    Form(r"[0-2][0-9][0-5][0-9]", lambda digits: f"{digits[:2]}:{digits[2:]}", lambda t: t.replace(":", "")),
]
"""`09:00`; a button carries its digits."""


@BUTTONS.named("time")
@dataclass(frozen=True, slots=True)
class SwitchTime(ButtonData):
    time: Time
    on: bool
    owner: Owner


@BUTTONS.named("othertime")
@dataclass(frozen=True, slots=True)
class AskTime(ButtonData):
    owner: Owner


@BUTTONS.named("days")
@dataclass(frozen=True, slots=True)
class OpenDays(ButtonData):
    owner: Owner


@BUTTONS.named("weekdays")
@dataclass(frozen=True, slots=True)
class ChooseDays(ButtonData):
    """`days`: a bit for each day of the week, Monday the lowest."""

    days: Number
    owner: Owner


@BUTTONS.named("unsub")
@dataclass(frozen=True, slots=True)
class Unsubscribe(ButtonData):
    owner: Owner


@BUTTONS.named("zone")
@dataclass(frozen=True, slots=True)
class ChooseZone(ButtonData):
    zone: Annotated[str, Form(r"[A-Za-z0-9_+/-]{1,40}", str)]
    owner: Owner
