"""Whole texts of the kinds that come in, read from what was pasted to what a reader sees."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digests.models.texts import ParsedText, Published, RawText
from digests.reading.read_text import read_text

DATA = Path(__file__).parent.parent / "data"
NOW = datetime(2025, 11, 21, 12, tzinfo=UTC)
OCTOBER_14 = Published(datetime(2025, 10, 14, tzinfo=UTC), "day")
NEWS = "Археологи нашли в степи курган эпохи бронзы. Его возраст — три тысячи лет."
MORE = "Раскопки ведёт университет Караганды. Они продолжатся весной."


def read(text: str, **fields: str) -> ParsedText:
    return read_text(RawText(text, **fields), now=NOW)  # type: ignore[arg-type]  # only texts are given here


def test_a_press_release_behind_a_stray_line() -> None:
    reading = read((DATA / "press_release.txt").read_text(encoding="utf-8"))
    assert (reading.headline, reading.author, reading.credit) == (None, None, "gov.kz")
    assert reading.published == OCTOBER_14
    paragraphs = reading.body.split("\n")
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("14 октября 2025 года вице-министр")
    assert paragraphs[2].endswith("на 18 процентов.")
    assert paragraphs[3].endswith("станет двенадцать.")


def test_the_day_of_which_a_commentary_tells_is_not_its_own() -> None:
    text = (DATA / "commentary.txt").read_text(encoding="utf-8")
    reading = read(text)
    assert reading.headline is None
    assert reading.published is None
    assert reading.body == text.strip()


def test_a_post_with_everything_around_it() -> None:
    reading = read(
        "🔥 Археологи нашли курган 🔥\n"
        "Автор: Айгуль Сапарова\n"
        "Сегодня, 10:31\n\n"
        "КАРАГАНДА, 20 ноября — КазТАГ. " + NEWS + "\n"
        "• " + MORE + "\n"
        "Подробнее: https://museum-test.kz/find?id=7&utm_source=tg\n"
        "Фото: Музей степи\n"
        "#археология #степь"
    )
    assert reading == ParsedText(
        headline="Археологи нашли курган",
        body=f"{NEWS}\n{MORE}",
        author="Айгуль Сапарова",
        credit="Музей степи",
        dateline="КАРАГАНДА, 20 ноября — КазТАГ.",
        published=Published(datetime(2025, 11, 21, tzinfo=UTC), "day"),
        links=("https://museum-test.kz/find?id=7",),
    )


def test_a_dateline_on_a_line_of_its_own_is_no_headline() -> None:
    reading = read(f"КАРАГАНДА, 20 ноября, корреспондент агентства\n{NEWS}")
    assert (reading.headline, reading.body) == (None, NEWS)
    assert reading.dateline == "КАРАГАНДА, 20 ноября, корреспондент агентства"


def test_what_the_carrier_said_wins() -> None:
    published = Published(datetime(2025, 11, 1, 9, 30, tzinfo=UTC))
    raw = RawText(
        f"Найден курган\n25.09.2025\n{NEWS}",
        title="Найден курган — Степной вестник",
        published=published,
        source="Степной вестник",
    )
    reading = read_text(raw, now=NOW)
    assert (reading.headline, reading.body, reading.published) == ("Найден курган", NEWS, published)


def test_a_line_of_metadata_wins_over_the_dateline_and_the_text() -> None:
    dated = "КАРАГАНДА, 20 ноября. " + NEWS
    assert read(f"19.11.2025\n{dated}").published == Published(datetime(2025, 11, 19, tzinfo=UTC), "day")
    assert read(dated).published == Published(datetime(2025, 11, 20, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    "text", ["12 апреля 1961 года Юрий Гагарин полетел.", "1 мая 2031 года пройдёт форум."]
)
def test_days_of_history_and_of_the_future_are_no_publication(text: str) -> None:
    assert read(text).published is None


@pytest.mark.parametrize(
    ("pasted", "body"),
    [
        (f"[25.09.2025, 10:31] Айгуль: *Срочно.* {NEWS}", f"Срочно. {NEWS}"),
        (f"25.09.2025, 10:31 - Айгуль: {NEWS}", NEWS),
        (f"Айгуль, [25.09.2025 10:31]\n{NEWS}", NEWS),
        (f"Переслано от Музей степи\n{NEWS}", NEWS),
        (
            "Архео\u00adлоги\u00a0нашли \u200bв\u202f степи \u202eкурган\ufeff.",
            "Археологи нашли в степи курган.",
        ),
        ("Археологи из университета Караганды нашли\nв степи курган эпохи бронзы.", None),
        (f"{NEWS}\n* * *\n{MORE}", f"{NEWS}\n{MORE}"),
        (f"1️⃣ {NEWS}\n➡️ {MORE}", f"{NEWS}\n{MORE}"),
        (f"{NEWS}\n{MORE}\n{NEWS}", f"{NEWS}\n{MORE}"),
        ("Музей «Степь &amp; море» открыт.", "Музей «Степь & море» открыт."),
        ("Температура упала до -15 градусов. Снег идёт.", "Температура упала до -15 градусов. Снег идёт."),
    ],
)
def test_litter_goes(pasted: str, body: str | None) -> None:
    assert read(pasted).body == (body or pasted.replace("\n", " "))


@pytest.mark.parametrize("text", ["", " \n ", "😀", "Поделиться", "Фото: gov.kz", "\u202e\u200b"])
def test_a_text_of_nothing_has_no_body(text: str) -> None:
    assert read(text).body in ("", text)
    assert read(text).headline is None


def test_a_single_line_is_the_body() -> None:
    reading = read("Археологи нашли в степи курган")
    assert (reading.headline, reading.body) == (None, "Археологи нашли в степи курган")


@pytest.mark.parametrize(
    "piece",
    [
        "*",
        "[25.09.2025, 10:31] ",
        "25 сентября ",
        "Фото: ",
        "https://",
        "(фото: ",
        "«",
        "&#1;",
        "By A",
        "a|",
        "— ",
    ],
)
def test_hostile_lines_are_read(piece: str) -> None:
    read(piece * (50_000 // len(piece)))
    read((piece + "\n") * 2_000)


def test_a_date_that_is_yet_to_come_is_none() -> None:
    future = RawText(NEWS, published=Published(datetime(2099, 1, 1, tzinfo=UTC)))
    assert read_text(future, now=NOW).published is None


@pytest.mark.parametrize("name", ["Айнур Сериккызы", "J. O'Neill"])
def test_an_author_that_the_carrier_names(name: str) -> None:
    assert read_text(RawText(NEWS, author=f" {name}\n"), now=NOW).author == name


@pytest.mark.parametrize("name", ["", "admin", "a@b.example", "https://a.example/bob", "Вести", "12"])
def test_an_account_or_the_source_is_no_author(name: str) -> None:
    assert read_text(RawText(NEWS, source="Вести", author=name), now=NOW).author is None


LONG = "Археологи нашли в степи под Улытау курган эпохи бронзы, которому больше трёх тысяч лет."


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\nУЛЫТАУ, 5 ноября /Пресс-центр/. {LONG}\n{MORE}",
        f"УЛЫТАУ, 5 ноября /Пресс-центр/. {LONG}\n{LONG}\n{MORE}",
        f"{LONG[:60]}…\n{LONG}\n{MORE}",
        f"{LONG[:60]} […]\n{LONG}\n{MORE}",
    ],
    ids=["dateline later", "dateline first", "cut short", "cut short by a site"],
)
def test_an_extract_above_the_report_is_told_once(text: str) -> None:
    body = read(text, title="Находка").body.split("\n")
    assert sum("курган" in line or "Археологи" in line for line in body) == 1
    assert body[-1] == MORE


@pytest.mark.parametrize("name", ["Aliya Bekova", "By John A. Smith", "Сауле Ермекова"])
def test_a_bare_name_under_the_headline_signs_the_report(name: str) -> None:
    reading = read(f"Находка в степи\n{name}\n{LONG}", title="Находка в степи")
    assert reading.author == name.removeprefix("By ")
    assert reading.body == LONG


def test_a_line_that_is_no_name_stays() -> None:
    assert read(f"Находка\nСтепь хранит тайны\n{LONG}", title="Находка").author is None


def test_a_name_between_a_day_and_the_report_is_its_author() -> None:
    reading = read(
        f"October 14, 2025\nAnn Park\n{'The council of Semey has opened a bridge of 900 metres. ' * 2}"
    )
    assert (reading.headline, reading.author) == (None, "Ann Park")
