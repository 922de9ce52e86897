"""Dates that stand beside a text: read as they say, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.text.metadata_dates import carried_date
from tests.digests.rows import cells_of

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru_short": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "kk_short": "қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.",
    "en": "January February March April May June July August September October November December",
    "en_short": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
DAYS = (
    "{d} {en} {y}",
    "{d} {en_short} {y}",
    "{en} {d}, {y}",
    "{en_short} {d}, {y}",
    "{d}-{en_short}-{y}",
    "{d} {ru} {y}",
    "{d} {ru} {y} года",
    "{d} {ru_short} {y} г.",
    "{d} {kk} {y}",
    "{y} жылғы {d} {kk}",
    "{y} ж. {d} {kk}",
    "{d} {kk_short} {y} ж.",
    "{y}/{m:02}/{d:02}",
    "{y}.{m:02}.{d:02}",
    "{y}-{m:02}-{d:02}",
    "{d:02}.{m:02}.{y}",
    "{d}.{m}.{y}",
    "{d:02}-{m:02}-{y}",
    "{d:02}.{m:02}.{short:02}",
    "{d} {en_short} {short:02}",
    "{y}{m:02}{d:02}",
)
AMBIGUOUS_DAYS = ("{d:02}/{m:02}/{y}", "{m:02}/{d:02}/{y}", "{d:02}-{m:02}-{short:02}")
BESIDE = ("{}", " {}", " UTC{}", " GMT{}")
ORDERS = ("{day} {clock}", "{day}, {clock}", "{day} в {clock}", "{clock} {day}", "{clock}, {day}")
moments = st.datetimes(datetime(1991, 1, 1), datetime(2032, 12, 31))  # noqa: DTZ001 - strategies want these
zones = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@pytest.mark.parametrize(("said", "expected"), cells_of("carried_dates.txt"))
def test_a_string_is_read_as_it_says(said: str, expected: str) -> None:
    found = carried_date(said)
    if expected == "-":
        assert found is None
        return
    assert found is not None
    assert found.at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert found.precision == ("minute" if "T" in expected else "day")


@settings(max_examples=400)
@given(moments, st.sampled_from(DAYS), st.sampled_from(ORDERS))
def test_a_day_in_any_form_is_that_day(at: datetime, form: str, order: str) -> None:
    for said in (written(at.date(), form), order.format(day=written(at.date(), form), clock=f"{at:%H:%M}")):
        found = carried_date(said)
        assert found is not None, said
        assert (found.at.date(), found.precision) == (at.date(), "day"), said


@settings(max_examples=400)
@given(
    moments, zones, st.sampled_from(DAYS), st.booleans(), st.sampled_from(["{}", " {}", " UTC{}", " GMT{}"])
)
def test_a_moment_in_any_form_is_that_moment(
    at: datetime, zone: timezone, form: str, halves: bool, beside: str
) -> None:
    moment = at.replace(microsecond=0, tzinfo=zone)
    clock = f"{moment:%I:%M:%S %p}" if halves else f"{moment:%H:%M:%S}"
    said = f"{written(moment.date(), form)} {clock}{beside.format(f'{moment:%z}')}"
    found = carried_date(said)
    assert found is not None, said
    assert (found.at, found.precision) == (moment, "minute"), said


@given(moments, zones)
def test_what_programs_write_is_read_to_the_second(at: datetime, zone: timezone) -> None:
    moment = at.replace(microsecond=0, tzinfo=zone)
    for said in (format_datetime(moment), moment.isoformat(), f"{moment:%a %b %d %H:%M:%S %z %Y}"):
        found = carried_date(said)
        assert found is not None, said
        assert found.at == moment, said
    number = carried_date(str(int(moment.timestamp())))
    assert number is None or number.at == moment


@given(moments, st.sampled_from(AMBIGUOUS_DAYS))
def test_figures_of_several_orders_are_no_other_day(at: datetime, form: str) -> None:
    found = carried_date(written(at.date(), form))
    assert found is None or found.at.date() == at.date()


@given(st.dates(date(1991, 1, 1), date(2032, 12, 31)), st.text(max_size=12), st.text(max_size=12), st.times())
def test_words_around_a_day_make_it_no_other(day: date, before: str, after: str, clock: time) -> None:
    """Unless they bring digits of their own."""
    before, after = ("".join(sign for sign in text if not sign.isdigit()) for text in (before, after))
    found = carried_date(f"{before} {day:%Y-%m-%d} {clock:%H:%M} {after}")
    assert found is None or abs(found.at.date() - day) <= timedelta(days=1)
    assert found is None or found.precision == "minute" or found.at.date() == day


@given(st.text(max_size=60))
def test_no_string_fails(said: str) -> None:
    carried_date(said)


def written(day: date, form: str) -> str:
    names = {name: words.split()[day.month - 1] for name, words in MONTHS.items()}
    return form.format(y=day.year, m=day.month, d=day.day, short=day.year % 100, **names)
