"""Dates in sample texts: `{day-1}` is yesterday in words, `{iso-1}` and `{dmy-1}` in figures."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "en": "January February March April May June July August September October November December",
}
PLACEHOLDER = re.compile(r"\{(day|iso|dmy)([+-]\d+)?\}")


def fill_dates(text: str, today: date, language: str) -> str:
    """Every placeholder counts in days from `today`, so that two reports of one event name the same date."""
    return PLACEHOLDER.sub(partial(_write, today=today, language=language), text)


def _write(match: re.Match[str], today: date, language: str) -> str:
    day = today + timedelta(days=int(match[2] or 0))
    if match[1] == "iso":
        return day.isoformat()
    if match[1] == "dmy":
        return f"{day:%d.%m.%Y}"
    return f"{day.day} {MONTHS[language].split()[day.month - 1]}"
