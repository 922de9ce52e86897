"""The log: to standard error, as lines or as JSON, and never a secret."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

LogFormat = Literal["text", "json"]
_FEED_ADDRESS = re.compile(r"(/feed/)[\w%.~-]{1,999}")
FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class AsJson(logging.Formatter):
    """One object a line: `time` (UTC), `level`, `logger`, `message` and, where there is one, `traceback`."""

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
    """Formats the whole record, traceback included, and then takes the secrets out, those in addresses of
    feeds too.
    """

    def __init__(self, secrets: Iterable[str], inner: logging.Formatter) -> None:
        super().__init__()
        self._secrets = {form for secret in secrets if secret for form in (secret, _within_json(secret))}
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return _FEED_ADDRESS.sub(r"\1***", line)


def _within_json(secret: str) -> str:
    return json.dumps(secret, ensure_ascii=False)[1:-1]


def set_up_logging(level: str, secrets: Iterable[str], written: LogFormat = "text") -> None:
    handler = logging.StreamHandler(sys.stderr)
    inner = AsJson() if written == "json" else logging.Formatter(FORMAT)
    handler.setFormatter(Redacting(secrets, inner))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("apscheduler", "aiogram.event", "aiohttp.access", "httpx", "httpx2", "openai"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
