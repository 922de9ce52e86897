"""The possible results of a request; all are expected, none is an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Why(Enum):
    """Why there are no bytes. The values are parts of message keys in the locale files."""

    BAD_ADDRESS = "bad-address"  # no http(s) address, or one with an unusual port
    CREDENTIALS = "credentials"  # the address holds a name or a password
    PRIVATE = "private"  # leads into a private network
    NO_SUCH_HOST = "no-such-host"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"  # nobody vouches for the server, or no longer
    TIMED_OUT = "timed-out"
    REDIRECTS = "redirects"
    TOO_LARGE = "too-large"
    WRONG_TYPE = "wrong-type"
    NOT_FOUND = "not-found"
    GONE = "gone"
    DENIED = "denied"
    BUSY = "busy"  # 429 or 503
    SERVER_ERROR = "server-error"
    ENCODING = "encoding"  # compressed in a way that was not asked for and is not known
    BROKEN = "broken"  # the answer breaks the protocol or its own compression


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the last answer said about itself, for asking whether anything has changed since."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is where the bytes were found; `moved_to` is the address to use from now on, after permanent
    redirects.

    `fresh_for`: for how many seconds the server calls its answer fresh.
    """

    url: str
    content: bytes
    type: str
    charset: str | None
    conditions: Conditions
    moved_to: str | None = None
    fresh_for: int = 0


@dataclass(frozen=True, slots=True)
class NotModified:
    """Nothing has changed since the conditions."""

    fresh_for: int = 0
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Unfetched:
    """`retry_after`: for how many seconds the server asks to be left alone. `detail` is for the log."""

    why: Why
    detail: str = ""
    retry_after: int | None = None


class Fetcher(Protocol):
    async def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        conditions: Conditions | None = None,
        at_most: int = ...,
    ) -> Fetched | NotModified | Unfetched:
        """The bytes at `url`: types that start with one of `accept` (any when empty), `at_most` bytes."""
        ...
