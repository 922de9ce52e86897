"""Time zones by the names of their cities in three languages, from `locales/cities.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from bot.i18n import LOCALES
from digests.models.texts import Language
from digests.text.edit_distance import edit_distance

OFFERED_ZONES = (
    "Asia/Almaty",
    "Asia/Tashkent",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Berlin",
    "Asia/Shanghai",
)
MIN_STEM_LETTERS = 4
LETTERS_PER_SLIP = 5
MAX_CITY_LETTERS = 40
MAX_ZONE_CHARACTERS = 100  # characters; no name of a city is longer
_AROUND = re.compile(r"^(?:в|во|г|город|из|in|from|at)\s|\s(?:қаласы|қаласында|city)$")
_LAST_LETTERS = "аяоеыиьй"
_ENDINGS = re.compile(  # of cases, in Russian and, without its own letters, in Kazakh
    r"(?:[аяоеуюыиьй]|[оеа]й|[оеая]м|ью|[ая]х|ами|н?[дт][ае]н?|[гк][ае]|[ндт][ыи]н?)?"
)
_KAZAKH = str.maketrans("әғқңөұүһі", "агкноуухи")
_COLUMNS: tuple[Language, ...] = ("kk", "ru", "en")


def find_zone(said: str) -> str | None:
    """The IANA name for a city as people write it, also inflected or misspelt, or for an IANA name itself."""
    if len(said) > MAX_ZONE_CHARACTERS:
        return None
    plain = _plain(said)
    if zone := _by_name().get(plain):
        return zone
    named = _folded(_AROUND.sub("", plain))
    return _by_folded_name().get(named) or _inflected(named) or _misspelt(named)


def zone_in(sentence: str) -> str | None:
    """That of the one city which a word of the sentence names, or two side by side: "живу в Караганде"."""
    words = _plain(sentence[:MAX_ZONE_CHARACTERS]).split()
    named = [_folded(" ".join(each)) for each in (*zip(words, strict=True), *pairwise(words))]
    long = [each for each in named if len(each) > MIN_STEM_LETTERS]
    found = [_by_folded_name().get(each) or _inflected(each) for each in long]
    zones = {zone for zone in found if zone}
    return zones.pop() if len(zones) == 1 else None


def day_in(zone: str, at: datetime) -> date:
    """The calendar day in the zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def zone_name(zone: str, language: Language, now: datetime) -> str:
    """For example "Казахстан (UTC+5)"."""
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


def _inflected(said: str) -> str | None:
    """For `астане`, `алматыда`, `казани`: the longest city name to which the text adds an ending."""
    found = [name for name in _by_folded_name() if len(name) >= MIN_STEM_LETTERS and _is_form(said, name)]
    longest = max(map(len, found), default=0)
    return _one_zone(name for name in found if len(name) == longest)


def _is_form(said: str, name: str) -> bool:
    stems = (name, name[:-1]) if name[-1] in _LAST_LETTERS else (name,)
    return any(said.startswith(stem) and _ENDINGS.fullmatch(said, len(stem)) for stem in stems)


def _misspelt(said: str) -> str | None:
    """The zone of a name one mistake away, or two for a long one; None if names of two zones are."""
    if len(said) > MAX_CITY_LETTERS:
        return None
    for slips in range(1, min(2, len(said) // LETTERS_PER_SLIP) + 1):
        near = [name for name in _by_folded_name() if abs(len(name) - len(said)) <= slips]
        if zone := _one_zone(name for name in near if edit_distance(said, name) <= slips):
            return zone
    return None


def _one_zone(names: Iterable[str]) -> str | None:
    zones = {_by_folded_name()[name] for name in names}
    return zones.pop() if len(zones) == 1 else None


@cache
def _by_folded_name() -> dict[str, str]:
    """City names without Kazakh letters; a name that then stands for two zones is left out."""
    found: dict[str, set[str]] = {}
    for zone, names, others in _cities():
        for name in names + others:
            found.setdefault(_folded(_plain(name)), set()).add(zone)
    return {name: zones.pop() for name, zones in found.items() if len(zones) == 1}


def _folded(plain: str) -> str:
    return plain.translate(_KAZAKH).replace(" ", "")


def _plain(said: str) -> str:
    return re.sub(r"[\s_.-]+", " ", said).strip().casefold().replace("ё", "е")
