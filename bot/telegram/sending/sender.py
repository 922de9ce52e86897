"""Sends a row of the outbox as one request on the bot's own session, and turns the answer into an outcome."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, FormData

from bot.delivery.outcomes import (
    Closed,
    Forbidden,
    Moved,
    Outcome,
    Rejected,
    Sent,
    TokenRefused,
    Unknown,
    Unparsable,
    Unreachable,
    Wait,
)
from bot.telegram.sending.pacer import Pacer
from bot.telegram.sending.request_bodies import METHODS, SEND_FILE, body_of, file_kind, form_of
from bot.telegram.shared.refusals import subject_of
from storage import documents
from storage.database import Database
from storage.documents import StoredDocument
from storage.outbox import ABOVE_EDITION, Row

log = logging.getLogger(__name__)

TIMEOUT = ClientTimeout(total=30)  # with the wait for a turn well below a lease
LONGEST_WAIT = 7 * 24 * 3600  # seconds: no row is of use for longer
MAX_REASON = 500  # characters of Telegram's words that are kept
_JSON = {"Content-Type": "application/json"}
_DONE = ("message is not modified", "message to delete not found", "message to unpin not found")


class TelegramSender:
    """Plain requests beside aiogram's, which cost half as much, with the same session, proxy and pacer."""

    def __init__(self, bot: Bot, pacer: Pacer, db: Database | None = None) -> None:
        """Files to send are read from `db`."""
        self._bot = bot
        self._db = db
        self._pacer = pacer

    async def send(self, row: Row, begun: Callable[[], None], *, plain: bool = False) -> Outcome:
        """What Telegram refuses with its picture is sent again without it."""
        outcome = await self._send(row, begun, plain)
        if row.picture is not None and isinstance(outcome, Rejected):
            log.warning("row %d goes without its picture: %s", row.id, outcome.reason)
            return await self._send(replace(row, picture=None), begun, plain)
        return outcome

    async def _send(self, row: Row, begun: Callable[[], None], plain: bool) -> Outcome:
        async with self._pacer.bulk(row.address.chat_id) as refusal:
            if refusal is not None:
                return refusal
            begun()
            outcome = await self._post(row, plain)
        match outcome:
            case Wait(seconds):
                self._pacer.refused(row.address.chat_id, seconds)
            case Sent():
                self._pacer.taken()
        return outcome

    async def _post(self, row: Row, plain: bool) -> Outcome:
        if row.operation != "send" and row.target is None:
            return Rejected("the message to change has never arrived")
        session = self._bot.session
        if not isinstance(session, AiohttpSession):
            raise TypeError("the bot's session must be aiohttp's")
        method, headers = METHODS[row.operation], _JSON
        body: bytes | FormData = body_of(row, plain=plain, paid=self._pacer.paid)
        if row.document_id is not None and row.operation == "send":
            document = await self._document(row.document_id)
            if document is None:
                return Rejected("the file is kept no longer")
            body, headers = form_of(row, document, plain=plain, paid=self._pacer.paid), {}
            method = SEND_FILE[file_kind(row)]
        url = session.api.api_url(token=self._bot.token, method=method)
        try:
            client = await session.create_session()
            async with client.post(url, data=body, headers=headers, timeout=TIMEOUT) as response:
                return outcome_of(response.status, await response.read(), row)
        except ClientConnectorError as error:
            return Unreachable(type(error).__name__)
        except (ClientError, TimeoutError, OSError) as error:
            return Unknown(type(error).__name__)

    async def _document(self, document_id: int) -> StoredDocument | None:
        if self._db is None:
            return None
        async with self._db.read() as db:
            return await documents.get(db, document_id)


def outcome_of(status: int, content: bytes, row: Row) -> Outcome:
    """What an answer means for its row. Whatever the answer contains, the outcome can be stored."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return Unknown(f"HTTP {status} without JSON")
    if not isinstance(answer, dict):
        return Unknown(f"HTTP {status} with odd JSON")
    if answer.get("ok"):
        return _done(answer.get("result"), row)
    code, parameters = answer.get("error_code"), answer.get("parameters")
    reason = str(answer.get("description"))[:MAX_REASON].encode("utf-8", "replace").decode()
    return _refused(
        code if isinstance(code, int) else status,
        reason,
        parameters if isinstance(parameters, dict) else {},
        row,
    )


def _done(result: object, row: Row) -> Outcome:
    if row.operation == "send":
        number = _number(result.get("message_id")) if isinstance(result, dict) else None
        return Unknown("an answer without a message") if number is None else Sent(number)
    return Sent(row.target or 0)


def _number(value: object) -> int | None:
    """A number that fits into SQLite; None for anything else."""
    return value if type(value) is int and -(2**63) <= value < 2**63 else None


def _seconds(asked: object) -> float:
    """A wait that ends within the calendar; a second where none is given."""
    if isinstance(asked, bool) or not isinstance(asked, int | float) or math.isnan(min(asked, LONGEST_WAIT)):
        return 1.0
    return float(min(max(asked, 0), LONGEST_WAIT))


def _refused(code: int, reason: str, parameters: dict[str, Any], row: Row) -> Outcome:
    moved_to = _number(parameters.get("migrate_to_chat_id"))
    if moved_to is not None:
        return Moved(moved_to)
    match code:
        case 429:
            return Wait(_seconds(parameters.get("retry_after")), everywhere=False)
        case 400 | 403:
            return _refused_request(code, reason, row)
        case 401 | 404:
            return TokenRefused(reason)
        case 409 | 500 | 502 | 503 | 504:
            return Unknown(reason)
    return Rejected(reason)


def _refused_request(code: int, reason: str, row: Row) -> Outcome:
    """A message that cannot be edited fails alone: the next may still be sent."""
    said = reason.lower()
    if row.operation != "send" and any(words in said for words in _DONE):
        return Sent(row.target or 0)
    match subject_of(code, reason):
        case "markup":
            return Unparsable(reason)
        case "topic":
            return Closed(reason)
        case "chat":
            return Forbidden(reason)
        case "rights" if row.kind == ABOVE_EDITION:  # the edition may be allowed where photos are not
            return Rejected(reason)
        case "rights" if row.operation == "send" or code == 403:
            return Forbidden(reason, "rights")
    return Rejected(reason)
