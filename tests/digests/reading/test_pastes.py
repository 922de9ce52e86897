"""What people paste: letters, press releases, chats, interviews, lines that a page has cut."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models.texts import ParsedText, RawText
from digests.reading.read_text import read_text
from tests.digests.rows import DATA

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def read(text: str) -> ParsedText:
    return read_text(RawText(text), now=NOW)


def cases() -> list[tuple[str, str]]:
    """Each paste and what is read of it."""
    _, *kinds = (DATA / "pastes.txt").read_text(encoding="utf-8").split("\n## ")
    pastes = (kind.partition("\n")[2] for kind in kinds)
    return [(paste, told.strip()) for paste, told in (text.split("\n=>\n") for text in pastes)]


@pytest.mark.parametrize(("paste", "told"), cases())
def test_a_paste_is_read_without_what_carried_it(paste: str, told: str) -> None:
    headline, _, body = told.partition("\n")
    reading = read(paste)
    assert (reading.headline or "-", reading.body) == (headline, body)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("[28.11.26, 10:31:05] ", 28),
        ("28.11.2026, 10:31 - ", 28),
        ("28.11.2026 г., 10:31 - ", 28),
        ("11/28/26, 10:31 PM - ", 28),
        ("28/11/2026, 10:31 - ", 28),
        ("[2026/11/28 10:31] ", 28),
        ("[28 қар. 2026 ж., 10:31] ", 28),
        ("[2026 ж. 28 қар., 10:31] ", 28),
        ("Nov 28, 2026, 10:31 AM - ", 28),
        ("Вестник, [28.11.2026 10:31]\n", 28),
        ("Herald, [28 Nov 2026 at 10:31:05]:\n", 28),
        ("11/10/26, 10:31 PM - ", None),
        ("10/11/2026, 10:31 - ", None),
    ],
)
def test_the_day_of_a_message_is_what_its_stamp_says_or_unknown(stamp: str, day: int | None) -> None:
    published = read(f"{stamp}Айгуль: Мост через реку открыли после ремонта.").published
    assert (published and published.at.day) == day


def test_a_letter_is_dated_by_its_head() -> None:
    letter = "От: Пресс-служба\nДата: 27 ноября 2026 г.\nТема: Мост открыли\n\nМост через реку открыли."
    published = read(letter).published
    assert published
    assert published.at.day == 27


def test_who_asks_in_an_interview_is_no_author() -> None:
    assert read("Корреспондент: Почему мост строили долго?\nАким: Был паводок.").author is None
    assert read("Корреспондент: Айгуль Сапарова\nМост через реку открыли.").author == "Айгуль Сапарова"


_word = st.text(alphabet="абвгдежзиклмноқғәіabcdef", min_size=2, max_size=12)
_sentence = st.lists(_word, min_size=3, max_size=25, unique=True).map(
    lambda words: " ".join(words).capitalize() + "."
)
_HEADS = ["", "28.11.2026, 10:31 - Айгуль: ", "[28.11.26, 10:31:05] Айгуль: ", "Переслано много раз\n"]


@settings(max_examples=200, deadline=None)
@given(st.lists(_sentence, min_size=1, max_size=8, unique=True), st.sampled_from(_HEADS), st.integers(1, 3))
def test_nothing_that_a_person_wrote_is_lost_or_told_twice(sentences: list[str], head: str, gap: int) -> None:
    pasted = ("\n" * gap).join(head + sentence for sentence in sentences)
    assert read(pasted).body.split() == " ".join(sentences).split()


@settings(max_examples=200, deadline=None)
@given(st.lists(_sentence, min_size=1, max_size=8, unique=True), st.integers(30, 99))
def test_no_word_is_lost_where_a_page_has_cut_the_lines(sentences: list[str], width: int) -> None:
    text = " ".join(sentences)
    reading = read("\n".join(textwrap.wrap(text, width)))
    assert [*(reading.headline or "").split(), *reading.body.split()] == text.split()


@pytest.mark.parametrize(
    "piece",
    [
        "> ",
        "От: а\n",
        "Тема: ",
        "Исх. № 1\n",
        "ПРЕСС-РЕЛИЗ ",
        "[28.11.26, 10:31] ",
        "28.11.26, 10:31 - а: ",
        "а-\n",
        "<прикреплено: ",
        "Корреспондент: а?\n",
        "а@",
        "+7 ",
        "изменил(а) ",
        "а: ",
        "<",
        "сказал(а) 10:31",
    ],
)
def test_hostile_pastes_are_read(piece: str) -> None:
    read(piece * (50_000 // len(piece)))
    read((piece.strip() + "\n") * 2_000)
