"""Time zones by the names of their cities in three languages, from `locales/cities.txt`."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.i18n import LOCALES
from digests.models import Language

OFFERED = (
    "Asia/Almaty",
    "Asia/Tashkent",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Berlin",
    "Asia/Shanghai",
)
_COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")


def find_zone(said: str) -> str | None:
    """The IANA name for a city in any of the languages, or for an IANA name however it is spelt."""
    return _by_name().get(_plain(said))


def zone_name(zone: str, language: Language, now: datetime) -> str:
    """Казахстан (UTC+5)."""
    names = _named().get(zone)
    place = names[_COLUMNS.index(language)] if names else zone.rpartition("/")[2].replace("_", " ")
    return f"{place} ({_offset(zone, now)})"


def _offset(zone: str, now: datetime) -> str:
    offset = now.astimezone(ZoneInfo(zone)).strftime("%z")
    hours, minutes = offset[:1] + offset[1:3].lstrip("0"), offset[3:5]
    if hours in ("+", "-"):
        hours += "0"
    return "UTC" + hours + ("" if minutes == "00" else f":{minutes}")


@cache
def _cities() -> list[tuple[str, list[str], list[str]]]:
    """(zone, its name in each language, other spellings)."""
    found = []
    for line in (LOCALES / "cities.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zone, *names = (cell.strip() for cell in line.split("|"))
            others = [name.strip() for cell in names[3:] for name in cell.split(",")]
            found.append((zone, names[:3], others))
    return found


@cache
def _named() -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for zone, names, _ in _cities():
        named.setdefault(zone, names)
    return named


@cache
def _by_name() -> dict[str, str]:
    known = {_plain(zone): zone for zone in available_timezones()}
    return known | {_plain(name): zone for zone, names, others in _cities() for name in names + others}


def _plain(said: str) -> str:
    return re.sub(r"[\s_.-]+", " ", said).strip().casefold().replace("ё", "е")
