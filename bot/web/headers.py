"""What the headers of an answer mean for the next request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.web.results import Conditions, Why

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_LONGEST_FRESH = 24 * 3600
_LONGEST_WAIT = 7 * 24 * 3600
_LONGEST_VALIDATOR = 1000
_STATUSES = {401: Why.DENIED, 402: Why.DENIED, 403: Why.DENIED, 404: Why.NOT_FOUND, 410: Why.GONE}
_STATUSES |= {429: Why.BUSY, 451: Why.DENIED, 503: Why.BUSY}


def reason(status: int) -> Why | None:
    """Why there is no body; None for a status that has one."""
    if status == 200:
        return None
    if status in _STATUSES:
        return _STATUSES[status]
    return Why.SERVER_ERROR if status >= 500 else Why.NOT_FOUND if 400 <= status < 500 else Why.BROKEN


def conditions(headers: Mapping[str, str]) -> Conditions:
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    return Conditions(_bounded(etag), _bounded(modified))


def asked_with(conditions: Conditions | None) -> dict[str, str]:
    """The headers that request the body only if it has changed."""
    asked = {}
    if conditions and conditions.etag:
        asked["If-None-Match"] = conditions.etag
    if conditions and conditions.modified:
        asked["If-Modified-Since"] = conditions.modified
    return asked


def fresh_for(headers: Mapping[str, str]) -> int:
    """Seconds, at most a day; 0 when the server does not say."""
    control = headers.get("Cache-Control", "")
    if "no-cache" in control.lower() or "no-store" in control.lower():
        return 0
    if found := _MAX_AGE.search(control):
        return min(int(found[1]), _LONGEST_FRESH)
    expires, date = _moment(headers.get("Expires")), _moment(headers.get("Date"))
    if expires and date:
        return max(0, min(int((expires - date).total_seconds()), _LONGEST_FRESH))
    return 0


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds, at most a week; the header holds seconds or a date."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return min(int(value[:9]), _LONGEST_WAIT)
    until = _moment(value)
    return max(0, min(int((until - now).total_seconds()), _LONGEST_WAIT)) if until else None


def _moment(value: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(value or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _bounded(value: str | None) -> str | None:
    return value if value and len(value) <= _LONGEST_VALIDATOR else None
