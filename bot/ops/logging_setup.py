"""The log: to standard error, as lines or as JSON, never with a secret."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

LogFormat = Literal["text", "json"]
_FEED_ADDRESS = re.compile(r"(/feed/)[\w%.~-]{1,999}")
_MOVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class AsLines(logging.Formatter):
    """Each record on one line, followed only by its traceback."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        return "\\n".join(super().formatMessage(record).splitlines())


class AsJson(logging.Formatter):
    """A JSON object on each line: `time` (UTC), `level`, `logger`, `message` and, where there is one,
    `traceback`.
    """

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


class Redacting(logging.Formatter):
    """Formats the whole record with its traceback, then removes secrets and control characters.

    Secrets include those in the addresses of feeds; control characters could drive a terminal or fake a line.
    """

    def __init__(self, secrets: Iterable[str], inner: logging.Formatter) -> None:
        super().__init__()
        forms = {form for secret in secrets if secret for form in _forms_of(secret)}
        self._secrets = sorted(forms, key=len, reverse=True)  # one may be within another
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return _MOVES.sub(_escaped, _FEED_ADDRESS.sub(r"\1***", line))


def _forms_of(secret: str) -> tuple[str, ...]:
    """The secret as it is, as JSON escapes it, and as an address escapes it."""
    written = (quote(secret, safe, errors="replace") for safe in ("", "/", "/:"))
    return (
        secret,
        json.dumps(secret, ensure_ascii=False)[1:-1],
        *(form for each in written for form in (each, each.lower())),
    )


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def set_up_logging(level: str, secrets: Iterable[str], written: LogFormat = "text") -> None:
    handler = logging.StreamHandler(sys.stderr)
    inner = AsJson() if written == "json" else AsLines(FORMAT)
    handler.setFormatter(Redacting(secrets, inner))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "aiogram.event", "aiohttp.access", "httpx", "httpx2", "openai"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
