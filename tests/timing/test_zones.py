"""Cities and zones as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from bot.i18n import INTERFACE_LANGUAGES, LOCALES
from bot.timing.zones import OFFERED_ZONES, find_zone, zone_in, zone_name
from digests.models.texts import Language

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Алматы", "Asia/Almaty"),
        ("алма-ата", "Asia/Almaty"),
        ("ҚЫЗЫЛОРДА", "Asia/Almaty"),
        ("Кишинев", "Europe/Chisinau"),
        (" нью йорк ", "America/New_York"),
        ("New-York", "America/New_York"),
        ("Мәскеу", "Europe/Moscow"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("UTC", "UTC"),
        ("в Астане", "Asia/Almaty"),
        ("Алматыда", "Asia/Almaty"),
        ("Шымкентте тұрамын", None),
        ("Кызылорде", "Asia/Almaty"),
        ("Карагандинская", None),
        ("Москве", "Europe/Moscow"),
        ("г. Казань", "Europe/Moscow"),
        ("в Казани", "Europe/Moscow"),
        ("Нур-Султане", "Asia/Almaty"),
        ("өскеменде", "Asia/Almaty"),
        ("оскемен", "Asia/Almaty"),
        ("Екатеренбург", "Asia/Yekaterinburg"),
        ("Питерсбург", "Europe/Moscow"),
        ("Амстрдам", "Europe/Amsterdam"),
        ("Стамбуле", "Europe/Istanbul"),
        ("Лос Анжелес", "America/Los_Angeles"),
        ("Berlni", "Europe/Berlin"),
        ("New York City", "America/New_York"),
        ("Бишкеке", "Asia/Bishkek"),
        ("Нью-Йорке", "America/New_York"),
        ("Ош", "Asia/Bishkek"),
        ("Атлантида", None),
        ("а" * 500, None),
        ("", None),
        ("../../etc/passwd", None),
    ],
)
def test_a_zone_is_found_by_what_people_write(said: str, zone: str | None) -> None:
    assert find_zone(said) == zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("живу в Караганде", "Asia/Almaty"),
        ("Шымкентте тұрамын", "Asia/Almaty"),
        ("I live in New York now", "America/New_York"),
        ("из Москвы переехал в Берлин", None),
        ("живу в деревне", None),
        ("мен ауылда тұрамын", None),
        ("не знаю", None),
        ("как дела сегодня", None),
        ("", None),
    ],
)
def test_a_sentence_may_name_the_city(said: str, zone: str | None) -> None:
    assert zone_in(said) == zone


@pytest.mark.parametrize(
    ("zone", "language", "now", "name"),
    [
        ("Asia/Almaty", "kk", WINTER, "Қазақстан (UTC+5)"),
        ("Europe/Berlin", "ru", WINTER, "Берлин (UTC+1)"),
        ("Europe/Berlin", "en", SUMMER, "Berlin (UTC+2)"),
        ("Asia/Kolkata", "en", WINTER, "Delhi (UTC+5:30)"),
        ("America/New_York", "en", WINTER, "New York (UTC-5)"),
        ("Pacific/Port_Moresby", "ru", WINTER, "Port Moresby (UTC+10)"),
        ("Europe/London", "en", WINTER, "London (UTC+0)"),
    ],
)
def test_a_zone_is_named_by_its_city(zone: str, language: Language, now: datetime, name: str) -> None:
    assert zone_name(zone, language, now) == name


def test_every_line_names_a_zone_in_three_languages() -> None:
    for line in (LOCALES / "cities.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zone, *names = (cell.strip() for cell in line.split("|"))
            assert zone in available_timezones(), line
            assert len(names) >= 3, line
            assert all(names), line
            assert [find_zone(name) for name in names[:3]] == [zone] * 3, line


def test_no_name_means_two_zones() -> None:
    zones: dict[str, set[str]] = {}
    for line in (LOCALES / "cities.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            zone, *names = (cell.strip() for cell in line.split("|"))
            for name in [*names[:3], *(other.strip() for cell in names[3:] for other in cell.split(","))]:
                zones.setdefault(name.casefold(), set()).add(zone)
    assert {name: found for name, found in zones.items() if len(found) > 1} == {}


def test_what_is_offered_has_short_names() -> None:
    for zone in OFFERED_ZONES:
        for language in INTERFACE_LANGUAGES:
            assert len(zone_name(zone, language, SUMMER)) <= 22
