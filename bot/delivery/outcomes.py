"""What may come of handing a row of the outbox to Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sent:
    message_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Telegram or the pacer asks to wait, with this chat or, `everywhere`, with all chats.

    Nothing was handed over.
    """

    seconds: float
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Forbidden:
    """The bot may not write to this chat: blocked, removed, the account is gone, or it lacks the right."""

    reason: str
    trouble: Literal["removed", "rights"] = "removed"


@dataclass(frozen=True, slots=True)
class Closed:
    """This forum topic is closed or gone; the rest of the chat can still be written to."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with another id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Unparsable:
    """Telegram refused the markup."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Telegram will never take this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """There was no connection: the message has not arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, or none that can be understood: the message may or may not have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class TokenRefused:
    """Telegram does not accept the token, whatever is sent."""

    reason: str


Outcome = (
    Sent | Wait | Forbidden | Closed | Moved | Unparsable | Rejected | Unreachable | Unknown | TokenRefused
)


def name_of(outcome: type[Outcome]) -> str:
    """The outcome as a label of a metric: sent, tokenrefused."""
    return outcome.__name__.lower()
